"""Rings of objects that nobody holds any more are taken apart on the window's thread alone, from a timer.

Python looks for them in whatever thread has just made many objects. Where a ring holds a widget or a timer, Qt's half
of it then dies in the wrong thread: its timers stay registered, and the window crashes when the next one fires.
Anki switches the automatic search off for the same reason.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Slot

EVERY_MS = 2000
MANY = 2_000
"""So many new objects, less those gone, are worth a look through the younger ones."""
VERY_MANY = 100_000
"""So many are worth a look through all."""
ONCE_MORE = 4
"""After something was to be gone, so many looks through all: a thread may hold it for a while."""


class Garbage(QObject):
    """One an application; made on the window's thread."""

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        self._since_all, self._owed = 0, 0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    @Slot()
    def look(self) -> None:
        """Take apart what is worth the time."""
        new = gc.get_count()[0]
        if self._owed or self._since_all + new >= VERY_MANY:
            self._since_all, self._owed = 0, max(0, self._owed - 1)
            gc.collect()
        elif new >= MANY:
            self._since_all += new
            gc.collect(1)

    def gather(self) -> None:
        """Something must not be in memory any longer: look through all now and the next times."""
        self._owed = ONCE_MORE
        gc.collect()


def keep_here() -> None:
    """From now on no other thread does it. Whoever starts threads beside a window calls this first, from the window's."""
    if QCoreApplication.instance() is not None:
        _keeper()
    gc.disable()


def gather() -> None:
    """What nobody holds is gone now, and what a thread still holds soon after it ends."""
    _keeper().gather()


def _keeper() -> Garbage:
    application = QCoreApplication.instance()
    assert application is not None
    found = application.findChild(Garbage)
    return found if isinstance(found, Garbage) else Garbage(application)
