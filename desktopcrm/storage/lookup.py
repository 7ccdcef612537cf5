"""Finds rows by uid, name or kind, and changes single ones. Takes the transaction first; checks no rule."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from desktopcrm.domain.records import Fact, Link, Record, StageEvent
from desktopcrm.storage.rows import (
    EVENT_COLUMNS,
    FACT_COLUMNS,
    LINK_COLUMNS,
    RECORD_COLUMNS,
    event_of,
    fact_of,
    link_of,
    marks,
    record_of,
)
from desktopcrm.storage.store import Tx
from desktopcrm.storage.tables import LINK, RECORD, STAGE_EVENT

AT_ONCE = 500


def record(tx: Tx, uid: str) -> Record | None:
    row = tx.exec_driver_sql(f"SELECT {RECORD_COLUMNS} FROM record WHERE uid = ?", (uid,)).first()
    return None if row is None else record_of(row)


def facts(tx: Tx, uids: Sequence[str]) -> dict[str, Fact]:
    """The observations among these uids that are there, by uid."""
    found: dict[str, Fact] = {}
    for start in range(0, len(uids), AT_ONCE):
        some = tuple(uids[start : start + AT_ONCE])
        rows = tx.exec_driver_sql(f"SELECT {FACT_COLUMNS} FROM fact WHERE uid IN ({marks(some)})", some)
        found.update((one.uid, one) for one in map(fact_of, rows))
    return found


def link(tx: Tx, uid: str) -> Link | None:
    row = tx.exec_driver_sql(f"SELECT {LINK_COLUMNS} FROM link WHERE uid = ?", (uid,)).first()
    return None if row is None else link_of(row)


def event(tx: Tx, uid: str) -> StageEvent | None:
    row = tx.exec_driver_sql(f"SELECT {EVENT_COLUMNS} FROM stage_event WHERE uid = ?", (uid,)).first()
    return None if row is None else event_of(row)


def links(tx: Tx, from_id: int) -> list[Link]:
    rows = tx.exec_driver_sql(f"SELECT {LINK_COLUMNS} FROM link WHERE from_id = ? ORDER BY id", (from_id,))
    return [link_of(row) for row in rows]


def superiors(tx: Tx) -> dict[int, int]:
    """Person → superior, over all accounts."""
    rows = tx.exec_driver_sql("SELECT from_id, to_id FROM link WHERE kind = 'reports_to'")
    return {int(row[0]): int(row[1]) for row in rows}


def named(tx: Tx, account_id: int | None) -> list[tuple[str, str, str]]:
    """(uid, kind, name) of whom a fact of the account can mean: its people and purchases, every rival's."""
    rows = tx.exec_driver_sql(
        "SELECT uid, kind, name FROM record WHERE kind IN ('firm', 'rep') "
        "OR (account_id = ? AND kind IN ('person', 'project'))",
        (account_id,),
    )
    return [(row[0], row[1], row[2]) for row in rows]


def reporting_lines(tx: Tx) -> dict[str, str]:
    """Person's uid → uid of the superior, over all accounts."""
    rows = tx.exec_driver_sql(
        "SELECT one.uid, other.uid FROM link JOIN record one ON one.id = from_id "
        "JOIN record other ON other.id = to_id WHERE link.kind = 'reports_to'"
    )
    return {str(row[0]): str(row[1]) for row in rows}


def course(tx: Tx, project_id: int) -> list[StageEvent]:
    rows = tx.exec_driver_sql(
        f"SELECT {EVENT_COLUMNS} FROM stage_event WHERE project_id = ? ORDER BY day, id", (project_id,)
    )
    return [event_of(row) for row in rows]


def uids(tx: Tx, ids: Iterable[int]) -> dict[int, str]:
    """Record id → uid."""
    found: dict[int, str] = {}
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), AT_ONCE):
        part = tuple(wanted[start : start + AT_ONCE])
        rows = tx.exec_driver_sql(f"SELECT id, uid FROM record WHERE id IN ({marks(part)})", part)
        found.update({int(row[0]): str(row[1]) for row in rows})
    return found


def shared(tx: Tx) -> list[Record]:
    """Everything that belongs to no account, in order of making."""
    rows = tx.exec_driver_sql(
        f"SELECT {RECORD_COLUMNS} FROM record WHERE account_id IS NULL AND kind <> 'account' ORDER BY id"
    )
    return [record_of(row) for row in rows]


def unused_shared(tx: Tx, wanted: Iterable[str]) -> list[int]:
    """Of these, the industry notes, and the companies that no account and no fact speaks of."""
    chosen = tuple(wanted)
    rows = tx.exec_driver_sql(
        f"SELECT id FROM record WHERE uid IN ({marks(chosen)}) AND (kind = 'note' OR kind = 'firm' "
        "AND NOT EXISTS (SELECT 1 FROM record other WHERE other.ref_id = record.id) "
        "AND NOT EXISTS (SELECT 1 FROM fact WHERE fact.value = record.uid))",
        chosen,
    )
    return [int(row[0]) for row in rows]


def facts_of(tx: Tx, ids: Iterable[int]) -> list[Fact]:
    """All observations on these records."""
    found: list[Fact] = []
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), AT_ONCE):
        part = tuple(wanted[start : start + AT_ONCE])
        rows = tx.exec_driver_sql(f"SELECT {FACT_COLUMNS} FROM fact WHERE record_id IN ({marks(part)})", part)
        found += map(fact_of, rows)
    return found


def links_from(tx: Tx, ids: Iterable[int]) -> list[Link]:
    """All lines that start at these records, in order of making."""
    found: list[Link] = []
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), AT_ONCE):
        part = tuple(wanted[start : start + AT_ONCE])
        rows = tx.exec_driver_sql(f"SELECT {LINK_COLUMNS} FROM link WHERE from_id IN ({marks(part)})", part)
        found += map(link_of, rows)
    return sorted(found, key=lambda one: one.id)


def definitions(tx: Tx) -> list[tuple[str, str, dict[str, object]]]:
    """(key, field or item, body) of the rep's own definitions, in order of making."""
    rows = tx.exec_driver_sql("SELECT key, what, body FROM own_definition ORDER BY id").all()
    return [(row[0], row[1], _body(row[2])) for row in rows]


def _body(stored: str) -> dict[str, object]:
    """Nothing where a foreign hand wrote something else: what reads a definition refuses an empty one."""
    try:
        body = json.loads(stored)
    except (ValueError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}


@dataclass(frozen=True, slots=True)
class RecordChange:
    """New values of a record; `None`: as it is."""

    name: str | None = None
    parent_id: int | None = None
    ref_id: int | None = None
    position: float | None = None
    created_on: date | None = None
    archived_at: datetime | None = None


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


def change_link(tx: Tx, link_id: int, note: str) -> None:
    tx.execute(LINK.update().where(LINK.c.id == link_id).values(note=note))


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
