"""The way back to work where the data cannot be opened: a backup in their place, or what can still be read of them.

The damaged file is not opened here; whatever is put in its place, it is set aside and kept.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from desktopcrm.errors import UserError
from desktopcrm.services.backup_types import Backup
from desktopcrm.services.recovery import Recovery, SalvageReport
from desktopcrm.services.salvage_words import fewer, salvage_words
from ui.context import Context
from ui.dialogs.door_page import DoorPage
from ui.jobs import Progress
from ui.models.backup_words import backup_rows
from ui.models.moments import clock_words
from ui.theme import theme
from ui.widgets.button import Kind
from ui.widgets.label import DIM_PARAGRAPH, PARAGRAPH, Label
from ui.widgets.progress import ProgressPanel
from ui.widgets.surfaces import Card
from ui.widgets.table import TALL_ROW, DataTable
from ui.widgets.table_rows import CellKind, Column

WIDTH = 860
ROWS_SEEN, ROWS_LEAST, HEADER = 6, 2, 40
GOOD = "good"
T = TypeVar("T")
Way = tuple[str, str, Callable[[], None]]
"""Text key of a further way out, its icon, what it does."""


class RecoveryPage(DoorPage):
    """`recovered(sentence)`: something stands in the place of the data and can be opened."""

    recovered = Signal(str)

    def __init__(self, context: Context, recovery: Recovery, sentence: str, ways: tuple[Way, ...]) -> None:
        super().__init__(context, "recovery_page", "history", context.tr("opening.recover_title"), WIDTH)
        self._recovery = recovery
        self._backups: tuple[Backup, ...] = ()
        self._states: dict[int, str] = {}
        self._report: SalvageReport | None = None
        self.tell(sentence)
        self._card = Card(context.tr("opening.recover_backups"), parent=self)
        self._about = Label("", DIM_PARAGRAPH, self._card)
        self._about.setObjectName("recovery_about")
        self._card.body.addWidget(self._about)
        self.table = self._make_table()
        self._card.body.addWidget(self.table)
        self.column.addWidget(self._card)
        self._saved = Label("", PARAGRAPH, self)
        self._saved.setObjectName("recovery_saved")
        self._saved.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._saved.hide()
        self.column.addWidget(self._saved)
        self._progress = ProgressPanel("recovery_progress", "", "", self)
        self._progress.cancel.hide()
        self._progress.hide()
        self.column.addWidget(self._progress)
        tr = self._tr
        self.restore = self.add_way(
            "recovery_restore", tr("opening.restore"), "history", self._restore, Kind.PRIMARY
        )
        self.salvage = self.add_way("recovery_salvage", tr("opening.salvage"), "package", self._salvage)
        self.adopt = self.add_way("recovery_adopt", tr("opening.adopt"), "check", self._adopt)
        self._more = [
            self.add_way(key, tr(f"opening.way_{key}"), icon, run, Kind.GHOST) for key, icon, run in ways
        ]
        self._offer()
        self.restore.setEnabled(False)
        context.jobs.start(lambda _: recovery.backups(), self._show, self._on_refused)

    def _make_table(self) -> DataTable:
        tr = self._tr
        columns = (
            Column("made", tr("safety.column_made"), CellKind.TITLE),
            Column("reason", tr("safety.column_reason"), CellKind.TEXT, 170),
            Column("content", tr("safety.column_content"), CellKind.TEXT, 200),
            Column("size", tr("safety.column_size"), CellKind.NUMBER, 76),
            Column("state", tr("safety.column_state"), CellKind.CHIP, 148),
        )
        table = DataTable("recovery_backups", tr("opening.recover_backups"), columns, TALL_ROW)
        table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        table.chosen.connect(lambda _number: self._on_chosen())
        return table

    def _show(self, backups: tuple[Backup, ...]) -> None:
        self._backups = backups
        tr = self._tr
        gone = "" if self._recovery.is_there() else "_gone"
        self._about.setText(tr(f"opening.recover_{'about' if backups else 'none'}{gone}"))
        self.table.setVisible(bool(backups))
        self._offer()
        self._show_rows()
        self._fit_later()
        if backups:
            self.table.take_first()
            self.first_focus(self.table)
            self._check(0)
        else:
            self.first_focus(
                self.salvage if self._recovery.is_there() else next(iter(self._more), self.salvage)
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_later()

    def _fit_later(self) -> None:
        """Once what stands on the page has its size."""
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        """The list gives way, so that what can be done is seen without scrolling."""
        unit, inside = theme().px, self.widget()
        if inside is None or self.table.isHidden():
            return
        wanted = unit(HEADER + min(ROWS_SEEN, len(self._backups)) * TALL_ROW)
        least = min(wanted, unit(HEADER + ROWS_LEAST * TALL_ROW))
        room, now = self.viewport(), self.table.height()
        free = room.height() - inside.heightForWidth(room.width()) + now
        height = max(least, min(wanted, free))
        if height != now:
            self.table.setFixedHeight(height)

    def _show_rows(self) -> None:
        now, kept = datetime.now(UTC), self.table.current_id()
        states = [self._states.get(one.seq, "") for one in self._backups]
        self.table.show_rows(backup_rows(self._tr, self._backups, states, now))
        if kept:
            self.table.take(kept)

    def _check(self, place: int) -> None:
        """One after another, the newest first, until one is good; each is opened, the damaged file is not."""
        if place >= len(self._backups):
            return
        backup = self._backups[place]

        def checked(state: str) -> None:
            self._states[backup.seq] = state
            self._show_rows()
            self._on_chosen()
            if state != GOOD:
                if self.table.current_id() == place + 1:
                    self.table.take(place + 2)
                self._check(place + 1)

        self._context.jobs.start(lambda _: self._recovery.shelf.check(backup), checked, self._on_refused)

    def _on_chosen(self) -> None:
        backup = self._chosen()
        self.restore.setEnabled(backup is not None and self._states.get(backup.seq, GOOD) == GOOD)

    def _chosen(self) -> Backup | None:
        number = self.table.current_id()
        return self._backups[number - 1] if 0 < number <= len(self._backups) else None

    def _restore(self) -> None:
        backup = self._chosen()
        if backup is None:
            return
        when = clock_words(self._tr, backup.made_at, datetime.now(UTC))
        self._work(
            "restoring",
            lambda progress: self._recovery.restore(backup, progress.step),
            lambda aside: self.recovered.emit(self._kept(self._tr("opening.restored", when=when), aside)),
        )

    def _salvage(self) -> None:
        self._work("salvaging", lambda progress: self._recovery.salvage(progress.step), self._show_report)

    def _show_report(self, report: SalvageReport) -> None:
        self._report = report
        newest = self._newest()
        sentences = salvage_words(self._tr, report, newest)
        self._saved.setText(("" if self._context.lang == "zh" else " ").join(sentences))
        self._saved.show()
        self._offer()
        self._fit_later()
        if newest is not None and fewer(report, newest):
            self.table.take(self._backups.index(newest) + 1)
            self.first_focus(self.restore)
        else:
            self.first_focus(self.adopt)

    def _newest(self) -> Backup | None:
        """The newest backup of which nothing bad is known."""
        good = (one for one in self._backups if one.counts and self._states.get(one.seq, GOOD) == GOOD)
        return next(good, None)

    def _offer(self) -> None:
        """What can be done at this point."""
        first = [self.restore] if self._backups else []
        if self._report is not None or self._recovery.is_there():
            first.append(self.adopt if self._report else self.salvage)
        self.ways.show_only([*first, *self._more])

    def _adopt(self) -> None:
        report = self._report
        if report is not None:
            self._work(
                "adopting",
                lambda _: self._recovery.adopt(report),
                lambda aside: self.recovered.emit(self._kept(self._tr("opening.adopted"), aside)),
            )

    def _kept(self, sentence: str, aside: Path | None) -> str:
        if aside is None:
            return sentence
        gap = "" if self._context.lang == "zh" else " "
        return f"{sentence}{gap}{self._tr('opening.set_aside', file=aside.name)}"

    def _work(self, what: str, work: Callable[[Progress], T], done: Callable[[T], None]) -> None:
        """Nothing can be pressed meanwhile; a refusal is said and everything is as before."""
        self._busy(what)

        def ended(result: T) -> None:
            self._busy("")
            done(result)

        self._context.jobs.start(work, ended, self._on_refused, self._on_step)

    def is_busy(self) -> bool:
        return not self.ways.isEnabled()

    def _busy(self, what: str) -> None:
        for widget in (self._card, self.ways):
            widget.setEnabled(not what)
        self.say("")
        self._progress.setVisible(bool(what))
        if what:
            self._progress.set_title(self._tr(f"opening.{what}"))
            self._progress.show_step(0, 0)
        else:
            self.rested.emit()

    def _on_step(self, done: int, total: int, text: str) -> None:
        self._progress.show_step(done, total, self._tr(text) if text else "")

    def _on_refused(self, error: UserError) -> None:
        self._busy("")
        self.say(self._context.error_text(error))
