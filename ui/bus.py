"""Turns the core's plain change callbacks into one Qt signal. Knows no screen and no service."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot

from desktopcrm.domain.changes import ChangeBus, ChangeSet


class ChangeSignal(QObject):
    """`changed(ChangeSet)` after every commit, always on the window's thread."""

    changed = Signal(object)
    _crossed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._leave: Callable[[], None] | None = None
        self._crossed.connect(self._on_crossed, Qt.ConnectionType.QueuedConnection)

    def follow(self, bus: ChangeBus) -> None:
        """Listen to one bus; an earlier one is left."""
        self.leave()
        self._leave = bus.subscribe(self._on_change)

    def leave(self) -> None:
        """Listen to nothing."""
        if self._leave is not None:
            self._leave()
            self._leave = None

    def _on_change(self, changes: ChangeSet) -> None:
        if QThread.currentThread() is self.thread():
            self.changed.emit(changes)
        else:
            self._crossed.emit(changes)

    @Slot(object)
    def _on_crossed(self, changes: ChangeSet) -> None:
        self.changed.emit(changes)


class Leaving(QObject):
    """`now()` just before the data are closed: whoever holds something unsent writes it to `app.drafts`.

    `asked()`: before the window closes the same, and who is refused says so by `unkept(UserError)`: the window stays.
    `busy(UserError)`: what is under way and would be given up; that is told as well before the window closes.
    `lost(UserError)`: somebody met a damaged file; the way to the recovery is shown instead of a notice.
    """

    now = Signal()
    asked = Signal()
    unkept = Signal(object)
    busy = Signal(object)
    lost = Signal(object)
