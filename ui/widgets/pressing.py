"""Enter on a button does what Space does, on every system. Knows no button by name."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
HARMLESS = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


def pressed_by(event: QKeyEvent, button: QAbstractButton) -> bool:
    """Press `button` where the key is Enter; true where it was. A key held down presses once."""
    if event.key() not in ENTER or event.modifiers() not in HARMLESS:
        return False
    event.accept()
    if not event.isAutoRepeat():
        button.click()
    return True
