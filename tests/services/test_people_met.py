"""When we last met somebody, in the list of people: as the clocks count it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desktopcrm.app import App
from desktopcrm.services.records import NewRecord


@pytest.mark.parametrize(
    ("state", "kind", "ago", "counts"),
    [
        ("", "visit", 3, True),
        ("", "visit", 0, True),
        ("planned", "call", 0, False),
        ("planned", "visit", 4, False),
        ("cancelled", "visit", 4, False),
        ("", "material", 2, False),
    ],
    ids=["told", "told today", "planned for today", "never told", "cancelled", "paper"],
)
def test_only_what_took_place_is_a_contact(app: App, state: str, kind: str, ago: int, counts: bool) -> None:
    account = app.accounts.add("Works")
    person = app.records.add(NewRecord("person", "Anna Wells", account))
    visit = app.records.add(NewRecord("activity", "Visit", account))
    day = app.desk.today() - timedelta(days=ago)
    uid = next(one.uid for one in app.records.of_kind("person") if one.id == person)
    for field, value in (("people", uid), ("day", day.isoformat()), ("kind", kind), ("state", state)):
        if value:
            app.facts.observe(visit, field, value)
    assert [one.last_contact for one in app.people.all()] == [day if counts else None]
