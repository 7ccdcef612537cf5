"""What the deal class says for itself: each lamp with its origin, and what another answer would make of it."""

from __future__ import annotations

from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.deal_lamps import HOLDERS, Lamp
from desktopcrm.domain.origin import known
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.said import Said, Value, sentence


def why(plan: Plan, project_id: int, catalogue: Catalogue, lamps: tuple[Lamp, ...]) -> tuple[Said, ...]:
    """One sentence a lamp; an unknown one is said to be unknown."""
    return tuple(_of_lamp(plan, project_id, catalogue, lamp) for lamp in lamps)


def _of_lamp(plan: Plan, project_id: int, catalogue: Catalogue, lamp: Lamp) -> Said:
    state = sentence(f"classes.lamp.{lamp.name}_{lamp.state}")
    facts = [fact for one in lamp.evidence if (fact := plan.fact(one.record_id, one.field)) is not None]
    if not facts:
        return state
    if lamp.inferred:
        signs = tuple(
            known(plan, catalogue, sentence(f"classes.sign.{one.field}_{one.value}"), one) for one in facts
        )
        return sentence("classes.inferred", what=state, signs=signs)
    holders = _names(plan, plan.value(project_id, HOLDERS.get(lamp.name, "")))
    if holders and lamp.state == "yes":
        state = sentence("classes.held_by", what=state, who=holders)
    return known(plan, catalogue, state, facts[0])


def _names(plan: Plan, uids: str) -> tuple[Value, ...]:
    people = (plan.by_uid(uid) for uid in uids.split(",") if uid)
    return tuple(one.name for one in people if one is not None)


def would(catalogue: Catalogue, lamp: str, answer: str, ends: tuple[str, ...]) -> Said:
    """“if money came: Bonus”; with several ends, what it would leave open."""
    condition = sentence(f"classes.if.{lamp}_{answer}")
    labels = tuple(label(catalogue, one) for one in ends)
    if len(labels) == 1:
        return sentence("classes.would", condition=condition, deal=labels[0])
    return sentence("classes.leaves", condition=condition, deals=labels)


def label(catalogue: Catalogue, deal: str) -> Value:
    """A class by its name; where none fits, what to do."""
    option = catalogue.option("deal_class", deal)
    return option.label if option is not None else sentence("classes.find_authority")
