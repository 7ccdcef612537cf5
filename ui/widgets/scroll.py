"""A thin scroll bar without arrows, and how to put it on a view."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar, QStyle, QStyleOptionSlider, QWidget

from ui.theme import theme
from ui.widgets import painting


class ThinScrollBar(QScrollBar):
    """Only a rounded handle; Qt's own arithmetic for where it lies."""

    def __init__(self, direction: Qt.Orientation, parent: QWidget | None = None) -> None:
        super().__init__(direction, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, False)

    def sizeHint(self) -> QSize:
        side = theme().px(10)
        return QSize(side, side)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        handle = QRectF(self._handle(option))
        painter = painting.painter_for(self)
        tokens = theme().tokens
        thin = 2.5
        body = handle.adjusted(thin, thin, -thin, -thin)
        busy = self.underMouse() or self.isSliderDown()
        radius = min(body.width(), body.height()) / 2
        painting.rounded(painter, body, radius, tokens.ornament if busy else tokens.field_line)
        painter.end()

    def _handle(self, option: QStyleOptionSlider) -> QRectF:
        groove = QStyle.SubControl.SC_ScrollBarSlider
        slider = self.style().subControlRect(QStyle.ComplexControl.CC_ScrollBar, option, groove, self)
        return QRectF(slider)


def thin_bars(area: QAbstractScrollArea) -> None:
    """Give a scrolling view the thin bars."""
    area.setVerticalScrollBar(ThinScrollBar(Qt.Orientation.Vertical, area))
    area.setHorizontalScrollBar(ThinScrollBar(Qt.Orientation.Horizontal, area))
    area.setCornerWidget(QWidget(area))
