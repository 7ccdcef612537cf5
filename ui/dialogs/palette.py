"""The command palette: one line to type, one list of what can be done or gone to. Knows commands, not what they do."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktopcrm.texts import Translate
from ui.actions import Command, matching, spoken_keys
from ui.theme import theme
from ui.widgets.card_list import CardItem, CardList
from ui.widgets.inputs import SearchBox
from ui.widgets.label import DIM, Label
from ui.widgets.popover import Popover

Search = Callable[[str], list[Command]]
MOST = 40
ROW, ROWS_SEEN, EDGES = 40, 9, 110
WALK: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


class Palette(Popover):
    """Commands that match come first, then what the searches find (accounts, people)."""

    def __init__(
        self, window: QWidget, tr: Translate, commands: Sequence[Command], searches: Sequence[Search]
    ) -> None:
        super().__init__("palette", tr("palette.label"), window, 560)
        self._tr = tr
        self._commands = tuple(commands)
        self._searches = tuple(searches)
        self._found: list[Command] = []
        self._line = SearchBox("palette_line", tr("palette.hint"), self)
        self._list = CardList("palette_list", tr("palette.results"), ROW, self)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._nothing = Label("", DIM, self)
        self._nothing.setObjectName("palette_nothing")
        for part in (self._line, self._list, self._nothing):
            self.body.addWidget(part)
        self._line.installEventFilter(self)
        self._line.textChanged.connect(self._on_text)
        self._list.opened.connect(self._run)
        self._on_text("")

    def open(self) -> None:
        """Show, ready to type."""
        self.open_centred(self._line)

    def found(self) -> list[Command]:
        """What is in the list."""
        return list(self._found)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        if event.key() in WALK:
            row = self._list.currentIndex().row() + WALK[event.key()]
            row = max(0, min(len(self._found) - 1, row))
            self._list.setCurrentIndex(self._list.model().index(row, 0))
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self._list.current_id())
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.close_popover()
            return True
        return False

    def _on_text(self, text: str) -> None:
        found = matching(self._commands, text)
        if text.strip():
            for search in self._searches:
                found.extend(search(text))
        self._found = found[:MOST]
        items = [_item(place, command) for place, command in enumerate(self._found, 1)]
        self._list.show_items(items)
        room = self.window().height() - theme().px(EDGES)
        self._list.setFixedHeight(min(room, theme().px(ROW) * min(ROWS_SEEN, len(items)) + 2))
        self._list.setVisible(bool(items))
        self._nothing.setVisible(not items)
        self._nothing.setText(self._tr("palette.nothing", text=text.strip()))
        self._list.choose(1)
        self.place()

    def _run(self, number: int) -> None:
        if not 0 < number <= len(self._found):
            return
        command = self._found[number - 1]
        self.close_popover()
        command.run()


def _item(number: int, command: Command) -> CardItem:
    aside = spoken_keys(command.keys) if command.keys else command.detail
    return CardItem(number, command.words, picture=command.icon or "chevron-right", aside=aside)
