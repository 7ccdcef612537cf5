"""The end of a round: how many cards, what rose, what comes again. Says nothing that shames."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.context import Context
from ui.models.objection_book import Book
from ui.theme import theme
from ui.widgets.button import Button, Kind
from ui.widgets.label import DISPLAY, PARAGRAPH, SMALL, Label
from ui.widgets.ladder import LadderCounts
from ui.widgets.surfaces import Card, clear_layout

WIDEST = 620


class DrillEnd(QWidget):
    """`again()`, `leave()`."""

    again = Signal()
    leave = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        unit, tr = theme().px, context.tr
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        card = Card(parent=self)
        card.setObjectName("drill_end")
        card.setMaximumWidth(unit(WIDEST))
        row.addStretch(1)
        row.addWidget(card, 100)
        row.addStretch(1)
        outer.addStretch(1)
        outer.addLayout(row)
        outer.addStretch(2)
        self._title = Label("", DISPLAY.but(elide=False, wrap=True), card)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(unit(4))
        self._counts = LadderCounts("drill_counts", card)
        card.body.addWidget(self._title)
        card.body.addLayout(self._lines)
        card.body.addWidget(self._counts)
        buttons = QHBoxLayout()
        buttons.setSpacing(unit(8))
        self.more = Button("drill_again", tr("objections.another_round"), "dumbbell", Kind.PRIMARY, card)
        self.more.clicked.connect(self.again)
        back = Button("drill_leave", tr("objections.to_cards"), parent=card)
        back.clicked.connect(self.leave)
        buttons.addWidget(self.more)
        buttons.addWidget(back)
        buttons.addStretch(1)
        card.body.addSpacing(unit(6))
        card.body.addLayout(buttons)

    def show_round(self, book: Book, shown: Sequence[tuple[str, bool]], risen: Sequence[str]) -> None:
        """(objection, known) of each card of the round, and which objections rose."""
        tr = self._context.tr
        knew = sum(passed for _, passed in shown)
        self._title.setText(tr("objections.round_done", n=len(shown)) if shown else tr("objections.no_round"))
        clear_layout(self._lines)
        if shown:
            self._add(tr("objections.round_knew", n=knew, total=len(shown)))
        if risen:
            stages = ("、" if book.lang == "zh" else ", ").join(
                tr("objections.risen", name=self._name(book, key), stage=book.skills[key].stage)
                for key in risen
            )
            self._add(tr("objections.round_risen", list=stages))
        last = dict(shown)
        missed = [self._name(book, key) for key, passed in last.items() if not passed]
        if missed:
            self._add(tr("objections.round_again", list=("、" if book.lang == "zh" else ", ").join(missed)))
        counts = book.overall().counts
        words = tr("objections.counts", one=counts[0], two=counts[1], three=counts[2], four=counts[3])
        self._counts.show_counts(counts, words)
        self._lines.addWidget(Label(tr("objections.four_needs_life"), SMALL.but(wrap=True), self))
        self.more.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name(self, book: Book, key: str) -> str:
        found = book.catalogue.objection(key)
        return tr_quoted(self._context, found.label[book.lang]) if found else key

    def _add(self, words: str) -> None:
        self._lines.addWidget(Label(words, PARAGRAPH, self))


def tr_quoted(context: Context, words: str) -> str:
    """In the quotation marks of the language."""
    return context.tr("objections.quoted", words=words)
