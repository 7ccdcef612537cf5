"""Choosing a passphrase: typed twice, with how hard it is to guess while it is typed. Keeps nothing once cleared."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktopcrm.services.encryption import Strength, strength
from ui.context import Context
from ui.theme import theme
from ui.widgets.label import DIM, SMALL, Label
from ui.widgets.secret_line import SecretLine
from ui.widgets.strength_meter import StrengthMeter

PAUSE_MS = 150


class PassphraseForm(QWidget):
    """`ready_changed(bool)` as it may or may not be used; `entered()` on Enter in the second line while it may.

    Works with and without open data. `own_words`: what somebody who knows the user would try.
    """

    ready_changed = Signal(bool)
    entered = Signal()

    def __init__(
        self, context: Context, name: str, own_words: tuple[str, ...] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        tr = context.tr
        self._context = context
        self._own_words = own_words
        self._judged = ("", False)
        self._was_ready = False
        self.setObjectName(name)
        eye = (tr("passphrase.show"), tr("passphrase.hide"))
        self._first = SecretLine(f"{name}_first", tr("passphrase.new"), eye, self)
        self._meter = StrengthMeter(f"{name}_meter", tr("passphrase.strength"), self)
        self._second = SecretLine(f"{name}_second", tr("passphrase.again"), eye, self)
        self._error = Label("", SMALL.but(ink="bad", wrap=True), self)
        self._error.setObjectName(f"{name}_error")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._judge)
        self._lay_out()
        self._first.changed.connect(self._on_first)
        self._second.changed.connect(self._on_second)
        self._first.entered.connect(self._second.line.setFocus)
        self._second.entered.connect(self._on_entered)
        self.setFocusProxy(self._first)

    def passphrase(self) -> str:
        """What was chosen; empty while it may not be used."""
        return self._first.text() if self.is_ready() else ""

    def lines(self) -> tuple[QWidget, ...]:
        """Where one types, first and second."""
        return self._first.line, self._second.line

    def is_ready(self) -> bool:
        """Both lines are the same, and it is hard enough to guess."""
        text = self._first.text()
        return bool(text) and self._judged == (text, True) and self._second.text() == text

    def clear(self) -> None:
        """Forget what was typed."""
        self._first.clear()
        self._second.clear()
        self._judged = ("", False)

    def show_error(self, sentence: str) -> None:
        """Why it was refused."""
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))

    def _lay_out(self) -> None:
        tr, unit = self._context.tr, theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(unit(6))
        column.addWidget(Label(tr("passphrase.new"), DIM, self))
        column.addWidget(self._first)
        column.addWidget(self._meter)
        column.addSpacing(unit(6))
        column.addWidget(Label(tr("passphrase.again"), DIM, self))
        column.addWidget(self._second)
        column.addWidget(self._error)
        self._error.hide()
        self._meter.show_strength(-1, hint=tr("passphrase.advice"))

    def _on_first(self, text: str) -> None:
        if not text:
            self._meter.show_strength(-1, hint=self._context.tr("passphrase.advice"))
        self._pause.start()
        self._compare()

    def _on_second(self, _text: str) -> None:
        self._compare()

    def _compare(self) -> None:
        """Says that they differ as soon as the second can no longer become the first."""
        first, second = self._first.text(), self._second.text()
        differs = bool(second) and not first.startswith(second)
        self._second.mark_wrong(differs)
        self.show_error(self._context.tr("passphrase.differs") if differs else "")
        self._tell()

    def _judge(self) -> None:
        """In a thread: the dictionaries take their time the first time."""
        text, own = self._first.text(), self._own_words
        if text:
            self._context.jobs.start(
                lambda _: strength(text, own), lambda found: self._on_judged(text, found)
            )

    def _on_judged(self, text: str, found: Strength) -> None:
        if text != self._first.text():
            return
        tr = self._context.tr
        self._judged = (text, found.is_enough)
        self._meter.show_strength(found.score, tr(found.said), tr(found.hint) if found.hint else "")
        self._tell()

    def _on_entered(self) -> None:
        if self.is_ready():
            self.entered.emit()
        elif self._second.text() != self._first.text():
            self._second.mark_wrong(wrong=True)
            self.show_error(self._context.tr("passphrase.differs"))

    def _tell(self) -> None:
        ready = self.is_ready()
        if ready != self._was_ready:
            self._was_ready = ready
            self.ready_changed.emit(ready)
