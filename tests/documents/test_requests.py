"""Asking for documents: sections, levels, names of files, saving, several in one go."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktopcrm.app import App
from desktopcrm.domain.records import UNSTATED, Observation, Source
from desktopcrm.errors import UserError
from desktopcrm.services.files import NAME_LIMIT, safe_name
from desktopcrm.services.report.request import DocumentRequest
from tests.documents.conftest import Shelf

TODAY = date.today()


def titles(shelf: Shelf, kind: str = "plan", **wanted: object) -> list[str]:
    draft = next(iter(shelf.app.documents.order(shelf.request(kind, **wanted)).drafts()))
    sections = draft["sections"]
    assert isinstance(sections, list)
    return [str(one["title"]) for one in sections]


def test_sections_come_in_the_order_asked_for(shelf: Shelf) -> None:
    assert titles(shelf, sections=("rivals", "summary", "needs")) == ["Rivals", "Summary", "Needs"]


def test_the_usual_plan_has_every_section_but_the_private_one(shelf: Shelf) -> None:
    offered = shelf.app.documents.sections("own", "en")
    assert titles(shelf) == [one.title for one in offered if one.usual]
    assert [one.key for one in offered if not one.usual] == ["profiles"]


def test_a_customer_is_offered_a_plan_of_his_own(shelf: Shelf) -> None:
    assert [one.key for one in shelf.app.documents.sections("customer", "zh")] == [
        "way", "who_does_what", "agreed", "contacts",
    ]  # fmt: skip


def test_what_was_corrected_on_its_day_is_no_change(app: App) -> None:
    shelf = Shelf(app, app.accounts.add("Corrected Works"))
    project = app.projects.add(shelf.account, "New line")
    for chance in ("10", "75"):
        app.facts.observe(project, "probability", chance)
    app.facts.clear(project, "probability")
    app.facts.observe(project, "probability", "75")
    assert titles(shelf, sections=("history",)) == []
    earlier = Observation(seen_on=TODAY - timedelta(days=30))
    for objective, seen in (
        ("A slip", earlier),
        ("A pilot", earlier),
        ("A slip", UNSTATED),
        ("The line", UNSTATED),
    ):
        app.facts.observe(project, "objective", objective, seen)
    (draft,) = app.documents.order(shelf.request(sections=("history",))).drafts()
    told = json.dumps(draft["sections"])
    assert [words in told for words in ("The line", "A pilot", "A slip")] == [True, True, False]
    assert len(shelf.plan.past(project, "objective")) == 4


def test_two_words_of_one_day_are_both_told(app: App) -> None:
    shelf = Shelf(app, app.accounts.add("Two Words"))
    project = app.projects.add(shelf.account, "New line")
    for chance, who in (("10", "the driver"), ("60", "the buyer"), ("75", "the buyer")):
        app.facts.observe(project, "probability", chance, Observation(Source("document", who)))
    (draft,) = app.documents.order(shelf.request(sections=("history",))).drafts()
    told = json.dumps(draft["sections"])
    assert [words in told for words in ("10 %", "60 %", "75 %")] == [True, False, True]


def test_an_empty_account_prints_without_a_blank_table(app: App) -> None:
    empty = Shelf(app, app.accounts.add("Nothing Known Ltd"))
    assert titles(empty) == ["Summary", "Coverage", "Open questions"]
    for kind, level in (("plan", "own"), ("plan", "manager"), ("plan", "customer"), ("brief", "own")):
        for lang in ("en", "zh"):
            assert empty.pdf(kind, level=level, lang=lang).startswith(b"%PDF")


def test_a_checklist_needs_a_purchase(app: App) -> None:
    empty = Shelf(app, app.accounts.add("Nothing Known Ltd"))
    with pytest.raises(UserError, match="no_project_yet"):
        empty.pdf("checklist")


def test_one_stage_of_the_checklist_is_enough(shelf: Shelf) -> None:
    assert titles(shelf, kind="checklist", stage=4) == ["", "Purchasing criteria"]
    assert len(titles(shelf, kind="checklist")) == 1 + len(shelf.app.desk.catalogue.stages)
    with pytest.raises(UserError, match="stage_unknown"):
        titles(shelf, kind="checklist", stage=9)


@pytest.mark.parametrize(
    "wrong", [{"kind": "poem"}, {"level": "friend"}, {"lang": "fr"}, {"sections": ("weather",)}]
)
def test_what_cannot_be_made_is_refused_in_a_sentence(shelf: Shelf, wrong: dict[str, Any]) -> None:
    with pytest.raises(UserError) as refused:
        shelf.app.documents.make(shelf.request(**wrong))
    for lang in ("en", "zh"):
        assert shelf.app.texts.of_error(refused.value, lang)


def test_own_fields_and_own_lines_are_marked_as_own(shelf: Shelf) -> None:
    text = json.dumps(next(iter(shelf.app.documents.order(shelf.request()).drafts())), ensure_ascii=False)
    assert '"label": "Own gate code", "value": ' in text
    at = text.index('"label": "Own gate code"')
    assert '"own": "own"' in text[at : at + 400]
    assert '"text": "Own line of the rep"' in text


def test_a_plan_of_a_day_in_the_past_knows_nothing_later(app: App) -> None:
    account = app.accounts.add("Slow Works")
    for days, count in ((100, "400"), (1, "450")):
        app.facts.observe(account, "employees", count, Observation(seen_on=TODAY - timedelta(days=days)))
    shelf = Shelf(app, account)
    then = next(iter(app.documents.order(shelf.request(day=TODAY - timedelta(days=50))).drafts()))
    assert "400 people" in json.dumps(then)
    assert "450 people" not in json.dumps(then)


def test_the_file_name_says_what_for_whom_and_when(shelf: Shelf) -> None:
    name = shelf.app.documents.file_name
    day = date(2026, 5, 20)
    assert name(shelf.request(day=day)) == "Account plan Full Works 喆镕堃 2026-05-20.pdf"
    assert name(shelf.request("brief", day=day, lang="zh")) == "拜访简报 Full Works 喆镕堃 2026-05-20.pdf"
    assert name(shelf.request(day=day, level="customer")).startswith("Mutual plan ")


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("a/b\\c:d*e?f\"g<h>i|j", "a b c d e f g h i j"), ("..", "_"), ("CON", "_CON"), ("lpt1.txt", "_lpt1.txt"),
        ("  name. ", "name"), ("", "_"), ("tab\tnew\nline", "tab new line"), ("客户\u202e计划", "客户 计划"),
        ("-rf", "_-rf"), ("~root", "_~root"), ("COM¹", "_COM¹"), ("conin$", "_conin$"), ("nul .txt", "_nul .txt"), ("\ud800x", "x"),
        ("😀" * 90, "😀" * 45), ("x\0y", "x y"), ("e\u0301", "é"),
    ],
)  # fmt: skip
def test_names_are_safe_on_every_system(text: str, safe: str) -> None:
    assert safe_name(text) == safe


@given(st.text())
def test_any_name_becomes_one_that_can_be_written(text: str) -> None:
    safe = safe_name(text)
    assert 0 < len(safe) <= NAME_LIMIT + 1
    assert len(f"{safe} 2026-05-20.pdf".encode()) <= 240
    assert safe[0] not in ".-~ "
    assert safe[-1] not in ". "
    assert not set(safe) & set('<>:"/\\|?*')


def test_saving_replaces_a_file_whole_and_never_through_a_link(shelf: Shelf, tmp_path: Path) -> None:
    target = tmp_path / "plan.pdf"
    target.write_bytes(b"old")
    shelf.app.documents.save(shelf.request(sections=("summary",)), target)
    assert target.read_bytes().startswith(b"%PDF")
    link = tmp_path / "link.pdf"
    link.symlink_to(target)
    before = target.read_bytes()
    with pytest.raises(UserError):
        shelf.app.documents.save(shelf.request(sections=("needs",)), link)
    assert target.read_bytes() == before
    with pytest.raises(UserError):
        shelf.app.documents.save(shelf.request(sections=("needs",)), tmp_path / "missing" / "plan.pdf")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["link.pdf", "plan.pdf"]


def test_several_accounts_are_printed_in_one_go(app: App, tmp_path: Path) -> None:
    requests = [
        DocumentRequest(kind, app.accounts.add(name))
        for kind, name in (
            ("plan", "Twin Works"),
            ("plan", "Twin Works"),
            ("checklist", "No Purchase"),
            ("plan", "Third"),
        )
    ]
    told: list[tuple[int, int]] = []
    done = app.documents.batch(requests, tmp_path, lambda at, of, _: told.append((at, of)))
    assert told == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]
    day = TODAY.isoformat()
    names = [
        f"Account plan Twin Works {day}.pdf",
        f"Account plan Twin Works {day} (2).pdf",
        f"Account plan Third {day}.pdf",
    ]
    assert [one.name for one in done.written] == names
    assert [error.key for _, error in done.failed] == ["report.no_project_yet"]


class Stop(Exception):
    """What a user's cancel raises inside the work."""


def test_printing_several_can_be_stopped(app: App, tmp_path: Path) -> None:
    requests = [DocumentRequest("plan", app.accounts.add(f"Works {number}")) for number in range(3)]

    def step(at: int, _of: int, _name: str) -> None:
        if at == 1:
            raise Stop

    folder = tmp_path / "printed"
    folder.mkdir()
    with pytest.raises(Stop):
        app.documents.batch(requests, folder, step)
    assert [one.suffix for one in folder.iterdir()] == [".pdf"]
