"""Today over all accounts: what is kept and what is looked at again; what is done with a row, each one step to undo."""

from __future__ import annotations

from datetime import date

import pytest

from desktopcrm.app import App
from desktopcrm.domain.agenda_row import Row
from desktopcrm.domain.day_change import Change
from desktopcrm.errors import UserError
from desktopcrm.services.records import NewRecord
from desktopcrm.services.today import AT_ONCE, NewVisit, TodayPage
from tests.method.purchase_world import KP_A, World, on
from tests.method.today_words import BONUS, at, promise


@pytest.fixture
def world(app: App) -> World:
    found = World(app)
    found.know(found.account, tier="priority")
    return found


def page(world: World, day: int) -> TodayPage:
    world.today(day)
    return world.app.today.page()


def kinds(found: TodayPage) -> set[str]:
    return {one.kind for one in found.rows}


def one(found: TodayPage, kind: str) -> Row:
    (row,) = (one for one in found.rows if one.kind == kind)
    return row


def steps(world: World) -> int:
    return len(world.app.history.steps(99))


def test_a_page_is_kept_while_nothing_changes(world: World) -> None:
    assert page(world, 40) is page(world, 40)


def test_a_change_renews_the_accounts_it_touched(world: World) -> None:
    other = world.app.records.add(NewRecord("account", "Westfield", created_on=on(0)))
    world.know(other, tier="priority")
    before = page(world, 40)
    assert {row.account for row in before.rows} == {"Northfield Castings", "Westfield"}
    world.contact("visit", 40)
    after = page(world, 40)
    assert {row.account for row in after.rows if row.kind == "contact"} == {"Westfield"}
    kept = {row.subject: row for row in before.rows if row.account == "Westfield"}
    assert all(kept[row.subject] is row for row in after.rows if row.account == "Westfield")


def test_undo_brings_the_row_back(world: World) -> None:
    world.today(40)
    world.contact("visit", 40)
    assert "contact" not in kinds(page(world, 40))
    while "contact" not in kinds(page(world, 40)):
        assert world.app.history.undo() is not None
    assert "contact" in kinds(page(world, 40))


def test_accounts_come_and_go(world: World) -> None:
    assert page(world, 40).accounts == 1
    other = world.app.accounts.add("Westfield")
    assert page(world, 40).accounts == 2
    world.app.records.delete(other)
    assert page(world, 40).accounts == 1


def test_a_tuned_rule_renews_everything(world: World) -> None:
    world.know(world.project, **BONUS)
    found = page(world, 2)
    assert "contact" not in kinds(found)
    world.app.rules.tune("deal_attention", "bonus_days", 2, "they wait for us")
    assert "contact" in kinds(page(world, 2))


def test_what_belongs_to_no_account_renews_nothing(world: World) -> None:
    before = page(world, 40)
    world.app.records.add(NewRecord("firm", "Hartmann"))
    assert page(world, 40).rows == before.rows


def test_any_day_can_be_looked_at(world: World) -> None:
    """As it was known then, and as it will stand."""
    record = promise(world, "Offer", 50)
    world.today(60)
    world.app.facts.observe_value(record, "status", "done")
    today = world.app.today
    assert [
        kind for day in (46, 47, 55, 60, 70) for kind in kinds(today.page(on(day))) if kind == "promise"
    ] == ["promise"] * 2
    assert today.page(on(70)).day == on(70)
    assert today.page(on(55)) is today.page(on(55))


def test_tomorrow_is_another_page(world: World) -> None:
    first = page(world, 40)
    assert page(world, 41) is not first
    assert page(world, 41).day == on(41)


def test_all_accounts_are_read_slice_by_slice(world: World) -> None:
    names = [f"Account {number}" for number in range(AT_ONCE + 20)]
    with world.app.store.step("steps.loaded", name="many"):
        for name in names:
            world.app.records.add(NewRecord("account", name, created_on=on(0)))
    world.today(0)
    told: list[tuple[int, int]] = []
    found = world.app.today.page(told=lambda done, total: told.append((done, total)))
    assert told == [(0, AT_ONCE + 21), (AT_ONCE, AT_ONCE + 21)]
    assert found.accounts == AT_ONCE + 21


def test_a_stopped_page_goes_on_where_it_was(world: World) -> None:
    with world.app.store.step("steps.loaded", name="many"):
        for number in range(AT_ONCE + 20):
            world.app.records.add(NewRecord("account", f"Account {number}", created_on=on(0)))
    world.today(0)

    def stop(done: int, _total: int) -> None:
        if done:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        world.app.today.page(told=stop)
    told: list[tuple[int, int]] = []
    assert world.app.today.page(told=lambda done, total: told.append((done, total))).accounts == AT_ONCE + 21
    assert told == [(0, 21)]


def test_the_page_sums_what_the_accounts_say(world: World) -> None:
    other = world.app.records.add(NewRecord("account", "Westfield", created_on=on(0)))
    world.know(other, tier="general")
    found = page(world, 40)
    assert found.score.tally("month", "call").due == 1
    assert found.score.tally("month", "call", "priority").due == 1
    assert [slot.account for slot in found.day_plan.slots] == ["Northfield Castings"]


def test_the_quiet_list_stands_beside(world: World) -> None:
    world.app.projects.drop(world.project, "no budget")
    assert [(one.account, one.title) for one in page(world, 40).quiet] == [
        ("Northfield Castings", "Third furnace")
    ]


# deeds


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


def test_one_account_can_be_asked_alone(world: World) -> None:
    rita = world.member("Rita Stone", **KP_A)
    found = at(world, 1)
    assert world.app.today.of_account(world.account) == found.agenda
    assert [row.kind for row in world.app.today.of_account(world.account, on(4)).rows] == ["invite"]
    assert world.app.records.get(rita).kind == "member"


def test_a_page_is_for_any_reader(app: App) -> None:
    assert app.today.page(date(2026, 1, 5)).rows == ()
