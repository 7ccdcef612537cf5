"""Calls and visits, done against due, by tier, for the week and the month (S2): what a rep controls, no revenue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.plan import Plan

SPANS = ("week", "month")
DEEDS = ("call", "visit")


class Place(NamedTuple):
    """A cell of the board: span (week, month), deed (call, visit), tier (empty: accounts without one)."""

    span: str
    deed: str
    tier: str


class Tally(NamedTuple):
    """`due`: accounts that were due in the span; `done`: those of them that were served; `made`: all that was made."""

    due: int = 0
    done: int = 0
    made: int = 0


@dataclass(frozen=True, slots=True)
class Score:
    """Of one account or of many. `days`: working days on which there was a contact."""

    cells: Mapping[Place, Tally] = field(default_factory=dict)
    days: frozenset[date] = frozenset()

    def tally(self, span: str, deed: str, tier: str | None = None) -> Tally:
        """One cell, or all tiers together."""
        found = [one for at, one in self.cells.items() if at[:2] == (span, deed) and tier in (None, at.tier)]
        return Tally(*(sum(column) for column in zip(Tally(), *found, strict=True)))


def score(plan: Plan, catalogue: Catalogue) -> Score:
    """The week (Monday to Sunday) and the month in which the plan's day lies."""
    return Score()


def total(scores: Iterable[Score]) -> Score:
    """The sum over accounts."""
    return Score()


def streak(scored: Score, today: date, catalogue: Catalogue) -> int:
    """Working days in a row with a contact, until today or the working day before."""
    return 0
