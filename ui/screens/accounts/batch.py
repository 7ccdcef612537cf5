"""Account plans of several accounts into one folder: progress, cancel, and what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktopcrm.services.report.request import DocumentRequest
from ui.context import Context
from ui.jobs import Job
from ui.theme import Tone
from ui.widgets.progress import ProgressPanel

if TYPE_CHECKING:
    from desktopcrm.services.documents import Batch

FOLDER_KEY = "plan.folder"
NAMES_SHOWN = 3


class PlanBatch(QWidget):
    """Hidden while nothing is made."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._panel: ProgressPanel | None = None
        self._job: Job | None = None
        self._folder = Path()
        self.hide()

    def choose(self, account_ids: Sequence[int]) -> None:
        """Let the system ask for the folder, then begin."""
        start = self._context.preferences.text(FOLDER_KEY) or str(Path.home())
        title = self._context.tr("accounts.choose_folder")
        name = QFileDialog.getExistingDirectory(self, title, start)
        if name:
            self.start(account_ids, Path(name))

    def start(self, account_ids: Sequence[int], folder: Path) -> None:
        """Make the usual account plan of each account, in the language of the window."""
        context = self._context
        context.preferences.put(FOLDER_KEY, str(folder))
        self._folder = folder
        requests = [DocumentRequest("plan", one, lang=context.lang) for one in account_ids]
        documents = context.app.documents
        self._show_panel()
        self._job = context.jobs.start(
            lambda progress: documents.batch(requests, folder, progress.step),
            lambda batch: tell(context, batch, folder),
            context.say_error,
            self._on_step,
            self._on_ended,
        )

    def is_busy(self) -> bool:
        """Whether plans are being made."""
        return self._job is not None

    def _show_panel(self) -> None:
        tr = self._context.tr
        self._panel = ProgressPanel("plans_progress", tr("accounts.making_plans"), tr("generic.cancel"), self)
        self._panel.cancel_requested.connect(self._on_cancel)
        self._column.addWidget(self._panel)
        self.show()

    def _on_step(self, done: int, total: int, text: str) -> None:
        if self._panel is not None:
            self._panel.show_step(done, total, text)

    def _on_cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._context.say(
                self._context.tr("accounts.plans_stopped", folder=str(self._folder)), Tone.NEUTRAL
            )

    def _on_ended(self) -> None:
        self._job = None
        if self._panel is not None:
            self._panel.deleteLater()
            self._panel = None
        self.hide()


def tell(context: Context, batch: Batch, folder: Path) -> None:
    """How many plans lie in the folder, and which do not; also where the page has been made anew meanwhile."""
    tr, count = context.tr, len(batch.written)
    if not batch.failed:
        context.say(tr("accounts.plans_done", n=count, folder=str(folder)))
        return
    name, error = batch.failed[0]
    reason = f"{name} ({context.error_text(error)})"
    names = [reason, *(one for one, _ in batch.failed[1:NAMES_SHOWN])]
    context.say(tr("accounts.plans_failed", n=count, names=tr("load.comma").join(names)), Tone.BAD)
