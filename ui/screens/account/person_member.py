"""A person's part in a purchase as far as the classes go: rank, standards, ally test, and the assumed deal.

Shows what the rules say and writes the facts of the member that they rest on; judges nothing.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktopcrm.domain.key_person_class import KpJudgement, judge_member
from desktopcrm.domain.records import Record
from ui.context import Context
from ui.dialogs.fact_history import FactHistory
from ui.dialogs.kp_lamps import STANDARD_FIELDS, KpLamps
from ui.dialogs.why import open_why
from ui.editors.fact_rows import FactRows
from ui.models.account_lists import parts_of
from ui.models.account_reading import Reading
from ui.models.class_reading import badge_of, kp_badge, kp_why
from ui.screens.account.assumed_sheet import AssumedSheetView
from ui.widgets.button import Button, Kind
from ui.widgets.class_badge import ClassBadge, Scale
from ui.widgets.inputs import Choice
from ui.widgets.surfaces import Card, Hairline

ROWS = ("kp_rank", "away_until", "invited_on")


class MemberCard(Card):
    """Hidden for somebody who has no part in a purchase."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        tr = context.tr
        super().__init__(tr("member.title"), " ", parent)
        self._context = context
        self._reading: Reading | None = None
        self._judged: KpJudgement | None = None
        self._person, self._member = 0, 0
        self.setObjectName("card_member")
        self.badge = ClassBadge("person_badge", badge_of(context, Scale.KEY_PERSON, ""), self)
        self.badge.clicked.connect(self.show_why)
        why = Button("person_why", tr("why.ask"), "", Kind.GHOST, self).dense()
        why.clicked.connect(self.show_why)
        self.title.tools.addWidget(self.badge)
        self.title.tools.addWidget(why)
        self._choice = Choice("member_purchase", tr("member.purchase"), (), self)
        self._choice.chosen.connect(self._on_purchase)
        self.rows = FactRows(context, "member_rows", 150, self)
        self.rows.history_requested.connect(self._on_history)
        self.lamps = KpLamps(context, "member_lamps", self)
        self.sheet = AssumedSheetView(context, self)
        for widget in (self._choice, self.rows, self.lamps, Hairline(self), self.sheet):
            self.body.addWidget(widget)

    def show_record(self, reading: Reading, person: Record) -> None:
        """Show a person's part in the purchase that matters most, or in the one chosen."""
        parts = parts_of(reading, person.id)
        if person.id != self._person or self._member not in [one.id for one in parts]:
            self._member = parts[0].id if parts else 0
        self._reading, self._person = reading, person.id
        self.setVisible(bool(parts))
        if not parts:
            return
        options = [(str(one.id), self._purchase(reading, one)) for one in parts]
        self._choice.set_options(options, str(self._member))
        self._choice.setVisible(len(parts) > 1)
        self._show_member()

    def take_member(self, member_id: int) -> QWidget | None:
        """Show one of the person's parts, ready to write on its sheet."""
        reading = self._reading
        if reading is None or member_id not in [one.id for one in parts_of(reading, self._person)]:
            return None
        self._member = member_id
        self._choice.set_key(str(member_id))
        self._show_member()
        return self.sheet.focus_field("")

    def focus_field(self, field: str) -> QWidget | None:
        """Bring a fact of the part into hand."""
        if field in ROWS:
            return self.rows.row(field) if self.rows.edit(field) else None
        if field in STANDARD_FIELDS:
            return self.lamps.edit(field)
        return self.sheet.focus_field(field) if field else None

    def show_why(self) -> None:
        """Open the panel that says why."""
        if self._reading is not None and self._judged is not None:
            data = kp_why(self._context, self._reading, self._judged)
            open_why(self._context, self._reading.plan, data, self.badge)

    def _show_member(self) -> None:
        reading = self._reading
        if reading is None:
            return
        member = reading.plan.record(self._member)
        self._judged = judge_member(reading.plan, member.id, reading.catalogue)
        self.badge.show_badge(kp_badge(self._context, self._judged))
        self.title.show_title(self._context.tr("member.title"), self._purchase(reading, member))
        fields = [reading.catalogue.field("member", key) for key in ROWS]
        self.rows.show_record(reading.plan, member, reading.rows(member, fields))
        self.lamps.show_member(reading, member, self._judged.rank)
        self.sheet.show_member(reading, member)

    def _purchase(self, reading: Reading, member: Record) -> str:
        project = reading.plan.records.get(member.parent_id or 0)
        return project.name if project is not None else ""

    def _on_purchase(self, key: str) -> None:
        self._member = int(key)
        self._show_member()

    def _on_history(self, key: str) -> None:
        record, row, reading = self.rows.record, self.rows.row(key), self._reading
        if record is not None and row is not None and reading is not None:
            history = FactHistory(self._context, record, key, self)
            history.shown_from(reading.plan.account.id).open_below(row)
