"""Birthdays: read, shown and found again every year, by the ordinary calendar or by the Chinese lunar one.

Canonical forms: `1975-03-12`, `--03-12`, `L1975-08-15`, `L08-15`; `L1979-06r-05` is a day of the leap month.
Somebody born in a leap month keeps the day in the ordinary month of the same number, since a leap month comes back
only after decades; who was born on the 30th of a month that has 29 days this year, on its last day; 29 February is
kept on the day before or behind it, as the rule book says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from desktopcrm.domain import lunar, numbers
from desktopcrm.domain.lunar import LunarDay
from desktopcrm.errors import UserError

BEFORE, BEHIND = 0, 1
"""How 29 February is kept in a common year: on 28 February or on 1 March."""

_CANONICAL = re.compile(r"(?P<lunar>L)?(?:(?P<y>\d{4})-|--)?(?P<m>\d\d)(?P<leap>r)?-(?P<d>\d\d)")
_MARK = re.compile(r"农历|阴历|旧历|夏历|\blunar\b(?: calendar)?|^l(?=\d)")
_ENGLISH = re.compile(r"\bmonth\b|(?<=\d),(?= (?:leap )?month)")
_ONLY_LUNAR = re.compile(r"正月|冬月|腊月|初[一二三四五六七八九十]|廿|闰")
_WRITTEN = re.compile(
    r"(?:(?P<y>[0-9]{4}|[〇零一二三四五六七八九]{4})\s*年?[-/.]?\s*)?(?P<leap>闰|leap )?\s*"
    r"(?P<m>[0-9]{1,2}|[正一二三四五六七八九十冬腊]{1,2})(?P<behind>r)?\s*[-/.月]\s*"
    r"(?P<d>[0-9]{1,2}|初?[一二三四五六七八九十廿]{1,3})\s*[日号]?"
)
_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九十")} | {
    "〇": 0,
    "正": 1,
    "冬": 11,
    "腊": 12,
}
_MONTHS = ("正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊")
_TENS = ("初", "十", "廿", "三")
_ONES = ("十", "一", "二", "三", "四", "五", "六", "七", "八", "九")


@dataclass(frozen=True, slots=True)
class Birthday:
    """`year` may be unknown; of a lunar day, `leap` says that it lies in a leap month."""

    month: int
    day: int
    year: int | None = None
    is_lunar: bool = False
    leap: bool = False


@dataclass(frozen=True, slots=True)
class Coming:
    """The next time a birthday is kept: `age` on that day (`None`: the year is not known), counted as lived years;
    `moved`: it is kept on another day than its own, and which: `leap_day`, `leap_month` or `short_month`."""

    day: date
    age: int | None
    moved: str = ""


def of_value(value: str) -> Birthday:
    """From the canonical form."""
    found = _CANONICAL.fullmatch(value)
    if found is None:
        raise ValueError(value)
    year = int(found["y"]) if found["y"] else None
    return Birthday(int(found["m"]), int(found["d"]), year, bool(found["lunar"]), bool(found["leap"]))


def read(text: str, today: date) -> str:
    """Canonical form of what was typed: `12 Mar 1975`, `3月12日`, `农历八月十五`, `lunar 8-15`. Raises `UserError`."""
    clean = numbers.plain(text).lower()
    bare = _ENGLISH.sub("", _MARK.sub("", clean)).replace(", day", "-").strip(" ,，:：-")
    if not _MARK.search(clean) and not _ONLY_LUNAR.search(clean):
        return numbers.read_birthday(text, today)
    found = _WRITTEN.fullmatch(bare)
    if found is None:
        raise UserError("errors.not_a_day", value=text)
    year = _year(found["y"])
    one = Birthday(_count(found["m"]), _count(found["d"].removeprefix("初")), year)
    leap = bool(found["leap"] or found["behind"])
    if not _exists(one, leap):
        raise UserError("errors.no_such_day", value=text)
    start = "" if year is None else f"{year}-"
    return f"L{start}{one.month:02}{'r' if leap else ''}-{one.day:02}"


def _year(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if text.isascii() else int("".join(str(_DIGITS[one]) for one in text))


def _count(text: str) -> int:
    """A number up to 30 in digits or in Chinese: 15, 十五, 廿三, 三十."""
    if text.isascii():
        return int(text)
    if text.startswith("廿"):
        return 20 + (_DIGITS[text[1]] if len(text) > 1 else 0)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return 10 * (_DIGITS[tens] if tens else 1) + (_DIGITS[ones] if ones else 0)
    return _DIGITS.get(text, 0)


def _exists(one: Birthday, leap: bool) -> bool:
    """Within 30 days and 12 months; where the year is known, really there."""
    if not (1 <= one.month <= 12 and 1 <= one.day <= lunar.LONG):
        return False
    if one.year is None:
        return True
    return lunar.to_day(LunarDay(one.year, one.month, one.day, leap)) is not None


def show(value: str, lang: str) -> str:
    """As people write it: `12 Mar`, `农历八月十五`, `lunar month 8, day 15`; what is shown can be read again."""
    if not value.startswith("L"):
        return numbers.show_birthday(value, lang)
    one = of_value(value)
    if lang == "zh":
        year = f"{one.year}年" if one.year else ""
        return f"农历{year}{'闰' if one.leap else ''}{_MONTHS[one.month - 1]}月{_lunar_day(one.day)}"
    year, leap = f"{one.year}, " if one.year else "", "leap " if one.leap else ""
    return f"lunar {year}{leap}month {one.month}, day {one.day}"


def show_day(value: str, lang: str) -> str:
    """The same without the year."""
    one = of_value(value)
    start = "L" if one.is_lunar else "--"
    return show(f"{start}{one.month:02}{'r' if one.leap else ''}-{one.day:02}", lang)


def _lunar_day(day: int) -> str:
    if day in (20, 30):
        return "二十" if day == 20 else "三十"
    return _TENS[0 if day == 10 else day // 10] + _ONES[day % 10]


def coming(one: Birthday, today: date, leap_day: int = BEFORE) -> Coming | None:
    """The next day it is kept, today included; `None` outside the lunar table."""
    start = lunar.of_day(today) if one.is_lunar else None
    first = start.year if start else today.year
    for year in (first, first + 1):
        kept = _lunar_in(one, year) if one.is_lunar else _plain_in(one, year, leap_day)
        if kept is not None and kept[0] >= today:
            return Coming(kept[0], None if one.year is None else year - one.year, kept[1])
    return None


def _plain_in(one: Birthday, year: int, leap_day: int) -> tuple[date, str]:
    try:
        return date(year, one.month, one.day), ""
    except ValueError:
        return (date(year, 2, 28) if leap_day == BEFORE else date(year, 3, 1)), "leap_day"


def _lunar_in(one: Birthday, year: int) -> tuple[date, str] | None:
    """In a lunar year: always in the ordinary month of that number, on its last day where it is too short."""
    moved = "leap_month" if one.leap else ""
    day = lunar.to_day(LunarDay(year, one.month, one.day))
    if day is not None:
        return day, moved
    last = lunar.to_day(LunarDay(year, one.month, lunar.SHORT))
    return None if last is None else (last, "short_month")


def days_until(value: str, today: date, leap_day: int = BEFORE) -> int | None:
    """Days to the next time a birthday is kept; 0 is today."""
    found = coming(of_value(value), today, leap_day)
    return None if found is None else (found.day - today) // timedelta(days=1)
