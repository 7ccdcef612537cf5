"""Bringing a file in: look first, say what would come, then load. A panel in the page, used where files arrive.

Knows the exchange service; the page decides where the panel stands.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktopcrm.errors import UserError
from desktopcrm.texts import Translate
from ui.context import Context
from ui.theme import Tone
from ui.widgets.ask_panel import Answer, Ask, AskPanel

if TYPE_CHECKING:
    from desktopcrm.services.exchange.merge import Counts
    from desktopcrm.services.exchange.service import LoadReport

FOLDER_KEY = "files.folder"
NAMES_SHOWN = 4
PARTS = ("records", "facts", "links", "events", "definitions")


class LoadFile(QWidget):
    """`start(file)` counts and asks; `loaded` once the file is in. Hidden while nothing is asked."""

    loaded = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._file = Path()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.panel = AskPanel("load_panel", self)
        self.panel.answered.connect(self._on_answer)
        self.panel.given_up.connect(self.hide)
        column.addWidget(self.panel)
        self.hide()

    def choose(self) -> None:
        """Let the system ask for the file."""
        tr = self._context.tr
        folder = self._context.preferences.text(FOLDER_KEY)
        name, _ = QFileDialog.getOpenFileName(self, tr("load.choose"), folder, tr("load.filter"))
        if name:
            self.start(Path(name))

    def start(self, file: Path) -> None:
        """Look into the file and say what would come in; nothing is changed yet."""
        self._file = file
        self._context.preferences.put(FOLDER_KEY, str(file.parent))
        tr, exchange = self._context.tr, self._context.app.exchange
        self._wait(tr("load.reading", file=file.name))
        self._context.jobs.start(
            lambda _: exchange.load(file, dry_run=True), self._on_counted, self._on_refused
        )

    def _wait(self, title: str) -> None:
        self.show()
        self.panel.show_ask(Ask("wait", title, cancel=self._context.tr("generic.cancel"), tone=Tone.ACCENT))

    def _on_counted(self, report: LoadReport) -> None:
        tr = self._context.tr
        if self.isHidden():
            return
        nothing = not report.added.total and not report.changed.total
        words = tr("load.nothing_new") if nothing else "\n".join(told(report, tr))
        confirm = tr("load.again") if nothing else tr("load.go")
        title = tr("load.title", file=self._file.name)
        self.panel.show_ask(
            Ask(
                "again" if nothing else "load",
                title,
                words,
                (),
                confirm=confirm,
                cancel=tr("generic.cancel"),
                tone=Tone.ACCENT,
            )
        )

    def _on_refused(self, error: UserError) -> None:
        tr = self._context.tr
        self.show()
        sentence = self._context.error_text(error)
        self.panel.show_ask(
            Ask(
                "again",
                tr("load.refused"),
                sentence,
                (),
                confirm=tr("load.again"),
                cancel=tr("generic.close"),
            )
        )

    def _on_answer(self, answer: Answer) -> None:
        if answer.key == "again":
            self.choose()
        elif answer.key == "load":
            self._load()

    def _load(self) -> None:
        file, context, panel = self._file, self._context, self
        exchange = context.app.exchange
        self._wait(context.tr("load.loading", file=file.name))

        def done(_report: LoadReport) -> None:
            """Told also where the page has been made anew meanwhile."""
            context.say_undo(context.tr("load.done", file=file.name))
            if isValid(panel):
                panel.hide()
                panel.loaded.emit()

        context.jobs.start(lambda _: exchange.load(file), done, self._on_refused)


def told(report: LoadReport, tr: Translate) -> list[str]:
    """The counts of a dry run in sentences."""
    lines = []
    if report.accounts:
        names = list(report.accounts[:NAMES_SHOWN])
        if len(report.accounts) > NAMES_SHOWN:
            names.append(tr("load.and_more", n=len(report.accounts) - NAMES_SHOWN))
        lines.append(tr("load.accounts", names=tr("load.comma").join(names)))
    for key, counts in (("added", report.added), ("changed", report.changed), ("ignored", report.ignored)):
        if counts.total:
            lines.append(tr(f"load.{key}", what=parts(counts, tr)))
    if report.homeless:
        lines.append(tr("load.homeless", n=len(report.homeless)))
    return lines


def parts(counts: Counts, tr: Translate) -> str:
    """“2 records, 31 facts”: what there is none of is left out."""
    found = [(part, int(getattr(counts, part))) for part in PARTS]
    return tr("load.comma").join(tr(f"load.part_{part}", n=number) for part, number in found if number)
