"""A line whose text is hidden while it is typed, with an eye that shows it. Never handed to the clipboard."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ui.theme import theme
from ui.widgets import painting
from ui.widgets.button import IconButton
from ui.widgets.inputs import TextLine

LONGEST = 1024
HINTS = (
    Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhNoAutoUppercase
    | Qt.InputMethodHint.ImhNoPredictiveText
)
"""No memory of an input method may keep it, and none may put a space or a capital into it."""


class SecretLine(QWidget):
    """`changed(text)` while typing, `entered()` on Enter. `words`: what the eye says (show, hide)."""

    changed = Signal(str)
    entered = Signal()

    def __init__(self, name: str, label: str, words: tuple[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(4))
        self.line = TextLine(name, label, "", self)
        self.line.setMaxLength(LONGEST)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setInputMethodHints(HINTS)
        self.line.textChanged.connect(self.changed)
        self.line.returnPressed.connect(self.entered)
        self._eye = IconButton(f"{name}_eye", "eye", words[0], self)
        self._eye.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._eye.clicked.connect(self._on_eye)
        row.addWidget(self.line, 1)
        row.addWidget(self._eye)
        self.setFocusProxy(self.line)

    def text(self) -> str:
        """What was typed, as it is: blanks belong to it."""
        return self.line.text()

    def clear(self) -> None:
        """Nothing of it stays in the line."""
        self.line.clear()
        self.hide_text()

    def hide_text(self) -> None:
        """Dots again."""
        self._show_text(shown=False)

    def is_shown(self) -> bool:
        """Whether it can be read."""
        return self.line.echoMode() is QLineEdit.EchoMode.Normal

    def mark_wrong(self, wrong: bool) -> None:
        """Show or take back that it was refused."""
        self.line.mark_wrong(wrong)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.line.setFocus(event.reason())

    def _on_eye(self) -> None:
        self._show_text(shown=not self.is_shown())

    def _show_text(self, shown: bool) -> None:
        modes = QLineEdit.EchoMode
        self.line.setEchoMode(modes.Normal if shown else modes.Password)
        self.line.setInputMethodHints(HINTS)  # Qt takes them back where the text is shown
        words = self._words[1 if shown else 0]
        self._eye.set_words("", "eye-off" if shown else "eye")
        self._eye.setAccessibleName(words)
        self._eye.setToolTip(painting.plain_tip(words))
