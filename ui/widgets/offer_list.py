"""Names offered under what is being typed: a short list over everything else, walked from the text, never focused.

Knows rows and the place to stand; who takes the keys tells it to walk.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import theme
from ui.widgets import painting
from ui.widgets.card_list import CardItem, CardList

ROW, MOST, EDGE = 34, 6, 5
STEPS: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
TAKING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class OfferList(QWidget):
    """`taken(id)`; `offer(items, corner)` shows it, nothing to offer hides it."""

    taken = Signal(int)

    def __init__(self, name: str, label: str, host: QWidget) -> None:
        super().__init__(host)
        self._items: tuple[CardItem, ...] = ()
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list = CardList(f"{name}_rows", label, ROW, self)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.clicked.connect(lambda _index: self.taken.emit(self._list.current_id()))
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        column.addWidget(self._list)
        self.hide()

    def offer(self, items: Sequence[CardItem], corner: QPoint, width: int) -> None:
        """Show these under a place of the host, above it where there is no room; the first is in hand."""
        kept = self._list.current_id() if self.isVisible() else 0
        self._items = tuple(items)
        host = self.parentWidget()
        if not items or host is None:
            self.hide()
            return
        self._list.show_items(self._items)
        self._list.choose(kept if any(one.id == kept for one in items) else items[0].id)
        height = min(len(items), MOST) * theme().px(ROW) + 2 * EDGE + 4
        self._list.setFixedHeight(height - 2 * EDGE)
        width = min(theme().px(width), host.width())
        left = max(0, min(corner.x(), host.width() - width))
        top = (
            corner.y()
            if corner.y() + height <= host.height()
            else max(0, corner.y() - height - theme().px(28))
        )
        self.setGeometry(left, top, width, height)
        self.show()
        self.raise_()

    def items(self) -> tuple[CardItem, ...]:
        """What is offered, nothing while it is hidden."""
        return self._items if self.isVisible() else ()

    def takes(self, event: QKeyEvent) -> bool:
        """Walk, take or go away where the key says so; tells whether it did."""
        if not self.isVisible() or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        key = event.key()
        if key in STEPS:
            places = [one.id for one in self._items]
            place = places.index(self._list.current_id()) + STEPS[key]
            self._list.choose(places[max(0, min(len(places) - 1, place))])
        elif key in TAKING:
            self.taken.emit(self._list.current_id())
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            return False
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        tokens = theme().tokens
        painting.rounded(painter, QRectF(self.rect()), 9, tokens.card, tokens.field_line)
        painter.end()


def takes_tab(offers: OfferList | None, event: QEvent) -> bool:
    """Whether the list takes a Tab, which leaves a box before its keys are asked."""
    if offers is None or not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
        return False
    return event.key() == Qt.Key.Key_Tab and offers.takes(event)
