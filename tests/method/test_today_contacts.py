"""Today asks for one contact a customer, whatever the reason (d5.3, d4.3); agreed visits and those never told."""

from __future__ import annotations

import pytest

from tests.method.purchase_world import KP_A, World, on
from tests.method.today_words import BAGGAGE, BONUS, GOLD_MINE, NEXT_MONTH, NEXT_QUARTER, at


@pytest.fixture
def general(world: World) -> World:
    """Met and called on day 0; general tier: a call by day 92 (2 June), a visit by day 184 (2 September)."""
    anna = world.member("Anna Wells")
    world.know(world.account, tier="general")
    world.contact("visit", 0, anna)
    world.know(world.project, **NEXT_QUARTER)
    return world


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (84, []),
        (85, ["soon: Call due 2 Jun 2026"]),
        (91, ["soon: Call due 2 Jun 2026"]),
        (92, ["today: Call due today"]),
        (93, ["overdue: Call overdue by 1 day"]),
        (94, ["overdue: Call overdue by 2 days"]),
    ],
)
def test_d5_3_a_call_is_shown_from_a_week_ahead(general: World, day: int, said: list[str]) -> None:
    assert at(general, day, deal_attention__next_quarter_days=0).says("contact") == said


def test_d5_3_call_and_visit_are_one_row(general: World) -> None:
    day = at(general, 190, deal_attention__next_quarter_days=0)
    assert day.says("contact") == ["overdue: Visit overdue by 6 days · Call overdue by 98 days"]
    assert day.more("contact") == ["last visit 2 Mar 2026", "last call 2 Mar 2026"]
    row = day.one("contact")
    assert (row.effort, row.deeds[0], row.due, row.rule) == ("visit", "plan_visit", on(92), "cadence")


def test_d5_3_a_visit_in_some_days_does_not_hide_the_call_that_is_due(general: World) -> None:
    row = at(general, 180, deal_attention__next_quarter_days=0).one("contact")
    assert general.tell(row.said) == "Visit due 2 Sep 2026 · Call overdue by 88 days"
    assert (row.effort, row.deeds[0]) == ("call", "call")


def test_d5_3_logging_a_call_moves_it(general: World) -> None:
    assert at(general, 95).rows("contact")
    general.contact("call", 95)
    assert at(general, 95).rows("contact") == []


def test_d5_3_a_message_and_material_move_nothing(general: World) -> None:
    before = at(general, 95, deal_attention__next_quarter_days=0).says("contact")
    general.contact("message", 95)
    general.contact("material", 95)
    assert at(general, 95, deal_attention__next_quarter_days=0).says("contact") == before


def test_d5_3_whom_to_call_is_who_was_met_last(general: World) -> None:
    anna = general.plan().of("person")[0]
    assert at(general, 95).one("contact").person_id == anna.id


@pytest.mark.parametrize(
    ("kind", "ahead", "said"),
    [
        ("visit", 0, []),
        ("visit", 7, []),
        ("visit", 8, ["overdue: Visit overdue by 6 days · Call overdue by 98 days"]),
        ("call", 2, ["overdue: Visit overdue by 6 days"]),
    ],
)
def test_d5_3_what_is_agreed_is_not_asked_for(general: World, kind: str, ahead: int, said: list[str]) -> None:
    at(general, 190)
    general.contact(kind, 190 + ahead, state="planned")
    assert at(general, 190, deal_attention__next_quarter_days=0).says("contact") == said


def test_d5_3_a_visit_that_was_never_told_is_asked_about_instead(general: World) -> None:
    at(general, 190)
    record = general.contact("visit", 191, state="planned")
    day = at(general, 192)
    assert day.says("untold", "contact") == ["overdue: “visit 191” on 9 Sep 2026: how was it?"]
    assert (day.one("untold").record_id, day.one("untold").deeds[0]) == (record, "log")
    general.app.facts.observe_value(record, "state", "done")
    assert at(general, 192).rows("untold", "contact") == []


def test_d5_3_a_cancelled_visit_is_asked_about_by_nobody(general: World) -> None:
    at(general, 190)
    general.contact("visit", 191, state="cancelled")
    assert at(general, 192).rows("untold", "visit") == []
    assert at(general, 192).rows("contact")


@pytest.mark.parametrize(("day", "said"), [(3, []), (4, ["soon"]), (10, ["soon"]), (11, ["today"]), (12, [])])
def test_d5_3_agreed_visits_are_shown_a_week_ahead(world: World, day: int, said: list[str]) -> None:
    world.today(0)
    world.contact("visit", 11, state="planned")
    assert [one.partition(":")[0] for one in at(world, day).says("visit")] == said


def test_d5_3_an_agreed_visit_says_who_what_and_where(world: World) -> None:
    anna = world.member("Anna Wells")
    world.contact("meeting", 2, anna, state="planned", time="10:30", project="Third furnace", place="Hall 2")
    day = at(world, 0)
    assert day.says("visit") == ["soon: meeting 2"]
    assert day.more("visit") == ["with Anna Wells", "about Third furnace", "at Hall 2"]
    row = day.one("visit")
    assert (row.time, row.effort, row.project_id) == ("10:30", "visit", world.project)


@pytest.mark.parametrize(
    ("lamps", "limit", "name"),
    [
        (BONUS, 3, "Bonus"),
        (GOLD_MINE, 7, "Gold mine"),
        (NEXT_MONTH, 21, "Next month"),
        (NEXT_QUARTER, 60, "Next quarter"),
    ],
)
def test_d4_3_each_class_may_wait_so_long(world: World, lamps: dict[str, str], limit: int, name: str) -> None:
    world.know(world.project, **lamps)
    assert at(world, limit - 1).rows("contact") == []
    now, late = at(world, limit).says("contact"), at(world, limit + 1).says("contact")
    assert now == [f"today: {name}, Third furnace: no contact for {limit} days"]
    assert late == [f"overdue: {name}, Third furnace: no contact for {limit + 1} days"]
    assert at(world, limit).one("contact").rule == "deal_attention"


def test_d4_3_a_contact_lets_it_wait_again(world: World) -> None:
    world.know(world.project, **BONUS)
    at(world, 4)
    world.contact("call", 4, project="Third furnace")
    assert at(world, 6).rows("contact") == []
    assert at(world, 7).rows("contact")


def test_d4_3_a_contact_about_another_purchase_does_not_count(world: World) -> None:
    world.know(world.project, **BONUS)
    world.app.projects.add(world.account, "Spare parts", on(0))
    at(world, 4)
    world.contact("call", 4, project="Spare parts")
    assert at(world, 4).rows("contact")


@pytest.mark.parametrize("end", ["pause", "drop", "win"])
def test_d4_3_what_does_not_run_waits_for_nothing(world: World, end: str) -> None:
    world.know(world.project, **BONUS)
    if end == "win":
        world.to_stage(8)
        world.app.projects.win(world.project)
    elif end == "drop":
        world.app.projects.drop(world.project, "no budget")
    else:
        world.app.projects.pause(world.project, "the board is away")
    assert at(world, 9).rows("contact") == []


def test_d4_3_a_deal_that_waits_stands_in_the_row_of_the_cadence(general: World) -> None:
    general.know(general.project, **BONUS)
    day = at(general, 95)
    assert day.says("contact") == ["overdue: Call overdue by 3 days"]
    assert day.more("contact")[0] == "Bonus, Third furnace: no contact for 95 days"
    assert day.one("contact").deal == "bonus"


def test_d4_3_who_is_asked_for_already_is_not_asked_for_twice(world: World) -> None:
    """A new KP-A is to be invited: whoever does that speaks with him about the deal."""
    world.know(world.project, **BONUS)
    assert at(world, 4).rows("contact")
    world.member("Rita Stone", **KP_A)
    assert [one.kind for one in at(world, 4).rows()] == ["invite"]
    world.know(world.account, tier="priority")
    assert [one.kind for one in at(world, 40).rows() if one.kind in ("contact", "invite")] == ["contact"]


@pytest.mark.parametrize(
    ("first", "second", "deal"),
    [
        (NEXT_MONTH, BONUS, "bonus"),
        (BAGGAGE, NEXT_QUARTER, "next_quarter"),
        (BAGGAGE, {}, ""),
        (BAGGAGE, BAGGAGE, "baggage"),
        ({}, {}, ""),
    ],
)
def test_d4_3_a_customer_counts_by_its_best_deal(
    world: World, first: dict[str, str], second: dict[str, str], deal: str
) -> None:
    """Baggage only where all of it is baggage."""
    other = world.app.projects.add(world.account, "Spare parts", on(0))
    world.know(world.project, **first)
    world.know(other, **second)
    world.know(world.account, tier="priority")
    row = at(world, 100, deal_attention__bonus_days=0, deal_attention__next_quarter_days=0).one("contact")
    assert row.deal == deal


def test_d4_3_without_a_purchase_there_is_no_deal(world: World) -> None:
    world.app.records.delete(world.project)
    world.know(world.account, tier="priority")
    assert at(world, 100).one("contact").deal == ""
