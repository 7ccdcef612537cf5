"""Keeps the pages beside the options true: waits until the choosing pauses, sets them in a thread, shows the newest.

One document is set at a time; what changes meanwhile is set afterwards. Old pages stay until new ones are there.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from desktopcrm.errors import UserError
from desktopcrm.services.report.request import DocumentRequest
from ui.blur import blur
from ui.context import Context

PAUSE_MS = 180
Ask = Callable[[], DocumentRequest]


class Preview(QObject):
    """`ask` gives the request of the moment and may raise `UserError`, as may the setting itself."""

    arrived = Signal(list, float)
    failed = Signal(str)
    working = Signal(bool)

    def __init__(self, context: Context, ask: Ask, ppi: Callable[[], float], parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._ask, self._ppi = context, ask, ppi
        self._running = False
        self._again = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._on_pause)

    def wake(self) -> None:
        """Something has changed."""
        self._pause.start(PAUSE_MS)

    def rest(self) -> None:
        """Nobody is looking."""
        self._pause.stop()
        self._again = False

    def is_busy(self) -> bool:
        """Whether pages are on their way."""
        return self._running or self._pause.isActive()

    def _on_pause(self) -> None:
        if self._running:
            self._again = True
            return
        if not self._context.is_open:
            return
        try:
            if blur().on and self._ask().level != "customer":  # pictures cannot be covered word by word
                raise UserError("blur.preview")
            order = self._context.app.documents.order(self._ask())
        except UserError as error:
            self._on_failed(error)
            return
        ppi = self._ppi()
        self._running = True
        self.working.emit(True)
        self._context.jobs.start(
            lambda _: order.pages(ppi),
            lambda pages: self.arrived.emit(pages, ppi),
            self._on_failed,
            ended=self._on_ended,
        )

    def _on_failed(self, error: UserError) -> None:
        self.failed.emit(self._context.error_text(error))

    def _on_ended(self) -> None:
        self._running = False
        if self._again:
            self._again = False
            self._pause.start(0)  # after the pages of this run were shown, which come next
        else:
            self.working.emit(False)
