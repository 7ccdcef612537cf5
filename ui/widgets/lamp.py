"""A lamp: lit, dark, not known, or lit by what was concluded. The sign of every yes, no and not-known of the classes."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui import icons
from ui.theme import Tone, Type, theme
from ui.widgets import painting

SIGNS = {"yes": "check", "no": "x"}


def tone_of(state: str, bad: str) -> Tone | None:
    """The tone of an answer: `bad` is the answer that speaks against us; `None` where nothing is known."""
    if state not in SIGNS:
        return None
    return Tone.BAD if state == bad else Tone.GOOD


def paint_lamp(painter: QPainter, area: QRectF, state: str, inferred: bool = False, bad: str = "no") -> None:
    """Draw a lamp into a square: `state` is yes, no or unknown; one that was only inferred has a broken edge."""
    tokens = theme().tokens
    inner = area.adjusted(1, 1, -1, -1)
    tone = tone_of(state, bad)
    if tone is None:
        _circle(painter, inner, "", tokens.ornament, broken=True)
        ink = painting.Ink(theme().font(Type.DENSE, 600), tokens.ink2, painting.CENTER)
        painting.line_of_text(painter, area, "?", ink)
        return
    solid = tone is Tone.GOOD and not inferred
    _circle(painter, inner, tokens.good_fill if solid else tokens.under(tone), tokens.text(tone), inferred)
    inset = area.width() * 0.24
    ink_of_sign = tokens.on_accent if solid else tokens.text(tone)
    icons.paint(painter, SIGNS[state], ink_of_sign, area.adjusted(inset, inset, -inset, -inset))


def _circle(painter: QPainter, area: QRectF, fill: str, line: str, broken: bool) -> None:
    pen = QPen(QColor(line), 1.4)
    if broken:
        pen.setDashPattern([2.4, 2.4])
    painter.setPen(pen)
    painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(area)
