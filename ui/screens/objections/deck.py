"""The deck at the left: the seven in the order of the source, one's own behind them, each with how well it is mastered."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktopcrm.errors import UserError
from ui.context import Context
from ui.models.objection_book import Book
from ui.theme import theme
from ui.widgets.add_row import AddRow
from ui.widgets.card_list import CardList
from ui.widgets.label import SMALL, Label
from ui.widgets.ladder import LadderCounts
from ui.widgets.surfaces import Plain

WIDTH, NARROW, ROW = 340, 250, 54


class Deck(Plain):
    """`chosen(key)` as the card in hand changes, `opened()` on Enter."""

    chosen = Signal(str)
    opened = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._context = context
        self._keys: list[str] = []
        self._new = ""
        unit, tr = theme().px, context.tr
        self.set_edge("right")
        self.set_narrow(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(unit(20), unit(14), unit(14), unit(14))
        column.setSpacing(unit(6))
        self.counts = LadderCounts("learning_counts", self)
        column.addWidget(self.counts)
        self._overall = Label("", SMALL.but(wrap=True), self)
        column.addWidget(self._overall)
        self.list = CardList("objection_deck", tr("objections.deck"), ROW, self)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(lambda _id: self.opened.emit())
        column.addWidget(self.list, 1)
        self.add = AddRow("own_objection", tr("objections.add_own"), parent=self)
        self.add.added.connect(lambda text, _second: self._on_added(text))
        column.addWidget(self.add)

    def set_narrow(self, narrow: bool) -> None:
        """Leave more room for the card."""
        self.setFixedWidth(theme().px(NARROW if narrow else WIDTH))

    def show_book(self, book: Book, key: str) -> None:
        """All cards as they stand; the one in hand stays in hand."""
        self._keys = [one.key for one in book.deck]
        self.list.blockSignals(True)
        self.list.show_items(book.items())
        self.list.blockSignals(False)
        self.choose(self._new if self._new in self._keys else key)
        counts = book.overall().counts
        tr = self._context.tr
        words = tr("objections.counts", one=counts[0], two=counts[1], three=counts[2], four=counts[3])
        self.counts.show_counts(counts, words)
        self._overall.setText(self._picture(book))
        if self._new in self._keys:
            new, self._new = self._new, ""
            self.chosen.emit(new)

    def choose(self, key: str) -> None:
        """Take a card in hand without telling anybody."""
        if key in self._keys:
            self.list.blockSignals(True)
            self.list.choose(self._keys.index(key) + 1)
            self.list.blockSignals(False)

    def start_own(self) -> None:
        """Go to the line that adds one."""
        self.add.line.setFocus()

    def _picture(self, book: Book) -> str:
        """One sentence about all of them."""
        found = book.overall()
        tr = self._context.tr
        if found.counts[0] == found.total:
            return tr("objections.all_new")
        ready = found.counts[2] + found.counts[3]
        return tr("objections.ready", n=ready, total=found.total)

    def _on_chosen(self, item_id: int) -> None:
        if 0 < item_id <= len(self._keys):
            self.chosen.emit(self._keys[item_id - 1])

    def _on_added(self, text: str) -> None:
        try:
            self._new = self._context.app.objections.deck.add_own(text)
        except UserError as error:
            self.add.set_error(self._context.error_text(error))
            return
        self.add.done()
        self._context.say_undo(self._context.tr("objections.said_own", name=text))
