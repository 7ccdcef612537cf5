"""The keys that lock where no shortcut of the window works: an open menu, a list or a dialog holds the keyboard, or the
window has it and is not the active one, as some systems leave it after a dialog of files.

Knows keys and what locking is; what is open goes away with the lock.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from ui.action_table import ACTIONS


class LockKeys(QObject):
    """One a window."""

    def __init__(self, lock: Callable[[], None], content: QWidget) -> None:
        super().__init__(content)
        self._lock, self._content = lock, content
        self._keys = [QKeySequence(keys) for row in ACTIONS if row.key == "lock" for keys in row.keys]
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Over the active window alone its shortcut does it."""
        # Every event of the process comes by: what its class says costs a third of asking for its type.
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if QKeySequence(event.keyCombination()) not in self._keys or self._is_in_front():
            return False
        if not event.isAutoRepeat():
            self._lock()
        return True

    def _is_in_front(self) -> bool:
        over = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        return over is None and QApplication.activeWindow() is self._content.window()
