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

SEEN = "backup.second_seen"
"""Preference: when the second place was last brought up to date."""


@dataclass(frozen=True, slots=True)
class SecondPlace:
    """`state`: `none`, `here`, `away` (not connected), `refused` (`said` tells why).

    `seen_at`: last brought up to date; `behind`: backups that are not there yet.
    """

    folder: Path | None
    state: Literal["none", "here", "away", "refused"]
    seen_at: datetime | None = None
    behind: int = 0
    said: UserError | None = None


class SecondPlaceKeeper:
    """Remembers as long as the application is open what the second place refused."""

    def __init__(self, preferences: Preferences) -> None:
        self._preferences = preferences
        self._said: UserError | None = None

    def state(self, shelf: Shelf) -> SecondPlace:
        """How it stands; looks at the folder, which may take its time on a network."""
        chosen, seen_at = shelf.places.second, moment(self._preferences.text(SEEN))
        if chosen is None:
            return SecondPlace(None, "none")
        if not shelf.places.is_second_here():
            return SecondPlace(chosen, "away", seen_at)
        behind = len(backup_mirror.missing(shelf))
        return SecondPlace(chosen, "refused" if self._said else "here", seen_at, behind, self._said)

    def choose(self, folder: Path | None) -> None:
        """From now on this one (`None`: none any more), which was just brought up to date."""
        self._preferences.put(SECOND, "" if folder is None else str(folder))
        self._said = None
        self._preferences.put(SEEN, "" if folder is None else _now())

    def bring_up_to_date(self, shelf: Shelf) -> None:
        """Copy what it lacks, if it is connected; what it refuses is remembered, not raised."""
        if not shelf.places.is_second_here():
            return
        try:
            backup_mirror.mirror(shelf)
        except UserError as error:
            self._said = error.bare()
            return
        self._said = None
        self._preferences.put(SEEN, _now())


def _now() -> str:
    return datetime.now(UTC).replace(microsecond=0).isoformat()
