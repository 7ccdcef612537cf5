"""Which backups stay: by their order, whatever the clock says."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from desktopcrm.domain.backup_rotation import DAILY, MONTHLY, RECENT, WEEKLY, Entry, kept

START = datetime(2026, 1, 5, 8, tzinfo=UTC)


def lived(moments: list[datetime], reason: Callable[[int], str] = lambda _: "auto") -> list[Entry]:
    """What is left after each backup was followed by a clearing, as the program does it."""
    there: list[Entry] = []
    for number, at in enumerate(moments, start=1):
        there = sorted(kept([*there, Entry(number, at, reason(number))]), key=lambda one: one.seq)
    return there


def year_of_work() -> list[datetime]:
    """Three backups each working day of two years."""
    days = (START + timedelta(days=day) for day in range(730))
    return [day + timedelta(hours=4 * part) for day in days if day.weekday() < 5 for part in range(3)]


def test_recent_ones_days_weeks_and_months_stay() -> None:
    there = lived(year_of_work())
    newest = [one.seq for one in there][::-1]
    assert newest[:RECENT] == list(range(len(year_of_work()), len(year_of_work()) - RECENT, -1))
    for form, many in (("%Y-%m-%d", DAILY), ("%G-%V", WEEKLY), ("%Y-%m", MONTHLY)):
        expected = sorted({at.strftime(form) for at in year_of_work()})[-many:]
        assert set(expected) <= {one.made_at.strftime(form) for one in there}
    assert len(there) < 60


def test_of_each_day_that_stays_it_is_the_last_state() -> None:
    moments = year_of_work()
    last = {at.date(): number for number, at in enumerate(moments, start=1)}
    days = sorted(last)[-DAILY:]
    assert {last[day] for day in days} <= {one.seq for one in lived(moments)}


def test_a_clock_that_stands_still_costs_no_history() -> None:
    there = [one.seq for one in lived([START] * 1000)]
    assert there[-RECENT:] == list(range(991, 1001))
    gaps = [later - earlier for earlier, later in pairwise(there)]
    assert there[0] <= 240
    assert max(gaps) <= 240
    assert max(gaps[-8:]) <= 24


@pytest.mark.parametrize("leap", [timedelta(days=4000), timedelta(days=-4000)])
def test_a_clock_that_leaps_and_comes_back_costs_nothing_recent(leap: timedelta) -> None:
    moments = year_of_work()
    moments[1000:1003] = [at + leap for at in moments[1000:1003]]
    usual, leapt = (lived(which)[-RECENT:] for which in (year_of_work(), moments))
    assert [one.seq for one in usual] == [one.seq for one in leapt]
    assert len(lived(moments)) >= len(lived(year_of_work())) - 2


def test_the_newest_always_stays_under_any_clock() -> None:
    chance = random.Random(3)
    moments = [START + timedelta(seconds=chance.uniform(-1e9, 1e9)) for _ in range(300)]
    assert [one.seq for one in lived(moments)][-RECENT:] == list(range(291, 301))


def test_the_newest_before_each_deed_and_those_by_hand_stay() -> None:
    deeds = {5: "before_seal", 6: "before_seal", 9: "before_erase", 11: "hand"}
    there = {one.seq for one in lived(year_of_work(), lambda number: deeds.get(number, "auto"))}
    assert {6, 9, 11} <= there
    assert 5 not in there


def test_nothing_goes_while_there_are_few() -> None:
    assert len(kept(Entry(number, START, "auto") for number in range(RECENT))) == RECENT
    assert kept([]) == frozenset()
