"""What the method demands of single facts when they are written, and what follows from them in the same step."""

from __future__ import annotations

from datetime import date

from desktopcrm.domain import key_points
from desktopcrm.domain.records import Fact, Observation, Record
from desktopcrm.errors import UserError
from desktopcrm.services.desk import Desk
from desktopcrm.storage import records
from desktopcrm.storage.store import Tx

Change = tuple[str, str]
"""(field, canonical value)"""


def check(desk: Desk, tx: Tx, record: Record, change: Change) -> None:
    """Refuse what the method forbids: a checked key point without a fact, a personal need without a person."""
    field, value = change
    if record.kind == "key_point" and field == "status" and value:
        key_points.check_status(desk.plan_of(tx, record), record, value)
    if record.kind == "need" and (field, value) == ("kind", "personal") and not _value(tx, record, "person"):
        raise UserError("errors.personal_need_without_person", name=record.name)
    if (
        record.kind == "need"
        and (field, value) == ("person", "")
        and _value(tx, record, "kind") == "personal"
    ):
        raise UserError("errors.personal_need_without_person", name=record.name)


def follow(tx: Tx, record: Record, change: Change, seen: tuple[Fact | None, Observation]) -> None:
    """A hidden need that becomes explicit keeps the day on which it did (d1.3). Only for what is current now."""
    before, observation = seen
    if record.kind == "need" and change == ("nature", "explicit") and before and before.value == "hidden":
        day: date = observation.seen_on or records.today()
        records.put_fact(tx, records.NewFact(record.id, "made_explicit_on", day.isoformat(), observation))


def _value(tx: Tx, record: Record, field: str) -> str:
    fact = records.current_fact(tx, record.id, field)
    return fact.value if fact else ""
