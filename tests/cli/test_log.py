"""`log`: one line in, what was understood and what stays a note out."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Crm


@pytest.fixture
def marlow(crm: Crm) -> Crm:
    """An account with a person, a rival and a purchase."""
    crm("add", "account", "Marlow 机械")
    crm("add", "person", "marlow", "Helen Marsh")
    crm("add", "project", "marlow", "Line 2")
    crm("add", "rival", "marlow", "Ridgeway")
    return crm


def test_it_says_what_was_understood_and_what_stays_a_note(marlow: Crm) -> None:
    done = marlow(
        "log", "marlow", "@Marsh says budget $2.2m, nice dog. @Ravi Menon joined", "--kind", "visit"
    )
    assert done.code == 0
    lines = done.out.splitlines()
    assert lines[0].startswith("Visit at Marlow 机械 on ")
    assert lines[1:] == [
        "Understood",
        "  @Marsh → With Helen Marsh",
        "  $2.2m → Budget $2,200,000",
        "Stays a note",
        "  says budget",
        "  nice dog. @Ravi Menon joined",
        "  ! Nobody here is called “Ravi Menon”.",
    ]


def test_it_speaks_chinese(marlow: Crm) -> None:
    done = marlow("log", "marlow", "寄了样本给@Marsh", lang="zh")
    assert "寄送资料" in done.out.splitlines()[0]
    assert "寄资料不算进展" in done.out


def test_one_step_is_taken_back_by_one_undo(marlow: Crm) -> None:
    before = marlow("show", "marlow", "--json").out
    marlow("log", "marlow", "@Marsh #short downtime +send the plan !tomorrow", "--tick", "1a", "1b=doing")
    shown = json.loads(marlow("show", "marlow", "--json").out)
    assert shown != json.loads(before)
    marlow("undo")
    assert marlow("show", "marlow", "--json").out == before


def test_json_holds_the_places_in_the_text(marlow: Crm) -> None:
    text = "@Marsh ?who signs"
    told = json.loads(marlow("log", "marlow", text, "--json").out)
    pieces = [(one["kind"], text[one["start"] : one["end"]]) for one in told["understood"]]
    assert pieces == [("person", "@Marsh"), ("question", "?who signs")]
    assert (told["stored"], told["project"], told["made"]) == (True, "Line 2", {"activity": 1, "question": 1})


def test_a_dry_run_stores_nothing(marlow: Crm) -> None:
    before = marlow("show", "marlow", "--json").out
    done = marlow("log", "marlow", "@Marsh #short downtime", "--dry-run")
    assert done.out.startswith("Not stored")
    assert marlow("show", "marlow", "--json").out == before


def test_day_and_kind_are_taken_from_the_options(marlow: Crm) -> None:
    told = json.loads(
        marlow("log", "marlow", "Call @Marsh", "--kind", "会议", "--day", "2026-01-05", "--json").out
    )
    assert (told["kind"], told["day"]) == ("meeting", "2026-01-05")


@pytest.mark.parametrize(
    "words",
    [
        ("log", "nobody", "hello"),
        ("log", "marlow", "hello", "--kind", "lunch"),
        ("log", "marlow", "hello", "--day", "2999-01-01"),
        ("log", "marlow", "hello", "--tick", "9z"),
        ("log", "marlow", "hello", "--project", "Line 9"),
    ],
)
def test_a_refusal_is_one_line(marlow: Crm, words: tuple[str, ...]) -> None:
    done = marlow(*words)
    assert done.code == 1
    assert done.err.count("\n") == 1
