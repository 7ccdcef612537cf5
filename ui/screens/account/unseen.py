"""Parts of a page below what is in sight: filled when there is time, at the latest before anything is asked of them.

Knows widgets and where they lie; knows nothing of what fills them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

Part = tuple[QWidget, Callable[[], None]]
FIRST = 2
"""So many parts are filled at once where nothing has its place yet."""
SIGHT = 1.25
"""Heights of the page that count as in sight: what stands above may become lower."""


class UnseenParts(QObject):
    """`show` fills what is in sight of `area` and leaves the rest for the idle moments after the picture."""

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self._waiting: list[Part] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._fill_next)
        area.verticalScrollBar().valueChanged.connect(self.finish)

    def show(self, parts: Sequence[Part], at_once: bool) -> None:
        """Fill the parts, in their order on the page; `at_once`: all of them."""
        self._forget()
        self._waiting = list(parts)
        if at_once:
            self.finish()
            return
        placed = self._area.isVisible()
        first = [one for one in parts if self._in_sight(one[0])] if placed else parts[:FIRST]
        self._fill(first)
        for widget, _ in self._waiting:
            widget.setUpdatesEnabled(False)  # rather blank for a moment than with what belongs to another
        if self._waiting:
            self._timer.start()

    def waiting(self) -> bool:
        """Whether some part still shows what was there before."""
        return bool(self._waiting)

    def finish(self) -> None:
        """Fill everything that waits."""
        self._fill(list(self._waiting))

    def _forget(self) -> None:
        """Nothing waits any more."""
        for widget, _ in self._waiting:
            widget.setUpdatesEnabled(True)
        self._waiting = []

    def _fill_next(self) -> None:
        self._fill(self._waiting[:1])
        if self._waiting:
            self._timer.start()

    def _fill(self, parts: Sequence[Part]) -> None:
        for part in parts:
            if part in self._waiting:  # filling may scroll, which fills the others
                self._waiting.remove(part)
                part[1]()
                part[0].setUpdatesEnabled(True)

    def _in_sight(self, widget: QWidget) -> bool:
        """Whether a part can be seen from the top of the page, soon perhaps, or holds the focus."""
        focused = self._area.window().focusWidget()
        if focused is not None and widget.isAncestorOf(focused):
            return True
        inside = self._area.widget()
        top = widget.mapTo(inside, QPoint(0, 0)).y() if inside is not None else 0
        return top < self._area.viewport().height() * SIGHT
