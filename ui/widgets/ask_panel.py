"""A panel in the page that asks before something is done: what stands in the way, as links, a reason, a day, a word.

Never modal. Knows words only; who asked decides what happens.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Tone, theme
from ui.widgets import painting
from ui.widgets.button import Button, Kind
from ui.widgets.inputs import TextLine
from ui.widgets.label import DIM_PARAGRAPH, HEADING, SMALL, Label
from ui.widgets.surfaces import CARD_RADIUS, clear_layout


@dataclass(frozen=True, slots=True)
class Ask:
    """One question. `links` are (key, words) that can be opened; `typed` must be written before it may be confirmed.

    An empty `reason_label` asks for no reason, an empty `day_label` for no day.
    """

    key: str
    title: str
    sentence: str = ""
    links: tuple[tuple[str, str], ...] = ()
    reason_label: str = ""
    reason_needed: bool = False
    day_label: str = ""
    confirm: str = ""
    cancel: str = ""
    typed: str = ""
    typed_label: str = ""
    tone: Tone = Tone.WARN


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said."""

    key: str
    reason: str = ""
    day: str = ""


class AskPanel(QFrame):
    """`answered(Answer)`, `link_opened(key)`, `given_up()`. Enter confirms, Esc gives up."""

    answered = Signal(object)
    link_opened = Signal(str)
    given_up = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        unit = theme().px
        self._ask = Ask("", "")
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(unit(18), unit(14), unit(18), unit(14))
        self._column.setSpacing(unit(8))
        self._reason: TextLine | None = None
        self._day: TextLine | None = None
        self._typed: TextLine | None = None
        self._confirm: Button | None = None
        self._error = Label("", SMALL.but(ink="bad", wrap=True), self)
        self.hide()

    def show_ask(self, ask: Ask) -> None:
        """Ask; the focus goes to the first thing to write, else to the button."""
        self._ask = ask
        clear_layout(self._column)
        self._reason = self._day = self._typed = None
        self.setAccessibleName(ask.title)
        self._column.addWidget(Label(ask.title, HEADING, self))
        if ask.sentence:
            self._column.addWidget(Label(ask.sentence, DIM_PARAGRAPH, self))
        for key, words in ask.links:
            link = Button(f"open_{key}", words, "arrow-right", Kind.GHOST, self).dense()
            link.clicked.connect(lambda _checked=False, key=key: self.link_opened.emit(key))
            self._column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        self._add_boxes(ask)
        self._error = Label("", SMALL.but(ink="bad", wrap=True), self)
        self._error.setObjectName(f"{self.objectName()}_error")
        self._error.hide()
        self._column.addWidget(self._error)
        self._add_buttons(ask)
        self.show()
        self.take_focus()

    def take_focus(self) -> None:
        """The focus goes where something is to be written."""
        target = self._typed or self._reason or self._confirm
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def ask(self) -> Ask:
        """What is being asked."""
        return self._ask

    def set_error(self, sentence: str, at_day: bool = False) -> None:
        """Why it was refused; the line that it is about is marked and goes on being written."""
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        wrong = self._day if at_day else self._reason
        for line in (self._reason, self._day):
            if line is not None:
                line.mark_wrong(bool(sentence) and line is wrong)
        if sentence and wrong is not None:
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)
            wrong.selectAll()

    def error(self) -> str:
        """The sentence of the refusal."""
        return self._error.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
        else:
            super().keyPressEvent(event)

    def give_up(self) -> None:
        """Put the panel away."""
        self.hide()
        self.given_up.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        tokens = theme().tokens
        area = QRectF(self.rect())
        painting.rounded(painter, area, CARD_RADIUS, tokens.card, tokens.fill(self._ask.tone))
        painter.setClipRect(QRectF(0, 0, theme().px(5), area.height()))
        painting.rounded(painter, area, CARD_RADIUS, tokens.fill(self._ask.tone))
        painter.end()

    def _add_boxes(self, ask: Ask) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        if ask.typed:
            self._typed = TextLine("ask_typed", ask.typed_label, ask.typed_label, self)
            self._typed.textChanged.connect(self._on_typed)
            self._typed.returnPressed.connect(self._on_confirm)
            row.addWidget(self._typed, 1)
        if ask.reason_label:
            self._reason = TextLine("ask_reason", ask.reason_label, ask.reason_label, self)
            self._reason.returnPressed.connect(self._on_confirm)
            row.addWidget(self._reason, 1)
        if ask.day_label:
            self._day = TextLine("ask_day", ask.day_label, ask.day_label, self)
            self._day.setFixedWidth(theme().px(170))
            self._day.returnPressed.connect(self._on_confirm)
            row.addWidget(self._day)
        if row.count():
            self._column.addLayout(row)

    def _add_buttons(self, ask: Ask) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        kind = Kind.DANGER if ask.tone is Tone.BAD else Kind.PRIMARY
        self._confirm = Button("ask_confirm", ask.confirm, "", kind, self)
        self._confirm.setEnabled(not ask.typed)
        self._confirm.clicked.connect(self._on_confirm)
        cancel = Button("ask_cancel", ask.cancel, "", Kind.GHOST, self)
        cancel.clicked.connect(self.give_up)
        row.addWidget(self._confirm)
        row.addWidget(cancel)
        row.addStretch(1)
        self._column.addLayout(row)

    def _on_typed(self, text: str) -> None:
        if self._confirm is not None:
            self._confirm.setEnabled(text.strip() == self._ask.typed)

    def _on_confirm(self) -> None:
        if self._confirm is None or not self._confirm.isEnabled():
            return
        reason = self._reason.text().strip() if self._reason else ""
        day = self._day.text().strip() if self._day else ""
        self.answered.emit(Answer(self._ask.key, reason, day))
