"""How the classes of a purchase came and went, with what moved them. Computed from observations and decisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktopcrm.domain import deal_class, key_person_class
from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.class_course import Turn
from desktopcrm.domain.origin import origin
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Fact
from desktopcrm.domain.said import Said, Value, sentence

SCALES = ("kp", "deal")


@dataclass(frozen=True, slots=True)
class ClassChange:
    """`scale`: deal or kp; `before` and `after`: a class or empty; the same where the rep kept it."""

    day: date
    scale: str
    before: str
    after: str
    why: Said


def changes(plan: Plan, project_id: int, catalogue: Catalogue) -> tuple[ClassChange, ...]:
    """All changes of both classes, newest first; on one day the key-person class first."""
    courses = {
        "deal": deal_class.course(plan, project_id, catalogue),
        "kp": key_person_class.course(plan, project_id, catalogue),
    }
    found = [
        ClassChange(turn.day, scale, turn.before, turn.after, _why(plan, catalogue, turn))
        for scale in SCALES
        for turn in courses[scale].turns
    ]
    return tuple(sorted(found, key=lambda one: one.day, reverse=True))


def _why(plan: Plan, catalogue: Catalogue, turn: Turn) -> Said:
    if turn.decision is not None:
        words = {"reason": turn.decision.reason}
        if turn.decision.verdict == "lowered":
            return sentence("classes.moved_lowered", **words)
        return sentence("classes.moved_kept", **words)
    if turn.met:
        return sentence("classes.moved_met")
    if turn.fact is None:
        return sentence("classes.moved_ran_out")
    return _of_fact(plan, catalogue, turn.fact)


def _of_fact(plan: Plan, catalogue: Catalogue, fact: Fact) -> Said:
    record = plan.record(fact.record_id)
    field = catalogue.field(record.kind, fact.field)
    said = origin(plan, fact)
    if not fact.value:
        return sentence("classes.moved_gone", field=field.label, name=record.name, origin=said)
    value = _value(catalogue, field.choices, fact)
    return sentence("classes.moved_fact", field=field.label, name=record.name, value=value, origin=said)


def _value(catalogue: Catalogue, choices: str, fact: Fact) -> Value:
    option = catalogue.option(choices, fact.value) if choices else None
    if option is not None:
        return option.label
    return sentence("classes.yes") if fact.value == "yes" else sentence("classes.no")
