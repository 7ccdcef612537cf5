"""One plan as seen by one reader in one language: labels, shown values, provenance. The ground of every section.

Knows the catalogue and the (already filtered) plan; decides nothing about privacy and nothing about layout.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from desktopcrm.domain import fieldtypes, freshness
from desktopcrm.domain.catalogue import CHECK_PREFIX, PLANNED_PREFIX, Catalogue, Field
from desktopcrm.domain.fieldtypes import Scope
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Fact, Record
from desktopcrm.domain.said import Said
from desktopcrm.services.report.blocks import Block, Cell, Mark, Row, cell, facts, mark, text
from desktopcrm.services.report.request import DocumentRequest
from desktopcrm.services.telling import tell_in
from desktopcrm.texts import Translate, Words

DAYS_OF_WEEKS, DAYS_OF_MONTHS, DAYS_OF_YEARS = 14, 61, 730
"""From how many days on an age is told in weeks, months, years."""


@dataclass(frozen=True, slots=True)
class Rep:
    """Our side, as it signs a document."""

    author: str = ""
    company: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """`plan` is what the reader may see; `whole` is everything and serves only to count, never to print."""

    plan: Plan
    whole: Plan
    catalogue: Catalogue
    scope: Scope
    tr: Translate
    request: DocumentRequest
    rep: Rep

    @property
    def lang(self) -> str:
        return self.request.lang

    @property
    def day(self) -> date:
        return self.plan.day

    def words(self, text: Words) -> str:
        return text[self.lang]

    def tell(self, said: Said) -> str:
        """What a rule said, in the reader's language."""
        return tell_in(self.tr, self.lang, said)

    def told(self, said: Iterable[Said]) -> list[str]:
        return [self.tell(one) for one in said]

    def in_one(self, said: Iterable[Said]) -> str:
        """Sentences one behind the other; in Chinese no blank stands between them."""
        return ("" if self.lang == "zh" else " ").join(self.told(said))

    def colon(self, label: str, value: str) -> str:
        return f"{label}：{value}" if self.lang == "zh" else f"{label}: {value}"

    def join(self, parts: Iterable[str]) -> str:
        return ("、" if self.lang == "zh" else ", ").join(part for part in parts if part)

    def dotted(self, parts: Iterable[str]) -> str:
        return " · ".join(part for part in parts if part)

    # Records

    def name(self, record: Record | None) -> str:
        """Name of a record; one that stands for another has the other's name; our own bid has ours."""
        if record is None:
            return ""
        if record.ref_id is not None and record.ref_id in self.plan.records:
            return self.plan.records[record.ref_id].name
        if record.kind == "contender" and record.ref_id is None:
            return self.rep.company or self.tr("report.us")
        return record.name

    def by_uid(self, uids: str) -> list[Record]:
        """Records that a reference means; gone ones are left out."""
        return [found for uid in uids.split(",") if uid and (found := self.plan.by_uid(uid))]

    def referred(self, record: Record, key: str) -> Record | None:
        return next(iter(self.by_uid(self.plan.value(record.id, key))), None)

    def projects(self) -> tuple[Record, ...]:
        """The purchase asked for, else all of them."""
        found = self.plan.of("project")
        wanted = tuple(one for one in found if one.id == self.request.project_id)
        return wanted or found

    # Values

    def value(self, record: Record, key: str) -> str:
        """The current value as it is read; days in ISO form, so that print sorts and aligns."""
        found = self.plan.fact(record.id, key)
        return self.shown(record, found) if found else ""

    def shown(self, record: Record, fact: Fact) -> str:
        field = self.catalogue.find(record.kind, fact.field)
        if field is None or field.type == "date":
            return fact.value
        return fieldtypes.show(field, fact.value, self.scope)

    def choice(self, record: Record, key: str) -> Mark | None:
        """A choice as a mark in the tone of its option."""
        field = self.catalogue.find(record.kind, key)
        value = self.plan.value(record.id, key)
        option = self.catalogue.option(field.choices, value) if field and value else None
        return mark(self.words(option.label), option.tone) if option else None

    def short(self, found: Mark | None) -> Mark | None:
        """A mark without the explanation after its colon."""
        if found is None:
            return None
        return {**found, "text": str(found["text"]).replace("：", ":").partition(":")[0].strip()}

    def choice_cell(self, record: Record, key: str) -> Cell:
        found = self.short(self.choice(record, key))
        return {**found, "badge": True} if found else ""

    def label(self, kind: str, key: str) -> str:
        if key.startswith(CHECK_PREFIX):
            item = self.catalogue.item(key.removeprefix(CHECK_PREFIX))
            return self.words(item.label) if item else key
        if key.startswith(PLANNED_PREFIX):
            stage = self.catalogue.stage(int(key.removeprefix(PLANNED_PREFIX)))
            return self.tr("report.planned_stage", n=stage.number, name=self.words(stage.label))
        field = self.catalogue.find(kind, key)
        return self.words(field.label) if field else key

    def age(self, day: date) -> str:
        """How long ago, in the largest unit that still says something; number and unit stay on one line."""
        return self._age(max(0, (self.day - day).days)).replace(" ", "\u00a0")

    def _age(self, days: int) -> str:
        if days == 0:
            return self.tr("report.age_today")
        if days < DAYS_OF_WEEKS:
            return self.tr("report.age_days", n=days)
        if days < DAYS_OF_MONTHS:
            return self.tr("report.age_weeks", n=days // 7)
        if days < DAYS_OF_YEARS:
            return self.tr("report.age_months", n=days * 12 // 365)
        return self.tr("report.age_years", n=days // 365)

    def source(self, fact: Fact) -> str:
        """Who or what said it."""
        named = self.plan.records.get(fact.source.person_id) if fact.source.person_id is not None else None
        if named is not None:
            return self.dotted((named.name, fact.source.text))
        if fact.source.text:
            return fact.source.text
        option = self.catalogue.option("source_kind", fact.source.kind) if fact.source.kind else None
        return self.words(option.label) if option and fact.source.kind != "person" else ""

    def certainty(self, fact: Fact) -> str:
        option = self.catalogue.option("certainty", fact.certainty) if fact.certainty else None
        return self.words(option.label) if option else ""

    def meta(self, fact: Fact) -> str:
        """Age, source and certainty in one quiet line."""
        return self.dotted((self.age(fact.seen_on), self.source(fact), self.certainty(fact)))

    def origin(self, fact: Fact) -> str:
        """Day, source and certainty: for values that are no longer current."""
        return self.dotted((fact.seen_on.isoformat(), self.source(fact), self.certainty(fact)))

    def provenance(self, record: Record, key: str) -> str:
        """Who said it and what was remarked, of a value printed without its age (in a table, as a mark).

        Only a source with a name counts: how sure a due day is, or that we saw it ourselves, says nothing there.
        """
        fact = self.plan.fact(record.id, key)
        if fact is None:
            return ""
        named = fact.source.person_id is not None or fact.source.text
        said = (self.source(fact), self.certainty(fact)) if named else ()
        return self.dotted((*said, fact.note))

    def is_stale(self, record: Record, fact: Fact) -> bool:
        field = self.catalogue.find(record.kind, fact.field)
        return field is not None and freshness.is_stale(fact, field, self.day)

    def cell(self, record: Record, key: str) -> Cell:
        """The value with age, source and certainty; a remark stands on its own line."""
        fact = self.plan.fact(record.id, key)
        return self.fact_cell(record, fact) if fact else ""

    def fact_cell(self, record: Record, fact: Fact) -> Cell:
        stale = self.is_stale(record, fact)
        meta = self.dotted((self.meta(fact), self.tr("report.stale") if stale else ""))
        lines = [fact.note] if fact.note else []
        return cell(self.shown(record, fact), meta=meta, meta_tone="warn" if stale else "", lines=lines)

    def row(self, record: Record, key: str) -> Row | None:
        """Label and value of one known fact."""
        if self.plan.fact(record.id, key) is None:
            return None
        field = self.catalogue.find(record.kind, key)
        own = self.tr("report.own") if field is not None and field.is_own else ""
        return {"label": self.label(record.kind, key), "value": self.cell(record, key), "own": own}

    def rows(self, record: Record, fields: Iterable[Field | str]) -> list[Row]:
        """Rows of those fields that are known."""
        keys = (one if isinstance(one, str) else one.key for one in fields)
        return [row for key in keys if (row := self.row(record, key))]

    def rest(self, record: Record, used: Iterable[str] = ()) -> list[Row]:
        """Rows of everything known that is not in `used`: catalogue order first, then what has no field any more."""
        return self.rows(record, (key for key in self.known(record) if key not in set(used)))

    def known(self, record: Record) -> Iterator[str]:
        """Keys of the known facts of a record, without checklist states and planned days."""
        order = [field.key for field in self.catalogue.fields(record.kind)]
        have = {key for key in self.plan.fields_of(record.id) if self.plan.fact(record.id, key)}
        yield from (key for key in order if key in have)
        yield from sorted(
            key for key in have if key not in order and not key.startswith((CHECK_PREFIX, PLANNED_PREFIX))
        )

    def known_facts(self, record: Record, used: Iterable[str] = ()) -> list[Block]:
        """The rest of a record as facts; where nothing is known, that is said, so that a heading never stands alone."""
        return facts(self.rest(record, used)) or [text(self.tr("report.nothing_yet"), quiet=True)]

    def extras(self, record: Record, used: Iterable[str] = ()) -> list[str]:
        """What is left of a record, each with its label, for a cell of a table."""
        return [
            self.colon(
                self.label(record.kind, key),
                self.dotted((self.value(record, key), self.provenance(record, key))),
            )
            for key in self.known(record)
            if key not in set(used)
        ]

    def provenances(self, record: Record, keys: Iterable[str]) -> str:
        """Who said what, for values that a table shows bare: in one line, by origin."""
        keys = [key for key in keys if self.plan.fact(record.id, key)]
        origins: dict[str, list[str]] = {}
        for key in keys:
            said = self.provenance(record, key)
            if said:
                origins.setdefault(said, []).append(self.label(record.kind, key))
        if not origins:
            return ""
        parts = [
            said if len(labels) == len(keys) else self.tr("report.said_of", said=said, of=self.join(labels))
            for said, labels in origins.items()
        ]
        return self.colon(self.tr("report.source"), ("；" if self.lang == "zh" else "; ").join(parts))
