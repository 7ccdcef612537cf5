"""Writes accounts as the interchange file: everything present, always in the same order, so that the same content
gives the same bytes. Reads only."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Fact, Link, Record, StageEvent
from desktopcrm.services.exchange.shapes import FORMAT, VERSION
from desktopcrm.storage import definitions, lookup, plans
from desktopcrm.storage.store import Tx

Json = dict[str, object]
DEFINITION_KEYS = {
    "field": ("key", "kind", "block", "type", "label", "ask", "weight", "stale_after", "privacy"),
    "item": ("key", "stage", "label", "mandatory"),
    "objection": ("key", "label", "means"),
    "answer": ("key", "objection", "text", "situation", "style", "stages"),
}


@dataclass(frozen=True, slots=True)
class Content:
    """What is written: the plans, and the shared records with their facts."""

    plans: tuple[Plan, ...]
    shared: tuple[Record, ...]
    facts: tuple[Fact, ...]


def gather(tx: Tx, account_ids: Sequence[int] | None, today: date) -> Content:
    """The accounts with the rivals and industry notes in play there; `None`: everything."""
    chosen = plans.account_ids(tx) if account_ids is None else sorted(set(account_ids))
    found = tuple(plans.get(tx, account_id, today) for account_id in chosen)
    wanted = {one.id for plan in found for one in plan.records.values()}
    shared = [one for one in lookup.shared(tx) if account_ids is None or one.id in wanted]
    if account_ids is not None:
        held = {one.id for one in shared}
        shared = [
            one for one in lookup.shared(tx) if one.id in held or one.parent_id in held
        ]  # notes on a rival's people and moves too
    facts = lookup.facts_of(tx, [one.id for one in shared])
    return Content(found, tuple(shared), tuple(facts))


class Dump:
    """Turns content into bytes."""

    def __init__(self, tx: Tx, catalogue: Catalogue) -> None:
        self._tx = tx
        self._catalogue = catalogue
        self._uids: dict[int, str] = {}
        self._names: dict[int, str] = {}
        self._removed: dict[tuple[str, str], None] = {}
        kinds = list(catalogue.kinds)
        self._fields = {
            (kind, one.key): number
            for kind in kinds
            for number, one in enumerate(catalogue.kinds[kind].field)
        }

    def bytes_of(self, content: Content) -> bytes:
        for record in (*content.shared, *(one for plan in content.plans for one in self._own(plan))):
            self._uids[record.id] = record.uid
        self._learn_strangers(content)
        facts = _by_record(content.facts)
        shared = [self._record(one, facts.get(one.id, []), None) for one in self._ordered(content.shared)]
        accounts = [self._account(plan) for plan in content.plans]
        body: Json = {
            "format": FORMAT,
            "version": VERSION,
            "definitions": self._definitions(),
            "shared": shared,
            "accounts": accounts,
        }
        return (json.dumps(body, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode("utf-8")

    def _own(self, plan: Plan) -> list[Record]:
        """The account itself and what belongs to it, without the shared records."""
        return [one for one in plan.records.values() if plan.account.id in (one.id, one.account_id)]

    def _learn_strangers(self, content: Content) -> None:
        """Names of people of other accounts that are a source here: the file names them in words."""
        every = [
            *content.facts,
            *(fact for plan in content.plans for past in plan.history.values() for fact in past),
        ]
        ids = {fact.source.person_id for fact in every if fact.source.person_id} - self._uids.keys()
        for person_id in ids:
            self._names[person_id] = plans.get_record(self._tx, person_id).name

    def _account(self, plan: Plan) -> Json:
        own = self._own(plan)
        mine = {one.id for one in own}
        facts = _by_record(fact for past in plan.history.values() for fact in past if fact.record_id in mine)
        account = plan.account
        made: Json = {"uid": account.uid, "name": account.name, "created_on": account.created_on.isoformat()}
        if account.archived_at is not None:
            made["archived_at"] = account.archived_at.isoformat()
        made["position"] = _number(account.position)
        made["facts"] = self._facts(account, facts.get(account.id, []))
        rest = self._ordered([one for one in own if one.id != account.id])
        made["records"] = [self._record(one, facts.get(one.id, []), account) for one in rest]
        links = lookup.links_from(self._tx, mine)
        made["links"] = [self._link(one) for one in links if one.to_id in self._uids]
        projects = [one for one in rest if one.kind == "project"]
        made["events"] = [self._event(one.uid, event) for one in projects for event in plan.course_of(one.id)]
        return made

    def _ordered(self, rows: Iterable[Record]) -> list[Record]:
        """By depth of the kind, kind, position and order of making: parents come before children."""
        return sorted(rows, key=lambda one: (self._depth(one.kind), one.kind, one.position, one.id))

    def _depth(self, kind: str) -> int:
        definition = self._catalogue.kinds[kind]
        above = [*definition.parent, *((definition.ref,) if definition.ref else ())]
        return 1 + max((self._depth(one) for one in above if one != kind), default=0)

    def _record(self, record: Record, facts: list[Fact], account: Record | None) -> Json:
        made: Json = {"uid": record.uid, "kind": record.kind, "name": record.name}
        if record.parent_id is not None and (account is None or record.parent_id != account.id):
            made["parent"] = self._uids[record.parent_id]
        if record.ref_id is not None:
            made["ref"] = self._uids[record.ref_id]
        made["position"] = _number(record.position)
        made["created_on"] = record.created_on.isoformat()
        if record.archived_at is not None:
            made["archived_at"] = record.archived_at.isoformat()
        made["facts"] = self._facts(record, facts)
        return made

    def _facts(self, record: Record, facts: list[Fact]) -> list[Json]:
        last = len(self._fields)

        def place(fact: Fact) -> tuple[int, str, tuple[date, datetime, int]]:
            return self._fields.get((record.kind, fact.field), last), fact.field, fact.order

        return [self._fact(record, fact) for fact in sorted(facts, key=place)]

    def _fact(self, record: Record, fact: Fact) -> Json:
        if (record.kind, fact.field) not in self._fields:
            self._removed[(record.kind, fact.field)] = None
        made: Json = {"field": fact.field, "value": fact.value}
        if fact.certainty:
            made["certainty"] = fact.certainty
        made["seen_on"] = fact.seen_on.isoformat()
        source = self._source(fact)
        if source:
            made["source"] = source
        if fact.note:
            made["note"] = fact.note
        made["recorded_at"] = fact.recorded_at.isoformat()
        made["uid"] = fact.uid
        return made

    def _source(self, fact: Fact) -> Json:
        made: Json = {}
        if fact.source.kind:
            made["kind"] = fact.source.kind
        person = fact.source.person_id
        text = fact.source.text or (self._names.get(person, "") if person else "")
        if text:
            made["text"] = text
        if person and person in self._uids:
            made["person"] = self._uids[person]
        return made

    def _link(self, link: Link) -> Json:
        made: Json = {"kind": link.kind, "from": self._uids[link.from_id], "to": self._uids[link.to_id]}
        if link.field:
            made["field"] = link.field
        if link.note:
            made["note"] = link.note
        made["created_on"] = link.created_on.isoformat()
        made["uid"] = link.uid
        return made

    def _event(self, project: str, event: StageEvent) -> Json:
        made: Json = {
            "project": project,
            "kind": event.kind,
            "stage": event.stage,
            "day": event.day.isoformat(),
        }
        if event.reason:
            made["reason"] = event.reason
        if event.open_items:
            made["open_items"] = list(event.open_items)
        made["recorded_at"] = event.recorded_at.isoformat()
        made["uid"] = event.uid
        return made

    def _definitions(self) -> list[Json]:
        made: list[Json] = []
        for _, what, body in definitions.every(self._tx):
            if what in DEFINITION_KEYS:  # a tuned parameter is the rep's own affair
                made.append(
                    {"what": what, **{key: body[key] for key in DEFINITION_KEYS[what] if key in body}}
                )
        gone = sorted(self._removed)
        return made + [{"what": "removed", "kind": kind, "key": key} for kind, key in gone]


def _by_record(facts: Iterable[Fact]) -> dict[int, list[Fact]]:
    found: dict[int, list[Fact]] = {}
    for fact in facts:
        found.setdefault(fact.record_id, []).append(fact)
    return found


def _number(position: float) -> int | float:
    return int(position) if position == int(position) else position
