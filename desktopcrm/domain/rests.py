"""When the clocks of a purchase stand still: stopped with a reason, or the purchase paused or closed.

Knows facts and events; knows no rule and no clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from desktopcrm.domain.plan import Plan

RESTING = ("paused", "won", "lost", "dropped")
WAKING = ("entered", "back", "resumed", "reopened")


class Rest(NamedTuple):
    """From `start` until the day before `end`; without `end` it lasts."""

    start: date
    end: date | None
    reason: str

    @property
    def is_open(self) -> bool:
        return self.end is None


def rests(plan: Plan, project_id: int) -> tuple[Rest, ...]:
    """All of them, oldest first; they may overlap."""
    found = (*_stopped(plan, project_id), *_asleep(plan, project_id))
    return tuple(sorted(found, key=lambda one: (one.start, one.end or date.max)))


def _stopped(plan: Plan, project_id: int) -> Iterator[Rest]:
    """By the rep, on the clock itself."""
    start: date | None = None
    reason = ""
    for fact in reversed(plan.past(project_id, "clock_paused")):
        if fact.value == "yes" and start is None:
            start, reason = fact.seen_on, fact.note
        elif fact.value != "yes" and start is not None:
            yield Rest(start, fact.seen_on, reason)
            start = None
    if start is not None:
        yield Rest(start, None, reason)


def _asleep(plan: Plan, project_id: int) -> Iterator[Rest]:
    """Because the purchase itself was paused or closed."""
    start: date | None = None
    reason = ""
    for event in plan.course_of(project_id):
        if event.kind in RESTING and start is None:
            start, reason = event.day, event.reason
        elif event.kind in WAKING and start is not None:
            yield Rest(start, event.day, reason)
            start = None
    if start is not None:
        yield Rest(start, None, reason)


def running_days(found: Iterable[Rest], start: date, until: date) -> int:
    """Days from `start` to `until` on which nothing stood still; never negative."""
    counted, done = max(0, (until - start).days), start
    for one in found:
        first, last = max(one.start, done), min(one.end or until, until)
        if last > first:
            counted -= (last - first).days
            done = last
    return counted


def day_after(found: Iterable[Rest], start: date, days: int) -> date | None:
    """The last day on which `days` have run since `start`; `None` where a lasting rest comes before it."""
    left, at = days, start
    for one in found:
        if one.end is not None and one.end <= at:
            continue
        run = max(0, (one.start - at).days)
        if run > left:
            break
        if one.end is None:
            return None
        left, at = left - run, one.end
    return date.fromordinal(at.toordinal() + left)


def current(found: Iterable[Rest]) -> Rest | None:
    """The rest that lasts, the newest first."""
    return next((one for one in reversed(tuple(found)) if one.is_open), None)
