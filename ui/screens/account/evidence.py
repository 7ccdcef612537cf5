"""Under a key point: the known facts it rests on, picked from all that is known; each can be taken away."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktopcrm.domain.records import Record
from desktopcrm.errors import UserError
from ui.context import Context
from ui.models.account_reading import Reading
from ui.theme import theme
from ui.widgets.add_row import AddRow
from ui.widgets.button import Button, Kind
from ui.widgets.completion import complete
from ui.widgets.flow import FlowRow
from ui.widgets.label import DENSE, Label

WORDS_AT_MOST = 70
Target = tuple[int, str]


class EvidencePart(QWidget):
    """Facts as buttons, and a line that finds more."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._record: Record | None = None
        self._known: dict[str, Target] = {}
        self._shown: tuple[tuple[int, str], ...] | None = None
        unit = theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(unit(10), unit(8), 0, 0)
        column.setSpacing(unit(4))
        column.addWidget(Label(context.tr("account.rests_on"), DENSE.but(weight=600, ink="ink2"), self))
        self._flow = FlowRow(self, 6)
        column.addWidget(self._flow)
        self._add = AddRow("add_evidence", context.tr("account.add_evidence"), parent=self)
        self._add.setContentsMargins(0, 0, 0, 0)
        self._add.added.connect(self._on_added)
        column.addWidget(self._add)

    def show_record(self, reading: Reading, record: Record) -> None:
        """Show what a key point rests on."""
        self._record = record
        self._known = dict(self._offers(reading))
        links = reading.plan.links_of("rests_on", from_id=record.id)
        shown = tuple((link.id, self._words(reading, (link.to_id, link.field))) for link in links)
        if shown != self._shown:
            self._shown = shown
            self._flow.clear()
            for link_id, words in shown:
                button = Button(f"rests_{link_id}", words, "x", Kind.SECONDARY, self._flow).dense()
                button.clicked.connect(lambda _=False, at=link_id: self._on_remove(at))
                self._flow.add(button)
        self._flow.setVisible(bool(shown))
        complete(self._add.line, list(self._known))

    def _offers(self, reading: Reading) -> list[tuple[str, Target]]:
        plan = reading.plan
        mine = self._record.id if self._record else 0
        places = [
            (fact.record_id, fact.field)
            for fact in plan.current()
            if fact.record_id != mine
            and fact.record_id in plan.records
            and plan.is_live(plan.records[fact.record_id])
        ]
        return [(self._words(reading, place), place) for place in places]

    def _words(self, reading: Reading, target: Target) -> str:
        record_id, key = target
        record = reading.plan.records.get(record_id)
        if record is None:
            return "—"
        field = reading.catalogue.find(record.kind, key)
        label = reading.words(field.label) if field else key
        value = reading.value(record_id, key).replace("\n", " ")
        said = reading.tr("generic.said_of", what=label, text=value)
        text = f"{reading.name(record)} · {said}" if key else reading.name(record)
        return text if len(text) <= WORDS_AT_MOST else f"{text[:WORDS_AT_MOST]}…"

    def _on_added(self, text: str, _second: str) -> None:
        if self._record is None:
            return
        found = [target for words, target in self._known.items() if text.casefold() in words.casefold()]
        exact = self._known.get(text)
        try:
            if exact is None and len(found) != 1:
                raise UserError("errors.fact_not_found", value=text)
            record_id, key = exact or found[0]
            self._context.app.records.link("rests_on", self._record.id, record_id, key)
        except UserError as error:
            self._add.set_error(self._context.error_text(error))
            return
        self._add.done()
        self._add.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_remove(self, link_id: int) -> None:
        if self._context.attempt(lambda: self._context.app.records.unlink(link_id)):
            self._context.say_undo(self._context.tr("account.evidence_removed"))
