"""A plan as the account screen reads it: values, ages and sources in the language of the window, and rows made of them.

Knows plan, catalogue and words; knows no widget and no service.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from desktopcrm.domain import fieldtypes, freshness, numbers, spoken
from desktopcrm.domain.catalogue import Catalogue, Field
from desktopcrm.domain.cover import COVER
from desktopcrm.domain.coverage import Coverage, coverage
from desktopcrm.domain.fieldtypes import Scope
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Fact, Record
from desktopcrm.texts import Translate, Words
from ui.blur import blur
from ui.context import Context
from ui.theme import Tone
from ui.widgets.clock_strip import ClockFace
from ui.widgets.field_row_view import FieldRowData

WEEKS_FROM, MONTHS_FROM, YEARS_FROM = 14, 61, 730
"""From how many days on an age is told in weeks, months, years."""
DAYS_OF_WEEK, DAYS_OF_MONTH, DAYS_OF_YEAR = 7, 30, 365
TONES = {"good": Tone.GOOD, "warn": Tone.WARN, "bad": Tone.BAD}


@dataclass(frozen=True, slots=True)
class Reading:
    """One plan on one day in one language."""

    plan: Plan
    catalogue: Catalogue
    scope: Scope
    tr: Translate
    today: date
    _kept: dict[str, Coverage] = field(default_factory=dict, repr=False, compare=False)
    judged: dict[tuple[str, int], object] = field(default_factory=dict, repr=False, compare=False)
    faces: dict[str, tuple[ClockFace, ...]] = field(default_factory=dict, repr=False, compare=False)

    @staticmethod
    def of(context: Context, plan: Plan) -> Reading:
        """The plan as the window reads it now."""
        desk = context.app.desk
        scope = replace(desk.scope(plan, context.lang), covered=blur().on)
        return Reading(plan, desk.catalogue, scope, context.tr, desk.today())

    @property
    def lang(self) -> str:
        return self.scope.lang

    def coverage(self) -> Coverage:
        """Coverage of the account today, worked out once."""
        found = self._kept.get("coverage")
        if found is None:
            found = self._kept["coverage"] = coverage(self.plan, self.catalogue, self.today)
        return found

    def words(self, text: Words) -> str:
        return text[self.lang]

    def name(self, record: Record | None) -> str:
        """Name of a record; one that stands for another has the other's name."""
        if record is None:
            return ""
        stands_for = self.plan.records.get(record.ref_id) if record.ref_id is not None else None
        return stands_for.name if stands_for else record.name

    def value(self, record_id: int, key: str) -> str:
        """The current value as it is read, empty where nothing is known."""
        fact = self.plan.fact(record_id, key)
        return self.shown(fact) if fact else ""

    def shown(self, fact: Fact) -> str:
        """The value of one observation as it is read."""
        record = self.plan.records.get(fact.record_id)
        field = self.catalogue.find(record.kind, fact.field) if record else None
        return fieldtypes.show(field, fact.value, self.scope) if field else fact.value

    def day_of(self, record_id: int, key: str) -> date | None:
        """A date field as a day."""
        value = self.plan.value(record_id, key)
        return date.fromisoformat(value) if value else None

    def day(self, day: date | None) -> str:
        """A day as it is read."""
        return numbers.show_day(day, self.lang) if day else ""

    def age(self, day: date) -> str:
        """How long ago, in the largest unit that still says something."""
        days = max(0, (self.today - day).days)
        if days == 0:
            return self.tr("account.age_today")
        if days < WEEKS_FROM:
            return self.tr("account.age_days", n=days)
        if days < MONTHS_FROM:
            return self.tr("account.age_weeks", n=days // DAYS_OF_WEEK)
        if days < YEARS_FROM:
            return self.tr("account.age_months", n=days // DAYS_OF_MONTH)
        return self.tr("account.age_years", n=days // DAYS_OF_YEAR)

    def source(self, fact: Fact) -> str:
        """Who or what said it; covered it tells of nobody: who informs us is the first thing a customer wants to know."""
        if self.scope.covered:
            return COVER if fact.source.person_id is not None or fact.source.text else ""
        named = self.plan.records.get(fact.source.person_id) if fact.source.person_id is not None else None
        if named is not None:
            return " · ".join(part for part in (named.name, fact.source.text) if part)
        if fact.source.text:
            return fact.source.text
        option = self.catalogue.option("source_kind", fact.source.kind) if fact.source.kind else None
        return self.words(option.label) if option and fact.source.kind != "person" else ""

    def certainty(self, key: str) -> str:
        option = self.catalogue.option("certainty", key) if key else None
        return self.words(option.label) if option else ""

    def chip(self, record: Record, key: str) -> tuple[str, Tone] | None:
        """A choice as words and tone."""
        field = self.catalogue.find(record.kind, key)
        value = self.plan.value(record.id, key)
        option = self.catalogue.option(field.choices, value) if field and value else None
        if option and field and self.covers(field):
            return COVER, Tone.NEUTRAL
        return (self.words(option.label), TONES.get(option.tone, Tone.NEUTRAL)) if option else None

    def covers(self, field: Field) -> bool:
        """Whether values of this field are covered on the screen."""
        return self.scope.covered and field.is_covered

    def due(self, day: date | None) -> tuple[str, Tone]:
        """A day in the future (or missed) in few words."""
        if day is None:
            return "", Tone.NEUTRAL
        left = (day - self.today).days
        if left < 0:
            return self.tr("account.late", n=-left), Tone.BAD
        if left == 0:
            return self.tr("account.due_today"), Tone.WARN
        return self.day(day), Tone.NEUTRAL

    def row(self, record: Record, field: Field) -> FieldRowData:
        """One field of one record as a row."""
        past = self.plan.past(record.id, field.key)
        label, ask, why = self.words(field.label), self.words(field.ask), self.words(field.why)
        fact = past[0] if past and past[0].value else None
        if field.key == spoken.LAST_CONTACT and record.kind == "member":
            told = spoken.last_about(self.plan, record)
            if told is not None and (fact is None or told.isoformat() > fact.value):
                row = FieldRowData(field.key, label, self.day(told), ask, age_text=self.age(told), why=why)
                return replace(row, source_text=self.tr("member.told"), history_count=len(past))
        if fact is None:
            return FieldRowData(
                field.key, label, question=ask, why=why, private=field.is_private, history_count=len(past)
            )
        stale = freshness.is_stale(fact, field, self.today)
        return FieldRowData(
            field.key,
            label,
            fieldtypes.show(field, fact.value, self.scope),
            ask,
            fact.certainty,
            self.certainty(fact.certainty),
            self.age(fact.seen_on),
            Tone.WARN if stale else Tone.NEUTRAL,
            "" if self.covers(field) else " · ".join(part for part in (self.source(fact), fact.note) if part),
            field.is_private,
            len(past) if len(past) > 1 else 0,
            why,
        )

    def rows(self, record: Record, fields: Iterable[Field]) -> list[FieldRowData]:
        """Rows of a record for these fields, known or not."""
        return [self.row(record, field) for field in fields]

    def fields(self, kind: str, *blocks: str) -> tuple[Field, ...]:
        """Fields of a kind, of some of its blocks only if blocks are named."""
        return tuple(one for one in self.catalogue.fields(kind) if not blocks or one.block in blocks)
