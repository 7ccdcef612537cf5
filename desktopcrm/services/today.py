"""Today over all accounts: the page, kept and renewed by the change bus; visits planned, rows put off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from desktopcrm.domain.agenda_row import Quiet, Row
from desktopcrm.domain.day_plan import DayPlan

if TYPE_CHECKING:
    from desktopcrm.domain.scoreboard import Score

Progress = Callable[[int, int], None]
"""Told (accounts read, accounts in all) while a page is made; may raise to stop it."""


@dataclass(frozen=True, slots=True)
class TodayPage:
    """`rows` of all accounts in their order; `score` summed; `quiet`: dropped purchases that wait."""

    day: date
    rows: tuple[Row, ...]
    score: Score
    day_plan: DayPlan
    quiet: tuple[Quiet, ...]
    accounts: int


@dataclass(frozen=True, slots=True)
class NewVisit:
    """A visit (or another `kind` of contact) to agree on. `time` "HH:MM" or empty; `people`: record ids;
    `minutes` with the way there."""

    account_id: int
    day: date
    time: str = ""
    people: tuple[int, ...] = ()
    objective: str = ""
    project_id: int | None = None
    place: str = ""
    minutes: int | None = None
    kind: str = "visit"
