"""The text box of the log: Enter stores, Shift+Enter is a new line, @ offers names. Composing is never disturbed."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from ui.theme import theme
from ui.widgets import painting
from ui.widgets.inputs import TextBlock
from ui.widgets.offer_list import OfferList, takes_tab
from ui.widgets.pressing import ENTER

FEWEST, LINES = 3, 8
_NAME_BEGUN = re.compile(r"(?<![A-Za-z0-9_.])[@＠]([^\W\d_][\w'’-]*|)$")


class LogText(TextBlock):
    """`stored()` on Enter; `name_typed(letters)` while a name is begun behind @, `name_left()` when it is not."""

    stored = Signal()
    name_typed = Signal(str)
    name_left = Signal()
    _offers: OfferList | None = None
    """None while Qt makes the box."""

    def __init__(self, label: str, hint: str, offers: OfferList, parent: QWidget | None = None) -> None:
        super().__init__("log_text", label, LINES, parent)
        self._offers = offers
        self.setPlaceholderText(hint)
        self.cursorPositionChanged.connect(self._tell_name)

    def event(self, event: QEvent) -> bool:
        """Tab leaves a box before its keys are asked; a name on offer comes first."""
        return takes_tab(self._offers, event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.is_composing():
            if event.key() in ENTER:  # it ends the composition, nothing else
                event.accept()
            else:
                super().keyPressEvent(event)
        elif self._offers is not None and self._offers.takes(event):
            event.accept()
        elif event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.insertPlainText("\n")
        elif event.key() in ENTER:
            self.stored.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """As high as its lines really are, so that nothing scrolls before it must."""
        block, lines = self.document().firstBlock(), 0.0
        while block.isValid():
            lines += self.blockBoundingRect(block).height()
            block = block.next()
        line = painting.text_height(self.font()) + 2
        wanted = min(max(lines, FEWEST * line), LINES * line)
        return QSize(super().sizeHint().width(), round(wanted + 2 * self.document().documentMargin()) + 2)

    def is_composing(self) -> bool:
        """Whether an input method is at work: its keys are its own."""
        layout = self.textCursor().block().layout()
        return bool(layout.preeditAreaText())

    def begun(self) -> str | None:
        """The letters of a name behind @ right before the caret; `None` where there is no such sign."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            return None
        found = _NAME_BEGUN.search(cursor.block().text()[: cursor.positionInBlock()])
        return found.group(1) if found else None

    def complete(self, name: str) -> None:
        """Put a whole name in place of the letters typed."""
        typed = self.begun()
        if typed is None:
            return
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(typed))
        cursor.insertText(f"{name} " if name[-1:].isascii() else name)
        self.setTextCursor(cursor)

    def insert_mark(self, sign: str) -> None:
        """Write a mark at the caret, with a blank before it where a word ends there."""
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()][-1:]
        cursor.insertText(f" {sign}" if before.isascii() and before.isalnum() else sign)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def caret_corner(self) -> QPoint:
        """Where a list of names stands, in the window."""
        corner = self.cursorRect().bottomLeft() + QPoint(0, theme().px(4))
        return self.viewport().mapTo(self.window(), corner)

    def _tell_name(self) -> None:
        typed = self.begun()
        if typed is None:
            self.name_left.emit()
        else:
            self.name_typed.emit(typed)
