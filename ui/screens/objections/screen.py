"""The page of objections: the deck at the left, the card at the right; practice and the picture of where what is heard
as tabs. Knows the service of objections; what is known at an account is changed on that account's page.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktopcrm.domain.practice import Objection
from ui.actions import Command, bind
from ui.context import Context, Place
from ui.models.objection_book import Book
from ui.models.renewal import Renewal
from ui.screens.objections.deck import Deck
from ui.screens.objections.drill import DrillView
from ui.screens.objections.heat import HeatView
from ui.screens.objections.right_side import CardPage
from ui.theme import theme
from ui.widgets.button import Button, Kind
from ui.widgets.label import DIM, DISPLAY, Label
from ui.widgets.surfaces import Plain
from ui.widgets.tabs import SegmentedTabs

NARROW_BELOW = 940
CARDS, PRACTICE, WHERE = "cards", "practice", "where"


class ObjectionsScreen(Plain):
    """`Place.tab` is one of the tabs, `Place.focus` the key of an objection, `Place.target` an account where one was
    just heard."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("ground", parent)
        self._context = context
        self._book: Book | None = None
        self._key = ""
        self._build()
        for command in self.commands():
            bind(command, self)
        self._renewal = Renewal(self, context, self._look)

    def show_place(self, place: Place) -> None:
        """The deck as it was left, or what the place names."""
        self._renewal.now()
        if place.tab:
            self.tabs.set_key(place.tab)
        if place.focus:
            self._take(place.focus)
        if place.target:
            self.tabs.set_key(CARDS)
            self.page.ask_heard(place.target)
        elif self.tabs.key() == CARDS:
            self._to_deck()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.deck.set_narrow(self.width() < theme().px(NARROW_BELOW))

    def commands(self) -> list[Command]:
        """What the palette and the sheet of keys offer here."""
        tr = self._context.tr
        return [
            Command("heard", tr("objections.i_heard_it"), self.ask_heard, "ear", keys="Ctrl+R"),
            Command("practise", tr("objections.practise"), self.practise, "dumbbell", keys="Ctrl+D"),
            Command("own_objection", tr("objections.add_own"), self.start_own, "plus", keys="Ctrl+N"),
            Command(
                "own_answer", tr("objections.add_answer"), self.start_answer, "plus", keys="Ctrl+Shift+N"
            ),
        ]

    def objection(self) -> Objection | None:
        """The card in hand."""
        return next((one for one in self._book.deck if one.key == self._key), None) if self._book else None

    def ask_heard(self) -> None:
        """Write down that the objection in hand was heard."""
        self.tabs.set_key(CARDS)
        self.page.ask_heard()

    def practise(self) -> None:
        """A new round over the whole deck."""
        self._start(only="")

    def start_own(self) -> None:
        """Go to the line that adds an objection of one's own."""
        self.tabs.set_key(CARDS)
        self.deck.start_own()

    def start_answer(self) -> None:
        """Word one more answer to the objection in hand."""
        self.tabs.set_key(CARDS)
        self.page.answers.start_new()

    # building

    def _build(self) -> None:
        unit, tr = theme().px, self._context.tr
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(unit(28), unit(22), unit(28), 0)
        head.setSpacing(unit(8))
        head.addLayout(self._head())
        words = [(CARDS, tr("objections.cards")), (PRACTICE, tr("objections.practice"))]
        words.append((WHERE, tr("objections.where")))
        self.tabs = SegmentedTabs("objection_tabs", words, self, tr("objections.tabs"))
        self.tabs.chosen.connect(self._on_tab)
        head.addWidget(self.tabs)
        column.addLayout(head)
        self._stack = QStackedWidget(self)
        for make in (self._cards_page, self._practice_page, self._where_page):
            self._stack.addWidget(make())
        column.addWidget(self._stack, 1)

    def _head(self) -> QHBoxLayout:
        unit, tr = theme().px, self._context.tr
        line = QHBoxLayout()
        line.setSpacing(unit(10))
        line.addWidget(Label(tr("objections.title"), DISPLAY.but(elide=False), self))
        line.addWidget(Label(tr("objections.subtitle"), DIM.but(elide=True), self), 1)
        heard = Button("heard", tr("objections.i_heard_it"), "ear", parent=self)
        heard.clicked.connect(self.ask_heard)
        practise = Button("practise", tr("objections.practise"), "dumbbell", Kind.PRIMARY, self)
        practise.clicked.connect(self.practise)
        line.addWidget(heard)
        line.addWidget(practise)
        return line

    def _cards_page(self) -> QWidget:
        page = QWidget(self)
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.deck = Deck(self._context, page)
        self.page = CardPage(self._context, page)
        self.deck.chosen.connect(self._take)
        self.deck.opened.connect(self.page.take_focus)
        self.page.left.connect(self._to_deck)
        self.page.practise_asked.connect(lambda: self._start(only=self._key))
        row.addWidget(self.deck)
        row.addWidget(self.page, 1)
        return page

    def _practice_page(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(theme().px(28), theme().px(8), theme().px(28), theme().px(8))
        self.drill = DrillView(self._context, page)
        self.drill.ended.connect(self._leave_drill)
        column.addWidget(self.drill)
        return page

    def _where_page(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(theme().px(28), theme().px(16), theme().px(28), theme().px(16))
        self.heat = HeatView(self._context, page)
        self.heat.opened.connect(self._open_card)
        self.heat.heard_asked.connect(self.ask_heard)
        column.addWidget(self.heat)
        return page

    # showing

    def _look(self) -> None:
        book = self._book = Book.of(self._context)
        if self.objection() is None:
            self._key = book.deck[0].key
        self.deck.show_book(book, self._key)
        self._show_card()
        self.drill.refresh(book)
        self.heat.show_book(book)

    def _show_card(self) -> None:
        one = self.objection()
        if self._book is not None and one is not None:
            self.page.show_objection(self._book, one)

    def _take(self, key: str) -> None:
        """Take a card in hand."""
        if self._book is None or all(one.key != key for one in self._book.deck):
            return
        self._key = key
        self.deck.choose(key)
        self._show_card()

    def _open_card(self, key: str) -> None:
        self.tabs.set_key(CARDS)
        self._take(key)
        self._to_deck()

    def _start(self, only: str) -> None:
        self.tabs.blockSignals(True)  # the round begins here, not with the tab
        self.tabs.set_key(PRACTICE)
        self.tabs.blockSignals(False)
        self._stack.setCurrentIndex(1)
        self.drill.start(only)

    def _leave_drill(self) -> None:
        self.tabs.set_key(CARDS)
        self._to_deck()

    def _to_deck(self) -> None:
        self.deck.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_tab(self, key: str) -> None:
        self._stack.setCurrentIndex((CARDS, PRACTICE, WHERE).index(key))
        if key == PRACTICE:
            if not self.drill.is_running():
                self.drill.start()
            self.drill.setFocus(Qt.FocusReason.OtherFocusReason)
        elif key == WHERE:
            self.heat.take_focus()
        self._context.note(Place("objections", tab=key))
