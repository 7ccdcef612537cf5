"""What the clocks propose about a purchase: lower, give up, invite, see the first key person, start the way (S3).

Proposes only; the rep decides, and a decision silences it until things change.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.cost import Cost, cost_so_far
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.said import Said

__all__ = ["Cost", "Proposal", "cost_so_far", "proposals"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """`kind`: lower, give_up, invite, start_path or see_first; `target`: key of the class afterwards (empty: none);
    `by`: the last day on which it can still be avoided or done in time; `preview`: it has not come to it yet."""

    kind: str
    subject: str
    state: str
    rule: str
    project_id: int
    member_id: int | None
    target: str
    by: date | None
    said: Said
    preview: bool = False


def proposals(plan: Plan, project_id: int, catalogue: Catalogue) -> tuple[Proposal, ...]:
    """Everything to decide or to do about an open purchase, most urgent first."""
    return ()
