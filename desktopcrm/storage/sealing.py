"""Writes a database anew under another key (or under none) and puts it in the place of the old one.

Knows files, keys and every table by name only. The old file is locked from the first look to the swap, the new one
is read back from the disk and compared row by row before it may take the place: whoever kills the program finds the
old file or the new one.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.engine import Connection
from sqlalchemy.exc import DatabaseError
from sqlcipher3 import dbapi2

from desktopcrm.errors import UserError
from desktopcrm.safe_files import put_in_place, sync_file, sync_folder
from desktopcrm.storage import copies, exporting, open_files
from desktopcrm.storage.engine import open_engine
from desktopcrm.storage.place import Place, uri
from desktopcrm.storage.refusals import CANTOPEN, IOERR, Unreadable, code, is_damage, refusal

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPIConnection

MADE = "made"
"""Name of the new database while both are open."""

CHUNK = 1 << 20
Told = Callable[[str], None]
"""Hears which step comes next."""


@contextmanager
def held(place: Place) -> Iterator[Connection]:
    """An open database that nobody else can open meanwhile. What SQLite refuses becomes the user's sentence."""
    engine, connection = open_engine(place)
    try:
        # the lock of a file in WAL mode is taken by the first real look at it
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        connection.exec_driver_sql("ROLLBACK")
        yield connection
    except (DatabaseError, dbapi2.Error, Unreadable) as error:
        said = refusal(error, place.file)
        if said is None:
            raise
        raise said from error
    finally:
        connection.close()
        engine.dispose()


def database_id(connection: Connection) -> str:
    """The database's own name, made when it was."""
    found = connection.exec_driver_sql("SELECT value FROM meta WHERE key = 'database_id'").scalar()
    if found is None:
        raise RuntimeError("a database of the newest schema has a name")
    return str(found)


def fits(file: Path, key: bytes | None) -> bool:
    """Whether this key opens the file. Takes no lock, writes nothing, looks at little more than the first page.

    Raises `UserError` where the file could not be read: that says nothing of the key.
    """
    if open_files.is_open(file):  # closing a second handle would take the first one's lock away
        raise UserError("errors.database_in_use", file=str(file))
    try:
        with copies.opened(file, key):
            return True
    except dbapi2.DatabaseError as error:
        if (code(error) or 0) & 0xFF in (IOERR, CANTOPEN) and file.exists():
            raise refusal(error, file) or error from error
        return False


def rewrite(connection: Connection, part: Path, key: bytes | None) -> None:
    """Write all of an open database to a new file under a key, read it back and compare.

    The file is synced. Raises `UserError`, `OSError`, the driver's errors, and `Unreadable` where it is the open database
    that is damaged; what there is of the file then is for the caller to take away.
    """
    with exporting.into(part):
        exporting.export(exporting.driver(connection), part, key)
    sync_file(part)
    compare(connection, part, key)


def compare(connection: Connection, part: Path, key: bytes | None) -> None:
    """Look afresh at what the disk gives back: as sound as the open database, the same to the last row.

    Raises `UserError` where it is not.
    """
    raw = exporting.driver(connection)
    try:
        with exporting.attached(raw, uri(part, "rw"), key, MADE):
            is_same = _is_same(raw)
    except dbapi2.DatabaseError as error:
        if not is_damage(error):
            raise
        is_same = False
    if not is_same:
        raise UserError("errors.rewrite_differs", file=str(part))


def _is_same(raw: DBAPIConnection) -> bool:
    """The same tables, triggers and rows on both sides, the same header, and the new one is sound."""
    shape = "SELECT type, name, tbl_name, sql FROM {}.sqlite_master ORDER BY type, name"
    here, there = (raw.execute(shape.format(side)).fetchall() for side in ("main", MADE))
    return (
        here == there
        and all(
            _one(raw, f"PRAGMA main.{name}") == _one(raw, f"PRAGMA {MADE}.{name}")
            for name in ("application_id", "user_version", "encoding")
        )
        and _one(raw, f"PRAGMA {MADE}.integrity_check") == "ok"
        and all(_has_same_rows(raw, str(name)) for kind, name, *_ in here if kind == "table")
    )


def _has_same_rows(raw: DBAPIConnection, table: str) -> bool:
    name = table.replace('"', '""')
    here, there = (_one(raw, f'SELECT count(*) FROM {side}."{name}"') for side in ("main", MADE))
    missing = f'SELECT 1 FROM (SELECT * FROM main."{name}" EXCEPT SELECT * FROM {MADE}."{name}") LIMIT 1'
    return here == there and _one(raw, missing) is None


def _one(raw: DBAPIConnection, query: str) -> object:
    row = raw.execute(query).fetchone()
    return None if row is None else row[0]


@contextmanager
def _about(file: Path) -> Iterator[None]:
    """What the disk refuses while `file` is exchanged. Raises `UserError`."""
    try:
        yield
    except OSError as error:
        raise UserError("errors.file_not_written", file=str(file), reason=error.strerror or "") from error


def swap(
    place: Place,
    new_key: bytes | None,
    before: Callable[[Connection], None],
    told: Told,
    ready: Callable[[], None] = lambda: None,
) -> None:
    """Put the database under another key: `before` gets it locked, then it is written anew and exchanged.

    `ready` comes when the new file is whole and only the exchange is left. Raises `UserError`; then the database is the
    one of before.
    """
    file = place.file
    with _overwriting(file, place.key is None) as overwrite, exporting.unfinished(file) as part:
        with held(place) as connection:
            before(connection)
            told("writing")
            with _about(file):
                rewrite(connection, part, new_key)
            _close_log(connection, file)
            ready()
            if open_files.CAN_MOVE:  # still locked: nobody can have written in between
                _exchange(part, file)
        if not open_files.CAN_MOVE:
            _exchange(part, file)
        told("swapped")
        overwrite()


def _close_log(connection: Connection, file: Path) -> None:
    """The old file is to need nothing beside it: SQLite would play a log that lies there into the new one."""
    connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    mode = connection.exec_driver_sql("PRAGMA journal_mode = DELETE").scalar_one()
    log = file.with_name(f"{file.name}-wal")
    if mode != "delete" or (log.exists() and log.stat().st_size):
        raise UserError("errors.database_in_use", file=str(file))


def _exchange(part: Path, file: Path) -> None:
    """Let the new file take the name. What lay beside the old one is gone before, also from the disk.

    While it holds the lock, SQLite keeps a spent `-journal` there, with a page of the old file in it.
    """
    with _about(file):
        for end in exporting.LOGS:
            file.with_name(f"{file.name}{end}").unlink(missing_ok=True)
        sync_folder(file.parent)
        put_in_place(part, file)


@contextmanager
def _overwriting(file: Path, is_plain: bool) -> Iterator[Callable[[], None]]:
    """Gives a deed that overwrites what the plain file was, once it has lost its name. As far as a disk allows.

    The handle is opened before SQLite's and closed after it: closing it earlier would take its lock away. A file that
    has another name still (a backup made of links) is somebody's and stays.
    """
    handle = -1
    if is_plain and open_files.CAN_MOVE:
        with contextlib.suppress(OSError):
            handle = os.open(file, os.O_RDWR)

    def overwrite() -> None:
        if handle < 0 or os.fstat(handle).st_nlink:
            return
        left = os.fstat(handle).st_size
        os.lseek(handle, 0, os.SEEK_SET)
        while left > 0:
            left -= os.write(handle, bytes(min(CHUNK, left)))
        os.fsync(handle)

    def attempt() -> None:
        with contextlib.suppress(OSError):
            overwrite()

    try:
        yield attempt
    finally:
        if handle >= 0:
            os.close(handle)
