"""A line that adds something: write a name, press Enter, write the next one. Refusals stand under it.

Knows nothing of what is added.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import icons
from ui.theme import Type, theme
from ui.widgets import painting
from ui.widgets.inputs import TextLine
from ui.widgets.label import SMALL, Label

RETURN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
BESIDE_FROM = 380


class PlusLine(TextLine):
    """A quiet line with a plus; its frame appears once it has the focus or is pointed at."""

    entered = Signal()

    def __init__(self, name: str, hint: str, icon: str = "plus", parent: QWidget | None = None) -> None:
        super().__init__(name, hint, hint, parent)
        self._icon = icon
        self._icon_room = theme().px(24) if icon else 0
        self.setFont(theme().font(Type.DENSE))
        self._set_margins()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in RETURN_KEYS:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.take_back()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus() or self.text() or self._wrong:
            super().paintEvent(event)
        else:
            painter = painting.painter_for(self)
            tokens = theme().tokens
            painting.rounded(painter, QRectF(self.rect()), 8, tokens.hover if self.underMouse() else "")
            ink = painting.Ink(self.font(), tokens.ink2)
            left = theme().px(10) + self._icon_room
            room = QRectF(left, 0, self.width() - left - theme().px(6), self.height())
            painting.line_of_text(painter, room, self.placeholderText(), ink)
            painter.end()
        if self._icon:
            painter = painting.painter_for(self)
            side = theme().px(14)
            area = QRectF(theme().px(10), (self.height() - side) / 2, side, side)
            icons.paint(painter, self._icon, theme().tokens.accent, area)
            painter.end()


class AddRow(QWidget):
    """`added(text, second)`; the second line is there only where `second_hint` is given. `passed()`: Enter on the empty
    line, nothing more is to be added.

    The lines are emptied by `done()`, so that nothing typed is lost when it is refused.
    """

    added = Signal(str, str)
    passed = Signal()

    def __init__(self, name: str, hint: str, second_hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}_row")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(2))
        self._lines = lines = QHBoxLayout()
        lines.setSpacing(theme().px(6))
        self.line = PlusLine(name, hint, "plus", self)
        self.line.entered.connect(self._on_entered)
        lines.addWidget(self.line, 3)
        self.second: PlusLine | None = None
        if second_hint:
            self.second = PlusLine(f"{name}_second", second_hint, "", self)
            self.second.entered.connect(self._on_entered)
            self.second.textEdited.connect(lambda: self.set_error(""))
            lines.addWidget(self.second, 2)
            self.second.hide()
            self.line.textChanged.connect(self._on_text)
        column.addLayout(lines)
        self._error = Label("", SMALL.but(ink="bad", wrap=True), self)
        self._error.setContentsMargins(theme().px(10), 0, 0, 0)
        self._error.hide()
        column.addWidget(self._error)
        self.line.textEdited.connect(lambda: self.set_error(""))
        self.setFocusProxy(self.line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two lines stand side by side only where both can be read."""
        super().resizeEvent(event)
        side_by_side = self.width() >= theme().px(BESIDE_FROM)
        way = QBoxLayout.Direction.LeftToRight if side_by_side else QBoxLayout.Direction.TopToBottom
        if self._lines.direction() != way:
            self._lines.setDirection(way)

    def done(self) -> None:
        """It was added: ready for the next one. Unlike `clear` this leaves nothing to undo but the adding itself."""
        self.set_error("")
        self.line.setText("")
        if self.second is not None:
            self.second.setText("")
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_error(self, sentence: str) -> None:
        """Say under the line why it was refused; the one that is being written is marked."""
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        second = self.second if self.second is not None and self.second.hasFocus() else None
        for line in filter(None, (self.line, self.second)):
            line.mark_wrong(bool(sentence) and line is (second or self.line))

    def error(self) -> str:
        """The sentence under the line."""
        return self._error.text()

    def _on_text(self, text: str) -> None:
        if self.second is not None:
            self.second.setVisible(bool(text))

    def _on_entered(self) -> None:
        text = self.line.text().strip()
        second = self.second.text().strip() if self.second is not None else ""
        if not text:
            self.passed.emit()
            return
        if self.second is not None and not second and not self.second.hasFocus():
            self.second.setFocus(Qt.FocusReason.TabFocusReason)
            return
        self.added.emit(text, second)
