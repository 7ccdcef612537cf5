"""The standards of a key person as lamps: only what counts for the rank, with what the purchase says where he does not.

Knows the fields of a member and the rule that lets the purchase stand in; judges nothing.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktopcrm.domain.key_person_standards import OF_PERSON, OF_PROJECT, RECOMMENDS
from desktopcrm.domain.records import Record
from ui.context import Context
from ui.dialogs.lamp_facts import LampFacts, LampMark, LampSpec
from ui.models.account_reading import Reading
from ui.models.class_reading import field_label

ALWAYS = (OF_PERSON["need"], OF_PERSON["ability"], OF_PERSON["value"])
REPORTS = OF_PERSON["report"]
STANDARD_FIELDS = (*ALWAYS, RECOMMENDS, REPORTS)


class KpLamps(LampFacts):
    """`show_member` shows the standards of one member of a buying team."""

    def __init__(self, context: Context, name: str, parent: QWidget | None = None) -> None:
        super().__init__(context, name, tuple(LampSpec(key) for key in STANDARD_FIELDS), parent)

    def show_member(self, reading: Reading, member: Record, rank: str) -> None:
        """Show what counts for a rank: the first key person recommends to nobody and reports to nobody."""
        asked: tuple[str, ...] = ALWAYS
        if rank != "first":
            asked = (*ALWAYS, RECOMMENDS) if rank == "second" else STANDARD_FIELDS
        self.show_record(reading, member, self._stand_ins(reading, member), asked)

    def _stand_ins(self, reading: Reading, member: Record) -> dict[str, LampMark]:
        if not reading.catalogue.rulebook.param("kp_class", "from_project"):
            return {}
        project, marks = member.parent_id or 0, {}
        for standard, of_project in OF_PROJECT.items():
            value, key = reading.plan.value(project, of_project), OF_PERSON[standard]
            if value and reading.plan.fact(member.id, key) is None:
                fact = field_label(reading, (project, of_project))
                marks[key] = LampMark(value, reading.tr("class_card.from_project", fact=fact))
        return marks
