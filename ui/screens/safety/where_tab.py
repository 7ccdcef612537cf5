"""Where is my data: the folder, how the last backup, the health, the size and the encryption stand, and what lies there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktopcrm.services.backup_words import size_words
from desktopcrm.services.backups import Health, SecondPlace
from ui.context import Context
from ui.models.backing_up import back_up
from ui.models.moments import ago_words, clock_words, is_older
from ui.models.safety_reading import BACKUPS, DATABASE, Where, read_where
from ui.models.second_look import second_look
from ui.models.second_words import newest_words
from ui.screens.safety.files_card import FilesCard
from ui.theme import Tone, theme
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.figure_card import FigureCard, FigureRow
from ui.widgets.label import DIM_PARAGRAPH, ELIDED, Label
from ui.widgets.surfaces import Card, ScrollPage, clear_layout

WIDTH = 1040
OLD_BACKUP_DAYS = 3


class WhereTab(ScrollPage):
    """`asked(tab)` leads to another tab."""

    asked = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("safety_data", WIDTH, parent)
        self._context = context
        self._tr = context.tr
        self._warnings = QVBoxLayout()
        self._warnings.setSpacing(theme().px(8))
        self.body.addLayout(self._warnings)
        self.body.addWidget(self._folder_card())
        self.body.addWidget(self._figures())
        self.files = FilesCard(context, self._open_folder, self)
        self.files.changed.connect(self.show_tab)
        self.files.asking.connect(lambda: self.ensureWidgetVisible(self.files.ask, 0, theme().px(80)))
        self.body.addWidget(self.files)
        self.body.addStretch(1)
        self._second: SecondPlace | None = None
        second_look().looked.connect(self._on_looked)

    def show_tab(self, _focus: str = "") -> None:
        """Look again."""
        self._read()
        second_look().look(self._context)

    def _read(self) -> None:
        app = self._context.app
        self._context.jobs.start(lambda _: read_where(app), self._show, self._context.say_error)

    def _on_looked(self, place: SecondPlace) -> None:
        """What is said here of backups is read anew where the second place has come, gone or got something."""
        if self.isVisible() and self._second is not None and place != self._second:
            self._read()

    # building

    def _folder_card(self) -> Card:
        tr = self._tr
        card = Card(tr("safety.folder_title"), parent=self)
        self._about = Label(tr("safety.folder_about"), DIM_PARAGRAPH, card)
        self._about.setObjectName("safety_folder_about")
        card.body.addWidget(self._about)
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        where = Label(str(self._context.app.folder), ELIDED.but(weight=600), card)
        where.setObjectName("safety_folder")
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        where.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        show = Button("safety_open_folder", tr("settings.open_folder"), "folder-open", parent=card)
        show.clicked.connect(self._open_folder)
        copy = Button("safety_copy_folder", tr("safety.copy_path"), "copy", parent=card)
        copy.clicked.connect(self._copy_folder)
        for widget in (where, show, copy):
            row.addWidget(widget)
        card.body.addLayout(row)
        return card

    def _figures(self) -> FigureRow:
        tr = self._tr
        self.backup = FigureCard("safety_backup", tr("safety.last_backup"), self)
        self.health = FigureCard("safety_health", tr("safety.health"), self)
        self.space = FigureCard("safety_size", tr("safety.size"), self)
        self.sealing = FigureCard("safety_sealing", tr("safety.sealing"), self)
        self._make = self._button("safety_make", "safety.make", self._make_backup)
        self._examine = self._button("safety_examine", "safety.examine", self._run_examination)
        open_list = self._button("safety_to_backups", "safety.to_backups", lambda: self.asked.emit("backups"))
        to_sealing = self._button(
            "safety_to_sealing", "safety.to_sealing", lambda: self.asked.emit("encryption")
        )
        self.backup.add_button(self._make)
        self.health.add_button(self._examine)
        self.space.add_button(open_list)
        self.sealing.add_button(to_sealing)
        reading = tr("safety.one_moment")
        for card in (self.backup, self.health, self.space, self.sealing):
            card.show_figure("…", reading)
        if self._context.app.is_read_only:
            self._make.setEnabled(False)
        return FigureRow((self.backup, self.health, self.space, self.sealing), self)

    def _button(self, name: str, words: str, run: Callable[[], None]) -> Button:
        button = Button(name, self._tr(words), parent=self).dense()
        button.clicked.connect(run)
        return button

    # showing

    def _show(self, where: Where) -> None:
        self._second = where.second
        clear_layout(self._warnings)
        for number, warning in enumerate(where.warnings):
            sentence = self._context.error_text(warning)
            self._warnings.addWidget(Banner(f"safety_warning_{number}", sentence, Tone.WARN, parent=self))
        about = {"none": "safety.folder_about", "away": "safety.folder_about_away"}
        key = about.get(where.second.state, "safety.folder_about_second")
        self._about.setText(self._tr(key, folder=str(where.second.folder)))
        self._about.setVisible(not where.warnings)
        self._show_backup(where)
        self._show_health(where.health)
        data, copies = where.size_of(DATABASE), where.size_of(BACKUPS)
        said = self._tr("safety.size_backups", n=where.backups, size=size_words(copies)) if copies else ""
        self.space.show_figure(size_words(data), said)
        self._show_sealing(where)
        self.files.show_files(where.files)

    def _show_backup(self, where: Where) -> None:
        tr, now = self._tr, datetime.now(UTC)
        if where.newest is None:
            self.backup.show_figure(tr("safety.no_backup"), tr("safety.no_backup_about"), Tone.WARN)
            return
        made = where.newest.made_at
        parts = [clock_words(tr, made, now), newest_words(tr, where.newest, where.second)]
        parts.append(tr("safety.backup_behind" if where.is_behind else "safety.backup_current"))
        remark = " · ".join(part for part in parts if part)
        old = where.is_behind and is_older(made, now, OLD_BACKUP_DAYS)
        self.backup.show_figure(ago_words(tr, made, now), remark, Tone.WARN if old else Tone.NEUTRAL)

    def _show_health(self, health: Health) -> None:
        tr = self._tr
        if health.checked_at is None:
            about = "safety.not_examined_restored" if health.is_restored else "safety.not_examined_about"
            self.health.show_figure(tr("safety.not_examined"), tr(about))
        elif health.is_good:
            when = ago_words(tr, health.checked_at, datetime.now(UTC))
            self.health.show_figure(tr("safety.healthy"), tr("safety.examined", when=when), Tone.GOOD)
        else:
            found = tr("safety.problems", n=len(health.problems))
            self.health.show_figure(found, tr("safety.problems_about"), Tone.BAD)

    def _show_sealing(self, where: Where) -> None:
        tr = self._tr
        if where.state.is_sealed:
            self.sealing.show_figure(tr("safety.is_sealed"), tr("safety.is_sealed_about"), Tone.GOOD)
        else:
            self.sealing.show_figure(tr("safety.not_sealed"), tr("safety.not_sealed_about"), Tone.WARN)

    # doing

    def _make_backup(self) -> None:
        self._make.setEnabled(False)

        def ended() -> None:
            self._make.setEnabled(True)

        def then() -> None:
            if isValid(self):
                self.show_tab()

        back_up(self._context, then, ended)

    def _run_examination(self) -> None:
        context, app, page = self._context, self._context.app, self
        self._examine.setEnabled(False)
        self.health.show_figure("…", self._tr("safety.examining"))

        def ended() -> None:
            self._examine.setEnabled(True)

        def done(health: Health) -> None:
            """Told also where the page has been made anew meanwhile."""
            if isValid(page):
                page._show_health(health)
            elif health.is_good:
                context.say(context.tr("safety.health_good"))
            else:
                context.say(context.tr("safety.health_bad", n=len(health.problems)), Tone.BAD)

        context.jobs.start(lambda _: app.backups.health(run=True), done, context.say_error, ended=ended)

    def _open_folder(self) -> None:
        folder = str(self._context.app.folder)
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(folder)):
            self._context.say(self._tr("settings.no_folder", folder=folder), Tone.WARN)

    def _copy_folder(self) -> None:
        QGuiApplication.clipboard().setText(str(self._context.app.folder))
        self._context.say(self._tr("safety.copied"))
