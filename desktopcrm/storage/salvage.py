"""Writes what was found in a damaged database into a new one in which everything fits together again.

What a row needs and was lost is taken from the newest backup of the same data; what hangs on nothing is left out and
counted. Derived tables are made anew, the undo history is not kept.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from desktopcrm.errors import UserError
from desktopcrm.storage import copies, exporting, records, rework
from desktopcrm.storage.carving import Found, Row, Value, carve
from desktopcrm.storage.copies import Facts
from desktopcrm.storage.pages import Pages
from desktopcrm.storage.place import Place
from desktopcrm.storage.rework import Forgotten, Wish
from desktopcrm.storage.store import Store, Tx

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPIConnection

COLUMNS = {
    "record": 10, "fact": 13, "link": 8, "stage_event": 9, "own_definition": 4, "step": 5, "setting": 2, "draft": 3,
    "forgotten": 4,
}  # fmt: skip
CURRENT, RECORD, FIELD = 12, 2, 3
"""Places in a row of `fact`."""
NEEDED = "SELECT {column} FROM {table} WHERE {column} IS NOT NULL AND {column} NOT IN (SELECT id FROM record)"
ENDS = (("fact", "record_id"), ("link", "from_id"), ("link", "to_id"), ("stage_event", "project_id"))
ABOVE = ("account_id", "parent_id", "ref_id")


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
    """Rows by table; those that hung on nothing; rows taken from the backup; unreadable pages of all."""

    facts: Facts
    lost: dict[str, int]
    filled: int
    pages_lost: int
    pages: int


def salvage(source: Source, target: Path, told: Callable[[int, int], None]) -> Salvaged:
    """Read `source`, write `target`, verified. Raises `UserError` where nothing can be read."""
    try:
        found = carve(Pages(source.file, source.key, source.salts), told)
    except OSError as error:
        raise UserError("errors.file_not_read", file=str(source.file), reason=error.strerror or "") from None
    if not found.rows.get("record"):
        raise UserError("errors.nothing_to_salvage", file=str(source.file))
    with rework.workshop(target.parent) as work:
        rough = work / "work.db"
        lost, filled = _write(found, source, rough)
        gone = tuple({one[0]: one for one in (*source.forgotten, *_forgotten(found))}.values())
        rework.finish(rough, Wish(source.key, gone, found.database or _database(source)))
        facts = copies.export(rough, source.key, target, source.key)
    return Salvaged(facts, lost, filled, found.lost, found.of)


def known(source: Source) -> tuple[tuple[Forgotten, ...], str]:
    """Who was erased, as far as the file still tells, and the id it bears; nothing where nothing can be read."""
    try:
        found = carve(Pages(source.file, source.key, source.salts), lambda _done, _of: None)
    except (OSError, ValueError):
        return (), ""
    return _forgotten(found), found.database


def _forgotten(found: Found) -> tuple[Forgotten, ...]:
    rows = found.rows.get("forgotten", {}).values()
    return tuple((str(row[0]), str(row[1]), str(row[2]), int(bool(row[3]))) for row in rows)


def _write(found: Found, source: Source, rough: Path) -> tuple[dict[str, int], int]:
    store = Store(Place(rough, source.key, create=True))
    try:
        with store.unjournaled() as tx:
            tx.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            lost = {table: _insert(tx, table, found.rows.get(table, {}).values()) for table in COLUMNS}
            filled = _fill(tx, source)
            for table, many in _drop_loose(tx).items():
                lost[table] += many
            _settle(tx)
            _forget(tx)
            rework.derive_anew(tx)
    finally:
        store.close()
    return {table: many for table, many in lost.items() if many}, filled


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


def _fill(tx: Tx, source: Source) -> int:
    """Records that others need, as the newest backup knows them, with what they need themselves."""
    filled = 0
    if source.backup is None:
        return filled
    with contextlib.suppress(dbapi2.Error), copies.opened(source.backup, source.backup_key) as past:
        while added := _fill_once(tx, past):  # a backup is a help here, not a condition
            filled += added
    return filled


def _fill_once(tx: Tx, past: DBAPIConnection) -> int:
    missing = _missing(tx)
    marks = ", ".join("?" * len(missing))
    rows = past.execute(f"SELECT * FROM record WHERE id IN ({marks})", missing).fetchall()
    return len(rows) - _insert(tx, "record", rows)


def _missing(tx: Tx) -> list[int]:
    places = (*ENDS, *(("record", column) for column in ABOVE))
    query = " UNION ".join(NEEDED.format(table=table, column=column) for table, column in places)
    return [int(row[0]) for row in tx.exec_driver_sql(f"{query} LIMIT 500")]


def _drop_loose(tx: Tx) -> dict[str, int]:
    """Take out what hangs on records that are not there, until everything holds."""
    lost = dict.fromkeys(COLUMNS, 0)
    loose = " OR ".join(f"({one} IS NOT NULL AND {one} NOT IN (SELECT id FROM record))" for one in ABOVE)
    while gone := tx.exec_driver_sql(f"DELETE FROM record WHERE {loose}").rowcount:
        lost["record"] += gone
    for table, column in ENDS:
        query = f"DELETE FROM {table} WHERE {column} NOT IN (SELECT id FROM record)"
        lost[table] += tx.exec_driver_sql(query).rowcount
    tx.exec_driver_sql(
        "UPDATE fact SET source_person = NULL WHERE source_person NOT IN (SELECT id FROM record)"
    )
    return lost


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
