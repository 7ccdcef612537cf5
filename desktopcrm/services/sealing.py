"""Switches the encryption of a closed data folder on and off and gives it a new data key.

A crash at any moment leaves exactly what was before or what is after. The key file is complete before the database
needs it and stays until nothing needs it; while the data key is being changed it holds the old and the new ring.
"""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Sequence
from pathlib import Path

from desktopcrm.errors import UserError
from desktopcrm.services import backup_mirror, backup_rekeying, key_keeping, passphrases, unlocking
from desktopcrm.services.backup_shelf import Shelf
from desktopcrm.services.desk import Desk
from desktopcrm.services.progress import Progress
from desktopcrm.services.unlocking import SealWish, shelf_of
from desktopcrm.storage import backup_files
from desktopcrm.storage import folder as folders
from desktopcrm.storage import sealing as files
from desktopcrm.storage.folder_lock import alone, one_at_a_time
from desktopcrm.storage.key_file import KEY_BYTES, KeyFile
from desktopcrm.storage.place import Place
from desktopcrm.storage.store import Tx

ON = ("backup", "keys", "writing", "swapped", "backups")
OFF = ("backup", "writing", "backups", "swapped", "keys")


class _Told:
    """Passes each step on. Once the files are exchanged nobody can stop the work any more, so nobody is let."""

    def __init__(self, progress: Progress | None, steps: Sequence[str]) -> None:
        self._progress = progress
        self._steps = steps
        self._is_over = False

    def __call__(self, step: str) -> None:
        self._is_over = self._is_over or step == "swapped"
        if self._progress is None:
            return
        with contextlib.ExitStack() as stack:
            if self._is_over:
                stack.enter_context(contextlib.suppress(Exception))
            self._progress(self._steps.index(step), len(self._steps), f"encryption.doing_{step}")

    def within(self, done: int, total: int, text: str) -> None:
        """How far the backups are; they are a step of their own."""
        del done, total, text
        self("backups")


@one_at_a_time
def seal(folder: Path, wish: SealWish, progress: Progress | None = None) -> bytes:
    """Encrypt database and backups of a closed folder; the key to open it with. Raises `UserError`."""
    passphrases.require(wish.passphrase)
    file = key_keeping.database_of(folder)
    if folders.is_sealed(file):
        raise UserError("errors.already_sealed", file=str(file))
    key = secrets.token_bytes(KEY_BYTES)
    told = _Told(progress, ON)
    undo = contextlib.ExitStack()

    def before(connection: Tx) -> None:
        told("backup")
        backup_files.make(connection, folder, "before_seal", None)
        told("keys")
        database = files.database_id(connection)
        if backup_rekeying.left_behind(Shelf(folder), None):
            undo.callback(key_keeping.put_back, key_keeping.set_aside(folder))
        undo.callback(key_keeping.remove, folder)
        key_keeping.write(folder, KeyFile(database, (unlocking.new_ring(database, key, wish),)))

    try:
        files.swap(Place(file), key, before, told)
    except BaseException:
        if not folders.is_sealed(file):
            undo.close()
        raise
    finish(folder, key, told.within)
    return key


@one_at_a_time
def unseal(folder: Path, key: bytes, progress: Progress | None = None) -> None:
    """Make database and backups of a closed folder readable again. Raises `UserError`.

    The backups follow when all that may fail is done, but for the exchange: should that fail, they are sealed again.
    """
    file = key_keeping.database_of(folder)
    told = _Told(progress, OFF)
    keys, ring = key_keeping.holding(folder, key)

    def before(connection: Tx) -> None:
        told("backup")
        backup_files.make(connection, folder, "before_unseal", key)

    def ready() -> None:
        again.callback(finish, folder, key)
        told("backups")
        backup_rekeying.align(shelf_of(folder, key), None, told.within)

    again = contextlib.ExitStack()
    try:
        files.swap(Place(file, key), None, before, told, ready)
    except BaseException:
        again.close()
        raise
    told("keys")
    drop_other_keys(folder, None)
    _mirror(folder, None, keys.database)
    unlocking.forget_keyring(keys.database, ring)


@one_at_a_time
def change_data_key(folder: Path, key: bytes, wish: SealWish, progress: Progress | None = None) -> bytes:
    """A new data key with new ways to it, as when encryption was set up; database and backups are written anew.

    The passphrase may stay the same; the recovery key is a new one, as the old one is no longer wanted anywhere.
    """
    passphrases.require(wish.passphrase)
    new_key = secrets.token_bytes(KEY_BYTES)
    told = _Told(progress, ON)
    file = key_keeping.database_of(folder)
    keys, ring = key_keeping.holding(folder, key)

    def before(connection: Tx) -> None:
        told("backup")
        backup_files.make(connection, folder, "before_rekey", key)
        told("keys")
        fresh = unlocking.new_ring(keys.database, new_key, wish)
        fresh = unlocking.with_earlier(fresh, new_key, keys, key)
        key_keeping.write(folder, KeyFile(keys.database, (ring, fresh)))

    files.swap(Place(file, key), new_key, before, told)
    drop_other_keys(folder, new_key)
    unlocking.forget_keyring(keys.database, ring)
    finish(folder, new_key, told.within)
    return new_key


def drop_other_keys(folder: Path, key: bytes | None) -> None:
    """After the database was opened with this key (`None`: without any): nothing but its ring is kept; without one, no
    key file but the copy that a sealed backup needs. Never raises."""
    with contextlib.suppress(UserError, OSError):
        if key is not None:
            key_keeping.keep_only(folder, key)
        elif key_keeping.is_there(folder):
            is_needed = bool(backup_rekeying.left_behind(Shelf(folder), None))
            key_keeping.remove(folder, with_copy=not is_needed)


def finish(folder: Path, key: bytes | None, progress: Progress | None = None) -> int:
    """Bring backups that an interrupted change has left behind under the present key; how many were brought.

    Also those in the second place, if it is there. What cannot be brought (a damaged backup, a full disk) stays as it
    is: the data themselves are safe already. Nothing is brought under a key that is not the present one any more.
    """
    changed = 0
    with contextlib.suppress(UserError, OSError):
        if _is_present(folder, key):
            changed = backup_rekeying.align(shelf_of(folder, key), key, progress)
        with alone(folder):
            if key is not None and _is_present(folder, key):
                _mirror(folder, key, key_keeping.first(folder).database)
    return changed


def _is_present(folder: Path, key: bytes | None) -> bool:
    """Whether this is the key that the folder is under; whoever began long ago may know one of before."""
    if key is None:
        return not key_keeping.file_of(folder).is_file()
    with contextlib.suppress(UserError):
        return bool(key_keeping.holding(folder, key))
    return False


def _mirror(folder: Path, key: bytes | None, database: str) -> None:
    """The second place must not go on showing what is encrypted here."""
    with contextlib.suppress(UserError, OSError):
        backup_mirror.mirror(shelf_of(folder, key, database=database))


def unfinished(folder: Path, key: bytes | None) -> int:
    """How many backups `finish` would have to look at."""
    return len(backup_rekeying.left_behind(shelf_of(folder, key), key))


def database_name(folder: Path) -> str:
    """The database's own name, which stands on the recovery sheet; of a closed folder. Raises `UserError`."""
    file = key_keeping.database_of(folder)
    if folders.is_sealed(file):
        return key_keeping.first(folder).database
    with files.held(Place(file)) as connection:
        return files.database_id(connection)


def database_name_in(desk: Desk) -> str:
    """The same of open data."""
    with desk.store.read() as tx:
        return files.database_id(tx)
