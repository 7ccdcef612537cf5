"""How the second place stands, in words: for its card, the foot of the window, and the notice after a backup."""

from __future__ import annotations

from datetime import datetime

from desktopcrm.services.backup_types import Backup
from desktopcrm.services.backups import SecondPlace
from desktopcrm.texts import Translate
from ui.models.moments import ago_words, clock_words
from ui.theme import Tone

REFUSED = "errors.second_place_refused"


def second_sentence(tr: Translate, place: SecondPlace, now: datetime) -> str:
    """All of it, with the folder; empty where it refused with an error that has to speak for itself."""
    folder = str(place.folder or "")
    if place.said is not None:
        is_known = place.said.key == REFUSED
        return tr("safety.second_is_refused", **place.said.params) if is_known else ""
    if place.state == "none":
        return tr("safety.second_about")
    if place.is_another:
        return tr("safety.second_is_another", folder=folder)
    if place.state == "away":
        if place.seen_at is None:
            return tr("safety.second_is_away", folder=folder)
        when = clock_words(tr, place.seen_at, now)
        return tr("safety.second_is_away_since", folder=folder, when=when)
    if place.behind:
        return tr("safety.second_behind", folder=folder, n=place.behind)
    if not place.held or place.seen_at is None:
        return tr("safety.second_empty", folder=folder)
    return tr("safety.second_here", folder=folder, n=place.held, when=ago_words(tr, place.seen_at, now))


def foot_words(tr: Translate, place: SecondPlace | None) -> str:
    """Where the data and the backups are, in short; `None`: it is chosen, and nobody has looked at it yet."""
    if place is None:
        return tr("window.offline_data")
    if place.state == "here" and place.behind:
        return tr("window.offline_behind", n=place.behind)
    if place.state == "here" and not place.held:
        return tr("window.offline_no_backup")
    keys = {"none": "offline", "here": "offline_second", "away": "offline_away", "refused": "offline_refused"}
    return tr(f"window.{keys[place.state]}")


def is_well(place: SecondPlace) -> bool:
    """Whether every backup lies there, or none is wanted to."""
    return place.state == "none" or (place.state == "here" and not place.behind and bool(place.held))


def newest_words(tr: Translate, newest: Backup, place: SecondPlace) -> str:
    """Where the newest backup lies; empty where no second place is wanted."""
    if place.state == "here":
        if newest.second:
            return tr("safety.in_second_only")
        return tr("safety.two_places") if place.has_newest else tr("safety.second_lacks", n=place.behind)
    keys = {"away": "safety.second_away", "refused": "safety.second_refused"}
    return tr(keys[place.state]) if place.state in keys else ""


def made_words(tr: Translate, place: SecondPlace) -> tuple[str, Tone]:
    """What is said when a backup was made: that it lies on this computer only is no small thing."""
    if place.state in ("away", "refused"):
        return tr(f"safety.made_{place.state}", folder=str(place.folder)), Tone.WARN
    return tr("safety.made"), Tone.GOOD
