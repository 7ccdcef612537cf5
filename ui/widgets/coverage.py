"""How much is known: a ring, a labelled bar, and four small bars for lists. Percent in, nothing computed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Tone, Type, theme
from ui.widgets import painting

GOOD_FROM, WARN_FROM = 70, 40


def tone_of(percent: int) -> Tone:
    """Red, amber or green: the same steps everywhere."""
    if percent >= GOOD_FROM:
        return Tone.GOOD
    return Tone.WARN if percent >= WARN_FROM else Tone.BAD


def paint_ring(painter: QPainter, area: QRectF, percent: int, tone: Tone | None = None) -> None:
    """A ring with the figure inside, drawn into a square `area`."""
    tokens = theme().tokens
    width = max(2.5, area.width() * 0.1)
    inner = area.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(tokens.track), width))
    painter.drawEllipse(inner)
    pen = QPen(QColor(tokens.fill(tone or tone_of(percent))), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    if percent > 0:
        painter.drawArc(inner, 90 * 16, -round(percent * 3.6 * 16))
    font = QFont(theme().font(Type.DENSE, 600))
    font.setPointSizeF(font.pointSizeF() * min(1.3, max(0.68, area.width() / theme().px(44))))
    small = area.width() < theme().px(40)
    painter.setFont(font)
    painter.setPen(QColor(tokens.ink2 if small else tokens.ink))
    painter.drawText(area, int(painting.CENTER), str(percent))


def paint_bar(painter: QPainter, area: QRectF, percent: int, tone: Tone | None = None) -> None:
    """A rounded bar on its track."""
    tokens = theme().tokens
    radius = area.height() / 2
    painting.rounded(painter, area, radius, tokens.track)
    if percent > 0:
        length = max(area.height(), area.width() * min(percent, 100) / 100)
        fill = tokens.fill(tone or tone_of(percent))
        painting.rounded(painter, QRectF(area.left(), area.top(), length, area.height()), radius, fill)


def paint_mini(painter: QPainter, area: QRectF, percents: Sequence[int]) -> None:
    """Small upright bars side by side, one a layer."""
    tokens = theme().tokens
    step = area.width() / max(1, len(percents))
    width = min(step * 0.6, theme().px(7))
    for index, percent in enumerate(percents):
        left = area.left() + index * step + (step - width) / 2
        painting.rounded(painter, QRectF(left, area.top(), width, area.height()), width / 2.5, tokens.track)
        if percent > 0:
            height = max(width * 0.6, area.height() * min(percent, 100) / 100)
            body = QRectF(left, area.bottom() - height, width, height)
            painting.rounded(painter, body, width / 2.5, tokens.fill(tone_of(percent)))


class CoverageRing(QWidget):
    """A ring, with a word under it if one is given."""

    def __init__(self, label: str = "", side: int = 48, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label, self._side, self._percent = label, side, 0
        self._tone: Tone | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_percent(0)

    def set_percent(self, percent: int, tone: Tone | None = None) -> None:
        """Show 0–100; without a tone the figure chooses it."""
        self._percent, self._tone = percent, tone
        self.setAccessibleName(f"{self._label} {percent} %".strip())
        self.update()

    def percent(self) -> int:
        """What is shown."""
        return self._percent

    def sizeHint(self) -> QSize:
        side = theme().px(self._side)
        if not self._label:
            return QSize(side, side)
        font = theme().font(Type.SMALL)
        width = max(side, round(painting.text_width(font, self._label)) + 2)
        return QSize(width, side + theme().px(4) + round(painting.text_height(font)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        side = theme().px(self._side)
        area = QRectF((self.width() - side) / 2, 0, side, side)
        paint_ring(painter, area, self._percent, self._tone)
        if self._label:
            below = QRectF(0, side + theme().px(4), self.width(), self.height() - side - theme().px(4))
            ink = painting.Ink(theme().font(Type.SMALL), theme().tokens.ink2, painting.CENTER)
            painting.line_of_text(painter, below, self._label, ink)
        painter.end()


class CoverageBar(QWidget):
    """Label · bar · percent on one line."""

    def __init__(
        self, label: str, percent: int = 0, label_width: int = 120, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._label, self._percent, self._label_width = label, percent, label_width
        self._tone: Tone | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_percent(percent)

    def set_percent(self, percent: int, tone: Tone | None = None) -> None:
        """Show 0–100; without a tone the figure chooses it."""
        self._percent, self._tone = percent, tone
        self.setAccessibleName(f"{self._label} {percent} %")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(self._label_width + 160), theme().px(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(self._label_width + 100), theme().px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        unit, tokens = theme().px, theme().tokens
        area = QRectF(self.rect())
        words = QRectF(0, 0, unit(self._label_width) - unit(8), area.height())
        painting.line_of_text(painter, words, self._label, painting.Ink(theme().font(Type.DENSE), tokens.ink))
        figure = unit(44)
        bar = QRectF(unit(self._label_width), area.center().y() - unit(3), 0, unit(6))
        bar.setRight(area.right() - figure)
        paint_bar(painter, bar, self._percent, self._tone)
        ink = tokens.text(self._tone or tone_of(self._percent))
        right = QRectF(area.right() - figure, 0, figure, area.height())
        font = theme().font(Type.DENSE, 600, figures=True)
        painting.line_of_text(painter, right, f"{self._percent}%", painting.Ink(font, ink, painting.RIGHT))
        painter.end()


class CoverageMini(QWidget):
    """Four small bars for a header or a row."""

    def __init__(self, percents: Sequence[int] = (0, 0, 0, 0), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._percents = tuple(percents)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_percents(percents)

    def set_percents(self, percents: Sequence[int]) -> None:
        """One figure 0–100 a bar."""
        self._percents = tuple(percents)
        self.setAccessibleName(" · ".join(f"{percent} %" for percent in self._percents))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(12) * max(1, len(self._percents)), theme().px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        paint_mini(painter, QRectF(self.rect()), self._percents)
        painter.end()
