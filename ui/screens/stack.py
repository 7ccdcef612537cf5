"""The pages of the window: makes a screen when it is first visited and keeps it. Knows the table, not the screens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.actions import Command
from ui.context import Context, Place
from ui.widgets.cover import Covering
from ui.widgets.surfaces import Plain
from ui.widgets.tabs import SegmentedTabs


@dataclass(frozen=True, slots=True)
class ScreenSpec:
    """`where` is module:class. A screen is a widget with `__init__(context, parent)` and `show_place(place)`."""

    key: str
    where: str
    icon: str = ""
    words: str = ""
    foot: bool = False
    under: str = ""

    @property
    def in_sidebar(self) -> bool:
        """Whether the sidebar names it; the others belong to the entry `under`."""
        return bool(self.words)

    @property
    def is_there(self) -> bool:
        """Whether this edition has it: the sidebar shows no dead entries."""
        return find_spec(self.where.partition(":")[0]) is not None


class Screen(Protocol):
    """What every screen can do."""

    def show_place(self, place: Place) -> None:
        """Show what the place names; called at every visit, also the first."""


class Tabbed(Protocol):
    """What a screen can do whose tabs are places."""

    def tab_in_front(self) -> str:
        """Its key."""

    def tabs_behind(self) -> list[tuple[str, QWidget]]:
        """The others that were made, by their keys."""


class ScreenStack(QStackedWidget):
    """One page at a time."""

    def __init__(self, context: Context, specs: Sequence[ScreenSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._specs = {spec.key: spec for spec in specs}
        self._made: dict[str, QWidget] = {}
        self._shown: dict[str, Place] = {}
        self.setObjectName("pages")
        self.addWidget(Plain("ground", self))
        self._covering = Covering(self)

    def show_place(self, place: Place) -> None:
        """Bring the screen of a place to the front and let it show the place."""
        screen = self._made.get(place.screen)
        if screen is None:
            screen = self._made[place.screen] = self._make(self._specs[place.screen])
            self.addWidget(screen)
        self._shown[place.screen] = place
        cast("Screen", screen).show_place(place)
        undecided = screen.focusWidget() is None
        self.setCurrentWidget(screen)
        self._enter(screen, undecided)
        self._covering.sweep()

    def show_page(self, page: QWidget) -> None:
        """Bring a page that is no screen to the front (what stands in the way of opening the data)."""
        self.addWidget(page)
        self.setCurrentWidget(page)

    def shown(self) -> list[tuple[Place, QWidget]]:
        """The screens that were made, and their tabs that are not in front, each with the place it shows."""
        return [
            (replace(place, tab=tab or place.tab), page)
            for key, place in self._shown.items()
            for tab, page in _pages_of(self._made[key])
        ]

    def knows(self, key: str) -> bool:
        """Whether there is such a screen."""
        return key in self._specs

    def commands(self) -> list[Command]:
        """What the screen in front offers to the palette."""
        offer = getattr(self.currentWidget(), "commands", None)
        return list(offer()) if callable(offer) else []

    def _enter(self, screen: QWidget, undecided: bool) -> None:
        """Keys reach the page that was gone to, never the sidebar or a page now hidden.

        A page that leaves the focus `undecided` begins at its tabs where it has some.
        """
        focused = self.window().focusWidget()
        inside = focused is not None and focused.isVisible() and screen.isAncestorOf(focused)
        entrance = next((tabs for tabs in screen.findChildren(SegmentedTabs) if tabs.isVisible()), None)
        if entrance is not None and (undecided or not inside):
            entrance.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not inside:
            screen.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self, spec: ScreenSpec) -> QWidget:
        module, _, name = spec.where.partition(":")
        kind = getattr(import_module(module), name)
        made = kind(self._context, self)
        if not isinstance(made, QWidget):
            raise TypeError(f"{spec.where} is not a widget")
        made.setObjectName(made.objectName() or f"screen_{spec.key}")
        return made


def _pages_of(screen: QWidget) -> list[tuple[str, QWidget]]:
    """The screen with its tab in front, and its tabs behind."""
    if not hasattr(screen, "tab_in_front"):
        return [("", screen)]
    tabbed = cast("Tabbed", screen)
    return [(tabbed.tab_in_front(), screen), *tabbed.tabs_behind()]
