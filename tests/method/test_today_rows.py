"""What else stands on Today: promises, actions, material, dates, clocks, and what is put off (d6, d1.2, d9, d12.2)."""

from __future__ import annotations

import pytest

from desktopcrm.services.records import NewRecord
from tests.method.purchase_world import KP_A, KP_C, START, World, on
from tests.method.today_words import action, at, promise, sort


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (6, []),
        (7, ["soon: We promised “Offer”: due 12 Mar 2026"]),
        (9, ["soon: We promised “Offer”: due 12 Mar 2026"]),
        (10, ["today: We promised “Offer”: due today"]),
        (11, ["overdue: We promised “Offer”: 1 day overdue"]),
        (400, ["overdue: We promised “Offer”: 390 days overdue"]),
    ],
)
def test_d6_a_promise_is_shown_three_days_before_until_it_is_kept(
    world: World, day: int, said: list[str]
) -> None:
    promise(world, "Offer", 10)
    assert at(world, day).says("promise") == said


def test_d6_promises_go_both_ways(world: World) -> None:
    world.member("Anna Wells")
    promise(world, "Drawings", 0, direction="theirs", person="Anna Wells")
    promise(world, "Budget letter", 0, direction="theirs")
    day = at(world, 1)
    assert sorted(day.says("promise")) == [
        "overdue: Anna Wells promised “Drawings”: 1 day overdue",
        "overdue: They promised “Budget letter”: 1 day overdue",
    ]
    assert {one.effort for one in day.rows("promise")} == {"call"}


@pytest.mark.parametrize(("facts", "rows"), [({"status": "done"}, 0), ({"status": "dropped"}, 0), ({}, 1)])
def test_d6_a_promise_that_is_kept_or_dropped_is_gone(world: World, facts: dict[str, str], rows: int) -> None:
    promise(world, "Offer", 0, **facts)
    assert len(at(world, 1).rows("promise")) == rows


@pytest.mark.parametrize(
    ("day", "rows"), [(6, []), (7, ["later: We promised “A visit to our plant”: no date agreed"])]
)
def test_d6_a_promise_without_a_date_asks_for_one(world: World, day: int, rows: list[str]) -> None:
    promise(world, "A visit to our plant", None)
    assert at(world, day).says("promise") == rows


def test_d10_an_action_is_shown_in_time_unless_its_purchase_is_over(world: World) -> None:
    action(world, "Compare the lines", 5, project="Third furnace")
    action(world, "Read the report", 5)
    action(world, "Some day", None)
    assert at(world, 1).rows("action") == []
    assert [world.tell(one.said) for one in at(world, 2).rows("action")] == [
        "Compare the lines: due 7 Mar 2026",
        "Read the report: due 7 Mar 2026",
    ]
    world.app.projects.lose(world.project, "price")
    assert [world.tell(one.said) for one in at(world, 2).rows("action")] == [
        "Read the report: due 7 Mar 2026"
    ]


def test_d4_1_class_3_gets_promises_and_what_is_agreed_and_nothing_else(world: World) -> None:
    anna = world.member("Anna Wells")
    world.know(world.account, tier="priority")
    world.know(world.person(anna), birthday="1970-07-02")
    promise(world, "Offer", 100)
    action(world, "Compare", 100)
    at(world, 120)
    world.contact("visit", 121, anna, state="planned")
    assert {one.kind for one in at(world, 120).rows()} == {"visit", "promise", "action", "stage", "birthday"}
    sort(world, "3")
    day = at(world, 120)
    assert {one.kind for one in day.rows()} == {"visit", "promise"}
    assert {one.kind for one in day.agenda.spared} == {"action", "stage", "birthday"}


def test_d4_1_an_archived_account_keeps_its_promises_only(world: World) -> None:
    world.know(world.account, tier="priority")
    promise(world, "Offer", 0)
    action(world, "Compare", 0)
    world.app.records.archive(world.account)
    assert {one.kind for one in at(world, 200).rows()} == {"promise"}


@pytest.mark.parametrize(("day", "rows"), [(2, 0), (3, 1), (45, 1), (46, 0)])
def test_d6_material_is_asked_about(world: World, day: int, rows: int) -> None:
    world.contact("material", 0)
    assert len(at(world, day).rows("material")) == rows


def test_d6_material_that_was_spoken_of_is_settled(world: World) -> None:
    world.contact("material", 0)
    assert at(world, 4).says("material") == [
        "overdue: “material 0” was sent 4 days ago, and nobody has asked since"
    ]
    world.contact("call", 4)
    assert at(world, 4).rows("material") == []


def test_d6_a_planned_call_is_a_way_to_ask(world: World) -> None:
    world.contact("material", 0)
    world.contact("call", 5, state="planned")
    assert at(world, 4).rows("material") == []


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (66, []),
        (67, ["later: Will probably buy again around 30 May 2026: time for the first visit"]),
        (82, ["soon: Will probably buy again around 30 May 2026: time for the first visit"]),
        (89, ["today: Will probably buy again around 30 May 2026: time for the first visit"]),
        (90, ["today: Should have bought again around 30 May 2026: ask"]),
        (119, ["today: Should have bought again around 30 May 2026: ask"]),
        (120, []),
    ],
)
def test_d1_2_the_next_purchase_is_told_a_quarter_of_the_cycle_earlier(
    world: World, day: int, said: list[str]
) -> None:
    world.app.records.delete(world.project)
    world.know(world.account, last_purchase="2026-03-01", cycle_days="90")
    assert at(world, day).says("window") == said


def test_d1_2_while_a_purchase_runs_nobody_is_told(world: World) -> None:
    world.know(world.account, last_purchase="2026-03-01", cycle_days="90")
    assert at(world, 80).rows("window") == []


@pytest.mark.parametrize(
    ("birthday", "day", "said", "more"),
    [
        ("--03-12", 2, [], []),
        ("--03-12", 3, ["soon: Anna Wells has a birthday on 12 Mar 2026"], []),
        ("1976-03-12", 10, ["today: Anna Wells has a birthday today"], ["turns 50"]),
        ("1975-03-12", 10, ["today: Anna Wells has a birthday today"], []),
        ("--03-12", 11, [], []),
        ("L02-02", 13, ["soon: Anna Wells has a birthday on 20 Mar 2026"], ["born lunar month 2, day 2"]),
        ("L02r-02", 13, ["soon: Anna Wells has a birthday on 20 Mar 2026"],
         ["born lunar leap month 2, day 2", "born in a leap month; kept in the ordinary one"]),
        ("--02-29", 363, ["today: Anna Wells has a birthday today"], ["born on 29 February, which this year does not have"]),
    ],
)  # fmt: skip
def test_d9_birthdays_are_told_a_week_ahead(
    world: World, birthday: str, day: int, said: list[str], more: list[str]
) -> None:
    world.know(world.person(world.member("Anna Wells")), birthday=birthday)
    found = at(world, day)
    assert found.says("birthday") == said
    assert (found.more("birthday") if said else []) == more


def test_d9_who_was_called_on_the_day_is_not_told_again(world: World) -> None:
    anna = world.member("Anna Wells")
    world.know(world.person(anna), birthday="--03-12")
    at(world, 10)
    world.contact("call", 10, anna)
    assert at(world, 10).rows("birthday") == []


def test_d12_2_the_quarterly_thanks(world: World) -> None:
    world.know(world.account, thanked_on="2026-03-02")
    assert at(world, 84).rows("thanks") == []
    assert at(world, 85).says("thanks") == ["soon: Say thank you: due 2 Jun 2026"]
    assert at(world, 93).says("thanks") == ["overdue: Say thank you: 1 day overdue"]
    world.app.today.thanked(world.account)
    assert at(world, 93).rows("thanks") == []


def test_a_row_put_off_stays_away_until_its_day_while_nothing_changes(world: World) -> None:
    world.know(world.account, tier="priority")
    day = at(world, 40, deal_attention__bonus_days=0)
    world.app.today.snooze(day.one("contact"), "he is on holiday", on(50))
    assert at(world, 40).rows("contact") == []
    assert [one.kind for one in at(world, 50).agenda.put_off] == ["contact"]
    assert at(world, 51).rows("contact")
    world.app.today.snooze(at(world, 51).one("contact"), "still away", on(90))
    assert at(world, 52).rows("contact") == []
    world.contact("message", 52)
    assert at(world, 53).rows("contact")  # something has happened: it is another matter


def test_a_promise_put_off_comes_back_when_its_day_is_moved(world: World) -> None:
    record = promise(world, "Offer", 0)
    world.app.today.snooze(at(world, 2).one("promise"), "the price is missing")
    assert at(world, 200).rows("promise") == []
    world.know(record, 200, due=on(201).isoformat())
    assert at(world, 200).rows("promise")


def test_rows_have_their_order(world: World) -> None:
    """Overdue by what waits least, then the oldest; what comes by its day."""
    anna = world.member("Anna Wells", **KP_C)
    world.know(world.account, tier="priority")
    for title, due in (("B", 38), ("A", 36), ("C", 41), ("D", 42)):
        promise(world, title, due)
    at(world, 39)
    world.contact("visit", 41, anna, state="planned", time="09:00")
    found = at(world, 40).rows("promise", "visit")
    assert [world.app.records.get(one.record_id).name for one in found] == ["A", "B", "visit 41", "C", "D"]


def test_every_subject_is_named_once_and_every_row_has_a_rule_and_deeds(world: World) -> None:
    rita = world.member("Rita Stone", **KP_A)
    world.know(world.person(rita), birthday="--04-15")
    world.know(world.account, tier="priority", thanked_on="2026-01-10")
    world.app.records.add(
        NewRecord("action", "Compare", world.account, created_on=START, facts={"due": on(1).isoformat()})
    )
    promise(world, "Offer", 0)
    rows = at(world, 44).rows()
    assert len({one.kind for one in rows}) > 4
    assert len({one.subject for one in rows}) == len(rows)
    assert all(one.rule in world.catalogue.rulebook.rules and one.deeds and one.place[0] for one in rows)
    assert all(
        world.tell(said, lang) for one in rows for said in (one.said, *one.more) for lang in ("en", "zh")
    )


def test_what_an_action_lies_under_is_what_it_is_about(world: World) -> None:
    anna = world.person(world.member("Anna Wells"))
    for title, above in (("Ask her", anna), ("Draw it", world.project)):
        facts = {"due": on(1).isoformat(), "promise": "yes", "direction": "theirs"}
        world.app.records.add(NewRecord("action", title, above, created_on=START, facts=facts))
    promise(world, "Offer", 1, person="Anna Wells", project="Third furnace")
    found = {world.app.records.get(one.record_id).name: one for one in at(world, 1).rows("promise")}
    about = {name: (one.person_id, one.project_id) for name, one in found.items()}
    assert about == {
        "Ask her": (anna, None),
        "Draw it": (None, world.project),
        "Offer": (anna, world.project),
    }
    assert [world.tell(one) for one in found["Draw it"].more] == ["about Third furnace"]
    assert found["Offer"].deeds == ("done", "log", "snooze", "open")
    assert found["Ask her"].deeds == ("done", "call", "log", "snooze", "open")


def test_d6_only_material_that_was_sent_is_asked_about(world: World) -> None:
    anna = world.member("Anna Wells")
    world.contact("material", 0, anna)
    at(world, 4)
    world.contact("material", 6, state="planned")
    assert at(world, 4).one("material").due == on(3)
    assert at(world, 4).one("material").person_id == world.person(anna)
    assert at(world, 8).one("material").due == on(3)  # the later one never went out


def test_d6_a_call_on_the_day_it_was_sent_has_asked(world: World) -> None:
    world.contact("material", 0)
    world.contact("call", 0)
    assert at(world, 4).rows("material") == []


def test_d9_a_birthday_takes_time_on_its_day_only(world: World) -> None:
    world.know(world.person(world.member("Anna Wells")), birthday="--03-12")
    assert [at(world, day).one("birthday").effort for day in (9, 10)] == ["", "call"]
