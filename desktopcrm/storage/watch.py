"""Sees to it that the file that is written is still the one that was opened; SQLite happily commits into a deleted one.

What was held of a file that was deleted or replaced is saved: the open handle is all that is left of it.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from sqlalchemy.engine import Connection
from sqlalchemy.exc import DatabaseError

from desktopcrm.errors import UserError
from desktopcrm.storage import copies, open_files
from desktopcrm.storage.place import Place

RESCUED = "{stem}.rescued-{number}.db"


class Watch:
    """Holds a handle of its own, so that it can tell a moved file from a deleted one; closed last, because closing
    any handle gives up the locks of the process.
    """

    def __init__(self, place: Place) -> None:
        self._file, self._key = place.file, place.key
        self._is_idle = place.read_only
        self._was = open_files.identity(place.file)
        self._error: UserError | None = None
        self._handle: int | None = None
        if os.name == "posix" and not self._is_idle:
            with contextlib.suppress(OSError):
                self._handle = os.open(place.file, os.O_RDONLY | os.O_CLOEXEC)

    def close(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def is_same(self) -> bool:
        """Whether the name still means the file that was opened."""
        if self._is_idle:
            return True
        if open_files.identity(self._file) != self._was:
            return False
        self._error = None
        return True

    def lost(self, connection: Connection) -> UserError:
        """What happened to it, once everything that is in the log stands in the file or in a copy."""
        if self._error is None:
            self._error = self._saved(connection)
        return self._error

    def _saved(self, connection: Connection) -> UserError:
        with contextlib.suppress(DatabaseError):
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        is_there = open_files.identity(self._file) is not None
        if self._is_deleted():
            target = self._target(is_there)
            if _save(connection, target, self._key):
                if not is_there:
                    return UserError("errors.database_deleted", file=str(self._file))
                return UserError("errors.database_replaced", file=str(self._file), copy=target.name)
        if is_there:
            return UserError("errors.database_exchanged", file=str(self._file))
        return UserError("errors.database_vanished", file=str(self._file))

    def _is_deleted(self) -> bool:
        return self._handle is not None and os.fstat(self._handle).st_nlink == 0

    def _target(self, is_there: bool) -> Path:
        if not is_there:
            return self._file
        names = (RESCUED.format(stem=self._file.stem, number=number) for number in range(1, 1000))
        return next(one for one in map(self._file.with_name, names) if not one.exists())


def _save(connection: Connection, target: Path, key: bytes | None) -> bool:
    """A whole, verified copy under a name that is free; False where the folder is gone, too."""
    try:
        copies.write_copy(connection, target, key)
    except UserError:
        return False
    return True
