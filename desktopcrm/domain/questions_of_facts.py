"""Questions that close a gap: facts that are empty, old or rumoured, records that are missing, fields of this stage.

Open facts come from `guide`. Knows no flag, no class and no language.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktopcrm.domain import freshness
from desktopcrm.domain.catalogue import CHECK_PREFIX, PLANNED_PREFIX, Field
from desktopcrm.domain.flag import Purchase
from desktopcrm.domain.guide import OpenQuestion
from desktopcrm.domain.inquiry import Candidate, Inquiry, Matter, Motive
from desktopcrm.domain.records import Record
from desktopcrm.domain.said import Said, sentence

STAGE_BLOCKS = ("procurement", "bid", "clauses")
NOT_SPOKEN = (CHECK_PREFIX, PLANNED_PREFIX)


def open_facts(inquiry: Inquiry) -> Iterator[Candidate]:
    """What coverage misses, as it is worth there."""
    for one in inquiry.open_questions():
        matter = matter_of(inquiry, one)
        if one.field.startswith(NOT_SPOKEN) or inquiry.is_elsewhere(matter):
            continue
        reason = _reason(inquiry, matter, one.why)
        candidate = inquiry.put(matter, Motive(reason, _worth(inquiry, matter, one), "fact"))
        if candidate is not None:
            yield candidate


def matter_of(inquiry: Inquiry, one: OpenQuestion) -> Matter:
    """What an open question of the guide is about."""
    records = inquiry.plan.records
    record = records.get(one.record_id) if one.record_id is not None else None
    return Matter(one.kind, one.field, record, records.get(one.parent_id or 0), one.option)


def _worth(inquiry: Inquiry, matter: Matter, one: OpenQuestion) -> float:
    """The weight in the guide; for a record without which the stage makes no sense, more."""
    spoken = inquiry.catalogue.questioning.wording(f"missing.{one.kind}") if one.record_id is None else None
    purchase = inquiry.purchase_of(matter)
    if spoken is None or purchase is None or purchase.stage not in spoken.stages:
        return one.weight
    return max(one.weight, spoken.weight)


def missing_records(inquiry: Inquiry) -> Iterator[Candidate]:
    """Kinds of records a stage is about and none of which is there: criteria, bidders, clauses."""
    for spoken in inquiry.catalogue.questioning.spoken.values():
        kind = spoken.key.removeprefix("missing.")
        if kind not in inquiry.catalogue.kinds:
            continue
        for purchase in inquiry.purchases:
            if purchase.stage not in spoken.stages or inquiry.plan.of(kind, purchase.id):
                continue
            motive = Motive(_stage(inquiry, purchase), spoken.weight, "fact")
            candidate = inquiry.put(Matter(kind, parent=purchase.record), motive)
            if candidate is not None:
                yield candidate


def stage_fields(inquiry: Inquiry) -> Iterator[Candidate]:
    """Fields of a purchase that count in no coverage and that its stage cannot do without; the fewer stages they
    belong to, the more they are worth."""
    plan = inquiry.plan
    for purchase in inquiry.purchases:
        for field in inquiry.catalogue.fields("project"):
            if field.weight or field.block not in STAGE_BLOCKS or purchase.stage not in field.stages:
                continue
            fact = plan.fact(purchase.id, field.key)
            if freshness.share(fact, field, plan.day) > freshness.CERTAINTY_SHARE["rumour"]:
                continue
            matter = Matter("project", field.key, purchase.record)
            why = "empty" if fact is None else "stale"
            worth = inquiry.weight("stage_field") / len(field.stages)
            candidate = inquiry.put(matter, Motive(_reason(inquiry, matter, why), worth, "fact"))
            if candidate is not None:
                yield candidate


def _reason(inquiry: Inquiry, matter: Matter, why: str) -> Said:
    """Why now: old, a rumour, or what the stage asks for."""
    plan = inquiry.plan
    found = inquiry.catalogue.find(matter.kind, matter.field) if matter.field else None
    fact = plan.fact(matter.record.id, matter.field) if matter.record and found else None
    if fact is not None and found is not None:
        days = freshness.age(fact, plan.day)
        if freshness.is_stale(fact, found, plan.day):
            return sentence("questions.why_stale", n=days, limit=found.stale_after)
        if why == "rumour" or fact.certainty == "rumour":
            return sentence("questions.why_rumour", n=days)
    purchase = inquiry.purchase_of(matter)
    if purchase is None:
        return sentence("questions.why_start")
    return _by_stage(inquiry, purchase, found, matter.record)


def _by_stage(inquiry: Inquiry, purchase: Purchase, field: Field | None, record: Record | None) -> Said:
    stages = field.stages if field else ()
    everywhere = len(stages) in (0, len(inquiry.catalogue.stages))
    if field is not None and record is not None and everywhere:
        return sentence("questions.why_any")
    if stages and max(stages) < purchase.stage:
        return sentence("questions.why_late", stage=max(stages))
    if stages and min(stages) > purchase.stage:
        return sentence("questions.why_ahead", stage=min(stages))
    return _stage(inquiry, purchase)


def _stage(inquiry: Inquiry, purchase: Purchase) -> Said:
    stage = inquiry.catalogue.stage(purchase.stage)
    return sentence("questions.why_stage", stage=purchase.stage, name=stage.short)
