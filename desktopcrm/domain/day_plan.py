"""The eight hours of one day, filled from the rows of Today (S0: eight hours a day; beyond 16)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktopcrm.domain.agenda_row import Row

BANDS = ("fixed", "bonus", "gold_mine", "hop", "promise", "cadence", "next_month", "next_quarter", "none")
"""Why something has its place in the day, first things first; `none`: nothing is planned for it by itself."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Time for one account. `subject`: the row it is known by; `rows`: all that can be settled then; `start`
    "HH:MM" of what is agreed; `changed`: the rep set its minutes or its place."""

    subject: str
    band: str
    account_id: int
    account: str
    effort: str
    minutes: int
    rows: tuple[Row, ...]
    start: str = ""
    changed: bool = False


@dataclass(frozen=True, slots=True)
class DayPlan:
    """`slots` in order fit into the day; `waiting` did not; `out` the rep took out; `left`: minutes to spare (below
    zero where what is agreed is more than the day holds); `freed`: minutes that class 3 and baggage would take."""

    day: date
    minutes: int
    slots: tuple[Slot, ...]
    waiting: tuple[Slot, ...]
    out: tuple[Slot, ...]
    left: int
    freed: int
