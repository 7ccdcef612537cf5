"""Calls, visits and the like: what took place, what is planned, what was planned and never told (d5.3).

Only what took place moves a clock. Material sent is no contact (S2).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Record

MATERIAL = "material"
VISITS = ("visit", "meeting")
CALLS = ("call",)


class Contact(NamedTuple):
    """One activity with a day. `state`: done, planned, untold (planned for a day that has passed) or cancelled;
    `people` and `project` are uids."""

    record_id: int
    title: str
    kind: str
    day: date
    state: str
    people: tuple[str, ...] = ()
    project: str = ""

    @property
    def is_visit(self) -> bool:
        return self.kind in VISITS

    @property
    def counts(self) -> bool:
        """It took place and was more than paper."""
        return self.state == "done" and self.kind != MATERIAL


def contacts(plan: Plan) -> tuple[Contact, ...]:
    """All activities that have a day, oldest first."""
    return plan.once("contacts", lambda: _contacts(plan))


def _contacts(plan: Plan) -> tuple[Contact, ...]:
    found = (_contact(plan, record) for record in plan.of("activity"))
    return tuple(sorted((one for one in found if one is not None), key=lambda one: (one.day, one.record_id)))


def _contact(plan: Plan, record: Record) -> Contact | None:
    day = plan.value(record.id, "day")
    if not day:
        return None
    when = date.fromisoformat(day)
    people = plan.value(record.id, "people")
    return Contact(
        record.id,
        record.name,
        plan.value(record.id, "kind"),
        when,
        _state(plan.value(record.id, "state"), when, plan.day),
        tuple(people.split(",")) if people else (),
        plan.value(record.id, "project"),
    )


def _state(said: str, day: date, today: date) -> str:
    if said == "cancelled":
        return said
    if day > today:
        return "planned"
    if said == "planned":
        return "planned" if day == today else "untold"
    return "done"


def took_place(said: str, kind: str, day: date, today: date) -> bool:
    """The same for one whose state, kind and day alone are known."""
    return _state(said, day, today) == "done" and kind != MATERIAL


def last(found: Iterable[Contact], kinds: Iterable[str] = ()) -> Contact | None:
    """The newest contact that took place, of some kinds only where named."""
    wanted = tuple(kinds)
    return next(
        (one for one in reversed(tuple(found)) if one.counts and (not wanted or one.kind in wanted)), None
    )


def with_person(found: Iterable[Contact], uid: str) -> tuple[Contact, ...]:
    """Contacts that took place with somebody."""
    return tuple(one for one in found if one.counts and uid in one.people)


def last_contact(plan: Plan) -> date | None:
    """Day of the newest contact that took place."""
    newest = last(contacts(plan))
    return newest.day if newest else None


def next_contact(plan: Plan) -> date | None:
    """Day of the nearest contact that is agreed, today's included."""
    return min(
        (one.day for one in contacts(plan) if one.state == "planned" and one.kind != MATERIAL), default=None
    )
