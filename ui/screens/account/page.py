"""What the tabs of this screen share: a scrolling page fed with plans, walked with the arrow keys.

Knows the protocol of a tab; knows no tab.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QSizePolicy, QWidget

from desktopcrm.domain.plan import Plan
from ui.context import Context
from ui.models.account_reading import Reading
from ui.screens.account.unseen import Part, UnseenParts
from ui.theme import theme
from ui.widgets.surfaces import ScrollPage

NEW_PREFIX = "new."
WALK_KEYS = {Qt.Key.Key_Down: True, Qt.Key.Key_Up: False}
TWO_COLUMNS_FROM = 1120


class TabPage(ScrollPage):
    """Subclasses fill `refresh` and `open_at`; scroll position and focus stay because widgets are kept."""

    def __init__(self, context: Context, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, 1400, parent)
        self.context = context
        self.reading: Reading | None = None
        self._unseen = UnseenParts(self)
        self._at_once = False

    def show_plan(self, plan: Plan) -> None:
        """Show this plan; another account starts at the top."""
        self.show_reading(Reading.of(self.context, plan))

    def show_reading(self, reading: Reading) -> None:
        """The same for a plan that was read already."""
        other = self.reading is None or self.reading.plan.account.id != reading.plan.account.id
        self.reading = reading
        self._at_once = not other
        if other:
            self.following.let_go()
            self.verticalScrollBar().setValue(0)
        self.refresh(reading)

    def focus(self, record_id: int, field: str) -> bool:
        """Bring a row into sight, see `AccountTab`."""
        self._unseen.finish()
        found = self.open_at(record_id, field)
        if found is None:
            return False
        reveal_later(self, found)
        return True

    def refresh(self, reading: Reading) -> None:
        """Show a reading in the widgets that are there."""
        raise NotImplementedError

    def show_parts(self, *parts: Part) -> None:
        """Fill the cards in sight, the others when there is time; after a change of what is shown all at once."""
        self._unseen.show(parts, self._at_once)

    def open_at(self, record_id: int, field: str) -> QWidget | None:
        """Open what was asked for; gives the widget to scroll to, `None` where it is not shown here."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in WALK_KEYS and not event.modifiers():
            self._unseen.finish()
            self.focusNextPrevChild(WALK_KEYS[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)


def reveal_later(area: QScrollArea, widget: QWidget, rounds: int = 4) -> None:
    """Scroll to a widget once it has its place: rows that were just made move while they are laid out."""

    def reveal() -> None:
        area.ensureWidgetVisible(widget, 0, theme().px(90))
        if rounds:
            reveal_later(area, widget, rounds - 1)

    QTimer.singleShot(0, widget, reveal)


class CardGrid(QWidget):
    """Cards in one column, in two where the page is wide."""

    def __init__(self, cards: list[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards = cards
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme().px(16))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._arrange(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(2 if self.width() >= theme().px(TWO_COLUMNS_FROM) else 1)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for index, card in enumerate(self._cards):
            self._grid.addWidget(card, index // columns, index % columns, Qt.AlignmentFlag.AlignTop)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
