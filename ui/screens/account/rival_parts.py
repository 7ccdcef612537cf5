"""Under a rival at this account: what is shared by all accounts, that is the company, its people and its moves."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktopcrm.domain.records import Record
from desktopcrm.services.records import NewRecord
from ui.context import Context
from ui.dialogs.record_panel import PanelSpec
from ui.models.account_lists import chips_of, dotted
from ui.models.account_reading import Reading
from ui.screens.account.records import ListSpec, RecordsList
from ui.widgets.fold_list import FoldData
from ui.widgets.label import DENSE, Label


class RivalCompanyPart(QWidget):
    """Company, representatives, moves: three short lists, the same at every account."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._firm_id = 0
        tr = context.tr
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(2)
        title = Label(tr("account.rival_shared"), DENSE.but(weight=600, ink="ink2"), self)
        title.setContentsMargins(10, 0, 0, 0)
        column.addWidget(title)
        self._lists = tuple(RecordsList(context, spec, self) for spec in self._specs())
        for one in self._lists:
            column.addWidget(one)

    def show_record(self, reading: Reading, record: Record) -> None:
        """Show the company that the rival stands for."""
        self._firm_id = record.ref_id or 0
        for one in self._lists:
            one.show_reading(reading)

    def _specs(self) -> tuple[ListSpec, ...]:
        tr = self._context.tr
        return (
            ListSpec(
                kind="firm",
                label=tr("account.rival_company"),
                records=lambda reading: [one for one in reading.plan.of("firm") if one.id == self._firm_id],
                row=_firm_row,
                panel=PanelSpec("firm", removable=False),
            ),
            ListSpec(
                kind="rep",
                label=tr("account.reps"),
                records=lambda reading: reading.plan.of("rep", self._firm_id),
                row=_rep_row,
                panel=PanelSpec("rep"),
                add=lambda name, _: self._add("rep", name),
                hint=tr("account.add_rep"),
            ),
            ListSpec(
                kind="move",
                label=tr("account.moves"),
                records=self._moves,
                row=_move_row,
                panel=PanelSpec("move"),
                add=lambda name, _: self._add("move", name),
                hint=tr("account.add_move"),
                open_new=True,
            ),
        )

    def _moves(self, reading: Reading) -> list[Record]:
        found = reading.plan.of("move", self._firm_id)
        return sorted(found, key=lambda one: (reading.plan.value(one.id, "day"), one.id), reverse=True)

    def _add(self, kind: str, name: str) -> int:
        facts = {"day": self._context.app.desk.today().isoformat()} if kind == "move" else {}
        return self._context.app.records.add(NewRecord(kind, name, self._firm_id, facts=facts))


def _firm_row(reading: Reading, record: Record) -> FoldData:
    known = reading.tr("account.company_facts", n=len(reading.plan.fields_of(record.id)))
    return FoldData(record.id, dotted(reading.tr("account.rival_company"), known))


def _rep_row(reading: Reading, record: Record) -> FoldData:
    title = dotted(record.name, reading.value(record.id, "title"), reading.value(record.id, "region"))
    return FoldData(record.id, title, aside=reading.tr("account.rep"))


def _move_row(reading: Reading, record: Record) -> FoldData:
    day = reading.day(reading.day_of(record.id, "day"))
    return FoldData(record.id, record.name, chips=chips_of(reading, record, "weight_of_move"), aside=day)
