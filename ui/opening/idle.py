"""Locks encrypted data when nobody is there: after some minutes without a key or the mouse, and when the computer
wakes from sleep.

What it sees: what is typed and clicked in this window, and that the clock has jumped while the program stood still.
What it does not see: that the screen of the system was locked. That has no sign without a socket; the minutes of rest
run on behind it, so the data lock a little later.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QWindow

MINUTES = "lock.minutes"
USUAL_MINUTES = 10
TICK_MS = 2000
SLEPT_S = 20.0
"""So long between two ticks means that the computer slept."""
LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletMove,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    }
)


class Idle(QObject):
    """`start` it with the data, `stop` it with them. `limit()` gives the minutes, 0: never."""

    def __init__(
        self,
        lock: Callable[[], None],
        limit: Callable[[], float],
        parent: QObject,
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(parent)
        self._lock, self._limit, self._clock = lock, limit, clock
        self._window: QWindow | None = None
        self._last_life = self._last_tick = clock()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)

    def start(self, window: QWindow | None) -> None:
        """Watch a window."""
        if window is not None and window is not self._window:
            self._window = window
            window.installEventFilter(self)
        self._last_life = self._last_tick = self._clock()
        self._timer.start()

    def stop(self) -> None:
        """There is nothing to lock."""
        self._timer.stop()

    def is_running(self) -> bool:
        """Whether there is something to lock."""
        return self._timer.isActive()

    def tick(self) -> None:
        """Lock where it is time to. A clock set back counts as rest of no time, not as one without end."""
        now = self._clock()
        slept = now - self._last_tick > SLEPT_S
        self._last_tick = now
        self._last_life = min(self._last_life, now)
        minutes = self._limit()
        if minutes and (slept or now - self._last_life >= minutes * 60):
            self._lock()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in LIFE:
            # Whoever comes back after a sleep meets the lock before his first key counts.
            if self._timer.isActive() and self._clock() - self._last_tick > SLEPT_S:
                self.tick()
                return event.type() is QEvent.Type.KeyPress
            self._last_life = self._clock()
        return False


def minutes_of(value: object) -> float:
    """The setting as a number of minutes; nonsense is the usual."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 24 * 60:
        return USUAL_MINUTES
    return float(value)
