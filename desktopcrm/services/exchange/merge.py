"""Compares what a file wants with what is there, counts it, and writes it. Knows rows; knows no JSON."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from desktopcrm.domain.records import Fact, Link, Observation, Record, Source, StageEvent
from desktopcrm.services.exchange.incoming import (
    Incoming,
    WantedEvent,
    WantedFact,
    WantedLink,
    WantedRecord,
    WantedSource,
)
from desktopcrm.services.exchange.names import Names
from desktopcrm.services.exchange.shapes import refused
from desktopcrm.storage import lookup, records
from desktopcrm.storage.store import Tx

PARTS = ("records", "facts", "links", "events", "definitions")


@dataclass(slots=True)
class Counts:
    """How many of each part of an account."""

    records: int = 0
    facts: int = 0
    links: int = 0
    events: int = 0
    definitions: int = 0

    @property
    def total(self) -> int:
        return sum(getattr(self, part) for part in PARTS)

    def add(self, part: str) -> None:
        setattr(self, part, getattr(self, part) + 1)


@dataclass(slots=True)
class Tally:
    """What becomes of the parts of a file."""

    added: Counts = field(default_factory=Counts)
    changed: Counts = field(default_factory=Counts)
    ignored: Counts = field(default_factory=Counts)


class Merge:
    """One file on its way in. `write` false: only count."""

    def __init__(self, tx: Tx, names: Names, incoming: Incoming, write: bool) -> None:
        self._tx = tx
        self._names = names
        self._incoming = incoming
        self._write = write
        self._ids: dict[str, int] = {}
        self._new_facts: set[str] = set()
        self._facts = lookup.facts(tx, [one.uid for one in incoming.facts])
        self.tally = Tally()

    def run(self) -> Tally:
        for row in self._incoming.records.values():
            self._record(row)
        for fact in self._incoming.facts:
            self._fact(fact)
        for link in self._incoming.links:
            self._link(link)
        for event in self._incoming.events:
            self._event(event)
        return self.tally

    def _id(self, uid: str) -> int | None:
        """Row of a record; `None` where it is only counted and not there yet."""
        if uid not in self._ids:
            stored = self._names.stored(uid)
            if stored is None:
                return None
            self._ids[uid] = stored.id
        return self._ids[uid]

    def _record(self, row: WantedRecord) -> None:
        stored = self._names.stored(row.uid)
        if stored is None:
            self.tally.added.add("records")
            if self._write:
                self._ids[row.uid] = self._put(row)
            return
        account = self._names.stored(row.account) if row.account else None
        if row.account and (account is None or stored.account_id != account.id):
            raise refused(f"{row.path}.uid", "errors.load_other_account", name=stored.name)
        change = self._change(stored, row)
        self.tally.changed.add("records") if change else self.tally.ignored.add("records")
        if change and self._write:
            records.change_record(self._tx, stored.id, change)

    def _put(self, row: WantedRecord) -> int:
        account = self._id(row.account) if row.account else None
        parent = self._id(row.parent) if row.parent else None
        ref = self._id(row.ref) if row.ref else None
        new = records.NewRecord(
            row.kind, row.name, parent, account, ref, row.created_on, row.uid, row.archived_at
        )
        record_id = records.put(self._tx, new)
        if row.position is not None:
            records.place(self._tx, record_id, row.position)
        return record_id

    def _change(self, stored: Record, row: WantedRecord) -> records.RecordChange | None:
        """What the file says differently; what it does not say stays."""
        parent = self._id(row.parent) if row.parent else None
        ref = self._id(row.ref) if row.ref else None
        new_parent = bool(row.parent) and parent != stored.parent_id
        new_ref = bool(row.ref) and ref != stored.ref_id
        change = records.RecordChange(
            row.name if row.name != stored.name else None,
            parent if new_parent else None,
            ref if new_ref else None,
            row.position if row.position != stored.position else None,
            row.created_on if row.created_on != stored.created_on else None,
            row.archived_at if row.archived_at != stored.archived_at else None,
        )
        return change if new_parent or new_ref or change != records.RecordChange() else None

    def _source(self, wanted: WantedSource | None) -> Source:
        if wanted is None:
            return Source()
        return Source(wanted.kind, wanted.text, self._id(wanted.person) if wanted.person else None)

    def _fact(self, wanted: WantedFact) -> None:
        stored = self._facts.get(wanted.uid)
        record_id = self._id(wanted.record)
        if stored is None:
            if wanted.uid in self._new_facts:
                raise refused(f"{wanted.path}.uid", "errors.load_uid_twice", uid=wanted.uid)
            self._new_facts.add(wanted.uid)
            self.tally.added.add("facts")
            if self._write and record_id is not None:
                seen = Observation(
                    self._source(wanted.source), wanted.certainty or "", wanted.seen_on, wanted.note or ""
                )
                made = (wanted.field, wanted.value, seen, wanted.recorded_at, wanted.uid)
                records.put_fact(self._tx, records.NewFact(record_id, *made))
            return
        if (stored.record_id, stored.field) != (record_id, wanted.field):
            raise refused(f"{wanted.path}.uid", "errors.load_uid_twice", uid=wanted.uid)
        changed = self._changed_fact(stored, wanted)
        self.tally.changed.add("facts") if changed != stored else self.tally.ignored.add("facts")
        if changed != stored and self._write:
            records.change_fact(self._tx, changed)

    def _changed_fact(self, stored: Fact, wanted: WantedFact) -> Fact:
        return replace(
            stored,
            value=wanted.value,
            certainty=stored.certainty if wanted.certainty is None else wanted.certainty,
            seen_on=wanted.seen_on or stored.seen_on,
            source=stored.source if wanted.source is None else self._source(wanted.source),
            note=stored.note if wanted.note is None else wanted.note,
        )

    def _link(self, wanted: WantedLink) -> None:
        from_id, to_id = self._id(wanted.from_uid), self._id(wanted.to_uid)
        there = lookup.links(self._tx, from_id) if from_id is not None else []
        what = (wanted.kind, to_id, wanted.field)
        stored = next((one for one in there if (one.kind, one.to_id, one.field) == what), None)
        if stored is not None:
            self._known_link(stored, wanted)
            return
        if lookup.link(self._tx, wanted.uid) is not None:
            raise refused(f"{wanted.path}.uid", "errors.load_uid_twice", uid=wanted.uid)
        before = [one for one in there if one.kind == wanted.kind == "reports_to"]
        self.tally.changed.add("links") if before else self.tally.added.add("links")
        if not self._write or from_id is None or to_id is None:
            return
        for one in before:
            records.delete_link(self._tx, one.id)
        made = (wanted.kind, from_id, to_id, wanted.field, wanted.note or "", wanted.created_on, wanted.uid)
        records.put_link(self._tx, records.NewLink(*made))

    def _known_link(self, stored: Link, wanted: WantedLink) -> None:
        changed = wanted.note is not None and wanted.note != stored.note
        self.tally.changed.add("links") if changed else self.tally.ignored.add("links")
        if changed and self._write:
            records.change_link(self._tx, stored.id, wanted.note or "")

    def _event(self, wanted: WantedEvent) -> None:
        stored = lookup.event(self._tx, wanted.uid)
        project_id = self._id(wanted.project)
        if stored is None:
            self.tally.added.add("events")
            if self._write and project_id is not None:
                made = (wanted.kind, wanted.stage, wanted.day, wanted.reason or "", wanted.open_items or ())
                new = records.NewEvent(project_id, *made, wanted.recorded_at, wanted.uid)
                records.put_event(self._tx, new)
            return
        if stored.project_id != project_id:
            raise refused(f"{wanted.path}.uid", "errors.load_uid_twice", uid=wanted.uid)
        changed = _changed_event(stored, wanted)
        self.tally.changed.add("events") if changed != stored else self.tally.ignored.add("events")
        if changed != stored and self._write:
            records.change_event(self._tx, changed)


def _changed_event(stored: StageEvent, wanted: WantedEvent) -> StageEvent:
    return replace(
        stored,
        kind=wanted.kind,
        stage=wanted.stage,
        day=wanted.day,
        reason=stored.reason if wanted.reason is None else wanted.reason,
        open_items=stored.open_items if wanted.open_items is None else wanted.open_items,
    )
