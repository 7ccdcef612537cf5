"""One deed about encryption at a time: a card with a title, what it means, the step in hand, and a way back.

Knows cards and jobs; what is done is decided by those who stand on it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktopcrm.errors import UserError
from ui.context import Closed, Context
from ui.theme import Tone, theme
from ui.widgets.banner import Banner
from ui.widgets.button import Button, Kind
from ui.widgets.label import DIM_PARAGRAPH, SMALL, Label
from ui.widgets.surfaces import Card

T = TypeVar("T")


class Task(Card):
    """`left()` when it is done or given up. Esc gives up."""

    left = Signal()

    def __init__(
        self, context: Context, name: str, title: str, about: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent=parent)
        unit = theme().px
        self._context = context
        self._tr = context.tr
        self._busy = False
        self._step: QWidget | None = None
        self.setObjectName(name)
        self.body.setSpacing(unit(12))
        self._about = Label(about, DIM_PARAGRAPH, self)
        self._about.setVisible(bool(about))
        self.body.addWidget(self._about)
        self._place = QVBoxLayout()
        self._place.setSpacing(unit(12))
        self.body.addLayout(self._place)
        self._said = self._line()
        self.body.addWidget(self._said)

    def begin(self) -> None:
        """Show the first step."""
        raise NotImplementedError

    def is_busy(self) -> bool:
        """Whether something is being done that is waited for."""
        return self._busy

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._busy:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def warn(self, sentence: str, tone: Tone = Tone.WARN) -> None:
        """A sentence that stays above the steps."""
        self._place.addWidget(Banner(f"{self.objectName()}_warning", sentence, tone, parent=self))

    def show_step(self, step: QWidget, *buttons: Button) -> None:
        """Put a step in the place of the one before, with its buttons under it; the focus goes into it."""
        if self._step is not None:
            self._step.hide()
            self._place.removeWidget(self._step)
            self._step.deleteLater()
        box = QWidget(self)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(14))
        column.addWidget(step)
        self._said = self._line()
        column.addWidget(self._said)
        column.addLayout(self._row(*buttons))
        self._step = box
        self._place.addWidget(box)
        # Later: a page that is just being gone to is not seen yet and would lose the focus again.
        QTimer.singleShot(0, step, lambda: step.setFocus(Qt.FocusReason.TabFocusReason))

    def button(
        self, name: str, words: str, run: Callable[[], None], kind: Kind = Kind.SECONDARY, icon: str = ""
    ) -> Button:
        """A button that does `run`."""
        made = Button(name, words, icon, kind, self)
        made.clicked.connect(run)
        return made

    def give_up(self) -> Button:
        """The button that leaves everything as it is."""
        words = self._tr("generic.cancel")
        return self.button(f"{self.objectName()}_cancel", words, self.left.emit, Kind.GHOST)

    def say(self, sentence: str, ink: str = "bad") -> None:
        """What stands in the way, or what is going on."""
        self._said.set_ink(ink)
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))

    def wait_for(self, work: Callable[[], T], done: Callable[[T], None], sentence: str = "") -> None:
        """Run short work in a thread; nothing can be clicked until it is there."""
        if self._busy:
            return
        self._set_busy(busy=True)
        self.say(sentence or self._tr("safety.one_moment"), "ink2")

        def on_done(result: T) -> None:
            self._set_busy(busy=False)
            self.say("")
            done(result)

        def on_failed(error: UserError) -> None:
            self._set_busy(busy=False)
            self.on_refused(error)

        self._context.jobs.start(lambda _: work(), on_done, on_failed)

    def on_refused(self, error: UserError) -> None:
        """Work that was waited for did not succeed."""
        self.say(self._context.error_text(error))

    def _line(self) -> Label:
        """Where it is said how a step goes, above its buttons."""
        line = Label("", SMALL.but(wrap=True), self)
        line.setObjectName(f"{self.objectName()}_said")
        line.hide()
        return line

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        if self._step is not None:
            self._step.setEnabled(not busy)

    def _row(self, *buttons: Button) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        return row


def told(closed: Closed, context: Context) -> Callable[[int, int, str], None]:
    """A step of work on the closed folder, in words: what is being done comes as a text key."""
    tr, step = context.tr, closed.step

    def tell(done: int, total: int, key: str) -> None:
        step(done, total, tr(key) if key else "")

    return tell
