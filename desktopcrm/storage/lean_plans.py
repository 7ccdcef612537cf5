"""Plans with nothing in them but what is asked for: some kinds, some fields.

A lean plan answers like the whole one about those fields, with their history; about everything else it is silent.
Who said a thing is left out, but not since when a person has told us things. A fact becomes an object when a rule
looks at more than its value: with thousands of accounts that is what the time goes into. Knows no table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Final, cast

import msgspec

from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Fact, Link, Record, Source, StageEvent
from desktopcrm.storage.rows import moment_of

Key = tuple[int, str]
Kept = tuple[int, str, str, int | None, int | None, str, float, date, str | None]
"""A record: id, uid, kind, parent, ref, name, position, day made, moment put away."""
Told = tuple[int, str, str, date, int, str, str, str]
"""An observation: record, field, value, day seen, id, moment written down, certainty, note."""
Line = tuple[int, str, str, int, int, str, str, date]
"""A link: id, uid, kind, from, to, field, note, day made."""
Step = tuple[int, str, int, str, int, date, str, str, str]
"""A stage event: id, uid, purchase, kind, stage, day, reason, open items, moment written down."""

_VALUE: Final = 2
_SEEN: Final = 3
_ID: Final = 4
_WRITTEN: Final = 5
_NOBODY = Source()
TOLD = ""
"""Where the field is named in the first observation that came from a person."""


class Body(msgspec.Struct, array_like=True, frozen=True):
    """All there is to a lean plan, as rows: small, and read in no time."""

    account: Kept
    records: list[Kept] = []
    told: list[Told] = []
    links: list[Line] = []
    events: list[Step] = []


class LeanHistory(Mapping[Key, tuple[Fact, ...]]):
    """Observations of an account, newest first; made into facts when they are looked at. `first`: person → the day of
    the observation that stands for all he told."""

    def __init__(self, told: list[Told]) -> None:
        self.told: dict[Key, list[Told]] = {}
        self.first: dict[int, date] = {}
        self._made: dict[Key, tuple[Fact, ...]] = {}
        several: set[Key] = set()
        for one in told:
            key = (one[0], one[1])
            if key in self.told:
                self.told[key].append(one)
                several.add(key)
            else:
                self.told[key] = [one]
                if key[1] == TOLD:
                    self.first[key[0]] = one[_SEEN]
        for key in several:
            self.told[key].sort(key=_order, reverse=True)

    def __getitem__(self, key: Key) -> tuple[Fact, ...]:
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = tuple(map(_fact, self.told[key]))
        return made

    def get(self, key: Key, default: object = None) -> tuple[Fact, ...]:
        """Without the exception that a mapping raises inside; most questions have no answer."""
        return self[key] if key in self.told else default  # type: ignore[return-value]

    def __contains__(self, key: object) -> bool:
        return key in self.told

    def __iter__(self) -> Iterator[Key]:
        return iter(self.told)

    def __len__(self) -> int:
        return len(self.told)


class LeanPlan(Plan):
    """A plan over a lean history."""

    __slots__ = ()

    def first_told(self) -> Mapping[int, date]:
        return cast("LeanHistory", self.history).first

    def value(self, record_id: int, name: str) -> str:
        history: LeanHistory = self.history  # type: ignore[assignment]  # asked a hundred times an account
        found = history.told.get((record_id, name))
        return found[0][_VALUE] if found else ""


def plan_of(body: Body, day: date) -> Plan:
    """The plan that the rows tell."""
    account = _record(body.account, None)
    records = {account.id: account}
    records.update((one[0], _record(one, account.id)) for one in body.records)
    links = tuple(Link(*one) for one in body.links if one[3] in records and one[4] in records)
    return LeanPlan(account, day, records, LeanHistory(body.told), links, _courses(body.events))


def _order(told: Told) -> tuple[date, datetime, int]:
    """As `Fact.order`."""
    return told[_SEEN], moment_of(told[_WRITTEN]), told[_ID]


def _fact(told: Told) -> Fact:
    record_id, field, value, day, fact_id, recorded_at, certainty, note = told
    source = Source("person", "", record_id) if field == TOLD else _NOBODY
    moment = moment_of(recorded_at)
    return Fact(fact_id, "", record_id, field, value, certainty, source, day, moment, note)


def _record(kept: Kept, account_id: int | None) -> Record:
    record_id, uid, kind, parent, ref, name, position, day, moment = kept
    archived = None if moment is None else moment_of(moment)
    return Record(record_id, uid, kind, account_id, parent, ref, name, position, day, archived)


def _event(step: Step) -> StageEvent:
    event_id, uid, project_id, kind, stage, day, reason, items, moment = step
    open_items = tuple(msgspec.json.decode(items, type=list[str]))
    at = moment_of(moment)
    return StageEvent(event_id, uid, project_id, kind, stage, day, reason, open_items, at)


def _courses(steps: Sequence[Step]) -> dict[int, tuple[StageEvent, ...]]:
    """Purchase → its events in order of time."""
    found: dict[int, list[StageEvent]] = {}
    for event in sorted(map(_event, steps), key=lambda one: (one.day, one.id)):
        found.setdefault(event.project_id, []).append(event)
    return {key: tuple(past) for key, past in found.items()}
