"""Where which objection is heard: by the stage of the purchase or by the kind of person, the more often the stronger."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktopcrm.domain.heard import UNKNOWN_COLUMN, HeatMap, heat_by_stage, heat_by_style
from ui.context import Context
from ui.models.objection_book import Book
from ui.theme import theme
from ui.widgets.button import Button, Kind
from ui.widgets.empty import EmptyState
from ui.widgets.heat_table import HeatCell, HeatTable
from ui.widgets.label import SMALL, Label
from ui.widgets.surfaces import Card
from ui.widgets.tabs import SegmentedChoice

STAGE, STYLE = "stage", "style"


class HeatView(QWidget):
    """`opened(objection)` on a cell, `heard_asked()` where nothing was heard yet."""

    opened = Signal(str)
    heard_asked = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._book: Book | None = None
        tr, unit = context.tr, theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(unit(12))
        self._card = Card(tr("objections.where_heard"), parent=self)
        options = [(STAGE, tr("objections.by_stage")), (STYLE, tr("objections.by_style"))]
        self.by = SegmentedChoice("heat_by", tr("objections.where_heard"), options, self._card)
        self.by.set_key(STAGE)
        self.by.chosen.connect(lambda _key: self._show())
        self._card.title.tools.addWidget(self.by)
        self.table = HeatTable("heat", tr("objections.where_heard"), self._card)
        self.table.opened.connect(self._on_opened)
        self._card.body.addWidget(self.table)
        self._legend = Label(tr("objections.heat_legend"), SMALL.but(wrap=True), self._card)
        self._card.body.addWidget(self._legend)
        self._empty = Card(parent=self)
        state = EmptyState("ear", tr("objections.heat_empty_title"), tr("objections.heat_empty"), self._empty)
        first = Button("heat_first", tr("objections.i_heard_it"), "ear", Kind.PRIMARY)
        first.clicked.connect(self.heard_asked)
        state.add_button(first)
        self._empty.body.addWidget(state)
        column.addWidget(self._card)
        column.addWidget(self._empty)
        column.addStretch(1)

    def show_book(self, book: Book) -> None:
        """What was heard up to now."""
        self._book = book
        held = self.isAncestorOf(QApplication.focusWidget() or self)
        self._card.setVisible(bool(book.heard))
        self._empty.setVisible(not book.heard)
        self._show()
        if held and not self.isAncestorOf(QApplication.focusWidget() or self):
            self.take_focus()  # what had the keyboard is gone

    def take_focus(self) -> None:
        """To the first thing the keyboard can use here."""
        has = self._book is not None and bool(self._book.heard)
        target = self.table if has else self._empty.findChild(Button, "heat_first")
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        book = self._book
        if book is None:
            return
        by_stage = self.by.key() == STAGE
        found = (
            heat_by_stage(book.heard, book.catalogue)
            if by_stage
            else heat_by_style(book.heard, book.catalogue)
        )
        names = [one.label[book.lang] for one in book.deck]
        columns = [self._column(book, key, by_stage) for key in found.columns]
        self.table.show_table(names, columns, self._cells(book, found))

    def _cells(self, book: Book, found: HeatMap) -> dict[tuple[int, int], HeatCell]:
        cells = {}
        for (objection, column), tally in found.cells.items():
            spot = (found.rows.index(objection), found.columns.index(column))
            mark = f"✓{tally.turned}" if tally.turned else ""
            cells[spot] = HeatCell(tally.heard, book.counted(tally), mark)
        return cells

    def _column(self, book: Book, key: str, by_stage: bool) -> str:
        if key == UNKNOWN_COLUMN:
            words = "objections.without_purchase" if by_stage else "objections.type_unknown"
            return self._context.tr(words)
        if by_stage:
            return f"{key} {book.catalogue.stage(int(key)).short[book.lang]}"
        return book.style(key)

    def _on_opened(self, row: int, _column: int) -> None:
        if self._book is not None:
            self.opened.emit(self._book.deck[row].key)
