"""What the way to the data asks of the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QWidget

from ui.context import Place
from ui.dialogs.unsent import Unsent, gather, panels_over

Make = Callable[[], QWidget]


@dataclass(frozen=True, slots=True)
class Begun:
    """Something unsent, and on which page it stands."""

    place: Place
    unsent: Unsent


def begun_on(pages: Sequence[tuple[Place, QWidget]], here: Place | None, content: QWidget) -> list[Begun]:
    """What stands unsent on these pages, and on panels over the one in front."""
    roots = [*pages, *((here or Place(""), panel) for panel in panels_over(content))]
    return [Begun(place, unsent) for place, root in roots for unsent in gather(root)]


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

    def begun(self) -> list[Begun]:
        """What stands unsent on any page or panel."""

    def window(self) -> QWidget:
        """The window of the system."""
