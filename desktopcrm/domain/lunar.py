"""The Chinese lunar calendar 1900–2100: days to and from the ordinary calendar, by a table.

The first month of lunar 1900 began on 31 January 1900; a test compares every month with the moon.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

FIRST_YEAR, LAST_YEAR = 1900, 2100
NEW_YEAR_1900 = date(1900, 1, 31)
LONG, SHORT = 30, 29

_YEARS = """
04bd8 04ae0 0a570 054d5 0d260 0d950 16554 056a0 09ad0 055d2
04ae0 0a5b6 0a4d0 0d250 1d255 0b540 0d6a0 0ada2 095b0 14977
04970 0a4b0 0b4b5 06a50 06d40 1ab54 02b60 09570 052f2 04970
06566 0d4a0 0ea50 16a95 05ad0 02b60 186e3 092e0 1c8d7 0c950
0d4a0 1d8a6 0b550 056a0 1a5b4 025d0 092d0 0d2b2 0a950 0b557
06ca0 0b550 15355 04da0 0a5b0 14573 052b0 0a9a8 0e950 06aa0
0aea6 0ab50 04b60 0aae4 0a570 05260 0f263 0d950 05b57 056a0
096d0 04dd5 04ad0 0a4d0 0d4d4 0d250 0d558 0b540 0b6a0 195a6
095b0 049b0 0a974 0a4b0 0b27a 06a50 06d40 0af46 0ab60 09570
04af5 04970 064b0 074a3 0ea50 06b58 05ac0 0ab60 096d5 092e0
0c960 0d954 0d4a0 0da50 07552 056a0 0abb7 025d0 092d0 0cab5
0a950 0b4a0 0baa4 0ad50 055d9 04ba0 0a5b0 15176 052b0 0a930
07954 06aa0 0ad50 05b52 04b60 0a6e6 0a4e0 0d260 0ea65 0d530
05aa0 076a3 096d0 04afb 04ad0 0a4d0 1d0b6 0d250 0d520 0dd45
0b5a0 056d0 055b2 049b0 0a577 0a4b0 0aa50 1b255 06d20 0ada0
14b63 09370 049f8 04970 064b0 168a6 0ea50 06b20 1a6c4 0aae0
092e0 0d2e3 0c960 0d557 0d4a0 0da50 05d55 056a0 0a6d0 055d4
052d0 0a9b8 0a950 0b4a0 0b6a6 0ad50 055a0 0aba4 0a5b0 052b0
0b273 06930 07337 06aa0 0ad50 14b55 04b60 0a570 054e4 0d160
0e968 0d520 0daa0 16aa6 056d0 04ae0 0a9d4 0a2d0 0d150 0f252
0d520
"""
"""A year as five hexadecimal digits: is the leap month long · twelve bits, long months from the first on · which
month has a leap month behind it (0: none)."""

_CODES = tuple(int(code, 16) for code in _YEARS.split())


class LunarDay(NamedTuple):
    """`year`: the ordinary year in which the lunar one begins; `leap`: in the leap month behind `month`."""

    year: int
    month: int
    day: int
    leap: bool = False


def leap_month(year: int) -> int:
    """The month with a leap month behind it; 0 in a year without one."""
    return _CODES[year - FIRST_YEAR] & 0xF


def days_in(year: int, month: int, leap: bool = False) -> int:
    """29 or 30; 0 where the year has no such leap month."""
    code = _CODES[year - FIRST_YEAR]
    if leap:
        return (LONG if code & 0x10000 else SHORT) if code & 0xF == month else 0
    return LONG if code & (0x10000 >> month) else SHORT


@lru_cache(maxsize=LAST_YEAR - FIRST_YEAR + 1)
def _months(year: int) -> tuple[tuple[int, bool, int], ...]:
    """(month, leap, days) in their order."""
    found = []
    for month in range(1, 13):
        found.append((month, False, days_in(year, month)))
        if leap_month(year) == month:
            found.append((month, True, days_in(year, month, leap=True)))
    return tuple(found)


@lru_cache(maxsize=1)
def _new_years() -> tuple[date, ...]:
    """First day of every lunar year of the table, and of the one behind it."""
    found = [NEW_YEAR_1900]
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        found.append(found[-1] + timedelta(days=sum(days for _, _, days in _months(year))))
    return tuple(found)


def to_day(lunar: LunarDay) -> date | None:
    """The ordinary day; `None` outside the table or where there is no such day."""
    if not FIRST_YEAR <= lunar.year <= LAST_YEAR or not 1 <= lunar.month <= 12:
        return None
    if not 1 <= lunar.day <= days_in(lunar.year, lunar.month, lunar.leap):
        return None
    before = 0
    for month, leap, days in _months(lunar.year):
        if (month, leap) == (lunar.month, lunar.leap):
            break
        before += days
    return _new_years()[lunar.year - FIRST_YEAR] + timedelta(days=before + lunar.day - 1)


@lru_cache(maxsize=64)
def of_day(day: date) -> LunarDay | None:
    """The lunar day; `None` outside the table."""
    starts = _new_years()
    if not starts[0] <= day < starts[-1]:
        return None
    year = day.year if starts[min(day.year, LAST_YEAR) - FIRST_YEAR] <= day else day.year - 1
    year = min(year, LAST_YEAR)
    rest = (day - starts[year - FIRST_YEAR]).days
    for month, leap, days in _months(year):
        if rest < days:
            return LunarDay(year, month, rest + 1, leap)
        rest -= days
    raise AssertionError(day)
