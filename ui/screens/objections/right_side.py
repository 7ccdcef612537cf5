"""The page of one card: its head, what to go on with after it was heard, the answers, and how it went."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktopcrm.domain.practice import Objection
from desktopcrm.services.objections import Noted
from ui.context import Context, Place
from ui.models.objection_book import Book
from ui.screens.objections.answers import AnswersCard
from ui.screens.objections.card import HeadCard
from ui.screens.objections.heard_list import HeardList
from ui.screens.objections.heard_panel import HeardPanel
from ui.theme import Tone, theme
from ui.widgets.ask_panel import Answer, Ask, AskPanel
from ui.widgets.surfaces import ScrollPage


class CardPage(ScrollPage):
    """`practise_asked()`, `left()` on Esc."""

    practise_asked = Signal()
    left = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("objection_page", 860, parent)
        self._context = context
        self._objection: Objection | None = None
        self._noted: tuple[int, Noted] | None = None
        self.head = HeadCard(context, self)
        self.heard = HeardPanel(context, self)
        self.follow = AskPanel("follow_up", self)
        self.answers = AnswersCard(context, self)
        self.history = HeardList(context, self)
        for widget in (self.heard, self.follow, self.head, self.answers, self.history):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.head.practise_asked.connect(self.practise_asked)
        self.head.heard_asked.connect(self.ask_heard)
        self.history.heard_asked.connect(self.ask_heard)
        self.answers.opened.connect(self._reveal)
        self.heard.noted.connect(self._on_noted)
        self.heard.closed.connect(self.take_focus)
        self.follow.answered.connect(self._on_follow)
        self.follow.given_up.connect(self.take_focus)

    def show_objection(self, book: Book, objection: Objection) -> None:
        """Show a card; another one closes what was being asked about the one before."""
        if self._objection is not None and self._objection.key != objection.key:
            self.heard.hide()
            self.follow.hide()
            self.verticalScrollBar().setValue(0)
        self._objection = objection
        self.head.show_objection(book, objection)
        self.answers.show_objection(book, objection)
        self.history.show_objection(book, objection)

    def take_focus(self) -> None:
        """To the first answer, where there is one."""
        views = self.answers.in_order()
        target: QWidget = views[0] if views else self.answers.add
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def ask_heard(self, account_id: int = 0) -> None:
        """Write down that the objection was heard."""
        if self._objection is not None:
            self.follow.hide()
            self.heard.open_for(self._objection, account_id)
            self.verticalScrollBar().setValue(0)

    def _on_noted(self, noted: Noted) -> None:
        """Offer what follows from it; Enter goes there."""
        account_id = self.heard.account_id()
        self._noted = (account_id, noted)
        tr, objection = self._context.tr, self._objection
        self._context.say_undo(tr("objections.said_noted"))
        if objection is None or not noted.follow_up.opens:
            self.take_focus()
            return
        opens = noted.follow_up.opens
        sentence = (
            tr(f"objections.made_{opens}", name=noted.made.name)
            if noted.made
            else tr(f"objections.leads_{opens}")
        )
        self.follow.show_ask(
            Ask(
                "follow",
                tr("objections.go_on"),
                sentence,
                confirm=tr(f"objections.open_{opens}"),
                cancel=tr("objections.later"),
                tone=Tone.ACCENT,
            )
        )
        self._reveal(self.follow)

    def _reveal(self, widget: QWidget, rounds: int = 3) -> None:
        """Scroll to what was just opened once it has its place."""

        def scroll() -> None:
            self.ensureWidgetVisible(widget, 0, theme().px(40))
            if rounds:
                self._reveal(widget, rounds - 1)

        QTimer.singleShot(0, widget, scroll)

    def _on_follow(self, _answer: Answer) -> None:
        self.follow.hide()
        if self._noted is None:
            return
        account_id, noted = self._noted
        tab, focus = noted.follow_up.tab, noted.follow_up.focus
        if noted.made is not None and noted.made.kind == "action":
            tab, focus = "precision", f"record_{noted.made.id}"
        self._context.go(Place("account", account_id, tab, focus))
