"""Everything known about one account, immutable. Rules and documents read it; only storage makes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar, cast

from desktopcrm.domain.records import Fact, Link, Record, StageEvent

T = TypeVar("T")
Histories = Mapping[tuple[int, str], tuple[Fact, ...]]


@dataclass(frozen=True, slots=True)
class Plan:
    """`history` maps (record id, field) to its observations, newest first; `events` are in order of time."""

    account: Record
    day: date
    records: Mapping[int, Record]
    history: Histories
    links: tuple[Link, ...]
    events: Mapping[int, tuple[StageEvent, ...]]
    _kept: dict[str, object] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, key: str, make: Callable[[], T]) -> T:
        """What rules derive from the plan alone, derived once: it never changes. `key` names it, module first."""
        if key not in self._kept:
            self._kept[key] = make()
        return cast("T", self._kept[key])

    def of(self, kind: str, parent_id: int | None = None, archived: bool = False) -> tuple[Record, ...]:
        """Records of a kind in their order; the archived ones only where asked for."""
        found = (self._all_by_kind if archived else self._live_by_kind).get(kind, ())
        return (
            found if parent_id is None else tuple(record for record in found if record.parent_id == parent_id)
        )

    @property
    def _all_by_kind(self) -> Mapping[str, tuple[Record, ...]]:
        return self.once("plan.all", lambda: _by_kind(self.records.values()))

    @property
    def _live_by_kind(self) -> Mapping[str, tuple[Record, ...]]:
        return self.once("plan.live", self._make_live)

    def _make_live(self) -> Mapping[str, tuple[Record, ...]]:
        if not self._has_archived:
            return self._all_by_kind
        return _by_kind(filter(self.is_live, self.records.values()))

    @property
    def _has_archived(self) -> bool:
        return self.once("plan.archived", lambda: any(one.archived_at for one in self.records.values()))

    def is_live(self, record: Record) -> bool:
        """Neither archived itself nor under something archived."""
        if not self._has_archived:
            return True
        seen: Record | None = record
        while seen is not None and seen.id != self.account.id:
            if seen.archived_at is not None:
                return False
            if seen.ref_id is not None and (ref := self.records.get(seen.ref_id)) and ref.archived_at:
                return False
            seen = self.records.get(seen.parent_id) if seen.parent_id is not None else None
        return True

    def record(self, record_id: int) -> Record:
        return self.records[record_id]

    def by_uid(self, uid: str) -> Record | None:
        return self.once("plan.uids", lambda: {one.uid: one for one in self.records.values()}).get(uid)

    def fact(self, record_id: int, name: str) -> Fact | None:
        """The current observation; `None` where nothing is known (any more)."""
        past = self.history.get((record_id, name))
        return past[0] if past and past[0].value else None

    def value(self, record_id: int, name: str) -> str:
        found = self.fact(record_id, name)
        return found.value if found else ""

    def fact_on(self, record_id: int, name: str, day: date) -> Fact | None:
        """What was known on an earlier day; `None` where nothing was."""
        seen = next((one for one in self.history.get((record_id, name), ()) if one.seen_on <= day), None)
        return seen if seen is not None and seen.value else None

    def past(self, record_id: int, name: str) -> tuple[Fact, ...]:
        return self.history.get((record_id, name), ())

    def fields_of(self, record_id: int) -> tuple[str, ...]:
        """Names of the fields that were ever observed on a record."""
        return self.once("plan.fields", lambda: _fields(self.history)).get(record_id, ())

    def current(self) -> Iterator[Fact]:
        """All current facts."""
        return (past[0] for past in self.history.values() if past and past[0].value)

    def first_told(self) -> Mapping[int, date]:
        """Person → the first day on which he told us something of his own house."""
        return self.once("plan.told", lambda: _first_told(self))

    def links_of(self, kind: str, from_id: int | None = None, to_id: int | None = None) -> tuple[Link, ...]:
        return tuple(
            link
            for link in self.links
            if link.kind == kind
            and (from_id is None or link.from_id == from_id)
            and (to_id is None or link.to_id == to_id)
        )

    def team(self, project_id: int) -> tuple[Record, ...]:
        """Members of a purchase whose person is still there."""
        return self.of("member", project_id)

    def course_of(self, project_id: int) -> tuple[StageEvent, ...]:
        return self.events.get(project_id, ())

    def on(self, day: date) -> Plan:
        """The plan for another day: as it was known then, or, for a day to come, as it is known now."""
        return replace(self, day=day) if day >= self.day else self.as_of(day)

    def as_of(self, day: date) -> Plan:
        """The plan as it could have been written on `day`: later observations, events and records are gone."""
        history = {
            key: kept
            for key, past in self.history.items()
            if (kept := tuple(f for f in past if f.seen_on <= day))
        }
        touched = {record_id for record_id, _ in history}
        courses = {
            key: tuple(event for event in past if event.day <= day) for key, past in self.events.items()
        }
        events = {key: past for key, past in courses.items() if past}
        kept_ids = {self.account.id, *touched, *events}
        kept_ids |= {record.id for record in self.records.values() if record.created_on <= day}
        kept_ids |= self._owners(kept_ids)
        records = {key: _unarchived(self.records[key], day) for key in kept_ids if key in self.records}
        links = tuple(
            link
            for link in self.links
            if link.created_on <= day and link.from_id in records and link.to_id in records
        )
        history = {key: past for key, past in history.items() if key[0] in records}
        return Plan(records[self.account.id], day, records, history, links, events)

    def _owners(self, ids: set[int]) -> set[int]:
        """Records above or behind the given ones: nothing is shown without what it hangs on."""
        owners: set[int] = set()
        open_ids = list(ids)
        while open_ids:
            record = self.records.get(open_ids.pop())
            for owner in (record.parent_id, record.ref_id) if record else ():
                if owner is not None and owner not in owners:
                    owners.add(owner)
                    open_ids.append(owner)
        return owners


def _by_kind(records: Iterable[Record]) -> dict[str, tuple[Record, ...]]:
    kinds: dict[str, list[Record]] = {}
    for record in sorted(records, key=lambda r: (r.position, r.id)):
        kinds.setdefault(record.kind, []).append(record)
    return {kind: tuple(found) for kind, found in kinds.items()}


def _fields(history: Iterable[tuple[int, str]]) -> dict[int, tuple[str, ...]]:
    fields: dict[int, list[str]] = {}
    for record_id, name in history:
        fields.setdefault(record_id, []).append(name)
    return {key: tuple(names) for key, names in fields.items()}


def _first_told(plan: Plan) -> dict[int, date]:
    first: dict[int, date] = {}
    for (record_id, _), past in plan.history.items():
        if plan.account.id not in (record_id, plan.records[record_id].account_id):
            continue
        for fact in past:
            person = fact.source.person_id
            if person is not None and fact.source.kind == "person":
                first[person] = min(fact.seen_on, first.get(person, fact.seen_on))
    return first


def _unarchived(record: Record, day: date) -> Record:
    """Moments are kept in universal time; the day meant is the rep's own."""
    if record.archived_at is not None and record.archived_at.astimezone().date() > day:
        return replace(record, archived_at=None)
    return record
