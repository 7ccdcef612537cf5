"""Facts: observe, clear, correct and forget one observation. Each is one undoable step."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from desktopcrm.domain import fieldtypes, names
from desktopcrm.domain.catalogue import Field
from desktopcrm.domain.fieldtypes import REFERENCE_TYPES, Scope
from desktopcrm.domain.records import CERTAINTIES, SOURCE_KINDS, UNSTATED, Fact, Observation, Record, Source
from desktopcrm.errors import UserError
from desktopcrm.services import fact_rules
from desktopcrm.services.desk import Desk
from desktopcrm.storage import lookup, plans, records
from desktopcrm.storage.store import Tx
from desktopcrm.texts import Words


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of an observation. `is_current` is false where a newer one is known."""

    fact: Fact
    is_current: bool


def label_of(words: Words) -> dict[str, str]:
    """Both languages of a text, for a step's label."""
    return {"en": words.en, "zh": words.zh}


class Facts:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def field_of(self, record: Record, key: str) -> Field:
        """The definition of a field by key or by label in either language. Raises `UserError`."""
        catalogue = self._desk.catalogue
        found = catalogue.find(record.kind, key)
        if found is None:
            wanted = key.strip().casefold()
            those = [
                one
                for one in catalogue.kinds[record.kind].field
                if wanted in (one.label.en.casefold(), one.label.zh.casefold())
            ]
            if len(those) != 1:
                kind = catalogue.kinds[record.kind].label[self._desk.lang]
                raise UserError("errors.field_unknown", field=key, kind=kind)
            found = those[0]
        return found

    def observe(self, record_id: int, key: str, text: str, seen: Observation = UNSTATED) -> Stored:
        """Store one observation of what was typed or said. An unknown rival is made on the way."""
        with self._desk.store.read() as tx:
            record = plans.get_record(tx, record_id)
        field = self.field_of(record, key)
        with self._desk.store.step("steps.fact_set", field=label_of(field.label), name=record.name) as tx:
            scope = self._scope(tx, record, field, text)
            value = fieldtypes.parse(field, text, scope)
            return self._put(
                tx, record, field, replace(self._checked(seen), source=self._source(seen, scope, tx)), value
            )

    def observe_new_person(
        self, record_id: int, key: str, text: str, seen: Observation = UNSTATED, new: str = ""
    ) -> Stored:
        """Like `observe` for a field that names people; whom the account does not know yet is added on the way, also
        the one called `new` though others bear a part of that name."""
        with self._desk.store.read() as tx:
            record = plans.get_record(tx, record_id)
        field = self.field_of(record, key)
        with self._desk.store.step("steps.fact_set", field=label_of(field.label), name=record.name) as tx:
            if new and REFERENCE_TYPES.get(field.type) == "person":
                account_id = record.account_id or record.id
                records.put(tx, records.NewRecord("person", names.checked(new), account_id, account_id))
            self._add_missing(tx, record, field, text)
            return self.observe(record_id, key, text, seen)

    def observe_value(self, record_id: int, key: str, value: str, seen: Observation = UNSTATED) -> Stored:
        """The same with a canonical value (choices made by hand, references by uid)."""
        with self._desk.store.read() as tx:
            record = plans.get_record(tx, record_id)
        field = self.field_of(record, key)
        with self._desk.store.step("steps.fact_set", field=label_of(field.label), name=record.name) as tx:
            return self._put(tx, record, field, self._checked(seen), value)

    def clear(self, record_id: int, key: str, seen: Observation = UNSTATED) -> None:
        """No longer known: an empty observation; what was known stays in the history."""
        with self._desk.store.read() as tx:
            record = plans.get_record(tx, record_id)
        field = self.field_of(record, key)
        with self._desk.store.step("steps.fact_cleared", field=label_of(field.label), name=record.name) as tx:
            if records.current_fact(tx, record_id, field.key) is not None:
                self._put(tx, record, field, self._checked(seen), "")

    def correct(self, fact_id: int, seen: Observation, text: str | None = None) -> None:
        """Mend an observation in place: its source, day, certainty, note or a typing error."""
        with self._desk.store.read() as tx:
            fact = self._fact(tx, fact_id)
            record = plans.get_record(tx, fact.record_id)
        field = self.field_of(record, fact.field)
        with self._desk.store.step(
            "steps.fact_corrected", field=label_of(field.label), name=record.name
        ) as tx:
            scope = self._scope(tx, record, field, text or "")
            value = fact.value if text is None else fieldtypes.parse(field, text, scope)
            checked = self._checked(seen)
            fact_rules.check(self._desk, tx, record, (field.key, value))
            mended = replace(
                fact,
                value=value,
                certainty=checked.certainty,
                source=self._source(checked, scope, tx),
                seen_on=checked.seen_on or fact.seen_on,
                note=fieldtypes.clean(checked.note),
            )
            if mended != fact:
                records.change_fact(tx, mended)

    def forget(self, fact_id: int) -> None:
        """Delete one observation (it was never true); the one before it counts again."""
        with self._desk.store.read() as tx:
            fact = self._fact(tx, fact_id)
            record = plans.get_record(tx, fact.record_id)
        field = self.field_of(record, fact.field)
        with self._desk.store.step(
            "steps.fact_forgotten", field=label_of(field.label), name=record.name
        ) as tx:
            records.delete_fact(tx, fact)
            if records.current_fact(tx, record.id, field.key) is None:
                fact_rules.check(self._desk, tx, record, (field.key, ""))

    def _fact(self, tx: Tx, fact_id: int) -> Fact:
        fact = records.get_fact(tx, fact_id)
        if fact is None:
            raise UserError("errors.record_gone")
        return fact

    def _checked(self, seen: Observation) -> Observation:
        if seen.certainty not in ("", *CERTAINTIES):
            raise UserError("errors.certainty_unknown", value=seen.certainty, allowed=CERTAINTIES)
        if seen.source.kind not in ("", *SOURCE_KINDS):
            raise UserError("errors.source_unknown", value=seen.source.kind, allowed=SOURCE_KINDS)
        if seen.seen_on is not None and seen.seen_on > self._desk.today():
            raise UserError("errors.seen_in_future", day=seen.seen_on.isoformat())
        source = replace(seen.source, text=fieldtypes.clean(seen.source.text))
        return replace(seen, source=source, note=fieldtypes.clean(seen.note))

    def _source(self, seen: Observation, scope: Scope, tx: Tx) -> Source:
        """A named source that is a person of the account becomes that person."""
        source = seen.source
        if source.kind in ("", "person") and source.person_id is None and source.text:
            wanted = source.text.strip().casefold()
            for named in scope.named.values():
                if named.kind in ("person", "rep") and named.name.casefold() == wanted:
                    person = lookup.record(tx, named.uid)
                    return Source("person", "", person.id if person else None)
        return replace(source, text=fieldtypes.clean(source.text))

    def _scope(self, tx: Tx, record: Record, field: Field, text: str) -> Scope:
        """The scope to read in; for a rival or his representative the new name becomes a record first."""
        account_id = record.account_id or record.id
        scope = self._desk.scope_in(tx, account_id)
        kind = REFERENCE_TYPES.get(field.type)
        if kind not in ("firm", "rep") or not text.strip():
            return scope
        try:
            fieldtypes.parse(field, text, scope)
        except UserError as error:
            if not error.key.endswith("_unknown"):
                raise
            parent = record.ref_id if kind == "rep" else None
            records.put(tx, records.NewRecord(kind, names.checked(text), parent))
        return self._desk.scope_in(tx, account_id)

    def _add_missing(self, tx: Tx, record: Record, field: Field, text: str) -> None:
        """Make a person of every name in `text` that nobody at the account has."""
        if REFERENCE_TYPES.get(field.type) != "person":
            return
        account_id = record.account_id or record.id
        added: set[str] = set()
        while True:
            try:
                fieldtypes.parse(field, text, self._desk.scope_in(tx, account_id))
            except UserError as error:
                name = names.checked(str(error.params.get("value", text)))
                if error.key != "errors.person_unknown" or name in added:
                    raise
                added.add(name)
                records.put(tx, records.NewRecord("person", name, account_id, account_id))
            else:
                return

    def _put(self, tx: Tx, record: Record, field: Field, seen: Observation, value: str) -> Stored:
        fact_rules.check(self._desk, tx, record, (field.key, value))
        current = records.current_fact(tx, record.id, field.key)
        day = seen.seen_on or self._desk.today()
        if current and _same(current, value, seen, day):
            return Stored(current, True)
        fact_id = records.put_fact(
            tx, records.NewFact(record.id, field.key, value, replace(seen, seen_on=day))
        )
        stored = self._fact(tx, fact_id)
        if records.current_fact(tx, record.id, field.key) != stored:
            return Stored(stored, False)
        fact_rules.follow(tx, record, (field.key, value), (current, replace(seen, seen_on=day)))
        return Stored(stored, True)


def _same(fact: Fact, value: str, seen: Observation, day: date) -> bool:
    return (fact.value, fact.certainty, fact.source, fact.seen_on, fact.note) == (
        value,
        seen.certainty,
        seen.source,
        day,
        seen.note,
    )
