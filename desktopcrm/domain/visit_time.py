"""The time of day of an agreed visit, as people write it, and how long it takes. Knows no visit."""

from __future__ import annotations

import re

from desktopcrm.domain.debrief_clock import read_time
from desktopcrm.domain.numbers import plain
from desktopcrm.errors import UserError

A_DAY = 24 * 60
_HOUR = re.compile(r"(\d{1,2})[.h]?(\d{2})?")


def read(text: str) -> str:
    """ "HH:MM" of `9`, `9:30`, `0930`, `3pm`, `下午三点半`; empty stays empty. Raises `UserError`."""
    clean = plain(text).lower()
    if not clean:
        return ""
    named = read_time(clean, 0)
    if named is not None and named[0] == len(clean):
        return named[1]
    found = _HOUR.fullmatch(clean)
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
    if hour > 23 or minute > 59:
        raise UserError("errors.not_a_time", value=text)
    return f"{hour:02}:{minute:02}"


def length(text: str) -> int | None:
    """Minutes as told; `None` where nothing is said that a day could hold."""
    minutes = int(text) if text else 0
    return minutes if 0 < minutes <= A_DAY else None
