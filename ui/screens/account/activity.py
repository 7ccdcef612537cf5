"""Tab Activity: what happened, what became known when, and the notes at any record."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktopcrm.domain.records import Fact
from desktopcrm.domain.stood import stood
from desktopcrm.services.records import NewRecord
from ui.context import Context, Place
from ui.dialogs.record_panel import PanelSpec
from ui.models.account_lists import activities_of, activity_row, dotted, newest_first, note_row
from ui.models.account_reading import Reading
from ui.screens.account.notes import NOTE_PANEL, NotesPart
from ui.screens.account.page import NEW_PREFIX, TabPage
from ui.screens.account.records import ListSpec, RecordsCard
from ui.theme import theme
from ui.widgets.surfaces import Card
from ui.widgets.table import DataTable
from ui.widgets.table_rows import Cell, Column, Row
from ui.widgets.tabs import SegmentedChoice

SHOWN_CHANGES = 40
NEW_ACTIVITY = f"{NEW_PREFIX}activity"


class ActivityTab(TabPage):
    """The account over time."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, "tab_activity", parent)
        tr = context.tr
        self._activities = RecordsCard(context, self._activity_spec(), self)
        self._kind = self._make_kind()
        self._notes = RecordsCard(context, self._note_spec(), self)
        self._changes_card = Card(tr("account.changes"), "", self)
        self._changes_card.setObjectName("card_changes")
        columns = (
            Column("day", tr("account.day"), width=124, sortable=False),
            Column("what", tr("account.what"), width=220, sortable=False),
            Column("value", tr("account.value"), sortable=False),
            Column("source", tr("account.source"), width=140, sortable=False),
        )
        self._changes = DataTable("changes", tr("account.changes"), columns)
        self._changes.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._changes.opened.connect(self._on_change)
        self._changes_card.body.addWidget(self._changes)
        self._facts: dict[int, Fact] = {}
        for card in (self._activities, self._notes, self._changes_card):
            self.body.addWidget(card)
        self.body.addStretch(1)

    def refresh(self, reading: Reading) -> None:
        count = len(reading.plan.of("activity"))
        self._activities.show_reading(reading, str(count) if count else "")
        self._notes.show_reading(reading)
        self._show_changes(reading)

    def open_at(self, record_id: int, field: str) -> QWidget | None:
        if record_id == 0 or field.startswith(NEW_ACTIVITY):
            return self._activities.list.focus_add()
        return self._activities.list.focus_record(record_id, field) or self._notes.list.focus_record(
            record_id, field
        )

    def _make_kind(self) -> SegmentedChoice:
        context = self.context
        kinds = [
            (one.key, one.label[context.lang]) for one in context.app.desk.catalogue.options("activity_kind")
        ]
        choice = SegmentedChoice("new_activity_kind", context.tr("account.activity_kind"), kinds, self)
        choice.set_key("visit")
        line = QHBoxLayout()
        line.setContentsMargins(theme().px(10), 0, 0, 0)
        line.addWidget(choice)
        line.addStretch(1)
        add_row = self._activities.list.add_row
        if add_row is not None:
            self._activities.body.insertWidget(1, add_row)
            self._activities.body.insertLayout(1, line)
        return choice

    def _activity_spec(self) -> ListSpec:
        tr = self.context.tr
        return ListSpec(
            kind="activity",
            label=tr("account.activities"),
            records=activities_of,
            row=activity_row,
            panel=PanelSpec("activity"),
            add=self._add_activity,
            hint=tr("account.add_activity"),
            empty=tr("account.no_activities"),
            parts=(NotesPart,),
            open_new=True,
        )

    def _note_spec(self) -> ListSpec:
        tr = self.context.tr
        return ListSpec(
            kind="note",
            label=tr("account.notes"),
            records=lambda reading: newest_first(
                reading,
                (
                    one
                    for one in reading.plan.of("note")
                    if one.account_id is not None and not reading.plan.value(one.id, "stream")
                ),
            ),
            row=note_row,
            panel=NOTE_PANEL,
            add=self._add_note,
            hint=tr("account.add_note"),
            empty=tr("account.no_notes"),
        )

    def _add_activity(self, name: str, _second: str) -> int:
        assert self.reading is not None
        facts = {"kind": self._kind.key(), "day": self.reading.today.isoformat()}
        return self.context.app.records.add(
            NewRecord("activity", name, self.reading.plan.account.id, facts=facts)
        )

    def _add_note(self, text: str, _second: str) -> int:
        assert self.reading is not None
        facts = {"day": self.reading.today.isoformat()}
        return self.context.app.records.add(
            NewRecord("note", text, self.reading.plan.account.id, facts=facts)
        )

    def _show_changes(self, reading: Reading) -> None:
        facts = [fact for past in reading.plan.history.values() for fact in stood(past)]
        facts.sort(key=lambda fact: fact.order, reverse=True)
        self._facts = {fact.id: fact for fact in facts[:SHOWN_CHANGES]}
        rows = [row for fact in facts[:SHOWN_CHANGES] if (row := _change(reading, fact))]
        self._changes.show_rows(rows)
        self._changes.fit_height()
        self._changes_card.setVisible(bool(rows))
        self._changes_card.title.show_title(
            reading.tr("account.changes"),
            reading.tr("account.changes_aside", n=sum(map(len, reading.plan.history.values()))),
        )

    def _on_change(self, fact_id: int) -> None:
        fact = self._facts.get(fact_id)
        if fact is not None and self.reading is not None:
            place = Place("account", self.reading.plan.account.id, "", f"{fact.record_id}:{fact.field}")
            self.context.go(place)


def _change(reading: Reading, fact: Fact) -> Row | None:
    record = reading.plan.records.get(fact.record_id)
    field = reading.catalogue.find(record.kind, fact.field) if record else None
    if record is None or field is None:
        return None
    past = stood(reading.plan.past(fact.record_id, fact.field))
    place = past.index(fact)
    before = reading.shown(past[place + 1]) if place + 1 < len(past) and past[place + 1].value else ""
    now = reading.shown(fact) if fact.value else reading.tr("account.was_cleared")
    value = f"{before} → {now}" if before else now
    about = reading.name(record) if record.id != reading.plan.account.id else ""
    cells = (
        Cell(reading.day(fact.seen_on)),
        Cell(dotted(reading.words(field.label), about)),
        Cell(value.replace("\n", " ")),
        Cell(reading.source(fact)),
    )
    return Row(fact.id, cells)
