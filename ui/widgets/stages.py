"""The eight stages of a purchase as a line of marks: where it stands, how far each stage is, how long it took.

Fed with `StageMark`s; emits the stage that was clicked or opened with the keyboard.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui import icons
from ui.theme import Tone, Type, theme
from ui.widgets import painting

MARK, TOP = 28, 8
CROWDED_BELOW = 64
STEP_KEYS: dict[int, int] = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}


class StageState(StrEnum):
    """How a stage stands."""

    DONE = "done"
    FORCED = "forced"
    CURRENT = "current"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class StageMark:
    """One stage. `note` stands under the label (3 of 6 done), `days` under that (12 d of 30); words come ready."""

    number: int
    label: str
    state: StageState
    percent: int = 0
    note: str = ""
    days: str = ""
    days_tone: Tone = Tone.NEUTRAL
    tip: str = ""


class StageSteps(QWidget):
    """Left and right move the mark in view, Enter or a click emits `stage_chosen(number)`."""

    stage_chosen = Signal(int)

    def __init__(self, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = label
        self._marks: tuple[StageMark, ...] = ()
        self._cursor = 0
        self._hover = -1
        self._focus_sign = painting.FocusSign()
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_marks(self, marks: Sequence[StageMark], chosen: int = 0) -> None:
        """Show these stages; `chosen` is the number of the one whose list is in view (0: the current one)."""
        self._marks = tuple(marks)
        numbers = [mark.number for mark in marks]
        current = next((i for i, mark in enumerate(marks) if mark.state is StageState.CURRENT), 0)
        self._cursor = numbers.index(chosen) if chosen in numbers else current
        self._describe()
        self.updateGeometry()
        self.update()

    def chosen(self) -> int:
        """Number of the stage in view."""
        return self._marks[self._cursor].number if self._marks else 0

    def sizeHint(self) -> QSize:
        return QSize(theme().px(760), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(MARK + 10) * max(1, len(self._marks)), self._height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = STEP_KEYS.get(event.key(), 0)
        if step and self._marks:
            self._go(min(len(self._marks) - 1, max(0, self._cursor + step)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._marks:
            self.stage_chosen.emit(self.chosen())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self._at(event.position())
        if index >= 0:
            self._go(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self._at(event.position())
        if index != self._hover:
            self._hover = index
            tip = (self._marks[index].tip or self._marks[index].label) if index >= 0 else ""
            QToolTip.showText(event.globalPosition().toPoint(), painting.plain_tip(tip), self)
            self.update()

    def leaveEvent(self, _event: QEvent) -> None:
        self._hover = -1
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._focus_sign.take(event)
        super().focusInEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        for index in {self._cursor, self._hover} - {-1}:
            self._paint_halo(painter, index)
        for index in range(len(self._marks)):
            self._paint_line(painter, index)
        for index in range(len(self._marks)):
            self._paint_mark(painter, index)
        painter.end()

    def _height(self) -> int:
        unit = theme().px
        small = painting.text_height(theme().font(Type.SMALL))
        lines = 1 + any(mark.note for mark in self._marks) + any(mark.days for mark in self._marks)
        return round(unit(MARK + TOP + 8) + lines * (small + unit(3)) + unit(8))

    def _step(self) -> float:
        return self.width() / max(1, len(self._marks))

    def _centre(self, index: int) -> QPointF:
        return QPointF(self._step() * (index + 0.5), theme().px(MARK / 2 + TOP))

    def _at(self, where: QPointF) -> int:
        index = int(where.x() // self._step()) if self._marks else -1
        return index if 0 <= index < len(self._marks) else -1

    def _go(self, index: int) -> None:
        self._cursor = index
        self._describe()
        self.update()
        self.stage_chosen.emit(self.chosen())

    def _paint_line(self, painter: QPainter, index: int) -> None:
        if index + 1 >= len(self._marks):
            return
        unit, tokens = theme().px, theme().tokens
        start, end = self._centre(index), self._centre(index + 1)
        gap = unit(MARK) / 2 + unit(5)
        done = self._marks[index].state in (StageState.DONE, StageState.FORCED)
        painter.setPen(QPen(QColor(tokens.good_fill if done else tokens.track), unit(2)))
        painter.drawLine(QPointF(start.x() + gap, start.y()), QPointF(end.x() - gap, end.y()))

    def _paint_mark(self, painter: QPainter, index: int) -> None:
        unit = theme().px
        mark, centre = self._marks[index], self._centre(index)
        radius = unit(MARK) / 2
        area = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        self._paint_circle(painter, area, mark)
        self._paint_words(painter, index)

    def _paint_halo(self, painter: QPainter, index: int) -> None:
        unit, tokens = theme().px, theme().tokens
        area = QRectF(self._step() * index + 3, 0, self._step() - 6, self.height())
        painting.rounded(painter, area, unit(10), tokens.tint if index == self._cursor else tokens.hover)
        if index == self._cursor and self._focus_sign.shown(self):
            painting.focus_ring(painter, area, unit(9))

    def _paint_circle(self, painter: QPainter, area: QRectF, mark: StageMark) -> None:
        unit, tokens = theme().px, theme().tokens
        fills = {
            StageState.DONE: tokens.good_fill,
            StageState.FORCED: tokens.warn_fill,
            StageState.CURRENT: tokens.accent,
        }
        fill = fills.get(mark.state, "")
        if fill:
            painting.dot(painter, area.center(), area.width() / 2, fill)
        else:
            self._paint_progress(painter, area, mark.percent)
        sign = {StageState.DONE: "check", StageState.FORCED: "triangle-alert"}.get(mark.state, "")
        if sign:
            inner = QRectF(0, 0, unit(16), unit(16))
            inner.moveCenter(area.center())
            icons.paint(painter, sign, tokens.on_accent, inner)
            return
        ink = tokens.on_accent if fill else tokens.ink2
        font = theme().font(Type.DENSE, 600)
        painting.line_of_text(painter, area, str(mark.number), painting.Ink(font, ink, painting.CENTER))

    def _paint_progress(self, painter: QPainter, area: QRectF, percent: int) -> None:
        tokens, width = theme().tokens, theme().px(2)
        inner = area.adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.setBrush(QColor(tokens.card))
        painter.setPen(QPen(QColor(tokens.field_line), width))
        painter.drawEllipse(inner)
        if percent:
            painter.setPen(QPen(QColor(tokens.good_fill), width))
            painter.drawArc(inner, 90 * 16, -round(percent * 3.6 * 16))

    def _paint_words(self, painter: QPainter, index: int) -> None:
        unit, tokens, mark = theme().px, theme().tokens, self._marks[index]
        room = self._room_for_words(index)
        current = mark.state is StageState.CURRENT
        ink = tokens.ink2 if mark.state is StageState.AHEAD else tokens.ink
        line = painting.text_height(theme().font(Type.SMALL)) + unit(3)
        top = unit(MARK + TOP + 6)
        lines = [(mark.label, theme().font(Type.DENSE, 600 if current else 400), ink)]
        small = theme().font(Type.SMALL)
        if mark.note:
            lines.append((mark.note, small, tokens.accent if current else tokens.ink2))
        if mark.days:
            lines.append((mark.days, small, tokens.text(mark.days_tone)))
        for place, (words, font, colour) in enumerate(lines):
            area = QRectF(room.left(), top + place * line, room.width(), line)
            painting.line_of_text(painter, area, words, painting.Ink(font, colour, painting.CENTER))

    def _room_for_words(self, index: int) -> QRectF:
        """Left and width of the words under a mark; where marks stand close only the one in view has words."""
        step = self._step()
        if step >= theme().px(CROWDED_BELOW):
            return QRectF(step * index + 5, 0, step - 10, 0)
        if index != self._cursor:
            return QRectF()
        width = min(float(self.width()), theme().px(180))
        left = min(max(0.0, self._centre(index).x() - width / 2), self.width() - width)
        return QRectF(left, 0, width, 0)

    def _describe(self) -> None:
        if not self._marks:
            self.setAccessibleName(self._label)
            return
        mark = self._marks[self._cursor]
        parts = (f"{mark.number} {mark.label}", mark.note, mark.days)
        self.setAccessibleName(f"{self._label}: " + " · ".join(part for part in parts if part))
