"""What a rep does to the clocks: each one step, refused where it makes no sense, taken back as a whole."""

from __future__ import annotations

from datetime import date

import pytest

from desktopcrm.app import App
from desktopcrm.domain import stages
from desktopcrm.domain.decisions import newest
from desktopcrm.domain.key_person_class import judge_project
from desktopcrm.domain.proposals import Proposal, proposals
from desktopcrm.errors import UserError
from desktopcrm.services.clocks import Revival
from desktopcrm.services.records import NewRecord
from tests.method.purchase_world import KP_A, KP_C, World, on


@pytest.fixture
def world(app: App) -> World:
    return World(app)


def _refused(error: pytest.ExceptionInfo[UserError]) -> str:
    return error.value.key


def _proposal(world: World, kind: str, day: int) -> Proposal:
    found = proposals(world.plan(day), world.project, world.catalogue)
    return next(one for one in found if one.kind == kind)


def _steps(world: World) -> int:
    return len(world.app.history.steps(99))


def test_a_step_on_the_way_is_one_step_to_undo(world: World) -> None:
    one, other = world.member("Anna Wells"), world.member("Rita Stone")
    before = _steps(world)
    hop = world.app.clocks.start_hop(world.project, world.person(one), world.person(other))
    assert _steps(world) == before + 1
    plan = world.plan()
    assert (plan.record(hop).name, plan.value(hop, "started")) == (
        "Anna Wells → Rita Stone",
        on(0).isoformat(),
    )
    world.app.history.undo()
    assert world.plan().of("hop") == ()


def test_a_step_needs_two_people_of_the_account_and_is_agreed_once(world: World) -> None:
    one, other = (world.person(world.member(name)) for name in ("Anna Wells", "Rita Stone"))
    elsewhere = world.app.accounts.add("Harbour Cranes")
    stranger = world.app.records.add(NewRecord("person", "Max Reed", elsewhere))
    start = world.app.clocks.start_hop
    with pytest.raises(UserError) as refused:
        start(world.project, one, one)
    assert _refused(refused) == "errors.hop_to_itself"
    with pytest.raises(UserError) as refused:
        start(world.project, one, stranger)
    assert _refused(refused) == "errors.hop_of_another_account"
    with pytest.raises(UserError) as refused:
        start(world.project, one, other, on(1))
    assert _refused(refused) == "errors.step_in_future"
    hop = start(world.project, one, other)
    with pytest.raises(UserError) as refused:
        start(world.project, one, other)
    assert _refused(refused) == "errors.hop_running"
    world.app.clocks.hop_given_up(hop, "He sees no suppliers")
    assert world.plan().value(hop, "comment") == "He sees no suppliers"
    assert start(world.project, one, other) != hop


def test_a_step_does_not_end_before_it_began(world: World) -> None:
    one, other = (world.person(world.member(name)) for name in ("Anna Wells", "Rita Stone"))
    world.today(5)
    hop = world.app.clocks.start_hop(world.project, one, other, on(3))
    with pytest.raises(UserError) as refused:
        world.app.clocks.hop_done(hop, on(2))
    assert _refused(refused) == "errors.before_last_step"
    world.app.clocks.hop_done(hop, on(3))
    world.app.history.undo()
    assert world.plan().value(hop, "done_on") == ""


def test_a_clock_is_stopped_with_a_reason_and_started_again(world: World) -> None:
    clocks = world.app.clocks
    with pytest.raises(UserError) as refused:
        clocks.pause_clock(world.project, "  ")
    assert _refused(refused) == "errors.reason_missing"
    with pytest.raises(UserError) as refused:
        clocks.resume_clock(world.project)
    assert _refused(refused) == "errors.clock_runs"
    world.today(5)
    clocks.pause_clock(world.project, "The plant is shut", on(3))
    with pytest.raises(UserError) as refused:
        clocks.pause_clock(world.project, "again")
    assert _refused(refused) == "errors.clock_stopped"
    with pytest.raises(UserError) as refused:
        clocks.resume_clock(world.project, on(2))
    assert _refused(refused) == "errors.before_last_step"
    clocks.resume_clock(world.project)
    assert [(one.value, one.note) for one in world.plan().past(world.project, "clock_paused")] == [
        ("no", ""),
        ("yes", "The plant is shut"),
    ]
    world.app.history.undo()
    assert world.plan().value(world.project, "clock_paused") == "yes"


def test_a_closed_purchase_has_no_clock_to_stop_and_no_way_to_begin(world: World) -> None:
    one, other = (world.person(world.member(name)) for name in ("Anna Wells", "Rita Stone"))
    world.app.projects.lose(world.project, "price")
    with pytest.raises(UserError) as refused:
        world.app.clocks.start_hop(world.project, one, other)
    assert _refused(refused) == "errors.project_closed"
    with pytest.raises(UserError) as refused:
        world.app.clocks.pause_clock(world.project, "The plant is shut")
    assert _refused(refused) == "errors.project_closed"


def test_lowering_a_class_keeps_the_reason_and_can_be_taken_back(world: World) -> None:
    world.quick()
    world.member("Anna Wells", **KP_A)
    world.today(11)
    proposal = _proposal(world, "lower", 11)
    with pytest.raises(UserError) as refused:
        world.app.clocks.decide(proposal, "lowered", "")
    assert _refused(refused) == "errors.reason_missing"
    world.app.clocks.decide(proposal, "lowered", "No word for ten days")
    taken = newest(world.plan(), proposal.subject)
    assert taken is not None
    assert (taken.verdict, taken.reason, taken.state) == ("lowered", "No word for ten days", "kp_b")
    assert world.plan().record(taken.record_id).name == "Third furnace: Over the time: lower the class"
    assert judge_project(world.plan(), world.project, world.catalogue).kp == "kp_b"
    world.app.history.undo()
    assert judge_project(world.plan(), world.project, world.catalogue).kp == "kp_a"
    assert _proposal(world, "lower", 11) == proposal


def test_agreeing_to_give_up_drops_the_purchase(world: World) -> None:
    world.quick()
    world.member("Jon Hall", **KP_C)
    world.today(31)
    world.app.clocks.decide(_proposal(world, "give_up", 31), "lowered", "Nobody signs")
    course = stages.course(world.plan().course_of(world.project), world.plan().day)
    assert course.closed is not None
    assert (course.status, course.closed.reason, course.closed.day) == ("dropped", "Nobody signs", on(31))


def test_dropping_with_a_trigger_is_one_step(world: World) -> None:
    before = _steps(world)
    world.app.clocks.drop(world.project, "No budget", Revival("The money is back", date(2027, 1, 4)))
    assert _steps(world) == before + 1
    plan = world.plan()
    assert (plan.value(world.project, "revive_when"), plan.value(world.project, "revive_on")) == (
        "The money is back",
        "2027-01-04",
    )
    world.app.history.undo()
    plan = world.plan()
    assert (plan.value(world.project, "revive_when"), plan.course_of(world.project)[-1].kind) == (
        "",
        "entered",
    )


def test_a_drop_without_a_reason_leaves_nothing_behind(world: World) -> None:
    before = _steps(world)
    with pytest.raises(UserError) as refused:
        world.app.clocks.drop(world.project, "", Revival("The money is back"))
    assert (_refused(refused), _steps(world)) == ("errors.reason_missing", before)
    assert world.plan().value(world.project, "revive_when") == ""


def test_a_purchase_taken_up_again_forgets_its_trigger_in_one_step(world: World) -> None:
    world.app.clocks.drop(world.project, "No budget", Revival("The money is back"))
    before = _steps(world)
    world.app.clocks.revive(world.project)
    assert (_steps(world), world.plan().value(world.project, "revive_when")) == (before + 1, "")
    world.app.history.undo()
    assert world.plan().value(world.project, "revive_when") == "The money is back"


def test_an_invitation_is_written_down_with_its_day(world: World) -> None:
    anna = world.member("Anna Wells", **KP_A)
    world.today(4)
    world.app.clocks.invited(anna, on(2))
    assert world.plan().value(anna, "invited_on") == on(2).isoformat()
    with pytest.raises(UserError) as refused:
        world.app.clocks.invited(anna, on(9))
    assert _refused(refused) == "errors.step_in_future"
    world.app.history.undo()
    assert world.plan().value(anna, "invited_on") == ""
