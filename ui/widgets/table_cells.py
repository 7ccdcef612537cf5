"""The painted parts of a table: the quiet header and the cells, each by the kind of its column."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui import icons
from ui.theme import Tone, Type, theme
from ui.widgets import painting
from ui.widgets.avatar import paint_avatar
from ui.widgets.chip import HEIGHT as CHIP_HEIGHT
from ui.widgets.chip import chip_width, paint_chip
from ui.widgets.class_badge import paint_badges
from ui.widgets.coverage import paint_mini, paint_ring
from ui.widgets.table_rows import CELL_ROLE, NOWHERE, ROW_ROLE, Cell, CellKind, Column, Index, Row

SIDE = 10


class QuietHeader(QHeaderView):
    """Small words on the ground of the table, a hairline, and an arrow at the sorted column."""

    def __init__(self, columns: Sequence[Column], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._columns = tuple(columns)
        self.setSectionsClickable(True)
        self.setSortIndicatorShown(True)
        self.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme().px(34))

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        unit, tokens = theme().px, theme().tokens
        column = self._columns[index]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, QColor(tokens.card))
        painter.fillRect(QRectF(rect.left(), rect.bottom(), rect.width(), 1), QColor(tokens.hairline))
        area = QRectF(rect).adjusted(unit(SIDE), 0, -unit(SIDE), 0)
        sorted_here = self.sortIndicatorSection() == index and column.sortable
        font = theme().font(Type.SMALL, 600)
        if sorted_here:
            self._paint_arrow(painter, area, column, painting.text_width(font, column.title))
        colour = tokens.accent if sorted_here else tokens.ink2
        align = painting.RIGHT if column.right else painting.LEFT
        painting.line_of_text(painter, area, column.title, painting.Ink(font, colour, align))
        painter.restore()

    def _paint_arrow(self, painter: QPainter, area: QRectF, column: Column, words: float) -> None:
        unit = theme().px
        up = self.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
        left = (
            area.right() - words - unit(15)
            if column.right
            else min(area.left() + words + unit(3), area.right())
        )
        sign = QRectF(left, area.center().y() - unit(6), unit(12), unit(12))
        icons.paint(painter, "arrow-up" if up else "arrow-down", theme().tokens.accent, sign)


class CellDelegate(QStyledItemDelegate):
    """Paints a cell by the kind of its column."""

    def __init__(self, columns: Sequence[Column], parent: QTableView) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._view = parent

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell, row = index.data(CELL_ROLE), index.data(ROW_ROLE)
        area = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Row) and row.heading:
            self._paint_heading(painter, area, cell)
            painter.restore()
            return
        self._paint_ground(painter, area, option.state, index)
        if isinstance(cell, Cell):
            inner = area.adjusted(theme().px(SIDE), 0, -theme().px(SIDE), -1)
            self._paint_cell(painter, inner, cell, index, isinstance(row, Row) and row.dim)
        painter.restore()

    def _paint_heading(self, painter: QPainter, area: QRectF, cell: object) -> None:
        """Quiet words at the foot of the row, and the line under them."""
        unit, tokens = theme().px, theme().tokens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), QColor(tokens.hairline))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        if isinstance(cell, Cell):
            ink = painting.Ink(theme().font(Type.DENSE, 600), tokens.ink2)
            foot = QRectF(area.left() + unit(SIDE), area.bottom() - unit(28), area.width(), unit(22))
            painting.line_of_text(painter, foot, cell.text, ink)

    def _paint_ground(self, painter: QPainter, area: QRectF, state: QStyle.StateFlag, index: Index) -> None:
        tokens = theme().tokens
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        # Smoothed edges would leave seams between the cells of a row where a pixel is not a whole one (150 %).
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if chosen:
            painter.fillRect(area, QColor(tokens.tint))
        elif index.row() == self._view.property("hover_row"):
            painter.fillRect(area, QColor(tokens.hover))
        painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), QColor(tokens.hairline))
        if chosen and index.column() == 0 and self._view.hasFocus():
            painter.fillRect(QRectF(area.left(), area.top(), 3, area.height() - 1), QColor(tokens.accent))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)

    def _paint_cell(self, painter: QPainter, area: QRectF, cell: Cell, index: Index, dim: bool) -> None:
        kind = self._columns[index.column()].kind
        unit, tokens = theme().px, theme().tokens
        if kind in (CellKind.TITLE, CellKind.PERSON, CellKind.COMPANY):
            self._paint_title(painter, area, cell, kind)
        elif kind is CellKind.CHIP:
            if cell.text:
                room = QRectF(
                    area.left(), area.top(), min(area.width(), chip_width(cell.text)), area.height()
                )
                paint_chip(painter, room, cell.text, cell.tone or Tone.NEUTRAL)
                self._outline_chip(painter, room, index)
                self._paint_after(painter, area, room, cell.detail)
        elif kind is CellKind.BADGES:
            paint_badges(painter, area, cell.badges)
        elif kind is CellKind.BARS:
            height = min(unit(22), area.height() - unit(8))
            width = min(area.width(), unit(12) * len(cell.figures))
            bars = QRectF(area.left(), area.center().y() - height / 2, width, height)
            paint_mini(painter, bars, cell.figures)
        elif kind is CellKind.RING:
            side = min(unit(32), area.height() - unit(6))
            paint_ring(
                painter, QRectF(area.left(), area.center().y() - side / 2, side, side), sum(cell.figures)
            )
        else:
            self._paint_words(
                painter, area, cell, painting.RIGHT if kind is CellKind.NUMBER else painting.LEFT
            )
        if dim:
            veil = QColor(tokens.card)
            veil.setAlpha(130)
            painter.fillRect(area, veil)

    def _paint_after(self, painter: QPainter, area: QRectF, chip: QRectF, words: str) -> None:
        """Small words beside a chip, where there is room for them."""
        left = chip.right() + theme().px(6)
        font = theme().font(Type.SMALL)
        if words and left + painting.text_width(font, words) <= area.right() + 1:
            room = QRectF(left, area.top(), area.right() - left, area.height())
            painting.line_of_text(painter, room, words, painting.Ink(font, theme().tokens.ink2))

    def _outline_chip(self, painter: QPainter, room: QRectF, index: Index) -> None:
        """On the row in hand a chip may have the very colour of the row."""
        if self._view.selectionModel().isRowSelected(index.row(), NOWHERE):
            height = theme().px(CHIP_HEIGHT)
            body = QRectF(room.left(), room.center().y() - height / 2, room.width(), height)
            painting.rounded(painter, body, height / 2, "", theme().tokens.field_line)

    def _paint_words(self, painter: QPainter, area: QRectF, cell: Cell, align: Qt.AlignmentFlag) -> None:
        tokens = theme().tokens
        colour = tokens.text(cell.tone) if cell.tone is not None else tokens.ink
        font = theme().font(Type.DENSE, figures=align == painting.RIGHT)
        first = painting.Ink(font, colour, align)
        if not cell.detail:
            painting.line_of_text(painter, area, cell.text, first)
            return
        upper, lower = _two_lines(area)
        painting.line_of_text(painter, upper, cell.text, first)
        second = painting.Ink(theme().font(Type.SMALL), tokens.ink2, align)
        painting.line_of_text(painter, lower, cell.detail, second)

    def _paint_title(self, painter: QPainter, area: QRectF, cell: Cell, kind: CellKind) -> None:
        unit, tokens = theme().px, theme().tokens
        room = QRectF(area)
        if kind is not CellKind.TITLE:
            side = min(unit(36), area.height() - unit(6))
            picture = QRectF(area.left(), area.center().y() - side / 2, side, side)
            paint_avatar(painter, picture, cell.text, kind is CellKind.PERSON)
            room.setLeft(picture.right() + unit(10))
        strong = painting.Ink(theme().font(Type.BODY, 600), tokens.ink)
        if not cell.detail:
            painting.line_of_text(painter, room, cell.text, strong)
            return
        upper, lower = _two_lines(room)
        painting.line_of_text(painter, upper, cell.text, strong)
        painting.line_of_text(
            painter, lower, cell.detail, painting.Ink(theme().font(Type.DENSE), tokens.ink2)
        )


def _two_lines(area: QRectF) -> tuple[QRectF, QRectF]:
    middle = area.center().y()
    height = theme().px(19)
    return QRectF(area.left(), middle - height, area.width(), height), QRectF(
        area.left(), middle, area.width(), height
    )
