"""Strokes shared by painted widgets: rounded areas, focus rings, lines of text.

Knows the painter and the theme; holds no state and no widget.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QPaintDevice,
    QPainter,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QWidget

from desktopcrm.plain import plain
from ui.blur import blur
from ui.theme import theme

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTER = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class Ink:
    """How a line of text is written."""

    font: QFont
    colour: str
    align: Qt.AlignmentFlag = LEFT


def painter_for(device: QPaintDevice) -> QPainter:
    """A painter with smooth edges."""
    painter = QPainter(device)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    return painter


def rounded(painter: QPainter, area: QRectF, radius: float, fill: str, line: str = "") -> None:
    """A filled area with round corners; `line` draws one hairline inside its edge. Empty strings draw nothing."""
    painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
    if not line:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(area, radius, radius)
        return
    painter.setPen(QPen(QColor(line), 1))
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


def focus_ring(painter: QPainter, area: QRectF, radius: float, colour: str = "") -> None:
    """The ring that shows where the keyboard is; two pixels, inside `area`."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colour or theme().tokens.accent), 2))
    painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), radius, radius)


def line_of_text(painter: QPainter, area: QRectF, text: str, ink: Ink) -> bool:
    """Write one line, elided to `area`; tells whether something was left out."""
    metrics, text = QFontMetricsF(ink.font, painter.device()), blur().words(text)
    shown = metrics.elidedText(plain(text).replace("\n", " · "), Qt.TextElideMode.ElideRight, area.width())
    painter.setFont(ink.font)
    painter.setPen(QColor(ink.colour))
    painter.drawText(area, int(ink.align) | int(Qt.TextFlag.TextSingleLine), shown)
    return shown != text


def block_of_text(painter: QPainter, area: QRectF, text: str, ink: Ink) -> None:
    """Write several lines, wrapped at words and, where a word is too long, anywhere."""
    painter.setPen(QColor(ink.colour))
    layout = _lay_out(blur().words(text), ink.font, area.width(), ink.align)
    height = layout.boundingRect().height()
    top = area.top()
    if ink.align & Qt.AlignmentFlag.AlignVCenter:
        top += max(0.0, (area.height() - height) / 2)
    layout.draw(painter, QPointF(area.left(), top))


def text_width(font: QFont, text: str) -> float:
    """Width of one line in logical pixels."""
    return QFontMetricsF(font).horizontalAdvance(blur().words(text))


def text_height(font: QFont, text: str = "", width: float = 0) -> float:
    """Height of one line, or of `text` wrapped to `width`."""
    metrics, text = QFontMetricsF(font), blur().words(text)
    if not text or width <= 0:
        return metrics.height()
    if "\n" not in text and metrics.horizontalAdvance(text) <= width:
        return metrics.height()
    return _lay_out(text, font, width, LEFT).boundingRect().height()


def _lay_out(text: str, font: QFont, width: float, align: Qt.AlignmentFlag) -> QTextLayout:
    """Lines broken where the writing allows it (no 。 at the start of a line), and anywhere in a long address.

    `drawText` can do one or the other, not both.
    """
    option = QTextOption(align & Qt.AlignmentFlag.AlignHorizontal_Mask)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(plain(text).replace("\n", "\u2028"), font)
    layout.setTextOption(option)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout


def dot(painter: QPainter, centre: QPointF, radius: float, fill: str) -> None:
    """A small filled circle."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(fill))
    painter.drawEllipse(centre, radius, radius)


class FocusSign:
    """Remembers how the focus came: a click needs no ring, the keyboard does; another window changes nothing."""

    def __init__(self) -> None:
        self._by_keyboard = False

    def take(self, event: QFocusEvent) -> None:
        """Note the reason; call it from `focusInEvent`."""
        reason = event.reason()
        if reason in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            return
        self._by_keyboard = reason is not Qt.FocusReason.MouseFocusReason

    def shown(self, widget: QWidget) -> bool:
        """Whether a focus ring is due."""
        return self._by_keyboard and widget.hasFocus() and widget.isEnabled()


def plain_tip(text: str) -> str:
    """A tool tip that shows `text` as it stands: Qt would take a `<` in a name for markup, and blanks for one."""
    shown = blur().words(plain(text))
    return f"<span style='white-space:pre-wrap'>{escape(shown)}</span>" if shown else ""
