"""Locks encrypted data when nobody is there: after some minutes without a key or the mouse, when the screen of the
system is locked, and when the computer sleeps.

What it sees itself: what is typed and clicked in this window, and that the clock has jumped while the program stood
still. The screen, and sleep before it begins, are reported by the system where it does (`ui.departure`).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtGui import QWindow

from ui.context import Context
from ui.departure import Departure

MINUTES, WITH_SCREEN = "lock.minutes", "lock.with_screen"
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


@dataclass(frozen=True, slots=True)
class Limits:
    """What the user wants: after how many minutes of rest (0: never), and whether with the screen and sleep."""

    minutes: float
    with_screen: bool = True


class Idle(QObject):
    """`start` it with the data, `stop` it with them, `end` it with the window."""

    def __init__(
        self,
        lock: Callable[[], None],
        limits: Callable[[], Limits],
        parent: QObject,
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(parent)
        self._lock, self._limits, self._clock = lock, limits, clock
        self._window: QWindow | None = None
        self._departure: Departure | None = None
        self._last_life = self._last_tick = clock()
        self._is_due = self._comes_back = False
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)

    def hear(self, departure: Departure) -> None:
        """Believe the system, too."""
        self._departure = departure
        departure.gone.connect(self.on_gone)

    def start(self, window: QWindow | None) -> None:
        """Watch a window."""
        if window is not None and window is not self._window:
            self._window = window
            window.installEventFilter(self)
        if self._departure is not None:
            self._departure.listen()
        self._last_life = self._last_tick = self._clock()
        self._comes_back = False
        self._timer.start()

    def stop(self, comes_back: bool = False) -> None:
        """There is nothing to lock; where the data come back by themselves, what is heard meanwhile counts then."""
        self._timer.stop()
        self._is_due, self._comes_back = False, comes_back

    def end(self) -> None:
        """There will be nothing to lock any more."""
        self.stop()
        if self._departure is not None:
            self._departure.leave()

    def is_running(self) -> bool:
        """Whether there is something to lock."""
        return self._timer.isActive()

    @Slot()
    def on_gone(self) -> None:
        """The screen was locked, or sleep is near. What must not be locked now is as soon as it may."""
        if (self.is_running() or self._comes_back) and self._limits().with_screen:
            self._is_due = True
        if self.is_running():
            self.tick()

    def tick(self) -> bool:
        """Lock where it is time to, and tell so. A clock set back counts as rest of no time, not as one without end."""
        now = self._clock()
        slept = now - self._last_tick > SLEPT_S
        self._last_tick = now
        self._last_life = min(self._last_life, now)
        limits = self._limits()
        self._is_due = self._is_due or (slept and limits.with_screen)
        if self._is_due or (limits.minutes and now - self._last_life >= limits.minutes * 60):
            self._lock()
            return True
        return False

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in LIFE:
            # Whoever comes back after a sleep meets the lock before his first key counts.
            if self._timer.isActive() and self._clock() - self._last_tick > SLEPT_S and self.tick():
                return event.type() is QEvent.Type.KeyPress
            self._last_life = self._clock()
        return False


def idle_of(context: Context, lock: Callable[[], None], parent: QObject) -> Idle:
    """As the user has set it, with what the system reports."""

    def limits() -> Limits:
        get = context.preferences.get
        return Limits(minutes_of(get(MINUTES)), get(WITH_SCREEN) is not False)

    idle = Idle(lock, limits, parent)
    idle.hear(context.departure)
    return idle


def minutes_of(value: object) -> float:
    """The setting as a number of minutes; nonsense is the usual."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 24 * 60:
        return USUAL_MINUTES
    return float(value)
