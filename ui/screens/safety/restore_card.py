"""What would be different after a restore, account by account, and the button that does it."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktopcrm.services.backup_types import Backup
from desktopcrm.services.backup_words import content_words
from desktopcrm.services.backups import Preview
from ui.context import Context
from ui.models.moments import ago_words, clock_words
from ui.models.restore_reading import ChangeWords, RestoreReading
from ui.theme import Tone, theme
from ui.widgets.banner import Banner
from ui.widgets.button import Button, Kind
from ui.widgets.chip import Chip
from ui.widgets.flow import FlowRow
from ui.widgets.label import DIM_PARAGRAPH, PARAGRAPH, STRONG, Label
from ui.widgets.surfaces import Card, Hairline

MOST_ACCOUNTS = 50


class RestoreCard(Card):
    """`confirmed()` to restore, `left()` to leave everything as it is. `undoes`: it takes an earlier restore back."""

    confirmed = Signal()
    left = Signal()

    def __init__(
        self, context: Context, backup: Backup, preview: Preview, undoes: bool, parent: QWidget
    ) -> None:
        tr, now = context.tr, datetime.now(UTC)
        title = tr("safety.restore_title", when=clock_words(tr, backup.made_at, now))
        super().__init__(title, ago_words(tr, backup.made_at, now), parent)
        self._tr = tr
        self.setObjectName("restore_card")
        self.body.setSpacing(theme().px(10))
        self.body.addWidget(Label(content_words(tr, backup), DIM_PARAGRAPH, self))
        reading = RestoreReading(context, preview)
        if not preview.is_same:
            safe = tr("safety.restore_kept" if undoes else "safety.restore_safe")
            self.body.addWidget(Banner("restore_undoable", safe, Tone.ACCENT, parent=self))
            # Above the list, which may be long.
            self.body.addLayout(self._buttons(preview.is_same))
        for line in reading.summary():
            self.body.addWidget(Label(line, PARAGRAPH, self))
        changes = reading.changes()
        for number, change in enumerate(changes[:MOST_ACCOUNTS]):
            self.body.addWidget(Hairline(self))
            self.body.addWidget(self._account(number, change))
        if len(changes) > MOST_ACCOUNTS:
            more = tr("safety.more_accounts", n=len(changes) - MOST_ACCOUNTS)
            self.body.addWidget(Label(more, DIM_PARAGRAPH, self))
        if preview.is_same:
            self.body.addLayout(self._buttons(preview.is_same))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _account(self, number: int, change: ChangeWords) -> QWidget:
        box = QWidget(self)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(4))
        row = QHBoxLayout()
        row.setSpacing(theme().px(12))
        row.addWidget(Label(change.name, STRONG.but(elide=True), box))
        chips = FlowRow(box, 6)
        for words, tone in change.chips:
            chips.add(Chip(words, tone))
        row.addWidget(chips, 1)
        column.addLayout(row)
        said = Label("\n".join(change.examples), DIM_PARAGRAPH, box)
        said.setVisible(bool(change.examples))
        column.addWidget(said)
        if change.all_told:
            more = Button(f"restore_more_{number}", self._tr("safety.show_all"), "", Kind.GHOST, box).dense()
            more.setAccessibleName(f"{more.text()}: {change.name}")
            more.clicked.connect(lambda: self._tell_all(said, more, change))
            column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        return box

    def _tell_all(self, said: Label, more: Button, change: ChangeWords) -> None:
        said.setText("\n".join(change.all_told))
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        more.hide()

    def _buttons(self, is_same: bool) -> QHBoxLayout:
        tr = self._tr
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        self.go = Button("restore_now", tr("safety.restore_now"), "history", Kind.PRIMARY, self)
        self.go.clicked.connect(self.confirmed)
        self.go.setVisible(not is_same)
        back = Button(
            "restore_cancel", tr("generic.close" if is_same else "generic.cancel"), "", Kind.GHOST, self
        )
        back.clicked.connect(self.left)
        self.setFocusProxy(back)
        row.addWidget(self.go)
        row.addWidget(back)
        row.addStretch(1)
        return row
