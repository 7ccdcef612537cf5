"""The way to the first key person (d4.8, R5): three days a step, nine in all, and who leads to whom."""

from __future__ import annotations

import pytest

from desktopcrm.domain.clocks import Clock
from desktopcrm.domain.hops import Hop, hop_said, hops, path_clock
from desktopcrm.domain.paths import first_key_person, path_to_first, reach
from desktopcrm.services.records import NewRecord
from tests.method.purchase_world import START, World, on


@pytest.fixture
def chain(world: World) -> tuple[int, int, int]:
    """Third, second and first key person, each reporting to the next."""
    third, second, first = (
        world.member(name, kp_rank=rank)
        for name, rank in (("Jon Hall", "third"), ("Anna Wells", "second"), ("Rita Stone", "first"))
    )
    world.line("reports_to", third, second)
    world.line("reports_to", second, first)
    return third, second, first


def _hop(world: World, one: int, other: int, day: int = 0) -> int:
    return world.app.clocks.start_hop(world.project, world.person(one), world.person(other), on(day))


def _hops(world: World, day: int) -> tuple[Hop, ...]:
    return hops(world.plan(day), world.project, world.catalogue)


def _path(world: World, day: int) -> Clock:
    return path_clock(world.plan(day), world.project, world.catalogue)


def _way(world: World, day: int = 0) -> list[tuple[str, str]]:
    plan = world.plan(day)
    return [(plan.record(one.person_id).name, one.by) for one in path_to_first(plan, world.project)]


def test_d4_8_day_three_is_in_time_and_day_four_late(world: World, chain: tuple[int, int, int]) -> None:
    _hop(world, chain[0], chain[1])
    found = [(day, (one := _hops(world, day)[0]).state, one.days) for day in (0, 2, 3, 4)]
    assert found == [(0, "running", 0), (2, "running", 2), (3, "running", 3), (4, "late", 4)]
    assert _hops(world, 2)[0].last_day == on(3)
    said = [world.tell(hop_said(world.plan(day), _hops(world, day)[0], world.catalogue)) for day in (2, 3, 5)]
    assert said == [
        "Jon Hall takes us to Anna Wells: 1 day left",
        "Jon Hall takes us to Anna Wells: today is the last day",
        "Jon Hall takes us to Anna Wells: 2 days late, it cools off",
    ]


def test_d4_8_the_days_of_a_step_are_a_parameter(world: World, chain: tuple[int, int, int]) -> None:
    _hop(world, chain[0], chain[1])
    tuned = world.tuned(hop_clock__hop_days=5)
    assert [hops(world.plan(day), world.project, tuned)[0].state for day in (5, 6)] == ["running", "late"]


def test_d4_8_a_step_ends_when_it_is_written_down(world: World, chain: tuple[int, int, int]) -> None:
    hop = _hop(world, chain[0], chain[1])
    world.today(6)
    world.app.clocks.hop_done(hop, on(2))
    found = _hops(world, 6)[0]
    assert (found.state, found.days, found.done_on, found.is_running) == ("done", 2, on(2), False)
    assert world.tell(hop_said(world.plan(6), found, world.catalogue)) == (
        "Jon Hall took us to Anna Wells within 2 days"
    )


def test_d4_8_a_step_ends_by_itself_when_the_person_is_met(world: World, chain: tuple[int, int, int]) -> None:
    world.contact("visit", 0, chain[1])
    world.today(6)
    _hop(world, chain[0], chain[1], 1)
    world.contact("call", 2, chain[1])
    assert _hops(world, 6)[0].state == "late"
    world.contact("visit", 3, chain[1])
    assert (_hops(world, 6)[0].state, _hops(world, 6)[0].done_on) == ("done", on(3))


def test_d4_8_days_of_a_pause_do_not_count_in_a_step(world: World, chain: tuple[int, int, int]) -> None:
    _hop(world, chain[0], chain[1])
    world.today(10)
    world.app.projects.pause(world.project, "New year", on(1))
    world.app.projects.resume(world.project, on(8))
    assert [(_hops(world, day)[0].state) for day in (10, 11)] == ["running", "late"]


def test_r5_the_whole_way_takes_nine_days(world: World, chain: tuple[int, int, int]) -> None:
    assert _path(world, 0).state == "none"
    world.app.clocks.hop_done(_hop(world, chain[0], chain[1]), START)
    world.today(9)
    _hop(world, chain[1], chain[2], 2)
    assert [(day, _path(world, day).state) for day in (0, 5, 6, 9, 10)] == [
        (0, "running"),
        (5, "running"),
        (6, "soon"),
        (9, "soon"),
        (10, "overdue"),
    ]
    assert (_path(world, 9).limit, _path(world, 9).started, _path(world, 9).last_day) == (9, START, on(9))


def test_r5_the_way_ends_with_the_first_key_person(world: World, chain: tuple[int, int, int]) -> None:
    _hop(world, chain[1], chain[2])
    world.today(5)
    world.contact("meeting", 4, chain[2])
    assert _path(world, 5).state == "none"
    assert world.tell(_path(world, 5).said) == "The first key person was met after 4 days."


def test_r5_the_way_ends_with_a_step_to_the_first_key_person_written_down(
    world: World, chain: tuple[int, int, int]
) -> None:
    first, second = _hop(world, chain[0], chain[1]), _hop(world, chain[1], chain[2])
    world.today(4)
    world.app.clocks.hop_done(first, on(1))
    assert _path(world, 4).state == "running"
    world.app.clocks.hop_done(second, on(3))
    assert world.tell(_path(world, 4).said) == "The first key person was met after 3 days."


def test_d4_8_a_step_without_a_day_counts_from_when_it_was_written_down(
    world: World, chain: tuple[int, int, int]
) -> None:
    world.app.records.add(NewRecord("hop", "Through the fair", world.project, created_on=on(1)))
    found = _hops(world, 4)[0]
    assert (found.started, found.days, found.from_id, found.is_running) == (on(1), 3, None, True)
    _hop(world, chain[0], chain[1])
    assert [one.started for one in _hops(world, 4)] == [START, on(1)]


def test_d4_8_the_first_key_person_is_ranked_else_named_else_in_the_part(world: World) -> None:
    assert first_key_person(world.plan(), world.project) is None
    assert reach(world.plan(), world.project).state == "unknown"
    anna, jon, rita = (world.member(name) for name in ("Anna Wells", "Jon Hall", "Rita Stone"))
    for member, key, value in ((anna, "role", "decision_maker"), (jon, "", ""), (rita, "kp_rank", "first")):
        if key:
            world.know(member, **{key: value})
        else:
            world.know(world.project, decision_maker="Jon Hall")
        assert first_key_person(world.plan(), world.project) == world.person(member)


def test_d4_8_whoever_reports_leads_upwards(world: World, chain: tuple[int, int, int]) -> None:
    assert reach(world.plan(), world.project).state == "no_start"
    world.contact("call", 0, chain[0])
    assert _way(world) == [("Jon Hall", "met"), ("Anna Wells", "reports_to"), ("Rita Stone", "reports_to")]
    world.contact("visit", 0, chain[1])
    assert _way(world) == [("Anna Wells", "met"), ("Rita Stone", "reports_to")]
    world.contact("call", 0, chain[2])  # spoken with, not met
    assert _way(world) == [("Rita Stone", "met")]
    world.contact("visit", 0, chain[2])
    assert (reach(world.plan(), world.project).state, _way(world)) == ("met", [])


def test_d4_8_nobody_leads_downwards(world: World) -> None:
    boss, first = world.member("Otto Lang"), world.member("Rita Stone", kp_rank="first")
    world.contact("visit", 0, boss)
    world.line("reports_to", first, boss)
    assert reach(world.plan(), world.project).state == "no_path"
    world.line("influences", boss, first)
    assert _way(world) == [("Otto Lang", "met"), ("Rita Stone", "influences")]


def test_d4_8_a_personal_tie_leads_both_ways_and_a_conflict_nowhere(world: World) -> None:
    friend, first = world.member("Otto Lang"), world.member("Rita Stone", kp_rank="first")
    world.contact("visit", 0, friend)
    world.line("conflicts", friend, first)
    assert reach(world.plan(), world.project).state == "no_path"
    world.line("relates", first, friend)
    assert _way(world) == [("Otto Lang", "met"), ("Rita Stone", "relates")]


def test_d4_8_of_two_ways_equally_short_the_one_over_those_who_like_us(world: World) -> None:
    one, other, first = world.member("Otto Lang"), world.member("Ida Moor"), world.member("Rita Stone")
    world.know(first, kp_rank="first")
    for member in (one, other):
        world.contact("visit", 0, member)
        world.line("influences", member, first)
    assert _way(world)[0] == ("Otto Lang", "met")
    world.know(one, stance="against")
    assert _way(world)[0] == ("Ida Moor", "met")
    world.know(other, stance="against")
    assert _way(world)[0] == ("Otto Lang", "met")


def test_d4_8_a_short_way_over_an_opponent_goes_before_a_long_one(world: World) -> None:
    foe, friend, between, first = (
        world.member(name) for name in ("Otto Lang", "Ida Moor", "Max Reed", "Rita Stone")
    )
    world.know(first, kp_rank="first")
    world.know(foe, stance="against")
    world.contact("visit", 0, foe, friend)
    for one, other in ((foe, first), (friend, between), (between, first)):
        world.line("influences", one, other)
    assert [name for name, _ in _way(world)] == ["Otto Lang", "Rita Stone"]


def test_d4_8_a_step_that_was_given_up_is_not_tried_again(world: World, chain: tuple[int, int, int]) -> None:
    world.contact("visit", 0, chain[1])
    hop = _hop(world, chain[1], chain[2])
    world.app.clocks.hop_given_up(hop, "She says he sees no suppliers")
    assert _hops(world, 9)[0].state == "given_up"
    assert (reach(world.plan(), world.project).state, _path(world, 9).state) == ("no_path", "none")
    friend = world.member("Ida Moor")
    world.contact("call", 0, friend)
    world.line("relates", friend, chain[2])
    assert _way(world) == [("Ida Moor", "met"), ("Rita Stone", "relates")]


def test_d4_8_somebody_who_was_put_away_leads_nowhere(world: World, chain: tuple[int, int, int]) -> None:
    world.contact("visit", 0, chain[0])
    world.app.records.archive(world.person(chain[1]))
    assert reach(world.plan(), world.project).state == "no_path"


def test_d4_8_a_step_ends_with_whoever_is_no_longer_there(world: World, chain: tuple[int, int, int]) -> None:
    _hop(world, chain[0], chain[1])
    met = _hop(world, chain[0], chain[2])
    world.app.clocks.hop_done(met)
    world.app.records.archive(world.person(chain[1]))
    assert [one.state for one in _hops(world, 9)] == ["given_up", "done"]
    world.app.records.restore(world.person(chain[1]))
    assert [one.state for one in _hops(world, 9)] == ["late", "done"]
    world.app.records.delete(world.person(chain[0]))
    assert [one.state for one in _hops(world, 9)] == ["given_up", "done"]
    assert "hop" not in {row.kind for row in world.app.today.page(on(9)).rows}
