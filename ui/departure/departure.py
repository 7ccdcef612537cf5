"""What every system's ear has in common."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

SCREEN, SLEEP = "screen", "sleep"


class Departure(QObject):
    """`gone()`: the screen was locked or the computer goes to sleep. `known()`: `seen` tells something else than before."""

    gone = Signal()
    known = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seen: frozenset[str] = frozenset()

    @property
    def seen(self) -> frozenset[str]:
        """What of `SCREEN` and `SLEEP` this system reports."""
        return self._seen

    def listen(self) -> None:
        """Begin; a second time is nothing new. Returns at once, whatever the system is busy with."""

    def leave(self) -> None:
        """Hear nothing any more."""

    def _tell(self, seen: frozenset[str]) -> None:
        if seen != self._seen:
            self._seen = seen
            self.known.emit()
