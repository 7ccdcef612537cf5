"""A short line for a whole number: arrow keys count, Enter hands it over, Esc takes the old one back."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import theme
from ui.widgets.inputs import TextLine

STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 10, Qt.Key.Key_PageDown: -10}


class NumberLine(TextLine):
    """`handed(text)` on Enter: what was typed, be it a number or not; who asked says what is wrong with it."""

    handed = Signal(str)

    def __init__(self, name: str, label: str, bounds: tuple[int, int], parent: QWidget | None = None) -> None:
        super().__init__(name, label, "", parent)
        self._low, self._high = bounds
        self._value = self._low
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.returnPressed.connect(lambda: self.handed.emit(self.text()))

    def show_value(self, value: int) -> None:
        """The number that holds."""
        self._value = value
        self.setText(str(value))
        self.mark_wrong(False)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(74), theme().px(32))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = STEPS.get(Qt.Key(event.key()), 0)
        if step:
            self._count(step)
        elif event.key() == Qt.Key.Key_Escape and self.text() != str(self._value):
            self.show_value(self._value)
        else:
            super().keyPressEvent(event)

    def _count(self, step: int) -> None:
        typed = self.text().strip()
        here = int(typed) if typed.removeprefix("-").isdecimal() else self._value
        self.setText(str(min(self._high, max(self._low, here + step))))
        self.selectAll()
