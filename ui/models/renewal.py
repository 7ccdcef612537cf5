"""When a page looks at its data again: soon after a change while it is seen, else when it is shown next.

Knows the page's visibility and the change signal; knows nothing of what the page shows.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from desktopcrm.domain.changes import ChangeSet
from ui.context import Context

PAUSE_MS = 30


class Renewal(QObject):
    """Calls `look` for a page that shows things of all accounts."""

    def __init__(self, page: QWidget, context: Context, look: Callable[[], None]) -> None:
        super().__init__(page)
        self._page = page
        self._context = context
        self._look = look
        self._is_due = True
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.now)
        page.installEventFilter(self)
        context.changes.changed.connect(self._on_changed)

    def now(self) -> None:
        """Look again at once, unless the data is closed (a timer of a window that is closing)."""
        if self._context.is_open:
            self._is_due = False
            self._look()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and self._is_due:
            self.now()
        return super().eventFilter(watched, event)

    def _on_changed(self, changes: ChangeSet) -> None:
        del changes
        if self._page.isVisible():
            self._pause.start()
        else:
            self._is_due = True
