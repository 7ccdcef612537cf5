"""What is done once the second place is connected again: it gets what it lacks, and forgets who was erased meanwhile.

Knows the services of backups and of erasing; when to look is the window's.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktopcrm.errors import UserError
from desktopcrm.services.backups import Backups, SecondPlace
from desktopcrm.services.erasing import Erasing
from desktopcrm.services.progress import Progress


@dataclass(frozen=True, slots=True)
class Looked:
    """`copied`: backups it lacked and has now; `forgot`: nothing there holds any more who was erased while it was away."""

    place: SecondPlace
    copied: int = 0
    forgot: bool = False
    failed: UserError | None = None


def look(backups: Backups, erasing: Erasing, may_write: bool, progress: Progress | None = None) -> Looked:
    """How it stands; where it lacks something and takes it, that is copied. May take its time: never on the window's thread.

    What it refused is not tried again before it was away, or was asked for (`catch_up`). What `progress` raises stops it:
    the rest is for the next look.
    """
    place = backups.second_place()
    if not may_write or place.state in ("none", "away"):
        return Looked(place)
    is_wanted = place.state == "here" and place.behind > 0
    if not is_wanted and not backups.is_second_back():
        return Looked(place)
    # nobody asked for it: where the disk is pulled meanwhile, nothing is begun anew at its bare place
    return catch_up(backups, erasing, progress, anew=False)


def catch_up(
    backups: Backups, erasing: Erasing, progress: Progress | None = None, anew: bool = True
) -> Looked:
    """Copy what it lacks; where it was away, let it forget, too, whose day has come. `anew`: somebody wants it there
    although what was copied before is not. Raises `UserError` if read-only."""
    before = backups.second_place()
    is_due = backups.is_second_back() and erasing.is_purge_due()
    failed: UserError | None = None
    if is_due:
        try:
            erasing.purge_due(progress)
        except UserError as error:
            failed = error.bare()
    after = backups.bring_second_up_to_date(progress, anew)
    return Looked(after, max(0, before.behind - after.behind), is_due and not erasing.is_purge_due(), failed)


def before_leaving(backups: Backups, erasing: Erasing, progress: Progress) -> None:
    """The same at the end, for as long as `progress` lets it: what it lacks first, the newest before the others, also where
    it refused before. What it was not given it gets, and whom it has not forgotten it forgets, when it is looked at next."""
    place = backups.second_place()
    if place.state in ("none", "away"):
        return
    is_back = backups.is_second_back()
    if place.behind:
        backups.bring_second_up_to_date(progress)
    if is_back and erasing.is_purge_due():
        erasing.purge_due(progress)
