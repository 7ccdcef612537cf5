"""The gate between two stages: which items of the checklist are still open. A soft gate: it asks for a reason."""

from __future__ import annotations

from dataclasses import dataclass

from desktopcrm.domain.catalogue import Catalogue, Item
from desktopcrm.domain.plan import Plan
from desktopcrm.errors import UserError

DONE_STATES = ("yes", "na")


@dataclass(frozen=True, slots=True)
class Gate:
    """Open items of the stage that the project is about to leave."""

    stage: int
    open_items: tuple[Item, ...]

    @property
    def mandatory_open(self) -> tuple[Item, ...]:
        return tuple(item for item in self.open_items if item.mandatory)

    @property
    def is_open(self) -> bool:
        return not self.mandatory_open


class GateClosed(UserError):
    """Advancing needs a reason; `gate` says what is open."""

    def __init__(self, gate: Gate, labels: tuple[str, ...]) -> None:
        super().__init__("errors.gate_closed", stage=gate.stage, items=labels)
        self.gate = gate


def check(plan: Plan, project_id: int, stage: int, catalogue: Catalogue) -> Gate:
    """Look at the checklist of `stage`; `no`, `doing` and untouched items are open."""
    items = catalogue.stage(stage).item
    return Gate(stage, tuple(item for item in items if plan.value(project_id, item.field) not in DONE_STATES))


@dataclass(frozen=True, slots=True)
class Progress:
    """Checklist of one stage: items done of items that apply."""

    done: int
    total: int

    @property
    def percent(self) -> int:
        return 100 if not self.total else round(100 * self.done / self.total)


def progress(plan: Plan, project_id: int, stage: int, catalogue: Catalogue) -> Progress:
    states = [plan.value(project_id, item.field) for item in catalogue.stage(stage).item]
    return Progress(states.count("yes"), len(states) - states.count("na"))
