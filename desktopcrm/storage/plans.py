"""Loads everything of one account as an immutable `Plan`: its own records and the shared ones it points at."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Fact, Link, Record, StageEvent
from desktopcrm.storage.refusals import Missing
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

_MINE = "(SELECT id FROM record WHERE id = ?1 OR account_id = ?1)"
_FIRMS = (
    "SELECT id FROM record WHERE kind = 'firm' AND (id IN "
    "(SELECT ref_id FROM record WHERE account_id = ?1 AND ref_id IS NOT NULL) OR uid IN "
    f"(SELECT value FROM fact WHERE record_id IN {_MINE} AND length(value) = 32))"
)


def get(tx: Tx, account_id: int, day: date) -> Plan:
    """The plan of an account, including everything archived. Raises `UserError` where it does not exist."""
    rows = tx.exec_driver_sql(
        f"SELECT {RECORD_COLUMNS} FROM record WHERE id = ?1 OR account_id = ?1", (account_id,)
    ).all()
    records = {record.id: record for record in map(record_of, rows)}
    if account_id not in records or records[account_id].kind != "account":
        raise Missing("errors.account_unknown", name=str(account_id))
    facts = [fact_of(row) for row in tx.exec_driver_sql(_facts_of(_MINE), (account_id,))]
    shared = _shared(tx, account_id, facts)
    facts += _facts_by_id(tx, [record.id for record in shared])
    records.update({record.id: record for record in shared})
    links = tx.exec_driver_sql(
        f"SELECT {LINK_COLUMNS} FROM link WHERE from_id IN {_MINE} ORDER BY id", (account_id,)
    )
    events = tx.exec_driver_sql(
        f"SELECT {EVENT_COLUMNS} FROM stage_event WHERE project_id IN {_MINE} ORDER BY day, id", (account_id,)
    )
    return make(records[account_id], day, records, facts, Lines(map(link_of, links), map(event_of, events)))


class Lines:
    """Links and events on their way into a plan."""

    def __init__(self, links: Iterable[Link], events: Iterable[StageEvent]) -> None:
        self.links = tuple(links)
        self.events = tuple(events)


def make(account: Record, day: date, records: dict[int, Record], facts: list[Fact], lines: Lines) -> Plan:
    history: dict[tuple[int, str], list[Fact]] = {}
    for fact in facts:
        history.setdefault((fact.record_id, fact.field), []).append(fact)
    past = {
        key: tuple(sorted(found, key=lambda f: f.order, reverse=True)) if len(found) > 1 else tuple(found)
        for key, found in history.items()
    }
    events: dict[int, list[StageEvent]] = {}
    for event in lines.events:
        events.setdefault(event.project_id, []).append(event)
    return Plan(
        account, day, records, past, lines.links, {key: tuple(found) for key, found in events.items()}
    )


def _facts_of(ids: str) -> str:
    return f"SELECT {FACT_COLUMNS} FROM fact WHERE record_id IN {ids}"


def _facts_by_id(tx: Tx, ids: list[int]) -> list[Fact]:
    return (
        [fact_of(row) for row in tx.exec_driver_sql(_facts_of(f"({marks(ids)})"), tuple(ids))] if ids else []
    )


def _shared(tx: Tx, account_id: int, facts: list[Fact]) -> list[Record]:
    """Rival companies in play here with their representatives and moves; notes of the same industry."""
    firms = [int(row[0]) for row in tx.exec_driver_sql(_FIRMS, (account_id,))]
    found: list[Record] = []
    if firms:
        rows = tx.exec_driver_sql(
            f"SELECT {RECORD_COLUMNS} FROM record WHERE id IN ({marks(firms)}) OR parent_id IN ({marks(firms)})",
            (*firms, *firms),
        )
        found += map(record_of, rows)
    industries = [f for f in facts if f.record_id == account_id and f.field == "industry" and f.value]
    if industries:
        newest = max(industries, key=lambda f: f.order).value
        rows = tx.exec_driver_sql(
            f"SELECT {RECORD_COLUMNS} FROM record WHERE kind = 'note' AND account_id IS NULL AND parent_id IS NULL "
            "AND id IN (SELECT record_id FROM fact WHERE field = 'industry' AND is_current = 1 "
            "AND lower(value) = lower(?))",
            (newest,),
        )
        found += map(record_of, rows)
    return found


def account_ids(tx: Tx, archived: bool = True) -> list[int]:
    """All accounts in order of creation."""
    only = "" if archived else " AND archived_at IS NULL"
    return [
        int(row[0])
        for row in tx.exec_driver_sql(f"SELECT id FROM record WHERE kind = 'account'{only} ORDER BY id")
    ]


def get_record(tx: Tx, record_id: int) -> Record:
    row = tx.exec_driver_sql(f"SELECT {RECORD_COLUMNS} FROM record WHERE id = ?", (record_id,)).first()
    if row is None:
        raise Missing("errors.record_gone")
    return record_of(row)


def of_kind(tx: Tx, kind: str, parent_id: int | None = None) -> list[Record]:
    """Records of a kind over all accounts (people, firms …), by position and id."""
    rows = tx.exec_driver_sql(
        f"SELECT {RECORD_COLUMNS} FROM record WHERE kind = ?1 AND (?2 IS NULL OR parent_id = ?2) ORDER BY position, id",
        (kind, parent_id),
    )
    return [record_of(row) for row in rows]


def facts_of_kind(tx: Tx, kind: str, fields: tuple[str, ...]) -> dict[tuple[int, str], Fact]:
    """Current facts of some fields on all records of a kind: (record id, field) → fact."""
    rows = tx.exec_driver_sql(
        f"SELECT {FACT_COLUMNS} FROM fact WHERE is_current = 1 AND value <> '' AND field IN ({marks(fields)}) "
        "AND record_id IN (SELECT id FROM record WHERE kind = ?)",
        (*fields, kind),
    )
    return {(fact.record_id, fact.field): fact for fact in map(fact_of, rows)}


def all_events(tx: Tx) -> dict[int, tuple[StageEvent, ...]]:
    """The courses of all projects over all accounts, each in order of time."""
    found: dict[int, list[StageEvent]] = {}
    for row in tx.exec_driver_sql(f"SELECT {EVENT_COLUMNS} FROM stage_event ORDER BY day, id"):
        event = event_of(row)
        found.setdefault(event.project_id, []).append(event)
    return {key: tuple(events) for key, events in found.items()}


def shared(tx: Tx, day: date) -> Plan:
    """Rival companies, their people and their moves as a plan of their own, under an account that is none."""
    kinds = ("firm", "rep", "move")
    rows = tx.exec_driver_sql(
        f"SELECT {RECORD_COLUMNS} FROM record WHERE kind IN ({marks(kinds)}) AND account_id IS NULL", kinds
    )
    records = {record.id: record for record in map(record_of, rows)}
    facts = [
        fact_of(row)
        for row in tx.exec_driver_sql(
            f"SELECT {FACT_COLUMNS} FROM fact WHERE record_id IN "
            f"(SELECT id FROM record WHERE kind IN ({marks(kinds)}) AND account_id IS NULL)",
            kinds,
        )
    ]
    nobody = Record(0, "", "account", None, None, None, "", 0.0, day)
    return make(nobody, day, records, facts, Lines((), ()))
