"""Care of old customers by phase: what to do, which goal, when to say thank you (S4, d12.2, R10, R11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.months import add_months
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.rulebook import Rulebook
from desktopcrm.texts import Words

NEW, MIDDLE, ADVANCED = "new", "middle", "advanced"
PHASES = (NEW, "between_new_middle", MIDDLE, "between_middle_advanced", ADVANCED)
LISTS = {
    NEW: (NEW,),
    "between_new_middle": (NEW, MIDDLE),
    MIDDLE: (MIDDLE,),
    "between_middle_advanced": (MIDDLE, ADVANCED),
    ADVANCED: (ADVANCED,),
}
"""Phase → the phases whose lists and goals count (R10)."""


@dataclass(frozen=True, slots=True)
class CareAction:
    """One line of a phase's list; `key` of care_action."""

    key: str
    label: Words
    done: bool


@dataclass(frozen=True, slots=True)
class CareGoal:
    """`measure`: the account's field, old_share or loyal_share; percents; `high` 0: no upper end."""

    measure: str
    low: int
    high: int
    value: Decimal | None

    @property
    def is_reached(self) -> bool:
        return self.value is not None and self.value >= self.low


@dataclass(frozen=True, slots=True)
class Care:
    """`phase`: one of PHASES or empty (not known). Between phases the lists and goals of both neighbours count.
    `thanks_due`: day of the next thank-you, where one is due at all."""

    phase: str
    actions: tuple[CareAction, ...]
    goals: tuple[CareGoal, ...]
    thanks_due: date | None


def care(plan: Plan, catalogue: Catalogue) -> Care:
    """The account's care as it stands."""
    rules = catalogue.rulebook
    enquiries = plan.value(plan.account.id, "enquiries_per_day")
    phase = phase_of(int(enquiries), rules) if enquiries else ""
    lists = LISTS.get(phase, ())
    goals = tuple(_goal(plan, rules, one) for one in lists)
    return Care(phase, _actions(plan, catalogue, lists), goals, _thanks_due(plan, rules, lists))


def phase_of(enquiries: int, rules: Rulebook) -> str:
    """The phase by enquiries a day; what the source leaves out lies between two phases."""
    if enquiries < rules.param("care_phase", "new_below"):
        return NEW
    if enquiries <= rules.param("care_phase", "middle_above"):
        return "between_new_middle"
    if enquiries < rules.param("care_phase", "middle_below"):
        return MIDDLE
    if enquiries <= rules.param("care_phase", "advanced_above"):
        return "between_middle_advanced"
    return ADVANCED


def _actions(plan: Plan, catalogue: Catalogue, lists: tuple[str, ...]) -> tuple[CareAction, ...]:
    done = plan.value(plan.account.id, "care_done").split(",")
    return tuple(
        CareAction(option.key, option.label, option.key in done)
        for option in catalogue.options("care_action")
        if option.key.partition("_")[0] in lists
    )


def _goal(plan: Plan, rules: Rulebook, phase: str) -> CareGoal:
    measure = "old_share" if phase == NEW else "loyal_share"
    value = plan.value(plan.account.id, measure)
    low = rules.param("care_goal", "old_low" if phase == NEW else f"loyal_{phase}")
    high = rules.param("care_goal", "old_high") if phase == NEW else 0
    return CareGoal(measure, low, high, Decimal(value) if value else None)


def _thanks_due(plan: Plan, rules: Rulebook, lists: tuple[str, ...]) -> date | None:
    """A quarter after the last thank-you; before the first one, after the advanced list came into force."""
    months = rules.param("thanks", "months")
    thanked = plan.value(plan.account.id, "thanked_on")
    if thanked:
        return add_months(date.fromisoformat(thanked), months)
    enquiries = plan.fact(plan.account.id, "enquiries_per_day")
    return add_months(enquiries.seen_on, months) if enquiries and ADVANCED in lists else None
