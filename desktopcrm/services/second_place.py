"""The second place as the user knows it: chosen, connected or away, how far behind, and what it refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from desktopcrm.errors import UserError
from desktopcrm.preferences import Preferences
from desktopcrm.services import backup_mirror
from desktopcrm.services.backup_places import SECOND
from desktopcrm.services.backup_shelf import Shelf
from desktopcrm.services.health import moment
from desktopcrm.services.progress import Progress

SEEN = "backup.second_seen"
"""Preference: when the second place was last brought up to date."""


@dataclass(frozen=True, slots=True)
class SecondPlace:
    """`state`: `none`, `here`, `away` (not connected), `refused` (`said` tells why).

    `seen_at`: last brought up to date; `behind`: backups that are not there yet; `held`: those that are. `has_newest`:
    the newest one of all is there (never while it is away: nobody can tell). Equal ones need not be told again.
    """

    folder: Path | None
    state: Literal["none", "here", "away", "refused"]
    seen_at: datetime | None = None
    behind: int = 0
    said: UserError | None = None
    held: int = 0
    has_newest: bool = False

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
            return SecondPlace(chosen, "away", seen_at)
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

    def choose(self, folder: Path | None) -> None:
        """From now on this one (`None`: none any more), which was just brought up to date."""
        self._preferences.put(SECOND, "" if folder is None else str(folder))
        self._said = self.last = None
        self.is_back = False
        self._preferences.put(SEEN, "" if folder is None else _now())

    def bring_up_to_date(self, shelf: Shelf, progress: Progress | None = None) -> None:
        """Copy what it lacks, if it is connected; what it refuses is remembered, not raised, but what `progress` raises is."""
        if not shelf.places.is_second_here():
            return
        try:
            backup_mirror.mirror(shelf, progress)
        except UserError as error:
            self._said = error.bare()
            return
        self._said = None
        self._preferences.put(SEEN, _now())


def _now() -> str:
    return datetime.now(UTC).replace(microsecond=0).isoformat()
