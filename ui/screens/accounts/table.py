"""The table of accounts: opens on a plain click, gathers with Ctrl and Shift, hands typed letters to the filter."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView

from ui.context import Context
from ui.models.account_list import columns
from ui.theme import theme
from ui.widgets.table import TALL_ROW, DataTable
from ui.widgets.table_rows import ROW_ROLE, Row

TRIAGE = {"1": "1", "2": "2", "3": "3", "0": ""}
GATHERING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
COMMANDING = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
HIDES_BELOW = {"touch": 980, "coverage": 860, "tier": 780, "classes": 560}
"""Width of the table in pixels at normal text size under which a column gives way to the name."""


class AccountTable(DataTable):
    """`typed(text)`: letters meant for the filter; `left_top`: Up from the first row; `gathered`: other rows chosen;
    `sorted_by_key(class)`: 1, 2 or 3 was pressed, or 0 (empty) to take the class back."""

    typed = Signal(str)
    left_top = Signal()
    archive_asked = Signal()
    gathered = Signal()
    sorted_by_key = Signal(str)

    def __init__(self, context: Context) -> None:
        self._keys = [column.key for column in columns(context)]
        super().__init__("accounts_table", context.tr("accounts.list"), columns(context), TALL_ROW)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def chosen_ids(self) -> list[int]:
        """Ids of the chosen rows, in the order of the list."""
        rows = sorted(self.selectionModel().selectedRows(0), key=lambda index: index.row())
        found = [index.data(ROW_ROLE) for index in rows]
        return [row.id for row in found if isinstance(row, Row)]

    def take_row(self, place: int) -> None:
        """Choose one row and no other, whatever keys are held down: `selectRow` would let Ctrl take it away again."""
        ways = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self.model().index(place, 0), ways.ClearAndSelect | ways.Rows)

    def watch_selection(self) -> None:
        """Tell of other chosen rows; call it once the model is set."""
        self.selectionModel().selectionChanged.connect(self.gathered)

    def show_order(self, key: str, descending: bool) -> None:
        """Put the arrow on the column that the list is sorted by."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(self._keys.index(key), order)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = event.key(), event.text()
        commanding = bool(event.modifiers() & COMMANDING)
        if key == Qt.Key.Key_Delete and not commanding:
            self.archive_asked.emit()
        elif key == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left_top.emit()
        elif text in TRIAGE and not commanding:
            self.sorted_by_key.emit(TRIAGE[text])
        elif key == Qt.Key.Key_Backspace or (text and text.isprintable() and text != " " and not commanding):
            self.typed.emit("" if key == Qt.Key.Key_Backspace else text)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        for place, key in enumerate(self._keys):
            self.setColumnHidden(place, self.viewport().width() < theme().px(HIDES_BELOW.get(key, 0)))
        super().resizeEvent(event)

    def _on_clicked(self, index: QModelIndex) -> None:
        if not QGuiApplication.keyboardModifiers() & GATHERING:
            super()._on_clicked(index)
