"""What Today says of a running purchase: steps on the way, the closing clock, proposals, a stage that stands still (d2,
d4.3, d4.5, d4.8); of baggage and of what was dropped it says nothing."""

from __future__ import annotations

import pytest

from tests.method.purchase_world import KP_A, KP_B, World, on
from tests.method.today_words import BAGGAGE, NEXT_QUARTER, at


def test_d4_8_baggage_asks_for_nothing_and_a_dropped_one_waits_quietly(world: World) -> None:
    rita = world.member("Rita Stone", **KP_A)
    world.quick()
    world.contact("visit", 0, rita, project="Third furnace")
    assert {one.kind for one in at(world, 40).rows()} == {"proposal", "stage"}
    world.know(world.project, **BAGGAGE)
    day = at(world, 40)
    assert day.rows() == []
    assert {one.kind for one in day.agenda.spared} == {"proposal", "stage"}
    world.app.projects.drop(world.project, "no money")
    day = at(world, 41)
    assert day.rows() == []
    assert [(one.title, one.dropped.reason) for one in day.agenda.quiet] == [("Third furnace", "no money")]


def test_d4_8_a_step_on_the_way_runs_out(world: World) -> None:
    one, other = world.member("Anna Wells"), world.member("Rita Stone")
    world.app.clocks.start_hop(world.project, world.person(one), world.person(other))
    assert at(world, 2).says("hop") == ["soon: Anna Wells takes us to Rita Stone: 1 day left"]
    assert at(world, 3).one("hop").urgency == 1
    late = at(world, 4)
    assert late.says("hop") == ["overdue: Anna Wells takes us to Rita Stone: 1 day late, it cools off"]
    assert late.one("hop").deeds[0] == "hop_done"


def test_d4_5_the_closing_clock_runs_out_and_then_a_decision_is_asked(world: World) -> None:
    rita = world.member("Rita Stone", **KP_A)
    world.app.clocks.invited(rita)
    world.quick()
    world.contact("visit", 0, rita, project="Third furnace")
    assert at(world, 6).rows("clock", "proposal") == []
    soon, last, over = at(world, 7), at(world, 10), at(world, 11)
    assert [one.kind for one in soon.rows("clock", "proposal")] == ["clock"]
    assert soon.one("clock").due == on(10)
    assert "due to become KP-B" in soon.more("clock")[0]
    assert last.one("clock").urgency == 1
    assert [one.kind for one in over.rows("clock", "proposal")] == ["proposal"]
    assert over.one("proposal").deeds[0] == "decide"
    assert over.one("proposal").proposal is not None


def test_d4_5_a_new_kp_a_is_invited(world: World) -> None:
    rita = world.member("Rita Stone", **KP_A)
    row = at(world, 1).one("invite")
    assert (row.due, row.deeds[0], row.person_id) == (on(5), "invited", world.person(rita))
    world.app.clocks.invited(rita)
    assert at(world, 1).rows("invite") == []


def test_d2_a_stage_that_stands_still_is_said_once(world: World) -> None:
    """Silent only: the row of the stage says so, unless a row asks for a contact anyway."""
    assert at(world, 30).rows() == []
    assert [one.kind for one in at(world, 31).rows()] == ["stage"]
    assert "nobody spoken with for 31 days" in at(world, 31).says("stage")[0]
    world.know(world.account, tier="priority")
    assert at(world, 40).says() == [
        "overdue: Call overdue by 9 days",
        "overdue: Stage 1, Need: 10 days over the 30",
    ]


def test_d4_3_what_waits_for_next_quarter_does_not_stand_still(world: World) -> None:
    world.know(world.project, **NEXT_QUARTER)
    assert at(world, 59).rows() == []


def test_d4_8_the_whole_way_is_said_with_its_step_when_it_runs_out(world: World) -> None:
    """Nine days in all: told from three days before its end."""
    one, other = world.member("Anna Wells"), world.member("Rita Stone", kp_rank="first")
    world.app.clocks.start_hop(world.project, world.person(one), world.person(other))
    assert [at(world, day).more("hop")[1:] for day in (5, 6, 9, 10)] == [
        [],
        ["Way to the first key person: 3 days left, until 11 Mar 2026"],
        ["Way to the first key person: today is the last day"],
        ["Way to the first key person: 1 day over the 9"],
    ]


def test_d4_5_a_clock_that_runs_out_is_not_said_beside_giving_up(world: World) -> None:
    """KP-D: giving up is proposed at once, whatever the clock says."""
    rita = world.member("Rita Stone", **KP_A)
    world.app.clocks.invited(rita)
    world.quick()
    world.contact("visit", 0, rita, project="Third furnace")
    assert [one.kind for one in at(world, 8).rows("clock", "proposal")] == ["clock"]
    world.know(rita, 8, kp_need="no", kp_ability="no", value_recognised="no")
    assert [one.kind for one in at(world, 8).rows("clock", "proposal")] == ["proposal"]


@pytest.mark.parametrize("state", ["planned", "untold"])
def test_d2_who_will_be_met_or_was_just_met_is_not_silent(world: World, state: str) -> None:
    at(world, 20)
    world.to_stage(2, 20)
    assert at(world, 40).one("stage").urgency == 1
    at(world, 38)
    world.contact("visit", 42 if state == "planned" else 39, state="planned")
    assert at(world, 40).rows("stage") == []


def test_d2_on_the_last_day_a_stage_is_in_time(world: World) -> None:
    world.contact("call", 0)
    at(world, 20)
    world.contact("call", 20)
    assert at(world, 30).rows("stage") == []
    late = at(world, 31).one("stage")
    assert (late.due, late.urgency) == (on(30), 0)


def test_d4_8_where_no_way_is_left_the_clock_says_nothing_beside_giving_up(world: World) -> None:
    anna, rita = world.member("Anna Wells", **KP_B), world.member("Rita Stone", kp_rank="first")
    world.quick()
    world.contact("visit", 0, anna, project="Third furnace")
    assert at(world, 18).rows("clock")
    at(world, 2)
    hop = world.app.clocks.start_hop(world.project, world.person(anna), world.person(rita))
    world.app.clocks.hop_given_up(hop, "he will not")
    assert [one.rule for one in at(world, 18).rows("clock", "proposal")] == ["give_up"]


def test_d2_a_stage_on_its_last_day_is_only_silent(world: World) -> None:
    """Whoever asks for a contact anyway says that already."""
    at(world, 20)
    world.to_stage(2, 20)
    last = 20 + world.catalogue.stage(2).expected_days
    assert at(world, last).one("stage").due == on(last)
    world.know(world.account, tier="priority")
    assert [at(world, day).rows("stage") == [] for day in (last, last + 1)] == [True, False]
