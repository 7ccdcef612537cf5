"""Looks for damage in the file and for rows that contradict each other. Reads only."""

from __future__ import annotations

from desktopcrm.storage import copies
from desktopcrm.storage.store import Tx

TABLES = ("record", "fact", "link", "stage_event", "own_definition")


def counts(tx: Tx) -> dict[str, int]:
    """Rows of each table."""
    return {table: int(tx.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()) for table in TABLES}


def damage(tx: Tx) -> list[str]:
    """What SQLite's own examination says; empty where all is well."""
    rows = tx.exec_driver_sql("PRAGMA integrity_check").all()
    return [str(row[0]) for row in rows if row[0] != "ok"]


def quick_damage(tx: Tx) -> list[str]:
    """The same in a tenth of the time: the structure of every page, not whether each index fits its table."""
    rows = tx.exec_driver_sql("PRAGMA quick_check").all()
    return [str(row[0]) for row in rows if row[0] != "ok"]


def last_restore(tx: Tx) -> str:
    """The number drawn when the data were last restored; empty where they never were."""
    found = tx.exec_driver_sql("SELECT value FROM meta WHERE key = ?", (copies.RESTORED,)).scalar()
    return str(found or "")


def broken_references(tx: Tx) -> list[str]:
    """Tables with rows that point at nothing."""
    return [str(row[0]) for row in tx.exec_driver_sql("PRAGMA foreign_key_check").all()]


def fields_without_one_current(tx: Tx) -> int:
    """Fields with observations of which not exactly one, the newest, is marked as current."""
    return int(
        tx.exec_driver_sql(
            "SELECT count(*) FROM (SELECT 1 FROM fact GROUP BY record_id, field HAVING sum(is_current) <> 1)"
        ).scalar_one()
    )


def facts(tx: Tx) -> list[tuple[str, str, str, str, int | None]]:
    """(kind of record, name of record, field, value, account id) of all current facts."""
    rows = tx.exec_driver_sql(
        "SELECT record.kind, record.name, field, value, coalesce(record.account_id, CASE record.kind "
        "WHEN 'account' THEN record.id END) FROM fact JOIN record ON record.id = record_id "
        "WHERE is_current = 1 AND value <> ''"
    )
    return [(row[0], row[1], row[2], row[3], row[4]) for row in rows]
