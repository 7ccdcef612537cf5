"""Where the backups of a data folder lie: inside it, and on a second place that may be away for weeks.

Knows folders only: whose they are, which may be read, which may be written.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from desktopcrm import paths
from desktopcrm.errors import UserError
from desktopcrm.preferences import Preferences
from desktopcrm.storage import backup_files, open_files

SECOND = "backup.second"
"""Preference: where copies of all backups go as well."""
SECOND_NAME = "desktopcrm-{database}"
ID_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Places:
    """`data`: the data folder; `second`: the folder that was chosen for copies; `database`: id of the database.

    Others keep their backups on the same second place: of them nothing is read and nothing touched. Where no id is
    known (empty), all is read there and nothing touched.
    """

    data: Path
    second: Path | None
    database: str

    @property
    def first(self) -> Path:
        """The folder inside the data folder."""
        return backup_files.folder_of(self.data)

    @property
    def ours_there(self) -> Path | None:
        """Our folder on the second place, be it there or not; `None` where there is none or nobody knows which."""
        return folder_on(self.second, self.database) if self.second is not None and self.database else None

    def is_second_here(self) -> bool:
        """Whether the second place is connected."""
        try:
            return self.second is not None and self.second.is_dir()
        except OSError:
            return False

    def writable(self) -> tuple[Path, ...]:
        """Folders that may be written: the first, and ours on the second place while that is connected."""
        there = self.ours_there
        with contextlib.suppress(OSError):
            return (self.first, there) if there is not None and there.is_dir() else (self.first,)
        return (self.first,)

    def readable(self) -> tuple[Path, ...]:
        """Folders that may be read, the first one first."""
        if self.database or self.second is None:
            return self.writable()
        try:
            found = [one for one in self.second.glob(SECOND_NAME.format(database="*")) if one.is_dir()]
        except OSError:
            found = []
        return (self.first, *sorted(found))


def places_of(data: Path, second: Path | None = None, database: str = "") -> Places:
    """What is not given is found out: the second place that the preferences name, the id the folder is known by."""
    return Places(data, second or second_of(data), database or backup_files.database_of(data))


def folder_on(second: Path, database: str) -> Path:
    """Our folder on the second place; one for each database, so that none touches what is another's."""
    return second / SECOND_NAME.format(database=database[:ID_LENGTH])


def second_of(data: Path) -> Path | None:
    """The second place that the preferences of a data folder name."""
    named = Preferences(data / paths.PREFERENCES_NAME).text(SECOND)
    return Path(named) if named else None


def checked_second(data: Path, folder: Path) -> Path:
    """A second place that can be one. Raises `UserError`: it is not there, or lies in the data folder."""
    place = folder.expanduser().absolute()
    if not place.is_dir():
        raise UserError("errors.second_place_missing", folder=str(place))
    inside, outside = place.resolve(), data.resolve()
    around = (inside, *inside.parents)
    known = open_files.identity(outside)  # a Mac finds a folder under names spelt otherwise, too
    if outside in around or (known is not None and known in map(open_files.identity, around)):
        raise UserError("errors.second_place_inside", folder=str(place))
    return place
