"""The user's sentence for what SQLite said. Knows result codes; anything unknown stays what it is: a bug."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desktopcrm.errors import UserError

PERM, BUSY, LOCKED, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB = 3, 5, 6, 8, 10, 11, 13, 14, 26
MOVED = READONLY | (4 << 8)
"""The lowest byte is the primary code; the rest says more of it."""

_SENTENCES: dict[int, Callable[[str, str], UserError]] = {
    PERM: lambda file, _: UserError("errors.database_unopened", file=file),
    BUSY: lambda file, _: UserError("errors.database_in_use", file=file),
    LOCKED: lambda file, _: UserError("errors.database_in_use", file=file),
    READONLY: lambda file, _: UserError("errors.database_read_only", file=file),
    IOERR: lambda _, folder: UserError("errors.disk_failed", folder=folder),
    CORRUPT: lambda file, _: UserError("errors.database_damaged", file=file),
    NOTADB: lambda file, _: UserError("errors.database_damaged", file=file),
    FULL: lambda _, folder: UserError("errors.disk_full", folder=folder),
    CANTOPEN: lambda file, _: UserError("errors.database_unopened", file=file),
    MOVED: lambda file, _: UserError("errors.database_vanished", file=file),
}


_ERROR = 1
_MESSAGES = {
    "database or disk is full": FULL,
    "database disk image is malformed": CORRUPT,
    "file is not a database": NOTADB,
    "disk I/O error": IOERR,
    "attempt to write a readonly database": READONLY,
    "unable to open database file": CANTOPEN,
    "database is locked": BUSY,
}
"""SQLite's own words, which never change: an export or a backup that fails inside tells no code but these."""


class Unreadable(ValueError):
    """A stored value that no version of the program writes: the file is damaged, though its structure is whole."""


class Missing(UserError):
    """A row that somebody knew of is not there: it was taken away meanwhile, or the file is damaged.

    `is_examined`: the file is not.
    """

    is_examined = False


UNREADABLE = ("Could not decode to UTF-8", "unsupported file format")
"""What is said of a text that is none, and of a file whose head was changed; such errors have no code of their own."""


def code(error: BaseException) -> int | None:
    """SQLite's extended result code of an error of the driver, bare or wrapped."""
    bare = getattr(error, "orig", None) or error
    found = getattr(bare, "sqlite_errorcode", None)
    if found in (None, _ERROR):
        return _MESSAGES.get(str(bare), found)
    return found if isinstance(found, int) else None


def is_damage(error: BaseException) -> bool:
    """Whether it says that the content of a file is not what it should be."""
    found = code(error)
    return found is not None and found & 0xFF in (CORRUPT, NOTADB)


def refusal(error: BaseException, file: Path) -> UserError | None:
    """The sentence for an error of the driver about this database file; `None`: not for the user."""
    found = code(error)
    if isinstance(error, (Unreadable, UnicodeDecodeError)) or any(said in str(error) for said in UNREADABLE):
        found = CORRUPT
    if found is None:
        return None
    sentence = _SENTENCES.get(found) or _SENTENCES.get(found & 0xFF)
    return sentence(str(file), str(file.parent)) if sentence else None
