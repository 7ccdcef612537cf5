"""Since when we have spoken with whom: contacts that took place, what somebody said himself, the day noted (S3).

A class is judged of people we know; a name on a chart is nobody yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from desktopcrm.domain.contacts import contacts
from desktopcrm.domain.plan import Plan


def spoken_since(plan: Plan) -> Mapping[int, date]:
    """Person → the first day on which we spoke."""
    return plan.once("spoken", lambda: _spoken_since(plan))


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
        noted = plan.value(member.id, "last_contact")
        if noted and member.ref_id is not None:
            yield member.ref_id, date.fromisoformat(noted)
