"""Coverage: the weighted share of what is known and fresh, per layer and block (d1.1). Certainty counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from desktopcrm.domain import freshness
from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Record
from desktopcrm.domain.slots import record_slots, slots


@dataclass(frozen=True, slots=True)
class Share:
    """Weights known of weights in all."""

    known: float
    total: float

    @property
    def percent(self) -> int:
        """0 to 100; 100 only where everything is known, 0 only where nothing is."""
        if not self.total or not self.known:
            return 0
        exact = 100 * self.known / self.total
        return 100 if self.known >= self.total else min(99, max(1, round(exact)))


@dataclass(frozen=True, slots=True)
class Coverage:
    layers: Mapping[str, Share]
    blocks: Mapping[str, Share]

    @property
    def whole(self) -> Share:
        """Mean of the layers: a wide line does not hide an empty surface."""
        percents = [share.known / share.total if share.total else 0.0 for share in self.layers.values()]
        return Share(sum(percents), float(len(percents)))


def coverage(plan: Plan, catalogue: Catalogue, today: date) -> Coverage:
    """Coverage of an account on a day, recomputed in full."""
    known: dict[str, float] = {}
    total: dict[str, float] = {}
    for slot in slots(plan, catalogue, today):
        known[slot.block.key] = known.get(slot.block.key, 0.0) + slot.known * slot.weight
        total[slot.block.key] = total.get(slot.block.key, 0.0) + slot.weight
    blocks = {key: Share(known.get(key, 0.0), total.get(key, 0.0)) for key in catalogue.blocks}
    layers = {}
    for layer in catalogue.layers:
        mine = [blocks[block.key] for block in catalogue.blocks_of(layer.key)]
        layers[layer.key] = Share(sum(one.known for one in mine), sum(one.total for one in mine))
    return Coverage(layers, blocks)


DOT_STATES = ("empty", "dim", "lit")


@dataclass(frozen=True, slots=True)
class Dot:
    """One dot of a card: `lit` (known and fresh), `dim` (old or a rumour) or `empty`. `key`: the source's item."""

    key: str
    state: str


def dots(plan: Plan, catalogue: Catalogue, record: Record, today: date) -> tuple[Dot, ...]:
    """Dots of a record, one a numbered item of the source: eight for a profile and a rival, six for a project,
    four for a product in use (d9, d3.2, d3.4, d3.3)."""
    found: dict[str, str] = {}
    for slot in record_slots(plan, catalogue, record, today):
        item = slot.fields[0].origin
        if "(" not in item:
            continue
        observed = any(plan.fact(record.id, field.key) for field in slot.fields)
        lit = slot.known > freshness.CERTAINTY_SHARE["rumour"]
        state = "lit" if lit else "dim" if observed else "empty"
        found[item] = max(state, found.get(item, "empty"), key=DOT_STATES.index)
    return tuple(Dot(item, state) for item, state in found.items())


def known_of(states: Iterable[str]) -> int:
    """How many of these dots are known: the lit ones. What is old or only a rumour is there, but has to be asked."""
    return sum(state == "lit" for state in states)


def good_until(plan: Plan, catalogue: Catalogue) -> date | None:
    """First day on which some fact turns stale less one: until then the coverage stays as it is."""
    days = []
    for (record_id, name), past in plan.history.items():
        record = plan.records.get(record_id)
        field = catalogue.find(record.kind, name) if record else None
        day = freshness.good_until(past[0], field) if field and past[0].value else None
        if day is not None and day >= plan.day:
            days.append(day)
    return min(days, default=None)
