"""A new account in place: its name and Enter. What is refused is said under the line."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktopcrm.errors import UserError
from ui.context import Context
from ui.theme import theme
from ui.widgets.button import Button, Kind
from ui.widgets.inputs import TextLine
from ui.widgets.label import SMALL, Label


class NewLine(QWidget):
    """`named(id)` once the account is there; Esc puts the line away."""

    named = Signal(int)
    given_up = Signal()

    def __init__(self, context: Context, add: Callable[[str], int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._add = add
        unit, tr = theme().px, context.tr
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(unit(4))
        row = QHBoxLayout()
        row.setSpacing(unit(8))
        self.line = TextLine("new_account_name", tr("accounts.new"), tr("accounts.new_hint"), self)
        self.line.returnPressed.connect(self._on_enter)
        self.line.textEdited.connect(lambda: self._say(""))
        done = Button("new_account_add", tr("generic.add"), "", Kind.PRIMARY, self)
        done.clicked.connect(self._on_enter)
        row.addWidget(self.line, 1)
        row.addWidget(done)
        column.addLayout(row)
        self._error = Label("", SMALL.but(ink="bad", wrap=True), self)
        self._error.setObjectName("new_account_error")
        self._error.hide()
        column.addWidget(self._error)

    def open(self) -> None:
        """Show the empty line with the focus in it."""
        self.line.clear()
        self._say("")
        self.show()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def _on_enter(self) -> None:
        try:
            made = self._add(self.line.text())
        except UserError as error:
            self._say(self._context.error_text(error))
            self.line.setFocus()
            return
        self.named.emit(made)

    def _say(self, sentence: str) -> None:
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        self.line.mark_wrong(bool(sentence))
