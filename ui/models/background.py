"""Brings the figures of the list up to date in small slices between the user's own events."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from desktopcrm.errors import UserError

SLICE = 6
PAUSE_MS = 8
TELL_EVERY_S = 1.0


class Background(QObject):
    """`wake` starts it; `progressed` now and then while it works; `busy(bool)` when it begins and ends."""

    progressed = Signal()
    busy = Signal(bool)

    def __init__(self, refresh_some: Callable[[int], int], parent: QObject) -> None:
        super().__init__(parent)
        self._refresh_some = refresh_some
        self._working = False
        self._told = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._on_time)

    def wake(self) -> None:
        """Look whether something is out of date."""
        if not self._timer.isActive():
            self._told = time.monotonic()
            self._timer.start()

    def stop(self) -> None:
        """Rest until the next `wake`."""
        self._timer.stop()
        self._say(False)

    def _on_time(self) -> None:
        try:
            done = self._refresh_some(SLICE)
        except (
            UserError
        ):  # a full disk stops derived figures, never the user's own work; he is told when he writes
            done = 0
        if not done:
            finished = self._working
            self.stop()
            if finished:
                self.progressed.emit()
            return
        self._say(True)
        if time.monotonic() - self._told > TELL_EVERY_S:
            self._told = time.monotonic()
            self.progressed.emit()

    def _say(self, working: bool) -> None:
        if working != self._working:
            self._working = working
            self.busy.emit(working)
