"""The keys that lock where no shortcut of the window works: an open menu, a list or a dialog holds the keyboard, or the
window has it and is not the active one, as some systems leave it after a dialog of files.

Over a menu or a list the shortcut of the window works, being one of the whole application (see `window_menu`). All other
keys come to the window of the system that has the keyboard, and this listens there: at the application itself every
event of every widget would come by.

Knows keys and what locking is; what is open goes away with the lock.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QWindow
from PySide6.QtWidgets import QWidget

from ui.action_table import ACTIONS


class LockKeys(QObject):
    """One a window."""

    def __init__(self, lock: Callable[[], None], content: QWidget) -> None:
        super().__init__(content)
        self._lock, self._content = lock, content
        self._keys = [QKeySequence(keys) for row in ACTIONS if row.key == "lock" for keys in row.keys]
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._listen_to)
        self._listen_to(QGuiApplication.focusWindow())

    @Slot()
    def _listen_to(self, window: QWindow | None) -> None:
        """Also to the window of the content, which a system may not call the one that has the keyboard."""
        for one in (window, self._content.window().windowHandle()):
            if one is not None:
                one.installEventFilter(self)  # asked twice it listens once

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """What a shortcut has taken does not come here."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if QKeySequence(event.keyCombination()) not in self._keys:
            return False
        if not event.isAutoRepeat():
            self._lock()
        return True
