"""Compares a backup with now, in a thread; where that takes a moment it says how far it is and can be stopped."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktopcrm.errors import UserError
from desktopcrm.services.backups import Backup, Preview
from ui.context import Context
from ui.jobs import Job
from ui.widgets.progress import ProgressPanel

PATIENCE_MS = 600
"""Whoever waits shorter need not be told."""


class Comparing(ProgressPanel):
    """`found(backup, preview)`, and `ended()` in any case."""

    found = Signal(object, object)
    ended = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__("comparing", context.tr("safety.comparing"), context.tr("generic.cancel"), parent)
        self._context = context
        self._job: Job | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PATIENCE_MS)
        self._soon.timeout.connect(self.show)
        self.cancel_requested.connect(self._stop)
        self.hide()

    def compare(self, backup: Backup) -> None:
        """Begin; nothing is changed."""
        app, tr = self._context.app, self._context.tr
        self.cancel.setEnabled(True)
        self.show_step(0, 0)
        self._soon.start()

        def done(preview: Preview) -> None:
            self._end()
            self.found.emit(backup, preview)

        def failed(error: UserError) -> None:
            self._context.say_error(error)
            self._end()

        def step(number: int, total: int, key: str) -> None:
            if self._job is not None:
                self.show_step(number, total, tr(key))

        self._job = self._context.jobs.start(
            lambda progress: app.backups.preview(backup, progress.step), done, failed, step
        )

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._end()

    def _end(self) -> None:
        self._job = None
        self._soon.stop()
        self.hide()
        self.ended.emit()
