"""Initials of a name on a coloured ground; the same name always has the same colour."""

from __future__ import annotations

import zlib

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Type, theme
from ui.widgets import painting

# (ground, ink) in the light look and in the dark look.
_LIGHT = (
    ("#ccdaf5", "#3a5a9e"),
    ("#f2e2de", "#994f3c"),
    ("#dcebe6", "#2f6d57"),
    ("#eae1f0", "#7a4f91"),
    ("#f0e8d8", "#7f5f1d"),
    ("#dce8ee", "#316a80"),
)
_DARK = (
    ("#2b4169", "#a9c6fb"),
    ("#533129", "#f0a995"),
    ("#24443d", "#7fd6b3"),
    ("#453253", "#d3aeea"),
    ("#493a20", "#eccb84"),
    ("#213f4a", "#8ecbe2"),
)

_TITLES = ("经理", "主任", "部长", "总监", "厂长", "师傅", "老师", "科长", "处长", "院长", "主管", "总工")


def initials(name: str, of_person: bool = False) -> str:
    """Two characters for a Chinese, Japanese or Korean name, else the first letters of the first and last word.

    Of a person's three characters the last two are the given name: 沈敬民 → 敬民, but 李经理 → 李.
    """
    words = name.split()
    if not words:
        return ""
    if _is_east_asian(words[0][0]):
        if of_person and len(words[0]) == 3:
            return words[0][0] if words[0].endswith(_TITLES) else words[0][1:]
        return words[0][:2]
    letters = [word for word in words if word[0].isalnum()] or words
    return (letters[0][0] + letters[-1][0] if len(letters) > 1 else letters[0][:2]).upper()


def paint_avatar(painter: QPainter, area: QRectF, name: str, round_shape: bool) -> None:
    """Draw the initials into a square `area`; people are round, companies have corners."""
    shades = _DARK if theme().tokens.dark else _LIGHT
    ground, ink = shades[zlib.crc32(name.encode()) % len(shades)]
    radius = area.width() / 2 if round_shape else area.width() * 0.22
    painting.rounded(painter, area, radius, ground)
    font = QFont(theme().font(Type.DENSE, 600))
    font.setPointSizeF(font.pointSizeF() * min(1.4, max(0.7, area.width() / theme().px(36))))
    painter.setFont(font)
    painter.setPen(QColor(ink))
    painter.drawText(area, int(painting.CENTER), initials(name, round_shape))


def shades() -> list[tuple[str, str]]:
    """All pairs of ink and ground, for the contrast test."""
    return [(ink, ground) for ground, ink in (*_LIGHT, *_DARK)]


def _is_east_asian(letter: str) -> bool:
    return "\u2e80" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7af" or "\uf900" <= letter <= "\ufaff"


class Avatar(QWidget):
    """The initials as a widget of `side` logical pixels."""

    def __init__(
        self, name: str, side: int = 36, round_shape: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._side, self._round = name, side, round_shape
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_name(self, name: str) -> None:
        """Show another name."""
        self._name = name
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        side = theme().px(self._side)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        paint_avatar(painter, QRectF(self.rect()), self._name, self._round)
        painter.end()
