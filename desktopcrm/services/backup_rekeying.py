"""Brings backups under another key, each whole or not at all; can be interrupted at any moment and called again."""

from __future__ import annotations

import contextlib
from pathlib import Path

from desktopcrm import paths
from desktopcrm.errors import UserError
from desktopcrm.services import backup_upkeep, key_copies
from desktopcrm.services.backup_shelf import Shelf
from desktopcrm.services.backup_types import Backup
from desktopcrm.services.progress import Progress, tell
from desktopcrm.storage import backup_files, copies
from desktopcrm.storage.folder_lock import alone
from desktopcrm.storage.key_file import key_id


def left_behind(shelf: Shelf, key: bytes | None) -> tuple[Backup, ...]:
    """Backups that are not under this key (`None`: that are sealed)."""
    return tuple(one for one in shelf.ours() if not _is_under(one, key))


def align(shelf: Shelf, new_key: bytes | None, progress: Progress | None = None) -> int:
    """Bring every backup under this key (`None`: readable); how many were changed.

    Ends where the folder is given other keys meanwhile. A damaged one, or one under a key that is not known, stays.
    """
    folder = shelf.places.data
    rings = _rings(folder)
    with alone(folder):
        backup_upkeep.take_up(shelf.places)
    if new_key is not None:
        shelf.keys[key_id(new_key)] = new_key
    wanted = left_behind(shelf, new_key)
    changed = 0
    for number, one in enumerate(wanted):
        tell(progress, number, len(wanted), "backups.aligning")
        with alone(folder), contextlib.suppress(UserError):
            if _rings(folder) != rings:
                return changed
            changed += bring_under(shelf, one, new_key)
    tell(progress, len(wanted), len(wanted), "backups.aligning")
    with alone(folder):
        if _rings(folder) == rings:
            key_copies.lay(shelf.places, new_key)
    return changed


def bring_under(shelf: Shelf, backup: Backup, new_key: bytes | None) -> bool:
    """The same for one; False where it is so already. Raises `UserError`."""
    if _is_under(backup, new_key):
        return False
    key = shelf.opening_key(backup)
    with copies.being_written(backup.file) as part:
        held = copies.export_part(backup.file, key, part, new_key)
        backup_files.exchange(backup.file, part, copies.confirmed(part, new_key, held), new_key)
    return True


def _rings(folder: Path) -> tuple[str, ...]:
    """Ids of the keys that the folder is under."""
    keys = backup_files.keys_in(folder / paths.KEYS_NAME)
    return () if keys is None else tuple(one.id for one in keys.rings)


def _is_under(backup: Backup, key: bytes | None) -> bool:
    return not backup.is_sealed if key is None else backup.is_sealed and backup.key_id == key_id(key)
