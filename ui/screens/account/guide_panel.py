"""The guide at the right of an account: what is open here, most valuable first. It never leaves; narrow, it is a strip.

Shows lines; a click or Enter tells which one was meant.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QFrame,
    QListView,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui import icons
from ui.context import Context
from ui.models.account_guide import GuideLine
from ui.theme import Type, theme
from ui.widgets import painting
from ui.widgets.button import IconButton
from ui.widgets.chip import chip_width, paint_chip
from ui.widgets.empty import EmptyState
from ui.widgets.scroll import thin_bars
from ui.widgets.surfaces import Plain, SectionTitle
from ui.widgets.table_rows import NOWHERE, Index

WIDTH, STRIP = 296, 44
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

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled if self.lines[index.row()].heading else super().flags(index)


class GuideDelegate(QStyledItemDelegate):
    """A heading, or a question with whom to ask under it."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        line = index.data(LINE_ROLE)
        unit = theme().px
        width = self._room()
        if line.heading:
            return QSize(width, unit(34))
        words = painting.text_height(theme().font(Type.DENSE), line.text, width - unit(20))
        below = unit(FOOT_LINE) * len(_foot(line)) + unit(2)
        return QSize(width, round(words + below + unit(16)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(LINE_ROLE)
        unit, tokens = theme().px, theme().tokens
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect)
        if line.heading:
            room = area.adjusted(unit(10), unit(8), -unit(10), 0)
            font = theme().font(Type.SMALL, 600)
            painting.line_of_text(painter, room, line.text, painting.Ink(font, tokens.ink2))
            painting.line_of_text(painter, room, line.why, painting.Ink(font, tokens.ink2, painting.RIGHT))
            painter.restore()
            return
        self._paint_ground(painter, area.adjusted(0, 1, 0, -1), option.state)
        room = area.adjusted(unit(10), unit(8), -unit(10), -unit(7))
        painting.block_of_text(
            painter, room, line.text, painting.Ink(theme().font(Type.DENSE), tokens.ink, TOP)
        )
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


def _foot(line: GuideLine) -> list[str]:
    """The small lines under a question: what it is about, whom to ask."""
    return [part for part in (line.about, line.whom) if part] or [""]


class GuideList(QListView):
    """The questions. `asked(line)` on Enter or a click."""

    asked = Signal(object)

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
        kept, row = self.verticalScrollBar().value(), self.currentIndex().row()
        self.setLayoutMode(QListView.LayoutMode.SinglePass if keep_place else QListView.LayoutMode.Batched)
        self.lines.set_lines(lines)
        if row >= 0 and keep_place:
            self.setCurrentIndex(self.lines.index(min(row, len(lines) - 1), 0))
        self.verticalScrollBar().setValue(kept if keep_place else 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._on_opened(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _on_opened(self, index: QModelIndex) -> None:
        line = index.data(LINE_ROLE)
        if isinstance(line, GuideLine) and not line.heading:
            self.asked.emit(line)


class GuideStrip(QAbstractButton):
    """The guide when there is no room: how many questions are open; a click unfolds it."""

    def __init__(self, label: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("guide_strip")
        self.setAccessibleName(label)
        self.setToolTip(painting.plain_tip(label))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.count = 0

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        unit, tokens = theme().px, theme().tokens
        area = QRectF(self.rect())
        if self.underMouse():
            painter.fillRect(area, tokens.hover)
        sign = QRectF(area.center().x() - unit(9), unit(18), unit(18), unit(18))
        icons.paint(painter, "lightbulb", tokens.accent, sign)
        below = QRectF(0, sign.bottom() + unit(6), area.width(), unit(18))
        ink = painting.Ink(theme().font(Type.SMALL, 600), tokens.ink2, painting.CENTER)
        painting.line_of_text(painter, below, str(self.count), ink)
        if self.hasFocus():
            painting.focus_ring(painter, area.adjusted(3, 3, -3, -3), 6)
        painter.end()


class GuidePanel(Plain):
    """The list with its title, or the strip."""

    asked = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        tr, unit = context.tr, theme().px
        self.setObjectName("guide_panel")
        self.setAccessibleName(tr("account.guide"))
        self.set_edge("left")
        self._wide, self._unfolded = True, False
        self.list = GuideList(tr("account.guide"), self)
        self.list.asked.connect(self.asked)
        self.strip = GuideStrip(tr("account.guide"), self)
        self.strip.clicked.connect(lambda: self._unfold(True))
        self._title = SectionTitle(tr("account.guide"), "", self)
        self._title.setContentsMargins(unit(10), 0, unit(6), unit(4))
        self._fold = IconButton("fold_guide", "chevron-right", tr("account.fold_guide"), self)
        self._fold.dense().clicked.connect(lambda: self._unfold(False))
        self._title.tools.addWidget(self._fold)
        self._label = tr("account.guide")
        self._nothing = EmptyState("circle-check", tr("account.guide_done"), tr("account.guide_done_about"))
        full = QWidget(self)
        column = QVBoxLayout(full)
        column.setContentsMargins(unit(8), unit(16), 0, 0)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addWidget(self.list, 1)
        column.addWidget(self._nothing, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(full)
        self._stack.addWidget(self.strip)
        self._apply()

    def show_lines(self, lines: Sequence[GuideLine], keep_place: bool = True) -> None:
        """Show the questions; those of another account from the top."""
        count = sum(not line.heading for line in lines)
        self.list.show_lines(lines, keep_place)
        self.list.setVisible(bool(lines))
        self._nothing.setVisible(not lines)
        self._title.show_title(self._label, str(count) if count else "")
        self.strip.count = count
        self.strip.update()

    def set_wide(self, wide: bool) -> None:
        """Whether there is room for the whole panel."""
        if wide != self._wide:
            self._wide, self._unfolded = wide, False
            self._apply()

    @property
    def is_strip(self) -> bool:
        """Whether only the strip is shown."""
        return not (self._wide or self._unfolded)

    def _unfold(self, unfolded: bool) -> None:
        self._unfolded = unfolded
        self._apply()
        (self.list if unfolded else self.strip).setFocus(Qt.FocusReason.OtherFocusReason)

    def _apply(self) -> None:
        self._fold.setVisible(not self._wide)
        self._stack.setCurrentIndex(1 if self.is_strip else 0)
        self.setFixedWidth(theme().px(STRIP if self.is_strip else WIDTH))
