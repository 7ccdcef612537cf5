"""Flags about budget, timetable, facts that have aged, and promises (S1 stage 2 and project items 4 and 5, d3.4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from desktopcrm.domain import freshness
from desktopcrm.domain.catalogue import CHECK_PREFIX, PLANNED_PREFIX, Field
from desktopcrm.domain.flag import Finding, Ground, Judge, Purchase
from desktopcrm.domain.records import Fact, Record
from desktopcrm.domain.said import Evidence, sentence

DATES = ("decision_date", "evaluation_date")
ENDED = ("done", "dropped")


def budget_unknown(ground: Ground) -> Iterator[Finding]:
    """The stage at which the budget is made has come and we do not know it; worse once that stage is over (item 2d)."""
    for purchase in ground.reached("budget_unknown"):
        if ground.plan.value(purchase.id, "budget") or ground.is_ticked(purchase, "2d"):
            continue
        late = purchase.stage >= ground.param("budget_unknown", "red_from")
        yield Finding(
            purchase.record,
            sentence("flags.budget_unknown_late" if late else "flags.budget_unknown", stage=purchase.stage),
            (
                ground.stage_evidence(purchase),
                ground.evidence(purchase.id, "budget"),
                ground.evidence(purchase.id, "check.2d"),
            ),
            ("line", f"{purchase.id}:budget"),
            purchase.id,
            severity="" if late else "yellow",
            more=(str(purchase.stage),),
        )


def timetable_unknown(ground: Ground) -> Iterator[Finding]:
    """The purchase is approved and neither its timetable nor the day of decision is known."""
    for purchase in ground.reached("timetable_unknown"):
        if any(ground.plan.value(purchase.id, key) for key in ("timetable", "decision_date")):
            continue
        yield Finding(
            purchase.record,
            sentence("flags.timetable_unknown", stage=purchase.stage),
            (
                ground.stage_evidence(purchase),
                ground.evidence(purchase.id, "timetable"),
                ground.evidence(purchase.id, "decision_date"),
            ),
            ("line", f"{purchase.id}:decision_date"),
            purchase.id,
            more=(str(purchase.stage),),
        )


def date_passed(ground: Ground) -> Iterator[Finding]:
    """A day of the timetable lies behind us and what was to happen has not: the purchase has changed."""
    grace = ground.param("date_passed", "grace_days")
    for purchase in ground.purchases:
        passed = [
            (field, day) for field, day in _dates(ground, purchase) if (ground.plan.day - day).days > grace
        ]
        if passed:
            passed.sort(key=lambda one: one[1])
            yield Finding(
                purchase.record,
                sentence(
                    "flags.date_passed",
                    what=tuple(sentence("flags.dated", what=field.label, day=day) for field, day in passed),
                ),
                tuple(ground.evidence(purchase.id, field.key) for field, _ in passed),
                (
                    "line" if passed[0][0].block == "project" else "procurement",
                    f"{purchase.id}:{passed[0][0].key}",
                ),
                purchase.id,
            )


def _dates(ground: Ground, purchase: Purchase) -> Iterator[tuple[Field, date]]:
    """Days that still lie ahead of what has happened: an evaluation before its stage is over, the start of a stage
    not entered, a decision not yet fallen."""
    fields = ground.catalogue.kinds["project"].field
    for field in fields:
        if field.key in DATES:
            last = (
                ground.param("date_passed", "until_stage")
                if field.key == "decision_date"
                else max(field.stages)
            )
        elif field.key.startswith(PLANNED_PREFIX):
            last = int(field.key.removeprefix(PLANNED_PREFIX)) - 1
            if last != purchase.stage:
                continue  # the days of later stages move with this one
        else:
            continue
        value = ground.plan.value(purchase.id, field.key)
        if value and purchase.stage <= last:
            yield field, date.fromisoformat(value)


class Aged(NamedTuple):
    """A fact that is older than its field allows."""

    record: Record
    field: Field
    fact: Fact


def stale_facts(ground: Ground) -> Iterator[Finding]:
    """What the present stage needs was once known and is old: one flag a purchase, the most valuable facts by name."""
    for purchase in ground.purchases:
        found = sorted(
            aged(ground, purchase), key=lambda one: (-one.field.weight, one.fact.seen_on, one.fact.id)
        )
        if not found:
            continue
        named = found[: ground.param("stale_facts", "named")]
        yield Finding(
            purchase.record,
            sentence(
                "flags.stale_facts" if len(found) == len(named) else "flags.stale_facts_more",
                n=len(found) - len(named),
                facts=tuple(
                    sentence(
                        "flags.aged" if one.record.id == purchase.id else "flags.aged_of",
                        what=one.field.label,
                        name=ground.name(one.record),
                        days=freshness.age(one.fact, ground.plan.day),
                    )
                    for one in named
                ),
            ),
            tuple(Evidence(one.record.id, one.field.key, one.fact.id) for one in named),
            ("line", f"{named[0].record.id}:{named[0].field.key}"),
            purchase.id,
            more=tuple(one.fact.seen_on.isoformat() for one in named),
        )


def aged(ground: Ground, purchase: Purchase) -> Iterator[Aged]:
    """Facts of a purchase, its team, criteria and bidders that its stage needs, that somebody at the customer can
    renew, and that are older than their fields allow."""
    plan = ground.plan
    records = [purchase.record, *plan.team(purchase.id)]
    records += [*plan.of("criterion", purchase.id), *plan.of("contender", purchase.id)]
    for record in records:
        for name in plan.fields_of(record.id):
            field = ground.catalogue.find(record.kind, name)
            fact = plan.fact(record.id, name)
            if field is None or fact is None or not _is_needed(field, purchase.stage):
                continue
            if freshness.is_stale(fact, field, plan.day):
                yield Aged(record, field, fact)


def _is_needed(field: Field, stage: int) -> bool:
    asked_of = set(field.knows) - {"our_people"}
    return (
        bool(asked_of) and stage in field.stages and not field.key.startswith((CHECK_PREFIX, PLANNED_PREFIX))
    )


def promise_ours_overdue(ground: Ground) -> Iterator[Finding]:
    """We promised and did not."""
    yield from _overdue(ground, "promise_ours_overdue", "ours")


def promise_theirs_overdue(ground: Ground) -> Iterator[Finding]:
    """They promised and did not: a reason to call, and a sign."""
    yield from _overdue(ground, "promise_theirs_overdue", "theirs")


def _overdue(ground: Ground, rule: str, side: str) -> Iterator[Finding]:
    plan = ground.plan
    for one in plan.of("action"):
        if plan.value(one.id, "promise") != "yes" or plan.value(one.id, "status") in ENDED:
            continue
        due, done = plan.value(one.id, "due"), plan.value(one.id, "done_on")
        if not due or done or (plan.value(one.id, "direction") or "ours") != side or ground.is_over(one):
            continue
        late = (plan.day - date.fromisoformat(due)).days
        if late <= ground.param(rule, "grace_days"):
            continue
        person = ground.people.get(plan.value(one.id, "person"))
        key = f"flags.{rule}_to" if person else f"flags.{rule}"
        yield Finding(
            one,
            sentence(key, name=one.name, n=late, person=person.name if person else ""),
            (ground.evidence(one.id, "due"), ground.evidence(one.id, "status")),
            ("precision", f"{one.id}:status"),
            next((p.id for p in ground.purchases if p.record.uid == plan.value(one.id, "project")), None),
        )


RULES: dict[str, Judge] = {
    "budget_unknown": budget_unknown,
    "promise_ours_overdue": promise_ours_overdue,
    "timetable_unknown": timetable_unknown,
    "date_passed": date_passed,
    "promise_theirs_overdue": promise_theirs_overdue,
    "stale_facts": stale_facts,
}
