"""From words of time to days: the next 5 March, Tuesday of next week, the end of the month. Knows no language.

Weeks begin on Monday: “next Tuesday” lies in the week after this one.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

FARTHEST = 3_660
"""Days; what lies further off is no appointment."""
MONTHS_OF = {"month": 1, "quarter": 3, "year": 12}
LEAP_YEARS_APART = 9


@dataclass(frozen=True, slots=True)
class Look:
    """From where one looks. `ahead`: a day without a year or week is the next one, else the last one."""

    today: date
    ahead: bool = True
    month_first: bool = False


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, `None` where there is none."""
    try:
        return date(year, month, day) if 1900 <= year < 2200 else None
    except ValueError:
        return None


def near_year(month: int, day: int, look: Look) -> date | None:
    """The next such day, today included, or the last one."""
    step = 1 if look.ahead else -1
    for year in range(look.today.year, look.today.year + step * LEAP_YEARS_APART, step):
        found = day_of(year, month, day)
        if found is not None and (found >= look.today if look.ahead else found <= look.today):
            return found
    return None


def near_month(day: int, look: Look) -> date | None:
    """The next (or last) such day of a month: “the 5th”."""
    for months in range(13):
        first = months_on(look.today.replace(day=1), months if look.ahead else -months)
        found = day_of(first.year, first.month, day) if first else None
        if found is not None and (found >= look.today if look.ahead else found <= look.today):
            return found
    return None


def later(look: Look, number: int, unit: str) -> date | None:
    """So many days, weeks or months after today (negative: before)."""
    if unit == "month":
        return months_on(look.today, number)
    days = number * (7 if unit == "week" else 1)
    return look.today + timedelta(days=days) if abs(days) <= FARTHEST else None


def months_on(day: date, number: int) -> date | None:
    """The same day of another month, or its last."""
    if abs(number) > FARTHEST // 30:
        return None
    month = day.month - 1 + number
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def in_week(number: int, weeks: int | None, look: Look) -> date:
    """A weekday (0 Monday) so many weeks on; 0 is this week, `None` the nearest in the direction of the look."""
    monday = look.today - timedelta(days=look.today.weekday())
    if weeks:
        return monday + timedelta(days=7 * weeks + number)
    found = monday + timedelta(days=number)
    if look.ahead:
        is_gone = found < look.today or (weeks is None and found == look.today)
        return found + timedelta(days=7) if is_gone else found
    return found - timedelta(days=7) if found > look.today else found


def part_of(unit: str, part: str, steps: int, look: Look) -> date | None:
    """First, middle or last day of a week (Friday ends it), month, quarter or year, so many steps on.

    A part of the present one that is gone means the next one, where the look is ahead.
    """
    found = _part(unit, part, steps, look.today)
    if found is not None and not steps and look.ahead and found < look.today:
        return _part(unit, part, 1, look.today)
    return found


def _part(unit: str, part: str, steps: int, today: date) -> date | None:
    if unit == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=steps)
        return monday + timedelta(days={"first": 0, "middle": 2, "last": 4}[part])
    size = MONTHS_OF[unit]
    begin = months_on(today.replace(day=1), size * steps - (today.month - 1) % size)
    final = months_on(begin, size - 1) if begin else None
    if begin is None or final is None:
        return None
    if part == "middle":
        return months_on(begin, size // 2) if size > 1 else begin.replace(day=15)
    return begin if part == "first" else final.replace(day=monthrange(final.year, final.month)[1])
