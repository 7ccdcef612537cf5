"""A menu with air, in the colours of the theme. Feed it like any `QMenu`."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ui import icons
from ui.theme import Type, theme


class Menu(QMenu):
    """Dressed each time it opens, so that it follows the look; `add` takes an icon by name."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icons: dict[QAction, str] = {}
        self.setObjectName(name)
        self.aboutToShow.connect(self._dress)

    def add(self, words: str, icon: str = "") -> QAction:
        """A new entry; connect to its `triggered`."""
        action = self.addAction(words.replace("&", "&&"))
        self._mark(action, icon)
        return action

    def take(self, action: QAction, icon: str = "") -> None:
        """Show an action that exists elsewhere."""
        self.addAction(action)
        self._mark(action, icon)

    def _mark(self, action: QAction, icon: str) -> None:
        if icon:
            self._icons[action] = icon
            action.setIcon(icons.icon(icon, theme().tokens.ink2, theme().px(16)))

    def _dress(self) -> None:
        tokens, unit = theme().tokens, theme().px
        self.setFont(theme().font(Type.BODY))
        for action in self.actions():
            self._mark(action, self._icons.get(action, ""))
        # A sheet on this one widget: a sheet for the application would make every page slower to build.
        self.setStyleSheet(
            f"QMenu {{ background: {tokens.card}; border: 1px solid {tokens.field_line}; padding: {unit(6)}px; }}"
            f"QMenu::item {{ color: {tokens.ink}; padding: {unit(6)}px {unit(28)}px {unit(6)}px {unit(10)}px;"
            f" border-radius: {unit(6)}px; }}"
            f"QMenu::icon {{ padding-left: {unit(10)}px; }}"
            f"QMenu::item:selected {{ background: {tokens.tint}; }}"
            f"QMenu::item:disabled {{ color: {tokens.ornament}; }}"
            f"QMenu::separator {{ height: 1px; background: {tokens.hairline}; margin: {unit(5)}px {unit(8)}px; }}"
        )
