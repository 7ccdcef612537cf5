"""Practice with cards: the front says what they say, Space turns it, 1 knew it, 2 did not. At the end what came of it.

No time, no points, no shame: a card that was not known simply comes again.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktopcrm.domain.exercise import Exercise, Shown, exercise, next_card
from desktopcrm.domain.practice import Objection
from ui.context import Context
from ui.models.objection_book import Book
from ui.screens.objections.drill_card import BackWords, FlashCard, FrontWords
from ui.screens.objections.drill_end import DrillEnd
from ui.theme import theme
from ui.widgets.button import Button, Kind
from ui.widgets.label import DIM, SMALL, Label

KNEW, DID_NOT = (Qt.Key.Key_1, Qt.Key.Key_K), (Qt.Key.Key_2, Qt.Key.Key_D)
TURN = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
STEP = "steps.drilled"


@dataclass(frozen=True, slots=True)
class Done:
    """A card of this round with the record that was written."""

    objection: str
    passed: bool
    record_id: int


class DrillView(QWidget):
    """`ended()` when the deck is wanted again."""

    ended = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._only = ""
        self._round: list[Done] = []
        self._before: dict[str, int] = {}
        self._card: Exercise | None = None
        self.setObjectName("drill")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()

    def start(self, objection: str = "") -> None:
        """A new round; with a key only that objection, each of its answers once."""
        self._only, self._round = objection, []
        book = Book.of(self._context)
        self._before = {key: skill.stage for key, skill in book.skills.items()}
        self._show_next(book)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_running(self) -> bool:
        """Whether a card lies on the table."""
        return self._card is not None

    def refresh(self, book: Book) -> None:
        """Something was changed or undone: cards taken back or out of the deck are no longer part of the round."""
        there = {one.record_id for skill in book.skills.values() for one in skill.tries if one.is_drill}
        kept = [one for one in self._round if one.record_id in there]
        is_gone = self._card is not None and self._card.objection.key not in book.skills
        if is_gone or len(kept) != len(self._round):
            self._round = kept
            self._show_next(book)

    def turn(self) -> None:
        """Show the other side."""
        if self._card is not None and not self.card.is_turned():
            self.card.turn()
            self._show_buttons()

    def answer(self, passed: bool) -> None:
        """It was known, or not; on to the next."""
        card = self._card
        if card is None or not self.card.is_turned():
            return
        made: list[int] = []
        drill = self._context.app.objections.drill
        if self._context.attempt(lambda: made.append(drill(card.objection.key, passed))):
            self._round.append(Done(card.objection.key, passed, made[0]))
            self._show_next(Book.of(self._context))
            if self._card is not None:
                self.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_back(self) -> None:
        """The last card again: it was the wrong key."""
        step = self._context.app.history.next_undo()
        if self._round and step is not None and step.label == STEP:
            self._context.app.history.undo()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in TURN and self._card is not None:
            self.turn()
        elif key in KNEW and self._card is not None:
            self.answer(passed=True)
        elif key in DID_NOT and self._card is not None:
            self.answer(passed=False)
        elif key == Qt.Key.Key_Backspace:
            self.take_back()
        elif key == Qt.Key.Key_Escape:
            self.ended.emit()
        else:
            super().keyPressEvent(event)

    # showing

    def _show_next(self, book: Book) -> None:
        self._card = self._choose(book)
        card = self._card
        self._table.setVisible(card is not None)
        self.end.setVisible(card is None)
        if card is None:
            there = {key: stage for key, stage in self._before.items() if key in book.skills}
            risen = [key for key, stage in there.items() if book.skills[key].stage > stage]
            self.end.show_round(book, [(one.objection, one.passed) for one in self._round], risen)
            return
        number = self._context.tr("objections.card_number", n=len(self._round) + 1)
        skill = book.skills[card.objection.key]
        self._count.setText(f"{number} · {book.stage_words(skill.stage)}")
        self.card.show_card(self._front(book, card), self._back(book, card))
        self._show_buttons()

    def _choose(self, book: Book) -> Exercise | None:
        rules = book.catalogue.rulebook
        if self._only:
            found = book.catalogue.objection(self._only)
            whole = max(1, len(found.answer)) if found else 0
            return self._exercise(book, found) if found and len(self._round) < whole else None
        shown = [Shown(one.objection, one.passed) for one in self._round]
        key = next_card([book.skills[one.key] for one in book.deck], shown, rules)
        found = book.catalogue.objection(key) if key else None
        return self._exercise(book, found) if found else None

    def _exercise(self, book: Book, objection: Objection) -> Exercise:
        return exercise(objection, sum(one.is_drill for one in book.skills[objection.key].tries))

    def _front(self, book: Book, card: Exercise) -> FrontWords:
        one, lang = card.objection, book.lang
        said = one.says[card.wording - 1] if card.wording else one.label
        situation = card.answer.situation[lang] if card.answer else ""
        style = book.style(card.answer.style) if card.answer else ""
        return FrontWords(
            self._context.tr("objections.quoted", words=said[lang]),
            " · ".join(part for part in (situation, style) if part),
            self._context.tr("objections.say_it"),
        )

    def _back(self, book: Book, card: Exercise) -> BackWords:
        lang = book.lang
        answer = card.answer.text[lang] if card.answer else self._context.tr("objections.no_answers")
        return BackWords(answer, card.objection.means[lang])

    def _show_buttons(self) -> None:
        turned = self.card.is_turned()
        self._turn.setVisible(not turned)
        self._knew.setVisible(turned)
        self._did_not.setVisible(turned)
        self._back_one.setVisible(bool(self._round))

    # building

    def _lay_out(self) -> None:
        unit, tr = theme().px, self._context.tr
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._table = QWidget(self)
        column = QVBoxLayout(self._table)
        column.setContentsMargins(0, unit(8), 0, unit(16))
        column.setSpacing(unit(12))
        self._count = Label("", DIM, self._table)
        self._count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.card = FlashCard("drill_card", tr("objections.leads_on_means"), self._table)
        self.card.pressed.connect(self.turn)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self.card, 100)
        middle.addStretch(1)
        column.addStretch(1)
        column.addWidget(self._count)
        column.addLayout(middle)
        column.addLayout(self._buttons())
        hint = Label(tr("objections.drill_keys"), SMALL, self._table)
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(hint)
        column.addStretch(2)
        self.end = DrillEnd(self._context, self)
        self.end.again.connect(lambda: self.start(self._only))
        self.end.leave.connect(self.ended)
        whole.addWidget(self._table)
        whole.addWidget(self.end)
        self.end.hide()

    def _buttons(self) -> QHBoxLayout:
        unit, tr = theme().px, self._context.tr
        row = QHBoxLayout()
        row.setSpacing(unit(8))
        self._turn = Button("drill_turn", tr("objections.turn"), "", Kind.PRIMARY, self._table)
        self._knew = Button("drill_knew", tr("objections.knew_it"), "check", Kind.PRIMARY, self._table)
        self._did_not = Button("drill_did_not", tr("objections.did_not"), "rotate-ccw", parent=self._table)
        self._back_one = Button("drill_back", tr("objections.take_back"), "undo-2", Kind.GHOST, self._table)
        self._turn.clicked.connect(self.turn)
        self._knew.clicked.connect(lambda: self.answer(passed=True))
        self._did_not.clicked.connect(lambda: self.answer(passed=False))
        self._back_one.clicked.connect(self.take_back)
        row.addStretch(1)
        for button in (self._turn, self._knew, self._did_not, self._back_one):
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # the keys stay with the card
            row.addWidget(button)
        row.addStretch(1)
        return row
