"""What becomes of a class when its time is over: lowered, or the purchase given up; said before it happens (S3).

The announcement and the proposal are one judgement, so that what was said is what comes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.clocks import Clock, kp_label
from desktopcrm.domain.cost import cost_said, cost_so_far
from desktopcrm.domain.key_person_class import KpJudgement
from desktopcrm.domain.paths import Reach, given_up
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.proposal import Proposal
from desktopcrm.domain.said import Said, Value, sentence

GIVE_UP = "give_up"
TRAITS_OF_PROJECT = {"need": "has_need", "ability": "has_money"}
"""What may be denied for the purchase although the key person says yes."""


@dataclass(frozen=True, slots=True)
class Case:
    """A purchase with everything that proposals are made from."""

    plan: Plan
    catalogue: Catalogue
    judged: KpJudgement
    clock: Clock
    reach: Reach
    stage: int

    @property
    def uid(self) -> str:
        return self.plan.record(self.judged.project_id).uid

    def param(self, rule: str, key: str) -> int:
        return self.catalogue.rulebook.param(rule, key)

    def is_past(self, rule: str, begin: date) -> bool:
        """Too long ago to be said any more."""
        return self.plan.day > begin + timedelta(days=self.param(rule, "ends_days"))

    def name_of(self, record_id: int | None) -> str:
        return self.plan.record(record_id).name if record_id is not None else "–"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is proposed: a class (empty: none any more) or giving up; `since`: the matter is a new one when this
    is another day."""

    rule: str
    target: str
    since: date | None
    said: Said
    by: date | None = None
    preview: bool = False


def class_proposal(case: Case) -> Iterator[Proposal]:
    """At most one: giving up goes before lowering."""
    found = _hopeless(case) or _over_time(case)
    if found is None:
        return
    is_end = found.rule == GIVE_UP
    target = GIVE_UP if is_end else found.target
    yield Proposal(
        kind=GIVE_UP if is_end else "lower",
        subject=f"class:{case.uid}",
        state=f"{case.judged.kp}>{target}@{found.since.isoformat() if found.since else ''}",
        rule=found.rule,
        project_id=case.judged.project_id,
        member_id=case.judged.member_id,
        target=found.target,
        by=found.by,
        said=found.said,
        preview=found.preview,
    )


def _hopeless(case: Case) -> Outcome | None:
    """KP-D never pays; and without a way left nobody signs."""
    cost = cost_said(cost_so_far(case.plan, case.judged.project_id, case.catalogue))
    if case.judged.kp == "kp_d":
        taken = case.judged.decided  # going on with a KP-D settles it for this time
        if taken is not None and taken.verdict == "kept":
            return None
        return Outcome(GIVE_UP, "", case.judged.since, _never_pays(case, cost))
    tried = given_up(case.plan, case.judged.project_id)
    if case.reach.state == "no_path" and tried and case.judged.kp != "kp_a":
        first = case.name_of(case.reach.first_id)
        said = sentence("clocks.give_up_no_way", first=first, cost=cost)
        return Outcome(GIVE_UP, "", _last_try(case), said)
    return None


def _never_pays(case: Case, cost: Said) -> Said:
    """What speaks for KP-D: all of its traits, some where the rep lowered it to that, perhaps only his word."""
    traits = _traits(case)
    if not traits:
        return sentence("clocks.give_up_kp_d_decided", cost=cost)
    return sentence("clocks.give_up_kp_d", traits=traits, cost=cost)


def _traits(case: Case) -> tuple[Value, ...]:
    return tuple(sentence(f"clocks.trait_{one}") for one in denied(case.plan, case.judged))


def _last_try(case: Case) -> date | None:
    """The day the last way was given up."""
    hops = case.plan.of("hop", case.judged.project_id)
    return max(
        (date.fromisoformat(day) for hop in hops if (day := case.plan.value(hop.id, "given_up_on"))),
        default=None,
    )


def _over_time(case: Case) -> Outcome | None:
    """Lowered when the class's own days are over; given up where thirty days brought no order, whatever the class."""
    clock = case.clock
    if clock.state not in ("running", "soon", "overdue"):
        return None
    preview = clock.left >= 0
    if preview and clock.left > case.param("lower_class", "preview_days"):
        return None
    is_long = not preview and clock.elapsed > case.param(GIVE_UP, "days")
    if is_long or _is_last_class(case.judged):
        said = _give_up_soon(case) if preview else _give_up_now(case)
        return Outcome(GIVE_UP, "", clock.started, said, clock.last_day, preview)
    target = lowered_to(case.plan, case.judged)
    said = _lower_soon(case, target) if preview else _lower_now(case, target)
    return Outcome("lower_class", target, clock.started, said, clock.last_day, preview)


def _is_last_class(judged: KpJudgement) -> bool:
    """Nothing lower is left: KP-C, or a first key person who was lowered once already."""
    return judged.kp == "kp_c" or (judged.kp == "kp_b" and judged.rank == "first")


def lowered_to(plan: Plan, judged: KpJudgement) -> str:
    """The class below: KP-A → KP-B, or KP-D with one of its traits (R6); KP-B → KP-C if the person reports upwards,
    else none."""
    if judged.kp == "kp_a":
        return "kp_d" if denied(plan, judged) else "kp_b"
    reports = judged.member_id is not None and plan.value(judged.member_id, "will_report") == "yes"
    return "kp_c" if reports else ""


def denied(plan: Plan, judged: KpJudgement) -> tuple[str, ...]:
    """Traits of KP-D, of the person or of the purchase; what the key person says does not outweigh the purse."""
    of_purchase = (
        trait for trait, field in TRAITS_OF_PROJECT.items() if plan.value(judged.project_id, field) == "no"
    )
    return tuple(dict.fromkeys((*judged.d_traits, *of_purchase)))


def _lower_soon(case: Case, target: str) -> Said:
    params = _classes(case, target)
    day = weekday(case.clock.last_day)
    if case.judged.kp == "kp_a" and case.judged.decided is None and case.reach.state != "met":
        return sentence(
            "clocks.lower_unless_met", person=case.name_of(case.judged.person_id), day=day, **params
        )
    if case.judged.kp == "kp_b" and case.reach.state != "met" and case.reach.first_id is not None:
        return sentence(
            "clocks.lower_unless_met", person=case.name_of(case.reach.first_id), day=day, **params
        )
    return sentence("clocks.lower_unless_signed", day=day, **params)


def _lower_now(case: Case, target: str) -> Said:
    over = {"n": -case.clock.left, "limit": case.clock.limit, **_classes(case, target)}
    if target != "kp_d":
        return sentence("clocks.lower_now", **over)
    return sentence("clocks.lower_to_d", traits=_traits(case), **over)


def _classes(case: Case, target: str) -> dict[str, Value]:
    before = kp_label(case.judged.kp, case.catalogue)
    after: Value = kp_label(target, case.catalogue) if target else sentence("clocks.unclassified")
    return {"kp": before, "target": after}


def _give_up_soon(case: Case) -> Said:
    cost = cost_said(cost_so_far(case.plan, case.judged.project_id, case.catalogue))
    return sentence(
        "clocks.give_up_soon",
        kp=kp_label(case.judged.kp, case.catalogue),
        day=weekday(case.clock.last_day),
        cost=cost,
    )


def _give_up_now(case: Case) -> Said:
    cost = cost_said(cost_so_far(case.plan, case.judged.project_id, case.catalogue))
    return sentence(
        "clocks.give_up_now",
        kp=kp_label(case.judged.kp, case.catalogue),
        days=case.clock.elapsed,
        cost=cost,
    )


def weekday(day: date | None) -> Said:
    """“Friday, 10 July 2026”."""
    if day is None:
        return sentence("clocks.some_day")
    return sentence("clocks.day", weekday=sentence(f"clocks.weekday_{day.isoweekday()}"), day=day)
