"""What is done with a row of Today, and planned because of it: each one step to undo, refused where it makes no sense."""

from __future__ import annotations

import pytest

from desktopcrm.app import App
from desktopcrm.domain.day_change import Change
from desktopcrm.errors import UserError
from desktopcrm.services.today import NewVisit
from tests.method.purchase_world import World, on
from tests.method.today_words import BONUS, promise
from tests.services.today_page import kinds, one, page, steps


@pytest.fixture
def world(app: App) -> World:
    found = World(app)
    found.know(found.account, tier="priority")
    return found


def test_a_visit_is_planned_in_one_step(world: World) -> None:
    anna = world.person(world.member("Anna Wells"))
    world.today(40)
    before = steps(world)
    new = NewVisit(world.account, on(42), "3pm", (anna,), "Agree on the trial", world.project, "Hall 2", 90)
    record = world.app.today.plan_visit(new)
    assert steps(world) == before + 1
    plan = world.plan()
    assert plan.record(record).name == "Agree on the trial"
    assert {key: plan.value(record, key) for key in ("kind", "day", "time", "state", "place", "minutes")} == {
        "kind": "visit", "day": on(42).isoformat(), "time": "15:00", "state": "planned", "place": "Hall 2", "minutes": "90",
    }  # fmt: skip
    row = one(page(world, 40), "visit")
    assert (row.person_id, row.project_id, row.minutes) == (anna, world.project, 90)
    assert "contact" not in kinds(page(world, 40))
    world.app.history.undo()
    assert "visit" not in kinds(page(world, 40))


def test_a_visit_without_an_objective_is_called_what_it_is(world: World) -> None:
    record = world.app.today.plan_visit(NewVisit(world.account, on(3), kind="meeting"))
    assert world.app.records.get(record).name == "Meeting"


@pytest.mark.parametrize(
    ("new", "error"),
    [
        ({"day": on(-1)}, "errors.day_has_passed"),
        ({"day": on(1), "time": "soon"}, "errors.not_a_time"),
        ({"day": on(1), "time": "25:00"}, "errors.not_a_time"),
        ({"day": on(1), "kind": "lunch"}, "errors.not_a_choice"),
    ],
)
def test_what_cannot_be_planned_is_refused(world: World, new: dict[str, object], error: str) -> None:
    before = steps(world)
    with pytest.raises(UserError) as refused:
        world.app.today.plan_visit(NewVisit(world.account, **new))  # type: ignore[arg-type]
    assert refused.value.key == error
    assert steps(world) == before


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("9", "09:00"),
        ("9:30", "09:30"),
        ("0930", "09:30"),
        ("3pm", "15:00"),
        ("下午三点半", "15:30"),
        ("１４：００", "14:00"),
        ("", ""),
    ],
)
def test_times_are_written_as_people_do(world: World, typed: str, time: str) -> None:
    record = world.app.today.plan_visit(NewVisit(world.account, on(1), typed))
    assert world.plan().value(record, "time") == time


def test_a_visit_is_moved_and_cancelled(world: World) -> None:
    record = world.app.today.plan_visit(NewVisit(world.account, on(2), "10:00"))
    world.today(5)
    assert one(page(world, 5), "untold").record_id == record
    world.app.today.move(record, on(7))
    row = one(page(world, 5), "visit")
    assert (row.due, row.time) == (on(7), "10:00")
    world.app.today.move(record, on(6), "")
    assert one(page(world, 5), "visit").time == ""
    world.app.today.cancel(record, "he is ill")
    assert not {"visit", "untold"} & kinds(page(world, 5))
    assert world.plan().past(record, "state")[0].note == "he is ill"
    with pytest.raises(UserError):
        world.app.today.move(record, on(4))
    with pytest.raises(UserError):
        world.app.today.move(world.project, on(9))


def test_a_promise_is_done_in_one_step(world: World) -> None:
    record = promise(world, "Offer", 0)
    row = one(page(world, 2), "promise")
    before = steps(world)
    world.app.today.done(row)
    assert steps(world) == before + 1
    assert "promise" not in kinds(page(world, 2))
    assert world.plan().value(record, "done_on") == on(2).isoformat()
    world.app.history.undo()
    assert "promise" in kinds(page(world, 2))


def test_a_birthday_is_settled_for_this_year(world: World) -> None:
    anna = world.person(world.member("Anna Wells"))
    world.know(anna, birthday="--03-12")
    world.app.today.done(one(page(world, 10), "birthday"))
    assert "birthday" not in kinds(page(world, 10))
    assert "birthday" in kinds(page(world, 375))


def test_a_row_is_put_off_and_brought_back(world: World) -> None:
    row = one(page(world, 40), "contact")
    with pytest.raises(UserError) as refused:
        world.app.today.snooze(row, "  ")
    assert refused.value.key == "errors.reason_missing"
    with pytest.raises(UserError):
        world.app.today.snooze(row, "he is away", on(39))
    world.app.today.snooze(row, "he is away", on(45))
    found = page(world, 40)
    assert "contact" not in kinds(found)
    assert [one.kind for one in found.put_off] == ["contact"]
    world.app.today.bring_back(found.put_off[0])
    assert "contact" in kinds(page(world, 40))


def test_the_day_is_changed_step_by_step(world: World) -> None:
    world.know(world.project, **BONUS)
    promise(world, "Offer", 40)
    first, second = page(world, 40).day_plan.slots
    today = world.app.today
    today.change_day(second.subject, Change(minutes=45))
    today.change_day(second.subject, Change(order=1))
    found = page(world, 40).day_plan
    assert [(one.subject, one.minutes) for one in found.slots] == [
        (second.subject, 45),
        (first.subject, first.minutes),
    ]
    today.change_day(second.subject, Change(out=True))
    assert [one.subject for one in page(world, 40).day_plan.out] == [second.subject]
    today.change_day(second.subject, Change())
    assert page(world, 40).day_plan.slots == (first, second)
    before = steps(world)
    today.change_day(first.subject, Change())
    assert steps(world) == before
    with pytest.raises(UserError):
        today.change_day("row:contact:nobody", Change(minutes=5))


def test_a_change_of_the_day_does_not_reach_the_next(world: World) -> None:
    slot = page(world, 40).day_plan.slots[0]
    world.app.today.change_day(slot.subject, Change(out=True))
    assert page(world, 40).day_plan.slots == ()
    assert page(world, 41).day_plan.slots != ()
