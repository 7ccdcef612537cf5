"""Records of every kind: add, rename, archive, bring back, delete, order; and links between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from desktopcrm.domain import fieldtypes, names
from desktopcrm.domain.records import LINK_KINDS, UNSTATED, Observation, Record
from desktopcrm.errors import UserError
from desktopcrm.services.desk import Desk
from desktopcrm.services.facts import Facts, label_of
from desktopcrm.storage import lookup, plans, records
from desktopcrm.storage.store import Tx, now


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A record to add. `facts`: field → what was typed, stored in the same step with `seen`."""

    kind: str
    name: str
    parent_id: int | None = None
    ref_id: int | None = None
    created_on: date | None = None
    facts: dict[str, str] = field(default_factory=dict)
    seen: Observation = UNSTATED


class Records:
    def __init__(self, desk: Desk, facts: Facts) -> None:
        self._desk = desk
        self._facts = facts

    def get(self, record_id: int) -> Record:
        with self._desk.store.read() as tx:
            return plans.get_record(tx, record_id)

    def of_kind(self, kind: str, parent_id: int | None = None) -> list[Record]:
        """Records of a kind over all accounts."""
        with self._desk.store.read() as tx:
            return plans.of_kind(tx, kind, parent_id)

    def add(self, new: NewRecord) -> int:
        """Add a record with its first facts; gives its id. Only a name is required."""
        name = names.checked(new.name)
        kind = self._desk.catalogue.kinds[new.kind]
        with self._desk.store.step("steps.record_added", kind=label_of(kind.label), name=name) as tx:
            parent = None if new.parent_id is None else plans.get_record(tx, new.parent_id)
            self._check_parent(new, parent)
            record_id = records.put(
                tx,
                records.NewRecord(
                    new.kind,
                    name,
                    new.parent_id,
                    None
                    if parent is None
                    else (parent.id if parent.kind == "account" else parent.account_id),
                    new.ref_id,
                    new.created_on,
                ),
            )
            for key, text in self.in_order(new.kind, new.facts):
                if text.strip():
                    self._facts.observe(record_id, key, text, new.seen)
            return record_id

    def add_once(self, new: NewRecord) -> int:
        """The record under this parent that stands for the same other one: brought back or made; gives its id."""
        there = [one for one in self.of_kind(new.kind, new.parent_id) if one.ref_id == new.ref_id]
        if not there:
            return self.add(new)
        if there[0].archived_at is not None:
            self.restore(there[0].id)
        return there[0].id

    def in_order(self, kind: str, facts: Mapping[str, str]) -> list[tuple[str, str]]:
        """First facts of a record as they can be stored one by one: whom it is about comes first, some choices are refused
        without (a personal need). Raises `UserError` for a field that the kind does not have."""
        record = Record(0, "", kind, None, None, None, "", 0.0, self._desk.today())
        return sorted(
            facts.items(),
            key=lambda fact: self._facts.field_of(record, fact[0]).type not in fieldtypes.REFERENCE_TYPES,
        )

    def _check_parent(self, new: NewRecord, parent: Record | None) -> None:
        allowed = self._desk.catalogue.kinds[new.kind].parent
        if parent is not None and allowed and parent.kind not in allowed:
            raise UserError("errors.wrong_parent", kind=new.kind, parent=parent.kind)
        if parent is None and allowed and new.kind != "note":
            raise UserError("errors.wrong_parent", kind=new.kind, parent="–")

    def rename(self, record_id: int, text: str) -> None:
        name = names.checked(text)
        with self._desk.store.step("steps.record_renamed", name=name) as tx:
            if plans.get_record(tx, record_id).name != name:
                records.rename(tx, record_id, name)

    def archive(self, record_id: int) -> None:
        """Put away: out of lists, coverage and documents, back at any time."""
        record = self.get(record_id)
        with self._desk.store.step("steps.record_archived", name=record.name) as tx:
            if record.archived_at is None:
                records.archive(tx, record_id, now())

    def restore(self, record_id: int) -> None:
        record = self.get(record_id)
        with self._desk.store.step("steps.record_restored", name=record.name) as tx:
            if record.archived_at is not None:
                records.archive(tx, record_id, None)

    def delete(self, record_id: int) -> None:
        """Delete with everything below; undo brings all of it back."""
        record = self.get(record_id)
        with self._desk.store.step("steps.record_deleted", name=record.name) as tx:
            records.delete(tx, record_id)

    def move_before(self, record_id: int, before_id: int | None) -> None:
        """Put a record before a sibling, or last."""
        record = self.get(record_id)
        with self._desk.store.step("steps.record_moved", name=record.name) as tx:
            siblings = [one for one in self._siblings(tx, record) if one.id != record_id]
            at = next((i for i, one in enumerate(siblings) if one.id == before_id), len(siblings))
            for position, one in enumerate([*siblings[:at], record, *siblings[at:]], start=1):
                if one.position != position:
                    records.place(tx, one.id, float(position))

    def _siblings(self, tx: Tx, record: Record) -> list[Record]:
        return plans.of_kind(tx, record.kind, record.parent_id)

    def link(self, kind: str, from_id: int, to_id: int, to_field: str = "", note: str = "") -> int:
        """Draw a line between two records. A reporting line replaces the one before and never closes a ring."""
        if kind not in LINK_KINDS:
            raise UserError("errors.link_unknown", kind=kind)
        if from_id == to_id and not to_field:
            raise UserError("errors.link_to_itself")
        one, other = self.get(from_id), self.get(to_id)
        with self._desk.store.step("steps.link_added", name=one.name, other=other.name) as tx:
            if kind == "reports_to":
                self._free_superior(tx, one, other)
            return records.put_link(
                tx, records.NewLink(kind, from_id, to_id, to_field, fieldtypes.clean(note))
            )

    def _free_superior(self, tx: Tx, one: Record, other: Record) -> None:
        superiors = lookup.superiors(tx)
        above, seen = other.id, {one.id}
        while above:
            if above in seen:
                raise UserError("errors.reporting_ring", name=one.name, other=other.name)
            seen.add(above)
            above = superiors.get(above, 0)
        for line in lookup.links(tx, one.id):
            if line.kind == "reports_to" and line.to_id != other.id:
                records.delete_link(tx, line.id)

    def unlink(self, link_id: int) -> None:
        with self._desk.store.step("steps.link_removed") as tx:
            records.delete_link(tx, link_id)
