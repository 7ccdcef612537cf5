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
MADE = "backup.second_made"
"""Preference: the name of our folder there, once it was made."""
SECOND_NAME = "desktopcrm-{database}"
ID_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Places:
    """`data`: the data folder; `second`: the folder that was chosen for copies; `database`: id of the database; `made`:
    the name of our folder on the second place once it was made there.

    Others keep their backups on the same second place: of them nothing is read and nothing touched. Where no id is
    known (empty), all is read there and nothing touched.
    """

    data: Path
    second: Path | None
    database: str
    made: str = ""

    @property
    def first(self) -> Path:
        """The folder inside the data folder."""
        return backup_files.folder_of(self.data)

    @property
    def ours_there(self) -> Path | None:
        """Our folder on the second place, be it there or not; `None` where there is none or nobody knows which."""
        return folder_on(self.second, self.database) if self.second is not None and self.database else None

    def is_second_here(self) -> bool:
        """Whether the second place is connected, and is the one that was chosen.

        Where a disk is mounted its folder stays when it is taken away: without ours in it, it is not the second place.
        """
        return _is_folder(self.second) and not self.is_second_another()

    @property
    def made_there(self) -> str:
        """What `made` is once our folder was made."""
        return self.ours_there.name if self.ours_there is not None else ""

    def is_second_another(self) -> bool:
        """Whether the folder is there without what was made in it: the bare place of a disk, or another disk."""
        ours = self.ours_there
        if ours is None or ours.name != self.made:
            return False
        return _is_folder(self.second) and not _is_anything(ours)

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


def _is_folder(place: Path | None) -> bool:
    try:
        return place is not None and place.is_dir()
    except OSError:
        return False


def _is_anything(place: Path) -> bool:
    try:
        return place.exists()
    except OSError:
        return True  # it is there, and refuses: that is told when it is written


def places_of(data: Path, second: Path | None = None, database: str = "") -> Places:
    """What is not given is found out: the second place that the preferences name, the id the folder is known by.

    A place that is given is just being chosen: nothing was made there yet.
    """
    database = database or backup_files.database_of(data)
    if second is not None:
        return Places(data, second, database)
    named = Preferences(data / paths.PREFERENCES_NAME)
    chosen = named.text(SECOND)
    return Places(data, Path(chosen) if chosen else None, database, named.text(MADE))


def folder_on(second: Path, database: str) -> Path:
    """Our folder on the second place; one for each database, so that none touches what is another's."""
    return second / SECOND_NAME.format(database=database[:ID_LENGTH])


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
