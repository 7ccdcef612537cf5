"""Writes records, facts, links and stage events. Takes the transaction first; checks no business rule."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from datetime import date, datetime

from desktopcrm.domain.records import Fact, Observation, StageEvent
from desktopcrm.storage.rows import FACT_COLUMNS, fact_of
from desktopcrm.storage.store import Tx, now
from desktopcrm.storage.tables import FACT, LINK, RECORD, STAGE_EVENT


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A record to be made. `account_id` may be left out where the parent has one; `uid` is for imports."""

    kind: str
    name: str
    parent_id: int | None = None
    account_id: int | None = None
    ref_id: int | None = None
    created_on: date | None = None
    uid: str = ""
    archived_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NewFact:
    """An observation to be stored; `recorded_at` and `uid` are for imports."""

    record_id: int
    field: str
    value: str
    seen: Observation
    recorded_at: datetime | None = None
    uid: str = ""


@dataclass(frozen=True, slots=True)
class NewLink:
    kind: str
    from_id: int
    to_id: int
    field: str = ""
    note: str = ""
    created_on: date | None = None
    uid: str = ""


@dataclass(frozen=True, slots=True)
class NewEvent:
    project_id: int
    kind: str
    stage: int
    day: date
    reason: str = ""
    open_items: tuple[str, ...] = ()
    recorded_at: datetime | None = None
    uid: str = ""


@dataclass(frozen=True, slots=True)
class RecordChange:
    """New values of a record; `None`: as it is."""

    name: str | None = None
    parent_id: int | None = None
    ref_id: int | None = None
    position: float | None = None
    created_on: date | None = None
    archived_at: datetime | None = None


def new_uid() -> str:
    return uuid.uuid4().hex


def today() -> date:
    return date.today()


def put(tx: Tx, new: NewRecord) -> int:
    """Insert a record behind its siblings; gives its id."""
    last = tx.exec_driver_sql(
        "SELECT coalesce(max(position), 0) FROM record WHERE kind = ?1 AND parent_id IS ?2",
        (new.kind, new.parent_id),
    ).scalar_one()
    result = tx.execute(
        RECORD.insert(),
        {
            "uid": new.uid or new_uid(),
            "kind": new.kind,
            "account_id": new.account_id,
            "parent_id": new.parent_id,
            "ref_id": new.ref_id,
            "name": new.name,
            "position": float(last) + 1.0,
            "created_on": (new.created_on or today()).isoformat(),
            "archived_at": None if new.archived_at is None else new.archived_at.isoformat(),
        },
    )
    return int(result.inserted_primary_key[0])  # type: ignore[index]


def change_record(tx: Tx, record_id: int, change: RecordChange) -> None:
    values: dict[str, object] = {
        "name": change.name,
        "parent_id": change.parent_id,
        "ref_id": change.ref_id,
        "position": change.position,
        "created_on": change.created_on.isoformat() if change.created_on else None,
        "archived_at": change.archived_at.isoformat() if change.archived_at else None,
    }
    said = {key: value for key, value in values.items() if value is not None}
    if said:
        tx.execute(RECORD.update().where(RECORD.c.id == record_id).values(**said))


def rename(tx: Tx, record_id: int, name: str) -> None:
    tx.execute(RECORD.update().where(RECORD.c.id == record_id).values(name=name))


def archive(tx: Tx, record_id: int, at: datetime | None) -> None:
    """Put away (a moment) or bring back (`None`)."""
    moment = None if at is None else at.isoformat()
    tx.execute(RECORD.update().where(RECORD.c.id == record_id).values(archived_at=moment))


def place(tx: Tx, record_id: int, position: float) -> None:
    tx.execute(RECORD.update().where(RECORD.c.id == record_id).values(position=position))


def delete(tx: Tx, record_id: int) -> None:
    """Delete a record with everything below it."""
    tx.execute(RECORD.delete().where(RECORD.c.id == record_id))


def put_fact(tx: Tx, new: NewFact) -> int:
    """Store an observation. It becomes current unless a newer one (by day seen, then by moment written) is there."""
    seen_on = (new.seen.seen_on or today()).isoformat()
    recorded_at = (new.recorded_at or now()).isoformat()
    before = tx.exec_driver_sql(
        "SELECT id, seen_on, recorded_at FROM fact WHERE record_id = ? AND field = ? AND is_current = 1",
        (new.record_id, new.field),
    ).first()
    is_newest = before is None or (seen_on, recorded_at) >= (before[1], before[2])
    if before is not None and is_newest:
        tx.exec_driver_sql("UPDATE fact SET is_current = 0 WHERE id = ?", (before[0],))
    row = {
        "uid": new.uid or new_uid(),
        "record_id": new.record_id,
        "field": new.field,
        "value": new.value,
        "certainty": new.seen.certainty,
        "source_kind": new.seen.source.kind,
        "source_text": new.seen.source.text,
        "source_person": new.seen.source.person_id,
        "seen_on": seen_on,
        "recorded_at": recorded_at,
        "note": new.seen.note,
        "is_current": int(is_newest),
    }
    return int(tx.execute(FACT.insert(), row).inserted_primary_key[0])  # type: ignore[index]


def settle(tx: Tx, record_id: int, field: str) -> None:
    """Mark the newest observation of a field as the current one."""
    rows = tx.exec_driver_sql(
        "SELECT id, is_current FROM fact WHERE record_id = ? AND field = ? ORDER BY seen_on DESC, recorded_at DESC, id DESC",
        (record_id, field),
    ).all()
    for row in rows[1:]:
        if row[1]:
            tx.exec_driver_sql("UPDATE fact SET is_current = 0 WHERE id = ?", (row[0],))
    if rows and not rows[0][1]:
        tx.exec_driver_sql("UPDATE fact SET is_current = 1 WHERE id = ?", (rows[0][0],))


def get_fact(tx: Tx, fact_id: int) -> Fact | None:
    row = tx.exec_driver_sql(f"SELECT {FACT_COLUMNS} FROM fact WHERE id = ?", (fact_id,)).first()
    return None if row is None else fact_of(row)


def current_fact(tx: Tx, record_id: int, field: str) -> Fact | None:
    row = tx.exec_driver_sql(
        f"SELECT {FACT_COLUMNS} FROM fact WHERE record_id = ? AND field = ? AND is_current = 1",
        (record_id, field),
    ).first()
    return None if row is None else fact_of(row)


def change_fact(tx: Tx, fact: Fact) -> None:
    """Correct an observation in place (its source, day, certainty, note or a typing error)."""
    tx.execute(
        FACT.update()
        .where(FACT.c.id == fact.id)
        .values(
            value=fact.value,
            certainty=fact.certainty,
            source_kind=fact.source.kind,
            source_text=fact.source.text,
            source_person=fact.source.person_id,
            seen_on=fact.seen_on.isoformat(),
            note=fact.note,
        )
    )
    settle(tx, fact.record_id, fact.field)


def delete_fact(tx: Tx, fact: Fact) -> None:
    tx.execute(FACT.delete().where(FACT.c.id == fact.id))
    settle(tx, fact.record_id, fact.field)


def put_link(tx: Tx, new: NewLink) -> int:
    """Insert a link; the same link again only takes the new note."""
    same = (
        LINK.c.kind == new.kind,
        LINK.c.from_id == new.from_id,
        LINK.c.to_id == new.to_id,
        LINK.c.field == new.field,
    )
    found = tx.execute(LINK.select().where(*same)).first()
    if found is not None:
        if found.note != new.note:
            tx.execute(LINK.update().where(LINK.c.id == found.id).values(note=new.note))
        return int(found.id)
    made = (
        LINK.insert(),
        {
            "uid": new.uid or new_uid(),
            "kind": new.kind,
            "from_id": new.from_id,
            "to_id": new.to_id,
            "field": new.field,
            "note": new.note,
            "created_on": (new.created_on or today()).isoformat(),
        },
    )
    return int(tx.execute(*made).inserted_primary_key[0])  # type: ignore[index]


def change_link(tx: Tx, link_id: int, note: str) -> None:
    tx.execute(LINK.update().where(LINK.c.id == link_id).values(note=note))


def delete_link(tx: Tx, link_id: int) -> None:
    tx.execute(LINK.delete().where(LINK.c.id == link_id))


def put_event(tx: Tx, new: NewEvent) -> int:
    made = (
        STAGE_EVENT.insert(),
        {
            "uid": new.uid or new_uid(),
            "project_id": new.project_id,
            "kind": new.kind,
            "stage": new.stage,
            "day": new.day.isoformat(),
            "reason": new.reason,
            "open_items": json.dumps(list(new.open_items), ensure_ascii=False),
            "recorded_at": (new.recorded_at or now()).isoformat(),
        },
    )
    return int(tx.execute(*made).inserted_primary_key[0])  # type: ignore[index]


def change_event(tx: Tx, changed: StageEvent) -> None:
    tx.execute(
        STAGE_EVENT.update()
        .where(STAGE_EVENT.c.id == changed.id)
        .values(
            kind=changed.kind,
            stage=changed.stage,
            day=changed.day.isoformat(),
            reason=changed.reason,
            open_items=json.dumps(list(changed.open_items), ensure_ascii=False),
        )
    )
