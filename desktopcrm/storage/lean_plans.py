"""Reads plans of many accounts at once with nothing in them but what is asked for: some kinds, some fields.

A lean plan answers like the whole one about those fields, with their history; about everything else it is silent. Who
said a thing is left out, but not since when a person has told us things. SQLite hands over each account's facts as one text, and a fact becomes an object when a
rule looks at more than its value: with thousands of accounts that is what the time goes into.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, TypeVar, cast

import msgspec

from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Fact, Link, Record, Source, StageEvent
from desktopcrm.storage.rows import marks
from desktopcrm.storage.store import Tx

Key = tuple[int, str]
Told = tuple[int, str, str, date, int, str, str, str]
"""One observation as it is read: record, field, value, day seen, id, moment written down, certainty, note."""
Kept = tuple[int, str, str, int | None, int | None, str, float, date, str | None]
Line = tuple[int, str, str, int, int, str, str, date]
Step = tuple[int, str, int, str, int, date, str, str, str]
Row = TypeVar("Row")

_FACT = "f.record_id, f.field, f.value, f.seen_on, f.id, f.recorded_at, f.certainty, f.note"
_RECORD = "r.id, r.uid, r.kind, r.parent_id, r.ref_id, r.name, r.position, r.created_on, r.archived_at"
_LINK = "l.id, l.uid, l.kind, l.from_id, l.to_id, l.field, l.note, l.created_on"
_EVENT = "e.id, e.uid, e.project_id, e.kind, e.stage, e.day, e.reason, e.open_items, e.recorded_at"
_VALUE: Final = 2
_SEEN: Final = 3
_ID: Final = 4
_WRITTEN: Final = 5
_NOBODY = Source()
TOLD = ""
"""Where the field is named in the first observation that came from a person."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Kind → its fields; kinds of links."""

    fields: Mapping[str, tuple[str, ...]]
    links: tuple[str, ...] = ()


class LeanHistory(Mapping[Key, tuple[Fact, ...]]):
    """Observations of an account, newest first; made into facts when they are looked at."""

    def __init__(self, told: list[Told]) -> None:
        self._told: dict[Key, list[Told]] = {}
        self._made: dict[Key, tuple[Fact, ...]] = {}
        several: set[Key] = set()
        for one in told:
            key = (one[0], one[1])
            if key in self._told:
                self._told[key].append(one)
                several.add(key)
            else:
                self._told[key] = [one]
        for key in several:
            self._told[key].sort(key=_order, reverse=True)

    def value(self, key: Key) -> str:
        """The current value; empty where nothing is known."""
        found = self._told.get(key)
        return found[0][_VALUE] if found else ""

    def first_told(self) -> dict[int, date]:
        """Person → the day of the observation that stands for all he told."""
        return {person: told[0][_SEEN] for (person, field), told in self._told.items() if field == TOLD}

    def __getitem__(self, key: Key) -> tuple[Fact, ...]:
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = tuple(map(_fact, self._told[key]))
        return made

    def get(self, key: Key, default: object = None) -> tuple[Fact, ...]:
        """Without the exception that a mapping raises inside; most questions have no answer."""
        return self[key] if key in self._told else cast("tuple[Fact, ...]", default)

    def __contains__(self, key: object) -> bool:
        return key in self._told

    def __iter__(self) -> Iterator[Key]:
        return iter(self._told)

    def __len__(self) -> int:
        return len(self._told)


class LeanPlan(Plan):
    """A plan over a lean history. What people told us first stands there as one observation each, of no field."""

    __slots__ = ()

    def first_told(self) -> Mapping[int, date]:
        return cast("LeanHistory", self.history).first_told()

    def value(self, record_id: int, name: str) -> str:
        return cast("LeanHistory", self.history).value((record_id, name))


def _order(told: Told) -> tuple[date, datetime, int]:
    """As `Fact.order`."""
    return told[_SEEN], datetime.fromisoformat(told[_WRITTEN]), told[_ID]


def _fact(told: Told) -> Fact:
    record_id, field, value, day, fact_id, recorded_at, certainty, note = told
    moment = datetime.fromisoformat(recorded_at)
    source = Source("person", "", record_id) if field == TOLD else _NOBODY
    return Fact(fact_id, "", record_id, field, value, certainty, source, day, moment, note)


def _record(kept: Kept, account_id: int | None) -> Record:
    record_id, uid, kind, parent, ref, name, position, day, moment = kept
    archived = None if moment is None else datetime.fromisoformat(moment)
    return Record(record_id, uid, kind, account_id, parent, ref, name, position, day, archived)


def _event(step: Step) -> StageEvent:
    event_id, uid, project_id, kind, stage, day, reason, items, moment = step
    open_items = tuple(msgspec.json.decode(items, type=list[str]))
    at = datetime.fromisoformat(moment)
    return StageEvent(event_id, uid, project_id, kind, stage, day, reason, open_items, at)


def read(tx: Tx, account_ids: Sequence[int], wanted: Wanted, day: date) -> list[Plan]:
    """Plans of those of the accounts that exist, in the order of their ids."""
    accounts = {
        one[0]: _record(one, None) for one in _rows(tx, _accounts(account_ids), list[Kept]).get(0, [])
    }
    records = _rows(tx, _records(account_ids, wanted), list[Kept])
    facts = _rows(tx, _facts(account_ids, wanted), list[Told])
    for account_id, told in _rows(tx, _first_told(account_ids), list[Told]).items():
        facts.setdefault(account_id, []).extend(told)
    links = _rows(tx, _links(account_ids, wanted), list[Line])
    events = _rows(tx, _events(account_ids), list[Step])
    found: list[Plan] = []
    for account_id, account in sorted(accounts.items()):
        mine = {account_id: account}
        mine.update((one[0], _record(one, account_id)) for one in records.get(account_id, ()))
        lines = tuple(
            Link(*one) for one in sorted(links.get(account_id, ())) if one[3] in mine and one[4] in mine
        )
        history = LeanHistory(facts.get(account_id, []))
        found.append(LeanPlan(account, day, mine, history, lines, _courses(events.get(account_id, ()))))
    return found


def _courses(steps: Sequence[Step]) -> dict[int, tuple[StageEvent, ...]]:
    """Purchase → its events in order of time."""
    found: dict[int, list[StageEvent]] = {}
    for event in sorted(map(_event, steps), key=lambda one: (one.day, one.id)):
        found.setdefault(event.project_id, []).append(event)
    return {key: tuple(past) for key, past in found.items()}


Query = tuple[str, tuple[object, ...]]


def _rows(tx: Tx, query: Query, shape: type[list[Row]]) -> dict[int, list[Row]]:
    """Account → its rows, which come as one text an account."""
    decode = msgspec.json.Decoder(shape).decode
    found: dict[int, list[Row]] = {}
    for account_id, text in tx.exec_driver_sql(*query):
        found.setdefault(int(account_id), []).extend(decode(text))
    return found


def _accounts(ids: Sequence[int]) -> Query:
    statement = (
        f"SELECT 0, json_group_array(json_array({_RECORD})) FROM record r "
        f"WHERE r.id IN ({marks(ids)}) AND +r.kind = 'account'"
    )
    return statement, tuple(ids)


def _records(ids: Sequence[int], wanted: Wanted) -> Query:
    """The index is entered by account alone: kinds are looked at on the way, also below."""
    kinds = tuple(kind for kind in wanted.fields if kind != "account")
    statement = (
        f"SELECT r.account_id, json_group_array(json_array({_RECORD})) FROM record r "
        f"WHERE r.account_id IN ({marks(ids)}) AND +r.kind IN ({marks(kinds)}) GROUP BY r.account_id"
    )
    return statement, (*ids, *kinds)


def _facts(ids: Sequence[int], wanted: Wanted) -> Query:
    own = wanted.fields["account"]
    kinds = tuple((kind, fields) for kind, fields in wanted.fields.items() if kind != "account")
    each = " OR ".join(f"(r.kind = ? AND +f.field IN ({marks(fields)}))" for _, fields in kinds)
    statement = (
        f"SELECT f.record_id, json_group_array(json_array({_FACT})) FROM fact f "
        f"WHERE f.record_id IN ({marks(ids)}) AND +f.field IN ({marks(own)}) GROUP BY f.record_id UNION ALL "
        f"SELECT r.account_id, json_group_array(json_array({_FACT})) FROM record r "
        f"CROSS JOIN fact f ON f.record_id = r.id WHERE r.account_id IN ({marks(ids)}) AND ({each}) "
        "GROUP BY r.account_id"
    )
    params = [one for kind, fields in kinds for one in (kind, *fields)]
    return statement, (*ids, *own, *ids, *params)


def _first_told(ids: Sequence[int]) -> Query:
    """The first observation that came from each person, as one of him and of no field."""
    first = "(SELECT min(f.seen_on) FROM fact f WHERE f.source_person = r.id AND f.source_kind = 'person')"
    told = f"json_array(id, '{TOLD}', '', day, 0, day || 'T00:00:00+00:00', '', '')"
    statement = (
        f"SELECT account_id, json_group_array({told}) FROM (SELECT r.id, r.account_id, {first} AS day "
        f"FROM record r WHERE r.account_id IN ({marks(ids)}) AND +r.kind = 'person') "
        "WHERE day IS NOT NULL GROUP BY account_id"
    )
    return statement, tuple(ids)


def _links(ids: Sequence[int], wanted: Wanted) -> Query:
    statement = (
        f"SELECT r.account_id, json_group_array(json_array({_LINK})) FROM record r CROSS JOIN link l "
        f"ON l.from_id = r.id WHERE r.account_id IN ({marks(ids)}) AND l.kind IN ({marks(wanted.links)}) "
        "GROUP BY r.account_id"
    )
    return statement, (*ids, *wanted.links)


def _events(ids: Sequence[int]) -> Query:
    statement = (
        f"SELECT r.account_id, json_group_array(json_array({_EVENT})) FROM record r CROSS JOIN stage_event e "
        f"ON e.project_id = r.id WHERE r.account_id IN ({marks(ids)}) AND +r.kind = 'project' GROUP BY r.account_id"
    )
    return statement, tuple(ids)
