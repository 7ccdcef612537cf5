"""Makes of a stored copy the file that is wanted: of the newest schema, under today's key, without who was erased.

Works in a folder of its own beside the target; the copy it starts from is never changed.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlcipher3 import dbapi2

from desktopcrm import safe_files
from desktopcrm.errors import UserError
from desktopcrm.storage import copies, erase, erase_past, journal, summaries
from desktopcrm.storage.copies import Facts
from desktopcrm.storage.engine import explained, open_raw
from desktopcrm.storage.journal import Touched
from desktopcrm.storage.place import Place
from desktopcrm.storage.store import Store, Tx

WORK = "work-"
_in_use: set[Path] = set()
"""Workshops of this process: whoever clears up leaves them alone."""

Forgotten = tuple[str, str, str, int]
"""uid, erased on, purge on, purged: a row of the table."""


@dataclass(frozen=True, slots=True)
class Wish:
    """`key`: of the new file. `forgotten`: who is to be erased from it. `database`: the id it shall bear, if any."""

    key: bytes | None
    forgotten: tuple[Forgotten, ...] = ()
    database: str = ""


@contextmanager
def workshop(folder: Path) -> Iterator[Path]:
    """A private folder for unfinished files; gone afterwards."""
    try:
        place = safe_files.new_folder(folder, WORK)
    except OSError as error:
        raise UserError(
            "errors.folder_not_writable", folder=str(folder), reason=error.strerror or ""
        ) from None
    _in_use.add(place)
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)
        _in_use.discard(place)


def take_up(folder: Path) -> None:
    """Take away what workshops of interrupted work have left. Raises `OSError`."""
    for one in list(folder.glob(f"{WORK}*")):
        if one not in _in_use:
            shutil.rmtree(one, ignore_errors=True)


def make(source: Path, key: bytes | None, target: Path, wish: Wish) -> Facts:
    """Write `target` from the copy `source`, verified. Raises `UserError`."""
    with workshop(target.parent) as work:
        rough = work / "work.db"
        copies.export(source, key, rough, wish.key)
        finish(rough, wish)
        return copies.export(rough, wish.key, target, wish.key)


def finish(rough: Path, wish: Wish) -> None:
    """Bring a closed file up to date, take out who was erased, give it its id; what would act or show by itself in it
    goes first, whoever has put it there, and the journal's own is made anew."""
    _tame(Place(rough, wish.key))
    store = Store(Place(rough, wish.key))
    try:
        with store.unjournaled() as tx:
            journal.install(tx)
            _remember(tx, wish)
            gone = [uid for uid, *_ in wish.forgotten if erase.whole(tx, uid)]
            if gone:
                derive_anew(tx)
    finally:
        store.close()


def _tame(place: Place) -> None:
    """Without a trigger or a view: not even the way up to the newest schema may set one off."""
    try:
        raw = open_raw(place)
        try:
            acting = "SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'view') ORDER BY type"
            for kind, name in raw.execute(acting).fetchall():
                quoted = str(name).replace('"', '""')
                raw.execute(f'DROP {kind} "{quoted}"')
        finally:
            raw.close()
    except dbapi2.Error as error:
        raise explained(error, place) from error


def _remember(tx: Tx, wish: Wish) -> None:
    if (
        wish.database
    ):  # it becomes the data: steps of the same numbers as those that are lost are others from now on
        drawn = secrets.token_hex(8)
        for known in (("database_id", wish.database), (copies.RESTORED, drawn)):
            tx.exec_driver_sql("INSERT OR REPLACE INTO meta(key, value) VALUES (?, ?)", known)
    for row in wish.forgotten:
        tx.exec_driver_sql(
            "INSERT OR REPLACE INTO forgotten(uid, erased_on, purge_on, purged) VALUES (?, ?, ?, ?)", row
        )


def derive_anew(tx: Tx) -> None:
    """Everything that is worked out from other tables is thrown away, to be made again when it is wanted."""
    tx.exec_driver_sql("DELETE FROM lean")
    tx.exec_driver_sql("DELETE FROM summary")
    rows = tx.exec_driver_sql("SELECT id FROM record WHERE kind = 'account'").all()
    everybody = frozenset(int(row[0]) for row in rows)
    summaries.mark(tx, Touched(frozenset(), everybody, definitions=False))


def database_id(tx: Tx) -> str:
    """The database's own name, made when it was."""
    return str(tx.exec_driver_sql("SELECT value FROM meta WHERE key = 'database_id'").scalar() or "")


def forgotten_in(tx: Tx) -> tuple[Forgotten, ...]:
    """Who was erased, as an open database knows it."""
    rows = tx.exec_driver_sql("SELECT uid, erased_on, purge_on, purged FROM forgotten")
    return tuple((str(row[0]), str(row[1]), str(row[2]), int(row[3])) for row in rows)


def forgotten_of(file: Path, key: bytes | None) -> tuple[Forgotten, ...]:
    """The same of a closed file; nobody where it cannot be read or is too old to know."""
    try:
        with copies.opened(file, key) as raw:
            rows = raw.execute("SELECT uid, erased_on, purge_on, purged FROM forgotten").fetchall()
    except (dbapi2.Error, OSError):
        return ()
    return tuple((str(row[0]), str(row[1]), str(row[2]), int(row[3])) for row in rows)


def holds(file: Path, key: bytes | None, uids: tuple[str, ...]) -> bool | None:
    """Whether a closed file holds one of these records, be it only to be undone; of a damaged one, whether their uids
    stand in its bytes.

    `None`: it is encrypted and cannot be read.
    """
    try:
        with copies.opened(file, key) as raw:
            queries = ("SELECT 1 FROM record WHERE uid = ?", erase_past.HELD)
            return any(raw.execute(one, (uid,)).fetchone() is not None for one in queries for uid in uids)
    except (dbapi2.Error, OSError):
        return stands_in(file, uids) if key is None else None


def stands_in(file: Path, uids: tuple[str, ...]) -> bool:
    """Whether one of these uids stands in the bytes of a readable file."""
    try:
        content = file.read_bytes()
    except OSError:
        return False
    return any(uid.encode("ascii") in content for uid in uids)
