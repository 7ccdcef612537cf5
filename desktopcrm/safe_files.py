"""Writes a file whole or not at all, and makes sure that it is on the disk and not only in the system's memory.

The one order for whatever replaces a file: new bytes beside it, these synced, the rename, the folder synced. Who is cut
off at any moment finds the old file or the new one. Knows no content and no rule about names.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

if sys.platform == "darwin":
    import fcntl

OWNER_ONLY = 0o600
PIECE = 4 << 20
"""So much is copied at a time: what a slow disk takes in a moment."""
BUSY_S: Iterable[float] = (0.05, 0.1, 0.2, 0.4, 0.8) if sys.platform == "win32" else ()
"""Windows lets nobody rename what somebody has a look at, and virus scanners look at all that is new: the waits between tries."""


def part_of(file: Path) -> Path:
    """What a file is called while it is not finished; a fixed name, so that what a crash leaves can be cleared up."""
    return file.with_name(f"{file.name}.part")


def fresh(part: Path) -> int:
    """An empty file for the owner alone, in the place of whatever an interrupted try has left; an open handle of it.

    What was there may have been a link: it goes, what it leads to stays. Raises `OSError`.
    """
    part.unlink(missing_ok=True)
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    return os.open(part, flags, OWNER_ONLY)


def probe(folder: Path) -> None:
    """Raises `OSError` where nothing can be written: rights alone do not tell.

    Not by `tempfile`: on Windows it takes a folder that denies writing for one whose names are all taken, and tries
    two thousand million of them.
    """
    file = folder / f"{secrets.token_hex(8)}.part"
    handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_TEMPORARY", 0), OWNER_ONLY)
    try:
        if os.name == "posix":
            file.unlink()
        os.write(handle, b"0")
    finally:
        os.close(handle)


def new_folder(parent: Path, begins: str) -> Path:
    """A folder for the owner alone that was not there before; `begins` its name. Raises `OSError`, at once (see `probe`)."""
    folder = parent / f"{begins}{secrets.token_hex(8)}"
    folder.mkdir(mode=0o700)
    return folder


@contextmanager
def replacing(file: Path, part: Path | None = None, rights: int = OWNER_ONLY) -> Iterator[BinaryIO]:
    """A stream for the new content of a file, which takes its name at the end. Raises `OSError`; then nothing is left."""
    part = part or part_of(file)
    handle = fresh(part)
    try:
        with os.fdopen(handle, "wb") as opened:
            yield opened
            opened.flush()
            # elsewhere rights can only say that nobody may write, which would keep the file from its name
            if os.name == "posix":
                part.chmod(rights)
            _sync(handle)
        _take_name(part, file)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise


def write_synced(file: Path, data: bytes) -> None:
    """Small files of our own, for the owner alone. Raises `OSError`."""
    with replacing(file) as opened:
        opened.write(data)


def copy_synced(file: Path, copy: Path, between: Callable[[], None] = lambda: None) -> None:
    """Copy a file, for the owner alone. Raises `OSError`, and what `between` raises, which is called after each piece
    that is on the disk: who wants to stop has not to wait for the rest of a slow one."""
    with file.open("rb") as source, replacing(copy) as target:
        while piece := source.read(PIECE):
            target.write(piece)
            target.flush()
            _sync(target.fileno())
            between()


def put_in_place(part: Path, file: Path) -> None:
    """Let a finished file that somebody else has written (SQLite) take its name. Raises `OSError`."""
    sync_file(part)
    _take_name(part, file)


def _take_name(part: Path, file: Path) -> None:
    for wait in BUSY_S:
        with contextlib.suppress(PermissionError):
            part.replace(file)
            break
        time.sleep(wait)
    else:
        part.replace(file)
    sync_folder(file.parent)


def sync_file(file: Path) -> None:
    """Its bytes are on the disk afterwards."""
    handle = os.open(file, os.O_RDWR)  # Windows syncs no file that is only read
    try:
        _sync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Its names are on the disk afterwards; systems that cannot do that (Windows) keep their own order of names."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            _sync(handle)
        finally:
            os.close(handle)


def _sync(handle: int) -> None:
    if sys.platform == "darwin":
        with contextlib.suppress(OSError):
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            return
    os.fsync(handle)
