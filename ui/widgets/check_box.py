"""A box to tick with words beside it, and the sign itself for lists that paint their own rows."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from ui import icons
from ui.theme import theme
from ui.widgets import painting

SIDE, GAP = 18, 8


def paint_check(painter: QPainter, area: QRectF, checked: bool, enabled: bool = True) -> None:
    """The square: filled with a tick, or empty."""
    tokens = theme().tokens
    radius = area.width() * 0.28
    if not checked:
        painting.rounded(painter, area, radius, tokens.card, tokens.field_line)
        return
    painting.rounded(painter, area, radius, tokens.accent if enabled else tokens.ornament)
    inset = area.width() * 0.16
    icons.paint(painter, "check", tokens.on_accent, area.adjusted(inset, inset, -inset, -inset))


class CheckBox(QCheckBox):
    """Space or a click ticks. `toggled` as in Qt."""

    def __init__(self, name: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words.replace("&", "&&"), parent)
        self._focus_sign = painting.FocusSign()
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setFont(theme().font())
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        unit = theme().px
        words = painting.text_width(self.font(), self._words())
        return QSize(round(words) + unit(SIDE + GAP + 6), unit(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(80), self.sizeHint().height())

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._focus_sign.take(event)
        super().focusInEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        unit, tokens = theme().px, theme().tokens
        painter = painting.painter_for(self)
        middle = self.height() / 2
        box = QRectF(unit(2), middle - unit(SIDE) / 2, unit(SIDE), unit(SIDE))
        paint_check(painter, box, self.isChecked(), self.isEnabled())
        left = box.right() + unit(GAP)
        room = QRectF(left, 0, self.width() - left, self.height())
        ink = tokens.ink if self.isEnabled() else tokens.ornament
        painting.line_of_text(painter, room, self._words(), painting.Ink(self.font(), ink))
        if self._focus_sign.shown(self):
            painting.focus_ring(painter, QRectF(self.rect()), 6)
        painter.end()

    def _words(self) -> str:
        return self.text().replace("&&", "&")
