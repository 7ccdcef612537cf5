"""Done against due for week and month (d5.3), and days in a row (d5.4)."""

from __future__ import annotations

from datetime import timedelta

from desktopcrm.domain.cadence import cadence
from desktopcrm.domain.scoreboard import Score, Tally, score, span_of, streak, total
from desktopcrm.services.records import NewRecord
from tests.method.purchase_world import START, World, on


def _score(world: World, day: int) -> Score:
    return score(world.plan(day), world.catalogue)


def test_d5_3_a_week_runs_from_monday_to_sunday_and_a_month_to_its_end() -> None:
    assert {span_of("week", on(day)) for day in range(7)} == {(START, on(6))}
    assert span_of("week", on(7)) == (on(7), on(13))
    assert span_of("month", on(0))[1] == on(29)
    assert span_of("month", START.replace(month=12)) == (
        START.replace(month=12, day=1),
        START.replace(month=12, day=31),
    )


def test_d5_3_due_is_who_is_due_by_the_end_of_the_span(world: World) -> None:
    world.know(world.account, tier="priority")
    due = cadence(world.plan(), world.catalogue).call_due
    assert due == START.replace(month=4)  # a Thursday
    found = [(day, _score(world, day).tally("week", "call").due) for day in (27, 28, 31, 34, 35)]
    assert found == [(27, 0), (28, 1), (31, 1), (34, 1), (35, 1)]
    assert [_score(world, day).tally("month", "call").due for day in (29, 30)] == [0, 1]
    assert _score(world, 31).tally("month", "visit").due == 0


def test_d5_3_done_is_what_took_place_in_the_span(world: World) -> None:
    anna = world.member("Anna Wells")
    world.know(world.account, tier="priority")
    world.today(36)
    world.contact("call", 33, anna)
    world.contact("call", 34, anna)
    assert _score(world, 34).tally("week", "call", "priority") == Tally(due=1, done=1, made=2)
    assert _score(world, 32).tally("week", "call") == Tally(due=1, done=0, made=0)
    assert _score(world, 36).tally("week", "call") == Tally()  # served the week before
    assert _score(world, 36).tally("month", "call") == Tally(due=1, done=1, made=2)
    assert _score(world, 34).tally("week", "call", "general") == Tally()


def test_d5_3_what_is_due_on_sunday_is_due_this_week_and_served_from_monday_on(world: World) -> None:
    anna = world.member("Anna Wells")
    world.know(world.account, tier="priority")
    world.today(36)
    world.contact("call", 3, anna)  # due again on Sunday, 5 April
    assert [_score(world, day).tally("week", "call").due for day in (27, 28)] == [0, 1]
    assert cadence(world.plan(3), world.catalogue).call_due == on(34)
    world.contact("call", 28, anna)
    assert _score(world, 34).tally("week", "call") == Tally(due=1, done=1, made=1)


def test_d5_3_a_visit_serves_a_call_but_is_not_counted_as_one(world: World) -> None:
    anna = world.member("Anna Wells")
    world.know(world.account, tier="priority")
    world.today(31)
    world.contact("visit", 31, anna)
    assert _score(world, 31).tally("week", "call") == Tally(due=1, done=1, made=0)
    assert _score(world, 31).tally("week", "visit") == Tally(due=0, done=0, made=1)
    strict = score(world.plan(31), world.tuned(cadence__visit_is_call=0))
    assert strict.tally("week", "call") == Tally(due=1, done=0, made=0)


def test_d5_3_calls_to_accounts_without_a_tier_are_made_but_never_due(world: World) -> None:
    world.contact("call", 0, world.member("Anna Wells"))
    assert _score(world, 0).tally("week", "call", "") == Tally(due=0, done=0, made=1)


def test_d5_3_scores_add_up_over_accounts(world: World) -> None:
    world.know(world.account, tier="priority")
    world.today(31)
    world.contact("call", 31, world.member("Anna Wells"))
    other = world.app.records.add(NewRecord("account", "Harbour Cranes", created_on=START))
    world.know(other, tier="priority")
    scores = [score(world.app.desk.plan(one), world.catalogue) for one in (world.account, other)]
    found = total(scores)
    assert found.tally("week", "call", "priority") == Tally(due=2, done=1, made=1)
    assert total([]) == Score()
    assert total([found, Score()]) == found


def test_d5_4_days_in_a_row_pass_over_weekends_and_today(world: World) -> None:
    def run(*days: int, today: int) -> int:
        return streak(Score(days=frozenset(on(day) for day in days)), on(today), world.catalogue)

    assert run(today=3) == 0
    assert run(0, 1, 2, today=2) == 3
    assert run(0, 1, 2, today=3) == 3  # today is not over yet
    assert run(0, 1, 2, today=4) == 0  # Thursday went by
    assert run(0, 1, 2, 3, 4, today=7) == 5  # a weekend between
    assert run(4, 7, today=7) == 2
    assert run(3, 7, today=7) == 1
    assert run(5, 7, today=7) == 2  # a Saturday counts where it was used, but Friday is missing
    assert run(4, 5, 7, today=7) == 3


def test_d5_4_free_days_may_be_allowed(world: World) -> None:
    scored = Score(days=frozenset({on(0), on(1), on(3)}))
    assert streak(scored, on(3), world.catalogue) == 1
    assert streak(scored, on(3), world.tuned(streak__free_days=1)) == 3
    assert streak(scored, on(3) + timedelta(days=2), world.tuned(streak__free_days=1)) == 3
