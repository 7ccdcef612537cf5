"""One line of a rival's card: the account where it is met, dots for what is known there, the threat, a remark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Tone, Type, theme
from ui.widgets import painting
from ui.widgets.chip import chip_width, paint_chip

WALK_KEYS: dict[int, bool] = {Qt.Key.Key_Down: True, Qt.Key.Key_Up: False}


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """`dots` are lit, dim or empty; `chip` may be empty."""

    id: int
    title: str
    dots: tuple[str, ...]
    dots_text: str
    chip: str = ""
    chip_tone: Tone = Tone.NEUTRAL
    remark: str = ""


def paint_dots(painter: QPainter, area: QRectF, states: Sequence[str]) -> None:
    """Dots side by side: filled, pale, or a ring."""
    unit, tokens = theme().px, theme().tokens
    for place, state in enumerate(states):
        centre = QPointF(area.left() + unit(5) + place * unit(12), area.center().y())
        if state == "lit":
            painting.dot(painter, centre, unit(4), tokens.accent)
        elif state == "dim":
            painting.dot(painter, centre, unit(4), tokens.ornament)
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.ornament), unit(1.2)))
            painter.drawEllipse(centre, unit(3.5), unit(3.5))


class PlaceRow(QWidget):
    """Enter or a click emits `opened(id)`; Up and Down walk."""

    opened = Signal(int)

    def __init__(self, line: PlaceLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = line
        self._focus_sign = painting.FocusSign()
        self.setObjectName(f"place_{line.id}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        spoken = (line.title, line.dots_text, line.chip, line.remark)
        self.setAccessibleName(" · ".join(part for part in spoken if part))
        self.setToolTip(painting.plain_tip("\n".join(part for part in spoken if part)))

    def sizeHint(self) -> QSize:
        return QSize(theme().px(360), theme().px(40))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self._line.id)
        elif event.key() in WALK_KEYS:
            self.focusNextPrevChild(WALK_KEYS[event.key()])
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit(self._line.id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._focus_sign.take(event)
        super().focusInEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        unit, tokens, line = theme().px, theme().tokens, self._line
        painter = painting.painter_for(self)
        area = QRectF(self.rect()).adjusted(0, 1, 0, -1)
        if self.underMouse() or self.hasFocus():
            painting.rounded(painter, area, 8, tokens.tint if self.hasFocus() else tokens.hover)
        inner = area.adjusted(unit(10), 0, -unit(10), 0)
        dots = unit(12.0) * len(line.dots)
        chip = chip_width(line.chip) if line.chip else 0.0
        title_width = max(unit(120.0), inner.width() * 0.28)
        strong = painting.Ink(theme().font(Type.BODY, 600), tokens.ink)
        painting.line_of_text(
            painter, QRectF(inner.left(), inner.top(), title_width, inner.height()), line.title, strong
        )
        left = inner.left() + title_width + unit(12)
        paint_dots(painter, QRectF(left, inner.top(), dots, inner.height()), line.dots)
        left += dots + unit(12)
        if line.chip:
            paint_chip(painter, QRectF(left, inner.top(), chip, inner.height()), line.chip, line.chip_tone)
            left += chip + unit(12)
        room = QRectF(left, inner.top(), max(0.0, inner.right() - left), inner.height())
        painting.line_of_text(painter, room, line.remark, painting.Ink(theme().font(Type.DENSE), tokens.ink2))
        if self._focus_sign.shown(self):
            painting.focus_ring(painter, area, 7)
        painter.end()
