"""Between rows and values: reading columns into frozen records, facts, links and events."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import Row

from desktopcrm.domain.records import Fact, Link, Record, Source, StageEvent

RECORD_COLUMNS = "id, uid, kind, account_id, parent_id, ref_id, name, position, created_on, archived_at"
FACT_COLUMNS = "id, uid, record_id, field, value, certainty, source_kind, source_text, source_person, seen_on, recorded_at, note"
LINK_COLUMNS = "id, uid, kind, from_id, to_id, field, note, created_on"
EVENT_COLUMNS = "id, uid, project_id, kind, stage, day, reason, open_items, recorded_at"

RecordRow = Row[int, str, str, int | None, int | None, int | None, str, float, str, str | None]
FactRow = Row[int, str, int, str, str, str, str, str, int | None, str, str, str]
LinkRow = Row[int, str, str, int, int, str, str, str]
EventRow = Row[int, str, int, str, int, str, str, str, str]


def record_of(row: RecordRow) -> Record:
    record_id, uid, kind, account, parent, ref, name, position, day, moment = row
    return Record(record_id, uid, kind, account, parent, ref, name, position, _day(day), _moment(moment))


def fact_of(row: FactRow) -> Fact:
    fact_id, uid, record_id, field, value, certainty, kind, text, person, seen_on, recorded_at, note = row
    source = Source(kind, text, person)
    moment = datetime.fromisoformat(recorded_at)
    return Fact(fact_id, uid, record_id, field, value, certainty, source, _day(seen_on), moment, note)


def link_of(row: LinkRow) -> Link:
    link_id, uid, kind, from_id, to_id, field, note, created_on = row
    return Link(link_id, uid, kind, from_id, to_id, field, note, _day(created_on))


def event_of(row: EventRow) -> StageEvent:
    event_id, uid, project_id, kind, stage, day, reason, items, moment = row
    at = datetime.fromisoformat(moment)
    return StageEvent(event_id, uid, project_id, kind, stage, _day(day), reason, tuple(json.loads(items)), at)


def _day(value: str) -> date:
    return date.fromisoformat(value)


def _moment(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value)


def marks(ids: Iterable[object]) -> str:
    """Question marks for an IN list."""
    return ",".join("?" for _ in ids)
