"""`flags` and `questions`: the same as the window says, on any day, as text and JSON, in both languages."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Crm


@pytest.fixture
def moved(acme: Crm) -> Crm:
    """The purchase stands at stage 2 over open items; Ann was visited."""
    acme("advance", "acme", "line 3", "--reason", "the board wants it")
    acme(
        "add",
        "activity",
        "acme",
        "First visit",
        "--set",
        "kind=visit",
        "--set",
        "people=Ann Lee",
        "--set",
        "day=today",
    )
    acme("add", "member", "acme", "Ann Lee", "--project", "Line 3", "--set", "role=finance")
    return acme  # fmt: skip


def test_flags_are_listed_with_their_way_out(moved: Crm) -> None:
    said = moved("flags", "acme").out
    assert (
        "[red] No explicit need · Line 3\n    Stage 2, and no need has been written down.\n    Way out: Take"
        in said
    )
    assert said.index("[red]") < said.index("[yellow]")
    assert "[红] 没有明确的需求 · Line 3" in moved("flags", "acme", lang="zh").out


def test_flags_as_json_name_rule_evidence_and_source(moved: Crm) -> None:
    found = {one["rule"]: one for one in json.loads(moved("flags", "acme", "--json").out)}
    budget = found["budget_unknown"]
    assert (budget["severity"], budget["project"]["name"], budget["section"]) == ("yellow", "Line 3", "d2")
    assert {"record", "name", "field", "value", "fact"} == set(budget["evidence"][0])
    assert budget["accepted"] is None
    assert budget["subject"].startswith("flag:budget_unknown:")


def test_flags_of_another_day(moved: Crm) -> None:
    rules = [one["rule"] for one in json.loads(moved("flags", "acme", "--json", "--day", "2099-01-01").out)]
    assert "rival_unchecked" in rules
    assert moved("flags", "acme", "--day", "2001-01-01").out == "Nothing to warn of.\n"
    assert moved("flags", "acme", "--day", "someday").code != 0


def test_questions_say_whom_why_now_and_how_to_begin(moved: Crm) -> None:
    said = moved("questions", "acme", "--with", "Ann Lee").out
    assert said.startswith("1. What sum has been set aside for it? (Line 3)\n    Ask Ann Lee\n")
    assert "Ann Lee will be there." in said
    assert "Ask from the need: " in said
    assert "3. " in said
    assert "4. " not in said


def test_questions_as_json(moved: Crm) -> None:
    found = json.loads(moved("questions", "acme", "--project", "line 3", "--json", lang="zh").out)
    assert 0 < len(found) <= 3
    assert all(one["question"] and one["why_now"] and one["begin"] for one in found)
    assert {"id", "name"} == set(found[0]["whom"][0])


def test_a_name_that_is_nobody_is_refused(moved: Crm) -> None:
    done = moved("questions", "acme", "--with", "Nobody")
    assert done.code != 0
    assert "Nobody" in done.err
