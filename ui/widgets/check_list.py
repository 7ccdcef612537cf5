"""The checklist of a stage: lines under one another, walked with the arrows, and a line to add an own item."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.check_row import CheckRow
from ui.widgets.check_row_view import CheckLine, CheckWords

WALK_KEYS: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class CheckList(QWidget):
    """Lines with the same keys are only painted anew, so that an open note stays."""

    state_chosen = Signal(str, str)
    note_stored = Signal(str, str, str)
    removal_asked = Signal(str)
    left_below = Signal()

    def __init__(self, name: str, label: str, words: CheckWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._rows: list[CheckRow] = []
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_lines(self, lines: Sequence[CheckLine]) -> None:
        """Show exactly these items."""
        if [row.line.key for row in self._rows] == [line.key for line in lines]:
            for row, line in zip(self._rows, lines, strict=True):
                row.set_line(line)
            return
        held = next((row.line.key for row in self._rows if row.hasFocus()), "")
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._made(line) for line in lines]
        for row in self._rows:
            self._column.addWidget(row)
            row.show()
        if held:
            self.take(held)

    def row(self, key: str) -> CheckRow | None:
        """The line of an item."""
        return next((row for row in self._rows if row.line.key == key), None)

    def rows(self) -> tuple[CheckRow, ...]:
        """All lines in order."""
        return tuple(self._rows)

    def take(self, key: str) -> bool:
        """Give an item the focus; tells whether it is shown."""
        row = self.row(key)
        if row is not None:
            row.setFocus(Qt.FocusReason.TabFocusReason)
        return row is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and isinstance(watched, CheckRow)
            and (step := WALK_KEYS.get(event.key(), 0))
        ):
            return self._walk(watched, step)
        return False

    def _walk(self, start: CheckRow, step: int) -> bool:
        place = self._rows.index(start) + step
        if place == len(self._rows):
            self.left_below.emit()
        if not 0 <= place < len(self._rows):
            return True
        self._rows[place].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _made(self, line: CheckLine) -> CheckRow:
        row = CheckRow(line, self._words, self)
        row.installEventFilter(self)
        row.state_chosen.connect(self.state_chosen)
        row.note_stored.connect(self.note_stored)
        row.removal_asked.connect(self.removal_asked)
        return row
