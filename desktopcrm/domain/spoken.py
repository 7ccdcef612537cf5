"""Since when we have spoken with whom: contacts that took place, what somebody said himself, the day noted (S3).

A class is judged of people we know; a name on a chart is nobody yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from desktopcrm.domain.contacts import contacts, with_person
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Record

LAST_CONTACT = "last_contact"
"""The member's field in which the rep may note a day himself."""


def spoken_since(plan: Plan) -> Mapping[int, date]:
    """Person → the first day on which we spoke."""
    return plan.once("spoken", lambda: _spoken_since(plan))


def last_about(plan: Plan, member: Record) -> date | None:
    """The last day on which we spoke with a member about his purchase, or about nothing in particular: as told, or as
    noted where that is later."""
    person, project = plan.records.get(member.ref_id or 0), plan.records.get(member.parent_id or 0)
    days = [
        one.day
        for one in with_person(contacts(plan), person.uid if person else "")
        if one.project in ("", project.uid if project else "")
    ]
    noted = plan.value(member.id, LAST_CONTACT)
    return max([*days, *([date.fromisoformat(noted)] if noted else [])], default=None)


def _spoken_since(plan: Plan) -> dict[int, date]:
    first: dict[int, date] = {}
    for person, day in _talks(plan):
        if day <= plan.day:
            first[person] = min(day, first.get(person, day))
    return first


def _talks(plan: Plan) -> Iterator[tuple[int, date]]:
    people = {one.uid: one.id for one in plan.of("person")}
    for contact in contacts(plan):
        if contact.counts:
            yield from ((people[uid], contact.day) for uid in contact.people if uid in people)
    yield from plan.first_told().items()
    for member in plan.of("member"):
        noted = plan.value(member.id, LAST_CONTACT)
        if noted and member.ref_id is not None:
            yield member.ref_id, date.fromisoformat(noted)
