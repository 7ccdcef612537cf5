"""Reads a database that cannot or must not be written: all of it is copied into memory, the file is only read.

What is worked out on the way (lists, summaries, an upgrade) happens in memory and is forgotten at the end.
"""

from __future__ import annotations

import contextlib
import errno
import os
import platform
import shutil
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from desktopcrm import paths, safe_files
from desktopcrm.errors import UserError
from desktopcrm.storage import exporting
from desktopcrm.storage.place import Place, uri

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPIConnection

COPY, DAY = "reading-", 86400
BESIDE = ("-wal", "-journal")
SHARED_FIRST, SHARED_SIZE = 0x40000002, 510
"""The bytes that SQLite's readers lock."""


def in_memory(place: Place) -> DBAPIConnection:
    """A connection to a copy in memory. With a log beside it the file is read through a private copy on disk, because
    reading a log needs to write one.
    """
    with _nobody_writes(place.file), _readable(place.file) as source:
        raw = dbapi2.connect(
            "file::memory:?mode=memory",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
        )
        try:
            raw.execute("PRAGMA cipher_log_level = NONE")
            _copy(raw, source, place.key)
        except BaseException:
            raw.close()  # before the private copy goes: Windows deletes no file that is open
            raise
    return raw  # type: ignore[no-any-return]


@contextlib.contextmanager
def _nobody_writes(file: Path) -> Iterator[None]:
    """Holds the lock of a reader as SQLite would, but leaves no trace; a copy of a file in work would be torn.

    Where there are no locks (some networks) the copy is taken as it comes. Raises `UserError`.
    """
    handle = os.open(file, os.O_RDONLY)
    try:
        if not _is_ours(handle):
            raise UserError("errors.database_in_use", file=str(file))
        yield
    finally:
        os.close(handle)


def _is_ours(handle: int) -> bool:
    """Take the lock until the handle is closed; False where somebody writes.

    Windows has no shared one at hand: there two readers come one after the other.
    """
    try:
        if sys.platform == "win32":
            os.lseek(handle, SHARED_FIRST, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, SHARED_SIZE)
        else:
            fcntl.lockf(handle, fcntl.LOCK_SH | fcntl.LOCK_NB, SHARED_SIZE, SHARED_FIRST)
    except OSError as error:
        return error.errno not in (errno.EACCES, errno.EAGAIN)
    return True


def take_up() -> None:
    """Take away private copies of processes of this machine that died over them. Never raises."""
    with contextlib.suppress(OSError):
        for one in paths.cache_folder().glob(f"{COPY}{_machine()}-*"):
            number = one.name.split("-")[2]
            if number.isdecimal() and not _is_alive(int(number), one):
                shutil.rmtree(one, ignore_errors=True)


def _private() -> Path:
    """A folder that only the user can look into, and that is found again should this process die."""
    name = f"{COPY}{_machine()}-{os.getpid()}-"
    try:
        paths.cache_folder().mkdir(parents=True, exist_ok=True)
        return safe_files.new_folder(paths.cache_folder(), name)
    except OSError:
        return safe_files.new_folder(Path(tempfile.gettempdir()), name)


def _machine() -> str:
    return f"{zlib.crc32(platform.node().encode('utf-8', 'replace')):08x}"


def _is_alive(number: int, place: Path) -> bool:
    """Where processes cannot be asked, a day is long enough for a copy."""
    if sys.platform == "win32":
        return time.time() - place.stat().st_mtime < DAY
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


@contextlib.contextmanager
def _readable(file: Path) -> Iterator[str]:
    logs = [one for one in (file.with_name(file.name + end) for end in BESIDE) if _holds_something(one)]
    if not logs:
        yield uri(file, "ro") + "&immutable=1"
        return
    try:
        private = _private()
    except OSError as error:
        raise UserError("errors.no_room_to_read", reason=error.strerror or "") from None
    try:
        for one in (file, *logs):
            shutil.copyfile(one, private / one.name)
        yield uri(private / file.name, "rw")
    except OSError as error:
        raise UserError("errors.no_room_to_read", reason=error.strerror or "") from None
    finally:
        shutil.rmtree(private, ignore_errors=True)


def _holds_something(file: Path) -> bool:
    try:
        return file.stat().st_size > 0
    except OSError:
        return False


def _copy(raw: DBAPIConnection, source: str, key: bytes | None) -> None:
    with exporting.attached(raw, source, key, "source"):
        raw.execute("SELECT count(*) FROM source.sqlite_master").fetchone()  # the key proves itself
        exporting.pour(raw, "source", "main")
