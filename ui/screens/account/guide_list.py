"""The questions of the guide as a list: headings that fold, what to ask next in bold, the rest quieter.

Shows lines; a click or Enter tells which one was meant.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui import icons
from ui.models.account_guide import NEXT, GuideLine
from ui.theme import Type, theme
from ui.widgets import painting
from ui.widgets.chip import chip_width, paint_chip
from ui.widgets.scroll import thin_bars
from ui.widgets.table_rows import NOWHERE, Index

WIDTH = 296
FOOT_LINE = 17
BATCH = 24
"""Lines measured at a time: more than a tall window shows."""
LINE_ROLE = int(Qt.ItemDataRole.UserRole) + 20
TOP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class GuideModel(QAbstractListModel):
    """Lines held in memory."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: list[GuideLine] = []

    def set_lines(self, lines: Sequence[GuideLine]) -> None:
        """Show these."""
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        line = self.lines[index.row()]
        if role == LINE_ROLE:
            return line
        spoken = role in (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole))
        return line.spoken if spoken else None

    def place_of(self, line: GuideLine | None) -> int:
        """Place of a line, -1 where it is not shown."""
        if line is None:
            return -1
        return next((place for place, one in enumerate(self.lines) if one.key == line.key), -1)

    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self.lines[index.row()]
        fixed = line.heading and line.group == NEXT
        return Qt.ItemFlag.ItemIsEnabled if fixed else super().flags(index)


class GuideDelegate(QStyledItemDelegate):
    """A heading, or a question with whom to ask under it."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        line = index.data(LINE_ROLE)
        unit = theme().px
        width = self._room()
        if line.heading:
            return QSize(width, unit(34))
        words = painting.text_height(_font(line), line.text, width - unit(20))
        below = unit(FOOT_LINE) * len(_foot(line)) + unit(2)
        return QSize(width, round(words + below + unit(16)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(LINE_ROLE)
        unit, tokens = theme().px, theme().tokens
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect)
        self._paint_ground(painter, area.adjusted(0, 1, 0, -1), option.state)
        if line.heading:
            self._paint_heading(painter, area, line)
            painter.restore()
            return
        room = area.adjusted(unit(10), unit(8), -unit(10), -unit(7))
        ink = tokens.ink if line.group == NEXT else tokens.ink2
        painting.block_of_text(painter, room, line.text, painting.Ink(_font(line), ink, TOP))
        small = theme().font(Type.SMALL)
        words = _foot(line)
        top = room.bottom() - unit(FOOT_LINE) * len(words)
        for place, said in enumerate(words):
            foot = QRectF(room.left(), top + place * unit(FOOT_LINE), room.width(), unit(FOOT_LINE))
            if line.why and place == len(words) - 1:
                width = chip_width(line.why)
                chip = QRectF(foot.right() - width, foot.bottom() - unit(18), width, unit(18))
                paint_chip(painter, chip, line.why, line.tone)
                foot.setRight(chip.left() - unit(6))
            painting.line_of_text(painter, foot, said, painting.Ink(small, tokens.ink2))
        painter.restore()

    def _paint_heading(self, painter: QPainter, area: QRectF, line: GuideLine) -> None:
        unit, tokens = theme().px, theme().tokens
        room = area.adjusted(unit(10), unit(8), -unit(10), 0)
        next_up = line.group == NEXT
        font = theme().font(Type.SMALL, 600)
        painting.line_of_text(
            painter, room, line.text, painting.Ink(font, tokens.accent if next_up else tokens.ink2)
        )
        if not next_up:
            side = unit(14)
            sign = QRectF(room.right() - side, room.center().y() - side / 2, side, side)
            icons.paint(painter, "chevron-right" if line.folded else "chevron-down", tokens.ink2, sign)

    def _room(self) -> int:
        view = self.parent()
        return view.viewport().width() if isinstance(view, QListView) else theme().px(WIDTH)

    def _paint_ground(self, painter: QPainter, body: QRectF, state: QStyle.StateFlag) -> None:
        tokens = theme().tokens
        view = self.parent()
        focused = isinstance(view, QWidget) and view.hasFocus()
        if state & QStyle.StateFlag.State_Selected and focused:
            painting.rounded(painter, body, 8, tokens.tint)
            painting.focus_ring(painter, body, 7)
        elif state & QStyle.StateFlag.State_MouseOver:
            painting.rounded(painter, body, 8, tokens.hover)


def _font(line: GuideLine) -> QFont:
    """What to ask next stands out."""
    return theme().font(Type.BODY, 600) if line.group == NEXT else theme().font(Type.DENSE)


def _foot(line: GuideLine) -> list[str]:
    """The small lines under a question: what it is about, whom to ask."""
    return [part for part in (line.about, line.whom) if part] or [""]


class GuideList(QListView):
    """The questions. `asked(line)` on Enter or a click, `folding(group)` on a heading, `left` on Esc."""

    asked = Signal(object)
    folding = Signal(str)
    left = Signal()

    def __init__(self, label: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("guide")
        self.setAccessibleName(label)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setItemDelegate(GuideDelegate(self))
        self.lines = GuideModel(self)
        self.setModel(self.lines)
        self.setBatchSize(BATCH)
        thin_bars(self)
        self.clicked.connect(self._on_opened)

    def show_lines(self, lines: Sequence[GuideLine], keep_place: bool = True) -> None:
        """Show these, from the top or from where one scrolled to.

        Lines differ in height. From the top only the first are measured at once, the others when there is time.
        """
        if lines == self.lines.lines:
            return
        bar, current = self.verticalScrollBar(), self.currentIndex()
        row, line = current.row(), current.data(LINE_ROLE) if current.isValid() else None
        upper = self.indexAt(QPoint(1, 1))
        anchor = upper.data(LINE_ROLE) if upper.isValid() and bar.value() else None
        kept, offset = bar.value(), self.visualRect(upper).top()
        self.setLayoutMode(QListView.LayoutMode.SinglePass if keep_place else QListView.LayoutMode.Batched)
        self.lines.set_lines(lines)
        if row >= 0 and keep_place:
            place = self.lines.place_of(line)
            self._take(place if place >= 0 else min(row, len(lines) - 1))
        bar.setValue(kept if keep_place else 0)
        place = self.lines.place_of(anchor) if keep_place else -1
        if place >= 0:
            bar.setValue(bar.value() + self.visualRect(self.lines.index(place, 0)).top() - offset)

    def enter(self) -> None:
        """Take the focus, with a question in hand."""
        if not self.currentIndex().isValid():
            first = next((at for at, line in enumerate(self.lines.lines) if not line.heading), -1)
            self._take(first)
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.scrollTo(self.currentIndex())

    def _take(self, row: int) -> None:
        """Take a line in hand without scrolling to it."""
        self.setAutoScroll(False)
        self.setCurrentIndex(self.lines.index(row, 0))
        self.setAutoScroll(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._on_opened(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _on_opened(self, index: QModelIndex) -> None:
        line = index.data(LINE_ROLE)
        if not isinstance(line, GuideLine):
            return
        if not line.heading:
            self.asked.emit(line)
        elif line.group != NEXT:
            self.folding.emit(line.group)
