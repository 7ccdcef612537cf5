"""Eight hours (d4.4, d4.1; beyond 16): what comes first, what gets nothing, what the rep changes."""

from __future__ import annotations

from datetime import date
from itertools import count

import pytest

from desktopcrm.domain.agenda_row import LATER, OVERDUE, SOON, TODAY, Row
from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.day_change import Change, changes_of, of_state, subject_of
from desktopcrm.domain.day_plan import DayPlan, DayRows, day_plan
from desktopcrm.domain.decisions import Decision
from desktopcrm.domain.said import Said
from tests.method.conftest import Rep
from tests.method.purchase_world import World, on
from tests.method.today_words import BAGGAGE, BONUS, at, promise, sort

DAY = date(2026, 11, 23)
_numbers = count(1)


def row(kind: str = "contact", **more: object) -> Row:
    """A row of an account of its own, overdue, a call, unless said otherwise."""
    number = next(_numbers)
    known: dict[str, object] = {
        "state": "",
        "account_id": number,
        "account": f"Account {number:03}",
        "record_id": number,
        "said": Said("today.call_due"),
        "rule": "cadence" if kind == "contact" else "promise_due",
        "urgency": OVERDUE,
        "due": DAY,
        "effort": "call",
        "subject": f"row:{kind}:{number}",
        **more,
    }
    return Row(kind=kind, **known)  # type: ignore[arg-type]


def planned(catalogue: Catalogue, *rows: Row, **more: object) -> DayPlan:
    """The day of accounts with one row each."""
    return day_plan([DayRows((one,), **more) for one in rows], catalogue, DAY)  # type: ignore[arg-type]


@pytest.fixture
def catalogue(rep: Rep) -> Catalogue:
    return rep.app.desk.catalogue


def _efforts(plan: DayPlan) -> list[tuple[str, int]]:
    return [(one.effort, one.minutes) for one in plan.slots]


def test_d4_4_what_is_agreed_comes_first_then_band_by_band(catalogue: Catalogue) -> None:
    rows = (
        row(deal="next_quarter", rule="deal_attention"),
        row(deal="next_month", rule="deal_attention"),
        row(),
        row("promise"),
        row("hop"),
        row(deal="gold_mine"),
        row(deal="bonus"),
        row("visit", urgency=TODAY, time="14:00", effort="visit", deal="baggage"),
        row("visit", urgency=TODAY, time="09:30", effort="visit"),
    )
    found = planned(catalogue, *rows).slots
    assert [one.band for one in found] == [
        "fixed", "fixed", "bonus", "gold_mine", "hop", "promise", "cadence", "next_month", "next_quarter",
    ]  # fmt: skip
    assert [one.start for one in found[:2]] == ["09:30", "14:00"]


def test_d4_4_minutes_come_from_the_rule_book(catalogue: Catalogue) -> None:
    rows = (row(effort="visit"), row(effort="call"), row("promise", effort="desk"))
    assert sorted(_efforts(planned(catalogue, *rows))) == [("call", 15), ("desk", 15), ("visit", 120)]
    agreed = row("visit", urgency=TODAY, effort="visit", minutes=200)
    assert _efforts(planned(catalogue, agreed)) == [("visit", 200)]


def test_d4_4_a_day_has_eight_hours(catalogue: Catalogue) -> None:
    found = planned(catalogue, *(row(effort="visit") for _ in range(5)), row("promise", effort="desk"))
    assert found.minutes == 480
    assert (len(found.slots), len(found.waiting), found.left) == (4, 2, 105)
    assert sum(one.minutes for one in found.slots) + found.left == 480


def test_d4_4_what_does_not_fit_leaves_room_for_what_does(catalogue: Catalogue) -> None:
    rows = [row(effort="visit") for _ in range(4)]
    found = planned(catalogue, row(deal="bonus"), *rows)
    assert [one.effort for one in found.slots] == ["call", "visit", "visit", "visit"]
    assert (len(found.waiting), found.left) == (1, 105)


def test_d4_4_what_is_due_goes_before_what_comes_due(catalogue: Catalogue) -> None:
    found = planned(catalogue, row(urgency=SOON, deal="bonus"), row(urgency=TODAY), row(urgency=LATER))
    assert [one.band for one in found.slots] == ["cadence", "bonus"]


def test_d4_4_one_account_is_asked_everything_at_once(catalogue: Catalogue) -> None:
    one = row("promise", account_id=1, account="A", due=date(2026, 11, 1))
    two = row("hop", account_id=1, account="A")
    three = row(account_id=1, account="A", effort="visit")
    later = row("birthday", account_id=1, account="A", urgency=SOON, effort="call")
    desk = row("action", account_id=1, account="A", effort="desk")
    found = day_plan([DayRows((one, two, three, later, desk))], catalogue, DAY).slots
    assert [(slot.effort, slot.minutes, slot.band, len(slot.rows)) for slot in found] == [
        ("visit", 120, "hop", 4),
        ("desk", 15, "promise", 1),
    ]
    assert found[0].subject == two.subject


def test_d4_4_an_agreed_visit_settles_the_calls(catalogue: Catalogue) -> None:
    visit = row("visit", account_id=1, account="A", urgency=TODAY, effort="visit", time="10:00")
    call = row("hop", account_id=1, account="A")
    (slot,) = day_plan([DayRows((visit, call))], catalogue, DAY).slots
    assert (slot.band, slot.rows) == ("fixed", (visit, call))


def test_d4_4_more_than_a_day_holds_is_said(catalogue: Catalogue) -> None:
    agreed = [row("visit", urgency=TODAY, effort="visit") for _ in range(5)]
    found = planned(catalogue, *agreed, row(deal="bonus"))
    assert (len(found.slots), len(found.waiting), found.left) == (5, 1, -120)


def test_d4_1_class_3_is_never_in_the_day(world: World) -> None:
    """Whatever is due there, a promise and a visit agreed for today included."""
    world.know(world.project, **BONUS)
    world.know(world.account, tier="priority")
    promise(world, "Offer", 0)
    at(world, 60)
    world.contact("visit", 60, state="planned")
    assert at(world, 60).plan().slots
    sort(world, "3")
    found = at(world, 60).plan()
    assert (found.slots, found.waiting, found.out) == ((), (), ())
    assert (found.bound, found.left, found.freed) == (120, 360, 0)


def test_d4_1_the_minutes_that_class_3_would_take_are_said(world: World) -> None:
    world.know(world.account, tier="priority")
    world.app.records.delete(world.project)
    assert at(world, 100).plan().slots[0].minutes == 120
    sort(world, "3")
    found = at(world, 100).plan()
    assert (found.slots, found.freed, found.left) == ((), 120, 480)


def test_d4_3_baggage_gets_no_minutes_by_itself(world: World) -> None:
    world.know(world.account, tier="priority")
    world.know(world.project, **BAGGAGE)
    day = at(world, 100)
    assert [one.kind for one in day.rows()] == ["contact"]
    assert (day.plan().slots, day.plan().waiting, day.plan().freed) == ((), (), 120)
    world.app.today.change_day(day.one("contact").subject, Change(minutes=30))
    found = at(world, 100).plan()
    assert [(one.minutes, one.changed) for one in found.slots] == [(30, True)]
    assert found.freed == 0


def test_d4_3_what_was_dropped_frees_its_minutes(world: World) -> None:
    world.know(world.project, **BONUS)
    assert [one.minutes for one in at(world, 5).plan().slots] == [15]
    world.app.projects.drop(world.project, "no money")
    assert at(world, 5).plan().slots == ()


def test_the_rep_changes_minutes_place_and_takes_out(catalogue: Catalogue) -> None:
    first, second, third = row(deal="bonus"), row(), row()
    rows = (first, second, third)

    def with_changes(**changes: Change) -> DayPlan:
        named = {rows[int(key[1:])].subject: one for key, one in changes.items()}
        return planned(catalogue, *rows, changes=named)

    def subjects(plan: DayPlan) -> list[int]:
        return [rows.index(one.rows[0]) for one in plan.slots]

    assert subjects(with_changes()) == [0, 1, 2]
    assert subjects(with_changes(r2=Change(order=1))) == [2, 0, 1]
    assert subjects(with_changes(r2=Change(order=2), r1=Change(order=1))) == [1, 2, 0]
    assert subjects(with_changes(r0=Change(order=99))) == [1, 2, 0]
    longer = with_changes(r1=Change(minutes=45))
    assert [one.minutes for one in longer.slots] == [15, 45, 15]
    assert (longer.left, [one.changed for one in longer.slots]) == (405, [False, True, False])
    out = with_changes(r0=Change(out=True))
    assert (subjects(out), [one.subject for one in out.out], out.left) == ([1, 2], [first.subject], 450)


def test_what_the_rep_set_stays_in_a_full_day(catalogue: Catalogue) -> None:
    mine = row(urgency=SOON)
    rows = [row(deal="bonus", effort="visit") for _ in range(4)]
    found = planned(catalogue, *rows, mine, changes={mine.subject: Change(minutes=20)})
    assert mine.subject in [one.subject for one in found.slots]
    assert (len(found.waiting), found.left) == (1, 100)


@pytest.mark.parametrize(
    ("change", "state"),
    [
        (Change(45, 2), "minutes=45;order=2"),
        (Change(45), "minutes=45"),
        (Change(order=1), "order=1"),
        (Change(out=True), "out"),
        (Change(), ""),
    ],
)
def test_a_change_is_written_down_and_read_again(change: Change, state: str) -> None:
    assert change.state == state
    assert of_state(state) == change


def test_what_cannot_be_read_changes_nothing() -> None:
    assert of_state("minutes=soon;colour=red;;=") == Change()


def test_changes_hold_for_their_day_only() -> None:
    taken = [
        Decision(1, subject_of(DAY, "row:contact:a"), "day", "minutes=45", DAY, None, ""),
        Decision(2, subject_of(on(0), "row:contact:b"), "day", "out", DAY, None, ""),
        Decision(3, subject_of(DAY, "row:contact:c"), "day", "", DAY, None, ""),
        Decision(4, subject_of(DAY, "row:contact:d"), "snoozed", "out", DAY, None, ""),
    ]
    assert changes_of(taken, DAY) == {"row:contact:a": Change(45)}


@pytest.mark.parametrize(
    ("before", "later", "both"),
    [
        (Change(45), Change(order=2), Change(45, 2)),
        (Change(45, 2), Change(order=1), Change(45, 1)),
        (Change(45, 2), Change(30), Change(30, 2)),
        (Change(45, 2), Change(out=True), Change(out=True)),
        (Change(out=True), Change(30), Change(30)),
        (Change(45, 2), Change(), Change()),
    ],
)
def test_a_later_change_leaves_what_it_does_not_speak_of(before: Change, later: Change, both: Change) -> None:
    assert before.followed_by(later) == both


def test_what_fits_to_the_minute_fits(catalogue: Catalogue) -> None:
    found = planned(catalogue, *(row(effort="visit") for _ in range(4)))
    assert (len(found.slots), found.left, found.bound) == (4, 0, 0)


def test_a_row_that_takes_no_time_takes_none(catalogue: Catalogue) -> None:
    asked = row("proposal", account_id=1, account="A", effort="")
    found = day_plan([DayRows((asked,))], catalogue, DAY)
    assert (found.slots, found.left) == ((), 480)


@pytest.mark.parametrize(
    ("spared", "freed"),
    [
        ({"urgency": OVERDUE}, 15),
        ({"urgency": TODAY}, 15),
        ({"urgency": SOON}, 0),
        ({"urgency": TODAY, "effort": ""}, 0),
        ({"urgency": TODAY, "effort": "visit"}, 120),
    ],
)
def test_freed_is_what_would_be_due(catalogue: Catalogue, spared: dict[str, object], freed: int) -> None:
    """Of an account without hours, and of one that gets hours but none for its baggage."""
    mine = row(**spared)
    for gets_time in (False, True):
        found = day_plan([DayRows((), (mine,), gets_time)], catalogue, DAY)
        assert (found.freed, found.bound) == (freed, 0)


@pytest.mark.parametrize(("urgency", "freed"), [(OVERDUE, 15), (TODAY, 15), (SOON, 0)])
def test_baggage_in_the_list_frees_what_is_due(catalogue: Catalogue, urgency: int, freed: int) -> None:
    found = planned(catalogue, row(deal="baggage", urgency=urgency))
    assert (found.slots, found.freed) == ((), freed)
    served = day_plan(
        [DayRows((row("promise", account_id=1, account="A"),), (row(account_id=1, account="A"),))],
        catalogue,
        DAY,
    )
    assert served.freed == 0


def test_what_is_due_leads_what_comes_due(catalogue: Catalogue) -> None:
    soon = row(account_id=1, account="A", urgency=SOON, deal="bonus")
    now = row("window", account_id=1, account="A", urgency=TODAY)
    (slot,) = day_plan([DayRows((soon, now))], catalogue, DAY).slots
    assert (slot.subject, slot.band) == (now.subject, "cadence")
