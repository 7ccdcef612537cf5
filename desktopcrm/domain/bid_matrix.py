"""The seven-factor comparison of stage 6: us against each rival, weighted by the buyer (S1 stage 6, R16)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Record

DEFAULT_WEIGHT = 3
BEST_SCORE = 10


@dataclass(frozen=True, slots=True)
class Contender:
    """One line of the matrix. `totals`: technical, commercial and all, each the weighted mean of what is scored."""

    record: Record
    is_us: bool
    scores: Mapping[str, Decimal]
    totals: Mapping[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class BidMatrix:
    weights: Mapping[str, int]
    contenders: tuple[Contender, ...]

    def rank(self, record_id: int) -> int | None:
        """Place of a contender by its whole total, from 1; `None` while it has no score."""
        mine = next(one.totals["all"] for one in self.contenders if one.record.id == record_id)
        if mine is None:
            return None
        return 1 + sum(
            1 for one in self.contenders if (total := one.totals["all"]) is not None and total > mine
        )


def bid_matrix(plan: Plan, project_id: int, catalogue: Catalogue) -> BidMatrix:
    """The matrix of a project; our own line first, rivals in their order."""
    weights = {
        factor.key: int(plan.value(project_id, f"weight_{factor.key}") or DEFAULT_WEIGHT)
        for factor in catalogue.factors
    }
    found = []
    for record in plan.of("contender", project_id):
        scores = {
            factor.key: Decimal(value)
            for factor in catalogue.factors
            if (value := plan.value(record.id, factor.key))
        }
        totals = {
            "technical": _mean(scores, weights, [f.key for f in catalogue.factors if f.bid == "technical"]),
            "commercial": _mean(scores, weights, [f.key for f in catalogue.factors if f.bid == "commercial"]),
            "all": _mean(scores, weights, [f.key for f in catalogue.factors]),
        }
        found.append(Contender(record, record.ref_id is None, scores, totals))
    return BidMatrix(weights, tuple(sorted(found, key=lambda one: not one.is_us)))


def _mean(scores: Mapping[str, Decimal], weights: Mapping[str, int], keys: list[str]) -> Decimal | None:
    scored = [key for key in keys if key in scores]
    weight = sum(weights[key] for key in scored)
    if not weight:
        return None
    return (sum((scores[key] * weights[key] for key in scored), Decimal(0)) / weight).quantize(Decimal("0.1"))


@dataclass(frozen=True, slots=True)
class Way:
    """One factor that alone would make us first: our score now and the one it would take (rounded up to 0.5)."""

    factor: str
    now: Decimal
    needed: Decimal


def ways_to_first(matrix: BidMatrix) -> tuple[Way, ...]:
    """Which factor has to move by how much so that we draw level with the best rival; the smallest step first.

    Empty where we lead, or where one side has no score yet (ours).
    """
    us = next((one for one in matrix.contenders if one.is_us), None)
    theirs = [
        total for one in matrix.contenders if not one.is_us and (total := one.totals["all"]) is not None
    ]
    mine = us.totals["all"] if us else None
    if us is None or mine is None or not theirs or mine >= max(theirs):
        return ()
    whole = sum(matrix.weights[key] for key in us.scores)
    gap = max(theirs) - mine
    found = []
    for key, score in us.scores.items():
        needed = score + gap * whole / matrix.weights[key]
        stepped = (needed * 2).to_integral_value(ROUND_CEILING) / 2
        if stepped <= BEST_SCORE:
            found.append(Way(key, score, stepped))
    return tuple(sorted(found, key=lambda way: way.needed - way.now))
