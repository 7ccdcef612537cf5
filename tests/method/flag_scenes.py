"""For every flag: how it comes up, how it is mended, and how its facts change while it stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tests.method.flag_case import Case

Act = Callable[[Case], object]


class Scene(NamedTuple):
    """`day`: when it is looked at; `mend` puts the flag out; `change` alters what it rests on, and it stays up."""

    arise: Act
    mend: Act
    change: Act
    day: int = 0


def stage(number: int) -> Act:
    return lambda case: case.at_stage(number)


def on_project(**facts: str) -> Act:
    return lambda case: case.know(case.project, **facts)


def both(*acts: Act) -> Act:
    def all_of_them(case: Case) -> None:
        for act in acts:
            act(case)

    return all_of_them


def criterion(name: str = "Scrap below 2 %", **facts: str) -> Act:
    return lambda case: case.put("criterion", name, case.project, **facts)


def of(kind: str, **facts: str) -> Act:
    """Learn something about the first record of a kind."""
    return lambda case: case.know(case.plan(0).of(kind)[0].id, **facts)


def later(day: int, act: Act) -> Act:
    def on_that_day(case: Case) -> None:
        case.today(day)
        act(case)

    return on_that_day


def one_on(act: Act) -> Act:
    """The purchase moves one stage on; the flag stays."""

    def advance(case: Case) -> None:
        case.app.projects.advance(case.project, "on we go", case.plan().day)
        act(case)

    return advance


def nothing(_case: Case) -> None:
    pass


def meet(*names: str) -> Act:
    def visit(case: Case) -> None:
        members = [case.member(name, role="user") for name in names]
        case.contact("visit", 0, *members)

    return visit


def boss(case: Case) -> None:
    case.member("Walter Pike", kp_rank="first")


def meet_the_boss(case: Case) -> None:
    case.contact("visit", 0, next(one.id for one in case.plan(0).of("member")))


def promise(direction: str) -> Act:
    facts = {"direction": direction, "promise": "yes", "due": "2026-03-10"}
    return lambda case: case.put("action", "Send the drawing", None, **facts)


def material(outcome: str = "") -> Act:
    facts = {"outcome": outcome} if outcome else {}
    return lambda case: case.contact("material", 0, **facts)


def compared(case: Case) -> None:
    case.ranked("Hartmann", "1 of 2")
    case.ranked("", "2 of 2")


def forced(case: Case) -> None:
    case.to_stage(2)


def key_point(case: Case) -> None:
    case.put("key_point", "Only we can start without a stop")


SCENES = {
    "criteria_window": Scene(stage(4), criterion(written_by="us"), criterion(written_by="rival")),
    "no_block_action": Scene(
        both(stage(4), criterion(written_by="us")),
        lambda case: case.tick("4e"),
        lambda case: case.tick("4e", "doing"),
    ),
    "criteria_by_others": Scene(
        both(stage(5), criterion(written_by="rival")), of("criterion", written_by="us"), criterion("A second one")
    ),
    "criterion_shuts_out": Scene(
        both(stage(4), criterion(effect="excludes")),
        of("criterion", our_answer="We bring the certificate"),
        both(of("criterion", effect="hurts"), criterion("One brand of robots", effect="excludes")),
    ),
    "threat_unanswered": Scene(
        lambda case: case.rival(threat="A free trial furnace"),
        of("rival", counter_action="A trial of our own in May"),
        of("rival", threat="A free furnace for good"),
    ),
    "rival_unchecked": Scene(
        lambda case: case.rival(), of("rival", checked_on="2026-05-01"), of("rival", checked_on="2026-03-03"), 63
    ),
    "decision_maker_unknown": Scene(
        stage(4), lambda case: case.member("Walter Pike", role="decision_maker"), one_on(nothing)
    ),
    "first_key_never_met": Scene(both(stage(3), boss), meet_the_boss, one_on(nothing)),
    "no_informant": Scene(stage(4), lambda case: case.tick("3d"), one_on(nothing)),
    "signatories_unknown": Scene(
        stage(8),
        both(lambda case: case.member("Walter Pike", role="signatory"), on_project(our_signatory="Dr Hall")),
        on_project(our_signatory="Dr Hall"),
    ),
    "weighty_against": Scene(
        both(stage(3), lambda case: case.member("Walter Pike", kp_rank="second", stance="against")),
        of("member", stance="mixed"),
        of("member", stance="rival"),
    ),
    "rival_leads": Scene(
        both(stage(5), compared),
        both(of("contender", rank_in_test="1 of 2"), lambda case: case.ranked("Hartmann", "2 of 2")),
        of("contender", rank_in_test="3 of 3, behind two"),
    ),
    "favourite_unlisted": Scene(
        lambda case: case.member("Walter Pike", favours="Hartmann"),
        lambda case: case.app.rivals.add(case.account, "Hartmann"),
        of("member", favours="Brixholm"),
    ),
    "single_contact": Scene(both(stage(2), meet("Anna Wells")), meet("Ben Ode"), one_on(nothing)),
    "no_explicit_need": Scene(
        stage(2),
        lambda case: case.put("need", "Less scrap", None, kind="product", nature="explicit"),
        lambda case: case.put("need", "Less scrap", None, kind="product", nature="hidden"),
    ),
    "no_new_need": Scene(
        nothing,
        lambda case: case.put("need", "Less scrap", None, 40),
        lambda case: case.put("need", "Less scrap", None, 3),
        40,
    ),
    "key_point_unanswered": Scene(
        key_point,
        both(of("key_point", solution="A hot swap"), of("key_point", action="Show it on 3 May")),
        of("key_point", solution="A hot swap"),
        8,
    ),
    "budget_unknown": Scene(stage(3), on_project(budget="USD 900,000"), one_on(nothing)),
    "timetable_unknown": Scene(stage(3), on_project(decision_date="1 Dec 2026"), one_on(nothing)),
    "date_passed": Scene(
        on_project(decision_date="3 Mar 2026"),
        on_project(decision_date="3 Aug 2026"),
        on_project(decision_date="4 Mar 2026"),
        20,
    ),
    "promise_ours_overdue": Scene(
        promise("ours"), of("action", status="done"), of("action", due="2026-03-12"), 20
    ),
    "promise_theirs_overdue": Scene(
        promise("theirs"), of("action", status="dropped"), of("action", due="2026-03-12"), 20
    ),
    "stale_facts": Scene(
        on_project(purchase_plan="Two furnaces"),
        later(200, lambda case: case.know(case.project, 200, purchase_plan="Three furnaces")),
        later(200, lambda case: case.know(case.project, 50, purchase_plan="Three furnaces")),
        200,
    ),
    "material_last": Scene(
        material(), lambda case: case.contact("call", 5), lambda case: case.contact("material", 2), 3
    ),
    "material_as_progress": Scene(
        material("forward"), of("activity", outcome="same"), lambda case: case.contact("material", 1, outcome="forward"), 3
    ),
    "forced_items": Scene(
        forced,
        both(lambda case: case.tick("1a"), lambda case: case.tick("1b")),
        lambda case: case.tick("1a"),
    ),
}  # fmt: skip
