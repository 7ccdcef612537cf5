"""Pages of a document under one another, as pictures; only what is seen is decoded.

Knows PNG bytes and their resolution; knows no document.
"""

from __future__ import annotations

import struct
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from ui.theme import theme
from ui.widgets import painting
from ui.widgets.scroll import thin_bars

MARGIN, GAP = 16, 16
KEPT_IMAGES = 6
POINTS_PER_INCH = 72
LEAST_ZOOM, MOST_ZOOM, ZOOM_STEP = 0.3, 4.0, 1.2
LINE_STEP = 48
BLINK_MS = 120


class Fit(StrEnum):
    """How the pages follow the width of the view."""

    WIDTH = "width"
    PAGE = "page"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its picture and its size in points (1/72 inch)."""

    data: bytes
    width: float
    height: float
    pixels: tuple[int, int]


A4 = Sheet(b"", 595.28, 841.89, (0, 0))
"""What is expected before the first page is there, so that it comes in the right resolution."""


class PageView(QAbstractScrollArea):
    """`page_changed(page, of)` while scrolling; `sharpness_changed` when pictures of another resolution fit better."""

    page_changed = Signal(int, int)
    sharpness_changed = Signal()

    def __init__(self, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheets: list[Sheet] = []
        self._images: OrderedDict[int, QImage] = OrderedDict()
        self._fit = Fit.WIDTH
        self._zoom = 1.0
        self._shown = (0, 0)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        thin_bars(self)
        self.verticalScrollBar().setSingleStep(theme().px(LINE_STEP))
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(BLINK_MS)
        self._calm.timeout.connect(self.sharpness_changed)

    # what is shown

    def show_pages(self, pages: Sequence[bytes], ppi: float) -> None:
        """PNG pages made at `ppi` pixels an inch. The place in the document stays."""
        kept = self._place()
        self._images.clear()
        self._sheets = [_sheet(page, ppi) for page in pages]
        self._lay_out()
        self._return_to(kept)
        self._tell()
        self.viewport().update()

    def count(self) -> int:
        """How many pages there are."""
        return len(self._sheets)

    def page(self) -> int:
        """The page in the middle of the view, 0 without any."""
        if not self._sheets:
            return 0
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        tops = self._tops()
        return max((number for number, top in enumerate(tops, 1) if top <= middle), default=1)

    def go_to(self, page: int) -> None:
        """Bring the top of a page to the top of the view."""
        if self._sheets:
            tops = self._tops()
            wanted = min(len(tops), max(1, page))
            self.verticalScrollBar().setValue(round(tops[wanted - 1] - theme().px(GAP) / 2))

    def ppi(self) -> float:
        """The resolution at which pages are crisp here, in device pixels an inch."""
        return self._scale() * POINTS_PER_INCH * self.devicePixelRatioF()

    def set_fit(self, fit: Fit) -> None:
        """Follow the width, show whole pages, or keep the zoom."""
        self._fit = fit
        self._rescale()

    @property
    def fit(self) -> Fit:
        """How the pages follow the view."""
        return self._fit

    def zoom_by(self, factor: float) -> None:
        """Larger or smaller, from what is seen now."""
        self._zoom = min(MOST_ZOOM, max(LEAST_ZOOM, self._scale() * factor))
        self._fit = Fit.FREE
        self._rescale()

    # Qt

    def sizeHint(self) -> QSize:
        return QSize(theme().px(520), theme().px(640))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self.viewport())
        tokens = theme().tokens
        painter.fillRect(self.viewport().rect(), QColor(tokens.ground))
        seen = self._seen()
        for place, area in seen:
            self._paint_sheet(painter, place, area)
        if self.hasFocus():
            painting.focus_ring(painter, QRectF(self.viewport().rect()), 2)
        painter.end()
        if seen:
            last = seen[-1][0] + 1
            QTimer.singleShot(0, self, lambda: self._image(last))  # the next page, before it is scrolled to

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fit is not Fit.FREE and event.oldSize().isValid():
            self._rescale()
        else:
            self._lay_out()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        steps = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_Space: 1, Qt.Key.Key_PageUp: -1}
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier & ~Qt.KeyboardModifier.ShiftModifier:
            super().keyPressEvent(event)
        elif key in steps:
            self.go_to(self.page() + steps[Qt.Key(key)])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to(1 if key == Qt.Key.Key_Home else self.count())
        elif event.text() in ("+", "="):
            self.zoom_by(ZOOM_STEP)
        elif event.text() == "-":
            self.zoom_by(1 / ZOOM_STEP)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
        elif event.angleDelta().y():
            self.zoom_by(ZOOM_STEP if event.angleDelta().y() > 0 else 1 / ZOOM_STEP)

    # within
    def _scale(self) -> float:
        """Logical pixels a point. A picture that nearly fits is shown pixel by pixel, which is what makes it crisp."""
        if not self._sheets:
            return self._wanted_scale(A4)
        first = self._sheets[0]
        exact = first.pixels[0] / self.devicePixelRatioF() / first.width
        wanted = self._wanted_scale(first)
        near = abs(exact - wanted) * first.width < 2
        return exact if near else wanted

    def _wanted_scale(self, first: Sheet) -> float:
        if self._fit is Fit.FREE:
            return self._zoom
        room = self.viewport().width() - 2 * theme().px(MARGIN)
        across = max(0.2, room / first.width)
        if self._fit is Fit.WIDTH:
            return across
        return min(across, max(0.2, (self.viewport().height() - 2 * theme().px(GAP)) / first.height))

    def _tops(self) -> list[float]:
        scale, gap = self._scale(), theme().px(GAP)
        tops, top = [], float(gap)
        for sheet in self._sheets:
            tops.append(top)
            top += sheet.height * scale + gap
        return tops

    def _seen(self) -> list[tuple[int, QRectF]]:
        """Places and areas of the pages that touch the view."""
        scale, ratio = self._scale(), self.devicePixelRatioF()
        down, across = self.verticalScrollBar().value(), self.horizontalScrollBar().value()
        found = []
        for place, (sheet, top) in enumerate(zip(self._sheets, self._tops(), strict=True)):
            width, height = sheet.width * scale, sheet.height * scale
            left = max(theme().px(MARGIN), (self.viewport().width() - width) / 2) - across
            spot = QPointF(round(left * ratio) / ratio, round((top - down) * ratio) / ratio)
            area = QRectF(spot.x(), spot.y(), width, height)
            if area.bottom() > 0 and area.top() < self.viewport().height():
                found.append((place, area))
        return found

    def _paint_sheet(self, painter: QPainter, place: int, area: QRectF) -> None:
        painter.fillRect(area, QColor("white"))
        image = self._image(place)
        if image is not None:
            ratio = self.devicePixelRatioF()
            crisp = abs(image.width() - area.width() * ratio) < 1
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not crisp)
            target = QRectF(area.topLeft(), image.size().toSizeF() / ratio) if crisp else area
            painter.drawImage(target, image)
        painter.setPen(QColor(theme().tokens.hairline))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area.adjusted(-0.5, -0.5, 0.5, 0.5))

    def _image(self, place: int) -> QImage | None:
        if not 0 <= place < len(self._sheets):
            return None
        if place not in self._images:
            self._images[place] = QImage.fromData(self._sheets[place].data)
            while len(self._images) > KEPT_IMAGES:
                self._images.popitem(last=False)
        self._images.move_to_end(place)
        return self._images[place]

    def _rescale(self) -> None:
        kept = self._place()
        self._lay_out()
        self._return_to(kept)
        self._tell()
        self.viewport().update()
        if self._sheets:
            self._calm.start()

    def _lay_out(self) -> None:
        scale, view = self._scale(), self.viewport()
        tops = self._tops()
        height = tops[-1] + self._sheets[-1].height * scale + theme().px(GAP) if tops else 0
        width = max((sheet.width for sheet in self._sheets), default=0) * scale + 2 * theme().px(MARGIN)
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setRange(0, max(0, round(height - view.height())))
        down.setPageStep(view.height())
        across.setRange(0, max(0, round(width - view.width())) if self._fit is Fit.FREE else 0)

    def _place(self) -> float:
        """Where the view is, as a share of the whole document."""
        top = self.verticalScrollBar().maximum()
        return self.verticalScrollBar().value() / top if top else 0.0

    def _return_to(self, place: float) -> None:
        self.verticalScrollBar().setValue(round(place * self.verticalScrollBar().maximum()))

    def _on_scrolled(self) -> None:
        self.viewport().update()
        self._tell()

    def _tell(self) -> None:
        now = (self.page(), self.count())
        if now != self._shown:
            self._shown = now
            self.page_changed.emit(*now)


def _sheet(data: bytes, ppi: float) -> Sheet:
    """A page from its PNG; its size stands at a fixed place of the file."""
    width, height = struct.unpack(">II", data[16:24])
    points = POINTS_PER_INCH / ppi
    return Sheet(data, width * points, height * points, (width, height))
