"""What the way to the data asks of the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QWidget

from ui.context import Place
from ui.dialogs.unsent import Unsent, gather, panels_over, renew

Make = Callable[[], QWidget]
Roots = Sequence[tuple[Place, QWidget]]
"""Pages, and panels over the one in front, each with the place it belongs to."""


@dataclass(frozen=True, slots=True)
class Begun:
    """Something unsent, and on which page it stands."""

    place: Place
    unsent: Unsent


def roots_of(pages: Roots, here: Place | None, content: QWidget) -> Roots:
    """These pages, and the panels over the one in front."""
    return [*pages, *((here or Place(""), panel) for panel in panels_over(content))]


def begun_on(roots: Roots) -> list[Begun]:
    """What stands unsent there."""
    return [Begun(place, unsent) for place, root in roots for unsent in gather(root)]


def renew_on(roots: Roots, known: Sequence[Begun]) -> list[Begun]:
    """What stands unsent there is what is `known` from now on, or nothing; gives what is known and stands nowhere."""
    rest = list(known)
    for place, root in roots:
        near = [one for one in rest if one.place.screen == place.screen]
        left = renew(root, [one.unsent for one in near])
        rest = [one for one in rest if one not in near or one.unsent in left]
    return rest


def joined(stored: Sequence[Begun], held: Sequence[Begun]) -> list[Begun]:
    """What was stored, but of each line what was held of it later."""
    lines = [(one.place, one.unsent.path) for one in held]
    return [*(one for one in stored if (one.place, one.unsent.path) not in lines), *held]


def same_page(here: Place, then: Place) -> bool:
    """Whatever was in view on it."""
    return (here.screen, here.target, here.tab) == (then.screen, then.target, then.tab)


class Face(Protocol):
    """What the window can show and tell."""

    def show_alone(self, make: Make) -> None:
        """One page and nothing else; `make` is called again when language or text size change."""

    def come_back(self, first: Place) -> None:
        """All places again, where the user was; `first` where he was nowhere yet."""

    def here(self) -> Place | None:
        """Where the user is."""

    def page(self) -> QWidget | None:
        """The page in front."""

    def roots(self) -> Roots:
        """Every page that was made, and panels: where something may stand unsent."""

    def window(self) -> QWidget:
        """The window of the system."""
