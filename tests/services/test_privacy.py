"""What private things are held: counted, confirmed, deleted with their past, marked by their age."""

from __future__ import annotations

from datetime import date

import pytest

from desktopcrm.app import App
from desktopcrm.domain.records import Observation, Source
from desktopcrm.services.records import NewRecord

TODAY = date(2026, 5, 20)


@pytest.fixture
def anna(app: App) -> int:
    app.desk.clock = lambda: TODAY
    account = app.accounts.add("Quiet Works")
    return app.records.add(NewRecord("person", "Anna Wells", account))


def _tell(app: App, person: int, field: str, value: str, day: date) -> None:
    app.facts.observe(person, field, value, Observation(Source("person", "Bo"), "twice", day, "at lunch"))


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2025, 5, 21), "fresh"),
        (date(2025, 5, 20), "marked"),
        (date(2024, 5, 21), "marked"),
        (date(2024, 5, 20), "proposed"),
    ],
)
def test_after_a_year_it_is_marked_after_two_proposed_for_deletion(
    app: App, anna: int, day: date, state: str
) -> None:
    _tell(app, anna, "children", "two sons", day)
    held = app.privacy.held()[0]
    assert (held.state, held.about, held.person_id, held.is_sensitive) == (state, "Anna Wells", anna, True)
    total = app.privacy.totals()[0]
    assert (total.private, total.sensitive) == (1, 1)
    assert (total.marked, total.proposed) == (int(state != "fresh"), int(state == "proposed"))


def test_only_what_is_private_is_held(app: App, anna: int) -> None:
    _tell(app, anna, "title", "Buyer", TODAY)
    _tell(app, anna, "books", "Polar expeditions", TODAY)
    account = app.records.get(anna).account_id
    app.records.add(NewRecord("note", "At the account", account, facts={"text": "The gate is blue"}))
    app.records.add(NewRecord("note", "At her", anna, facts={"text": "Tired of it all"}))
    held = app.privacy.held(account)
    assert sorted(one.fact.value for one in held) == ["Polar expeditions", "Tired of it all"]
    assert {one.about for one in held} == {"Anna Wells"}


def test_what_is_confirmed_is_of_today_and_keeps_its_source(app: App, anna: int) -> None:
    _tell(app, anna, "children", "two sons", date(2024, 1, 1))
    app.privacy.confirm(app.privacy.held())
    held = app.privacy.held()[0]
    assert (held.state, held.fact.seen_on, held.earlier) == ("fresh", TODAY, 1)
    assert (held.fact.source.text, held.fact.certainty, held.fact.note) == ("Bo", "twice", "at lunch")
    app.history.undo()
    assert app.privacy.held()[0].state == "proposed"


def test_what_is_deleted_takes_its_past_along_and_comes_back_with_undo(app: App, anna: int) -> None:
    _tell(app, anna, "children", "a son", date(2023, 1, 1))
    _tell(app, anna, "children", "two sons", date(2024, 1, 1))
    app.records.add(NewRecord("note", "At her", anna, facts={"text": "Tired"}))
    app.privacy.delete(app.privacy.held())
    assert app.privacy.held() == []
    account = app.records.get(anna).account_id
    assert account is not None
    assert app.desk.plan(account).past(anna, "children") == ()
    app.history.undo()
    assert len(app.privacy.held()) == 2
    assert len(app.desk.plan(account).past(anna, "children")) == 2


def test_one_account_does_not_show_another(app: App, anna: int) -> None:
    other = app.records.add(NewRecord("person", "Bo Hall", app.accounts.add("Loud Works")))
    _tell(app, anna, "children", "two sons", TODAY)
    _tell(app, other, "pets", "a cat", TODAY)
    account = app.records.get(other).account_id
    assert [one.account for one in app.privacy.held(account)] == ["Loud Works"]
    assert len(app.privacy.held()) == 2
