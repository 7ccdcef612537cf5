"""Whether the window may close: not while something that was typed can be kept nowhere, unless one closes it again.

Knows that somebody was refused, not what it was.
"""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktopcrm.errors import UserError
from ui.context import Context
from ui.theme import Tone


class Closing(QObject):
    """One a window."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._refused: list[UserError] = []
        self._was_told = False
        context.leaving.unkept.connect(self._on_unkept)

    def may_close(self) -> bool:
        """Asks whoever holds words to keep them now."""
        self._refused.clear()
        if self._context.is_open and not self._context.app.is_read_only:
            self._context.leaving.asked.emit()
        if not self._refused or self._was_told:
            self._was_told = False
            return True
        self._was_told = True
        why = self._context.error_text(self._refused[0])
        self._context.shell.say(self._context.tr("opening.unkept", why=why), Tone.BAD, undo=False)
        return False

    def _on_unkept(self, error: UserError) -> None:
        self._refused.append(error)
