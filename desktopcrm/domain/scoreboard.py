"""Calls and visits, done against due, by tier, for the week and the month (S2): what a rep controls, no revenue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from desktopcrm.domain.cadence import Pace, due_after, pace
from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.contacts import CALLS, VISITS, Contact, contacts, last
from desktopcrm.domain.months import add_months
from desktopcrm.domain.plan import Plan

SPANS = ("week", "month")
DEEDS = ("call", "visit")
SATURDAY = 5
DAY = timedelta(days=1)
WEEK = timedelta(days=7)


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

    def __bool__(self) -> bool:
        return any(self)


@dataclass(frozen=True, slots=True)
class Score:
    """Of one account or of many. `days`: days on which there was a contact."""

    cells: Mapping[Place, Tally] = field(default_factory=dict)
    days: frozenset[date] = frozenset()

    def tally(self, span: str, deed: str, tier: str | None = None) -> Tally:
        """One cell, or all tiers together."""
        return _sum(
            one for at, one in self.cells.items() if at[:2] == (span, deed) and tier in (None, at.tier)
        )


def _sum(found: Iterable[Tally]) -> Tally:
    return Tally(*(sum(column) for column in zip(Tally(), *found, strict=True)))


def span_of(span: str, today: date) -> tuple[date, date]:
    """First and last day of the week (Monday to Sunday) or of the month in which a day lies."""
    if span == "week":
        monday = today - today.weekday() * DAY
        return monday, monday + WEEK - DAY
    first = today.replace(day=1)
    return first, add_months(first, 1) - DAY


def score(plan: Plan, catalogue: Catalogue) -> Score:
    """The week (Monday to Sunday) and the month in which the plan's day lies."""
    owed = pace(plan, catalogue)
    took_place = tuple(one for one in contacts(plan) if one.counts)
    cells = {}
    for span in SPANS:
        for deed in DEEDS:
            found = _tally(plan, (span, deed), owed, took_place)
            if found:
                cells[Place(span, deed, owed.tier)] = found
    return Score(cells, frozenset(one.day for one in took_place))


def _tally(plan: Plan, cell: tuple[str, str], owed: Pace, took_place: tuple[Contact, ...]) -> Tally:
    """Due is who was due before the span began or comes due in it, by what was known at its beginning."""
    span, deed = cell
    first, end = span_of(span, plan.day)
    kinds, serve = (VISITS, VISITS) if deed == "visit" else (CALLS, owed.call_kinds)
    inside = [one for one in took_place if first <= one.day <= end]
    made = sum(one.kind in kinds for one in inside)
    if not owed.tier:
        return Tally(made=made)
    before = last((one for one in took_place if one.day < first), serve)
    months = owed.visit_months if deed == "visit" else owed.call_months
    is_due = due_after(plan, before.day if before else None, months) <= end
    is_done = is_due and any(one.kind in serve for one in inside)
    return Tally(int(is_due), int(is_done), made)


def total(scores: Iterable[Score]) -> Score:
    """The sum over accounts."""
    found: dict[Place, list[Tally]] = {}
    days: set[date] = set()
    for one in scores:
        days |= one.days
        for place, tally in one.cells.items():
            found.setdefault(place, []).append(tally)
    return Score({place: _sum(those) for place, those in found.items()}, frozenset(days))


def streak(scored: Score, today: date, catalogue: Catalogue) -> int:
    """Days with a contact, back from today over working days without a gap. Today still may get its contact."""
    free = catalogue.rulebook.param("streak", "free_days")
    counted, missed, day = int(today in scored.days), 0, today - DAY
    while missed <= free and day >= min(scored.days, default=today):
        if day in scored.days:
            counted, missed = counted + 1, 0
        elif day.weekday() < SATURDAY:
            missed += 1
        day -= DAY
    return counted
