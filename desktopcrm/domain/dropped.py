"""Purchases that were given up: a quiet list with what could bring them back. It never asks for anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.cost import Cost
from desktopcrm.domain.plan import Plan


@dataclass(frozen=True, slots=True)
class Dropped:
    """`stage`: where it stood; `revive_when`: the rep's words; `day_has_come`: the day of a second look is here."""

    project_id: int
    dropped_on: date
    reason: str
    stage: int
    revive_when: str
    revive_on: date | None
    day_has_come: bool
    cost: Cost


def quiet_list(plan: Plan, catalogue: Catalogue) -> tuple[Dropped, ...]:
    """Those whose day has come first, then by the day agreed, then the newest."""
    return ()
