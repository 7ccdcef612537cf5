"""Lines from one person to others: reports to, influences, conflicts, connected. Drawn and taken away in place."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktopcrm.domain.debrief_names import Who
from desktopcrm.domain.records import PERSON_LINKS, Link, Record
from desktopcrm.errors import UserError
from ui.context import Context
from ui.editors.completion import PeopleCompleter, complete_people
from ui.models.account_reading import Reading
from ui.theme import theme
from ui.widgets.add_row import AddRow
from ui.widgets.button import Button, Kind
from ui.widgets.flow import FlowRow
from ui.widgets.inputs import Choice
from ui.widgets.label import DENSE, DIM, Label
from ui.widgets.painting import plain_tip


class LinksPart(QWidget):
    """Each line as a button that takes it away; one line to draw the next."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._record: Record | None = None
        self._reading: Reading | None = None
        self._shown: tuple[tuple[int, str], ...] | None = None
        self._people: PeopleCompleter | None = None
        tr, unit = context.tr, theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(unit(10), 0, 0, 0)
        column.setSpacing(unit(6))
        self._empty = Label(tr("account.no_lines"), DIM, self)
        self._rows = {kind: self._make_row(column, kind) for kind in (*PERSON_LINKS, "reported_by")}
        column.addWidget(self._empty)
        line = QHBoxLayout()
        line.setSpacing(unit(6))
        catalogue = context.app.desk.catalogue
        kinds = [
            (one.key, one.label[context.lang])
            for one in catalogue.options("link_kind")
            if one.key in PERSON_LINKS
        ]
        self._kind = Choice("link_kind", tr("account.link_kind"), kinds, self)
        self._add = AddRow("add_link", tr("account.add_link"), parent=self)
        self._add.added.connect(self._on_added)
        line.addWidget(self._kind, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._add, 1)
        column.addLayout(line)

    def show_record(self, reading: Reading, record: Record) -> None:
        """Show the lines of a person."""
        same = self._record is not None and self._record.id == record.id
        self._reading, self._record = reading, record
        mine = [
            one
            for one in reading.plan.links
            if record.id in (one.from_id, one.to_id) and one.kind in _told_kinds(reading)
        ]
        shown = tuple((one.id, self._words(reading, record, one)) for one in mine)
        if not same:
            self._add.line.clear()
            self._add.set_error("")
        others = [Who(one.uid, one.name) for one in reading.plan.of("person") if one.id != record.id]
        self._people = complete_people(self._add.line, others)
        if shown != self._shown or not same:
            self._shown = shown
            self._fill(reading, record, mine)

    def _fill(self, reading: Reading, record: Record, links: list[Link]) -> None:
        by_kind: dict[str, list[Link]] = {kind: [] for kind in self._rows}
        for link in links:
            turned = link.kind == "reports_to" and link.to_id == record.id
            by_kind["reported_by" if turned else link.kind].append(link)
        for kind, (label, flow) in self._rows.items():
            flow.clear()
            for link in by_kind[kind]:
                flow.add(self._button(reading, record, link))
            label.setVisible(bool(by_kind[kind]))
            flow.setVisible(bool(by_kind[kind]))
        self._empty.setVisible(not links and not reading.scope.covered)

    def _button(self, reading: Reading, record: Record, link: Link) -> Button:
        button = Button(f"link_{link.id}", self._words(reading, record, link), "x", Kind.SECONDARY, self)
        button.dense().setToolTip(plain_tip(self._context.tr("account.remove_line")))
        button.clicked.connect(lambda: self._on_remove(link.id))
        return button

    def _words(self, reading: Reading, record: Record, link: Link) -> str:
        other = reading.plan.records.get(link.to_id if link.from_id == record.id else link.from_id)
        name = other.name if other else "—"
        toward = link.from_id == record.id or link.kind in ("reports_to", "conflicts", "relates")
        return " · ".join(part for part in (name if toward else f"← {name}", link.note) if part)

    def _make_row(self, column: QVBoxLayout, kind: str) -> tuple[Label, FlowRow]:
        context = self._context
        option = context.app.desk.catalogue.option("link_kind", kind)
        words = option.label[context.lang] if option else context.tr("account.reported_by")
        row = QHBoxLayout()
        label = Label(words, DENSE.but(ink="ink2"), self)
        label.setFixedWidth(theme().px(140))
        flow = FlowRow(self, 6)
        row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(flow, 1)
        column.addLayout(row)
        return label, flow

    def _on_added(self, name: str, _second: str) -> None:
        record, reading = self._record, self._reading
        if record is None or reading is None:
            return
        if self._people is not None and not self._people.decided():
            return
        said = self._people.answer() if self._people is not None else name
        found = [
            one for one in reading.plan.of("person") if said in (one.name, one.uid) and one.id != record.id
        ]
        try:
            if len(found) != 1:
                raise UserError("errors.person_unknown", value=name)
            self._context.app.records.link(self._kind.key(), record.id, found[0].id)
        except UserError as error:
            self._add.set_error(self._context.error_text(error))
            return
        self._add.done()

    def _on_remove(self, link_id: int) -> None:
        if self._context.attempt(lambda: self._context.app.records.unlink(link_id)):
            self._context.say_undo(self._context.tr("account.line_removed"))


def _told_kinds(reading: Reading) -> tuple[str, ...]:
    """Who answers to whom stands on any chart; who sways or fights whom is covered."""
    return ("reports_to",) if reading.scope.covered else PERSON_LINKS
