"""Verified copies of a database: made, examined, written into an open one. Knows files and keys, no meaning of a row.

A copy gets its name only after it was opened by itself and found whole: structure, identity, version and the number
of rows of every table as they stood in the source. A copy that was cut short can be valid and empty.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.engine import Connection
from sqlcipher3 import dbapi2

from desktopcrm.errors import UserError
from desktopcrm.safe_files import put_in_place, sync_file
from desktopcrm.storage import exporting, refusals
from desktopcrm.storage.folder import APPLICATION_ID, HEADER
from desktopcrm.storage.place import spoken, uri

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPIConnection

Progress = Callable[[int, int, str], None]
"""Told how far the work is, of how much, and what is being done (a text key)."""
BLOCK = 1 << 20
RESTORED = "restored"
"""Meta: a number drawn at each restore."""
_HAS_FILE = "SELECT coalesce(length(file), 0) FROM pragma_database_list WHERE name = 'main'"
"""Not the name itself: one that is no UTF-8 could not be read."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a database file was seen to hold. `counts`: rows by table; `mark`: the last step that is in it; `drafts`
    tells two states of the drafts apart."""

    size: int
    sha256: str
    schema: int
    counts: dict[str, int]
    accounts: int
    database: str
    mark: str
    drafts: str
    is_sealed: bool
    salt: str = field(default="", compare=False)

    def same_content(self, other: Facts) -> bool:
        """As far as can be told without reading every row."""
        mine, theirs = (
            (one.schema, one.counts, one.accounts, one.database, one.mark, one.drafts)
            for one in (self, other)
        )
        return mine == theirs


@contextmanager
def opened(file: Path, key: bytes | None) -> Iterator[DBAPIConnection]:
    """A closed database file, only to be read: no log, no lock, no trace beside it."""
    raw = dbapi2.connect(uri(file, "ro&immutable=1"), uri=True, isolation_level=None, check_same_thread=False)
    try:
        if key is not None:
            raw.execute("PRAGMA cipher_log_level = NONE")  # it would write to the terminal
            raw.execute(f'PRAGMA key = "{spoken(key)}"')
        for setting in (
            "trusted_schema = OFF",
            "cell_size_check = ON",
            "mmap_size = 0",
            "temp_store = MEMORY",
        ):
            raw.execute(f"PRAGMA {setting}")
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
        yield raw
    finally:
        raw.close()


def sha256_of(file: Path) -> str:
    found = hashlib.sha256()
    with file.open("rb") as stream:
        while block := stream.read(BLOCK):
            found.update(block)
    return found.hexdigest()


def is_plain(file: Path) -> bool:
    """Whether anybody can read the file."""
    with file.open("rb") as stream:
        return stream.read(len(HEADER)) == HEADER


def verify(file: Path, key: bytes | None) -> Facts:
    """Open a closed database file by itself, examine all of it. Raises `UserError`; writes nothing."""
    try:
        plain = is_plain(file)
        with opened(file, None if plain else key) as raw:
            _examine(raw, file)
            found = _seen(raw)
        return Facts(file.stat().st_size, sha256_of(file), *found, not plain)
    except OSError as error:
        raise UserError("errors.file_not_read", file=str(file), reason=error.strerror or "") from None
    except dbapi2.Error as error:
        raise _refused(error, file) from error


def _examine(raw: DBAPIConnection, file: Path) -> None:
    from desktopcrm.storage import schema  # which makes copies before it changes anything

    if raw.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise UserError("errors.copy_foreign", file=str(file))
    if raw.execute("PRAGMA user_version").fetchone()[0] > schema.newest():
        raise UserError("errors.database_newer", file=str(file))
    if raw.execute("PRAGMA quick_check").fetchone()[0] != "ok":
        raise UserError("errors.copy_damaged", file=str(file))


def _seen(raw: DBAPIConnection) -> tuple[int, dict[str, int], int, str, str, str]:
    """Schema, rows by table, accounts, id, last step and drafts of an open database."""
    version = int(raw.execute("PRAGMA user_version").fetchone()[0])
    names = [
        row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    ]
    counts = {
        name: int(raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])
        for name in names
        if not name.startswith("sqlite_")
    }
    accounts = _one(raw, "SELECT count(*) FROM record WHERE kind = 'account'") if "record" in counts else 0
    database = _one(raw, "SELECT value FROM meta WHERE key = 'database_id'") if "meta" in counts else ""
    mark, drafts = _mark(raw) if "step" in counts else "", _drafts(raw) if "draft" in counts else ""
    return version, counts, int(accounts or 0), str(database or ""), mark, drafts


def mark_of(connection: Connection) -> str:
    """Tells two states of open data apart: the last step, how many are taken back, and which restore was before."""
    return _mark(exporting.driver(connection))


def _mark(raw: DBAPIConnection) -> str:
    last, undone = raw.execute("SELECT coalesce(max(id), 0), coalesce(sum(undone), 0) FROM step").fetchone()
    restored = _one(raw, f"SELECT value FROM meta WHERE key = '{RESTORED}'")
    return f"{last}.{undone}" if restored is None else f"{last}.{undone}.{restored}"


def drafts_of(connection: Connection) -> str:
    """Tells two states of the drafts of open data apart; empty where there are none."""
    return _drafts(exporting.driver(connection))


def _drafts(raw: DBAPIConnection) -> str:
    """Of places, times and lengths alone: who reads it beside encrypted data can try no words against it."""
    rows = raw.execute("SELECT hex(place), hex(at), length(CAST(body AS BLOB)) FROM draft ORDER BY place")
    found = rows.fetchall()
    return hashlib.sha256(repr(found).encode("ascii")).hexdigest()[:32] if found else ""


def _one(raw: DBAPIConnection, query: str) -> str | int | None:
    row = raw.execute(query).fetchone()
    return None if row is None else row[0]


def salt_of(raw: DBAPIConnection, key: bytes | None) -> str:
    """What an encrypted file begins with. It is no secret; who has lost it can read no page any more."""
    return "" if key is None else str(_one(raw, "PRAGMA cipher_salt") or "")


def dump(connection: Connection, part: Path, key: bytes | None) -> Facts:
    """Copy an open database to an unfinished file; what the source held at that moment. Not yet verified.

    Raises `Unreadable` where it is the open database that is damaged.
    """
    raw = exporting.driver(connection)
    if raw.in_transaction:
        raise RuntimeError("no copy can be made inside a step")
    with exporting.into(part):
        seen = Facts(0, "", *_seen(raw), key is not None, salt_of(raw, key))
        if raw.execute(_HAS_FILE).fetchone()[0]:
            exporting.vacuum(raw, part)
        else:
            exporting.export(raw, part, key)
    return seen


def confirmed(part: Path, key: bytes | None, seen: Facts) -> Facts:
    """Read an unfinished copy back and compare it with what the source held. Raises `UserError`."""
    sync_file(part)
    found = verify(part, key)
    if not found.same_content(seen) or found.is_sealed != (key is not None):
        raise UserError("errors.copy_failed", file=str(part))
    return found


def finish(part: Path, file: Path, key: bytes | None, seen: Facts) -> Facts:
    """Let an unfinished copy take its name once it is confirmed."""
    found = confirmed(part, key, seen)
    put_in_place(part, file)
    return replace(found, salt=seen.salt)


def write_copy(connection: Connection, file: Path, key: bytes | None) -> Facts:
    """Copy an open database to `file`, sealed as the open one is, verified before it gets its name.

    Raises `UserError` (errors.copy_failed, errors.disk_full …); then there is no file.
    """
    with being_written(file) as part:
        return finish(part, file, key, dump(connection, part, key))


def export(source: Path, key: bytes | None, target: Path, new_key: bytes | None) -> Facts:
    """Write a closed database file anew under another key (`None`: plain), verified. The source is not touched."""
    with being_written(target) as part:
        return finish(part, target, new_key, export_part(source, key, part, new_key))


def export_part(source: Path, key: bytes | None, part: Path, new_key: bytes | None) -> Facts:
    """The same without a check and without its name; what the source holds."""
    try:
        with opened(source, key) as raw, exporting.into(part):
            seen = Facts(0, "", *_seen(raw), new_key is not None)
            exporting.export(raw, part, new_key)
    except refusals.Unreadable:
        raise UserError("errors.copy_damaged", file=str(source)) from None
    return seen


def restore_into(live: Connection, file: Path, key: bytes | None) -> None:
    """Let an open database hold what the file holds, in one transaction. The key is that of both."""
    raw = exporting.driver(live)
    try:
        with opened(file, key) as source:
            source.backup(raw)
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except dbapi2.Error as error:
        raise _refused(error, file) from error


@contextmanager
def being_written(file: Path) -> Iterator[Path]:
    """The unfinished file that is to become `file`: nothing of it stays, and what goes wrong is a sentence about `file`."""
    try:
        with exporting.unfinished(file) as part:
            yield part
    except OSError as error:
        raise UserError("errors.file_not_written", file=str(file), reason=error.strerror or "") from error
    except dbapi2.Error as error:
        raise _refused(error, file) from error


def _refused(error: BaseException, file: Path) -> UserError:
    """A sentence for whatever the driver said about a file that is not the open database."""
    found = refusals.code(error)
    primary = None if found is None else found & 0xFF
    if primary in (refusals.FULL, refusals.IOERR):
        return refusals.refusal(error, file) or UserError("errors.copy_damaged", file=str(file))
    if primary in (refusals.READONLY, refusals.CANTOPEN, refusals.PERM):
        return UserError("errors.file_not_written", file=str(file), reason=str(error))
    return UserError("errors.copy_damaged", file=str(file))
