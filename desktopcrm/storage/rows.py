"""Between rows and values: reading columns into frozen records, facts, links and events."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import Row

from desktopcrm.domain.records import Fact, Link, Record, Source, StageEvent
from desktopcrm.storage.refusals import Unreadable

RECORD_COLUMNS = "id, uid, kind, account_id, parent_id, ref_id, name, position, created_on, archived_at"
FACT_COLUMNS = "id, uid, record_id, field, value, certainty, source_kind, source_text, source_person, seen_on, recorded_at, note"
LINK_COLUMNS = "id, uid, kind, from_id, to_id, field, note, created_on"
EVENT_COLUMNS = "id, uid, project_id, kind, stage, day, reason, open_items, recorded_at"

AT_ONCE = 500
"""So many are asked for in one statement."""
T = TypeVar("T")

RecordRow = Row[int, str, str, int | None, int | None, int | None, str, float, str, str | None]
FactRow = Row[int, str, int, str, str, str, str, str, int | None, str, str, str]
LinkRow = Row[int, str, str, int, int, str, str, str]
EventRow = Row[int, str, int, str, int, str, str, str, str]


def record_of(row: RecordRow) -> Record:
    record_id, uid, kind, account, parent, ref, name, position, day, moment = row
    return Record(record_id, uid, kind, account, parent, ref, name, position, day_of(day), _moment(moment))


def fact_of(row: FactRow) -> Fact:
    fact_id, uid, record_id, field, value, certainty, kind, text, person, seen_on, recorded_at, note = row
    source = Source(kind, text, person)
    moment = moment_of(recorded_at)
    return Fact(fact_id, uid, record_id, field, value, certainty, source, day_of(seen_on), moment, note)


def link_of(row: LinkRow) -> Link:
    link_id, uid, kind, from_id, to_id, field, note, created_on = row
    return Link(link_id, uid, kind, from_id, to_id, field, note, day_of(created_on))


def event_of(row: EventRow) -> StageEvent:
    event_id, uid, project_id, kind, stage, day, reason, items, moment = row
    at = moment_of(moment)
    return StageEvent(event_id, uid, project_id, kind, stage, day_of(day), reason, _items(items), at)


def day_of(value: str) -> date:
    """A day as it is stored. Raises `Unreadable`."""
    try:
        return date.fromisoformat(value)
    except (ValueError, TypeError):
        raise Unreadable("day") from None


def moment_of(value: str) -> datetime:
    """A moment as it is stored. Raises `Unreadable`."""
    try:
        return datetime.fromisoformat(value)
    except (ValueError, TypeError):
        raise Unreadable("moment") from None


def _moment(value: str | None) -> datetime | None:
    return None if value is None else moment_of(value)


def params_of(text: str) -> dict[str, str | int | dict[str, str]]:
    """What fills the label of a step. Raises `Unreadable`."""
    try:
        params = json.loads(text)
    except (ValueError, TypeError, RecursionError):
        params = None
    if not isinstance(params, dict):
        raise Unreadable("params")
    return params


def _items(text: str) -> tuple[str, ...]:
    try:
        return tuple(json.loads(text))
    except (ValueError, TypeError):
        raise Unreadable("items") from None


def marks(ids: Iterable[object]) -> str:
    """Question marks for an IN list."""
    return ",".join("?" for _ in ids)


def in_parts(wanted: Sequence[T]) -> Iterator[tuple[T, ...]]:
    """As many at once as one statement asks for."""
    for start in range(0, len(wanted), AT_ONCE):
        yield tuple(wanted[start : start + AT_ONCE])
