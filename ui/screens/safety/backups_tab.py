"""The list of backups, the second place, and the restore: looked into first, done second, undone with one click."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktopcrm.errors import UserError
from desktopcrm.services.backups import Backup, Preview, SecondPlace
from ui.context import Context, Place
from ui.dialogs.undo import is_way_back
from ui.models.backing_up import back_up
from ui.models.backup_words import DAMAGED
from ui.models.moments import ago_words, clock_words
from ui.screens.safety.backup_panel import BackupPanel
from ui.screens.safety.backup_table import BackupTable
from ui.screens.safety.comparing import Comparing
from ui.screens.safety.restore_card import RestoreCard
from ui.screens.safety.restoring import restore, take_back
from ui.screens.safety.second_place import SecondPlaceCard
from ui.theme import Tone, theme
from ui.widgets.ask_panel import Answer, Ask, AskPanel
from ui.widgets.banner import Banner
from ui.widgets.button import Button, Kind
from ui.widgets.label import DIM_PARAGRAPH, Label
from ui.widgets.surfaces import Plain, ScrollPage, clear_layout

T = TypeVar("T")
PREVIEW_WIDTH = 820
WRITING = ("preview", "remove")
HELD, LOOKED_INTO = "backup:", "preview:"
"""What a place says of the page beside its tab, before the file: made anew, it goes on with the same backup."""


@dataclass(frozen=True, slots=True)
class _Shown:
    backups: tuple[Backup, ...]
    second: SecondPlace


class BackupsTab(QStackedWidget):
    """Page one: list and panel. Page two: what a restore would change."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._tr = context.tr
        self._before: Backup | None = None
        self._states: dict[str, str] = {}
        self._busy = self._wanted = ""
        self.setObjectName("safety_backups")
        self.addWidget(self._list_page())
        self.preview = ScrollPage("restore_page", PREVIEW_WIDTH, self)
        self.addWidget(self.preview)

    def show_tab(self, focus: str = "") -> None:
        """Read the list anew; `focus` "make" makes one, `HELD` and `LOOKED_INTO` take one in hand."""
        app = self._context.app
        if focus == "make":
            self.make()
            return
        self._wanted = focus or self._wanted
        self._context.jobs.start(
            lambda _: _Shown(app.backups.list(), app.backups.second_place()),
            self._show,
            self._context.say_error,
        )

    def make(self) -> None:
        """A backup now."""
        self._make.setEnabled(False)

        def then() -> None:
            if isValid(self):
                self.table.let_go()

        def ended() -> None:
            self._make.setEnabled(True)
            self.show_tab()

        back_up(self._context, then, ended)

    # building

    def _list_page(self) -> Plain:
        unit = theme().px
        page = Plain("ground", self)
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        column = QVBoxLayout()
        column.setContentsMargins(unit(28), unit(14), unit(24), unit(14))
        column.setSpacing(unit(12))
        column.addLayout(self._head(page))
        self.ask = AskPanel("backups_ask", page)
        self.ask.answered.connect(self._on_answer)
        self.ask.given_up.connect(self._to_table)
        column.addWidget(self.ask)
        column.addWidget(self._undo_banner(page))
        self.comparing = Comparing(self._context, page)
        self.comparing.found.connect(self._show_preview)
        self.comparing.ended.connect(lambda: self._set_busy(""))
        column.addWidget(self.comparing)
        self.table = BackupTable(self._tr, page)
        self.table.chosen.connect(self._show_chosen)
        self.table.chosen.connect(lambda: self._note(HELD, self.table.in_hand()))
        self.table.asked.connect(self._on_asked)
        column.addWidget(self.table, 1)
        self.second = SecondPlaceCard(self._context, page)
        self.second.changed.connect(self.show_tab)
        column.addWidget(self.second)
        row.addLayout(column, 1)
        self.panel = BackupPanel(self._tr, not self._context.app.is_read_only, page)
        self.panel.asked.connect(self._on_asked)
        row.addWidget(self.panel)
        return page

    def _head(self, page: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().px(16))
        about = Label(self._tr("safety.backups_about"), DIM_PARAGRAPH, page)
        row.addWidget(about, 1)
        self._make = Button("backups_make", self._tr("safety.make"), "database-backup", Kind.PRIMARY, page)
        self._make.clicked.connect(self.make)
        self._make.setEnabled(not self._context.app.is_read_only)
        row.addWidget(self._make, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _undo_banner(self, page: QWidget) -> Banner:
        self.undo = Banner("restore_undo", "", Tone.ACCENT, "undo-2", page)
        look = Button("restore_undo_look", self._tr("safety.look_at_undo"), parent=self.undo)
        look.clicked.connect(self._look_at_undo)
        self.undo.add_button(look)
        self.undo.hide()
        return self.undo

    # showing

    def _show(self, shown: _Shown) -> None:
        self.table.show_backups(shown.backups, self._states)
        self._show_chosen()
        self.second.show_place(shown.second)
        self._offer_undo(shown.backups)
        self._go_on()

    def _go_on(self) -> None:
        """With the backup that was in hand when all was made anew."""
        wanted, self._wanted = self._wanted, ""
        backup = self.table.of_file(wanted.partition(":")[2])
        if backup is not None and self.table.take(backup):
            self._to_table()
            if wanted.startswith(LOOKED_INTO) and not self._busy and not self._context.app.is_read_only:
                self._look_into(backup)

    def _note(self, what: str, backup: Backup | None) -> None:
        if self.isVisible():
            focus = f"{what}{backup.file}" if backup is not None else ""
            self._context.note(Place("safety", tab="backups", focus=focus))

    def _offer_undo(self, backups: Sequence[Backup]) -> None:
        """After a restore the way back stays here when the notice is gone."""
        newest = next(iter(backups), None)
        self._before = None
        if newest is not None and is_way_back(self._context, newest):
            self._before = newest
        self.undo.setVisible(self._before is not None and not self._context.app.is_read_only)
        if self._before is not None:
            when = ago_words(self._tr, self._before.made_at, datetime.now(UTC))
            self.undo.show_words(self._tr("safety.was_restored", when=when))

    def _show_chosen(self) -> None:
        backup = self.table.in_hand()
        state = self._states.get(str(backup.file), "") if backup else ""
        self.panel.show_backup(backup, self.table.made_in_hand(), state, self._busy)

    def _set_busy(self, sentence: str) -> None:
        """The buttons of the panel are made anew: the keyboard goes on in the list."""
        if self.panel.isAncestorOf(self.window().focusWidget() or self):
            self._to_table()
        self._busy = sentence
        self._show_chosen()

    # doing

    def _on_asked(self, deed: str) -> None:
        backup = self.table.in_hand()
        if backup is None or self._busy:
            return
        if deed in WRITING and self._context.app.is_read_only:
            return
        deeds: dict[str, Callable[[Backup], None]] = {
            "preview": self._look_into,
            "check": self._check,
            "show": self._open_place,
            "remove": self._ask_removal,
        }
        deeds[deed](backup)

    def _look_into(self, backup: Backup) -> None:
        self._set_busy(self._tr("safety.comparing"))
        self.comparing.compare(backup)

    def _look_at_undo(self) -> None:
        if self._before is not None and not self._busy:
            self._look_into(self._before)

    def _show_preview(self, backup: Backup, found: Preview) -> None:
        clear_layout(self.preview.body)
        undoes = self._before is not None and self._before.file == backup.file
        put_back = take_back if undoes else restore
        card = RestoreCard(self._context, backup, found, undoes, self.preview)
        card.left.connect(self._leave_preview)
        card.confirmed.connect(lambda: self._note(HELD, None))
        card.confirmed.connect(lambda: put_back(self._context, backup))
        self.preview.body.addWidget(card)
        self.preview.body.addStretch(1)
        self.setCurrentIndex(1)
        self._note(LOOKED_INTO, backup)
        card.setFocus(Qt.FocusReason.OtherFocusReason)
        self.preview.verticalScrollBar().setValue(0)

    def _leave_preview(self) -> None:
        self.setCurrentIndex(0)
        clear_layout(self.preview.body)
        self._note(HELD, self.table.in_hand())
        self._to_table()

    def _to_table(self) -> None:
        self.table.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def _check(self, backup: Backup) -> None:
        context, app, states = self._context, self._context.app, self._states

        def told(state: str) -> None:
            states[str(backup.file)] = state
            tone = Tone.BAD if state == DAMAGED else Tone.GOOD if state == "good" else Tone.WARN
            context.say(context.tr(f"safety.checked_{state}"), tone)

        self._work(lambda: app.backups.check(backup), told, "checking")

    def _ask_removal(self, backup: Backup) -> None:
        """The one thing here that nothing brings back."""
        tr = self._tr
        when = clock_words(tr, backup.made_at, datetime.now(UTC))
        title, words = tr("safety.remove_title", when=when), tr("safety.remove_now")
        self.ask.show_ask(
            Ask(
                str(backup.file),
                title,
                tr("safety.remove_about"),
                confirm=words,
                cancel=tr("generic.cancel"),
                tone=Tone.BAD,
            )
        )

    def _on_answer(self, answer: Answer) -> None:
        self.ask.hide()
        self._to_table()
        backup = self.table.of_file(answer.key)
        if backup is not None:
            self._remove(backup)

    def _remove(self, backup: Backup) -> None:
        context, app = self._context, self._context.app
        self._work(
            lambda: app.backups.remove(backup),
            lambda _: context.say(context.tr("safety.removed")),
            "removing",
        )

    def _open_place(self, backup: Backup) -> None:
        folder = str(backup.file.parent)
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(folder)):
            self._context.say(self._tr("settings.no_folder", folder=folder), Tone.WARN)

    def _work(self, work: Callable[[], T], told: Callable[[T], None], doing: str) -> None:
        """Something with the backup in hand, in a thread; meanwhile nothing else can be asked. What has become of it is
        told also where the page has been made anew meanwhile: `told` holds the context alone."""
        page = self
        self._set_busy(self._tr(f"safety.{doing}"))

        def on_done(result: T) -> None:
            told(result)
            if isValid(page):
                page._set_busy("")
                page.show_tab()

        def on_failed(error: UserError) -> None:
            self._context.say_error(error)
            self._set_busy("")

        self._context.jobs.start(lambda _: work(), on_done, on_failed)
