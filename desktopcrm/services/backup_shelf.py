"""The backups of a data folder: listed, checked, thinned out, mirrored, brought under another key.

Works without an open application, on files that nobody else writes.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path

from desktopcrm import paths
from desktopcrm.domain.backup_rotation import Entry, kept
from desktopcrm.errors import UserError
from desktopcrm.preferences import Preferences
from desktopcrm.services.backup_types import Backup, Reason, State, seen
from desktopcrm.storage import backup_files, copies, rework
from desktopcrm.storage.backup_files import Manifest, Named
from desktopcrm.storage.copies import Progress
from desktopcrm.storage.folder_lock import alone
from desktopcrm.storage.key_file import KeyFile, key_id
from desktopcrm.storage.rework import Wish
from desktopcrm.storage.syncing import write_synced

__all__ = ["SECOND", "Backup", "Reason", "Shelf", "State", "folder_on", "second_of", "tell"]

SECOND = "backup.second"
"""Preference: where copies of all backups go as well."""
SECOND_NAME = "desktopcrm-{database}"
ID_LENGTH = 8


class Shelf:
    """`key` opens what is sealed now; `keys` (by id) are those of earlier times, as `encryption.keys` gives them.

    `second`: folder of the second place; where none is given, the one that the preferences name. `database`: id of the
    database; where none is given, the one that the folder is known to be of. Others keep their backups in the same
    second place: of them nothing is listed and nothing touched. Where no id is known, all are listed and none touched.
    """

    def __init__(
        self,
        folder: Path,
        key: bytes | None = None,
        second: Path | None = None,
        keys: Mapping[str, bytes] | None = None,
        database: str = "",
    ) -> None:
        self.folder = folder
        self.database = database or backup_files.database_of(folder)
        self.key = key
        self.second = second or second_of(folder)
        self.keys = dict(keys or {})
        if key is not None:
            self.keys[key_id(key)] = key

    @property
    def place(self) -> Path:
        return backup_files.folder_of(self.folder)

    def second_places(self) -> tuple[Path, ...]:
        """The folder of ours on the second place; none where it is away, or where nobody knows which it is."""
        if self.second is None or not self.database:
            return ()
        folder = folder_on(self.second, self.database)
        with contextlib.suppress(OSError):
            return (folder,) if folder.is_dir() else ()
        return ()

    def _seen_places(self) -> tuple[Path, ...]:
        """Folders there that may be read."""
        if self.database or self.second is None:
            return self.second_places()
        try:
            found = [one for one in self.second.glob(SECOND_NAME.format(database="*")) if one.is_dir()]
        except OSError:
            return ()
        return tuple(sorted(found))

    def _ours(self) -> tuple[Backup, ...]:
        """What may be written."""
        places = (self.place, *self.second_places())
        return tuple(one for one in self.list() if one.file.parent in places)

    def list(self) -> tuple[Backup, ...]:
        """Newest first, both places; a backup that lies in both stands once. Opens none of them."""
        found = {one.file.name: seen(one, second=False) for one in backup_files.listed(self.place)}
        for folder in self._seen_places():
            for one in backup_files.listed(folder):
                if one.file.name not in found:
                    found[one.file.name] = seen(one, second=True)
        there = [one for one in found.values() if one is not None]
        return tuple(sorted(there, key=lambda one: (one.seq, one.made_at), reverse=True))

    def check(self, backup: Backup) -> State:
        """Open it and examine all of it."""
        try:
            self.opening_key(backup)
        except UserError as error:
            return "other_key" if error.key == "errors.backup_other_key" else "damaged"
        return "good"

    def opening_key(self, backup: Backup) -> bytes | None:
        """The key that opens a whole backup (`None`: none is needed). Raises `UserError`: damaged, or another key."""
        manifest = backup_files.read_manifest(backup.file)
        damaged = UserError("errors.backup_damaged", name=backup.file.name)
        try:
            sha256, is_plain = copies.sha256_of(backup.file), copies.is_plain(backup.file)
        except OSError:
            raise damaged from None
        if manifest is not None and sha256 not in _shas(manifest):
            raise damaged
        for key in [None] if is_plain else list(self.keys.values()):
            with contextlib.suppress(UserError):
                facts = copies.verify(backup.file, key)
                if manifest is None or facts.counts == manifest.counts:
                    return key
        if is_plain or backup.key_id in self.keys:
            raise damaged
        raise UserError("errors.backup_other_key", name=backup.file.name)

    def left_behind(self, key: bytes | None) -> tuple[Backup, ...]:
        """Backups that are not under this key (`None`: that are sealed)."""
        return tuple(one for one in self._ours() if not _is_under(one, key))

    def align(self, new_key: bytes | None, progress: Progress | None = None) -> int:
        """Bring every backup under this key (`None`: readable), each whole or not at all; how many were changed.

        Can be interrupted at any moment and called again; ends where the folder is given other keys meanwhile. A damaged
        one, or one under a key that is not known, stays.
        """
        rings = self._rings()
        with alone(self.folder):
            self.tidy()
        if new_key is not None:
            self.keys[key_id(new_key)] = new_key
        wanted = self.left_behind(new_key)
        changed = 0
        for number, one in enumerate(wanted):
            tell(progress, number, len(wanted), "backups.aligning")
            with alone(self.folder), contextlib.suppress(UserError):
                if self._rings() != rings:
                    return changed
                changed += self.bring_under(one, new_key)
        tell(progress, len(wanted), len(wanted), "backups.aligning")
        with alone(self.folder):
            if self._rings() == rings:
                self.key = new_key
                self.copy_keys()
        return changed

    def _rings(self) -> tuple[str, ...]:
        """Ids of the keys that the folder is under."""
        keys = backup_files.keys_in(self.folder / paths.KEYS_NAME)
        return () if keys is None else tuple(one.id for one in keys.rings)

    def bring_under(self, backup: Backup, new_key: bytes | None) -> bool:
        """The same for one; False where it is so already. Raises `UserError`."""
        if _is_under(backup, new_key):
            return False
        key, part = self.opening_key(backup), copies.part_of(backup.file)
        with copies.cleared(part, backup.file):
            seen = copies.export_part(backup.file, key, part, new_key)
            backup_files.exchange(backup.file, part, copies.confirmed(part, new_key, seen), new_key)
        return True

    def holding(self, uids: tuple[str, ...]) -> tuple[Backup, ...]:
        """Backups that hold one of these records, or are damaged so that nobody can tell; not those of other keys."""
        return tuple(one for one in self._ours() if self._holds(one, uids))

    def _holds(self, backup: Backup, uids: tuple[str, ...]) -> bool:
        found = rework.holds(backup.file, self._likely_key(backup), uids)
        return backup.key_id in self.keys if found is None else found

    def purge(self, wish: Wish, progress: Progress | None = None) -> int:
        """Write every backup that holds one of the erased anew without them; how many were changed.

        A damaged one, which nobody could restore, is taken away. Raises `UserError` where one had to stay, once all
        others are done.
        """
        wanted = self.holding(tuple(uid for uid, *_ in wish.forgotten))
        changed = 0
        failed: UserError | None = None
        for number, one in enumerate(wanted):
            tell(progress, number, len(wanted), "backups.purging")
            try:
                self._purge(one, wish)
                changed += 1
            except UserError as error:
                failed = error
        tell(progress, len(wanted), len(wanted), "backups.purging")
        if failed is not None:
            raise failed
        return changed

    def _purge(self, backup: Backup, wish: Wish) -> None:
        if self.check(backup) == "damaged":
            self.remove(backup)
            return
        key, part = self.opening_key(backup), copies.part_of(backup.file)
        with copies.cleared(part, backup.file):
            facts = rework.make(backup.file, key, part, Wish(key, wish.forgotten))
            backup_files.exchange(backup.file, part, facts, key)

    def _likely_key(self, backup: Backup) -> bytes | None:
        return self.keys.get(backup.key_id, self.key) if backup.is_sealed else None

    def remove(self, backup: Backup) -> None:
        """Take one away, from both places. Raises `UserError`."""
        for folder in (self.place, *self.second_places()):
            try:
                backup_files.remove(folder / backup.file.name)
            except FileNotFoundError:
                continue
            except OSError as error:
                raise UserError(
                    "errors.file_not_written", file=str(backup.file), reason=error.strerror or ""
                ) from None

    def thin_out(self) -> None:
        """Let go what rotation no longer keeps, each place by itself; a file that stays is no harm."""
        for folder in (self.place, *self.second_places()):
            entries = {Entry(one.seq, one.made_at, one.reason): one for one in backup_files.listed(folder)}
            for gone in entries.keys() - kept(entries):
                with contextlib.suppress(OSError):
                    backup_files.remove(entries[gone].file)

    def tidy(self) -> None:
        """Clear up what interrupted work has left; never raises."""
        for folder in (self.place, *self.second_places()):
            backup_files.tidy(folder)
        for folder in (self.folder, self.place):
            with contextlib.suppress(OSError):
                rework.clear_up(folder)

    def copy_keys(self) -> None:
        """Lay a copy of the key file beside the backups, in both places; take it away where none of them is sealed.

        Never raises; a key file that is missing takes no copy away that a backup needs.
        """
        for folder in (self.place, *self.second_places()):
            with contextlib.suppress(OSError):
                self._copy_keys_to(folder)

    def _copy_keys_to(self, folder: Path) -> None:
        source, copy = self.folder / paths.KEYS_NAME, folder / paths.KEYS_NAME
        if source.exists():
            data = source.read_bytes()
            if self._is_ours(backup_files.keys_in(source)) and (
                not copy.exists() or copy.read_bytes() != data
            ):
                write_synced(copy, data)
        elif self.key is None and not any(_is_sealed(one) for one in backup_files.listed(folder)):
            copy.unlink(missing_ok=True)

    def _is_ours(self, keys: KeyFile | None) -> bool:
        """Whether a key file is whole, of this database, and knows the key in use: only such a one is copied."""
        if keys is None or keys.database != self.database:
            return False
        return self.key is None or keys.ring_of(self.key) is not None


def tell(progress: Progress | None, done: int, of: int, what: str) -> None:
    if progress is not None:
        progress(done, of, what)


def folder_on(second: Path, database: str) -> Path:
    """Our folder in the second place; one for each database, so that none touches what is another's."""
    return second / SECOND_NAME.format(database=database[:ID_LENGTH])


def second_of(folder: Path) -> Path | None:
    """The second place that the preferences of a data folder name."""
    named = Preferences(folder / paths.PREFERENCES_NAME).text(SECOND)
    return Path(named) if named else None


def _shas(manifest: Manifest) -> tuple[str, ...]:
    return tuple(one.sha256 for one in (manifest.seal, manifest.becoming) if one is not None)


def _is_under(backup: Backup, key: bytes | None) -> bool:
    return not backup.is_sealed if key is None else backup.is_sealed and backup.key_id == key_id(key)


def _is_sealed(found: Named) -> bool:
    try:
        return not copies.is_plain(found.file)
    except OSError:
        return False
