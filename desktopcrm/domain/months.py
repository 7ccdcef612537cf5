"""Counting in months: the end of a short month is held, the day of the start comes back. Knows no rule."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

MONTHS = 12


def add_months(day: date, months: int) -> date:
    """The same day of a later month; where that month is shorter, its last day (31 January → 28 February).

    Always count from the day of the start: from 31 January two months on is 31 March, not 28 March.
    """
    year, month = divmod(day.year * MONTHS + day.month - 1 + months, MONTHS)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
