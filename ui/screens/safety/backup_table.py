"""The list of backups in its card: newest first, one in hand, Enter looks into it, Del asks to delete it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from desktopcrm.services.backups import Backup
from desktopcrm.texts import Translate
from ui.models.backup_words import backup_rows
from ui.models.moments import told_apart
from ui.theme import theme
from ui.widgets.empty import EmptyState
from ui.widgets.surfaces import Card
from ui.widgets.table import TALL_ROW, DataTable
from ui.widgets.table_rows import CellKind, Column

IN_PANEL = {620: (2, 3), 430: (4,)}
"""Columns that are left to the panel where the list is narrower than so many pixels at normal text size."""
KEYS = (("Return", "preview"), ("Enter", "preview"), ("Del", "remove"))


class BackupTable(Card):
    """`chosen()` as another is in hand, `asked(deed)` by key or double click."""

    chosen = Signal()
    asked = Signal(str)

    def __init__(self, tr: Translate, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._tr = tr
        self._backups: tuple[Backup, ...] = ()
        columns = (
            Column("made", tr("safety.column_made"), CellKind.TITLE),
            Column("reason", tr("safety.column_reason"), CellKind.TEXT),
            Column("content", tr("safety.column_content"), CellKind.TEXT, 195),
            Column("size", tr("safety.column_size"), CellKind.NUMBER, 76),
            Column("state", tr("safety.column_state"), CellKind.CHIP, 148),
        )
        self.rows = DataTable("backups_table", tr("safety.backups"), columns, TALL_ROW)
        self.rows.chosen.connect(lambda _number: self.chosen.emit())
        self.rows.doubleClicked.connect(lambda _index: self.asked.emit("preview"))
        for keys, deed in KEYS:
            shortcut = QShortcut(QKeySequence(keys), self.rows)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(lambda deed=deed: self.asked.emit(deed))
        self.body.setContentsMargins(1, theme().px(4), 1, theme().px(6))
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.rows)
        nothing = EmptyState("database-backup", tr("safety.no_backups"), tr("safety.no_backups_about"))
        self._pages.addWidget(nothing)
        self.body.addWidget(self._pages)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def show_backups(self, backups: Sequence[Backup], states: Mapping[str, str]) -> None:
        """Show these; the one in hand stays in hand if it is still there."""
        kept = self.in_hand()
        now = datetime.now(UTC)
        self._backups = tuple(backups)
        found = [states.get(str(one.file), "") for one in backups]
        self.rows.show_rows(backup_rows(self._tr, backups, found, now))
        self._pages.setCurrentIndex(0 if backups else 1)
        if backups and (kept is None or not self.take(kept)):
            self.rows.take_first()

    def in_hand(self) -> Backup | None:
        """The one that is chosen."""
        number = self.rows.current_id()
        return self._backups[number - 1] if 0 < number <= len(self._backups) else None

    def made_in_hand(self) -> str:
        """When the chosen one was made, as the list says it."""
        place = self.rows.current_id() - 1
        if not 0 <= place < len(self._backups):
            return ""
        return told_apart(self._tr, [one.made_at for one in self._backups], datetime.now(UTC))[place]

    def let_go(self) -> None:
        """None is in hand: the newest is taken when the list is shown again."""
        self.rows.clearSelection()
        self.rows.setCurrentIndex(QModelIndex())

    def take(self, backup: Backup) -> bool:
        """Take one in hand; tells whether it is in the list."""
        files = [one.file for one in self._backups]
        return backup.file in files and self.rows.take(files.index(backup.file) + 1)

    def of_file(self, file: str) -> Backup | None:
        """The backup in this file."""
        return next((one for one in self._backups if str(one.file) == file), None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the panel says what is in a backup, the list does not."""
        super().resizeEvent(event)
        for least, columns in IN_PANEL.items():
            for column in columns:
                self.rows.setColumnHidden(column, event.size().width() < theme().px(least))
