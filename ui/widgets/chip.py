"""Chips and badges: a word on a pale ground, in one of the five tones."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons
from ui.blur import blur
from ui.theme import Tone, Type, theme
from ui.widgets import painting

SIDE = 9
HEIGHT = 22


def chip_width(text: str, icon: str = "") -> float:
    """Width of a chip in logical pixels."""
    unit = theme().px
    return (
        painting.text_width(theme().font(Type.SMALL, 600), text) + 2 * unit(SIDE) + (unit(16) if icon else 0)
    )


def paint_chip(painter: QPainter, area: QRectF, text: str, tone: Tone, icon: str = "") -> None:
    """Draw a chip into `area`, whose height it need not fill."""
    tokens = theme().tokens
    unit = theme().px
    height = min(area.height(), unit(HEIGHT))
    body = QRectF(area.left(), area.center().y() - height / 2, area.width(), height)
    painting.rounded(painter, body, height / 2, tokens.under(tone))
    left = body.left() + unit(SIDE)
    if icon:
        icons.paint(
            painter, icon, tokens.text(tone), QRectF(left, body.center().y() - unit(6), unit(12), unit(12))
        )
        left += unit(16)
    room = QRectF(left, body.top(), body.right() - left - unit(SIDE) + 1, height)
    painting.line_of_text(painter, room, text, painting.Ink(theme().font(Type.SMALL, 600), tokens.text(tone)))


class Chip(QWidget):
    """A word on a pale ground. A chip with a reason shows it as a tool tip and reads it to a screen reader."""

    def __init__(
        self, text: str, tone: Tone = Tone.NEUTRAL, icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._text, self._tone, self._icon = text, tone, icon
        self.setAccessibleName(blur().words(text))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_chip(self, text: str, tone: Tone) -> None:
        """Another word and tone."""
        self._text, self._tone = text, tone
        self.setAccessibleName(blur().words(text))
        self.updateGeometry()
        self.update()

    def set_reason(self, text: str) -> None:
        """Why the chip says what it says."""
        self.setToolTip(painting.plain_tip(text))
        self.setAccessibleDescription(blur().words(text))

    def text(self) -> str:
        """The word."""
        return self._text

    def sizeHint(self) -> QSize:
        lowest = QFontMetricsF(theme().font(Type.SMALL, 600)).height() + 2
        return QSize(round(chip_width(self._text, self._icon)), round(max(theme().px(HEIGHT), lowest)))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), theme().px(64)), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        paint_chip(painter, QRectF(self.rect()), self._text, self._tone, self._icon)
        painter.end()
