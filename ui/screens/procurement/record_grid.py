"""Records of one kind under a purchase as a table edited in place, with the other fields of the row in hand below.

Knows kinds and fields through the catalogue; the same class shows criteria, clauses, offers and the buying team.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktopcrm.domain.catalogue import Field
from desktopcrm.domain.debrief_names import Who
from desktopcrm.domain.fieldtypes import REFERENCE_TYPES
from desktopcrm.domain.records import Record
from desktopcrm.errors import UserError
from ui.context import Context
from ui.dialogs.fact_history import FactHistory
from ui.editors.completion import PeopleCompleter, complete_people
from ui.editors.fact_rows import FactRows
from ui.editors.requests import editable
from ui.models.account_reading import TONES, Reading
from ui.screens.procurement.purchase import Purchase
from ui.theme import Tone, theme
from ui.widgets.button import Button, Kind
from ui.widgets.completion import complete
from ui.widgets.edit_grid import EditGrid
from ui.widgets.grid_rows import GridCell, GridColumn, GridRow
from ui.widgets.inputs import TextLine
from ui.widgets.label import SMALL, Label

NAME = "name"
CENTRED = ("integer", "scale", "score", "percent", "yesno")


@dataclass(frozen=True, slots=True)
class GridSpec:
    """`columns`: (field, width); 0 shares the rest. `fixed_name`: the name belongs to another record."""

    kind: str
    columns: tuple[tuple[str, int], ...]
    name_width: int = 0
    fixed_name: bool = False
    add_words: str = ""
    empty_words: str = ""


Adder = Callable[[int, str], int]
"""(project, name) → id of the new record. Raises `UserError`."""


class RecordGrid(QWidget):
    """Table, line to add, rows with everything else about the record in hand."""

    added = Signal(int)

    def __init__(self, context: Context, spec: GridSpec, adder: Adder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._spec, self._adder = context, spec, adder
        self._purchase: Purchase | None = None
        self._in_hand = 0
        self._fresh = 0
        self._people: PeopleCompleter | None = None
        kind = context.app.desk.catalogue.kinds[spec.kind]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(8))
        self._empty = Label(spec.empty_words, SMALL.but(wrap=True), self)
        self._empty.setVisible(False)
        column.addWidget(self._empty)
        self.grid = EditGrid(f"grid_{spec.kind}", kind.plural[context.lang], self._columns(), self)
        self.grid.set_commit(self._commit, context.tr("account.just_stored"))
        self.grid.removal_asked.connect(self._on_remove)
        self.grid.clear_asked.connect(self._on_clear)
        self.grid.row_chosen.connect(self._on_row)
        column.addWidget(self.grid)
        column.addWidget(self._add_line())
        self._details_title = Label("", SMALL.but(weight=600), self)
        column.addWidget(self._details_title)
        self._details = FactRows(context, f"details_{spec.kind}", 150, self)
        self._details.history_requested.connect(self._on_history)
        column.addWidget(self._details)

    def show_purchase(self, purchase: Purchase) -> None:
        """The records of this purchase."""
        self._purchase = purchase
        records = self._records()
        self.grid.show_rows([self._row(purchase.reading, record) for record in records])
        self._empty.setVisible(not records and bool(self._spec.empty_words))
        self._offer_names(purchase.reading)
        self._take_fresh()
        self._show_details()

    def focus_cell(self, record_id: int, field: str) -> bool:
        """Take a record in hand and open the editor of a field."""
        keys = [key for key, _ in self._spec.columns]
        if not self.grid.choose(record_id, field if field in keys else NAME):
            return False
        if field in keys:
            self.grid.edit(record_id, field)
        elif field:
            self._details.edit(field)
        return True

    def take_add_line(self) -> None:
        """Go to the line that adds."""
        self._new.setFocus(Qt.FocusReason.TabFocusReason)

    def count(self) -> int:
        """How many records are shown."""
        return len(self.grid.rows())

    def _columns(self) -> list[GridColumn]:
        catalogue, lang = self._context.app.desk.catalogue, self._context.lang
        kind = catalogue.kinds[self._spec.kind]
        found = [GridColumn(NAME, kind.label[lang], self._spec.name_width)]
        for key, width in self._spec.columns:
            field = catalogue.field(self._spec.kind, key)
            found.append(GridColumn(key, field.label[lang], width, field.type in CENTRED))
        return found

    def _add_line(self) -> QWidget:
        host = QWidget(self)
        row = QHBoxLayout(host)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        name = f"new_{self._spec.kind}"
        self._new = TextLine(name, self._spec.add_words, self._spec.add_words, host)
        self._new.returnPressed.connect(self._on_add)
        self._add = Button(
            f"add_{self._spec.kind}", self._context.tr("procurement.add"), "plus", Kind.GHOST, host
        )
        self._add.clicked.connect(self._on_add)
        row.addWidget(self._new, 1)
        row.addWidget(self._add)
        self.grid.left_below.connect(self.take_add_line)
        return host

    def _records(self) -> tuple[Record, ...]:
        purchase = self._purchase
        return purchase.plan.of(self._spec.kind, purchase.project.id) if purchase else ()

    def _row(self, reading: Reading, record: Record) -> GridRow:
        name = reading.name(record)
        first = GridCell(
            name, name, strong=True, fixed=self._spec.fixed_name, lines=not self._spec.fixed_name
        )
        fields = [reading.catalogue.field(record.kind, key) for key, _ in self._spec.columns]
        cells = [self._cell(reading, record, field) for field in fields]
        return GridRow(record.id, name, (first, *cells))

    def _cell(self, reading: Reading, record: Record, field: Field) -> GridCell:
        fact = reading.plan.fact(record.id, field.key)
        value = fact.value if fact else ""
        data = reading.row(record, field)
        text, tone, chip = data.value, None, False
        option = reading.catalogue.option(field.choices, value) if field.choices and value else None
        if option is not None and not reading.covers(field):
            tone, chip = TONES.get(option.tone, Tone.NEUTRAL), True
        if field.type == "scale" and not reading.covers(field):
            text = value
        return GridCell(
            text,
            editable(field, value, reading.scope) if not field.choices else value,
            tone,
            chip,
            lines=field.type == "note",
            options=self._options(field),
            offers=self._offers(reading, field),
            hint="–",
            tip=" · ".join(part for part in (data.why, data.provenance) if part),
        )

    def _options(self, field: Field) -> tuple[tuple[str, str], ...]:
        tr, lang = self._context.tr, self._context.lang
        blank = ("", tr("procurement.not_known"))
        if field.type == "yesno":
            return (blank, ("yes", tr("procurement.yes")), ("no", tr("procurement.no")))
        if field.type == "choice":
            found = self._context.app.desk.catalogue.options(field.choices)
            return (blank, *((one.key, one.label[lang]) for one in found))
        return ()

    def _offers(self, reading: Reading, field: Field) -> tuple[str, ...]:
        kind = REFERENCE_TYPES.get(field.type, "")
        return tuple(one.name for one in reading.scope.named.values() if one.kind == kind) if kind else ()

    def _offer_names(self, reading: Reading) -> None:
        ref = self._context.app.desk.catalogue.kinds[self._spec.kind].ref
        if ref:
            self._offer_those(reading, ref)

    def _offer_those(self, reading: Reading, ref: str) -> None:
        if ref == "person":
            people = [
                Who(one.uid, one.name, reading.plan.value(one.id, "title")) for one in reading.plan.of(ref)
            ]
            self._people = complete_people(self._new, people, self._new_words)
            return
        complete(self._new, [one.name for one in reading.scope.named.values() if one.kind == ref])

    def _new_words(self, name: str) -> str:
        return self._context.tr("account.new_person", name=name)

    def _commit(self, record_id: int, key: str, text: str) -> str:
        app = self._context.app
        try:
            if key == NAME:
                app.records.rename(record_id, text)
            elif text:
                app.facts.observe(record_id, key, text)
            else:
                app.facts.clear(record_id, key)
        except UserError as error:
            return self._context.error_text(error)
        return ""

    def _on_add(self) -> None:
        text, purchase = self._new.text().strip(), self._purchase
        if not text or purchase is None:
            self.take_add_line()
            return
        if self._people is not None:
            if not self._people.decided():
                return
            text = self._people.answer()
        made: list[int] = []
        if self._context.attempt(lambda: made.append(self._adder(purchase.project.id, text))):
            self._new.clear()
            self._fresh = made[0]
            self._take_fresh()
            self.added.emit(made[0])

    def _take_fresh(self) -> None:
        """The row just added is in hand as soon as it is shown; the focus stays where one adds."""
        if self._fresh and self.grid.choose(self._fresh, focus=False):
            self._fresh = 0

    def _on_remove(self, record_id: int) -> None:
        name = self._context.app.records.get(record_id).name
        if self._context.attempt(lambda: self._context.app.records.delete(record_id)):
            self._context.say_undo(self._context.tr("procurement.said_removed", name=name))

    def _on_clear(self, record_id: int, key: str) -> None:
        if key != NAME:
            self._context.attempt(lambda: self._context.app.facts.clear(record_id, key))

    def _on_row(self, record_id: int) -> None:
        if record_id != self._in_hand:
            self._in_hand = record_id
            self._show_details()

    def _show_details(self) -> None:
        purchase = self._purchase
        record = next((one for one in self._records() if one.id == self._in_hand), None)
        self._details_title.setVisible(record is not None)
        self._details.setVisible(record is not None)
        if purchase is None or record is None:
            return
        shown = {key for key, _ in self._spec.columns}
        fields = [one for one in purchase.reading.fields(self._spec.kind) if one.key not in shown]
        hidden = {factor.key for factor in purchase.reading.catalogue.factors}
        if self._spec.kind == "contender":
            fields = [one for one in fields if one.key not in hidden]
        self._details_title.setText(
            self._context.tr("procurement.more_about", name=purchase.reading.name(record))
        )
        self._details.show_record(purchase.plan, record, purchase.reading.rows(record, fields))

    def _on_history(self, key: str) -> None:
        record, row, purchase = self._details.record, self._details.row(key), self._purchase
        if record is not None and row is not None and purchase is not None:
            panel = FactHistory(self._context, record, key, self)
            panel.shown_from(purchase.plan.account.id).open_below(row)
