"""Field rows under one another: walked with the arrow keys, fed as a whole, rows kept where the key stays.

Knows rows only; hands on their signals.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.field_row import FieldRow
from ui.widgets.field_row_view import FieldRowData

WALK_KEYS: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class FieldList(QWidget):
    """`show_rows` with the same keys only repaints; keys that are new or gone add and remove rows."""

    edit_requested = Signal(str, str)
    history_requested = Signal(str)
    clear_requested = Signal(str)

    def __init__(self, name: str, label_width: int = 190, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label_width = label_width
        self._rows: dict[str, FieldRow] = {}
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_rows(self, rows: Sequence[FieldRowData]) -> None:
        """Show exactly these rows, in this order. A row that is being edited keeps its editor."""
        wanted = {data.key for data in rows}
        for key in [key for key in self._rows if key not in wanted]:
            gone = self._rows.pop(key)
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for place, data in enumerate(rows):
            row = self._rows.get(data.key)
            if row is None:
                row = self._make_row(data)
            row.set_data(data)
            if self._column.indexOf(row) != place:
                self._column.insertWidget(place, row)

    def row(self, key: str) -> FieldRow | None:
        """The row of one field."""
        return self._rows.get(key)

    def keys(self) -> list[str]:
        """Keys in the order shown."""
        return [row.data.key for row in self._in_order()]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and isinstance(watched, FieldRow)
        ):
            step = WALK_KEYS.get(event.key(), 0)
            if step and watched.editor() is None:
                return self._walk(watched, step)
        return False

    def _walk(self, start: FieldRow, step: int) -> bool:
        rows = self._in_order()
        place = rows.index(start) + step
        if not 0 <= place < len(rows):
            return False
        rows[place].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _in_order(self) -> list[FieldRow]:
        items = (self._column.itemAt(index) for index in range(self._column.count()))
        found = (item.widget() for item in items if item is not None)
        return [row for row in found if isinstance(row, FieldRow)]

    def _make_row(self, data: FieldRowData) -> FieldRow:
        row = FieldRow(data, self._label_width, self)
        row.installEventFilter(self)
        row.edit_requested.connect(self.edit_requested)
        row.history_requested.connect(self.history_requested)
        row.clear_requested.connect(self.clear_requested)
        self._rows[data.key] = row
        return row
