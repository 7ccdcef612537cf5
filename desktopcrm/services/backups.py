"""Backups as a user knows them: by themselves, before anything dangerous, looked into, restored, undone."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from desktopcrm.errors import UserError
from desktopcrm.services import backup_forgetting, backup_mirror, backup_upkeep, key_copies
from desktopcrm.services.backup_places import checked_second
from desktopcrm.services.backup_preview import AccountChange, Example, Preview, preview_of
from desktopcrm.services.backup_shelf import Shelf
from desktopcrm.services.backup_types import Backup, Reason, State, of_file
from desktopcrm.services.desk import Desk
from desktopcrm.services.files import check_not_needed
from desktopcrm.services.health import Health, HealthCheck
from desktopcrm.services.progress import Progress, tell
from desktopcrm.services.second_place import SecondPlace, SecondPlaceKeeper
from desktopcrm.services.unlocking import shelf_of
from desktopcrm.storage import backup_files, copies, open_files, rework
from desktopcrm.storage.folder_lock import alone
from desktopcrm.storage.rework import Forgotten, Wish

__all__ = [
    "AccountChange",
    "Backup",
    "Backups",
    "Example",
    "Health",
    "Preview",
    "Reason",
    "SecondPlace",
    "State",
]

USE = 4 * 3600.0
"""Seconds of use with changes between two backups that are made by themselves."""


class Backups:
    """`app.backups`. `ticks` tells how long the program is in use, in seconds."""

    ticks: Callable[[], float] = time.monotonic

    def __init__(self, desk: Desk, folder: Path) -> None:
        self._desk = desk
        self._folder = folder
        self._since = self._looked = self.ticks()
        self._id = ""
        self._changed: bool | None = None
        self._second = SecondPlaceKeeper(desk.preferences)
        self._health = HealthCheck(desk.store, desk.preferences)
        desk.store.bus.subscribe(lambda _: self._note_change())

    def _note_change(self) -> None:
        self._changed = True

    def shelf(self, second: Path | None = None) -> Shelf:
        """Where the backups lie, with every key that may be needed; `second`: another second place than the chosen one."""
        return shelf_of(self._folder, self._desk.store.place.key, second, self._database())

    def list(self) -> tuple[Backup, ...]:
        """Newest first, both places."""
        return self.shelf().list()

    def newest(self) -> Backup | None:
        """`None`: there is none yet."""
        return next(iter(self.list()), None)

    def make(self, reason: Reason, progress: Progress | None = None, here: bool = False) -> Backup:
        """A verified backup now. Raises `UserError`; then nothing was changed. May run in a job. `here`: in the second
        place later. What `progress` raises stops it before it begins, or stops the copying there."""
        self._may_write()
        tell(progress, 0, 2, "backups.waiting")
        with alone(self._folder):
            shelf = self.shelf()
            tell(progress, 0, 2, "backups.making")
            made = self._make(shelf, reason)
            tell(progress, 1, 2, "backups.mirroring")
            key_copies.lay(shelf.places, shelf.key)
            backup_upkeep.thin_out(shelf.places)
            if not here:
                self._second.bring_up_to_date(shelf, progress)
            tell(progress, 2, 2, "backups.made")
        return next(one for one in shelf.list() if one.file.name == made.name)

    def _make(self, shelf: Shelf, reason: Reason) -> Path:
        store = self._desk.store
        backup_files.make_folder(shelf.places.first)
        backup_upkeep.take_up(shelf.places)
        file = backup_files.next_file(shelf.places.writable(), reason)
        before = self._changed
        try:
            with copies.being_written(file) as part:
                with store.read() as tx:  # only this holds up whoever works meanwhile
                    self._changed = False
                    seen = copies.dump(tx, part, shelf.key)
                facts = copies.finish(part, file, shelf.key, seen)
            backup_files.entered(file, facts, shelf.key)
        except BaseException:
            self._changed = self._changed or before  # there is as much to be backed up as there was
            raise
        self._since = self._looked = self.ticks()
        return file

    def make_if_changed(
        self, reason: Reason, progress: Progress | None = None, here: bool = False
    ) -> Backup | None:
        """The same where anything was stored since the newest one, or that one is no longer whole: at exit, by itself."""
        self._changed = False  # what is stored while this looks is noted again
        try:
            made = self.make(reason, progress, here) if self._is_needed() else None
        except BaseException:
            self._changed = True  # to be looked for again
            raise
        self._looked = self.ticks()
        return made

    def _is_needed(self) -> bool:
        shelf = self.shelf()
        newest = next(iter(shelf.list()), None)
        if self._is_behind(newest):
            return True
        return newest is not None and (newest.second or not shelf.is_whole(newest))

    def before(self, reason: Reason, progress: Progress | None = None) -> Backup | None:
        """A backup before something dangerous; nothing may be done where it cannot be made. Raises `UserError`.

        One that holds everything already will do, but only if it is still whole (`None`: there is nothing yet).
        """
        try:
            newest = self.newest()
            if self._is_behind(newest) or (newest is not None and self.check(newest) != "good"):
                return self.make(reason, progress)
            return newest
        except UserError as error:
            raise UserError("errors.backup_not_made", reason=error) from error

    def is_behind(self) -> bool:
        """Whether anything is stored, or kept unsent, that is in no backup. Settings do not count."""
        return self._is_behind(self.newest())

    def _is_behind(self, newest: Backup | None) -> bool:
        with self._desk.store.read() as tx:
            now = copies.mark_of(tx), copies.drafts_of(tx)
        return now != ((newest.mark, newest.drafts) if newest else ("0.0", ""))

    def holds_all(self, backup: Backup | None) -> bool:
        """Whether nothing was stored, or kept unsent, since it was made. Looks at no backup."""
        return not self._is_behind(backup)

    def is_look_due(self) -> bool:
        """4 hours of use since the newest one was made or looked at: time for `make_if_changed`. Cheaper still."""
        return not self._desk.store.is_read_only and self.ticks() - self._looked >= USE

    def is_due(self) -> bool:
        """4 hours of use with changes have gone by. Cheap; ask every minute."""
        if self._desk.store.is_read_only or self.ticks() - self._since < USE:
            return False
        if self._changed is None:
            self._changed = self.is_behind()
        return self._changed

    def check(self, backup: Backup) -> State:
        """Open it and examine all of it; takes a moment."""
        return self.shelf().check(backup)

    def preview(self, backup: Backup, progress: Progress | None = None) -> Preview:
        """What would change against now. Raises `UserError` where the backup cannot be read. May run in a job."""
        tell(progress, 0, 0, "backups.checking")
        key = self.shelf().opening_key(backup)
        return preview_of(self._desk.store, backup.file, key, progress)

    def restore(self, backup: Backup, progress: Progress | None = None) -> Backup:
        """Let the data be as they were then; gives the backup of now: restoring that one is the undo.

        Who was erased since stays erased. Afterwards close the application and open it again. Raises `UserError`; then
        nothing was changed.
        """
        self._may_write()
        store = self._desk.store
        with alone(self._folder):
            shelf = self.shelf()
            backup_files.make_folder(shelf.places.first)
            with rework.workshop(shelf.places.first) as work:
                tell(progress, 0, 3, "backups.preparing")
                prepared = work / "prepared.db"
                rework.make(backup.file, shelf.opening_key(backup), prepared, self._wish(shelf.key))
                tell(progress, 1, 3, "backups.making")
                before = self._before_restore()
                tell(progress, 2, 3, "backups.restoring")
                with store.read() as tx:
                    copies.restore_into(tx, prepared, shelf.key)
            self._changed = None
            tell(progress, 3, 3, "backups.restored")
        return before

    def _before_restore(self) -> Backup:
        try:
            return self.make("before_restore")
        except UserError as error:
            raise UserError("errors.backup_not_made", reason=error) from error

    def _wish(self, key: bytes | None) -> Wish:
        with self._desk.store.read() as tx:
            return Wish(key, rework.forgotten_in(tx), rework.database_id(tx))

    def from_file(self, file: Path) -> Backup:
        """A backup that lies anywhere, for `check`, `preview` and `restore`. Raises `UserError`."""
        return of_file(file)

    def remove(self, backup: Backup) -> None:
        """Take one away, from both places. Raises `UserError`."""
        self._may_write()
        with alone(self._folder):
            self.shelf().remove(backup)

    def second_place(self) -> SecondPlace:
        """How it stands, looked at now; a network may take its time."""
        return self._second.state(self.shelf())

    def second_as_seen(self) -> SecondPlace | None:
        """How it stood when it was last looked at (`None`: it was not yet); looks at nothing, so it costs nothing."""
        return self._second.last

    def is_second_back(self) -> bool:
        """Whether it was away and was found connected again, and `bring_second_up_to_date` was not asked for since."""
        return self._second.is_back

    def set_second_place(self, folder: Path | None, progress: Progress | None = None) -> SecondPlace:
        """Keep copies of all backups there as well (`None`: no longer). Raises `UserError`; then all is as it was."""
        self._may_write()
        place = None if folder is None else checked_second(self._folder, folder)
        shelf = self.shelf(place)
        if place is not None:
            with alone(self._folder):
                backup_mirror.mirror(shelf, progress)
        self._second.choose(place, shelf.places.made_there)
        return self.second_place()

    def bring_second_up_to_date(self, progress: Progress | None = None, anew: bool = False) -> SecondPlace:
        """Copy what the second place lacks, now that it may be connected; what it refuses is told, not raised. `anew` as
        for `SecondPlaceKeeper`. Raises `UserError` where the data may only be read."""
        self._may_write()
        with alone(self._folder):
            self._second.bring_up_to_date(self.shelf(), progress, anew)
        found = self.second_place()
        self._second.is_back = False
        return found

    def _database(self) -> str:
        if not self._id:
            with self._desk.store.read() as tx:
                self._id = rework.database_id(tx)
        return self._id

    def health(self, run: bool = False) -> Health:
        """What the last examination of these data found; `run`: examine now (takes a moment)."""
        return self._health.run() if run else self._health.last()

    def holding(self, uids: tuple[str, ...]) -> tuple[Backup, ...]:
        """Backups that hold one of these records, or are damaged so that nobody can tell."""
        return backup_forgetting.holding(self.shelf(), uids)

    def purge(self, uids: tuple[str, ...], progress: Progress | None = None) -> int:
        """Write every backup that holds these people anew without them, both places; how many were changed.

        Raises `UserError` where one had to stay, once all others are done.
        """
        self._may_write()
        with alone(self._folder):
            shelf = self.shelf()
            changed = backup_forgetting.purge(shelf, Wish(shelf.key, self._rows(uids)), progress)
            self._second.bring_up_to_date(shelf, progress)
        return changed

    def _may_write(self) -> None:
        if self._desk.store.is_read_only:
            raise UserError("errors.read_only_mode")

    def _rows(self, uids: tuple[str, ...]) -> tuple[Forgotten, ...]:
        with self._desk.store.read() as tx:
            known = {row[0]: row for row in rework.forgotten_in(tx)}
        today = self._desk.today().isoformat()
        return tuple(known.get(uid, (uid, today, today, 1)) for uid in uids)

    def save_copy(self, file: Path) -> None:
        """A verified copy of the database wherever the user wants it, sealed as the data are. Raises `UserError`."""
        if open_files.is_open(file):
            raise UserError("errors.database_in_use", file=str(file))
        if not file.parent.is_dir():
            raise UserError("errors.file_no_folder", folder=str(file.parent))
        if file.is_symlink() or (file.exists() and not file.is_file()):
            raise UserError("errors.file_is_special", file=str(file))
        check_not_needed(file)
        store = self._desk.store
        with store.read() as tx:
            copies.write_copy(tx, file, store.place.key)
