"""The painted and the edited cell of a grid, and its header with groups. Knows the grid's rows, no service."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.theme import Type, theme
from ui.widgets import painting
from ui.widgets.chip import chip_width, paint_chip
from ui.widgets.completion import complete
from ui.widgets.grid_rows import GRID_ROLE, GridCell, GridModel, GridRow
from ui.widgets.inputs import Choice, TextBlock, TextLine
from ui.widgets.table_rows import Index

SIDE, LOW, HIGH = 8, 34, 132
TOP_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class GridHeader(QHeaderView):
    """Small words; a group is written once over all its columns."""

    def __init__(self, model: GridModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._grid = model
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        grouped = any(column.group for column in self._grid.columns())
        return QSize(super().sizeHint().width(), theme().px(46 if grouped else 32))

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        unit, tokens = theme().px, theme().tokens
        columns = self._grid.columns()
        column = columns[index]
        painter.save()
        painter.fillRect(rect, QColor(tokens.card))
        painter.fillRect(QRectF(rect.left(), rect.bottom(), rect.width(), 1), QColor(tokens.hairline))
        area = QRectF(rect).adjusted(unit(SIDE), 0, -unit(SIDE), -unit(4))
        words = area.adjusted(0, area.height() - unit(24), 0, 0) if area.height() > unit(34) else area
        align = painting.CENTER if column.centred else painting.LEFT
        font = theme().font(Type.SMALL, 600)
        if column.centred:
            words = words.adjusted(-unit(6), 0, unit(6), 0)
        painting.line_of_text(painter, words, column.title, painting.Ink(font, tokens.ink2, align))
        if column.group:
            self._paint_group(painter, rect, index)
        painter.restore()

    def _paint_group(self, painter: QPainter, rect: QRect, index: int) -> None:
        unit, tokens = theme().px, theme().tokens
        columns = self._grid.columns()
        group = columns[index].group
        members = [i for i, one in enumerate(columns) if one.group == group]
        width = sum(self.sectionSize(i) for i in members)
        left = rect.left() - sum(self.sectionSize(i) for i in members if i < index)
        line = QRectF(left + unit(6), rect.top() + unit(19), width - unit(12), 1)
        # Each column of the group paints the whole of it and is cut to its own part.
        painter.setClipRect(rect)
        painter.fillRect(line, QColor(tokens.hairline))
        words = QRectF(line.left(), rect.top() + unit(2), line.width(), unit(16))
        ink = painting.Ink(theme().font(Type.SMALL), tokens.ink2, painting.CENTER)
        painting.line_of_text(painter, words, group, ink)


class GridDelegate(QStyledItemDelegate):
    """Words wrap in their cell; chips stay on one line; the cell in hand has a ring.

    `entered(what stood there before)` once Enter has stored a cell.
    """

    entered = Signal(str)

    def __init__(self, parent: QTableView) -> None:
        super().__init__(parent)
        self._view = parent
        self._is_stored, self._before = False, ""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        unit = theme().px
        cell = index.data(GRID_ROLE)
        if not isinstance(cell, GridCell) or cell.chip or not cell.text:
            return QSize(unit(40), unit(LOW))
        width = self._view.columnWidth(index.column()) - 2 * unit(SIDE)
        height = painting.text_height(_font(cell), cell.text, max(unit(24), width)) + unit(16)
        return QSize(unit(40), round(min(unit(HIGH), max(unit(LOW), height))))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        unit, tokens = theme().px, theme().tokens
        area = QRectF(option.rect)
        model = index.model()
        row = model.rows()[index.row()] if isinstance(model, GridModel) else None
        cell = index.data(GRID_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(area)
        if option.state & QStyle.StateFlag.State_Selected:
            # Over what Qt has filled: the ring alone tells what is in hand.
            painter.fillRect(area, QColor(tokens.card))
        if isinstance(row, GridRow) and (row.ours or row.quiet):
            painter.fillRect(area, QColor(tokens.tint if row.ours else tokens.hover))
        painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), QColor(tokens.hairline))
        inner = area.adjusted(unit(SIDE), unit(4), -unit(SIDE), -unit(5))
        if isinstance(cell, GridCell) and isinstance(model, GridModel):
            self._paint_cell(painter, inner, cell, model.columns()[index.column()].centred)
        if option.state & QStyle.StateFlag.State_Selected and self._view.hasFocus():
            painting.focus_ring(painter, area.adjusted(1, 1, -1, -2), 6)
        painter.restore()

    def _paint_cell(self, painter: QPainter, area: QRectF, cell: GridCell, centred: bool) -> None:
        tokens = theme().tokens
        if not cell.text:
            if cell.hint:
                align = painting.CENTER if centred else painting.LEFT
                ink = painting.Ink(theme().font(Type.SMALL), tokens.ink2, align)
                painting.line_of_text(painter, area, cell.hint, ink)
            return
        if cell.chip and cell.tone is not None:
            room = QRectF(
                area.left(), area.top(), min(area.width(), chip_width(cell.text) + 1), area.height()
            )
            paint_chip(painter, room, cell.text, cell.tone)
            return
        colour = tokens.text(cell.tone) if cell.tone is not None else tokens.ink
        if centred:
            ink = painting.Ink(_font(cell), colour, painting.CENTER)
            painting.line_of_text(painter, area, cell.text, ink)
            return
        painting.block_of_text(painter, area, cell.text, painting.Ink(_font(cell), colour, TOP_LEFT))

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        cell, label = index.data(GRID_ROLE), str(index.data(int(Qt.ItemDataRole.DisplayRole)))
        if isinstance(cell, GridCell) and cell.options:
            choice = Choice("grid_choice", label, cell.options, parent).patient()
            choice.chosen.connect(lambda _key: self._leave(choice))
            return choice
        if isinstance(cell, GridCell) and cell.lines:
            return TextBlock("grid_block", label, 6, parent)
        line = TextLine("grid_line", label, "", parent)
        if isinstance(cell, GridCell) and cell.offers:
            complete(line, cell.offers)
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        text = str(index.data(int(Qt.ItemDataRole.EditRole)) or "")
        if isinstance(editor, Choice):
            editor.set_key(text)
        elif isinstance(editor, TextBlock):
            editor.setPlainText(text)
            editor.selectAll()
        elif isinstance(editor, TextLine):
            editor.setText(text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        self._before = str(index.data(int(Qt.ItemDataRole.EditRole)) or "")
        if isinstance(editor, Choice):
            editor.rest()  # else it would choose once more as it loses the focus
            self._is_stored = model.setData(index, editor.key())
        elif isinstance(editor, TextBlock):
            self._is_stored = model.setData(index, editor.toPlainText())
        elif isinstance(editor, TextLine):
            self._is_stored = model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        area = QRect(option.rect).adjusted(1, 1, -1, -2)
        height = max(area.height(), editor.sizeHint().height())
        width = max(area.width(), theme().px(120 if isinstance(editor, Choice) else 64))
        left = max(0, min(area.left(), self._view.viewport().width() - width))
        top = max(0, min(area.top(), self._view.viewport().height() - height))
        editor.setGeometry(left, top, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # At once, where Qt would wait for the next turn: the key that follows may open another cell.
        if (
            isinstance(watched, TextBlock | TextLine | Choice)
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in ENTER
            and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        ):
            self._leave(watched)
            if self._is_stored:
                self.entered.emit(self._before)
            return True
        return super().eventFilter(watched, event)

    def _leave(self, editor: QWidget) -> None:
        self._is_stored = False
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)


def _font(cell: GridCell) -> QFont:
    return theme().font(Type.DENSE, 600 if cell.strong else 400)
