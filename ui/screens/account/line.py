"""Tab Line: rivals at this account, products in use, the six facts of each purchase, the data line of four streams."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktopcrm.domain.records import Record
from desktopcrm.services.records import NewRecord
from ui.context import Context
from ui.dialogs.record_panel import Group, PanelSpec
from ui.models.account_lists import newest_first, note_row, product_row, project_row, rival_row
from ui.models.account_reading import Reading
from ui.screens.account.notes import NOTE_PANEL, NotesPart
from ui.screens.account.page import NEW_PREFIX, TabPage
from ui.screens.account.records import ListSpec, RecordsCard
from ui.screens.account.rival_parts import RivalCompanyPart
from ui.screens.account.satisfaction import SatisfactionPart
from ui.widgets.completion import complete
from ui.widgets.tabs import SegmentedChoice

ALL = "all"
INDUSTRY = "whole_industry"


class LineTab(TabPage):
    """What goes on around the account over time."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, "tab_line", parent)
        self._rivals = RecordsCard(context, self._rival_spec(), self)
        self._products = RecordsCard(context, self._product_spec(), self)
        self._projects = RecordsCard(context, self._project_spec(), self)
        self._stream = ALL
        self._notes = RecordsCard(context, self._note_spec(), self)
        self._filter = self._make_filter()
        self._notes.body.insertWidget(1, self._filter, 0, Qt.AlignmentFlag.AlignLeft)
        self._cards = (self._rivals, self._products, self._projects, self._notes)
        for card in self._cards:
            self.body.addWidget(card)
        self.body.addStretch(1)

    def refresh(self, reading: Reading) -> None:
        for card in self._cards:
            count = len(card.list.spec.records(reading))
            card.show_reading(reading, str(count) if count else "")
        line = self._rivals.list.add_row
        if line is not None and not line.line.hasFocus():
            complete(line.line, [one.name for one in self.context.app.records.of_kind("firm")])

    def open_at(self, record_id: int, field: str) -> QWidget | None:
        if field.startswith(NEW_PREFIX):
            kind, _, option = field.removeprefix(NEW_PREFIX).partition(".")
            card = next((one for one in self._cards if one.list.spec.kind == kind), None)
            if kind == "note" and option:
                self._filter.set_key(option)
                self._on_stream(option)
            return card.list.focus_add() if card else None
        if record_id == 0:
            return self._rivals.list.focus_add()
        for card in self._cards:
            found = card.list.focus_record(record_id, field)
            if found is not None and (not field or found.objectName() == f"field_{field}"):
                return found
        return None

    @property
    def _account_id(self) -> int:
        assert self.reading is not None
        return self.reading.plan.account.id

    def _rival_spec(self) -> ListSpec:
        tr = self.context.tr
        return ListSpec(
            kind="rival",
            label=tr("account.rivals"),
            records=lambda reading: reading.plan.of("rival"),
            row=rival_row,
            panel=PanelSpec("rival", with_name=False),
            add=lambda name, _: self.context.app.rivals.add(self._account_id, name),
            hint=tr("account.add_rival"),
            empty=tr("account.no_rivals"),
            parts=(RivalCompanyPart, NotesPart),
        )

    def _product_spec(self) -> ListSpec:
        tr = self.context.tr
        return ListSpec(
            kind="product",
            label=tr("account.products"),
            records=lambda reading: reading.plan.of("product"),
            row=product_row,
            panel=PanelSpec("product"),
            add=self._adder("product"),
            hint=tr("account.add_product"),
            empty=tr("account.no_products"),
            parts=(SatisfactionPart, NotesPart),
        )

    def _project_spec(self) -> ListSpec:
        tr = self.context.tr
        return ListSpec(
            kind="project",
            label=tr("account.project_facts"),
            records=lambda reading: reading.plan.of("project"),
            row=project_row,
            panel=PanelSpec("project", (Group(blocks=("project",)),)),
            add=lambda title, _: self.context.app.projects.add(self._account_id, title),
            hint=tr("account.add_project"),
            empty=tr("account.no_projects"),
            parts=(NotesPart,),
        )

    def _note_spec(self) -> ListSpec:
        tr = self.context.tr
        return ListSpec(
            kind="note",
            label=tr("account.data_line"),
            records=self._streamed,
            row=note_row,
            panel=NOTE_PANEL,
            add=self._add_note,
            hint=tr("account.add_stream_note"),
            empty=tr("account.no_data_line"),
        )

    def _adder(self, kind: str) -> AddRecord:
        return AddRecord(self, kind)

    def _make_filter(self) -> SegmentedChoice:
        context = self.context
        streams = [(one.key, one.label[context.lang]) for one in context.app.desk.catalogue.options("stream")]
        streams += [(INDUSTRY, context.tr("account.whole_industry"))]
        choice = SegmentedChoice(
            "stream_filter", context.tr("account.stream"), [(ALL, context.tr("account.all")), *streams], self
        )
        choice.set_key(ALL)
        choice.chosen.connect(self._on_stream)
        return choice

    def _on_stream(self, key: str) -> None:
        self._stream = key
        if self.reading is not None:
            self.refresh(self.reading)

    def _streamed(self, reading: Reading) -> list[Record]:
        """Notes of the four streams and those of the whole industry; free notes at records lie elsewhere."""
        plan = reading.plan
        found = [one for one in plan.of("note") if plan.value(one.id, "stream") or one.account_id is None]
        if self._stream == INDUSTRY:
            found = [one for one in found if one.account_id is None]
        elif self._stream != ALL:
            found = [one for one in found if plan.value(one.id, "stream") == self._stream]
        return newest_first(reading, found)

    def _add_note(self, text: str, _second: str) -> int:
        """A note goes to the stream in front; one for the whole industry belongs to no account."""
        assert self.reading is not None
        today = self.reading.today.isoformat()
        if self._stream == INDUSTRY:
            industry = self.reading.plan.value(self._account_id, "industry")
            facts = {"stream": "industry", "industry": industry, "text": text, "day": today}
            return self.context.app.records.add(NewRecord("note", text, None, facts=facts))
        stream = "decisions" if self._stream == ALL else self._stream
        facts = {"stream": stream, "text": text, "day": today}
        return self.context.app.records.add(NewRecord("note", text, self._account_id, facts=facts))


class AddRecord:
    """Adds a record of one kind to the account in front."""

    def __init__(self, tab: TabPage, kind: str) -> None:
        self._tab, self._kind = tab, kind

    def __call__(self, name: str, _second: str) -> int:
        reading = self._tab.reading
        assert reading is not None
        return self._tab.context.app.records.add(NewRecord(self._kind, name, reading.plan.account.id))
