"""What every section of the procurement tab is shown: one purchase and the stage in view. Holds no widget."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktopcrm.domain import gates, stages
from desktopcrm.domain.catalogue import Field, Stage
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Record, StageEvent
from ui.models.account_reading import Reading

WHOLE_FROM = 8
"""A field that matters at all stages belongs to the purchase as a whole."""
CLASSES = "classes"
"""Block of the fields that the class card and the clocks show."""


@dataclass(frozen=True, slots=True)
class Purchase:
    """`stage`: the one in view, which need not be the one where the purchase stands."""

    reading: Reading
    project: Record
    course: stages.Course
    stage: int

    @property
    def plan(self) -> Plan:
        """The account's plan."""
        return self.reading.plan

    @property
    def shown(self) -> Stage:
        """The stage in view."""
        return self.reading.catalogue.stage(self.stage)

    @property
    def label(self) -> str:
        """Number and words of the stage in view."""
        return f"{self.stage} · {self.shown.label[self.reading.lang]}"

    def planned(self, stage: int) -> date | None:
        """The day on which a stage was meant to begin."""
        return self.reading.day_of(self.project.id, f"planned.{stage}")

    def progress(self, stage: int) -> gates.Progress:
        """How much of a stage's checklist is done."""
        return gates.progress(self.plan, self.project.id, stage, self.reading.catalogue)

    def forced_out_of(self, stage: int) -> StageEvent | None:
        """The step by which the stage was left with mandatory items open."""
        return next((one for one in self.course.forced if one.stage == stage + 1), None)

    def days_spent(self, stage: int) -> int | None:
        """Days between entering and leaving a stage."""
        entered, left = self.course.entered.get(stage), self.course.left.get(stage)
        return (left - entered).days if entered and left else None

    def item_labels(self, keys: tuple[str, ...]) -> str:
        """Words of items, joined."""
        found = [self.reading.catalogue.item(key) for key in keys]
        words = [item.label[self.reading.lang] for item in found if item is not None]
        return ("；" if self.reading.lang == "zh" else "; ").join(words)


def stage_fields(reading: Reading, stage: int) -> tuple[Field, ...]:
    """Fields that matter at this stage but not at all of them; those of this stage alone come first."""
    found = [
        one
        for one in reading.catalogue.fields("project")
        if stage in one.stages and len(one.stages) < WHOLE_FROM and not one.key.startswith("weight_")
    ]
    return tuple(sorted(found, key=lambda one: len(one.stages)))


def whole_fields(reading: Reading) -> tuple[Field, ...]:
    """Fields of the purchase as a whole, and the rep's own."""
    return tuple(
        one
        for one in reading.catalogue.fields("project")
        if (len(one.stages) >= WHOLE_FROM or not one.stages)
        and one.block != CLASSES
        and not one.key.startswith("weight_")
    )
