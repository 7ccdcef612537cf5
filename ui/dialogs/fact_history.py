"""All observations of one fact, newest first: confirm it today, correct one, forget one. A panel over the page.

Reads the plan anew after every change; calls the services of facts.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktopcrm.domain.changes import ChangeSet
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Fact, Observation, Record
from desktopcrm.errors import UserError
from ui.context import Context
from ui.editors.fact_editor import FactEditor
from ui.editors.requests import Asked, origins_for, request_for
from ui.editors.values import editor_for
from ui.models.account_reading import Reading
from ui.theme import theme
from ui.widgets.button import Button, IconButton, Kind
from ui.widgets.label import DIM, HEADING, PARAGRAPH, SMALL, Label
from ui.widgets.popover import Popover
from ui.widgets.surfaces import Hairline, clear_layout

WIDTH = 460


class FactHistory(Popover):
    """Open it with `open_below(row)`; it follows changes while it is open."""

    def __init__(self, context: Context, record: Record, key: str, host: QWidget) -> None:
        field = context.app.facts.field_of(record, key)
        super().__init__(
            "fact_history", context.tr("account.history_of", field=field.label[context.lang]), host, WIDTH
        )
        self._context, self._record, self._field = context, record, field
        self._editing = 0
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme().px(8))
        self.body.addLayout(self._rows)
        context.changes.changed.connect(self._on_changed)
        self._fill()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def _plan(self) -> Plan:
        return self._context.app.desk.plan(self._account_id())

    def _account_id(self) -> int:
        """Shared records (a rival company) are shown from the account in front."""
        return self._record.account_id or self._shown_from or self._record.id

    _shown_from = 0

    def shown_from(self, account_id: int) -> FactHistory:
        """The account whose plan holds the record; gives itself back."""
        self._shown_from = account_id
        self._fill()
        return self

    def _fill(self) -> None:
        clear_layout(self._rows)
        if self._record.account_id is None and self._record.kind != "account" and not self._shown_from:
            return
        reading = Reading.of(self._context, self._plan())
        title = self._context.tr("account.history_of", field=self._field.label[self._context.lang])
        self._rows.addWidget(Label(title, HEADING.but(wrap=True), self))
        past = reading.plan.past(self._record.id, self._field.key)
        if not past:
            self._rows.addWidget(Label(self._context.tr("account.history_empty"), DIM, self))
        for fact in past:
            self._rows.addWidget(Hairline(self))
            self._rows.addWidget(self._observation(reading, fact))
        if past and not self._editing and past[0].value and past[0].seen_on < reading.today:
            button = Button(
                "confirm_today", self._context.tr("account.confirm_today"), "check", Kind.SECONDARY
            )
            button.clicked.connect(lambda: self._confirm(past[0]))
            self._rows.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.place()

    def _observation(self, reading: Reading, fact: Fact) -> QWidget:
        box = QWidget(self)
        box.setObjectName(f"observation_{fact.id}")
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(2))
        if fact.id == self._editing:
            column.addWidget(self._editor(reading, fact))
            return box
        line = QHBoxLayout()
        value = reading.shown(fact) if fact.value else self._context.tr("account.was_cleared")
        line.addWidget(Label(value, PARAGRAPH.but(ink="ink" if fact.value else "ink2"), box), 1)
        for name, icon, run in (("correct", "pencil", self._correct), ("forget", "trash-2", self._forget)):
            words = self._context.tr("account.correct" if name == "correct" else "account.forget")
            button = IconButton(f"{name}_{fact.id}", icon, words, box)
            button.dense().clicked.connect(lambda _=False, run=run: run(fact))
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(line)
        parts = (
            reading.day(fact.seen_on),
            reading.source(fact),
            reading.certainty(fact.certainty),
            fact.note,
        )
        column.addWidget(Label(" · ".join(part for part in parts if part), SMALL.but(wrap=True), box))
        return box

    def _editor(self, reading: Reading, fact: Fact) -> FactEditor:
        asked = Asked(reading.plan, self._record, self._field)
        request = request_for(self._context, asked, fact.value)
        editor = FactEditor(editor_for(self._field.type, request), origins_for(self._context, reading.plan))
        if editor.strip is not None:
            editor.strip.show_observation(Observation(fact.source, fact.certainty, fact.seen_on, fact.note))
        editor.committed.connect(lambda _step: self._store(fact, editor))
        editor.given_up.connect(self._stop_editing)
        return editor

    def _correct(self, fact: Fact) -> None:
        self._editing = fact.id
        self._fill()
        found = self.findChild(FactEditor)
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stop_editing(self) -> None:
        self._editing = 0
        self._fill()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _store(self, fact: Fact, editor: FactEditor) -> None:
        try:
            seen = editor.observation()
            kept = Observation(seen.source, seen.certainty, seen.seen_on, fact.note)
            self._context.app.facts.correct(fact.id, kept, editor.text() or None)
        except UserError as error:
            editor.set_wrong(True)
            self._context.say_error(error)
            return
        editor.close_quietly()
        self._stop_editing()

    def _forget(self, fact: Fact) -> None:
        if self._context.attempt(lambda: self._context.app.facts.forget(fact.id)):
            self._context.say_undo(self._context.tr("account.forgotten"))

    def _confirm(self, fact: Fact) -> None:
        seen = Observation(fact.source, fact.certainty)
        self._context.attempt(
            lambda: self._context.app.facts.observe_value(self._record.id, self._field.key, fact.value, seen)
        )

    def _on_changed(self, changes: ChangeSet) -> None:
        if not self.isHidden() and self._record.id in changes.records and not self._editing:
            self._fill()
