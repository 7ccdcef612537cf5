"""Writes all that a database holds into a new file, under a key of its own. Knows files and keys, not one table.

The one way to such a file, whether it is to be a copy, a backup under another key or the database itself. The file is
written under a name of its own beside the one it is to become; whoever asked for it looks at what the disk gives back
before it takes that name (`safe_files.put_in_place`).
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.engine import Connection
from sqlcipher3 import dbapi2

from desktopcrm.safe_files import fresh, part_of
from desktopcrm.storage import refusals
from desktopcrm.storage.place import spoken, uri

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPIConnection

LOGS = ("-journal", "-wal", "-shm")
"""What SQLite may lay beside a database file."""
_TARGET = "target"


def driver(connection: Connection) -> DBAPIConnection:
    """The driver's own connection under an open one."""
    return connection.connection.driver_connection  # type: ignore[return-value]


@contextmanager
def unfinished(file: Path) -> Iterator[Path]:
    """The name under which `file` is written; whatever still bears it in the end is taken away."""
    part = part_of(file)
    try:
        yield part
    finally:
        discard(part)


def discard(file: Path) -> None:
    """Take a database file away with all that lies beside it. Never raises."""
    for end in ("", *LOGS):
        with contextlib.suppress(OSError):
            file.with_name(f"{file.name}{end}").unlink(missing_ok=True)


@contextmanager
def into(part: Path) -> Iterator[None]:
    """An empty file, to be filled from an open database by one of the two below.

    Raises `Unreadable` where it is that database that is damaged; else `OSError` and the driver's errors.
    """
    discard(part)
    os.close(fresh(part))
    try:
        yield
    except dbapi2.DatabaseError as error:
        if refusals.is_damage(error):
            raise refusals.Unreadable("source") from error
        raise


def vacuum(raw: DBAPIConnection, part: Path) -> None:
    """Fill the file as the open database is, under the same key; the quicker way. Needs a database that has a file."""
    raw.execute("VACUUM INTO ?", (uri(part, "rw"),))


def export(raw: DBAPIConnection, part: Path, key: bytes | None) -> None:
    """Fill the file under another key (`None`: plain)."""
    with attached(raw, uri(part, "rw"), key, _TARGET):
        # no sync of its own: it is synced and read back as a whole, or thrown away; a journal all the same, as SQLite
        # lets no file go that it could not roll back, and with it beside it the open database is as good as damaged
        raw.execute(f"PRAGMA {_TARGET}.synchronous = OFF")
        raw.execute(f"PRAGMA {_TARGET}.journal_mode = MEMORY")
        pour(raw, "main", _TARGET)


def pour(raw: DBAPIConnection, source: str, target: str) -> None:
    """All of one attached database into an empty one, with what its header says of it."""
    raw.execute("SELECT sqlcipher_export(?, ?)", (target, source)).fetchall()
    for mark in ("application_id", "user_version"):
        (value,) = raw.execute(f"PRAGMA {source}.{mark}").fetchone()
        raw.execute(f"PRAGMA {target}.{mark} = {int(value)}")


@contextmanager
def attached(raw: DBAPIConnection, where: str, key: bytes | None, name: str) -> Iterator[None]:
    """A second database beside the open one; `where` as `uri` says it."""
    raw.execute(f"ATTACH DATABASE ? AS {name} KEY ?", (where, spoken(key)))
    try:
        yield
    except BaseException:
        with contextlib.suppress(dbapi2.Error):  # a half-written file may not let go
            raw.execute(f"DETACH DATABASE {name}")
        raise
    raw.execute(f"DETACH DATABASE {name}")
