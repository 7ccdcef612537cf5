"""Plain rows for tables, and the model that keeps and sorts them. Knows no widget that shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QCollator,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from ui.blur import blur
from ui.theme import Tone
from ui.widgets.class_badge import Badge

CELL_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 2
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class CellKind(StrEnum):
    """How a column is painted."""

    TEXT = "text"
    NUMBER = "number"
    TITLE = "title"
    PERSON = "person"
    COMPANY = "company"
    CHIP = "chip"
    BADGES = "badges"
    BARS = "bars"
    RING = "ring"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `width` in pixels at normal text size; 0 takes what is left. Numbers stand at the right."""

    key: str
    title: str
    kind: CellKind = CellKind.TEXT
    width: int = 0
    sortable: bool = True

    @property
    def right(self) -> bool:
        """Whether its text stands at the right."""
        return self.kind is CellKind.NUMBER


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: words, a second line, a tone, figures for bars and rings, badges of classes, and what to sort by (else
    the words)."""

    text: str = ""
    detail: str = ""
    tone: Tone | None = None
    figures: tuple[int, ...] = ()
    sort: str | float | None = None
    badges: tuple[Badge, ...] = ()

    @property
    def spoken(self) -> str:
        """The cell for a screen reader and for searching."""
        badges = (badge.spoken or badge.words for badge in self.badges)
        parts = (self.text, self.detail, *badges, " · ".join(f"{figure} %" for figure in self.figures))
        return " · ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the id of what it stands for and a cell for each column. A heading has one cell and is walked past."""

    id: int
    cells: tuple[Cell, ...]
    dim: bool = False
    heading: bool = False


class RowsModel(QAbstractTableModel):
    """Rows held in memory; for thousands. Longer lists bring their own model with the same roles."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._rows: list[Row] = []
        self._order: tuple[int, bool] | None = None

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows, in the order chosen by the user if he has chosen one."""
        self.beginResetModel()
        self._rows = list(rows)
        if self._order is not None:
            self._rows = sorted_rows(self._rows, *self._order)
        self.endResetModel()

    def row_at(self, place: int) -> Row | None:
        """The row at a place."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def place_of(self, row_id: int) -> int:
        """Place of a row, -1 where it is not shown."""
        return next((place for place, row in enumerate(self._rows) if row.id == row_id), -1)

    def columns(self) -> tuple[Column, ...]:
        """The columns."""
        return self._columns

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def first(self) -> int:
        """Place of the first row that can be taken in hand, -1 without one."""
        return next((place for place, row in enumerate(self._rows) if not row.heading), -1)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.NoItemFlags if self._rows[index.row()].heading else super().flags(index)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        row = self._rows[index.row()]
        if row.heading and index.column():
            return row if role == ROW_ROLE else None
        if role == CELL_ROLE:
            return row.cells[index.column()]
        if role == ROW_ROLE:
            return row
        if role in (_DISPLAY, _ACCESSIBLE):
            return blur().words(row.cells[index.column()].spoken)
        return None

    def headerData(self, section: int, direction: Qt.Orientation, role: int = _DISPLAY) -> object:
        if direction is Qt.Orientation.Horizontal and role == _DISPLAY:
            return self._columns[section].title
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if not 0 <= column < len(self._columns) or not self._columns[column].sortable:
            return
        self._order = (column, order is Qt.SortOrder.DescendingOrder)
        self.layoutAboutToBeChanged.emit()
        before = {row.id: place for place, row in enumerate(self._rows)}
        self._rows = sorted_rows(self._rows, *self._order)
        after = {before[row.id]: place for place, row in enumerate(self._rows)}
        for index in self.persistentIndexList():
            self.changePersistentIndex(index, self.index(after[index.row()], index.column()))
        self.layoutChanged.emit()


def sorted_rows(rows: Sequence[Row], column: int, descending: bool) -> list[Row]:
    """Rows by one column: pinyin order for Chinese, 9 before 10, empty cells always last."""
    collator = QCollator(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    collator.setNumericMode(True)

    def words_or_number(row: Row) -> str | float:
        cell = row.cells[column]
        if cell.sort is not None:
            return cell.sort
        return float(sum(cell.figures)) if cell.figures else cell.text

    filled = [row for row in rows if words_or_number(row) != ""]
    empty = [row for row in rows if words_or_number(row) == ""]
    numbers = [row for row in filled if not isinstance(words_or_number(row), str)]
    words = [row for row in filled if isinstance(words_or_number(row), str)]
    numbers.sort(key=words_or_number, reverse=descending)
    words.sort(key=lambda row: collator.sortKey(str(words_or_number(row))), reverse=descending)
    return [*numbers, *words, *empty]
