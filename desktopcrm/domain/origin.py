"""Says where a fact comes from: who said it, in which document, on which day. Knows no language."""

from __future__ import annotations

from desktopcrm.domain import freshness
from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Fact
from desktopcrm.domain.said import Evidence, Said, sentence


def origin(plan: Plan, fact: Fact) -> Said:
    """“said by Zhou Min on 3 Nov 2026”."""
    source, day = fact.source, fact.seen_on
    person = plan.records.get(source.person_id or 0)
    who = person.name if person is not None else source.text
    if source.kind == "own_eyes":
        return sentence("origin.own_eyes", day=day)
    if source.kind == "hearsay":
        return sentence("origin.heard_from", who=who, day=day) if who else sentence("origin.hearsay", day=day)
    if source.kind == "document":
        return sentence("origin.document", what=who, day=day) if who else sentence("origin.paper", day=day)
    if source.kind == "person" and who:
        return sentence("origin.person", who=who, day=day)
    return sentence("origin.text", what=who, day=day) if who else sentence("origin.noted", day=day)


def is_stale(plan: Plan, catalogue: Catalogue, fact: Fact) -> bool:
    """Older than its field allows."""
    record = plan.records.get(fact.record_id)
    field = catalogue.find(record.kind, fact.field) if record is not None else None
    return field is not None and freshness.is_stale(fact, field, plan.day)


def known(plan: Plan, catalogue: Catalogue, what: Said, fact: Fact) -> Said:
    """What is known, with where it comes from; old facts are marked, they still count."""
    said = origin(plan, fact)
    if is_stale(plan, catalogue, fact):
        said = sentence("origin.stale", origin=said)
    return sentence("origin.known", what=what, origin=said)


def evidence(fact: Fact) -> Evidence:
    return Evidence(fact.record_id, fact.field, fact.id)
