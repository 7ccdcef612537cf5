"""Days and times in passing, in both languages, with every boundary of the calendar (flow 3)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktopcrm.domain.debrief_calendar import FARTHEST, Look
from desktopcrm.domain.debrief_days import read_day

WEDNESDAY = date(2026, 11, 25)
AHEAD = (
    ("tomorrow", "2026-11-26"), ("today", "2026-11-25"), ("the day after tomorrow", "2026-11-27"),
    ("Fri", "2026-11-27"), ("Wed", "2026-12-02"), ("this Friday", "2026-11-27"), ("next Tue", "2026-12-01"),
    ("next Friday", "2026-12-04"), ("in 3 days", "2026-11-28"), ("3 days", "2026-11-28"), ("in two weeks", "2026-12-09"),
    ("a month", "2026-12-25"), ("5 March", "2027-03-05"), ("5 Mar", "2027-03-05"), ("Mar 5th", "2027-03-05"),
    ("25 November", "2026-11-25"), ("24 November", "2027-11-24"), ("2026-12-01", "2026-12-01"), ("the 5th", "2026-12-05"),
    ("end of month", "2026-11-30"), ("beginning of next month", "2026-12-01"), ("mid-December", "2026-12-15"),
    ("end of the week", "2026-11-27"), ("next week", "2026-11-30"), ("29 Feb", "2028-02-29"),
    ("明天", "2026-11-26"), ("后天", "2026-11-27"), ("大后天", "2026-11-28"), ("周五", "2026-11-27"), ("周三", "2026-12-02"),
    ("下周二", "2026-12-01"), ("下下周一", "2026-12-07"), ("本周五", "2026-11-27"), ("礼拜天", "2026-11-29"),
    ("3天后", "2026-11-28"), ("三天后", "2026-11-28"), ("3天内", "2026-11-28"), ("两周后", "2026-12-09"),
    ("一个月后", "2026-12-25"), ("3月5日", "2027-03-05"), ("三月五号", "2027-03-05"), ("12月初", "2026-12-01"),
    ("月底", "2026-11-30"), ("下个月初", "2026-12-01"), ("下月底", "2026-12-31"), ("月中", "2026-12-15"),
    ("年底", "2026-12-31"), ("季度末", "2026-12-31"), ("十号", "2026-12-10"), ("周末", "2026-11-28"), ("下周", "2026-11-30"),
    ("明年3月5日", "2027-03-05"), ("明年三月", "2027-03-01"), ("明年3月底", "2027-03-31"), ("明年初", "2027-01-01"),
    ("明年底", "2027-12-31"), ("后年1月8号", "2028-01-08"), ("今年12月2日", "2026-12-02"), ("下月5号", "2026-12-05"),
    ("下个月十五日", "2026-12-15"), ("本月28号", "2026-11-28"),
)  # fmt: skip
BEHIND = (
    ("yesterday", "2026-11-24"), ("Fri", "2026-11-20"), ("Wed", "2026-11-25"), ("last Fri", "2026-11-20"),
    ("3 days ago", "2026-11-22"), ("5 March", "2026-03-05"), ("26 November", "2025-11-26"), ("29 Feb", "2024-02-29"),
    ("昨天", "2026-11-24"), ("前天", "2026-11-23"), ("上周五", "2026-11-20"), ("3天前", "2026-11-22"), ("周四", "2026-11-19"),
    ("去年5月6日", "2025-05-06"), ("上月3号", "2026-10-03"),
)  # fmt: skip
TIMES = (
    ("Fri 14:00", "14:00"), ("Fri 2pm", "14:00"), ("Fri at 12 am", "00:00"), ("2:30 pm Fri", "14:30"), ("Fri noon", "12:00"),
    ("next Tue, 9:15", "09:15"), ("Fri afternoon", ""), ("下周二下午两点", "14:00"), ("下周二14:00", "14:00"),
    ("周五上午9点半", "09:30"), ("明晚8点", "20:00"), ("明早8点一刻", "08:15"), ("周五下午", ""), ("Fri 25:00", ""),
)  # fmt: skip
NO_DAYS = (
    "soon", "monthly", "friend", "may", "week", "周", "月", "31 April", "30 Feb", "0天后", "in 99999 days", "2026-13-01", "",
    "sunny", "second", "monkey", "5", "十", "一下", "明年", "明年2月30日", "本月31号",
)  # fmt: skip


@pytest.mark.parametrize(("said", "day"), AHEAD)
def test_a_marked_day_lies_ahead(said: str, day: str) -> None:
    found = read_day(said, 0, Look(WEDNESDAY))
    assert found is not None
    assert (found.day.isoformat(), found.end) == (day, len(said))


@pytest.mark.parametrize(("said", "day"), BEHIND)
def test_a_leading_day_lies_behind(said: str, day: str) -> None:
    found = read_day(said, 0, Look(WEDNESDAY, ahead=False))
    assert found is not None
    assert (found.day.isoformat(), found.end) == (day, len(said))


@pytest.mark.parametrize(("said", "time"), TIMES)
def test_a_time_stands_before_or_behind_its_day(said: str, time: str) -> None:
    found = read_day(said, 0, Look(WEDNESDAY))
    assert found is not None
    assert found.time == time


@pytest.mark.parametrize("said", NO_DAYS)
def test_an_everyday_word_is_no_day(said: str) -> None:
    assert read_day(said, 0, Look(WEDNESDAY)) is None


@pytest.mark.parametrize(
    ("today", "said", "day"),
    [
        ("2027-01-31", "in a month", "2027-02-28"),
        ("2028-01-31", "一个月后", "2028-02-29"),
        ("2027-01-31", "the 31st", "2027-01-31"),
        ("2027-02-01", "the 31st", "2027-03-31"),
        ("2026-11-30", "月底", "2026-11-30"),
        ("2026-12-30", "12月底", "2026-12-31"),
        ("2026-12-31", "月初", "2027-01-01"),
        ("2026-11-29", "next Tue", "2026-12-01"),
        ("2026-11-30", "next Tue", "2026-12-08"),
        ("2026-11-29", "下周二", "2026-12-01"),
        ("2026-11-28", "this Friday", "2026-12-04"),
        ("2026-11-27", "end of the week", "2026-11-27"),
        ("2026-11-28", "end of the week", "2026-12-04"),
    ],
)  # fmt: skip
def test_the_edges_of_months_and_weeks(today: str, said: str, day: str) -> None:
    found = read_day(said, 0, Look(date.fromisoformat(today)))
    assert found is not None
    assert found.day.isoformat() == day


def test_a_slash_is_read_as_the_language_does_and_offers_the_other_way() -> None:
    english, chinese = (read_day("3/5", 0, Look(WEDNESDAY, month_first=first)) for first in (False, True))
    assert english is not None
    assert chinese is not None
    assert (english.day, english.other) == (date(2027, 5, 3), date(2027, 3, 5))
    assert (chinese.day, chinese.other) == (date(2027, 3, 5), date(2027, 5, 3))
    only = read_day("25/3", 0, Look(WEDNESDAY, month_first=True))
    assert only is not None
    assert (only.day, only.other) == (date(2027, 3, 25), None)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from([said for said, _ in AHEAD]))
def test_whatever_the_day_a_marked_day_is_never_gone(today: date, said: str) -> None:
    found = read_day(said, 0, Look(today))
    if found is not None and not said.startswith("20"):
        assert today <= found.day <= today + timedelta(days=FARTHEST)
