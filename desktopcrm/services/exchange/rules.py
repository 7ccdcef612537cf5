"""What the method demands of a file as a whole: possible courses, personal needs with a person, key points with a fact.

What this program recorded itself (uid and moment are given) was checked when it was written and always passes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from desktopcrm.domain.key_points import NEEDS_A_FACT, PERSON_KINDS
from desktopcrm.domain.numbers import FIRST_YEAR, LAST_YEAR
from desktopcrm.domain.stages import CLOSED_STATES, LAST_STAGE
from desktopcrm.services.exchange.incoming import Incoming, WantedEvent, WantedFact, WantedRecord
from desktopcrm.services.exchange.names import Names
from desktopcrm.services.exchange.shapes import refused
from desktopcrm.storage import lookup, records
from desktopcrm.storage.store import Tx

NEED_A_REASON = ("back", "lost", "dropped", "paused")


class Rules:
    """Checks what comes in against itself and against what is there."""

    def __init__(self, tx: Tx, names: Names, incoming: Incoming, today: date) -> None:
        self._tx = tx
        self._names = names
        self._incoming = incoming
        self._today = today
        self._newest: dict[tuple[str, str], WantedFact] = {}

    def check(self) -> None:
        """Raise `UserError` for the first thing that cannot be."""
        for fact in self._incoming.facts:
            self._check_day(fact)
            known = self._newest.get((fact.record, fact.field))
            if known is None or (known.seen_on or self._today) <= (fact.seen_on or self._today):
                self._newest[(fact.record, fact.field)] = fact
        for row in self._incoming.records.values():
            _check_made(row)
            if row.kind == "need":
                self._check_need(row.uid)
            elif row.kind == "key_point":
                self._check_key_point(row.uid)
        self._check_reporting()
        self._incoming.events = self._courses()

    def _check_day(self, fact: WantedFact) -> None:
        if not fact.recorded and fact.seen_on is not None and fact.seen_on > self._today:
            raise refused(f"{fact.path}.seen_on", "errors.seen_in_future", day=fact.seen_on.isoformat())

    def _value(self, uid: str, name: str) -> str:
        """Value that will be current: of the file, else of the database."""
        wanted = self._newest.get((uid, name))
        if wanted is not None:
            return wanted.value
        stored = self._names.stored(uid)
        fact = records.current_fact(self._tx, stored.id, name) if stored else None
        return fact.value if fact else ""

    def _check_need(self, uid: str) -> None:
        kind = self._newest.get((uid, "kind"))
        if kind is None or kind.recorded or kind.value != "personal" or self._value(uid, "person"):
            return
        raise refused(f"{kind.path}.value", "errors.personal_need_without_person", name=self._names.name(uid))

    def _check_key_point(self, uid: str) -> None:
        status = self._newest.get((uid, "status"))
        if status is None or status.recorded or status.value not in NEEDS_A_FACT:
            return
        name = self._names.name(uid)
        if not self._rests(uid):
            raise refused(f"{status.path}.value", "errors.key_point_without_fact", name=name)
        if self._value(uid, "kind") in PERSON_KINDS and not self._value(uid, "person"):
            raise refused(f"{status.path}.value", "errors.key_point_without_person", name=name)

    def _rests(self, uid: str) -> bool:
        those = [one for one in self._incoming.links if one.kind == "rests_on" and one.from_uid == uid]
        if any(not one.field or self._value(one.to_uid, one.field) for one in those):
            return True
        stored = self._names.stored(uid)
        return stored is not None and any(one.kind == "rests_on" for one in lookup.links(self._tx, stored.id))

    def _check_reporting(self) -> None:
        """One superior each, and never a ring."""
        above = lookup.reporting_lines(self._tx)
        said: dict[str, str] = {}
        for link in self._incoming.links:
            if link.kind != "reports_to":
                continue
            if link.from_uid in said:
                raise refused(link.path, "errors.load_two_superiors", name=self._names.name(link.from_uid))
            said[link.from_uid] = above[link.from_uid] = link.to_uid
        for link in self._incoming.links:
            if link.kind != "reports_to":
                continue
            seen, at = {link.from_uid}, link.to_uid
            while at:
                if at in seen:
                    name, other = self._names.name(link.from_uid), self._names.name(link.to_uid)
                    raise refused(link.path, "errors.reporting_ring", name=name, other=other)
                seen.add(at)
                at = above.get(at, "")

    def _courses(self) -> list[WantedEvent]:
        """The events with their stages filled in. Raises for an impossible course."""
        by_project: dict[str, list[WantedEvent]] = {}
        for event in self._incoming.events:
            by_project.setdefault(event.project, []).append(event)
        filled = {one.uid: one for those in map(self._course, by_project.values()) for one in those}
        return [filled[one.uid] for one in self._incoming.events]

    def _course(self, wanted: list[WantedEvent]) -> list[WantedEvent]:
        """Events of one project with those that are stored already, in order of days."""
        mine = {one.uid for one in wanted}
        stored = self._names.stored(wanted[0].project)
        rest = [
            WantedEvent(
                "", one.uid, wanted[0].project, one.kind, one.stage, one.day, one.reason, recorded=True
            )
            for one in (lookup.course(self._tx, stored.id) if stored else ())
            if one.uid not in mine
        ]
        walk = Walk(self._names.name(wanted[0].project), self._today)
        return [walk.take(one) for one in sorted([*rest, *wanted], key=lambda one: one.day)]


@dataclass(slots=True)
class Walk:
    """A purchase walking through its stages, event by event."""

    name: str
    today: date
    stage: int = 1
    status: str = "open"
    begun: bool = False
    seen: set[str] = field(default_factory=set)

    def take(self, event: WantedEvent) -> WantedEvent:
        """The event with its stage; raises where it cannot follow."""
        if event.uid in self.seen:
            raise refused(f"{event.path}.uid", "errors.load_uid_twice", uid=event.uid)
        self.seen.add(event.uid)
        filled = event if event.stage or event.kind == "entered" else self._filled(event)
        if not event.recorded:
            self._check(filled)
        self._move(filled)
        return filled

    def _filled(self, event: WantedEvent) -> WantedEvent:
        return replace(event, stage=self.stage - (event.kind == "back"))

    def _check(self, event: WantedEvent) -> None:
        if event.day > self.today:
            raise refused(f"{event.path}.day", "errors.seen_in_future", day=event.day.isoformat())
        if event.kind in NEED_A_REASON and not event.reason:
            raise refused(f"{event.path}.reason", "errors.reason_missing")
        if event.kind in ("resumed", "reopened"):
            fits = self.status == "paused" if event.kind == "resumed" else self.status in CLOSED_STATES
            if not fits:
                raise refused(
                    f"{event.path}.kind", "errors.load_not_now", kind=event.kind, status=self.status
                )
        elif self.status in CLOSED_STATES:
            raise refused(f"{event.path}.kind", "errors.project_closed", name=self.name)
        elif event.kind == "paused" and self.status == "paused":
            raise refused(f"{event.path}.kind", "errors.already_paused", name=self.name)
        self._check_stage(event)

    def _check_stage(self, event: WantedEvent) -> None:
        path = f"{event.path}.stage"
        if event.kind == "won" and self.stage != LAST_STAGE:
            raise refused(path, "errors.won_too_early", name=self.name, stage=self.stage)
        if event.kind == "entered":
            wanted = self.stage + 1 if self.begun else 1
            if event.stage != wanted or wanted > LAST_STAGE:
                raise refused(
                    path, "errors.load_stage_jump", stage=event.stage, wanted=min(wanted, LAST_STAGE)
                )
            return
        wanted = self.stage - 1 if event.kind == "back" else self.stage
        if event.stage != wanted or not wanted:
            raise refused(
                path, "errors.load_stage_other", kind=event.kind, stage=event.stage, wanted=max(1, wanted)
            )

    def _move(self, event: WantedEvent) -> None:
        self.begun = True
        if event.kind in ("entered", "back"):
            self.stage = event.stage
        elif event.kind in (*CLOSED_STATES, "paused"):
            self.status = event.kind
        elif event.kind in ("resumed", "reopened"):
            self.status = "open"


def _check_made(row: WantedRecord) -> None:
    """What is due counts on from the day an account was added."""
    made = row.created_on
    if made is not None and not FIRST_YEAR <= made.year <= LAST_YEAR:
        path, said = f"{row.path}.created_on", made.isoformat()
        raise refused(path, "errors.day_too_far", value=said, first=FIRST_YEAR, last=LAST_YEAR)


def twice(facts: Iterable[WantedFact]) -> WantedFact | None:
    """A fact whose uid another one has already."""
    seen: set[str] = set()
    for one in facts:
        if one.uid in seen:
            return one
        seen.add(one.uid)
    return None
