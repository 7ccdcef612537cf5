"""Times of day and small numbers as reps write them: 14:00, 2pm, noon, 下午两点, 9点半; 三, 十二, 二十五."""

from __future__ import annotations

import re

FLAGS = re.IGNORECASE | re.ASCII
NOT_ON = r"(?![a-z0-9])"
"""The word ends here."""
HAN = "一二三四五六七八九十两"

_DIGITS = {char: value for value, char in enumerate("一二三四五六七八九", 1)} | {"两": 2}
_LATER_HALF = ("pm", "下午", "傍晚", "晚上", "晚")
_QUARTERS = {"半": 30, "一刻": 15, "三刻": 45}
_PARTS = "上午|早上|中午|下午|傍晚|晚上"
_CLOCKS = tuple(
    re.compile(pattern, FLAGS)
    for pattern in (
        rf"(?:(?P<half>{_PARTS})\s?)?(?P<h>\d{{1,2}}):(?P<min>\d\d)(?!\d)(?:\s?(?P<side>am|pm){NOT_ON})?",
        rf"(?P<h>\d{{1,2}})\s?(?P<side>am|pm){NOT_ON}",
        rf"(?P<noon>noon){NOT_ON}",
        rf"(?P<half>{_PARTS}|早|晚)?\s?(?P<h>\d{{1,2}}|[{HAN}]{{1,3}})\s?[点时](?:钟|(?P<min>\d{{1,2}})分?|(?P<part>半|一刻|三刻))?",
    )
)
_PART_OF_DAY = re.compile(
    rf"\s?(?:{_PARTS}|早|晚|(?:in\s+the\s+)?(?:morning|afternoon|evening){NOT_ON})|\s+am{NOT_ON}|\s+pm{NOT_ON}",
    FLAGS,
)


def han_number(text: str) -> int:
    """`三` 3, `十二` 12, `二十五` 25, `12` 12; 0 for what is no number."""
    if text.isdecimal():
        return int(text)
    tens, sign, ones = text.rpartition("十")
    if not sign:
        return _DIGITS.get(text, 0)
    return (_DIGITS.get(tens, 0) if tens else 1) * 10 + (_DIGITS.get(ones, 0) if ones else 0)


def read_time(plain: str, at: int) -> tuple[int, str] | None:
    """(end, "14:00") of a time of day that is named from `at` on."""
    for pattern in _CLOCKS:
        found = pattern.match(plain, at)
        time = _time(found.groupdict()) if found else ""
        if found is not None and time:
            return found.end(), time
    return None


def skip_part_of_day(plain: str, at: int) -> int:
    """Behind “afternoon”, 下午 and the like, which say no hour."""
    found = _PART_OF_DAY.match(plain, at)
    return found.end() if found else at


def _time(parts: dict[str, str | None]) -> str:
    if parts.get("noon"):
        return "12:00"
    hour = han_number(parts["h"] or "")
    minute = _QUARTERS.get(parts.get("part") or "", int(parts.get("min") or 0))
    half = (parts.get("half") or parts.get("side") or "").lower()
    if half in _LATER_HALF and hour < 12:
        hour += 12
    if half == "am" and hour == 12:
        hour = 0
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""
