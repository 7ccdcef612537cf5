"""The way to the first key person, one introduction after the other: three days each, nine in all (S3).

Knows what was agreed and done; who could introduce whom is known by `paths`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.clocks import Clock
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.said import sentence


@dataclass(frozen=True, slots=True)
class Hop:
    """One introduction. `from_id`, `to_id`: records of people; `days` so far or, when over, in all; `state`:
    running, late, done or given_up."""

    record_id: int
    from_id: int | None
    to_id: int | None
    started: date | None
    done_on: date | None
    days: int
    state: str


def hops(plan: Plan, project_id: int, catalogue: Catalogue) -> tuple[Hop, ...]:
    """All introductions of a purchase, oldest first."""
    return ()


def path_clock(plan: Plan, project_id: int, catalogue: Catalogue) -> Clock:
    """Nine days for the whole way, from the first introduction on (R5)."""
    nothing = sentence("clocks.none")
    return Clock("path", project_id, 0, None, nothing, 0, 0, "none", "", "", nothing)
