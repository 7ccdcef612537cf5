"""Today over all accounts: what is kept and what is looked at again; what stays."""

from __future__ import annotations

from datetime import date

import pytest

from desktopcrm.app import App
from desktopcrm.services.records import NewRecord
from desktopcrm.services.today import AT_ONCE
from tests.method.purchase_world import KP_A, World, on
from tests.method.today_words import BONUS, at, promise
from tests.services.today_page import kinds, page


@pytest.fixture
def world(app: App) -> World:
    found = World(app)
    found.know(found.account, tier="priority")
    return found


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


def test_one_account_can_be_asked_alone(world: World) -> None:
    rita = world.member("Rita Stone", **KP_A)
    found = at(world, 1)
    assert world.app.today.of_account(world.account) == found.agenda
    assert [row.kind for row in world.app.today.of_account(world.account, on(4)).rows] == ["invite"]
    assert world.app.records.get(rita).kind == "member"


def test_a_page_is_for_any_reader(app: App) -> None:
    assert app.today.page(date(2026, 1, 5)).rows == ()


@pytest.mark.parametrize("day", [date(1800, 1, 1), date(2199, 12, 31)])
def test_the_first_and_the_last_day_that_can_be_named_have_a_page(world: World, day: date) -> None:
    far = world.app.accounts.add("Far Ahead")
    world.know(far, tier="priority", thanked_on="2199-12-31", last_purchase="2199-12-31", cycle_days="36525")
    world.today(40)
    assert world.app.today.page(day).day == day
