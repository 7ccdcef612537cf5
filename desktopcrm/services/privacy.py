"""What private things are held, about whom, since when unconfirmed: to be confirmed, or deleted, one by one.

Nothing needs to be kept that nobody has confirmed for a year: after 12 months it is marked, after 24 proposed for
deletion. Deleting takes the earlier observations of the field along; both can be undone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from desktopcrm.domain import fieldtypes, naming
from desktopcrm.domain.catalogue import TELLING_SETS, Field
from desktopcrm.domain.months import add_months
from desktopcrm.domain.records import Fact, Observation, Record
from desktopcrm.services.desk import Desk
from desktopcrm.services.facts import Facts, label_of
from desktopcrm.storage import plans, private_facts, records
from desktopcrm.storage.store import Tx

MARKED_AFTER, DELETED_AFTER = 12, 24
"""Months without confirmation (ours)."""
OPEN_NOTES = ("note", "text")
"""A note is private where it stands at a person."""
PEOPLE = ("person", "member", "rep")
IN_WORDS = ("text", "note", "phone", "email", "url", "money")
"""Types of field whose values can be found again in other words."""
TELLING_LENGTH = 8
"""Letters from which the words of a key point are looked for elsewhere: “Price” stands on every page."""
State = Literal["fresh", "marked", "proposed"]


@dataclass(frozen=True, slots=True)
class Held:
    """One private fact. `about`: whom or what it is about, by name; `person_id`: where that is a person; `earlier`: how
    many observations there were before."""

    fact: Fact
    record: Record
    field: Field
    account_id: int
    account: str
    about: str
    person_id: int | None
    state: State
    earlier: int

    @property
    def is_sensitive(self) -> bool:
        return self.field.privacy == "sensitive"


@dataclass(frozen=True, slots=True)
class Total:
    """What an account holds: private facts, sensitive ones among them, marked ones (the proposed included), proposed."""

    account_id: int
    account: str
    private: int
    sensitive: int
    marked: int
    proposed: int


class Privacy:
    def __init__(self, desk: Desk, facts: Facts) -> None:
        self._desk = desk
        self._facts = facts

    def totals(self) -> list[Total]:
        """Accounts that hold private facts: those with most to look through first. Counts what `held` gives."""
        of: dict[int, list[Held]] = {}
        for one in self.held():
            of.setdefault(one.account_id, []).append(one)
        made = [
            Total(
                account,
                every[0].account,
                len(every),
                sum(one.is_sensitive for one in every),
                sum(one.state != "fresh" for one in every),
                sum(one.state == "proposed" for one in every),
            )
            for account, every in of.items()
        ]
        return sorted(made, key=lambda one: (-one.proposed, -one.marked, -one.private, one.account))

    def held(self, account_id: int | None = None) -> list[Held]:
        """Private facts of an account, or of all; the one longest unconfirmed first."""
        names = self._names() | {OPEN_NOTES}
        with self._desk.store.read() as tx:
            every = {one.id: one for kind in (*PEOPLE, "account") for one in plans.of_kind(tx, kind)}
            found = [
                self._held(record, fact, count, every)
                for record, fact, count in private_facts.held(tx, names, account_id)
                if fact.value and not _is_open_note(record, fact, every)
            ]
        return [one for one in found if one is not None]

    def confirm(self, held: Iterable[Held]) -> None:
        """It is still so: seen again today, from the same source."""
        with self._desk.store.step("steps.private_confirmed"):
            for one in held:
                seen = Observation(one.fact.source, one.fact.certainty, self._desk.today(), one.fact.note)
                self._facts.observe_value(one.record.id, one.field.key, one.fact.value, seen)

    def delete(self, held: Iterable[Held]) -> None:
        """Delete the facts with all that was known earlier; undo brings them back."""
        chosen = list(held)
        one = chosen[0] if len(chosen) == 1 else None
        label = "steps.private_deleted" if one is None else "steps.private_deleted_one"
        params = {} if one is None else {"field": label_of(one.field.label)}
        with self._desk.store.step(label, **params) as tx:
            for each in chosen:
                self._delete(tx, each)

    def _delete(self, tx: Tx, held: Held) -> None:
        if (held.record.kind, held.field.key) == OPEN_NOTES:
            records.delete(tx, held.record.id)
            return
        while (fact := records.current_fact(tx, held.record.id, held.field.key)) is not None:
            records.delete_fact(tx, fact)

    def secrets(self, record_ids: frozenset[int] | None = None) -> list[tuple[Field, str]]:
        """Values of some records, or of all, with the earlier ones, that are to be covered on the screen."""
        catalogue = self._desk.catalogue
        with self._desk.store.read() as tx:
            rows = private_facts.texts(tx, self._covered(), record_ids)
        return [(catalogue.field(kind, key), value) for kind, key, value in rows]

    def to_cover(self, lang: str, record_ids: frozenset[int] | None = None) -> set[str]:
        """Words that give away something private, of some records or of all: values of private fields as they are
        stored and shown, names and texts of what is about a person by its nature. No name of a person is among them.
        """
        scope = self._desk.scope(None, lang)
        found: set[str] = set()
        for field, value in self.secrets(record_ids):
            if field.type in IN_WORDS:
                found |= {value, fieldtypes.show(field, value, scope)}
        with self._desk.store.read() as tx:
            found |= private_facts.personal_texts(tx, record_ids)
            found |= private_facts.told_texts(tx, record_ids) - self._kinds_of_contact()
            found |= self._said_of_people(tx, record_ids)
            names = private_facts.names_of_people(tx)
            parts = {part.casefold() for name in names for part in name.split()}
        return {text for text in found - names if text.casefold() not in parts}

    def _said_of_people(self, tx: Tx, record_ids: frozenset[int] | None) -> set[str]:
        """What anybody wrote about somebody: texts at an account that name one of its people, key points, lines."""
        people = private_facts.people_of(tx)
        speaks = {account: naming.speaks_of_any(names) for account, names in people.items()}
        anybody = naming.speaks_of_any(name for names in people.values() for name in names)
        texts = private_facts.spoken_texts(tx, self._in_words(), record_ids)
        accounts = private_facts.accounts(tx)
        nobody = naming.speaks_of_any(())
        named = {
            text
            for account, text in texts
            if (speaks.get(account, nobody) if account in accounts else anybody)(text)
        }
        pointed = private_facts.pointed_texts(tx, record_ids)
        return named | {text for text in pointed if len(text) >= TELLING_LENGTH or not text.isascii()}

    def _in_words(self) -> set[tuple[str, str]]:
        kinds = self._desk.catalogue.kinds.items()
        return {(key, one.key) for key, kind in kinds for one in kind.field if one.type in ("text", "note")}

    def _names(self) -> set[tuple[str, str]]:
        kinds = self._desk.catalogue.kinds.items()
        return {(key, one.key) for key, kind in kinds for one in kind.field if one.is_private}

    def _covered(self) -> set[tuple[str, str]]:
        kinds = self._desk.catalogue.kinds.items()
        return {(key, one.key) for key, kind in kinds for one in kind.field if one.is_covered}

    def labels_to_cover(self, lang: str) -> set[str]:
        """Words for what somebody is in a purchase and how they stand to us."""
        options = self._desk.catalogue.choices
        return {one.label[lang] for key in (*TELLING_SETS, "kp_class") for one in options[key]}

    def _kinds_of_contact(self) -> set[str]:
        options = self._desk.catalogue.choices["activity_kind"]
        return {words for one in options for words in (one.label["en"], one.label["zh"])}

    def _days(self) -> tuple[date, date]:
        today = self._desk.today()
        return add_months(today, -MARKED_AFTER), add_months(today, -DELETED_AFTER)

    def _held(self, record: Record, fact: Fact, count: int, every: dict[int, Record]) -> Held | None:
        field = self._desk.catalogue.find(record.kind, fact.field)
        account = every.get(record.account_id or 0)
        if field is None or account is None:
            return None
        person = _person_of(record, every)
        marked, proposed = self._days()
        state: State = (
            "proposed" if fact.seen_on <= proposed else "marked" if fact.seen_on <= marked else "fresh"
        )
        return Held(
            fact,
            record,
            field,
            account.id,
            account.name,
            person.name if person else record.name,
            person.id if person else None,
            state,
            count - 1,
        )


def _is_open_note(record: Record, fact: Fact, every: dict[int, Record]) -> bool:
    """A note that stands at no person."""
    parent = every.get(record.parent_id or 0)
    return (record.kind, fact.field) == OPEN_NOTES and (parent is None or parent.kind not in PEOPLE)


def _person_of(record: Record, every: dict[int, Record]) -> Record | None:
    """The person a record is, stands for, or lies under."""
    for one in (record.id, record.ref_id, record.parent_id):
        found = every.get(one or 0)
        if found is not None and found.kind == "person":
            return found
        if found is not None and found.kind == "member" and found.ref_id in every:
            return every[found.ref_id]
    return None
