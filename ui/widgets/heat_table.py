"""A small table of counts: the more often, the stronger the colour. Walked with the arrow keys, Enter opens a cell.

Knows words and numbers only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.theme import Type, theme
from ui.widgets import painting

ROW, HEAD, LABEL, LEAST_LABEL, CELL = 36, 44, 250, 120, 64
WEAKEST = 0.16
WALK = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
Spot = tuple[int, int]


@dataclass(frozen=True, slots=True)
class HeatCell:
    """`count` colours the cell; `detail` is said about it, `mark` stands small under the number."""

    count: int
    detail: str
    mark: str = ""


class HeatTable(QWidget):
    """`opened(row, column)` on Enter or a click."""

    opened = Signal(int, int)

    def __init__(self, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = label
        self._rows: tuple[str, ...] = ()
        self._columns: tuple[str, ...] = ()
        self._cells: dict[Spot, HeatCell] = {}
        self._at: Spot = (0, 0)
        self._focus_sign = painting.FocusSign()
        self.setObjectName(name)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._describe()

    def show_table(self, rows: Sequence[str], columns: Sequence[str], cells: Mapping[Spot, HeatCell]) -> None:
        """Other content; the cell in hand stays where it is."""
        self._rows, self._columns, self._cells = tuple(rows), tuple(columns), dict(cells)
        row, column = self._at
        self._at = (min(row, max(0, len(rows) - 1)), min(column, max(0, len(columns) - 1)))
        self._describe()
        self.updateGeometry()
        self.update()

    def cell(self, spot: Spot) -> HeatCell | None:
        """What stands in a cell, `None` where nothing was ever counted."""
        return self._cells.get(spot)

    def at(self) -> Spot:
        """Row and column of the cell in hand."""
        return self._at

    def sizeHint(self) -> QSize:
        unit = theme().px
        width = unit(LABEL) + len(self._columns) * unit(CELL)
        return QSize(width, unit(HEAD) + len(self._rows) * unit(ROW))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(LEAST_LABEL) * 2, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = WALK.get(Qt.Key(event.key()))
        if step is not None and self._rows and self._columns:
            row = min(len(self._rows) - 1, max(0, self._at[0] + step[0]))
            column = min(len(self._columns) - 1, max(0, self._at[1] + step[1]))
            self._take((row, column))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._rows:
            self.opened.emit(*self._at)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        spot = self._spot(event.position())
        if spot is not None:
            self._take(spot)
            self.opened.emit(*spot)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            spot = self._spot(QPointF(event.pos()))
            words = self._spoken(spot) if spot is not None else ""
            QToolTip.showText(event.globalPos(), painting.plain_tip(words), self)
            return True
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        unit, tokens = theme().px, theme().tokens
        head = painting.Ink(theme().font(Type.SMALL, 600), tokens.ink2, painting.CENTER)
        for column, words in enumerate(self._columns):
            self._paint_head(painter, column, words, head)
        for row, words in enumerate(self._rows):
            room = QRectF(0, self._area((row, 0)).top(), self._label_width() - unit(12), unit(ROW))
            painting.line_of_text(painter, room, words, painting.Ink(theme().font(Type.DENSE), tokens.ink))
        strongest = max((one.count for one in self._cells.values()), default=0)
        for row in range(len(self._rows)):
            for column in range(len(self._columns)):
                self._paint_cell(painter, (row, column), strongest)
        painter.end()

    def _paint_head(self, painter: QPainter, column: int, words: str, ink: painting.Ink) -> None:
        """Two lines at most, each cut where the column is too narrow."""
        area, line = self._area((0, column)), theme().px(HEAD - 8) / 2
        lines = words.split(" ", 1)
        top = theme().px(HEAD - 6) - line * len(lines)
        for number, part in enumerate(lines):
            spot = QRectF(area.left() + 2, top + number * line, area.width() - 4, line)
            painting.line_of_text(painter, spot, part, ink)

    def _paint_cell(self, painter: QPainter, spot: Spot, strongest: int) -> None:
        unit, tokens = theme().px, theme().tokens
        area = self._area(spot).adjusted(1.5, 1.5, -1.5, -1.5)
        cell = self._cells.get(spot)
        if cell is None:
            painting.rounded(painter, area, unit(5), tokens.hover)
        else:
            strength = WEAKEST + (1 - WEAKEST) * cell.count / max(1, strongest)
            ground = _mixed(tokens.card, tokens.accent, strength)
            painting.rounded(painter, area, unit(5), ground)
            ink = max((tokens.ink, tokens.on_accent), key=lambda one: _apart(one, ground))
            number = area.adjusted(0, 0, 0, -unit(10)) if cell.mark else area
            bold = painting.Ink(theme().font(Type.DENSE, 600), ink, painting.CENTER)
            painting.line_of_text(painter, number, str(cell.count), bold)
            if cell.mark:
                small = painting.Ink(theme().font(Type.SMALL), ink, painting.CENTER)
                painting.line_of_text(painter, area.adjusted(0, unit(14), 0, 0), cell.mark, small)
        if spot == self._at and self.hasFocus():
            painting.focus_ring(painter, area, unit(4), tokens.ink)

    def _label_width(self) -> float:
        unit = theme().px
        free = self.width() - len(self._columns) * unit(CELL)
        return float(max(unit(LEAST_LABEL), min(unit(LABEL), free)))

    def _area(self, spot: Spot) -> QRectF:
        unit = theme().px
        label = self._label_width()
        width = min(unit(CELL) * 1.5, (self.width() - label) / max(1, len(self._columns)))
        return QRectF(label + spot[1] * width, unit(HEAD) + spot[0] * unit(ROW), width, unit(ROW))

    def _spot(self, at: QPointF) -> Spot | None:
        for row in range(len(self._rows)):
            for column in range(len(self._columns)):
                if self._area((row, column)).contains(at):
                    return (row, column)
        return None

    def _take(self, spot: Spot) -> None:
        self._at = spot
        self._describe()
        self.update()

    def _spoken(self, spot: Spot) -> str:
        if not self._rows or not self._columns:
            return ""
        cell = self._cells.get(spot)
        parts = (self._rows[spot[0]], self._columns[spot[1]], cell.detail if cell else "–")
        return " · ".join(parts)

    def _describe(self) -> None:
        """The cell in hand for a screen reader."""
        self.setAccessibleName(self._label)
        self.setAccessibleDescription(self._spoken(self._at))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))


def _apart(one: str, other: str) -> float:
    """How far two colours lie apart in lightness."""
    return abs(QColor(one).lightnessF() - QColor(other).lightnessF())


def _mixed(ground: str, colour: str, strength: float) -> str:
    """A colour laid over a ground."""
    one, other = QColor(ground), QColor(colour)
    parts = (
        round(a + (b - a) * strength)
        for a, b in (
            (one.red(), other.red()),
            (one.green(), other.green()),
            (one.blue(), other.blue()),
        )
    )
    return QColor(*parts).name()
