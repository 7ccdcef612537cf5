"""Finds rows by uid, name or kind. Takes the transaction first; changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktopcrm.domain.records import Fact, Link, Record, StageEvent
from desktopcrm.storage.rows import (
    EVENT_COLUMNS,
    FACT_COLUMNS,
    LINK_COLUMNS,
    RECORD_COLUMNS,
    event_of,
    fact_of,
    in_parts,
    link_of,
    marks,
    record_of,
)
from desktopcrm.storage.store import Tx


def record(tx: Tx, uid: str) -> Record | None:
    row = tx.exec_driver_sql(f"SELECT {RECORD_COLUMNS} FROM record WHERE uid = ?", (uid,)).first()
    return None if row is None else record_of(row)


def facts(tx: Tx, uids: Sequence[str]) -> dict[str, Fact]:
    """The observations among these uids that are there, by uid."""
    found: dict[str, Fact] = {}
    for some in in_parts(uids):
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
    for some in in_parts(sorted(set(ids))):
        rows = tx.exec_driver_sql(f"SELECT id, uid FROM record WHERE id IN ({marks(some)})", some)
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
    for some in in_parts(sorted(set(ids))):
        rows = tx.exec_driver_sql(f"SELECT {FACT_COLUMNS} FROM fact WHERE record_id IN ({marks(some)})", some)
        found += map(fact_of, rows)
    return found


def links_from(tx: Tx, ids: Iterable[int]) -> list[Link]:
    """All lines that start at these records, in order of making."""
    found: list[Link] = []
    for some in in_parts(sorted(set(ids))):
        rows = tx.exec_driver_sql(f"SELECT {LINK_COLUMNS} FROM link WHERE from_id IN ({marks(some)})", some)
        found += map(link_of, rows)
    return sorted(found, key=lambda one: one.id)
