"""However long and however full of marks a text is, it is read while one types, and stored."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktopcrm.app import App
from desktopcrm.domain.fieldtypes import MAX_TEXT
from desktopcrm.domain.names import MAX_NAME
from desktopcrm.services.log_entry import Entry
from tests.method.debrief_cast import Cast, cast

SIGNS = 8_000
GROWTH = 3.5  # times as long for twice the text: a quadratic reader takes four times as long
FULL_OF_MARKS = (
    "@Helen ", "#need ", "!friday ", "+send it ", "?why ", "$500 ", "US$5 ", "#a#", "+a !1 ", "对方答应+发", "#需求", "!周五", "…",
    "http://x.example/@b ", "+send it 5 May 2026, ", "@Helen #need, $5k !fri, +send. ?why, ", "$1,111,", "@@", "5月3日",
)  # fmt: skip


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cast]:
    app = App.open(Path(tmp_path_factory.mktemp("length")))
    yield cast(app, "en")
    app.close()


def seconds(place: Cast, text: str) -> float:
    scope_plan = place.plan
    began = time.process_time()
    place.app.log.read(scope_plan, text, place.project)
    return time.process_time() - began


@pytest.mark.parametrize("pattern", FULL_OF_MARKS)
def test_eight_thousand_signs_of_marks_are_read_in_a_moment(place: Cast, pattern: str) -> None:
    """Half a second on a quiet machine; here what matters is that twice the text takes twice the time."""
    full = (pattern * SIGNS)[:SIGNS]
    if seconds(place, full) < 0.5:
        return
    half = min(seconds(place, full[: SIGNS // 2]) for _ in range(2))
    assert min(seconds(place, full) for _ in range(2)) < GROWTH * half


def test_a_text_beyond_what_is_stored_is_not_read_to_its_end(place: Cast) -> None:
    text = "#need " * 200_000
    found = place.read(text)
    assert found.text == text
    assert max(chip.end for chip in found.chips) <= MAX_TEXT


@pytest.mark.parametrize("mark", ["#", "+", "?"])
@pytest.mark.parametrize("words", ["it leaks and " * 60, "漏气" * 300], ids=["en", "zh"])
def test_what_is_too_long_for_a_heading_stays_a_note_and_is_stored(
    place: Cast, mark: str, words: str
) -> None:
    text = f"Call. {mark}{words.strip()}. Then #a leak"
    found = place.read(text)
    chip = next(one for one in found.chips if one.problem == "too_long")
    assert chip.is_note
    assert chip.others == ()
    assert "too_long" not in [one.problem for one in found.becoming("need", "ours", "theirs", "question")]
    logged = place.app.log.store(Entry(place.account, found, project_id=place.project))
    plan = place.plan
    assert plan.value(logged.activity_id, "summary") == text
    assert "a leak" in [one.name for one in plan.of("need")]
    assert max(len(one.name) for one in plan.records.values()) <= MAX_NAME
    place.app.history.undo()


@pytest.mark.parametrize(
    "text", ["\u202e。 too expensive", "\ud83d。next", "\0 … …", "# \u202ea", "#\u2066\u2069. b", "+\0"]
)
def test_signs_that_nobody_sees_keep_no_entry_from_being_stored(place: Cast, text: str) -> None:
    logged = place.app.log.store(Entry(place.account, place.read(text), project_id=place.project))
    assert all(one.name for one in place.plan.records.values())
    assert logged.activity_id in place.plan.records
    place.app.history.undo()


def test_just_short_enough_becomes_a_need(place: Cast) -> None:
    found = place.read("#" + "x" * MAX_NAME)
    assert [one.words for one in found.becoming("need")] == ["x" * MAX_NAME]
    assert place.read("#" + "x" * (MAX_NAME + 1)).becoming("need") == ()
