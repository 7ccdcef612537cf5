"""The list of Today: headings that are walked past, rows that are acted on with single keys.

Paints lines, tells which key was pressed on which row. Thousands of rows cost what is seen of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktopcrm.domain.agenda_row import OVERDUE, TODAY, Row
from ui import icons
from ui.blur import blur
from ui.screens.today.lines import BY_URGENCY, ICONS, TONES, Heading, Line, Reader
from ui.theme import Type, theme
from ui.widgets import painting
from ui.widgets.avatar import paint_avatar
from ui.widgets.chip import chip_width, paint_chip
from ui.widgets.scroll import thin_bars
from ui.widgets.table_rows import NOWHERE, Index

ROW, HEADING, FIRST_HEADING = 52, 40, 30
EDGE = 6
LINE_ROLE = int(Qt.ItemDataRole.UserRole) + 21
SPOKEN = (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole))


class LinesModel(QAbstractListModel):
    """Lines held in memory, told when they are asked for."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []
        self.reader: Reader | None = None
        self.grouping = BY_URGENCY

    def show(self, lines: Sequence[Line], reader: Reader, grouping: str) -> None:
        """Show these lines."""
        self.beginResetModel()
        self.lines, self.reader, self.grouping = list(lines), reader, grouping
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = SPOKEN[0]) -> object:
        line = self.lines[index.row()]
        if role == LINE_ROLE:
            return line
        return (
            blur().words(self.reader.spoken(line, self.grouping)) if role in SPOKEN and self.reader else None
        )

    def flags(self, index: Index) -> Qt.ItemFlag:
        is_heading = isinstance(self.lines[index.row()], Heading)
        return Qt.ItemFlag.NoItemFlags if is_heading else super().flags(index)

    def place_of(self, subject: str) -> int:
        """Place of the row about a subject, -1 where there is none."""
        rows = enumerate(self.lines)
        return next((at for at, line in rows if isinstance(line, Row) and line.subject == subject), -1)

    def nearest(self, place: int) -> int:
        """The row at a place, else the next one, else the one before; -1 without rows."""
        rows = [at for at, line in enumerate(self.lines) if isinstance(line, Row)]
        return next((at for at in rows if at >= place), rows[-1] if rows else -1)


class LineDelegate(QStyledItemDelegate):
    """A heading with its count; a row with its sign, sentence, second line and day."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        is_heading = isinstance(index.data(LINE_ROLE), Heading)
        height = (FIRST_HEADING if index.row() == 0 else HEADING) if is_heading else ROW
        return QSize(theme().px(200), theme().px(height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, model = index.data(LINE_ROLE), index.model()
        if not isinstance(model, LinesModel) or model.reader is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect)
        if isinstance(line, Heading):
            self._paint_heading(painter, area, line)
        elif isinstance(line, Row):
            edge = theme().px(EDGE)
            self._paint_ground(painter, area.adjusted(edge, 1, -edge, -1), option.state)
            self._paint_row(painter, area, line, model)
        painter.restore()

    def _paint_heading(self, painter: QPainter, area: QRectF, line: Heading) -> None:
        unit, tokens = theme().px, theme().tokens
        foot = QRectF(area.left(), area.bottom() - unit(28), area.width(), unit(24))
        foot = foot.adjusted(unit(EDGE + 10), 0, -unit(EDGE + 10), 0)
        if line.account_id:
            side = float(unit(20))
            paint_avatar(
                painter, QRectF(foot.left(), foot.center().y() - side / 2, side, side), line.text, False
            )
            foot.setLeft(foot.left() + side + unit(8))
        font = theme().font(Type.DENSE, 600)
        ink = tokens.ink if line.account_id else tokens.text(line.tone)
        painting.line_of_text(painter, foot, line.text, painting.Ink(font, ink))
        used = min(painting.text_width(font, line.text), foot.width()) + unit(8)
        rest = foot.adjusted(used, 0, 0, 0)
        if rest.width() > 0:
            count = painting.Ink(theme().font(Type.DENSE), tokens.ink2)
            painting.line_of_text(painter, rest, str(line.count), count)

    def _paint_ground(self, painter: QPainter, body: QRectF, state: QStyle.StateFlag) -> None:
        tokens, view = theme().tokens, self.parent()
        if state & QStyle.StateFlag.State_Selected:
            painting.rounded(painter, body, 8, tokens.tint)
            if isinstance(view, QWidget) and view.hasFocus():
                painting.focus_ring(painter, body, 7)
        elif state & QStyle.StateFlag.State_MouseOver:
            painting.rounded(painter, body, 8, tokens.hover)

    def _paint_row(self, painter: QPainter, area: QRectF, row: Row, model: LinesModel) -> None:
        unit, tokens, reader = theme().px, theme().tokens, model.reader
        if reader is None:
            return
        inner = area.adjusted(unit(EDGE + 10), 0, -unit(EDGE + 10), 0)
        side, tone = float(unit(32)), TONES[row.urgency]
        sign = QRectF(inner.left(), inner.center().y() - side / 2, side, side)
        painting.rounded(painter, sign, side / 2, tokens.under(tone))
        edge = side * 0.26
        icons.paint(
            painter, ICONS.get(row.kind, "info"), tokens.text(tone), sign.adjusted(edge, edge, -edge, -edge)
        )
        right = inner.right()
        due = reader.due(row)
        if due:
            width = chip_width(due)
            paint_chip(painter, QRectF(right - width, inner.top(), width, inner.height()), due, tone)
            right -= width + unit(10)
        room = QRectF(sign.right() + unit(12), inner.top(), right - sign.right() - unit(12), inner.height())
        self._paint_words(painter, room, row, model)

    def _paint_words(self, painter: QPainter, room: QRectF, row: Row, model: LinesModel) -> None:
        unit, tokens, reader = theme().px, theme().tokens, model.reader
        if reader is None:
            return
        strong = painting.Ink(
            theme().font(Type.BODY, 600 if row.urgency in (OVERDUE, TODAY) else 400), tokens.ink
        )
        detail = reader.detail(row, model.grouping)
        if not detail:
            painting.line_of_text(painter, room, reader.title(row), strong)
            return
        middle, line = room.center().y(), unit(20)
        upper = QRectF(room.left(), middle - line, room.width(), line)
        painting.line_of_text(painter, upper, reader.title(row), strong)
        second = painting.Ink(theme().font(Type.DENSE), tokens.ink2)
        painting.line_of_text(painter, QRectF(room.left(), middle, room.width(), line), detail, second)


class RowList(QListView):
    """`chosen(row or None)` as another row is in hand; `key_pressed(name)` for a key that means something here."""

    chosen = Signal(object)
    key_pressed = Signal(str)

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("today_rows")
        self.setAccessibleName(label)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(LineDelegate(self))
        self.viewport().setAutoFillBackground(False)
        thin_bars(self)
        self.model_ = LinesModel(self)
        self.setModel(self.model_)
        self.selectionModel().currentChanged.connect(lambda *_: self.chosen.emit(self.row()))
        self.doubleClicked.connect(lambda _: self.key_pressed.emit("open"))

    def show_lines(self, lines: Sequence[Line], reader: Reader, grouping: str) -> None:
        """Show these; the row in hand stays in hand, or the one that took its place."""
        held, place = self.row(), self.currentIndex().row()
        scrolled = self.verticalScrollBar().value()
        self.model_.show(lines, reader, grouping)
        self.verticalScrollBar().setValue(scrolled)
        at = self.model_.place_of(held.subject) if held else -1
        self._take(at if at >= 0 else self.model_.nearest(max(0, place)))

    def row(self) -> Row | None:
        """The row in hand."""
        index = self.currentIndex()
        line = index.data(LINE_ROLE) if index.isValid() else None
        return line if isinstance(line, Row) else None

    def take(self, subject: str) -> bool:
        """Take the row about a subject in hand; tells whether it is shown."""
        at = self.model_.place_of(subject)
        if at >= 0:
            self._take(at)
        return at >= 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        name = KEYS.get(Qt.Key(event.key()), "") if plain else ""
        if name:
            self.key_pressed.emit(name)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are deeds here, not a search."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.row() is None:
            self._take(self.model_.nearest(0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A form opened below: the row that it asks about stays in sight."""
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def _take(self, place: int) -> None:
        if place < 0:
            self.chosen.emit(None)
            return
        index = self.model_.index(place, 0)
        same = index == self.currentIndex()
        self.setCurrentIndex(index)
        above = self.model_.index(place - 1, 0) if place == 1 else QModelIndex()
        self.scrollTo(above if above.isValid() else index)
        if same:
            self.chosen.emit(self.row())


KEYS = {
    Qt.Key.Key_Return: "open",
    Qt.Key.Key_Enter: "open",
    Qt.Key.Key_Space: "open",
    Qt.Key.Key_L: "log",
    Qt.Key.Key_C: "call",
    Qt.Key.Key_V: "plan_visit",
    Qt.Key.Key_M: "move",
    Qt.Key.Key_Delete: "cancel",
    Qt.Key.Key_X: "done",
    Qt.Key.Key_D: "decide",
    Qt.Key.Key_H: "hop_done",
    Qt.Key.Key_I: "invited",
    Qt.Key.Key_T: "thanked",
    Qt.Key.Key_S: "snooze",
    Qt.Key.Key_W: "why",
    Qt.Key.Key_B: "bring_back",
    Qt.Key.Key_G: "grouping",
    Qt.Key.Key_P: "put_off",
}
"""Key → deed, or something about the list."""
