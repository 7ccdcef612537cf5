"""Makes the page of Today in a thread: only the newest wish counts, what takes long is told and can be stopped.

Knows the service; knows no widget.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from desktopcrm.errors import UserError
from desktopcrm.services.today import TodayPage
from ui.context import Context
from ui.jobs import Job, Progress

PATIENCE_MS = 400
"""How long a first page may take before one is told that it is being made."""


class Reading(QObject):
    """`read(TodayPage)`; `slow()` once a first page takes long; `stepped(done, total)`; `stopped()`."""

    read = Signal(object)
    slow = Signal()
    stepped = Signal(int, int)
    stopped = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._job: Job | None = None
        self.page: TodayPage | None = None
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._on_patience)

    def is_running(self) -> bool:
        """Whether a page is being made."""
        return self._job is not None

    def begin(self) -> None:
        """Make the page; what was asked for before is not wanted any more."""
        if self._job is not None:
            self._job.cancel()
        today = self._context.app.today
        if self.page is None:
            self._patience.start()

        def work(progress: Progress) -> TodayPage:
            return today.page(told=progress.step)

        self._job = self._context.jobs.start(work, self._on_read, self._on_failed, self._on_step)

    def stop(self) -> None:
        """The user does not want to wait."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self.stopped.emit()

    def _on_step(self, done: int, total: int, _text: str) -> None:
        self.stepped.emit(done, total)

    def _on_patience(self) -> None:
        if self.page is None and self._job is not None:
            self.slow.emit()

    def _on_read(self, page: TodayPage) -> None:
        self._job, self.page = None, page
        self._patience.stop()
        self.read.emit(page)

    def _on_failed(self, error: UserError) -> None:
        self._context.say_error(error)
        self.stop()
