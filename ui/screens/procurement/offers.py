"""What the palette and the sheet of keys offer of the procurement tab: on to the next stage, the classes, the clocks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktopcrm.domain import stages
from desktopcrm.domain.records import Record
from ui.actions import Command
from ui.context import Context
from ui.models.account_reading import Reading

TO_CLASSES, TO_CLOCKS = "Ctrl+E", "Ctrl+T"


@dataclass(frozen=True, slots=True)
class Ways:
    """What the tab can do."""

    advance: Callable[[], None]
    to_classes: Callable[[], None]
    to_clocks: Callable[[], None]
    drop: Callable[[], None]


def offers(context: Context, reading: Reading | None, project: Record | None, ways: Ways) -> list[Command]:
    """The commands for the purchase in hand."""
    if reading is None or project is None:
        return []
    tr, name = context.tr, project.name
    found = [
        Command("to_classes", tr("class_card.go"), ways.to_classes, "key-round", name, TO_CLASSES),
        Command("to_clocks", tr("clock_card.go"), ways.to_clocks, "clock", name, TO_CLOCKS),
    ]
    course = stages.course(reading.plan.course_of(project.id), reading.today)
    if course.is_open:
        found.append(Command("drop_purchase", tr("drop.go"), ways.drop, "ban", name))
    if course.is_open and course.stage < stages.LAST_STAGE:
        words = tr("procurement.button_advance", stage=course.stage + 1)
        found.insert(0, Command("advance", words, ways.advance, "arrow-right", name, "Ctrl+Enter"))
    return found
