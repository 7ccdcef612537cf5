"""Writes backups anew without who was erased, in both places."""

from __future__ import annotations

from desktopcrm.errors import UserError
from desktopcrm.services.backup_shelf import Shelf
from desktopcrm.services.backup_types import Backup
from desktopcrm.services.progress import Progress, tell
from desktopcrm.storage import backup_files, copies, rework
from desktopcrm.storage.rework import Wish


def holding(shelf: Shelf, uids: tuple[str, ...]) -> tuple[Backup, ...]:
    """Backups that hold one of these records, or are damaged so that nobody can tell; not those of other keys."""
    return tuple(one for one in shelf.ours() if _holds(shelf, one, uids))


def _holds(shelf: Shelf, backup: Backup, uids: tuple[str, ...]) -> bool:
    key = shelf.keys.get(backup.key_id, shelf.key) if backup.is_sealed else None
    found = rework.holds(backup.file, key, uids)
    return backup.key_id in shelf.keys if found is None else found


def purge(shelf: Shelf, wish: Wish, progress: Progress | None = None) -> int:
    """Write every backup that holds one of `wish.forgotten` anew without them; how many were changed.

    A damaged one, which nobody could restore, is taken away. Raises `UserError` where one had to stay, once all
    others are done.
    """
    wanted = holding(shelf, tuple(uid for uid, *_ in wish.forgotten))
    changed = 0
    failed: UserError | None = None
    for number, one in enumerate(wanted):
        tell(progress, number, len(wanted), "backups.purging")
        try:
            _purge(shelf, one, wish)
            changed += 1
        except UserError as error:
            failed = error
    tell(progress, len(wanted), len(wanted), "backups.purging")
    if failed is not None:
        raise failed
    return changed


def _purge(shelf: Shelf, backup: Backup, wish: Wish) -> None:
    if shelf.check(backup) == "damaged":
        shelf.remove(backup)
        return
    key = shelf.opening_key(backup)
    with copies.being_written(backup.file) as part:
        facts = rework.make(backup.file, key, part, Wish(key, wish.forgotten))
        backup_files.exchange(backup.file, part, facts, key)
