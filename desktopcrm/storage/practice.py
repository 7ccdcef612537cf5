"""Reads rejections and practice over all accounts. Takes the transaction first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Fact, Record
from desktopcrm.storage.plans import Lines, make
from desktopcrm.storage.rows import FACT_COLUMNS, RECORD_COLUMNS, fact_of, marks, record_of
from desktopcrm.storage.store import Tx

_HEARD = "SELECT id FROM record WHERE kind = 'rejection'"
_NAMED = f"SELECT value FROM fact WHERE field IN ('person', 'project') AND record_id IN ({_HEARD})"


def rejection_plans(tx: Tx, day: date, person_fields: Sequence[str]) -> list[Plan]:
    """For each account with a rejection a lean plan: its rejections with all that was noted, and whom and what they
    name; of people these fields only, of purchases the name."""
    records: dict[int, dict[int, Record]] = {}
    rows = tx.exec_driver_sql(
        f"SELECT {RECORD_COLUMNS} FROM record WHERE kind = 'rejection' OR uid IN ({_NAMED}) "
        "OR id IN (SELECT account_id FROM record WHERE kind = 'rejection')"
    )
    for record in map(record_of, rows):
        records.setdefault(record.account_id or record.id, {})[record.id] = record
    facts: dict[int, list[Fact]] = {}
    home = {record.id: account for account, those in records.items() for record in those.values()}
    for fact in _facts(tx, person_fields):
        if fact.record_id in home:
            facts.setdefault(home[fact.record_id], []).append(fact)
    return [
        make(those[account], day, those, facts.get(account, []), Lines((), ()))
        for account, those in sorted(records.items())
        if account in those
    ]


def _facts(tx: Tx, person_fields: Sequence[str]) -> list[Fact]:
    rows = tx.exec_driver_sql(
        f"SELECT {FACT_COLUMNS} FROM fact WHERE record_id IN ({_HEARD}) OR (field IN ({marks(person_fields)}) "
        f"AND record_id IN (SELECT id FROM record WHERE kind = 'person' AND uid IN ({_NAMED})))",
        tuple(person_fields),
    )
    return list(map(fact_of, rows))


def drill_plan(tx: Tx, day: date) -> Plan:
    """All practice, as a plan under an account that is none."""
    rows = tx.exec_driver_sql(f"SELECT {RECORD_COLUMNS} FROM record WHERE kind = 'drill'")
    records = {record.id: record for record in map(record_of, rows)}
    facts = tx.exec_driver_sql(
        f"SELECT {FACT_COLUMNS} FROM fact WHERE record_id IN (SELECT id FROM record WHERE kind = 'drill')"
    )
    nobody = Record(0, "", "account", None, None, None, "", 0.0, day)
    return make(nobody, day, {0: nobody, **records}, list(map(fact_of, facts)), Lines((), ()))
