"""The closing clock (d4.5, R9): 10, 20, 30 days; from which day; which days do not count."""

from __future__ import annotations

import pytest

from desktopcrm.domain.clocks import Clock, closing_clock
from desktopcrm.services.decisions import NewDecision
from tests.method.purchase_world import CLASSES, KP_A, START, World, on


def _clock(world: World, day: int) -> Clock:
    return closing_clock(world.plan(day), world.project, world.catalogue)


def _states(world: World, *days: int) -> list[tuple[int, str, int]]:
    return [(day, (found := _clock(world, day)).state, found.left) for day in days]


@pytest.mark.parametrize(("kp", "limit"), [("kp_a", 10), ("kp_b", 20), ("kp_c", 30)])
def test_d4_5_the_last_day_is_in_time_and_the_next_is_over(world: World, kp: str, limit: int) -> None:
    world.quick()
    world.member("Anna Wells", **CLASSES[kp])
    assert _states(world, 0, limit - 4, limit - 3, limit, limit + 1) == [
        (0, "running", limit),
        (limit - 4, "running", 4),
        (limit - 3, "soon", 3),
        (limit, "soon", 0),
        (limit + 1, "overdue", -1),
    ]
    assert {_clock(world, day).last_day for day in (0, limit, limit + 9)} == {on(limit)}


def test_d4_5_the_days_are_parameters(world: World) -> None:
    world.quick()
    world.member("Anna Wells", **KP_A)
    tuned = world.tuned(closing_clock__days_a=4, closing_clock__soon_days=1)
    found = [closing_clock(world.plan(day), world.project, tuned).state for day in (2, 3, 4, 5)]
    assert found == ["running", "soon", "soon", "overdue"]


def test_d4_5_no_class_and_kp_d_have_no_clock(world: World) -> None:
    world.quick()
    member = world.member("Anna Wells", kp_rank="first")
    assert _clock(world, 0).state == "none"
    assert world.tell(_clock(world, 0).said) == "No key-person class yet: no closing clock."
    world.know(member, **CLASSES["kp_d"])
    assert world.tell(_clock(world, 0).said) == "KP-D never pays: no closing clock."


def test_d4_5_a_closed_purchase_has_no_clock(world: World) -> None:
    world.quick()
    world.member("Anna Wells", **KP_A)
    world.app.projects.lose(world.project, "price", START)
    assert (_clock(world, 3).state, _clock(world, 3).started) == ("none", None)


def test_r9_the_quick_clock_starts_at_the_first_meeting_at_which_the_class_was_true(world: World) -> None:
    world.quick()
    world.today(9)
    anna, jon = world.member("Anna Wells", day=2, **KP_A), world.member("Jon Hall")
    assert _clock(world, 9).started == on(2)
    assert "no meeting since" in world.tell(_clock(world, 9).start_why)
    world.contact("visit", 1, anna)  # before it was true
    world.contact("call", 3, anna)  # no meeting
    world.contact("material", 3, anna)
    world.contact("visit", 3, jon)  # somebody else
    world.contact("visit", 4, anna, state="cancelled")
    assert _clock(world, 9).started == on(2)
    world.contact("meeting", 5, anna)
    world.contact("visit", 8, anna)
    found = _clock(world, 9)
    assert (found.started, found.elapsed, found.preset) == (on(5), 4, "quick")
    assert world.tell(found.start_why) == "Quick deals: since the meeting with Anna Wells on 7 Mar 2026"


def test_r9_a_meeting_on_the_day_of_the_class_counts(world: World) -> None:
    world.quick()
    anna = world.member("Anna Wells", **KP_A)
    world.contact("visit", 0, anna)
    assert "since the meeting" in world.tell(_clock(world, 4).start_why)


def test_r9_a_planned_meeting_starts_nothing(world: World) -> None:
    world.quick()
    anna = world.member("Anna Wells", **KP_A)
    world.contact("visit", 6, anna, state="planned")
    assert [_clock(world, day).started for day in (5, 6, 7)] == [START] * 3


def test_r9_the_industrial_clock_waits_for_stage_six(world: World) -> None:
    world.member("Anna Wells", **KP_A)
    world.today(40)
    world.to_stage(5, day=20)
    found = _clock(world, 40)
    assert (found.state, found.preset, found.started, found.left) == ("waiting", "industrial", None, 10)
    assert world.tell(found.said) == (
        "KP-A: the closing clock starts at stage 6. Until then the "
        f"{world.catalogue.stage(5).expected_days} days of stage 5 guard the pace."
    )
    world.app.projects.advance(world.project, "the list is out", on(30))
    assert _states(world, 40, 41) == [(40, "soon", 0), (41, "overdue", -1)]
    found = _clock(world, 40)
    assert found.started == on(30)
    assert world.tell(found.start_why) == ("Industrial projects: since stage 6 was entered on 1 Apr 2026")


def test_r9_a_class_that_came_after_stage_six_starts_by_itself(world: World) -> None:
    world.to_stage(6)
    world.today(5)
    world.member("Anna Wells", day=5, **KP_A)
    assert _clock(world, 5).started == on(5)


def test_r9_a_class_of_the_day_stage_six_was_entered_starts_by_itself(world: World) -> None:
    world.member("Anna Wells", **KP_A)
    world.to_stage(6)
    assert "when the class became true" in world.tell(_clock(world, 5).start_why)


def test_r9_a_step_back_behind_stage_six_lets_it_wait_again(world: World) -> None:
    world.member("Anna Wells", **KP_A)
    world.to_stage(6)
    world.today(8)
    world.app.projects.step_back(world.project, "the bid was withdrawn", on(4))
    assert _clock(world, 8).state == "waiting"
    world.app.projects.advance(world.project, "new bid", on(7))
    assert _clock(world, 8).started == on(7)


def test_r9_the_preset_is_a_parameter_and_the_purchase_may_choose(world: World) -> None:
    world.member("Anna Wells", **KP_A)
    quick = world.tuned(closing_clock__preset=0)
    assert closing_clock(world.plan(3), world.project, quick).preset == "quick"
    world.know(world.project, clock_preset="industrial")
    assert closing_clock(world.plan(3), world.project, quick).preset == "industrial"
    early = world.tuned(closing_clock__from_stage=1)
    assert closing_clock(world.plan(3), world.project, early).state == "running"


def test_d4_5_days_on_which_the_clock_was_stopped_do_not_count(world: World) -> None:
    world.quick()
    world.member("Anna Wells", **KP_A)
    world.today(20)
    world.app.clocks.pause_clock(world.project, "The plant is shut", on(4))
    found = _clock(world, 9)
    assert (found.state, found.elapsed, found.left, found.last_day) == ("paused", 4, 6, None)
    assert (found.pause_reason, world.tell(found.said)) == (
        "The plant is shut",
        "KP-A: stopped on day 4 of 10: The plant is shut",
    )
    world.app.clocks.resume_clock(world.project, on(9))
    assert _states(world, 3, 4, 9, 10, 15, 16) == [
        (3, "running", 7),
        (4, "paused", 6),  # as it was known then
        (9, "running", 6),
        (10, "running", 5),
        (15, "soon", 0),
        (16, "overdue", -1),
    ]
    assert _clock(world, 20).last_day == on(15)


def test_d4_5_a_stop_that_is_told_twice_lasts_from_the_first_time(world: World) -> None:
    world.quick()
    world.member("Anna Wells", **KP_A)
    world.today(20)
    for day, value in ((4, "yes"), (6, "yes"), (9, "no"), (12, "no")):
        world.know(world.project, day, clock_paused=value)
    assert _clock(world, 20).last_day == on(15)


def test_d4_5_a_stop_on_the_last_day_moves_the_last_day(world: World) -> None:
    world.quick()
    world.member("Anna Wells", **KP_A)
    world.today(20)
    world.app.clocks.pause_clock(world.project, "The plant is shut", on(10))
    world.app.clocks.resume_clock(world.project, on(15))
    assert _clock(world, 20).last_day == on(15)
    assert [(day, left) for day, _, left in _states(world, 15, 16)] == [(15, 0), (16, -1)]


def test_d4_5_a_paused_purchase_and_a_stopped_clock_count_once(world: World) -> None:
    world.quick()
    world.member("Anna Wells", **KP_A)
    world.today(30)
    world.app.projects.pause(world.project, "New year", on(2))
    world.app.clocks.pause_clock(world.project, "The plant is shut", on(4))
    world.app.projects.resume(world.project, on(6))
    assert _clock(world, 8).state == "paused"
    world.app.clocks.resume_clock(world.project, on(9))
    found = _clock(world, 12)
    assert (found.state, found.elapsed, found.last_day) == ("running", 5, on(17))


def test_d4_5_two_stops_from_one_day_are_one(world: World) -> None:
    world.quick()
    world.member("Anna Wells", **KP_A)
    world.today(20)
    world.app.projects.pause(world.project, "New year", on(4))
    world.app.clocks.pause_clock(world.project, "The plant is shut", on(4))
    world.app.projects.resume(world.project, on(6))
    assert (_clock(world, 9).state, _clock(world, 9).elapsed) == ("paused", 4)
    world.app.clocks.resume_clock(world.project, on(9))
    assert _clock(world, 20).last_day == on(15)


def test_d4_5_days_of_a_dropped_purchase_do_not_count_when_it_lives_again(world: World) -> None:
    world.quick()
    world.member("Anna Wells", **KP_A)
    world.today(30)
    world.app.clocks.drop(world.project, "No budget", day=on(3))
    world.app.clocks.revive(world.project, on(23))
    assert (_clock(world, 30).elapsed, _clock(world, 30).last_day) == (10, on(30))


def test_d4_5_a_class_that_was_decided_runs_from_the_decision_whatever_is_met_later(world: World) -> None:
    world.quick()
    anna = world.member("Anna Wells", **KP_A)
    world.today(15)
    subject = f"class:{world.app.records.get(world.project).uid}"
    world.app.decisions.take(
        NewDecision(world.account, subject, "lowered", "KP-B", "too slow", "kp_b", day=on(11))
    )
    world.contact("visit", 14, anna)
    found = _clock(world, 15)
    assert (found.started, found.limit, found.elapsed) == (on(11), 20, 4)
    assert "since the decision of" in world.tell(found.start_why)


def test_every_sentence_of_a_clock_is_said_in_both_languages(world: World) -> None:
    world.quick()
    world.member("Anna Wells", **KP_A)
    said = [world.tell(_clock(world, day).said, "zh") for day in (1, 8, 10, 11)]
    assert said == [
        "KP-A：第 1 天，共 10 天，到2026年3月12日",
        "KP-A：还剩 2 天，到2026年3月12日",
        "KP-A：今天是最后一天",
        "KP-A：10 天已过，超了 1 天",
    ]
    assert world.tell(_clock(world, 12).said) == "KP-A: 2 days over the 10"
