"""The second place as the user knows it: chosen, connected or away, how far behind, and what it refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from desktopcrm.errors import UserError
from desktopcrm.preferences import Preferences
from desktopcrm.services import backup_mirror
from desktopcrm.services.backup_places import MADE, SECOND
from desktopcrm.services.backup_shelf import Shelf
from desktopcrm.services.health import moment
from desktopcrm.services.progress import Progress

SEEN = "backup.second_seen"
"""Preference: when the second place was last brought up to date."""


@dataclass(frozen=True, slots=True)
class SecondPlace:
    """`state`: `none`, `here`, `away` (not connected), `refused` (`said` tells why).

    `seen_at`: last brought up to date; `behind`: backups that are not there yet; `held`: those that are. `has_newest`:
    the newest one of all is there (never while it is away: nobody can tell). `is_another`: it is away, as what is there
    lacks all that was copied: the bare place of a disk, or another disk. Equal ones need not be told again.
    """

    folder: Path | None
    state: Literal["none", "here", "away", "refused"]
    seen_at: datetime | None = None
    behind: int = 0
    said: UserError | None = None
    held: int = 0
    has_newest: bool = False
    is_another: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether it has all that there is."""
        return self.state == "here" and self.behind == 0


class SecondPlaceKeeper:
    """Remembers as long as the application is open what the second place refused."""

    def __init__(self, preferences: Preferences) -> None:
        self._preferences = preferences
        self._said: UserError | None = None
        self.last: SecondPlace | None = None
        """What the last look found; `None` before the first."""
        self.is_back = False
        """It was away and is connected again; nothing was exchanged there since."""

    def state(self, shelf: Shelf) -> SecondPlace:
        """How it stands; looks at the folder, which may take its time on a network."""
        before, self.last = self.last, self._look(shelf)
        was_away = self.is_back or (before is not None and before.state == "away")
        self.is_back = was_away and self.last.state in ("here", "refused")
        return self.last

    def _look(self, shelf: Shelf) -> SecondPlace:
        chosen, seen_at = shelf.places.second, moment(self._preferences.text(SEEN))
        if chosen is None:
            return SecondPlace(None, "none")
        if not shelf.places.is_second_here():
            return SecondPlace(chosen, "away", seen_at, is_another=shelf.places.is_second_another())
        backups, missing = shelf.list(), backup_mirror.missing(shelf)
        lacking = {one.file.name for one in missing}
        return SecondPlace(
            chosen,
            "refused" if self._said else "here",
            seen_at,
            len(missing),
            self._said,
            len(backups) - len(missing),
            bool(backups) and backups[0].file.name not in lacking,
        )

    def choose(self, folder: Path | None, made: str = "") -> None:
        """From now on this one (`None`: none any more), which was just brought up to date; `made`: our folder there."""
        self._preferences.put(SECOND, "" if folder is None else str(folder))
        self._said = self.last = None
        self.is_back = False
        self._preferences.put(SEEN, "" if folder is None else _now())
        self._preferences.put(MADE, "" if folder is None else made)

    def bring_up_to_date(self, shelf: Shelf, progress: Progress | None = None, anew: bool = False) -> None:
        """Copy what it lacks, if it is connected; what it refuses is remembered, not raised, but what `progress` raises is.

        `anew`: somebody wants it there although what was copied before is not.
        """
        is_another = shelf.places.is_second_another()
        if not shelf.places.is_second_here() and not (anew and is_another):
            return
        try:
            if is_another:
                backup_mirror.begin_anew(shelf)
            backup_mirror.mirror(shelf, progress)
        except UserError as error:
            self._said = error.bare()
            return
        self._said = None
        self._preferences.put(SEEN, _now())
        self._preferences.put(MADE, shelf.places.made_there)


def _now() -> str:
    return datetime.now(UTC).replace(microsecond=0).isoformat()
