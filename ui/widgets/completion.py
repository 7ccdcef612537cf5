"""Names offered while one types a line. Knows lines and words, nothing of what they name.

The list never keeps a key to itself: Enter and Tab take the name in hand, if one is, and then mean what they mean in
the line.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QLineEdit, QListView

from desktopcrm.domain.search_text import Wanted, search_text
from ui.theme import theme
from ui.widgets.scroll import thin_bars

LEAVING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class Completer(QCompleter):
    """Offers what is found by what was typed, also by pinyin: the letters may stand anywhere in a name.

    `filled` after one of the names was taken into the line.
    """

    filled = Signal()

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line)
        self.line = line
        self._names: list[tuple[str, str]] = []
        self._fitting = QStringListModel(self)
        self.view = QListView()
        self.view.setFont(theme().font())
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        thin_bars(self.view)
        self.setModel(self._fitting)
        self.setMaxVisibleItems(8)
        self.setPopup(self.view)
        self.setWidget(line)
        self.view.clicked.connect(self._on_clicked)
        line.textEdited.connect(self._on_edited)

    def set_names(self, names: Sequence[str]) -> None:
        """What there is to offer."""
        if [name for name, _ in self._names] != list(names):
            self._names = [(name, search_text(name)) for name in names]

    def fitting(self, text: str) -> list[str]:
        """What is offered for what stands in the line."""
        wanted, whole = Wanted(text), text.casefold()
        return [name for name, searched in self._names if whole in name.casefold() or wanted.fits(searched)]

    def show_rows(self, rows: Sequence[str]) -> None:
        """Open the list with these, or close it where there are none."""
        self._fitting.setStringList(list(rows))
        self.setCompletionPrefix("")
        self.complete()

    def take(self, row: int) -> None:
        """Write the name of a row of the list into the line."""
        self.fill(self._fitting.stringList()[row])

    def fill(self, text: str) -> None:
        """Write into the line as if it had been typed there."""
        self.line.setText(text)
        self.line.setModified(True)
        self.filled.emit()

    def splitPath(self, path: str) -> list[str]:
        """What is in the list was found before: Qt has nothing to look for in it."""
        del path
        return [""]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide and watched is self.line:
            self.view.hide()
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and watched is self.view
            and event.key() in LEAVING_KEYS
        ):
            self._close()
            passed_on = QKeyEvent(event.type(), event.key(), event.modifiers(), event.text())
            QCoreApplication.sendEvent(self.line, passed_on)
            return True
        return super().eventFilter(watched, event)

    def _close(self) -> None:
        """Close the list; the name in hand is taken."""
        index = self.view.currentIndex()
        self.view.hide()
        if index.isValid():
            self.take(index.row())

    def _on_edited(self, text: str) -> None:
        if text.strip() and self.line.isVisible():
            self.show_rows(self.fitting(text))
        else:
            self.view.hide()

    def _on_clicked(self, index: QModelIndex) -> None:
        self.take(index.row())


def complete(line: QLineEdit, offers: Sequence[str]) -> Completer:
    """Offer names while typing, wherever the letters stand in them."""
    kept = line.findChild(Completer)
    completer = kept if isinstance(kept, Completer) else Completer(line)
    completer.set_names(offers)
    return completer
