"""Widgets side by side that go to the next line where there is no room (chips, filters)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import theme

WIDEST_LINE_GAP = 8
"""Between two lines; wider gaps are for what stands side by side."""


class FlowRow(QWidget):
    """`add` widgets one after another; each keeps its natural size."""

    def __init__(self, parent: QWidget | None = None, gap: int = 8) -> None:
        super().__init__(parent)
        self._gap = theme().px(gap)
        self._widgets: list[QWidget] = []
        self._centred = self._even = False
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hug_right(self) -> FlowRow:
        """Be no wider than its widgets, so that a stretch before it keeps it at the right; gives itself back."""
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        return self

    def centred(self) -> FlowRow:
        """Every line in the middle; gives itself back."""
        self._centred = True
        return self

    def even(self) -> FlowRow:
        """No more lines than are needed, and none of them much shorter than the others; gives itself back."""
        self._even = True
        return self

    def add(self, widget: QWidget) -> None:
        """Put a widget at the end."""
        widget.setParent(self)
        self._widgets.append(widget)
        widget.show()
        self._arrange(self.width())
        self.updateGeometry()

    def show_only(self, widgets: Sequence[QWidget]) -> None:
        """Hide the others; they keep their place for later."""
        for widget in self._widgets:
            widget.setVisible(widget in widgets)
        self._arrange(self.width())
        self.updateGeometry()

    def clear(self) -> None:
        """Take everything out."""
        for widget in self._widgets:
            widget.hide()
            widget.deleteLater()
        self._widgets.clear()
        self.updateGeometry()

    def widgets(self) -> tuple[QWidget, ...]:
        """What is in the row."""
        return tuple(self._widgets)

    def sizeHint(self) -> QSize:
        width = sum(widget.sizeHint().width() + self._gap for widget in self._there())
        return QSize(max(0, width - self._gap), self.heightForWidth(max(self.width(), theme().px(200))))

    def minimumSizeHint(self) -> QSize:
        tallest = max((widget.sizeHint().height() for widget in self._there()), default=0)
        return QSize(theme().px(80), tallest)

    def heightForWidth(self, width: int) -> int:
        places = self._places(width)
        return max((place.bottom() + 1 for place in places), default=0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange(event.size().width())
        super().resizeEvent(event)

    def _arrange(self, width: int) -> None:
        for widget, place in zip(self._there(), self._places(width), strict=True):
            widget.setGeometry(place)

    def _there(self) -> list[QWidget]:
        """What was hidden takes no room."""
        return [widget for widget in self._widgets if not widget.isHidden()]

    def _places(self, width: int) -> list[QRect]:
        places: list[QRect] = []
        line: list[QRect] = []
        left = top = 0
        sizes = [widget.sizeHint() for widget in self._there()]
        break_at = self._even_width([size.width() for size in sizes], width) if self._even else width
        for size in sizes:
            if left and left + size.width() > break_at:
                self._centre(line, width)
                top += _level(line) + min(self._gap, theme().px(WIDEST_LINE_GAP))
                line, left = [], 0
            line.append(QRect(left, top, min(size.width(), max(width, 1)), size.height()))
            places.append(line[-1])
            left += size.width() + self._gap
        _level(line)
        self._centre(line, width)
        return places

    def _even_width(self, widths: Sequence[int], width: int) -> int:
        """The narrowest in which they take no more lines."""
        least, most, lines = 1, max(width, 1), self._lines(widths, width)
        while least < most:
            middle = (least + most) // 2
            if self._lines(widths, middle) > lines:
                least = middle + 1
            else:
                most = middle
        return least

    def _lines(self, widths: Sequence[int], width: int) -> int:
        lines, left = 1, 0
        for one in widths:
            if left and left + one > width:
                lines, left = lines + 1, 0
            left += one + self._gap
        return lines

    def _centre(self, line: list[QRect], width: int) -> None:
        if not self._centred or not line:
            return
        spare = max(0, width - line[-1].right() - 1) // 2
        for place in line:
            place.translate(spare, 0)


def _level(line: list[QRect]) -> int:
    """Put what is lower into the middle of its line; gives the height of the line."""
    tallest = max((place.height() for place in line), default=0)
    for place in line:
        place.translate(0, (tallest - place.height()) // 2)
    return tallest
