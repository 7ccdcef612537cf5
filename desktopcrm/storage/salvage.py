"""Writes what was found in a damaged database into a new one in which everything fits together again.

What a row needs and was lost is brought back as far as backup and indexes know it; what hangs on nothing is left out
and counted. Derived tables are made anew, the undo history is not kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from sqlcipher3 import dbapi2

from desktopcrm.errors import UserError
from desktopcrm.storage import copies, exporting, lost_records, records, rework
from desktopcrm.storage.carving import Found, Row, Value, carve
from desktopcrm.storage.copies import Facts
from desktopcrm.storage.lost_records import Brought, Known
from desktopcrm.storage.pages import Pages
from desktopcrm.storage.place import Place
from desktopcrm.storage.record_traces import Traces, traces
from desktopcrm.storage.rework import Forgotten, Wish
from desktopcrm.storage.store import Store, Tx

COLUMNS = {
    "record": 10, "fact": 13, "link": 8, "stage_event": 9, "own_definition": 4, "step": 5, "setting": 2, "draft": 3,
    "forgotten": 4,
}  # fmt: skip
CURRENT, RECORD, FIELD = 12, 2, 3
"""Places in a row of `fact`."""
TELLING = ("record", "fact", "link", "stage_event")
"""Where none of these has a row, and no index knows a record, there is nothing to save."""


@dataclass(frozen=True, slots=True)
class Source:
    """The damaged file and its key, and the newest whole backup with its own, if there is one.

    `salts`: with which the file began, as manifests of backups know it. `forgotten`: who was erased, as backups know.
    """

    file: Path
    key: bytes | None
    backup: Path | None = None
    backup_key: bytes | None = None
    salts: tuple[bytes, ...] = ()
    forgotten: tuple[Forgotten, ...] = ()


@dataclass(frozen=True, slots=True)
class Salvaged:
    """Rows by table; those that hung on nothing; records brought back; unreadable pages of all."""

    facts: Facts
    lost: dict[str, int]
    brought: Brought
    pages_lost: int
    pages: int


def salvage(source: Source, target: Path, told: Callable[[int, int], None]) -> Salvaged:
    """Read `source`, write `target`, verified. Raises `UserError` where nothing can be read, or nothing be said whose
    it is; then there is no `target`."""
    try:
        pages = Pages(source.file, source.key, source.salts)
    except OSError as error:
        raise UserError("errors.file_not_read", file=str(source.file), reason=error.strerror or "") from None
    found = carve(pages, told)
    hints = traces(pages, found)
    if not (hints.uids or hints.records or any(found.rows.get(table) for table in TELLING)):
        raise UserError("errors.nothing_to_salvage", file=str(source.file))
    with rework.workshop(target.parent) as work:
        rough = work / "work.db"
        lost, brought = _write(found, _known(found, hints, source), source, rough)
        gone = tuple({one[0]: one for one in (*source.forgotten, *_forgotten(found))}.values())
        rework.finish(rough, Wish(source.key, gone, found.database or _database(source)))
        facts = copies.export(rough, source.key, target, source.key)
    return Salvaged(facts, lost, brought, found.lost, found.of)


def known(source: Source) -> tuple[tuple[Forgotten, ...], str]:
    """Who was erased, as far as the file still tells, and the id it bears; nothing where nothing can be read."""
    try:
        found = carve(Pages(source.file, source.key, source.salts), lambda _done, _of: None)
    except (OSError, ValueError):
        return (), ""
    return _forgotten(found), found.database


def _known(found: Found, hints: Traces, source: Source) -> Known:
    past = lost_records.of_backup(source.backup, source.backup_key)
    needs_uid = bool(source.forgotten or _forgotten(found))
    return lost_records.known(found, hints, past, needs_uid)


def _forgotten(found: Found) -> tuple[Forgotten, ...]:
    rows = found.rows.get("forgotten", {}).values()
    return tuple((str(row[0]), str(row[1]), str(row[2]), int(bool(row[3]))) for row in rows)


def _write(found: Found, known: Known, source: Source, rough: Path) -> tuple[dict[str, int], Brought]:
    """Rows lost by table; records brought back."""
    store = Store(Place(rough, source.key, create=True))
    try:
        with store.unjournaled() as tx:
            tx.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            lost = {table: _insert(tx, table, found.rows.get(table, {}).values()) for table in COLUMNS}
            added = lost_records.fill(tx, known)
            for table, many in lost_records.drop_loose(tx).items():
                lost[table] += many
            if not tx.exec_driver_sql("SELECT count(*) FROM record").scalar_one():
                raise UserError("errors.records_gone", file=str(source.file))
            brought = lost_records.brought(tx, known, added)
            _settle(tx)
            _forget(tx)
            rework.derive_anew(tx)
    finally:
        store.close()
    return {table: many for table, many in lost.items() if many}, brought


def _insert(tx: Tx, table: str, rows: Iterable[Row]) -> int:
    """How many were refused: of two with one uid the first stays."""
    raw = exporting.driver(tx)
    query = f"INSERT INTO {table} VALUES ({', '.join('?' * COLUMNS[table])})"
    refused = 0
    current: set[tuple[Value, Value]] = set()
    for row in rows:
        if table == "fact" and row[CURRENT]:
            place = (row[RECORD], row[FIELD])
            row = (*row[:CURRENT], int(place not in current))
            current.add(place)
        try:
            raw.execute(query, row)
        except dbapi2.IntegrityError:
            refused += 1
    return refused


def _settle(tx: Tx) -> None:
    unclear = tx.exec_driver_sql(
        "SELECT record_id, field FROM fact GROUP BY record_id, field HAVING sum(is_current) <> 1"
    ).all()
    for record_id, field in unclear:
        records.settle(tx, int(record_id), str(field))


def _forget(tx: Tx) -> None:
    """Steps stay as history; what was taken back cannot be done again."""
    tx.exec_driver_sql("DELETE FROM step WHERE undone = 1")


def _database(source: Source) -> str:
    if source.backup is None:
        return ""
    try:
        return copies.verify(source.backup, source.backup_key).database
    except UserError:
        return ""
