"""Opens the database file as the trust page decides: one driver, one connection, proven settings.

Knows pragmas; knows no table. What stands in the way is refused in a sentence and the file is not touched. A key
(raw, 32 bytes) may be given; nothing above needs to know whether there is one.
"""

from __future__ import annotations

import contextlib
import errno
import os
from typing import TYPE_CHECKING

from sqlalchemy import create_engine
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from desktopcrm.errors import UserError
from desktopcrm.safe_files import sync_folder
from desktopcrm.storage import folder as folders
from desktopcrm.storage import open_files, private_folder, read_only, schema
from desktopcrm.storage.folder import APPLICATION_ID
from desktopcrm.storage.place import Place, spoken, uri
from desktopcrm.storage.refusals import NOTADB, code, refusal

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPIConnection

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
SAFEST = "FULL"
PATIENCE_S = 2.0
"""How long an open window is waited for that is just being closed."""


class _Tracked(dbapi2.Connection):  # type: ignore[misc]
    """Says of its file that this process holds it, from the proven key to the end."""

    held: open_files.Identity | None = None

    def close(self) -> None:
        super().close()
        if self.held is not None:
            open_files.leave(self.held)
            self.held = None


def open_raw(place: Place) -> DBAPIConnection:
    """A configured connection of the driver itself, without any look at the file before."""
    mode = "rwc" if place.create else "rw"
    raw = dbapi2.connect(
        uri(place.file, mode),
        uri=True,
        timeout=PATIENCE_S,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
        factory=_Tracked,
    )
    try:
        _configure(raw, place)
    except BaseException:
        raw.close()
        raise
    raw.held = open_files.enter(place.file, place.key is not None)
    return raw  # type: ignore[no-any-return]


def _prove(raw: DBAPIConnection, place: Place, mode: str) -> None:
    """The key opens the file, and the file is none of a newer version; nothing is written yet. Raises `UserError`."""
    if place.key is not None:
        raw.execute("PRAGMA cipher_log_level = NONE")  # it would write to the terminal
        raw.execute(f'PRAGMA key = "{spoken(place.key)}"')
    raw.execute(f"PRAGMA locking_mode = {mode}")
    raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
    is_ours = int(raw.execute("PRAGMA application_id").fetchone()[0]) == APPLICATION_ID
    if is_ours and int(raw.execute("PRAGMA user_version").fetchone()[0]) > schema.newest():
        raise UserError("errors.database_newer", file=str(place.file))


def _look_into_log(place: Place) -> None:
    """A log of a newer version must stay as it is; opening would play it into the file. Raises `UserError`.

    What else stands in the way the opening itself says.
    """
    index = place.file.with_name(f"{place.file.name}-shm")
    had_index = index.exists()
    raw = dbapi2.connect(uri(place.file, "ro"), uri=True, isolation_level=None)
    try:
        with contextlib.suppress(dbapi2.Error):
            _prove(raw, place, "NORMAL")
    finally:
        raw.close()
        if not had_index:
            with contextlib.suppress(OSError):
                index.unlink(missing_ok=True)


def _configure(raw: DBAPIConnection, place: Place) -> None:
    """Settings in this order: the key must prove itself before anything is written."""
    _prove(raw, place, "EXCLUSIVE")
    mode = raw.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    if mode == "wal":
        raw.execute(f"PRAGMA synchronous = {SAFEST}")
    else:
        raw.execute("PRAGMA journal_mode = DELETE")
        raw.execute("PRAGMA synchronous = EXTRA")
    raw.execute("PRAGMA fullfsync = ON")
    raw.execute("PRAGMA checkpoint_fullfsync = ON")
    for setting in SETTINGS:
        raw.execute(setting)


def _make(place: Place) -> None:
    """The folder and an empty file, for their owner alone."""
    folder = place.file.parent
    try:
        missing = [one for one in (folder, *folder.parents) if not one.exists()]
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for one in missing:
            sync_folder(one.parent)
        if not place.file.exists():
            os.close(os.open(place.file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise UserError("errors.disk_full_at_opening", folder=str(folder)) from None
        if error.errno == errno.EROFS:
            raise UserError("errors.folder_read_only", folder=str(folder)) from None
        raise UserError(
            "errors.folder_not_writable", folder=str(folder), reason=error.strerror or ""
        ) from None


def _close(engine: Engine, connection: Connection | None = None) -> None:
    if connection is not None:
        connection.close()
    engine.dispose()


def open_engine(place: Place) -> tuple[Engine, Connection]:
    """Engine and its one connection, in autocommit mode: `Store` says BEGIN and COMMIT itself."""
    found = folders.obstacle(place)
    if found is not None:
        raise _for_reading(found, place)
    if place.create:
        _make(place)
    if not place.read_only:
        private_folder.keep_private(place.file.parent)
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: _connect(place),
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        hide_parameters=True,
    )
    connection = None
    try:
        connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        _check_identity(connection, place)
    except Exception as error:
        _close(engine, connection)
        raise explained(error, place) from error
    return engine, connection


def _connect(place: Place) -> DBAPIConnection:
    if not place.read_only:
        if folders.has_log(place.file) and not open_files.is_open(place.file):
            _look_into_log(place)
        return open_raw(place)
    raw = read_only.in_memory(place)
    for setting in SETTINGS:
        raw.execute(setting)
    return raw


def explained(error: Exception, place: Place) -> Exception:
    """The user's sentence for what went wrong while opening; anything unknown stays what it is."""
    if isinstance(error, UserError):
        return error
    file = str(place.file)
    if code(error) == NOTADB and place.key is not None:
        return UserError("errors.key_wrong", file=file)
    said = refusal(error, place.file)
    if said is None:
        return error
    if said.key == "errors.disk_full":
        return UserError("errors.disk_full_at_opening", folder=str(place.file.parent))
    if said.key == "errors.database_read_only":
        return UserError("errors.database_file_read_only", file=file)
    return _for_reading(said, place)


def _for_reading(error: UserError, place: Place) -> UserError:
    """Whoever has tried to read a damaged file is not sent to try it again."""
    if place.read_only and error.key == "errors.database_damaged":
        return UserError("errors.database_unread", file=str(place.file))
    return error


def _check_identity(connection: Connection, place: Place) -> None:
    identity = int(connection.exec_driver_sql("PRAGMA application_id").scalar_one())
    tables = int(connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one())
    is_ours = identity == APPLICATION_ID
    if is_ours or (place.create and not tables):
        return
    raise UserError("errors.database_foreign", file=str(place.file))
