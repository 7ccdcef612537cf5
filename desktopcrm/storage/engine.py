"""Opens the database file as the trust page decides: one driver, one connection, proven settings.

Knows files, headers and pragmas; knows no table. A missing, foreign, newer or damaged file is refused in a
sentence and is not touched. A key (raw, 32 bytes) may be given; nothing above needs to know whether there is one.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from sqlalchemy import create_engine
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from desktopcrm.errors import UserError

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPIConnection

APPLICATION_ID = 0x44435241  # "DCRA"
HEADER = b"SQLite format 3\x00"

SETTINGS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA busy_timeout = 5000",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA wal_autocheckpoint = 200",
)


@dataclass(frozen=True, slots=True)
class Place:
    """A database file, the key that opens it (`None`: plain), and whether it may be made."""

    file: Path
    key: bytes | None = None
    create: bool = False


def _dbapi_connect(place: Place) -> DBAPIConnection:
    mode = "rwc" if place.create else "rw"
    uri = f"file:{quote(str(place.file))}?mode={mode}"
    raw = dbapi2.connect(uri, uri=True, isolation_level=None, check_same_thread=False, cached_statements=256)
    try:
        _configure(raw, place.key)
    except BaseException:
        raw.close()
        raise
    return raw  # type: ignore[no-any-return]


def _configure(raw: DBAPIConnection, key: bytes | None) -> None:
    """Settings in the order that trust.md gives; the key must prove itself before anything is written."""
    if key is not None:
        raw.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    raw.execute("PRAGMA locking_mode = EXCLUSIVE")
    raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
    mode = raw.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    if mode == "wal":
        raw.execute("PRAGMA synchronous = FULL")
    else:
        raw.execute("PRAGMA journal_mode = DELETE")
        raw.execute("PRAGMA synchronous = EXTRA")
    raw.execute("PRAGMA fullfsync = ON")
    raw.execute("PRAGMA checkpoint_fullfsync = ON")
    for setting in SETTINGS:
        raw.execute(setting)


def _check_file(place: Place) -> None:
    folder = place.file.parent
    if place.create:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(0o700)
            if not place.file.exists():
                os.close(os.open(place.file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except OSError as error:
            raise UserError(
                "errors.folder_not_writable", folder=str(folder), reason=error.strerror or ""
            ) from None
    if not place.file.is_file():
        raise UserError("errors.database_missing", file=str(place.file))
    if place.key is None and place.file.stat().st_size:
        with place.file.open("rb") as opened:
            if opened.read(16) != HEADER:
                raise UserError("errors.database_foreign", file=str(place.file))


def _close(engine: Engine, connection: Connection | None = None) -> None:
    if connection is not None:
        connection.close()
    engine.dispose()


def open_engine(place: Place) -> tuple[Engine, Connection]:
    """Engine and its one connection, in autocommit mode: `Store` says BEGIN and COMMIT itself."""
    _check_file(place)
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: _dbapi_connect(place),
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        hide_parameters=True,
    )
    try:
        connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    except Exception as error:
        _close(engine)
        raise _explained(error, place) from error
    try:
        _check_identity(connection, place)
    except BaseException as error:
        _close(engine, connection)
        if isinstance(error, UserError) or not isinstance(error, Exception):
            raise
        raise _explained(error, place) from error
    return engine, connection


def _explained(error: Exception, place: Place) -> Exception:
    """The user's sentence for what SQLite said; anything unknown stays what it is."""
    said = str(getattr(error, "orig", None) or error)
    if "locked" in said or "busy" in said:
        return UserError("errors.database_in_use", file=str(place.file))
    if "not a database" in said:
        return UserError("errors.database_foreign", file=str(place.file))
    if "malformed" in said or "disk I/O" in said:
        return UserError("errors.database_damaged", file=str(place.file))
    if "unable to open" in said or "readonly" in said or "read-only" in said:
        return UserError("errors.database_unopened", file=str(place.file))
    return error


def _check_identity(connection: Connection, place: Place) -> None:
    identity = int(connection.exec_driver_sql("PRAGMA application_id").scalar_one())
    tables = int(connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one())
    if tables and identity != APPLICATION_ID:
        raise UserError("errors.database_foreign", file=str(place.file))
    if not tables and not place.create and identity != APPLICATION_ID:
        raise UserError("errors.database_foreign", file=str(place.file))
