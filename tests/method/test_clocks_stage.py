"""Days in the stage (d2), what was dropped and what it cost (d4.8, beyond 17)."""

from __future__ import annotations

from desktopcrm.domain.clocks import Clock, stage_clock
from desktopcrm.domain.cost import Cost, cost_said, cost_so_far
from desktopcrm.domain.dropped import quiet_list
from desktopcrm.services.clocks import Revival
from tests.method.purchase_world import START, World, on


def _clock(world: World, day: int) -> Clock:
    return stage_clock(world.plan(day), world.project, world.catalogue)


def _contacts(world: World, until: int) -> None:
    """A call every week, so that nothing is silent."""
    someone = world.member("Anna Wells")
    world.today(until)
    for day in range(0, until, 7):
        world.contact("call", day, someone)


def test_d2_a_stage_stands_still_after_its_expected_days(world: World) -> None:
    days = world.catalogue.stage(1).expected_days
    _contacts(world, days + 1)
    assert [(_clock(world, day).state, _clock(world, day).left) for day in (days - 6, days - 5, days)] == [
        ("running", 6),
        ("soon", 5),
        ("soon", 0),
    ]
    found = _clock(world, days + 1)
    assert (found.state, found.left, found.limit, found.started) == ("overdue", -1, days, START)
    assert world.tell(found.said) == f"Stage 1, Need: 1 day over the {days}"


def test_d2_each_stage_counts_anew_and_a_step_back_too(world: World) -> None:
    _contacts(world, 60)
    world.app.projects.advance(world.project, "the board wants it", on(20))
    assert (_clock(world, 60).limit, _clock(world, 60).elapsed) == (
        world.catalogue.stage(2).expected_days,
        40,
    )
    world.app.projects.step_back(world.project, "too early", on(50))
    assert (_clock(world, 60).started, _clock(world, 60).elapsed) == (on(50), 10)


def test_d2_a_month_without_a_word_is_standing_still(world: World) -> None:
    someone = world.member("Anna Wells")
    world.to_stage(2)
    world.today(10)
    world.contact("call", 10, someone)
    world.contact("material", 25, someone)
    assert world.catalogue.stage(2).expected_days > 41
    assert [(day, _clock(world, day).state) for day in (39, 40, 41)] == [
        (39, "running"),
        (40, "soon"),
        (41, "overdue"),
    ]
    found = _clock(world, 41)
    assert (found.left > 0, world.tell(found.said)) == (
        True,
        "Stage 2, Screening: standing still, nobody spoken with for 31 days",
    )
    assert world.tell(_clock(world, 60).said) == (
        "Stage 2, Screening: 15 days over its time, and nobody spoken with for 50 days"
    )


def test_d2_silence_counts_from_the_beginning_of_the_purchase(world: World) -> None:
    world.to_stage(2)
    assert [_clock(world, day).state for day in (30, 31)] == ["running", "overdue"]
    tuned = world.tuned(stage_pace__silent_days=7)
    assert [stage_clock(world.plan(day), world.project, tuned).state for day in (7, 8)] == [
        "running",
        "overdue",
    ]


def test_d2_days_of_a_pause_do_not_count(world: World) -> None:
    world.today(40)
    world.app.projects.pause(world.project, "New year", on(10))
    assert (_clock(world, 40).state, _clock(world, 40).pause_reason) == ("paused", "New year")
    world.app.projects.resume(world.project, on(30))
    world.app.clocks.pause_clock(world.project, "The plant is shut", on(32))
    world.app.clocks.resume_clock(world.project, on(37))
    assert (_clock(world, 40).elapsed, _clock(world, 40).state) == (15, "running")


def test_d2_a_closed_purchase_has_no_pace(world: World) -> None:
    world.app.projects.lose(world.project, "price", START)
    assert _clock(world, 90).state == "none"


def test_d4_8_the_cost_so_far_counts_contacts_and_minutes(world: World) -> None:
    anna = world.member("Anna Wells")
    world.today(9)
    assert cost_so_far(world.plan(), world.project, world.catalogue) == Cost(0, 0, 0, 0)
    world.contact("visit", 1, anna, minutes="200")
    world.contact("meeting", 2, anna)
    world.contact("call", 3, anna)
    world.contact("message", 3, anna)
    world.contact("material", 4, anna)
    world.contact("visit", 5, anna, state="cancelled")
    world.contact("visit", 20, anna)
    found = cost_so_far(world.plan(), world.project, world.catalogue)
    assert found == Cost(visits=2, calls=1, others=2, minutes=200 + 120 + 15 + 5 + 10)
    assert world.tell(cost_said(found)) == "2 visits, 1 call, 2 other contacts, 5:50 h"
    assert world.tell(cost_said(found), "zh") == "拜访 2 次、电话 1 个、其他往来 2 次，共 5 小时 50 分"
    tuned = world.tuned(cost_so_far__meeting=60)
    assert cost_so_far(world.plan(), world.project, tuned).minutes == found.minutes - 60


def test_d4_8_what_came_before_the_purchase_costs_it_nothing(world: World) -> None:
    anna = world.member("Anna Wells")
    world.contact("call", -1, anna)
    assert cost_so_far(world.plan(), world.project, world.catalogue).calls == 0
    world.contact("call", 0, anna)
    assert cost_so_far(world.plan(), world.project, world.catalogue).calls == 1


def test_d4_8_with_two_purchases_only_what_names_one_counts_for_it(world: World) -> None:
    anna = world.member("Anna Wells")
    world.contact("call", 0, anna)
    world.app.projects.add(world.account, "Crane", START)
    assert cost_so_far(world.plan(), world.project, world.catalogue).calls == 0
    world.contact("call", 0, anna, project="Third furnace")
    assert cost_so_far(world.plan(), world.project, world.catalogue).calls == 1


def test_beyond_17_the_quiet_list_marks_the_day_and_asks_nothing(world: World) -> None:
    others = [world.app.projects.add(world.account, title, START) for title in ("Crane", "Ladle", "Saw")]
    world.today(5)
    drops = (
        (world.project, Revival("The money is back", on(40)), 5),
        (others[0], Revival("New manager"), 4),
        (others[1], Revival(on=on(20)), 3),
        (others[2], Revival(), 5),
    )
    for project, revival, day in drops:
        world.app.clocks.drop(project, "No budget", revival, on(day))

    def names(day: int) -> list[tuple[str, bool]]:
        plan = world.plan(day)
        return [
            (plan.record(one.project_id).name, one.day_has_come) for one in quiet_list(plan, world.catalogue)
        ]

    assert names(19) == [("Ladle", False), ("Third furnace", False), ("Saw", False), ("Crane", False)]
    assert names(20)[0] == ("Ladle", True)
    assert names(40)[:2] == [("Ladle", True), ("Third furnace", True)]
    first = next(one for one in quiet_list(world.plan(6), world.catalogue) if one.project_id == world.project)
    assert (first.dropped_on, first.reason, first.revive_when, first.stage) == (
        on(5),
        "No budget",
        "The money is back",
        1,
    )


def test_beyond_17_what_was_lost_or_lives_again_is_not_on_the_list(world: World) -> None:
    lost = world.app.projects.add(world.account, "Crane", START)
    world.app.projects.lose(lost, "price", START)
    world.app.clocks.drop(world.project, "No budget", Revival("New manager", on(9)))
    assert [one.project_id for one in quiet_list(world.plan(), world.catalogue)] == [world.project]
    world.app.clocks.revive(world.project)
    assert quiet_list(world.plan(), world.catalogue) == ()
    assert world.plan().value(world.project, "revive_on") == ""
