"""An icon on a small quiet ground, before a row of words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons
from ui.theme import theme
from ui.widgets import painting

SIDE, INSET, RADIUS = 36, 0.25, 8


class PlaceSign(QWidget):
    """As in the rows of a card list."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(SIDE), theme().px(SIDE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        area = QRectF(self.rect())
        painting.rounded(painter, area, theme().px(RADIUS), theme().tokens.chip)
        inset = area.width() * INSET
        icons.paint(painter, self._icon, theme().tokens.ink2, area.adjusted(inset, inset, -inset, -inset))
        painter.end()
