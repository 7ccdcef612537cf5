"""What lies in the data folder: each thing with what it is and its size; what a recovery left can be removed here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktopcrm.services import aside
from desktopcrm.services.backup_words import size_words
from ui.context import Context
from ui.models.moments import clock_words
from ui.models.safety_reading import FileLine
from ui.theme import Tone, theme
from ui.widgets.ask_panel import Answer, Ask, AskPanel
from ui.widgets.button import Button, Kind
from ui.widgets.label import DIM, DIM_PARAGRAPH, STRONG, Label
from ui.widgets.surfaces import Card, Hairline, clear_layout

REMOVABLE = ("damaged", "salvaged")


class FilesCard(Card):
    """`changed()` once a file was removed, `asking()` when it is asked whether; `show_folder` is run by the buttons that lead to it."""

    changed = Signal()
    asking = Signal()

    def __init__(self, context: Context, show_folder: Callable[[], None], parent: QWidget) -> None:
        super().__init__(context.tr("safety.files_title"), parent=parent)
        self._context, self._tr, self._show_folder = context, context.tr, show_folder
        self.setObjectName("safety_files")
        self.ask = AskPanel("files_ask", self)
        self.ask.answered.connect(self._on_answer)
        self.body.addWidget(self.ask)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme().px(6))
        self.body.addLayout(self._lines)

    def show_files(self, files: tuple[FileLine, ...]) -> None:
        """Anew."""
        clear_layout(self._lines)
        for place, line in enumerate(files):
            if place:
                self._lines.addWidget(Hairline(self))
            self._lines.addLayout(self._line(line))

    def _line(self, line: FileLine) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().px(16))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(self._tr(f"safety.file_{line.key}"), STRONG.but(wrap=True), self))
        words.addWidget(Label(self._tr(f"safety.file_{line.key}_about"), DIM_PARAGRAPH, self))
        if line.key in REMOVABLE:
            words.addLayout(self._deeds(line))
        row.addLayout(words, 1)
        when = clock_words(self._tr, line.at, datetime.now(UTC)) if line.at else ""
        name = Label(" · ".join(part for part in (line.name, when) if part), DIM, self)
        row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        size = Label(size_words(line.size), DIM, self)
        size.setMinimumWidth(theme().px(72))
        size.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(size, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _deeds(self, line: FileLine) -> QHBoxLayout:
        """The folder, and the removal, which is asked for once more: nothing else may hold what this file does."""
        row = QHBoxLayout()
        show = Button(
            f"show_{line.name}", self._tr("safety.deed_show"), "folder-open", Kind.GHOST, self
        ).dense()
        show.setAccessibleName(f"{show.text()}: {line.name}")
        show.clicked.connect(self._show_folder)
        remove = Button(
            f"remove_{line.name}", self._tr("safety.deed_remove"), "trash-2", Kind.GHOST, self
        ).dense()
        remove.setAccessibleName(f"{remove.text()}: {line.name}")
        remove.clicked.connect(lambda: self._ask_removal(line))
        remove.setEnabled(not self._context.app.is_read_only)
        row.addWidget(show)
        row.addWidget(remove)
        row.addStretch(1)
        return row

    def _ask_removal(self, line: FileLine) -> None:
        tr = self._tr
        title = tr("safety.file_remove_title", name=line.name)
        about = tr(f"safety.file_remove_{line.key}")
        words = tr("safety.file_remove_now")
        self.ask.show_ask(
            Ask(line.name, title, about, confirm=words, cancel=tr("generic.cancel"), tone=Tone.BAD)
        )
        self.asking.emit()

    def _on_answer(self, answer: Answer) -> None:
        self.ask.hide()
        context, folder = self._context, self._context.app.folder

        def done(_nothing: None) -> None:
            context.say(context.tr("safety.file_removed", name=answer.key))

        context.jobs.start(
            lambda _: aside.remove(folder, answer.key),
            done,
            context.say_error,
            ended=lambda: self.changed.emit(),  # noqa: PLW0108 - no signal may be held that outlives the card
        )
