"""Birthdays by both calendars: reading, showing, the next day they are kept, every month of the lunar table."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desktopcrm.domain import birthdays, lunar
from desktopcrm.domain.birthdays import BEFORE, BEHIND, coming, of_value
from desktopcrm.domain.lunar import LunarDay
from desktopcrm.errors import UserError

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("农历八月十五", "L08-15"),
        ("农历8月15", "L08-15"),
        ("农历 8 月 15 日", "L08-15"),
        ("阴历十二月三十", "L12-30"),
        ("腊月三十", "L12-30"),
        ("正月初一", "L01-01"),
        ("旧历冬月廿", "L11-20"),
        ("八月廿三", "L08-23"),
        ("农历一九七〇年八月十五", "L1970-08-15"),
        ("1970年农历8月15日", "L1970-08-15"),
        ("农历1979年闰六月初五", "L1979-06r-05"),
        ("闰六月初五", "L06r-05"),
        ("lunar 8-15", "L08-15"),
        ("Lunar 1970-8-15", "L1970-08-15"),
        ("lunar leap 6-5", "L06r-05"),
        ("L08-15", "L08-15"),
        ("L1979-06r-05", "L1979-06r-05"),
        ("3月12日", "--03-12"),
        ("12 Mar 1975", "1975-03-12"),
        ("--02-29", "--02-29"),
    ],
)
def test_a_birthday_is_read_as_people_write_it(typed: str, kept: str) -> None:
    assert birthdays.read(typed, TODAY) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "农历",
        "lunar 13-1",
        "lunar 8-31",
        "农历八月",
        "农历1979年闰五月初五",
        "农历十三月初一",
        "lunar soon",
        "农历1800-1-1",
        "农历٢٠٢٠年八月十五",
        "农历一二月初一",
    ],
)
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(UserError):
        birthdays.read(typed, TODAY)


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        ("L08-15", "lunar month 8, day 15", "农历八月十五"),
        ("L1970-01-01", "lunar 1970, month 1, day 1", "农历1970年正月初一"),
        ("L1979-06r-05", "lunar 1979, leap month 6, day 5", "农历1979年闰六月初五"),
        ("L12-30", "lunar month 12, day 30", "农历腊月三十"),
        ("L11-20", "lunar month 11, day 20", "农历冬月二十"),
        ("L10-10", "lunar month 10, day 10", "农历十月初十"),
        ("L10-01", "lunar month 10, day 1", "农历十月初一"),
        ("L10-11", "lunar month 10, day 11", "农历十月十一"),
        ("L10-21", "lunar month 10, day 21", "农历十月廿一"),
        ("1975-03-12", "12 Mar 1975", "1975年3月12日"),
        ("--03-12", "12 Mar", "3月12日"),
    ],
)
def test_what_is_shown_can_be_read_again(value: str, english: str, chinese: str) -> None:
    assert (birthdays.show(value, "en"), birthdays.show(value, "zh")) == (english, chinese)
    assert birthdays.read(english, TODAY) == birthdays.read(chinese, TODAY) == value


@pytest.mark.parametrize("day", range(1, 31))
def test_every_lunar_day_is_written_and_read(day: int) -> None:
    value = f"L09-{day:02}"
    assert birthdays.read(birthdays.show(value, "zh"), TODAY) == value


@pytest.mark.parametrize(
    ("value", "today", "kept", "moved"),
    [
        ("--03-12", date(2026, 3, 11), date(2026, 3, 12), ""),
        ("--03-12", date(2026, 3, 12), date(2026, 3, 12), ""),
        ("--03-12", date(2026, 3, 13), date(2027, 3, 12), ""),
        ("--02-29", date(2027, 1, 1), date(2027, 2, 28), "leap_day"),
        ("--02-29", date(2028, 1, 1), date(2028, 2, 29), ""),
        ("L08-15", date(2026, 9, 25), date(2026, 9, 25), ""),
        ("L08-15", date(2026, 9, 26), date(2027, 9, 15), ""),
        ("L01-01", date(2027, 2, 5), date(2027, 2, 6), ""),
        ("L12-30", date(2027, 1, 10), date(2027, 2, 5), "short_month"),  # that month has 29 days
        ("L12-29", date(2027, 1, 10), date(2027, 2, 5), ""),
        ("L06r-05", date(2025, 1, 1), date(2025, 6, 29), "leap_month"),  # 2025 has a leap sixth month of its own
        ("L06-05", date(2025, 1, 1), date(2025, 6, 29), ""),
    ],
)  # fmt: skip
def test_d9_the_next_birthday_by_either_calendar(value: str, today: date, kept: date, moved: str) -> None:
    found = coming(of_value(value), today)
    assert found is not None
    assert (found.day, found.moved) == (kept, moved)


def test_d9_29_february_is_kept_where_the_rep_wants_it() -> None:
    one = of_value("--02-29")
    days = [coming(one, date(2027, 1, 1), how) for how in (BEFORE, BEHIND)]
    assert [found and found.day for found in days] == [date(2027, 2, 28), date(2027, 3, 1)]
    after = coming(one, date(2027, 3, 1), BEHIND)
    assert after is not None
    assert after.day == date(2027, 3, 1)


def test_d9_the_age_is_said_where_the_year_is_known() -> None:
    known, unknown = (coming(of_value(value), date(2026, 9, 1)) for value in ("L1976-08-15", "L08-15"))
    assert known is not None
    assert unknown is not None
    assert (known.age, unknown.age) == (50, None)


MEAN_MOON = date(2000, 1, 6).toordinal() + 0.59766 + 8 / 24
"""A mean new moon in Chinese time, as a day with its fraction (J. Meeus, Astronomical Algorithms, ch. 49)."""
LUNATION = 29.530588861


def _months(year: int) -> list[LunarDay]:
    leap = lunar.leap_month(year)
    months = [LunarDay(year, month, 1) for month in range(1, 13)]
    return [*months, LunarDay(year, leap, 1, leap=True)] if leap else months


def test_every_lunar_month_begins_with_a_new_moon() -> None:
    for year in range(lunar.FIRST_YEAR, lunar.LAST_YEAR + 1):
        for first in _months(year):
            day = lunar.to_day(first)
            assert day is not None
            moons = (day.toordinal() + 0.5 - MEAN_MOON) / LUNATION
            assert abs(moons - round(moons)) * LUNATION < 1.3, (
                first
            )  # the true moon strays 0.6 days from the mean


def test_there_and_back_over_two_centuries() -> None:
    day = date(1900, 1, 31)
    while day < date(2101, 1, 29):
        found = lunar.of_day(day)
        assert found is not None
        assert lunar.to_day(found) == day
        day += timedelta(days=17)


@pytest.mark.parametrize("day", [date(1900, 1, 30), date(2101, 1, 29)])
def test_outside_the_table_nothing_is_said(day: date) -> None:
    assert lunar.of_day(day) is None


@pytest.mark.parametrize(
    ("new_year", "mid_autumn"),
    [
        (date(2023, 1, 22), date(2023, 9, 29)),
        (date(2024, 2, 10), date(2024, 9, 17)),
        (date(2025, 1, 29), date(2025, 10, 6)),
        (date(2026, 2, 17), date(2026, 9, 25)),
        (date(2033, 1, 31), date(2033, 9, 8)),
    ],
)
def test_the_feasts_that_everybody_knows(new_year: date, mid_autumn: date) -> None:
    assert lunar.of_day(new_year) == LunarDay(new_year.year, 1, 1)
    assert lunar.of_day(mid_autumn) == LunarDay(mid_autumn.year, 8, 15)


@pytest.mark.parametrize(
    ("day", "there"),
    [
        (LunarDay(2025, 6, 29, leap=True), True),  # 2025 has a leap sixth month of 29 days
        (LunarDay(2025, 6, 30, leap=True), False),
        (LunarDay(2025, 5, 1, leap=True), False),
        (LunarDay(2026, 12, 29), True),
        (LunarDay(2026, 12, 30), False),
        (LunarDay(2026, 13, 1), False),
        (LunarDay(2026, 0, 1), False),
        (LunarDay(2026, 1, 0), False),
        (LunarDay(1899, 1, 1), False),
        (LunarDay(2101, 1, 1), False),
    ],
)
def test_what_is_no_lunar_day_has_no_day(day: LunarDay, there: bool) -> None:
    assert (lunar.to_day(day) is not None) is there


@pytest.mark.parametrize(
    ("value", "days"), [("--11-22", 0), ("--11-23", 1), ("--11-21", 364), ("L10-14", 0), ("L10-15", 1)]
)
def test_days_until_a_birthday(value: str, days: int) -> None:
    assert birthdays.days_until(value, TODAY) == days


def test_beyond_the_table_no_lunar_birthday_is_known() -> None:
    assert birthdays.days_until("L08-15", date(2101, 6, 1)) is None


def test_a_full_width_year_is_no_number_of_ours() -> None:
    assert birthdays.read("农历１９７０年８月１５", TODAY) == "L1970-08-15"


def test_a_birthday_is_ordinary_unless_said() -> None:
    assert of_value("--03-12") == birthdays.Birthday(3, 12)
    assert of_value("L03r-12") == birthdays.Birthday(3, 12, None, True, True)
    with pytest.raises(ValueError, match="12 March"):
        of_value("12 March")
