"""Yes-no facts of a record as lamps: one key answers, Enter says who told it, W who has it; every answer one step.

Shows what it is given; after storing, the page shows the new plan.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from desktopcrm.domain import freshness
from desktopcrm.domain.cover import COVER
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Fact, Record
from ui.context import Context
from ui.dialogs.fact_history import FactHistory
from ui.editors.in_place import InPlace
from ui.models.account_reading import Reading
from ui.widgets.lamp_list import LampList
from ui.widgets.lamp_view import LampLine, LampWords


@dataclass(frozen=True, slots=True)
class LampSpec:
    """One lamp: the field that it shows; where people can have it, the field that names them; the answer that speaks
    against us."""

    field: str
    who_field: str = ""
    bad: str = "no"


@dataclass(frozen=True, slots=True)
class LampMark:
    """What a judgement adds to a lamp: a state that was only inferred, whether this is the one to ask about, and a
    word after its label."""

    state: str = ""
    detail: str = ""
    asked: bool = False
    after: str = ""


NO_MARK = LampMark()
UNKNOWN = "unknown"


class LampFacts(LampList):
    """`show_record` shows the lamps of one record; answers are written at once and can be undone."""

    def __init__(
        self, context: Context, name: str, specs: Sequence[LampSpec], parent: QWidget | None = None
    ) -> None:
        tr = context.tr
        states = (("yes", tr("lamp.yes")), ("no", tr("lamp.no")), (UNKNOWN, tr("lamp.unknown")))
        super().__init__(name, LampWords(states, tr("lamp.inferred"), tr("lamp.list")), parent)
        self._context = context
        self._specs = {spec.field: spec for spec in specs}
        self._plan: Plan | None = None
        self._record: Record | None = None
        self._in_place = InPlace(context, self._go_on)
        self._opened = ""
        self.answered.connect(self._on_answer)
        self.evidence_asked.connect(self.edit)
        self.who_asked.connect(lambda key: self._open(key, self._specs[key].who_field))
        self.history_asked.connect(self._on_history)

    @property
    def record(self) -> Record | None:
        """The record shown."""
        return self._record

    def show_record(
        self, reading: Reading, record: Record, marks: Mapping[str, LampMark] | None = None,
        fields: Sequence[str] | None = None,
    ) -> None:  # fmt: skip
        """Show the lamps of a record, of some of the fields only where they are named."""
        if self._record is not None and self._record.id != record.id:
            for key in self.keys():
                row = self.row(key)
                if row is not None:
                    row.close_editor()
        self._plan, self._record = reading.plan, record
        wanted = tuple(self._specs) if fields is None else tuple(fields)
        self.show_lines([self._line(reading, record, key, (marks or {}).get(key, NO_MARK)) for key in wanted])

    def edit(self, key: str) -> QWidget | None:
        """Open the editor of a lamp, or of the people named under it; gives the row."""
        lamp = next((one for one in self._specs.values() if key in (one.field, one.who_field)), None)
        row = self.row(lamp.field) if lamp is not None else None
        if lamp is not None and row is not None:
            self._open(lamp.field, key)
        return row

    def _line(self, reading: Reading, record: Record, key: str, mark: LampMark) -> LampLine:
        field = reading.catalogue.field(record.kind, key)
        fact, spec = reading.plan.fact(record.id, key), self._specs[key]
        who = reading.value(record.id, spec.who_field) if spec.who_field else ""
        label, ask = f"{reading.words(field.label)} {mark.after}".rstrip(), reading.words(field.ask)
        if reading.covers(field):
            return LampLine(key, label, UNKNOWN, False, COVER, COVER, question=ask, private=field.is_private)
        if fact is None:
            return LampLine(
                key, label, mark.state or UNKNOWN, bool(mark.state), who, mark.detail, question=ask,
                who_field=spec.who_field, private=field.is_private, asked=mark.asked, bad=spec.bad,
            )  # fmt: skip
        parts = (_told(reading, fact, who), reading.age(fact.seen_on), fact.note)
        return LampLine(
            key, label, fact.value, False, who, " · ".join(part for part in parts if part), fact.certainty, ask,
            spec.who_field, freshness.is_stale(fact, field, reading.today), field.is_private, mark.asked, spec.bad,
        )  # fmt: skip

    def _on_answer(self, key: str, state: str) -> None:
        record, facts = self._record, self._context.app.facts
        if record is None:
            return
        if state == UNKNOWN:
            self._context.attempt(lambda: facts.clear(record.id, key))
        else:
            self._context.attempt(lambda: facts.observe(record.id, key, state))

    def _open(self, key: str, field: str) -> None:
        row, plan, record = self.row(key), self._plan, self._record
        if row is not None and plan is not None and record is not None:
            self._opened = key
            self._in_place.open(row, plan, record, field)

    def _go_on(self, step: int) -> None:
        keys = self.keys()
        place = keys.index(self._opened) + step if self._opened in keys else -1
        if 0 <= place < len(keys):
            self.take(keys[place])

    def _on_history(self, key: str) -> None:
        record, row = self._record, self.row(key)
        if record is not None and row is not None and self._plan is not None:
            FactHistory(self._context, record, key, self).shown_from(self._plan.account.id).open_below(row)


def _told(reading: Reading, fact: Fact, who: str) -> str:
    """Who said it, so that the name is not read as another one who has it."""
    source = reading.source(fact)
    if fact.source.person_id is None or not source:
        return source
    return reading.tr("lamp.told_self" if source == who else "lamp.told", who=source)
