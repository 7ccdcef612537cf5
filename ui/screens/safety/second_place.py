"""The card of the second place: another disk where all backups are kept as well."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktopcrm.services.backups import SecondPlace
from desktopcrm.services.second_return import Looked, catch_up
from ui.context import Context
from ui.jobs import Progress
from ui.models.second_look import second_look
from ui.models.second_words import second_sentence
from ui.theme import theme
from ui.widgets.button import Button, Kind
from ui.widgets.flow import FlowRow
from ui.widgets.label import DIM_PARAGRAPH, STRONG, Label
from ui.widgets.place_sign import PlaceSign
from ui.widgets.surfaces import Card

INKS = {"none": "ink2", "here": "ink2", "away": "warn", "refused": "bad"}


class SecondPlaceCard(Card):
    """`changed()` once it is another place."""

    changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._context = context
        self._anew = False  # who saw it connected does not ask for another one at the same place
        tr, unit = context.tr, theme().px
        self.setObjectName("second_place")
        row = QHBoxLayout()
        row.setSpacing(unit(12))
        row.addWidget(PlaceSign("hard-drive", self), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(unit(4))
        words.addWidget(Label(tr("safety.second_title"), STRONG, self))
        self._said = Label("", DIM_PARAGRAPH, self)
        self._said.setObjectName("second_said")
        words.addWidget(self._said)
        row.addLayout(words, 1)
        self._catch_up = Button("second_catch_up", tr("safety.second_catch_up"), parent=self)
        self._catch_up.clicked.connect(self._bring)
        self._stop = Button("second_stop", tr("safety.second_stop"), "", Kind.GHOST, self)
        self._stop.clicked.connect(lambda: self.take(None))
        self._choose = Button("second_choose", tr("safety.second_choose"), "folder-open", parent=self)
        self._choose.clicked.connect(self._ask)
        self._buttons = FlowRow(self)
        for button in (self._catch_up, self._choose, self._stop):
            self._buttons.add(button.dense())
        words.addWidget(self._buttons)
        self.body.addLayout(row)
        self._choose.setEnabled(not context.app.is_read_only)
        second_look().looked.connect(self._on_looked)

    def show_place(self, place: SecondPlace) -> None:
        """How it stands."""
        tr, self._anew = self._context.tr, place.state != "here"
        said = self._context.error_text(place.said) if place.said is not None else ""
        can_write = not self._context.app.is_read_only
        self._said.setText(second_sentence(tr, place, datetime.now(UTC)) or said)
        self._said.set_ink("warn" if place.behind and place.state == "here" else INKS[place.state])
        self._choose.set_words(tr("safety.second_other" if place.folder else "safety.second_choose"))
        offered = {
            self._stop: place.folder is not None and can_write,
            self._catch_up: (place.behind > 0 or place.is_another) and can_write,
            self._choose: True,
        }
        self._buttons.show_only([button for button, is_offered in offered.items() if is_offered])

    def _on_looked(self, place: SecondPlace) -> None:
        if self.isEnabled():  # else something is being copied, and told when it is
            self.show_place(place)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        second_look().look(self._context)

    def take(self, folder: Path | None) -> None:
        """Keep the backups there from now on, or nowhere else; in a thread, as they are copied at once."""
        backups, tr = self._context.app.backups, self._context.tr

        def said(looked: Looked) -> str:
            if folder is None:
                return tr("safety.second_stopped")
            held = looked.place.held
            return tr("safety.second_taken", n=held) if held else tr("safety.second_taken_none")

        def work(progress: Progress) -> Looked:
            return Looked(backups.set_second_place(folder, progress.step))

        self._work(work, said, copies=folder is not None)

    def _bring(self) -> None:
        app, anew = self._context.app, self._anew

        def work(progress: Progress) -> Looked:
            return catch_up(app.backups, app.erasing, progress.step, anew)

        self._work(work, lambda _: "", copies=True)

    def _work(self, work: Callable[[Progress], Looked], said: Callable[[Looked], str], copies: bool) -> None:
        context = self._context
        self.setEnabled(False)
        if copies:
            self._said.setText(context.tr("safety.second_copying"))

        def ended() -> None:
            self.setEnabled(True)
            self.changed.emit()

        def done(looked: Looked) -> None:
            second_look().tell(context, looked)
            if said(looked):
                context.say(said(looked))

        context.jobs.start(work, done, context.say_error, ended=ended)

    def _ask(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self._context.tr("safety.second_choose"))
        if chosen:
            self.take(Path(chosen))
