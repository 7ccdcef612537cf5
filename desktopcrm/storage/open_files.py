"""Which database files this very process holds open.

On POSIX a process loses its locks on a file as soon as it closes *any* handle of it: reading the header of an open
database with `open()` would let a second program in. So whoever wants to read a database file asks here first.
"""

from __future__ import annotations

import os
from pathlib import Path

CAN_MOVE = os.name == "posix"
"""Whether a file that is open can be renamed, replaced and deleted. Windows refuses, to the very process that holds it."""

Identity = tuple[int, int]
_open: dict[Identity, bool] = {}


def identity(file: Path) -> Identity | None:
    """Device and inode of a file; `None` where there is none."""
    try:
        found = file.stat()
        return found.st_dev, found.st_ino or _by_name(file)
    except (OSError, ValueError):
        return None


def _by_name(file: Path) -> int:
    """Some networks do not number their files under Windows: there a file is its name."""
    return hash(os.path.normcase(os.path.realpath(file)))


def enter(file: Path, is_encrypted: bool) -> Identity | None:
    """From now on the file is open here; gives what `leave` takes."""
    found = identity(file)
    if found is not None:
        _open[found] = is_encrypted
    return found


def leave(which: Identity) -> None:
    _open.pop(which, None)


def is_open(file: Path) -> bool:
    return identity(file) in _open


def is_sealed(file: Path) -> bool | None:
    """Whether a file that is open here is encrypted; `None`: it is not open here."""
    found = identity(file)
    return None if found is None else _open.get(found)
