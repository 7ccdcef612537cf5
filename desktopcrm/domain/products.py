"""Products in use (d3.3): whose they are, and what a bad one tells."""

from __future__ import annotations

from dataclasses import dataclass

from desktopcrm.domain.fieldtypes import US
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Record

UNHAPPY = 2


@dataclass(frozen=True, slots=True)
class OwnShare:
    """Products in use that are ours, of those whose maker is known."""

    ours: int
    known: int


def own_share(plan: Plan) -> OwnShare:
    """Counts a product as ours where its maker is us."""
    makers = [maker for one in plan.of("product") if (maker := plan.value(one.id, "maker"))]
    return OwnShare(makers.count(US), len(makers))


def unhappy(plan: Plan) -> tuple[Record, ...]:
    """Products whose satisfaction is 2 or less: each proposes a need (d3.3)."""
    return tuple(
        one
        for one in plan.of("product")
        if (value := plan.value(one.id, "satisfaction")) and int(value) <= UNHAPPY
    )
