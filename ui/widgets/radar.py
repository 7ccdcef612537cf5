"""Several shapes over the same axes: how contenders compare. Values from 0 to 10; colours come with the order."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Tokens, Type, theme
from ui.widgets import painting

MOST = 10.0
RINGS = 5


@dataclass(frozen=True, slots=True)
class RadarShape:
    """One contender: a value for each axis, `None` where there is none."""

    name: str
    values: tuple[float | None, ...]


def shape_colours(tokens: Tokens) -> tuple[str, ...]:
    """Ours first; the others in turn."""
    return (tokens.accent, tokens.warn_fill, tokens.bad_fill, tokens.good_fill, tokens.ornament)


class Radar(QWidget):
    """Axes with their words around, the shapes, and a legend below."""

    def __init__(self, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = label
        self._axes: tuple[str, ...] = ()
        self._shapes: tuple[RadarShape, ...] = ()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_shapes(self, axes: Sequence[str], shapes: Sequence[RadarShape]) -> None:
        """Other axes and shapes."""
        self._axes, self._shapes = tuple(axes), tuple(shapes)
        spoken = [
            f"{shape.name}: "
            + ", ".join(
                f"{axis} {value:g}"
                for axis, value in zip(axes, shape.values, strict=True)
                if value is not None
            )
            for shape in shapes
        ]
        self.setAccessibleDescription("; ".join(spoken))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        unit = theme().px
        return QSize(unit(340), unit(270) + len(self._shapes) * unit(20))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(260), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._axes:
            return
        unit = theme().px
        painter = painting.painter_for(self)
        centre = QPointF(self.width() / 2, unit(136))
        radius = min(unit(96.0), self.width() / 2 - unit(76))
        self._paint_net(painter, centre, radius)
        for place, shape in reversed(list(enumerate(self._shapes))):
            self._paint_shape(painter, (centre, radius), place, shape)
        self._paint_legend(painter)
        painter.end()

    def _spot(self, centre: QPointF, radius: float, place: int) -> QPointF:
        angle = 2 * math.pi * place / len(self._axes) - math.pi / 2
        return QPointF(centre.x() + radius * math.cos(angle), centre.y() + radius * math.sin(angle))

    def _paint_net(self, painter: QPainter, centre: QPointF, radius: float) -> None:
        unit, tokens = theme().px, theme().tokens
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tokens.hairline), 1))
        for ring in range(1, RINGS + 1):
            spots = [self._spot(centre, radius * ring / RINGS, place) for place in range(len(self._axes))]
            painter.drawPolygon(QPolygonF(spots))
        font = theme().font(Type.SMALL)
        for place, words in enumerate(self._axes):
            end = self._spot(centre, radius, place)
            painter.setPen(QPen(QColor(tokens.hairline), 1))
            painter.drawLine(centre, end)
            out = self._spot(centre, radius + unit(12), place)
            width = painting.text_width(font, words) + 2
            side = (out.x() - centre.x()) / radius
            left = out.x() - width / 2 + (width / 2) * max(-1.0, min(1.0, side * 1.3))
            left = max(0.0, min(left, self.width() - width))
            area = QRectF(left, out.y() - unit(9), width, unit(18))
            painting.line_of_text(painter, area, words, painting.Ink(font, tokens.ink2, painting.CENTER))

    def _paint_shape(
        self, painter: QPainter, where: tuple[QPointF, float], place: int, shape: RadarShape
    ) -> None:
        centre, radius = where
        colours = shape_colours(theme().tokens)
        colour = QColor(colours[min(place, len(colours) - 1)])
        spots = [
            self._spot(centre, radius * value / MOST, axis)
            for axis, value in enumerate(shape.values)
            if value is not None
        ]
        fill = QColor(colour)
        fill.setAlpha(36 if place == 0 else 16)
        painter.setPen(QPen(colour, theme().px(2)))
        painter.setBrush(fill)
        painter.drawPolygon(QPolygonF(spots))
        for spot in spots:
            painting.dot(painter, spot, theme().px(2.5), colour.name())

    def _paint_legend(self, painter: QPainter) -> None:
        unit, tokens = theme().px, theme().tokens
        colours = shape_colours(tokens)
        font = theme().font(Type.SMALL, 600)
        for place, shape in enumerate(self._shapes):
            top = unit(266) + place * unit(20)
            width = min(painting.text_width(font, shape.name) + 2, self.width() - unit(30))
            left = (self.width() - width - unit(16)) / 2
            painting.dot(
                painter,
                QPointF(left + unit(5), top + unit(9)),
                unit(4),
                colours[min(place, len(colours) - 1)],
            )
            area = QRectF(left + unit(16), top, width, unit(18))
            painting.line_of_text(painter, area, shape.name, painting.Ink(font, tokens.ink))
