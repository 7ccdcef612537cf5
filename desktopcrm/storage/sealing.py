"""Writes a database anew under another key (or under none) and puts it in the place of the old one.

Knows files, keys and every table by name only. The old file is locked from the first look to the swap, the new one
is read back from the disk and compared row by row before it may take the place: whoever kills the program finds the
old file or the new one.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy.engine import Connection
from sqlalchemy.exc import DatabaseError
from sqlcipher3 import dbapi2

from desktopcrm.errors import UserError
from desktopcrm.safe_files import put_in_place, sync_file
from desktopcrm.storage import copies, open_files
from desktopcrm.storage.engine import APPLICATION_ID, Place, open_engine, uri
from desktopcrm.storage.place import spoken
from desktopcrm.storage.refusals import refusal

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
    except DatabaseError as error:
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
    """Whether this key opens the file. Takes no lock, writes nothing, looks at the first page only."""
    if open_files.is_open(file):  # closing a second handle would take the first one's lock away
        raise UserError("errors.database_in_use", file=str(file))
    raw = None
    try:
        raw = dbapi2.connect(f"{uri(file, 'ro')}&immutable=1", uri=True, isolation_level=None)
        if key is not None:
            raw.execute("PRAGMA cipher_log_level = NONE")
            raw.execute(f'PRAGMA key = "{spoken(key)}"')
        raw.execute("PRAGMA user_version").fetchone()
        raw.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    except dbapi2.DatabaseError:
        return False
    finally:
        if raw is not None:
            raw.close()
    return True


def rewrite(connection: Connection, target: Path, key: bytes | None) -> None:
    """Write all of an open database to a new file under a key, read it back and compare. Raises `UserError`.

    The file is synced; where anything fails there is none.
    """
    try:
        copies.fresh(target)
        with _attached(connection, target, key):
            connection.exec_driver_sql(f"PRAGMA {MADE}.journal_mode = OFF")
            connection.exec_driver_sql(f"PRAGMA {MADE}.synchronous = OFF")
            connection.exec_driver_sql(f"SELECT sqlcipher_export('{MADE}')")
            version = int(connection.exec_driver_sql("PRAGMA main.user_version").scalar_one())
            connection.exec_driver_sql(f"PRAGMA {MADE}.application_id = {APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA {MADE}.user_version = {version}")
        sync_file(target)
        with _attached(connection, target, key):  # a fresh look: what the disk gives back
            _compare(connection, target)
    except OSError as error:
        discard(target)
        raise UserError("errors.file_not_written", file=str(target), reason=error.strerror or "") from error
    except DatabaseError as error:
        discard(target)
        said = refusal(error, target)
        if said is None:
            raise
        raise said from error
    except BaseException:
        discard(target)
        raise


@contextmanager
def _attached(connection: Connection, file: Path, key: bytes | None) -> Iterator[None]:
    connection.exec_driver_sql(f"ATTACH DATABASE ? AS {MADE} KEY ?", (uri(file, "rw"), spoken(key)))
    try:
        yield
    except BaseException:
        with suppress(DatabaseError):  # a half-written file may not let go: what went wrong first counts
            connection.exec_driver_sql(f"DETACH DATABASE {MADE}")
        raise
    connection.exec_driver_sql(f"DETACH DATABASE {MADE}")


def _compare(connection: Connection, target: Path) -> None:
    """Both hold the same tables, triggers and rows, and the new one is sound."""
    shape = "SELECT type, name, tbl_name, sql FROM {}.sqlite_master ORDER BY type, name"
    here = connection.exec_driver_sql(shape.format("main")).all()
    there = connection.exec_driver_sql(shape.format(MADE)).all()
    tables = [str(row[1]) for row in here if row[0] == "table"]
    sound = connection.exec_driver_sql(f"PRAGMA {MADE}.integrity_check").scalar_one() == "ok"
    settings = all(
        connection.exec_driver_sql(f"PRAGMA main.{name}").scalar_one()
        == connection.exec_driver_sql(f"PRAGMA {MADE}.{name}").scalar_one()
        for name in ("application_id", "user_version", "encoding")
    )
    if here != there or not sound or not settings or not all(_same(connection, table) for table in tables):
        raise UserError("errors.rewrite_differs", file=str(target))


def _same(connection: Connection, table: str) -> bool:
    name = table.replace('"', '""')
    counts = [
        connection.exec_driver_sql(f'SELECT count(*) FROM {one}."{name}"').scalar_one()
        for one in ("main", MADE)
    ]
    missing = connection.exec_driver_sql(
        f'SELECT 1 FROM (SELECT * FROM main."{name}" EXCEPT SELECT * FROM {MADE}."{name}") LIMIT 1'
    ).first()
    return counts[0] == counts[1] and missing is None


def swap(
    place: Place,
    new_key: bytes | None,
    before: Callable[[Connection], None],
    told: Told,
    ready: Callable[[], None] = lambda: None,
) -> None:
    """Put the database under another key: `before` gets it locked, then it is written anew and exchanged.

    `ready` comes when the new file is whole and only the exchange is left.
    """
    with _overwriting(place.file, place.key is None) as overwrite:
        with held(place) as connection:
            before(connection)
            told("writing")
            part = _prepared(connection, place.file, new_key)
            try:
                ready()
            except BaseException:
                discard(part)
                raise
            if open_files.CAN_MOVE:  # still locked: nobody can have written in between
                _put(part, place.file)
        if not open_files.CAN_MOVE:
            _put(part, place.file)
        told("swapped")
        overwrite()


def _prepared(connection: Connection, file: Path, new_key: bytes | None) -> Path:
    """The finished new file, and an old one that needs nothing beside it."""
    part = copies.part_of(file)
    discard(part)  # of an earlier try; nobody else is at work, as the lock is ours
    rewrite(connection, part, new_key)
    try:
        _close_log(connection, file)
    except BaseException:
        discard(part)
        raise
    return part


def _close_log(connection: Connection, file: Path) -> None:
    """No `-wal` may lie beside the new file: SQLite would play the old one's pages into it."""
    connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    mode = connection.exec_driver_sql("PRAGMA journal_mode = DELETE").scalar_one()
    log = file.with_name(f"{file.name}-wal")
    if mode != "delete" or (log.exists() and log.stat().st_size):
        raise UserError("errors.database_in_use", file=str(file))


def _put(part: Path, file: Path) -> None:
    try:
        put_in_place(part, file)
    except OSError as error:
        discard(part)
        raise UserError("errors.file_not_written", file=str(file), reason=error.strerror or "") from error


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


def discard(file: Path) -> None:
    """Take an unfinished file away, with what SQLite may have laid beside it."""
    for name in (file.name, f"{file.name}-journal", f"{file.name}-wal", f"{file.name}-shm"):
        with contextlib.suppress(OSError):
            file.with_name(name).unlink()
