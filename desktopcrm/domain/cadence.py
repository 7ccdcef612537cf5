"""The call clock and the visit clock of an account by its tier (S2). Moved by what took place, never by a plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.said import Said, sentence


@dataclass(frozen=True, slots=True)
class Cadence:
    """`tier`: the one that holds (not always the one written down); states: ok, due (today), overdue, none."""

    tier: str
    call_due: date | None
    visit_due: date | None
    call_state: str
    visit_state: str
    last_call: date | None
    last_visit: date | None
    why: Said


def cadence(plan: Plan, catalogue: Catalogue) -> Cadence:
    """When the next call and the next visit are due."""
    return Cadence("", None, None, "none", "none", None, None, sentence("clocks.none"))
