"""Back to work when the database cannot be opened: restore a backup in its place, or salvage what can be read.

Works on a closed folder. The damaged file is read as bytes, never opened, and kept aside.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from desktopcrm import paths
from desktopcrm.errors import UserError
from desktopcrm.services import key_keeping, leftovers
from desktopcrm.services.backup_types import Backup, of_file
from desktopcrm.services.progress import Progress, tell
from desktopcrm.services.unlocking import shelf_of
from desktopcrm.storage import backup_files, open_files, rework, swap
from desktopcrm.storage import salvage as salvaging
from desktopcrm.storage.rework import Forgotten, Wish

SALVAGED = "desktopcrm.salvaged-{number}.db"


@dataclass(frozen=True, slots=True)
class SalvageReport:
    """Rows saved by table; rows known to be lost by table; the verified new file.

    `filled`: records whose rows are lost and that the newest backup knows; `pieced`: those that it does not know, put
    together from what else the file tells, `nameless` of them without their names. `pages_lost` of `pages` of the file could not be read.
    """

    rows: dict[str, int]
    lost: dict[str, int]
    accounts: int
    file: Path
    filled: int = 0
    pages_lost: int = 0
    pages: int = 0
    pieced: int = 0
    nameless: int = 0


class Recovery:
    """Without a key only what is readable can be brought back. Raises `UserError` as `leftovers.take_up` does."""

    def __init__(self, folder: Path, key: bytes | None = None) -> None:
        self.folder = folder
        self.key = key
        self.shelf = shelf_of(folder, key)
        leftovers.take_up("closed", folder)

    @property
    def database(self) -> Path:
        return self.folder / paths.DATABASE_NAME

    def is_there(self) -> bool:
        """Whether there is a file that something could be saved of."""
        return self.database.is_file()

    def backups(self) -> tuple[Backup, ...]:
        """Newest first, both places."""
        return self.shelf.list()

    def from_file(self, file: Path) -> Backup:
        """A backup that lies anywhere. Raises `UserError`."""
        return of_file(file)

    def restore(self, backup: Backup, progress: Progress | None = None) -> Path | None:
        """Put what the backup holds in the database's place; gives where the damaged file was put aside.

        Raises `UserError`; then nothing was changed.
        """
        self._check_closed()
        tell(progress, 0, 2, "backups.preparing")
        key = self.shelf.opening_key(backup)
        prepared = self.folder / swap.PREPARED
        rework.make(backup.file, key, prepared, self._wish())
        tell(progress, 1, 2, "backups.restoring")
        aside = swap.swap_in(self.folder, prepared)
        tell(progress, 2, 2, "backups.restored")
        return aside

    def _wish(self) -> Wish:
        """No restore may bring back whom a backup or the damaged file knows as erased; the folder's database stays the one
        it is, also where the backup is of another one."""
        source = salvaging.Source(self.database, self.key, salts=self._salts(self.backups()))
        gone, carved = salvaging.known(source)
        every = {row[0]: row for row in (*self._forgotten(), *gone)}
        return Wish(self.key, tuple(every.values()), self._named() or carved)

    def _named(self) -> str:
        """The id of the folder's database, as its key file or its own backups know it."""
        if self.key is not None:
            with contextlib.suppress(UserError):
                return key_keeping.first(self.folder).database
        return next((one.database for one in self.backups() if one.database and not one.second), "")

    @staticmethod
    def _salts(backups: tuple[Backup, ...]) -> tuple[bytes, ...]:
        return tuple(dict.fromkeys(one for one in map(_salt, backups) if one))

    def _forgotten(self) -> tuple[Forgotten, ...]:
        """Who was erased, as far as any backup knows."""
        found: dict[str, Forgotten] = {}
        for one in reversed(self.backups()):
            with contextlib.suppress(UserError):
                for row in rework.forgotten_of(one.file, self.shelf.opening_key(one)):
                    found[row[0]] = row
        return tuple(found.values())

    def _check_closed(self) -> None:
        if open_files.is_open(self.database):
            raise UserError("errors.database_in_use", file=str(self.database))

    def salvage(self, progress: Progress | None = None) -> SalvageReport:
        """Read what can be read, page by page, into a new file beside the damaged one. Raises `UserError`."""
        self._check_closed()
        target = swap.free_name(self.folder, SALVAGED)
        found = salvaging.salvage(
            self._source(), target, lambda done, of: tell(progress, done, of, "backups.reading")
        )
        rows = {table: many for table, many in found.facts.counts.items() if table in salvaging.COLUMNS}
        return SalvageReport(
            rows,
            found.lost,
            found.facts.accounts,
            target,
            found.brought.filled,
            found.pages_lost,
            found.pages,
            found.brought.pieced,
            found.brought.nameless,
        )

    def _source(self) -> salvaging.Source:
        newest = self.shelf.newest_good()
        salts, gone = self._salts(self.backups()), self._forgotten()
        if newest is None:
            return salvaging.Source(self.database, self.key, salts=salts, forgotten=gone)
        key = self.shelf.opening_key(newest)
        return salvaging.Source(self.database, self.key, newest.file, key, salts, gone)

    def adopt(self, report: SalvageReport) -> Path | None:
        """Put the salvaged file in the database's place; gives where the damaged one was put aside."""
        self._check_closed()
        prepared = self.folder / swap.PREPARED
        rework.make(report.file, self.key, prepared, Wish(self.key))
        aside = swap.swap_in(self.folder, prepared)
        with contextlib.suppress(OSError):
            report.file.unlink()
        return aside


def _salt(backup: Backup) -> bytes:
    manifest = backup_files.read_manifest(backup.file)
    try:
        return bytes.fromhex(manifest.salt) if manifest is not None else b""
    except ValueError:
        return b""
