"""Days as reps write them in passing, in both languages: Fri, in 3 days, 5 March, 3/5, 下周二, 月底, 三天后.

A library was looked for. dateparser brings four packages and half a second at the start, gave up on “next Tuesday” and
gives up on 后天, and guesses from whole strings instead of saying where a day ends; Recognizers-Text knows no 下星期.
Both languages are read side by side at every key press here, so the phrases stand below.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from desktopcrm.domain.debrief_calendar import Look, day_of, in_week, later, near_month, near_year, part_of
from desktopcrm.domain.debrief_clock import FLAGS, HAN, NOT_ON, han_number, read_time, skip_part_of_day
from desktopcrm.domain.numbers import MONTHS

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NEAR = {
    "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "just now": 0, "tomorrow": 1, "tmr": 1,
    "tmrw": 1, "the day after tomorrow": 2, "day after tomorrow": 2, "yesterday": -1, "last night": -1,
    "the day before yesterday": -2, "今天": 0, "今日": 0, "今": 0, "刚才": 0, "明天": 1, "明日": 1, "明": 1, "后天": 2,
    "大后天": 3, "昨天": -1, "昨日": -1, "昨": -1, "前天": -2, "大前天": -3,
}  # fmt: skip
COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12,
}  # fmt: skip
WEEKS_ON = {"next": 1, "下": 1, "下下": 2, "last": -1, "上": -1, "this": 0, "coming": None, "这": 0, "本": 0}
YEARS_ON = {"去年": -1, "今年": 0, "明年": 1, "后年": 2}
UNITS = {
    "周": "week", "星": "week", "礼": "week", "月": "month", "年": "year", "季": "quarter", "天": "day", "日": "day",
}  # fmt: skip
PARTS = {
    "end": "last", "late": "last", "start": "first", "beginning": "first", "early": "first", "mid": "middle",
    "middle": "middle", "底": "last", "末": "last", "初": "first", "中": "middle", "内": "last",
}  # fmt: skip

_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?:\.(?=\s*\d))?"
)
_WEEKDAY = (
    r"(?P<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)"
)
_NTH = r"(?:st|nd|rd|th)"
_ANY_COUNT = "|".join(COUNTS)
_ANY_NEAR = "|".join(
    f"{word}(?=[早晚])" if word in ("今", "明", "昨") else word
    for word in sorted(NEAR, key=len, reverse=True)
)


@dataclass(frozen=True, slots=True)
class DayFound:
    """`text[start:end]` names `day`, perhaps with a time ("14:00"). `other`: what 3/5 may mean too. `sure`: no everyday
    words, so that it may be taken without a mark."""

    start: int
    end: int
    day: date
    time: str = ""
    other: date | None = None
    sure: bool = True


Read = Callable[[re.Match[str], Look], date | None]


def _with_year(found: re.Match[str], look: Look) -> date | None:
    parts = found.groupdict()
    name = parts.get("month")
    month = MONTHS.index(name[:3].lower()) + 1 if name else han_number(found["m"])
    year, day = parts.get("y"), han_number(found["d"])
    return day_of(int(year), month, day) if year else near_year(month, day, look)


def _slashed(found: re.Match[str], look: Look) -> date | None:
    return _ordered(found, look, look.month_first) or _ordered(found, look, not look.month_first)


def _ordered(found: re.Match[str], look: Look, month_first: bool) -> date | None:
    first, second = int(found["a"]), int(found["b"])
    month, day = (first, second) if month_first else (second, first)
    return day_of(int(found["y"]), month, day) if found["y"] else near_year(month, day, look)


def _counted(found: re.Match[str], look: Look) -> date | None:
    said = found["n"].lower()
    number = int(said) if said.isdecimal() else COUNTS[said]
    unit = {"d": "day", "w": "week", "m": "month"}[found["unit"][0].lower()]
    return later(look, -number if found["ago"] else number, unit)


def _chinese_counted(found: re.Match[str], look: Look) -> date | None:
    number = han_number(found["n"])
    unit = UNITS[found["unit"].removeprefix("个")[0]]
    return later(look, -number if found["side"].endswith("前") else number, unit) if number else None


def _near(found: re.Match[str], look: Look) -> date | None:
    return look.today + timedelta(days=NEAR[found["near"].lower()])


def _weekday(found: re.Match[str], look: Look) -> date | None:
    weeks = WEEKS_ON[found["which"].lower()] if found["which"] else None
    return in_week(WEEKDAYS.index(found["weekday"][:3].lower()), weeks, look)


def _chinese_weekday(found: re.Match[str], look: Look) -> date | None:
    said = found["day"]
    number = int(said) - 1 if said.isdecimal() else "一二三四五六日".find(said)
    number = {"天": 6, "末": 5}.get(said, number)
    return in_week(number, WEEKS_ON[found["which"]] if found["which"] else None, look)


def _part(found: re.Match[str], look: Look) -> date | None:
    """Beginning, middle or end of a week, month …; “next week” is its beginning, “this week” its end."""
    which, unit = (found["which"] or "").lower(), found["unit"].lower()
    steps = WEEKS_ON.get(which) or 0
    part = PARTS[found["part"].lower()] if found["part"] else "first" if steps else "last"
    is_said = bool(found["part"] or which)
    return part_of(UNITS.get(unit[0], unit), part, steps, look) if is_said and steps >= 0 else None


def _part_of_month(found: re.Match[str], look: Look) -> date | None:
    """Beginning, middle or end of a named month."""
    name = found.groupdict().get("month")
    month = MONTHS.index(name[:3].lower()) + 1 if name else han_number(found["m"])
    part = PARTS[found["part"].lower()]
    final_days = timedelta(days=3 if part == "last" else 0)  # 28 stands for the last day of every month
    start = near_year(
        month, {"first": 1, "middle": 15, "last": 28}[part], replace(look, today=look.today - final_days)
    )
    return part_of("month", part, 0, Look(start)) if start else None


def _of_year(found: re.Match[str], look: Look) -> date | None:
    """明年3月5日, 明年三月底, 明年初: a month without a day is its beginning."""
    year, month = look.today.year + YEARS_ON[found["year"]], han_number(found["m"] or "1")
    if found["d"]:
        return day_of(year, month, han_number(found["d"]))
    start = day_of(year, month, 1)
    unit = "month" if found["m"] else "year"
    return part_of(unit, PARTS[found["part"] or "初"], 0, Look(start)) if start else None


def _of_next_month(found: re.Match[str], look: Look) -> date | None:
    """下月5号: the day of that month, where it has one."""
    month = later(Look(look.today.replace(day=1)), WEEKS_ON[found["which"]] or 0, "month")
    return day_of(month.year, month.month, han_number(found["d"])) if month else None


def _day_of_month(found: re.Match[str], look: Look) -> date | None:
    return near_month(han_number(found["d"]), look)


_READERS: tuple[tuple[re.Pattern[str], Read, bool], ...] = tuple(
    (re.compile(pattern, FLAGS), read, sure)
    for pattern, read, sure in (
        (r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)", _with_year, True),
        (r"(?P<y>\d{4})\s?年\s?(?P<m>\d{1,2})\s?月\s?(?P<d>\d{1,2})\s?[日号]?", _with_year, True),
        (rf"(?P<year>[去今明后]年)(?:(?P<m>\d{{1,2}}|[{HAN}]{{1,3}})月(?P<d>(?:\d{{1,2}}|[{HAN}]{{1,3}})(?=[日号]))?[日号]?|(?=[初中底末]))(?P<part>[初中底末])?", _of_year, True),
        (rf"(?P<which>下下|下|这|本|上)个?月(?P<d>\d{{1,2}}|[{HAN}]{{1,3}})[日号]", _of_next_month, True),
        (rf"(?P<m>\d{{1,2}}|[{HAN}]{{1,3}})月(?P<d>\d{{1,2}}|[{HAN}]{{1,3}})[日号]?", _with_year, True),
        (rf"(?P<d>\d{{1,2}}){_NTH}?\.?\s+(?:of\s+)?{_MONTH}{NOT_ON}(?:,?\s+(?P<y>\d{{4}})(?!\d))?", _with_year, True),
        (rf"{_MONTH}\s+(?P<d>\d{{1,2}}){_NTH}?(?![\d.:])(?:,?\s+(?P<y>\d{{4}})(?!\d))?", _with_year, True),
        (rf"(?P<m>\d{{1,2}}|[{HAN}]{{1,3}})月(?P<part>[初中底末])", _part_of_month, True),
        (rf"(?P<part>end|start|beginning|mid|middle|early|late)[\s-]+(?:of\s+)?{_MONTH}{NOT_ON}", _part_of_month, True),
        (r"(?P<a>\d{1,2})/(?P<b>\d{1,2})(?:/(?P<y>\d{4}))?(?![\d/])", _slashed, False),
        (r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})?(?!\d)", _with_year, False),
        (rf"(?:(?:in|within)\s+)?(?P<n>\d{{1,4}}|{_ANY_COUNT})\s*(?P<unit>days?|d|weeks?|w|months?){NOT_ON}(?:\s+(?:later|from\s+now|(?P<ago>ago)))?", _counted, False),
        (rf"(?P<n>\d{{1,4}}|[{HAN}]{{1,3}})\s?(?P<unit>天|日|周|个?星期|个?礼拜|个?月)(?P<side>之?后|以后|[之以]?内|[之以]?前)", _chinese_counted, True),
        (rf"(?P<near>{_ANY_NEAR})(?![a-z])", _near, True),
        (rf"(?:(?P<part>end|start|beginning|mid|middle)[\s-]+(?:of\s+)?)?(?:the\s+|(?P<which>this|next)\s+)?(?P<unit>week|month|quarter|year){NOT_ON}", _part, True),
        (rf"(?:(?P<which>next|this|coming|last)\s+)?{_WEEKDAY}{NOT_ON}", _weekday, False),
        (r"(?P<which>下下|下|这|本|上)?个?(?:周|星期|礼拜)(?P<day>[一二三四五六日天末1-7])", _chinese_weekday, True),
        (rf"(?P<which>下下|下|这|本)?个?(?P<unit>周|星期|礼拜|月(?!(?:\d{{1,2}}|[{HAN}]{{1,3}})[日号])|季度?|年)(?P<part>[初中底末内])?", _part, True),
        (rf"(?:the\s+)?(?P<d>\d{{1,2}})(?:{_NTH}{NOT_ON}|[号日])", _day_of_month, False),
        (rf"(?P<d>[{HAN}]{{1,3}})[号日]", _day_of_month, False),
    )
)  # fmt: skip
_LEAD = re.compile(r"(?:on|by|until|till|before|from)\s+", FLAGS)
_JOINT = re.compile(r"[\s,]*(?:(?:at|around|about)\s+)?", FLAGS)


def read_day(plain: str, at: int, look: Look) -> DayFound | None:
    """The day that is named from `at` on, with a time before or behind it. `plain` has signs of normal width."""
    lead = _LEAD.match(plain, at)
    begin = lead.end() if lead else at
    early = read_time(plain, begin)
    found = _bare_day(plain, _joined(plain, early[0]) if early else begin, look)
    if found is None:
        return None
    if early is not None:
        return replace(found, start=at, time=early[1])
    late = read_time(plain, _joined(plain, found.end))
    if late is not None:
        return replace(found, start=at, end=late[0], time=late[1])
    return replace(found, start=at, end=skip_part_of_day(plain, found.end))


def _joined(plain: str, at: int) -> int:
    found = _JOINT.match(plain, at)
    return found.end() if found else at


def _bare_day(plain: str, at: int, look: Look) -> DayFound | None:
    for pattern, read, sure in _READERS:
        found = pattern.match(plain, at)
        day = read(found, look) if found else None
        if found is None or day is None:
            continue
        other = _ordered(found, look, not look.month_first) if read is _slashed else None
        is_sure = sure or bool(found.groupdict().get("which"))
        return DayFound(at, found.end(), day, "", other if other != day else None, is_sure)
    return None
