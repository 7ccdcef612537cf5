"""The button at the end of the row under the mouse, or in hand: what can be done with that person without opening him."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Signal

from ui.theme import theme
from ui.widgets.button import IconButton
from ui.widgets.painting import plain_tip
from ui.widgets.table import DataTable

SIDE = 28


class RowMore(QObject):
    """Lies over the last column of a table; `asked(row)` as it is pressed."""

    asked = Signal(int)

    def __init__(self, table: DataTable, words: str) -> None:
        super().__init__(table)
        self._table, self._words = table, words
        self._row = -1
        self.button = IconButton("person_row_more", "ellipsis", words, table.viewport()).dense()
        self.button.clicked.connect(lambda: self.asked.emit(self._row))
        self.button.hide()
        table.entered.connect(lambda index: self._go_to(index.row()))
        for bar in (table.verticalScrollBar(), table.horizontalScrollBar()):
            bar.valueChanged.connect(lambda _value: self._go_to(self._row))
        table.model().modelReset.connect(self.to_current)
        table.viewport().installEventFilter(self)

    def to_current(self) -> None:
        """Stand at the row in hand."""
        self._go_to(self._table.currentIndex().row())

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._go_to(self._row)
        elif event.type() == QEvent.Type.Leave:
            self.to_current()
        return False

    def _go_to(self, row: int) -> None:
        model, unit = self._table.model(), theme().px
        self._row = row
        self.button.setVisible(0 <= row < model.rowCount())
        if not self.button.isVisibleTo(self._table.viewport()):
            return
        index: QModelIndex = model.index(row, model.columnCount() - 1)
        cell: QRect = self._table.visualRect(index)
        side = unit(SIDE)
        last = self._table.viewport().width() - side - unit(8)  # in sight also where the table scrolls
        left = min(cell.center().x() - side // 2, last)
        self.button.setGeometry(left, cell.center().y() - side // 2, side, side)
        self.button.setAutoFillBackground(left == last)
        name = str(model.index(row, 0).data() or "").partition(" · ")[0]
        self.button.setAccessibleName(f"{self._words}: {name}")
        self.button.setToolTip(plain_tip(f"{self._words}: {name}"))
