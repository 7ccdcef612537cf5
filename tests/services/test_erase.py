"""Erasing a person: nothing of him stays, nothing of anybody else goes."""

from __future__ import annotations

import pytest

from desktopcrm.app import App
from desktopcrm.domain.changes import ChangeSet
from desktopcrm.services.records import NewRecord


@pytest.fixture
def account(app: App) -> int:
    return app.accounts.add("Northfield Castings")


def _said(app: App) -> str:
    return " ".join(str(step.params) for step in app.history.steps())


@pytest.mark.parametrize("name", ['James "Bo" Hall', "Back\\slash Hall", "欧阳喆镕"])
def test_no_step_keeps_the_name(app: App, account: int, name: str) -> None:
    person = app.records.add(NewRecord("person", name, account))
    app.people.erase(person)
    assert name not in _said(app)
    assert "Northfield Castings" in _said(app)


def test_no_step_keeps_an_earlier_name(app: App, account: int) -> None:
    person = app.records.add(NewRecord("person", "Anna Maiden", account))
    app.records.rename(person, "Anna Wells")
    member = app.records.add(
        NewRecord("member", "The Wells woman", app.projects.add(account, "Line 2"), person)
    )
    app.people.erase(person)
    assert "Maiden" not in _said(app)
    assert "Wells" not in _said(app)
    assert member not in {one.id for one in app.records.of_kind("member")}


def test_the_screens_hear_of_it_and_the_history_says_so(app: App, account: int) -> None:
    person = app.records.add(NewRecord("person", "Anna Wells", account))
    told: list[ChangeSet] = []
    app.store.bus.subscribe(told.append)
    app.people.erase(person)
    assert [one.touches(account) for one in told] == [True]
    assert app.history.steps(1)[0].label == "steps.erased"
    assert app.history.next_undo() is None


@pytest.mark.parametrize("other", ["张伟", "张伟明"])
def test_somebody_else_of_that_name_keeps_it(app: App, account: int, other: str) -> None:
    elsewhere = app.accounts.add("Beta")
    gone = app.records.add(NewRecord("person", "张伟", account))
    left = app.records.add(NewRecord("person", other, elsewhere))
    app.facts.observe(account, "city", f"{other}在苏州")
    app.facts.observe(elsewhere, "city", f"{other}在无锡")
    assert app.people.mentions(gone) == 1
    app.people.erase(gone)
    assert app.records.get(left).name == other
    assert app.desk.plan(elsewhere).value(elsewhere, "city") == f"{other}在无锡"
    assert "张伟" not in app.desk.plan(account).value(account, "city")


def test_a_name_that_nobody_shares_is_blanked_in_every_account(app: App, account: int) -> None:
    elsewhere = app.accounts.add("Beta")
    gone = app.records.add(NewRecord("person", "Anna Wells", account))
    app.facts.observe(elsewhere, "city", "where Anna Wells grew up")
    assert app.people.mentions(gone) == 1
    app.people.erase(gone)
    assert "Anna Wells" not in app.desk.plan(elsewhere).value(elsewhere, "city")


def test_his_own_facts_are_no_mentions(app: App, account: int) -> None:
    gone = app.records.add(
        NewRecord("person", "Anna Wells", account, facts={"family_situation": "Anna Wells has two sons"})
    )
    assert app.people.mentions(gone) == 0
