"""While the data are open for reading only: a line that would be stored takes no letter and says why not.

Knows lines, not what they are for; filters, and what only a document is made of, are written in as ever.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from ui.context import Context
from ui.widgets.inputs import SearchBox
from ui.widgets.pressing import ENTER

FOR_DOCUMENTS = frozenset({"plan_purpose", "plan_day"})
"""Lines that are stored nowhere."""


class Unwritten(QObject):
    """One a window: closes each line when the keys reach it."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._window = context, window
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent) or (isinstance(event, QKeyEvent) and _writes(event)):
            return not self._context.may_write()
        return False

    @Slot(QWidget, QWidget)
    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if isinstance(now, QLineEdit | QPlainTextEdit) and self._is_closed(now):
            now.setReadOnly(True)
            now.installEventFilter(self)

    def _is_closed(self, line: QLineEdit | QPlainTextEdit) -> bool:
        if not self._context.is_open or not self._context.app.is_read_only:
            return False
        return not (
            isinstance(line, SearchBox)
            or line.objectName() in FOR_DOCUMENTS
            or line.isReadOnly()
            or line.window() is not self._window.window()
        )


def _writes(event: QKeyEvent) -> bool:
    if event.type() != QEvent.Type.KeyPress:
        return False
    return event.key() in ENTER or (bool(event.text()) and event.text().isprintable())
