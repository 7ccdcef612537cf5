"""A project's course through the eight stages, folded from its events (S1, the eight parts of buying)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from desktopcrm.domain.records import StageEvent

LAST_STAGE = 8
OPEN_STATES = ("open", "paused")
CLOSED_STATES = ("won", "lost", "dropped")


@dataclass(slots=True)
class _Fold:
    stage: int = 1
    status: str = "open"
    entered: dict[int, date] = field(default_factory=dict)
    left: dict[int, date] = field(default_factory=dict)
    forced: list[StageEvent] = field(default_factory=list)
    closed: StageEvent | None = None
    since: date | None = None
    rests: date | None = None

    def wake(self, day: date) -> None:
        """Run (again): the days of rest do not count as days in the stage."""
        if self.rests is not None and self.since is not None:
            self.since += day - self.rests
        self.status, self.closed, self.rests = "open", None, None


@dataclass(frozen=True, slots=True)
class Course:
    """Where a purchase stands. `forced`: steps taken although mandatory items were open. Days in which it was
    paused or closed are no days in the stage."""

    stage: int
    status: str
    entered: dict[int, date]
    left: dict[int, date]
    days_in_stage: int
    forced: tuple[StageEvent, ...]
    closed: StageEvent | None

    @property
    def is_open(self) -> bool:
        return self.status in OPEN_STATES


def course(events: Iterable[StageEvent], today: date) -> Course:
    """Fold the events in their order. Without any, the project stands at stage 1."""
    fold = _Fold()
    for event in events:
        _apply(fold, event)
    until = fold.rests or today
    days = (until - fold.since).days if fold.since else 0
    return Course(
        fold.stage, fold.status, fold.entered, fold.left, max(0, days), tuple(fold.forced), fold.closed
    )


def _apply(fold: _Fold, event: StageEvent) -> None:
    if event.kind == "entered":
        fold.wake(event.day)
        if event.stage > 1 and event.stage - 1 in fold.entered:
            fold.left[event.stage - 1] = event.day
        fold.stage, fold.since = event.stage, event.day
        fold.entered.setdefault(event.stage, event.day)
        fold.left.pop(event.stage, None)
        if event.open_items:
            fold.forced.append(event)
    elif event.kind == "back":
        fold.wake(event.day)
        for later in range(event.stage + 1, LAST_STAGE + 1):
            fold.entered.pop(later, None)
            fold.left.pop(later, None)
        fold.left.pop(event.stage, None)
        fold.stage, fold.since = event.stage, event.day
        fold.forced = [one for one in fold.forced if one.stage <= event.stage]
    elif event.kind in CLOSED_STATES:
        fold.status, fold.closed, fold.rests = event.kind, event, fold.rests or event.day
        fold.left[fold.stage] = event.day
    elif event.kind == "paused":
        fold.status, fold.rests = "paused", event.day
    elif event.kind in ("resumed", "reopened"):
        fold.wake(event.day)
        fold.left.pop(fold.stage, None)


def entry(events: Iterable[StageEvent], stage: int) -> StageEvent | None:
    """The step with which the purchase came into a stage where it stands, or that lies behind it."""
    found: StageEvent | None = None
    for event in events:
        if event.kind == "entered" and event.stage == stage:
            found = found or event
        elif event.kind == "back" and event.stage < stage:
            found = None
    return found
