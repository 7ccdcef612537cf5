"""What can be done with the line of the guide that is unfolded: buttons, and in their place a line to write a reason.

Stands over the list, under the line's words. Knows keys and words; who listens does it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import theme
from ui.widgets import painting
from ui.widgets.button import Button, Kind
from ui.widgets.flow import FlowRow
from ui.widgets.inputs import TextLine
from ui.widgets.label import SMALL, Label


@dataclass(frozen=True, slots=True)
class DeedWords:
    """A deed as it is shown. `key`: the letter that does it in the list; `asks`: what has to be written for it."""

    deed: str
    words: str
    key: str = ""
    asks: str = ""


class GuideDeeds(QWidget):
    """`done(deed, text)`; `resized` when it takes another height; `left` on Esc."""

    done = Signal(str, str)
    resized = Signal()
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("guide_deeds")
        self._shown: tuple[DeedWords, ...] = ()
        self._asked: DeedWords | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(2))
        self._row = FlowRow(self, 4)
        self._line = TextLine("guide_reason", "", "", self)
        self._line.returnPressed.connect(self._on_entered)
        self._error = Label("", SMALL.but(ink="bad", wrap=True), self)
        for part in (self._row, self._line, self._error):
            column.addWidget(part)
        self._line.hide()
        self._error.hide()
        self.hide()

    def show_deeds(self, deeds: Sequence[DeedWords]) -> None:
        """Offer these; what was being written for others is given up."""
        if tuple(deeds) == self._shown:
            return
        self._shown = tuple(deeds)
        self._row.clear()
        for place, one in enumerate(self._shown):
            self._row.add(self._button(one, place == 0))
        self._put_away()

    def ask(self, deed: str) -> bool:
        """Do a deed, or ask for what it needs first; tells whether it is offered."""
        found = next((one for one in self._shown if one.deed == deed), None)
        if found is None:
            return False
        if not found.asks:
            self.done.emit(deed, "")
            return True
        self._asked = found
        self._line.setText("")
        self._line.setPlaceholderText(found.asks)
        self._line.setAccessibleName(found.asks)
        self._row.hide()
        self._line.show()
        self._say("")
        self._line.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def by_key(self, letter: str) -> str:
        """The deed that a letter does, empty where none."""
        return next((one.deed for one in self._shown if one.key and one.key == letter.upper()), "")

    def refuse(self, sentence: str) -> None:
        """Say under the line why it was refused."""
        self._line.mark_wrong(True)
        self._say(sentence)

    def settle(self) -> None:
        """It was done: back to the buttons."""
        self._put_away()

    @property
    def is_asking(self) -> bool:
        """Whether something is being written."""
        return self._asked is not None

    def height_for(self, width: int) -> int:
        """Room it needs."""
        body = self._line.sizeHint().height() if self.is_asking else self._row.heightForWidth(width)
        note = self._error.heightForWidth(width) + theme().px(2) if self._error.text() else 0
        return body + note

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the line or a button leaves over stays here: the list below would take it for its own."""
        event.accept()
        if event.key() == Qt.Key.Key_Escape:
            self._put_away()
            self.left.emit()

    def _button(self, one: DeedWords, first: bool) -> Button:
        button = Button(
            f"deed_{one.deed}", one.words, "", Kind.SECONDARY if first else Kind.GHOST, self
        ).dense()
        if one.key:
            button.setToolTip(painting.plain_tip(one.key))
        button.clicked.connect(lambda: self.ask(one.deed))
        return button

    def _on_entered(self) -> None:
        if self._asked is not None:
            self.done.emit(self._asked.deed, self._line.text().strip())

    def _put_away(self) -> None:
        self._asked = None
        self._line.hide()
        self._line.mark_wrong(False)
        self._row.show()
        self._say("")

    def _say(self, sentence: str) -> None:
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        self.resized.emit()
