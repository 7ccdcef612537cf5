"""Whether the window may close: not while something that was typed can be kept nowhere, nor while something is under way
that would be given up, unless one closes it again.

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
        self._busy: list[UserError] = []
        self._told_at: float | None = None
        context.leaving.unkept.connect(self._on_unkept)
        context.leaving.busy.connect(self._on_busy)

    def may_close(self) -> bool:
        """Asks whoever holds words to keep them now; where the data are closed, whether he holds any; and who is at work."""
        self._refused.clear()
        self._busy.clear()
        self._context.leaving.asked.emit()
        told_at, now = self._told_at, self._clock()
        if not (self._refused or self._busy) or (told_at is not None and now - told_at <= PATIENCE_S):
            self._told_at = None
            return True
        self._told_at = now
        self._context.shell.say(self._why(), Tone.BAD, undo=False)
        return False

    def _why(self) -> str:
        if not self._refused:
            return self._context.error_text(self._busy[0])
        return self._context.tr("opening.unkept", why=self._context.error_text(self._refused[0]))

    def _on_busy(self, error: UserError) -> None:
        self._busy.append(error)

    def _on_unkept(self, error: UserError) -> None:
        self._refused.append(error)
