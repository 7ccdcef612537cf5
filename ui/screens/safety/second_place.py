"""The card of the second place: another disk where all backups are kept as well."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktopcrm.services.backups import SecondPlace
from ui.context import Context
from ui.models.moments import ago_words
from ui.theme import theme
from ui.widgets.button import Button, Kind
from ui.widgets.label import DIM_PARAGRAPH, STRONG, Label
from ui.widgets.place_sign import PlaceSign
from ui.widgets.sidebar import Sidebar
from ui.widgets.surfaces import Card

INKS = {"none": "ink2", "here": "ink2", "away": "warn", "refused": "bad"}


class SecondPlaceCard(Card):
    """`changed()` once it is another place."""

    changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._context = context
        tr, unit = context.tr, theme().px
        self.setObjectName("second_place")
        row = QHBoxLayout()
        row.setSpacing(unit(12))
        row.addWidget(PlaceSign("hard-drive", self), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(unit(2))
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
        for button in (self._stop, self._catch_up, self._choose):
            row.addWidget(button)
        self.body.addLayout(row)
        self._choose.setEnabled(not context.app.is_read_only)

    def show_place(self, place: SecondPlace) -> None:
        """How it stands."""
        tr = self._context.tr
        folder = str(place.folder or "")
        when = ago_words(tr, place.seen_at, datetime.now(UTC)) if place.seen_at else tr("safety.never_seen")
        sentence = {
            "none": tr("safety.second_about"),
            "here": tr("safety.second_here", folder=folder, when=when),
            "away": tr("safety.second_is_away", folder=folder, when=when),
            "refused": folder,
        }[place.state]
        if place.said is not None:
            sentence = self._context.error_text(place.said)
        elif place.state == "here" and place.behind:
            sentence = tr("safety.second_behind", folder=folder, n=place.behind)
        can_write = not self._context.app.is_read_only
        self._said.setText(sentence)
        self._said.set_ink("warn" if place.behind and place.state == "here" else INKS[place.state])
        self._stop.setVisible(place.folder is not None and can_write)
        self._catch_up.setVisible(place.behind > 0 and can_write)
        self._choose.set_words(tr("safety.second_other" if place.folder else "safety.second_choose"))

    def take(self, folder: Path | None) -> None:
        """Keep the backups there from now on, or nowhere else; in a thread, as they are copied at once."""
        backups, tr = self._context.app.backups, self._context.tr
        said = tr("safety.second_taken" if folder else "safety.second_stopped")
        self._work(lambda: backups.set_second_place(folder), said, copies=folder is not None)

    def _bring(self) -> None:
        backups = self._context.app.backups
        self._work(backups.bring_second_up_to_date, "", copies=True)

    def _work(self, work: Callable[[], SecondPlace], said: str, copies: bool) -> None:
        context = self._context
        self.setEnabled(False)
        if copies:
            self._said.setText(context.tr("safety.second_copying"))

        def ended() -> None:
            if isValid(self):
                self.setEnabled(True)
                self.changed.emit()

        def done(_place: SecondPlace) -> None:
            sidebar = self.window().findChild(Sidebar) if isValid(self) else None
            if sidebar is not None:
                sidebar.show_remark()
            if said:
                context.say(said)

        context.jobs.start(lambda _: work(), done, context.say_error, ended=ended)

    def _ask(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self._context.tr("safety.second_choose"))
        if chosen:
            self.take(Path(chosen))
