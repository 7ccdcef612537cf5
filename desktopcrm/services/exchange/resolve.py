"""Turns the file's shape into what it wants: uids, kinds and parents checked, values read, the homeless as notes.

Every refusal names its path. Writes nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from desktopcrm.domain import fieldtypes
from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.fieldtypes import Scope
from desktopcrm.domain.records import SHARED_KINDS
from desktopcrm.errors import UserError
from desktopcrm.services.exchange.incoming import (
    Counter,
    Homeless,
    Incoming,
    WantedFact,
    WantedRecord,
    WantedSource,
    is_lasting,
    moment,
    name_of,
    parents_first,
    text_of,
)
from desktopcrm.services.exchange.lines import Lines
from desktopcrm.services.exchange.names import Names, account_uid
from desktopcrm.services.exchange.shapes import AccountShape, FactShape, FileShape, RecordShape, refused
from desktopcrm.services.exchange.values import Reader, as_text

ScopeOf = Callable[[str], Scope]
"""The scope to read in, for an account's uid."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How to take what does not fit. `removed`: (kind, field) that no longer exist but are kept; `misfits`: a value
    that does not fit its field becomes a note instead of refusing the file."""

    removed: frozenset[tuple[str, str]] = frozenset()
    misfits: bool = False


class Resolver:
    """Reads one file. `scope_of` gives what the database already knows of an account."""

    def __init__(self, names: Names, catalogue: Catalogue, manner: Manner) -> None:
        self._names = names
        self._catalogue = catalogue
        self._removed = manner.removed
        self._misfits = manner.misfits
        self._counter = Counter()
        self.incoming = Incoming()
        self._about: list[tuple[str, str, Sequence[FactShape], str]] = []
        self.homes: dict[tuple[str, str], str] = {}

    def resolve(self, file: FileShape, scope_of: ScopeOf) -> Incoming:
        accounts = [self._account(f"accounts[{i}]", shape) for i, shape in enumerate(file.accounts)]
        self._shared(file.shared)
        for account, shape in zip(accounts, file.accounts, strict=True):
            self._records(account, shape.records)
        readers = {uid: self._reader(uid, scope_of) for uid in {"", *(one.uid for one in accounts)}}
        for path, uid, facts, place in self._about:
            for index, fact in enumerate(facts):
                self._fact(f"{path}.facts[{index}]", uid, fact, readers[place])
        self.incoming.records = parents_first(self._names.all_wanted())
        lines = Lines(self._names, self._catalogue, self.homes)
        for account, shape in zip(accounts, file.accounts, strict=True):
            self.incoming.links += lines.links(account, shape.links)
            self.incoming.events += lines.events(account, shape.events)
        return self.incoming

    def _reader(self, account: str, scope_of: ScopeOf) -> Reader:
        scope = scope_of(account)
        named = {**scope.named, **self._names.named(account)}
        return Reader(
            account, replace(scope, catalogue=self._catalogue, named=named), self._names, self._removed
        )

    def _account(self, path: str, shape: AccountShape) -> WantedRecord:
        name = name_of(path, shape.name)
        uid = account_uid(shape.uid, name)
        row = WantedRecord(
            path,
            uid,
            "account",
            name,
            position=_finite(path, shape.position),
            created_on=shape.created_on,
            archived_at=moment(f"{path}.archived_at", shape.archived_at),
        )
        self._names.put(row, uid, shape.uid)
        self._about.append((path, uid, shape.facts, uid))
        return row

    def _shared(self, shapes: Sequence[RecordShape]) -> None:
        """Companies first: what lies under them is known by their uid."""
        rows = list(enumerate(shapes))
        rows.sort(key=lambda pair: pair[1].kind != "firm")
        for index, shape in rows:
            path = f"shared[{index}]"
            if shape.kind not in (*SHARED_KINDS, "note"):
                raise refused(
                    f"{path}.kind", "errors.load_not_shared", kind=shape.kind, allowed=(*SHARED_KINDS, "note")
                )
            name = name_of(path, shape.name)
            parent = self._found(f"{path}.parent", "", shape.parent)
            self._check_parent(f"{path}.parent", shape.kind, self._names.kind(parent))
            uid = self._names.shared_uid(shape.uid, shape.kind, parent, name)
            self._put(path, shape, WantedRecord(path, uid, shape.kind, name, "", parent))

    def _records(self, account: WantedRecord, shapes: Sequence[RecordShape]) -> None:
        """Short ids are learnt first, so that a record may point at one further down."""
        uids = []
        for index, shape in enumerate(shapes):
            path = f"{account.path}.records[{index}]"
            if shape.kind not in self._catalogue.kinds or shape.kind in (*SHARED_KINDS, "account"):
                allowed = tuple(k for k in self._catalogue.kinds if k not in (*SHARED_KINDS, "account"))
                raise refused(f"{path}.kind", "errors.load_kind_unknown", kind=shape.kind, allowed=allowed)
            uid = self._names.record_uid(account.uid, shape.uid, shape.kind, shape.name)
            self._names.learn(account.uid, shape.uid, uid)
            uids.append((path, shape, uid))
        kinds = {uid: shape.kind for _, shape, uid in uids}
        for path, shape, uid in uids:
            parent = self._found(f"{path}.parent", account.uid, shape.parent) or account.uid
            self._check_parent(f"{path}.parent", shape.kind, kinds.get(parent) or self._names.kind(parent))
            row = WantedRecord(path, uid, shape.kind, name_of(path, shape.name), account.uid, parent)
            self._put(path, shape, replace(row, ref=self._ref(row, shape, kinds)))

    def _ref(self, row: WantedRecord, shape: RecordShape, kinds: dict[str, str]) -> str:
        """Uid of the record that this one stands for: the rival's company is found or made by name."""
        wanted = self._catalogue.kinds[row.kind].ref
        if shape.ref:
            uid = self._found(f"{row.path}.ref", row.account, shape.ref)
            kind = kinds.get(uid) or self._names.kind(uid)
            if kind != wanted:
                raise refused(
                    f"{row.path}.ref", "errors.load_ref_kind", kind=row.kind, wanted=wanted or "–", got=kind
                )
            return uid
        if row.kind != "rival":
            return ""
        uid = self._names.firm_uid(row.name)
        if self._names.wanted(uid) is None and self._names.stored(uid) is None:
            self._names.put(WantedRecord(row.path, uid, "firm", row.name), "", "")
        return uid

    def _put(self, path: str, shape: RecordShape, row: WantedRecord) -> None:
        complete = replace(
            row,
            position=_finite(path, shape.position),
            created_on=shape.created_on,
            archived_at=moment(f"{path}.archived_at", shape.archived_at),
        )
        self._names.put(complete, row.account, shape.uid)
        self._about.append((path, row.uid, shape.facts, row.account))

    def _found(self, path: str, scope: str, text: str) -> str:
        if not text:
            return ""
        uid = self._names.find(scope, text)
        if not uid:
            raise refused(path, "errors.load_points_nowhere", uid=text)
        return uid

    def _check_parent(self, path: str, kind: str, parent: str) -> None:
        allowed = self._catalogue.kinds[kind].parent
        if parent not in allowed and (parent or (allowed and kind != "note")):
            raise refused(path, "errors.load_parent_kind", kind=kind, allowed=allowed, got=parent or "–")

    def _fact(self, path: str, record: str, shape: FactShape, reader: Reader) -> None:
        kind = self._names.kind(record)
        field = reader.field(kind, shape.field)
        if field is not None:
            try:
                value = reader.value(field, shape, path)
            except UserError:
                if not self._misfits:
                    raise
                self._homeless(path, record, shape, reader)
                return
            self.incoming.facts.append(self._wanted(path, (record, field.key, value), shape, reader))
        elif (kind, shape.field) in self._removed:
            value = fieldtypes.clean(as_text(shape.value))
            self.incoming.facts.append(self._wanted(path, (record, shape.field, value), shape, reader))
        else:
            self._homeless(path, record, shape, reader)

    def _homeless(self, path: str, record: str, shape: FactShape, reader: Reader) -> None:
        """What has no field becomes a note at the same record, with the same source, day and certainty."""
        value = text_of(f"{path}.value", as_text(shape.value)) or ""
        if not value:
            return
        label = name_of(path, shape.field)
        about = self._names.wanted(record)
        place = about.parent if about and about.kind == "note" else record
        uid = self._counter.uid(record, "note", label)
        account = about.account or (about.uid if about.kind == "account" else "") if about else ""
        self._names.put(WantedRecord(path, uid, "note", label, account, place), "", "")
        note = self._wanted(path, (uid, "text", f"{label}: {value}"), shape, reader)
        self.incoming.facts.append(replace(note, uid=self._counter.uid(uid, "text"), recorded=False))
        self.homes[(record, shape.field)] = uid
        self.incoming.homeless.append(Homeless(path, about.name if about else "", label, value))

    def _wanted(self, path: str, what: tuple[str, str, str], shape: FactShape, reader: Reader) -> WantedFact:
        record, field, value = what
        at = moment(f"{path}.recorded_at", shape.recorded_at)
        uid = (
            shape.uid
            if is_lasting(shape.uid)
            else self._counter.uid(record, field, shape.uid or shape.seen_on)
        )
        return WantedFact(
            path,
            uid,
            record,
            field,
            value,
            shape.certainty,
            shape.seen_on,
            self._source(path, shape, reader),
            text_of(f"{path}.note", shape.note),
            at,
            at is not None and is_lasting(shape.uid),
        )

    def _source(self, path: str, shape: FactShape, reader: Reader) -> WantedSource | None:
        if shape.source is None:
            return None
        person = self._found(f"{path}.source.person", reader.account, shape.source.person)
        if person and self._names.kind(person) not in ("person", "rep"):
            raise refused(f"{path}.source.person", "errors.load_source_person", name=self._names.name(person))
        kind = shape.source.kind or ("person" if person else "")
        return WantedSource(kind, text_of(f"{path}.source.text", shape.source.text) or "", person)


def _finite(path: str, position: float | None) -> float | None:
    if position is not None and not math.isfinite(position):
        raise refused(f"{path}.position", "errors.load_no_number", value="∞")
    return position
