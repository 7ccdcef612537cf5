"""A scrolling area that follows the keyboard: what is walked to or written in is in sight, also when it grows or moves.

Whoever scrolls by hand looks elsewhere; the next key brings the area back.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Slot
from PySide6.QtWidgets import QAbstractItemView, QApplication, QScrollArea, QWidget
from shiboken6 import isValid

from ui.theme import theme

MARGIN = 40
KEYS = (QEvent.Type.KeyPress, QEvent.Type.InputMethod)
SHIFTS = (QEvent.Type.Move, QEvent.Type.Resize)
WHOLE = ("editor", "error")
"""What a row has that is seen as one: an editor in it, the reason of a refusal under it."""


class Following(QObject):
    """One for an area, from its beginning."""

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self._focus: QWidget | None = None
        self._watched: list[QWidget] = []
        self._holds = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._see)
        area.installEventFilter(self)  # a notice at the foot of the window takes room away
        area.verticalScrollBar().actionTriggered.connect(self.let_go)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    @Slot()
    def let_go(self) -> None:
        """Look elsewhere until the next key."""
        self._holds = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._focus and event.type() in KEYS:
            self._holds = True
            self._soon.start()
        elif event.type() in SHIFTS and self._holds:
            self._soon.start()
        return False

    @Slot("QWidget*", "QWidget*")
    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or new is self._focus:  # another window for a while is no going elsewhere
            return
        inside = self._area.widget()
        within = isValid(inside) and inside is not None and inside.isAncestorOf(new)
        if not within and self._focus is None:
            return
        for one in self._watched:
            if isValid(one):
                one.removeEventFilter(self)
        self._focus = new if within else None
        self._watched = list(_up(new, inside)) if within and inside is not None else []
        for one in self._watched:
            one.installEventFilter(self)
        self._holds = within
        # A row that moves under the mouse would not be clicked.
        if within and QApplication.mouseButtons() == Qt.MouseButton.NoButton:
            self._soon.start()

    @Slot()
    def _see(self) -> None:
        focus, inside = self._focus, self._area.widget()
        if focus is None or not isValid(focus) or inside is None or not self._area.isVisible():
            return
        room, bar = self._area.viewport().height(), self._area.verticalScrollBar()
        fitting = (one for one in self._seen(focus, inside) if 0 < one.height() <= room)
        wanted = next(fitting, None)
        if wanted is None:
            return
        spare = min(theme().px(MARGIN), (room - wanted.height()) // 2)
        top, most = bar.value(), wanted.top() - spare
        least = wanted.top() + wanted.height() + spare - room
        if not least <= top <= most:
            bar.setValue(most if top > most else least)

    def _seen(self, focus: QWidget, inside: QWidget) -> Iterator[QRect]:
        """What is to be in sight, as much of it as there is room for: the row, what is held in it, the cursor."""
        part = _line(focus, inside)
        for whole in self._watched[1:]:
            if any(hasattr(whole, name) for name in WHOLE):
                yield _within(whole, whole.rect(), inside)
                if _refused(whole):
                    yield part.united(_within(whole, QRect(0, whole.height() - 1, 1, 1), inside))
                break
        yield part
        cursor = focus.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
        if isinstance(cursor, QRect):
            yield _within(focus, cursor, inside)


def _refused(whole: QWidget) -> bool:
    said = getattr(whole, "error", None)
    return callable(said) and bool(said())


def _line(focus: QWidget, inside: QWidget) -> QRect:
    """The focus, in a list its current line."""
    for one in (focus, *_up(focus, inside)):
        if isinstance(one, QAbstractItemView) and one.currentIndex().isValid():
            return _within(one.viewport(), one.visualRect(one.currentIndex()), inside)
    return _within(focus, focus.rect(), inside)


def _up(widget: QWidget, top: QWidget) -> Iterator[QWidget]:
    """The widget and what it is in, below `top`."""
    one: QWidget | None = widget
    while one is not None and one is not top:
        yield one
        one = one.parentWidget()


def _within(widget: QWidget, area: QRect, inside: QWidget) -> QRect:
    return QRect(widget.mapTo(inside, area.topLeft()), area.size())
