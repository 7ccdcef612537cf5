"""Purchases that were given up: a quiet list with what could bring them back. It never asks for anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from desktopcrm.domain import stages
from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.cost import Cost, cost_so_far
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

    @property
    def order(self) -> tuple[bool, date, int, int]:
        return (
            not self.day_has_come,
            self.revive_on or date.max,
            -self.dropped_on.toordinal(),
            self.project_id,
        )


def quiet_list(plan: Plan, catalogue: Catalogue) -> tuple[Dropped, ...]:
    """Those whose day has come first, then by the day agreed, then the newest."""
    return in_order(_dropped(plan, catalogue))


def in_order(found: Iterable[Dropped]) -> tuple[Dropped, ...]:
    """The order of the list, also over several accounts."""
    return tuple(sorted(found, key=lambda one: one.order))


def _dropped(plan: Plan, catalogue: Catalogue) -> Iterator[Dropped]:
    for project in plan.of("project"):
        course = stages.course(plan.course_of(project.id), plan.day)
        if course.status != "dropped" or course.closed is None:
            continue
        again = plan.value(project.id, "revive_on")
        day = date.fromisoformat(again) if again else None
        yield Dropped(
            project.id,
            course.closed.day,
            course.closed.reason,
            course.stage,
            plan.value(project.id, "revive_when"),
            day,
            day is not None and day <= plan.day,
            cost_so_far(plan, project.id, catalogue),
        )
