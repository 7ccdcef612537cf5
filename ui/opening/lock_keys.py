"""The keys that lock, also where an open menu, a list or a dialog holds the keyboard: no shortcut of the window works there.

Knows keys and what locking is; what is open goes away with the lock.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication

from ui.action_table import ACTIONS


class LockKeys(QObject):
    """One a window."""

    def __init__(self, lock: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._lock = lock
        self._keys = [QKeySequence(keys) for row in ACTIONS if row.key == "lock" for keys in row.keys]
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Over the window alone its shortcut does it."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if QApplication.activePopupWidget() is None and QApplication.activeModalWidget() is None:
            return False
        if QKeySequence(event.keyCombination()) not in self._keys:
            return False
        if not event.isAutoRepeat():
            self._lock()
        return True
