"""Whether the window may close: not while something that was typed can be kept nowhere, unless one closes it again.

Knows that somebody was refused, not what it was. Nobody is kept in: who closes once more soon after he was told may go.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject

from desktopcrm.errors import UserError
from ui.context import Context
from ui.theme import Tone

PATIENCE_S = 30
"""So long a second closing is an answer to what was told at the first."""


class Closing(QObject):
    """One a window."""

    def __init__(self, context: Context, parent: QObject, clock: Callable[[], float] = monotonic) -> None:
        super().__init__(parent)
        self._context, self._clock = context, clock
        self._refused: list[UserError] = []
        self._told_at: float | None = None
        context.leaving.unkept.connect(self._on_unkept)

    def may_close(self) -> bool:
        """Asks whoever holds words to keep them now; where the data are closed, whether he holds any."""
        self._refused.clear()
        self._context.leaving.asked.emit()
        told_at, now = self._told_at, self._clock()
        if not self._refused or (told_at is not None and now - told_at <= PATIENCE_S):
            self._told_at = None
            return True
        self._told_at = now
        why = self._context.error_text(self._refused[0])
        self._context.shell.say(self._context.tr("opening.unkept", why=why), Tone.BAD, undo=False)
        return False

    def _on_unkept(self, error: UserError) -> None:
        self._refused.append(error)
