"""The panel beside the list of backups: everything about one, and what can be done with it."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktopcrm.services.backup_types import Backup
from desktopcrm.services.backup_words import content_words, reason_words, size_words
from desktopcrm.texts import Translate
from ui.models.backup_words import state_words
from ui.models.moments import ago_words
from ui.theme import theme
from ui.widgets.button import Button, Kind
from ui.widgets.chip import Chip
from ui.widgets.flow import FlowRow
from ui.widgets.label import DIM_PARAGRAPH, HEADING, PARAGRAPH, SMALL, Label
from ui.widgets.surfaces import SidePanel, clear_layout

WIDTH = 320


class BackupPanel(SidePanel):
    """`asked(deed)`: preview, check, show, remove."""

    asked = Signal(str)

    def __init__(self, tr: Translate, can_write: bool, parent: QWidget | None = None) -> None:
        super().__init__("backup_panel", tr("safety.chosen_backup"), WIDTH, parent)
        self._tr, self._can_write = tr, can_write
        self.show_backup(None)

    def show_backup(self, backup: Backup | None, made: str = "", state: str = "", busy: str = "") -> None:
        """Show one; `made` says when it was made, `busy` what is being done with it."""
        clear_layout(self.body)
        tr = self._tr
        if backup is None:
            self.body.addWidget(Label(tr("safety.choose_backup"), DIM_PARAGRAPH, self))
            return
        now = datetime.now(UTC)
        self.body.addWidget(Label(made, HEADING.but(wrap=True), self))
        words, tone = state_words(tr, backup, state)
        self.body.addWidget(Chip(words, tone, parent=self), 0, Qt.AlignmentFlag.AlignLeft)
        self._add_deeds(busy)
        pairs = [
            ("safety.pair_age", ago_words(tr, backup.made_at, now)),
            ("safety.pair_reason", reason_words(tr, backup.reason)),
            ("safety.pair_content", content_words(tr, backup)),
            ("safety.pair_size", size_words(backup.size)),
            ("safety.pair_sealed", tr("safety.is_sealed" if backup.is_sealed else "safety.not_sealed")),
            ("safety.pair_file", str(backup.file.name)),
        ]
        for heading, text in pairs:
            self.body.addWidget(self._pair(tr(heading), text))

    def _add_deeds(self, busy: str) -> None:
        tr = self._tr
        if busy:
            self.body.addWidget(Label(busy, DIM_PARAGRAPH, self))
        deeds = (
            ("preview", "history", Kind.PRIMARY, self._can_write),
            ("check", "list-checks", Kind.SECONDARY, True),
            ("show", "folder-open", Kind.SECONDARY, True),
            ("remove", "trash-2", Kind.DANGER, self._can_write),
        )
        row = FlowRow(self)
        for deed, icon, kind, allowed in deeds:
            button = Button(f"backup_{deed}", tr(f"safety.deed_{deed}"), icon, kind, self)
            button.setEnabled(allowed and not busy)
            button.clicked.connect(lambda _checked=False, deed=deed: self.asked.emit(deed))
            row.add(button)
        self.body.addWidget(row)

    def _pair(self, heading: str, words: str) -> QWidget:
        box = QWidget(self)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, theme().px(2), 0, 0)
        column.setSpacing(theme().px(1))
        column.addWidget(Label(heading, SMALL, box))
        column.addWidget(Label(words, PARAGRAPH, box))
        return box
