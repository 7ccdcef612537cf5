"""Sees to it that the file that is written is still the one that was opened; SQLite happily commits into a deleted one.

What was held of a file that was deleted is put back, of one that was replaced kept as a backup: the open handle is all
that is left of it.
"""

from __future__ import annotations

import contextlib
import os

from sqlalchemy.engine import Connection
from sqlalchemy.exc import DatabaseError

from desktopcrm.errors import UserError
from desktopcrm.storage import backup_files, copies, open_files
from desktopcrm.storage.place import Place
from desktopcrm.storage.refusals import Unreadable


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
        if open_files.CAN_MOVE and not self._is_idle:
            with contextlib.suppress(OSError):
                self._handle = os.open(place.file, os.O_RDONLY)

    def close(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def is_same(self) -> bool:
        """Whether the name still means the file that was opened."""
        if self._is_idle:
            return True
        found = open_files.identity(self._file)
        if found is None or (found != self._was and found != self._held()):
            return False
        self._error = None
        return True

    def _held(self) -> open_files.Identity | None:
        """What the open handle is by now: some networks number their files anew."""
        if self._handle is None:
            return None
        try:
            found = os.fstat(self._handle)
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def lost(self, connection: Connection) -> UserError:
        """What happened to it, once everything that is in the log stands in the file or in a copy."""
        if self._error is None:
            self._error = self._saved(connection)
        return self._error.bare()  # what is raised is not what is kept

    def _saved(self, connection: Connection) -> UserError:
        with contextlib.suppress(DatabaseError):
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        is_there = open_files.identity(self._file) is not None
        if self._is_deleted():
            kept = self._kept_as(connection, is_there)
            if kept and is_there:
                return UserError("errors.database_replaced", file=str(self._file), copy=kept)
            if kept:
                return UserError("errors.database_deleted", file=str(self._file))
        if is_there:
            return UserError("errors.database_exchanged", file=str(self._file))
        return UserError("errors.database_vanished", file=str(self._file))

    def _is_deleted(self) -> bool:
        return self._handle is not None and os.fstat(self._handle).st_nlink == 0

    def _kept_as(self, connection: Connection, is_there: bool) -> str:
        """Name of the whole, verified copy that was made; empty where the folder is gone, or what was in the file."""
        try:
            if is_there:
                return backup_files.make(connection, self._file.parent, "hand", self._key).file.name
            copies.write_copy(connection, self._file, self._key)
        except (UserError, Unreadable):
            return ""
        return self._file.name
