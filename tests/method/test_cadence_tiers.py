"""Calls and visits by tier (d5.3, R8): month arithmetic, what moves the clocks, who has none."""

from __future__ import annotations

from datetime import date

import pytest

from desktopcrm.domain.cadence import Cadence, cadence
from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.months import add_months
from tests.method.purchase_world import START, World, on


def _cadence(world: World, day: int = 0, catalogue: Catalogue | None = None) -> Cadence:
    return cadence(world.plan(day), catalogue or world.catalogue)


@pytest.mark.parametrize(
    ("start", "months", "due"),
    [
        (date(2026, 1, 1), 1, date(2026, 2, 1)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 1, 31), 2, date(2026, 3, 31)),
        (date(2026, 1, 31), 3, date(2026, 4, 30)),
        (date(2026, 1, 30), 1, date(2026, 2, 28)),
        (date(2026, 1, 28), 1, date(2026, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 12, 15), 12, date(2027, 12, 15)),
        (date(2026, 5, 9), 0, date(2026, 5, 9)),
    ],
)
def test_d5_3_months_end_where_the_month_ends_and_come_back(start: date, months: int, due: date) -> None:
    assert add_months(start, months) == due


@pytest.mark.parametrize(("tier", "call", "visit"), [("priority", 1, 3), ("general", 3, 6), ("last", 6, 12)])
def test_d5_3_three_tiers_with_two_clocks_each(world: World, tier: str, call: int, visit: int) -> None:
    anna = world.member("Anna Wells")
    world.know(world.account, tier=tier)
    world.contact("visit", 0, anna)
    world.contact("call", 0, anna)
    found = _cadence(world)
    assert (found.tier, found.call_due, found.visit_due) == (
        tier,
        add_months(START, call),
        add_months(START, visit),
    )


def test_d5_3_a_priority_account_called_on_1_january_is_due_on_1_february(world: World) -> None:
    anna = world.member("Anna Wells")
    world.know(world.account, tier="priority")
    called = (date(2027, 1, 1) - START).days
    world.today(called)
    world.contact("call", called, anna)
    assert _cadence(world, called).call_due == date(2027, 2, 1)
    states = [(day, _cadence(world, called + day).call_state) for day in (0, 30, 31, 32)]
    assert states == [(0, "ok"), (30, "ok"), (31, "due"), (32, "overdue")]
    world.today(called + 40)
    world.contact("call", called + 40, anna)
    found = _cadence(world, called + 40)
    assert (found.call_state, found.call_due) == ("ok", date(2027, 3, 10))


def test_d5_3_a_visit_counts_as_a_call_unless_tuned_otherwise(world: World) -> None:
    anna = world.member("Anna Wells")
    world.know(world.account, tier="priority")
    world.today(10)
    world.contact("call", 2, anna)
    world.contact("meeting", 10, anna)
    assert _cadence(world, 10).last_call == on(10)
    strict = _cadence(world, 10, world.tuned(cadence__visit_is_call=0))
    assert (strict.last_call, strict.last_visit) == (on(2), on(10))
    world.today(12)
    world.contact("message", 12, anna)
    assert _cadence(world, 12).last_call == on(10)
    assert _cadence(world, 12, world.tuned(cadence__message_is_call=1)).last_call == on(12)


def test_d5_3_only_what_took_place_moves_a_clock(world: World) -> None:
    anna = world.member("Anna Wells")
    world.know(world.account, tier="priority")
    world.contact("material", 0, anna)
    world.contact("visit", 3, anna, state="planned")
    world.contact("visit", 4, anna, state="cancelled")
    world.contact("visit", 30, anna)
    found = _cadence(world, 10)
    assert (found.last_call, found.last_visit, found.call_due) == (None, None, add_months(START, 1))


def test_d5_3_without_any_contact_it_counts_from_the_day_the_account_was_added(world: World) -> None:
    world.know(world.account, tier="general")
    found = _cadence(world)
    assert (found.call_due, found.visit_due) == (add_months(START, 3), add_months(START, 6))
    assert world.tell(found.why) == (
        "General: a call every quarter, a visit every half-year; "
        "no contact yet, counted from 2 Mar 2026, when the account was added"
    )


def test_d5_3_it_says_which_contact_it_counts_from(world: World) -> None:
    anna = world.member("Anna Wells")
    world.know(world.account, tier="priority")
    world.contact("call", 0, anna)
    assert world.tell(_cadence(world).why).endswith("; last spoken with on 2 Mar 2026, not visited yet")
    world.today(1)
    world.contact("visit", 1, anna)
    assert world.tell(_cadence(world, 1).why).endswith(
        "; last spoken with on 3 Mar 2026, last visited on 3 Mar 2026"
    )


def test_d5_3_a_visit_alone_may_leave_the_call_open(world: World) -> None:
    world.know(world.account, tier="priority")
    world.contact("visit", 0, world.member("Anna Wells"))
    found = _cadence(world, 0, world.tuned(cadence__visit_is_call=0))
    assert world.tell(found.why, "zh").endswith("；上次拜访2026年3月2日，还没打过电话")


def test_d5_3_no_tier_no_cadence(world: World) -> None:
    anna = world.member("Anna Wells")
    world.contact("call", 0, anna)
    found = _cadence(world, 99)
    assert (found.tier, found.call_due, found.call_state, found.visit_state) == ("", None, "none", "none")
    assert found.last_call == START
    assert world.tell(found.why, "zh") == "还没定客户级别，不安排频次。"


@pytest.mark.parametrize(("prelim", "state"), [("1", "overdue"), ("2", "overdue"), ("3", "none")])
def test_r8_class_three_gets_no_time(world: World, prelim: str, state: str) -> None:
    world.know(world.account, tier="priority", prelim_class=prelim)
    assert _cadence(world, 400).call_state == state


def test_d5_3_an_account_that_was_put_away_has_none(world: World) -> None:
    world.know(world.account, tier="priority")
    world.app.records.archive(world.account)
    assert _cadence(world, 400).call_state == "none"


def test_r8_an_account_whose_purchases_were_all_dropped_keeps_the_last_tier(world: World) -> None:
    other = world.app.projects.add(world.account, "Crane", START)
    world.know(world.account, tier="priority")
    world.app.clocks.drop(world.project, "No budget")
    assert _cadence(world).tier == "priority"
    world.app.clocks.drop(other, "No need")
    found = _cadence(world)
    assert (found.tier, found.call_due) == ("last", add_months(START, 6))
    assert "because every purchase was dropped" in world.tell(found.why)
    assert _cadence(world, 0, world.tuned(dropped_cadence__keeps_last=0)).call_state == "none"
    world.know(world.account, prelim_class="3")
    assert _cadence(world).call_state == "none"


def test_r8_a_lost_purchase_changes_nothing(world: World) -> None:
    world.know(world.account, tier="priority")
    world.app.projects.lose(world.project, "price", START)
    assert _cadence(world).tier == "priority"


def test_d5_3_the_months_are_parameters(world: World) -> None:
    world.know(world.account, tier="last")
    found = _cadence(world, 0, world.tuned(cadence__last_call=4, cadence__last_visit=9))
    assert (found.call_due, found.visit_due) == (add_months(START, 4), add_months(START, 9))
    assert world.tell(found.why, "zh").startswith("末位客户：每 4 个月一个电话，每 9 个月一次拜访；")
