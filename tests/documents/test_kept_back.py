"""What a manager does not read of people: the rep's own questions on them, and that a private fact is there at all."""

from __future__ import annotations

import json

import pytest

from desktopcrm.app import App
from desktopcrm.domain import naming
from desktopcrm.services.questions import NewQuestion
from desktopcrm.services.records import NewRecord
from desktopcrm.services.report.request import DocumentRequest


@pytest.fixture
def account(app: App) -> int:
    account = app.accounts.add("Quiet Works")
    app.projects.add(account, "Third furnace")
    return account


def _printed(app: App, account: int, kind: str, level: str) -> str:
    request = DocumentRequest(kind, account, level=level)
    return json.dumps(next(app.documents.order(request).drafts()), ensure_ascii=False)


@pytest.mark.parametrize("kind", ["brief", "plan"])
def test_no_own_question_that_is_put_to_or_names_a_person(app: App, account: int, kind: str) -> None:
    anna = app.records.add(NewRecord("person", "Anna Wells", account))
    app.records.add(NewRecord("person", "欧阳明", account))
    mine = (
        "Is Wells tired of it?",
        "Does ANNA sign alone?",
        "欧阳总是不是要退休",
        "What would make it easier?",
    )
    for words in mine:
        app.questions.ask(NewQuestion(account, words, anna if "easier" in words else None))
    app.questions.ask(NewQuestion(account, "Who measures the scrap?"))
    own, manager = (_printed(app, account, kind, level) for level in ("own", "manager"))
    for words in mine:
        assert words not in manager
    if kind == "plan":
        assert "Does ANNA sign alone?" in own
        assert "Who measures the scrap?" in manager
    assert '"kind": "questions"' in manager


def test_no_line_to_a_private_fact(app: App, account: int) -> None:
    anna = app.records.add(NewRecord("person", "Anna Wells", account))
    app.facts.observe(anna, "children", "two sons")
    app.facts.observe(anna, "title", "Buyer")
    point = app.records.add(NewRecord("key_point", "Less scrap", account, facts={"kind": "product"}))
    for field in ("children", "title"):
        app.records.link("rests_on", point, anna, field)
    order = app.documents.order(DocumentRequest("plan", account, level="manager"))
    assert "Children" not in json.dumps(next(order.drafts()))


@pytest.mark.parametrize(
    ("text", "name", "speaks"),
    [
        ("ask anna", "Anna Wells", True),
        ("ask Mr. Wells about it", "Mr. Bo Wells", True),
        ("the wellspring", "Anna Wells", False),
        ("ask the Mr. of the house", "Mr. Bo Wells", False),
        ("王总的意思", "王建国", True),
        ("建国说的", "王建国", True),
        ("老王", "王强", True),
        ("王道", "王强", False),
        ("欧阳经理", "欧阳喆镕", True),
        ("anything", " ", False),
    ],
)
def test_who_is_spoken_of(text: str, name: str, speaks: bool) -> None:
    assert naming.speaks_of(text, name) is speaks
