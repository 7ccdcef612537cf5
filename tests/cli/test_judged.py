"""`show --json` says what the commands of their own say: classes, clocks, flags, questions."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Crm

ACCOUNT = "Pikehaven"


@pytest.fixture
def shown(crm: Crm) -> dict[str, object]:
    crm("demo", "--lang", "en")
    found: dict[str, object] = json.loads(crm("show", ACCOUNT, "--json").out)
    return found


@pytest.mark.parametrize(
    ("key", "command"), [("flags", "flags"), ("next_questions", "questions"), ("classes", "classify")]
)
def test_it_holds_the_same_as_the_command(crm: Crm, shown: dict[str, object], key: str, command: str) -> None:
    assert shown[key] == json.loads(crm(command, ACCOUNT, "--json").out)


def test_running_purchases_have_their_clocks(shown: dict[str, object]) -> None:
    running = shown["running"]
    assert isinstance(running, list)
    assert [one["title"] for one in running] == [
        one["title"]
        for one in shown["projects"]  # type: ignore[attr-defined]
        if one["status"] == "open"
    ]
    assert all([clock["clock"] for clock in one["clocks"]] == ["closing", "stage", "path"] for one in running)
