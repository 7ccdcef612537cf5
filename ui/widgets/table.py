"""A table for working through: painted cells, quiet header, sort by a click, open with Enter or a click.

Feed it with rows (`show_rows`) or give it a model that answers the roles of `table_rows`.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from ui.theme import theme
from ui.widgets.scroll import thin_bars
from ui.widgets.table_cells import CellDelegate, QuietHeader
from ui.widgets.table_rows import ROW_ROLE, CellKind, Column, Row, RowsModel

DENSE_ROW, TALL_ROW = 32, 54
FREE = 140
"""Of a column that has no width of its own, where there is room."""
NARROWEST = {CellKind.TEXT: 96, CellKind.TITLE: 96, CellKind.PERSON: 156, CellKind.COMPANY: 140}
"""Of those that give way: beside a picture a name must still be read."""


class DataTable(QTableView):
    """`opened(id)` on Enter, Return or a click; `chosen(id)` as the row in hand changes."""

    opened = Signal(int)
    chosen = Signal(int)
    sort_asked = Signal(str, bool)

    def __init__(self, name: str, label: str, columns: Sequence[Column], row_height: int = DENSE_ROW) -> None:
        super().__init__()
        self._columns = tuple(columns)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme().px(row_height))
        header = QuietHeader(self._columns, self)
        self.setHorizontalHeader(header)
        self.setItemDelegate(CellDelegate(self._columns, self))
        thin_bars(self)
        self.use_model(RowsModel(self._columns, self))
        header.sectionClicked.connect(self._on_header)
        self.entered.connect(self._on_entered)
        self.clicked.connect(self._on_clicked)

    def use_model(self, model: QAbstractItemModel) -> None:
        """Show a model of one's own; it answers CELL_ROLE and ROW_ROLE and sorts in `sort` or on `sort_asked`."""
        self.setModel(model)
        self.selectionModel().currentRowChanged.connect(self._on_current)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show rows in memory; the row in hand stays in hand if it is still there."""
        model = self.model()
        if not isinstance(model, RowsModel):
            raise TypeError("this table has a model of its own")
        kept = self.current_id()
        model.set_rows(rows)
        place = model.place_of(kept) if kept else -1
        if place >= 0:
            self.selectRow(place)

    def take_first(self) -> None:
        """Take the first row in hand that is no heading."""
        model = self.model()
        self.selectRow(max(0, model.first()) if isinstance(model, RowsModel) else 0)
        self.scrollToTop()

    def take(self, row_id: int) -> bool:
        """Take a row in hand and scroll to it; tells whether it is shown."""
        model = self.model()
        place = model.place_of(row_id) if isinstance(model, RowsModel) else -1
        if place >= 0:
            self.selectRow(place)
            self.scrollTo(model.index(place, 0), QAbstractItemView.ScrollHint.EnsureVisible)
        return place >= 0

    def current_id(self) -> int:
        """Id of the row in hand, 0 without one."""
        return _id_of(self.currentIndex())

    def fit_height(self) -> None:
        """Become exactly as high as the rows (a short table inside a card)."""
        rows = self.model().rowCount() * self.verticalHeader().defaultSectionSize()
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows + 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_id():
            self.opened.emit(self.current_id())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if (
            not self.currentIndex().isValid()
            and self.model().rowCount()
            and event.reason() != Qt.FocusReason.MouseFocusReason
        ):
            self.take_first()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        """Free columns share what the others leave. Where that is too little, words give way before the table scrolls:
        they are cut with a sign, a figure or a chip is not."""
        unit = theme().px
        seen = [place for place in range(len(self._columns)) if not self.isColumnHidden(place)]
        wanted = {place: unit(_wanted(self._columns[place])) for place in seen}
        room = self.viewport().width() - sum(wanted.values())
        free = [place for place in seen if not self._columns[place].width]
        least = {place: unit(NARROWEST.get(self._columns[place].kind, 0)) for place in seen}
        if room > 0 and free:
            wanted |= {place: wanted[place] + room // len(free) for place in free}
        elif room < 0:
            wanted |= _narrowed({place: wanted[place] for place in seen if least[place]}, -room, least)
        for place, column in enumerate(self._columns):
            self.setColumnWidth(place, wanted.get(place, unit(_wanted(column))))

    def _on_header(self, section: int) -> None:
        column = self._columns[section]
        header = self.horizontalHeader()
        if not column.sortable:
            header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            return
        self.sort_asked.emit(column.key, header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder)
        self.model().sort(section, header.sortIndicatorOrder())

    def _on_entered(self, index: QModelIndex) -> None:
        self.setProperty("hover_row", index.row())
        self.viewport().update()

    def leaveEvent(self, _event: QEvent) -> None:
        self.setProperty("hover_row", -1)
        self.viewport().update()

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(_id_of(index))

    def _on_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(_id_of(index))


def _wanted(column: Column) -> int:
    return column.width or max(FREE, NARROWEST.get(column.kind, 0))


def _narrowed(widths: dict[int, int], lacking: int, least: dict[int, int]) -> dict[int, int]:
    """The same made narrower by what is lacking, as far as they can, each by its share of what it can give."""
    can = {place: max(0, width - least[place]) for place, width in widths.items()}
    share = min(1.0, lacking / sum(can.values())) if any(can.values()) else 0.0
    return {place: width - ceil(can[place] * share) for place, width in widths.items()}


def _id_of(index: QModelIndex) -> int:
    row = index.data(ROW_ROLE) if index.isValid() else None
    return row.id if isinstance(row, Row) else 0
