"""All rivals, a card each: know the enemy once, for every account.

Knows the service of rivals; what is known at one account is changed on that account's page.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktopcrm.domain.search_text import Wanted, search_text
from desktopcrm.services.rivals import RivalCard
from ui.actions import Command
from ui.context import Context, Place
from ui.models.account_reading import Reading
from ui.models.renewal import Renewal
from ui.screens.rivals.card import RivalView, Shown
from ui.theme import theme
from ui.widgets.button import Button, Kind
from ui.widgets.empty import EmptyState
from ui.widgets.inputs import SearchBox, TextLine
from ui.widgets.label import DIM, DISPLAY, Label
from ui.widgets.surfaces import Card, ScrollPage

OPEN_AT_FIRST = 3
"""So many cards are unfolded when the page is first seen."""


class RivalsScreen(QWidget):
    """Cards by name; type to filter, add by name."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._views: dict[int, RivalView] = {}
        self._cards: list[RivalCard] = []
        self._build()
        self._renewal = Renewal(self, context, self._look)

    def show_place(self, place: Place) -> None:
        """The cards as they were left; a target is brought into view."""
        self.reload()
        view = self._views.get(place.target)
        if view is not None:
            view.set_open(True)
            self._page.ensureWidgetVisible(view, 0, theme().px(40))
        else:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def commands(self) -> list[Command]:
        """What the palette offers here."""
        return [Command("new_rival", self._context.tr("rivals.new"), self.start_new, "plus", keys="Ctrl+N")]

    def reload(self) -> None:
        """Look again; cards of the same rivals stay, with what is open in them."""
        self._renewal.now()

    def _look(self) -> None:
        rivals = self._context.app.rivals
        self._cards = rivals.cards()
        standing, reading = rivals.standing(), Reading.of(self._context, rivals.plan())
        wanted = {card.firm.id for card in self._cards}
        for gone in [firm_id for firm_id in self._views if firm_id not in wanted]:
            view = self._views.pop(gone)
            view.hide()
            view.deleteLater()
        for place, card in enumerate(self._cards):
            view = self._views.get(card.firm.id) or self._made(card, place)
            self._column.removeWidget(view)
            self._column.insertWidget(place, view)
            view.show_rival(Shown(card, standing, reading))
        self.show_cards()

    def show_cards(self) -> None:
        """What the filter lets through."""
        wanted = Wanted(self.search.text())
        shown = 0
        for card in self._cards:
            names = [
                card.firm.name,
                *(name for _, name, _ in card.places),
                *(rep.name for rep, _ in card.reps),
            ]
            fits = wanted.fits(search_text(*names))
            self._views[card.firm.id].setVisible(fits)
            shown += fits
        self._count.setText(self._context.tr("rivals.count", n=shown, total=len(self._cards)))
        self._empty.setVisible(not self._cards)
        self._nothing.setVisible(bool(self._cards) and not shown)

    def is_shown(self, firm_id: int) -> bool:
        """Whether the filter lets the card of a rival through."""
        view = self._views.get(firm_id)
        return view is not None and view.isVisibleTo(self)

    def start_new(self) -> None:
        """Go to the line that adds a rival."""
        self.new.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        tr = self._context.tr
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._page = ScrollPage("rivals_page", 1100, self)
        outer.addWidget(self._page)
        self._page.body.addLayout(self._head())
        self._page.body.addLayout(self._new_line())
        self._column = QVBoxLayout()
        self._column.setSpacing(theme().px(12))
        self._page.body.addLayout(self._column)
        self._empty = Card("", "", self)
        state = EmptyState("swords", tr("rivals.empty_title"), tr("rivals.empty"), self._empty)
        first = Button("first_rival", tr("rivals.new"), "plus", Kind.PRIMARY)
        first.clicked.connect(self.start_new)
        state.add_button(first)
        self._empty.body.addWidget(state)
        self._nothing = EmptyState("search", tr("rivals.nothing_title"), tr("rivals.nothing"), self)
        self._page.body.addWidget(self._empty)
        self._page.body.addWidget(self._nothing)
        self._page.body.addStretch(1)

    def _head(self) -> QHBoxLayout:
        unit, tr = theme().px, self._context.tr
        line = QHBoxLayout()
        line.setSpacing(unit(10))
        line.addWidget(Label(tr("rivals.title"), DISPLAY.but(elide=False), self))
        self._count = Label("", DIM, self)
        line.addWidget(self._count)
        line.addStretch(1)
        self.search = SearchBox("rival_search", tr("rivals.search"), self)
        self.search.setMaximumWidth(unit(280))
        self.search.searched.connect(self.show_cards)
        line.addWidget(self.search)
        return line

    def _new_line(self) -> QHBoxLayout:
        unit, tr = theme().px, self._context.tr
        line = QHBoxLayout()
        line.setSpacing(unit(8))
        self.new = TextLine("new_rival", tr("rivals.new_hint"), tr("rivals.new_hint"), self)
        self.new.returnPressed.connect(self._on_new)
        add = Button("add_rival", tr("rivals.new"), "plus", Kind.SECONDARY, self)
        add.clicked.connect(self._on_new)
        line.addWidget(self.new, 1)
        line.addWidget(add)
        return line

    def _made(self, card: RivalCard, place: int) -> RivalView:
        view = RivalView(self._context, card.firm, self)
        view.set_open(place < OPEN_AT_FIRST)
        view.place_opened.connect(self._open)
        self._views[card.firm.id] = view
        return view

    def _open(self, account_id: int, rival_id: int) -> None:
        self._context.go(Place("account", account_id, "line", f"record_{rival_id}"))

    def _on_new(self) -> None:
        text = self.new.text().strip()
        made: list[int] = []
        if not text:
            self.start_new()
        elif self._context.attempt(lambda: made.append(self._context.app.rivals.firm(text))):
            self.new.clear()
            self.reload()
            view = self._views.get(made[0])
            if view is not None:
                view.set_open(True)
                QTimer.singleShot(0, self, lambda: self._page.ensureWidgetVisible(view, 0, 40))
