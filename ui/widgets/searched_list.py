"""A list to choose from that is searched by letters. Knows keys of options and keys of the keyboard; paints nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QWidget

from ui.widgets.type_ahead import TypeAhead, letters_of

ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
LEAVING = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.MouseFocusReason)
"""Ways to leave a list by the user's own hand."""


class SearchedList(QComboBox):
    """Options are (key, words); `chosen` gives the key.

    Letters are gathered and only show what they mean: Enter, Tab or a click elsewhere chooses it, Esc does not. Arrows
    choose at once, unless the list is `patient`.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ahead = TypeAhead()
        self._before = -1  # what was chosen when the first letter came
        self._patient = self._by_key = False
        self.activated.connect(self._on_activated)

    def set_options(self, options: Sequence[tuple[str, str]], current: str = "") -> None:
        """Offer these (key, words) and show one of them."""
        self.clear()
        for key, words in options:
            self.addItem(words, key)
        self.set_key(current)

    def set_key(self, key: str) -> None:
        """Show the option with this key; an unknown key shows the first."""
        self.rest()
        self.setCurrentIndex(max(0, self.findData(key)))

    def key(self) -> str:
        """Key of the option shown, empty without options."""
        found = self.currentData()
        return found if isinstance(found, str) else ""

    def patient(self) -> Self:
        """From now on arrows, too, only show: for places where choosing ends the choice. Gives itself back."""
        self._patient = True
        return self

    def search(self, letters: str) -> None:
        """Show what the letters typed so far mean; nothing is chosen yet."""
        words = [self.itemText(place) if self.itemData(place) else "" for place in range(self.count())]
        place = self._ahead.take(letters, words, self.currentIndex())
        if place < 0:
            return
        if self._before < 0:
            self._before = self.currentIndex()
        self.setCurrentIndex(place)

    def rest(self) -> None:
        """What is shown is taken as it is, without telling anybody."""
        self._before = -1
        self._ahead.forget()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letters, held = letters_of(event), self._before >= 0
        if letters and (held or not letters.isspace()):
            self.search(letters)
        elif held and event.key() in ENTER_KEYS:
            self._choose()
        elif held and event.key() == Qt.Key.Key_Escape:
            self.setCurrentIndex(self._before)
            self.rest()
        else:
            self._by_key = True
            super().keyPressEvent(event)
            self._by_key = False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self._before >= 0 and event.reason() in LEAVING and self.isVisible():
            self._choose()
        super().focusOutEvent(event)

    def _on_activated(self) -> None:
        if self._by_key and self._patient:
            self._ahead.forget()
            return
        self.rest()
        self.chosen.emit(self.key())

    def _choose(self) -> None:
        """What the letters showed is chosen."""
        other = self._before != self.currentIndex()
        self.rest()
        if other:
            self.chosen.emit(self.key())
