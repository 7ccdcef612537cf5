"""Cells of a table that is edited in place, and the model that holds them. Knows no widget and no record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from ui.blur import blur
from ui.theme import Tone
from ui.widgets import painting
from ui.widgets.table_rows import NOWHERE, Index

GRID_ROLE = int(Qt.ItemDataRole.UserRole) + 5
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_EDIT = int(Qt.ItemDataRole.EditRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)

Commit = Callable[[int, str, str], str]
"""(row id, column key, what was typed) → the sentence of a refusal, empty where it was stored."""


@dataclass(frozen=True, slots=True)
class GridColumn:
    """`width` in pixels at normal text size; 0 shares what is left. `group` stands over columns that belong together."""

    key: str
    title: str
    width: int = 0
    centred: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class GridCell:
    """What a cell shows and how it is edited: a line, several lines (`lines`), or one of `options` (key, words)."""

    text: str = ""
    edit: str = ""
    tone: Tone | None = None
    chip: bool = False
    strong: bool = False
    fixed: bool = False
    lines: bool = False
    options: tuple[tuple[str, str], ...] = ()
    offers: tuple[str, ...] = ()
    hint: str = ""
    tip: str = ""


@dataclass(frozen=True, slots=True)
class GridRow:
    """`ours` lies on the tint of the accent; `quiet` rows are sums; a `group` row is a heading."""

    id: int
    title: str
    cells: tuple[GridCell, ...]
    ours: bool = False
    quiet: bool = False
    group: bool = False


class GridModel(QAbstractTableModel):
    """Rows in memory. Writing a cell asks `commit`; what it refuses is handed to `refused`."""

    def __init__(self, columns: Sequence[GridColumn], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._rows: tuple[GridRow, ...] = ()
        self.commit: Commit | None = None
        self.refused: Callable[[int, str, str, str], None] | None = None

    def set_rows(self, rows: Sequence[GridRow]) -> None:
        """Show these rows; the same rows with other cells are only painted anew, so that an editor may stay."""
        if tuple(rows) == self._rows:
            return
        same = [row.id for row in rows] == [row.id for row in self._rows]
        if same:
            self._rows = tuple(rows)
            if rows:
                self.dataChanged.emit(
                    self.index(0, 0), self.index(len(self._rows) - 1, len(self._columns) - 1)
                )
            return
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def set_columns(self, columns: Sequence[GridColumn]) -> None:
        """Other columns; the rows have to follow."""
        if tuple(columns) != self._columns:
            self.beginResetModel()
            self._columns, self._rows = tuple(columns), ()
            self.endResetModel()

    def rows(self) -> tuple[GridRow, ...]:
        """The rows."""
        return self._rows

    def columns(self) -> tuple[GridColumn, ...]:
        """The columns."""
        return self._columns

    def place(self, row_id: int, key: str) -> QModelIndex:
        """Where a cell lies; an invalid index where it does not."""
        keys = [column.key for column in self._columns]
        ids = [row.id for row in self._rows]
        if row_id not in ids:
            return QModelIndex()
        return self.index(ids.index(row_id), keys.index(key) if key in keys else 0)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        fixed = self._rows[index.row()].cells[index.column()].fixed
        return base if fixed else base | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        row = self._rows[index.row()]
        cell = row.cells[index.column()]
        if role == GRID_ROLE:
            return cell
        if role == _EDIT:
            return cell.edit
        if role == _TIP:
            return painting.plain_tip(cell.tip) or None
        if role in (_DISPLAY, _ACCESSIBLE):
            return blur().words(f"{row.title}, {self._columns[index.column()].title}: {cell.text or '–'}")
        return None

    def setData(self, index: Index, value: object, role: int = _EDIT) -> bool:
        if role != _EDIT or not isinstance(value, str) or self.commit is None:
            return False
        row, column = self._rows[index.row()], self._columns[index.column()]
        if value.strip() == row.cells[index.column()].edit:
            return False
        sentence = self.commit(row.id, column.key, value.strip())
        if sentence and self.refused is not None:
            self.refused(row.id, column.key, value, sentence)
        return not sentence

    def headerData(self, section: int, direction: Qt.Orientation, role: int = _DISPLAY) -> object:
        if direction is Qt.Orientation.Horizontal and role == _DISPLAY:
            return self._columns[section].title
        return None
