"""Makes sure that a file, or a changed name, is on the disk and not only in the system's memory. Knows no content."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from pathlib import Path

if sys.platform == "darwin":
    import fcntl


def sync_file(file: Path) -> None:
    """Its bytes are on the disk afterwards."""
    handle = os.open(file, os.O_RDWR)
    try:
        _sync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Its names are on the disk afterwards; systems that cannot do that keep their own order."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            _sync(handle)
        finally:
            os.close(handle)


def put_in_place(part: Path, file: Path) -> None:
    """Let a finished file take its name: the old one or the new one, never a half."""
    sync_file(part)
    part.replace(file)
    sync_folder(file.parent)


def write_synced(file: Path, data: bytes) -> None:
    """Small files beside a database, for the owner alone."""
    part = file.with_name(f"{file.name}.part")
    handle = os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as opened:
        opened.write(data)
    put_in_place(part, file)


def copy_synced(file: Path, copy: Path) -> None:
    """Copy a file, for the owner alone; whole or not at all."""
    part = copy.with_name(f"{copy.name}.part")
    handle = os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as target, file.open("rb") as source:
        shutil.copyfileobj(source, target)
    put_in_place(part, copy)


def _sync(handle: int) -> None:
    if sys.platform == "darwin":
        with contextlib.suppress(OSError):
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            return
    os.fsync(handle)
