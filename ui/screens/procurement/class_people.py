"""Whom we have reached in a purchase: the member in hand, rank, standards, ally test, risk of KP-D, the class.

Judges nothing; shows what the rules say and writes the facts of the member that they rest on.
"""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktopcrm.domain.key_person_class import KpJudgement, judge_member
from desktopcrm.domain.key_person_standards import RECOMMENDS
from desktopcrm.domain.records import Record
from ui.context import Context, Place
from ui.dialogs.fact_history import FactHistory
from ui.dialogs.kp_lamps import STANDARD_FIELDS, KpLamps
from ui.dialogs.why import open_why
from ui.editors.fact_rows import FactRows
from ui.models.account_reading import Reading
from ui.models.class_reading import badge_of, kp_badge, kp_why
from ui.screens.procurement.class_head import ClassHead
from ui.theme import Tone, theme
from ui.widgets.button import Button, Kind
from ui.widgets.chip import Chip
from ui.widgets.class_badge import ClassBadge, Scale
from ui.widgets.flow import FlowRow
from ui.widgets.inputs import Choice
from ui.widgets.label import DIM_PARAGRAPH, Label

ROWS = ("kp_rank", "away_until", "invited_on")


class KeyPersonPart(QWidget):
    """`show_judgement` with every change of the plan; the member in hand stays in hand."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._reading: Reading | None = None
        self._judged: KpJudgement | None = None
        self._member = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(4))
        tr = context.tr
        empty = badge_of(context, Scale.KEY_PERSON, "")
        self.head = ClassHead("key_person", tr("badge.key_person_title"), empty, tr("why.ask"), self)
        self.head.why_asked.connect(self.show_why)
        column.addWidget(self.head)
        column.addWidget(self._make_member_line())
        self._signs = FlowRow(self, 6)
        column.addWidget(self._signs)
        self.rows = FactRows(context, "kp_rows", 120, self)
        self.rows.history_requested.connect(self._on_history)
        self.lamps = KpLamps(context, "kp_lamps", self)
        column.addWidget(self.rows)
        column.addWidget(self.lamps)
        self._nobody = Label(tr("class_card.no_team"), DIM_PARAGRAPH, self)
        column.addWidget(self._nobody)

    def show_judgement(self, reading: Reading, judgement: KpJudgement) -> None:
        """Show the class of a purchase, and the member in hand (first the one who stands for the purchase)."""
        other = self._judged is None or self._judged.project_id != judgement.project_id
        self._reading, self._judged = reading, judgement
        tr = self._context.tr
        since = tr("class_card.since", day=reading.day(judgement.since)) if judgement.since else ""
        self.head.show_class(kp_badge(self._context, judgement), since)
        team = reading.plan.team(judgement.project_id)
        if other or self._member not in [one.id for one in team]:
            self._member = judgement.member_id or (team[0].id if team else 0)
        for widget in (self._line, self._signs, self.rows, self.lamps):
            widget.setVisible(bool(team))
        self._nobody.setVisible(not team)
        if team:
            self._show_team(reading, team)
            self._show_member()

    def focus_field(self, member_id: int, field: str) -> QWidget | None:
        """Bring a standard or the rank of a member into hand."""
        reading, judged = self._reading, self._judged
        if reading is None or judged is None or not self.holds(field):
            return None
        if member_id not in [one.id for one in reading.plan.team(judged.project_id)]:
            return None
        self._member = member_id
        self._choice.set_key(str(member_id))
        self._show_member()
        if field in ROWS:
            return self.rows.row(field) if self.rows.edit(field) else None
        return self.lamps.edit(field)

    def holds(self, field: str) -> bool:
        """Whether a field of a member is seen here."""
        return field in ROWS or field in STANDARD_FIELDS

    def show_why(self) -> None:
        """Open the panel that says why the purchase has its class."""
        if self._reading is not None and self._judged is not None:
            data = kp_why(self._context, self._reading, self._judged)
            open_why(self._context, self._reading.plan, data, self.head.badge)

    def _make_member_line(self) -> QWidget:
        tr = self._context.tr
        self._line = QWidget(self)
        row = QHBoxLayout(self._line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        self._choice = Choice("class_member", tr("class_card.member"), (), self._line)
        self._choice.chosen.connect(self._on_member)
        self._of_member = ClassBadge(
            "member_badge", badge_of(self._context, Scale.KEY_PERSON, ""), self._line
        )
        self._of_member.clicked.connect(self._show_member_why)
        sheet = Button("to_assumed", tr("class_card.assumed"), "handshake", Kind.GHOST, self._line).dense()
        sheet.clicked.connect(self._on_sheet)
        row.addWidget(self._choice, 1)
        row.addWidget(self._of_member)
        row.addWidget(sheet)
        return self._line

    def _show_team(self, reading: Reading, team: tuple[Record, ...]) -> None:
        options = []
        for member in team:
            rank = reading.chip(member, "kp_rank")
            words = reading.name(member)
            options.append((str(member.id), f"{words} · {rank[0]}" if rank else words))
        self._choice.set_options(options, str(self._member))

    def _show_member(self) -> None:
        reading, judged = self._reading, self._judged
        if reading is None or judged is None or self._member not in reading.plan.records:
            return
        member = reading.plan.record(self._member)
        mine = judge_member(reading.plan, member.id, reading.catalogue)
        self._of_member.show_badge(kp_badge(self._context, mine))
        self._show_signs(reading, mine)
        fields = [reading.catalogue.field("member", key) for key in ROWS]
        self.rows.show_record(reading.plan, member, reading.rows(member, fields))
        self.lamps.show_member(reading, member, mine.rank)

    def _show_signs(self, reading: Reading, mine: KpJudgement) -> None:
        tr, judged = self._context.tr, self._judged
        self._signs.clear()
        if reading.scope.covered:
            self._signs.hide()
            return
        if mine.is_d_risk:
            risk = Chip(tr("class_card.d_risk", n=len(mine.d_traits)), Tone.BAD, "triangle-alert")
            risk.set_reason(tr("class_card.d_risk_why"))
            self._signs.add(risk)
        promise = reading.plan.value(self._member, RECOMMENDS)
        outcome = reading.chip(reading.plan.record(self._member), "ally_outcome")
        if mine.rank != "first":
            state = promise or "unknown"
            tone = {"yes": Tone.GOOD, "no": Tone.BAD}.get(state, Tone.NEUTRAL)
            ally = Chip(tr(f"class_card.ally_{state}"), tone, "handshake")
            ally.set_reason(
                f"{tr('class_card.ally_why')}\n{outcome[0]}" if outcome else tr("class_card.ally_why")
            )
            self._signs.add(ally)
        if judged is not None and judged.decided is not None:
            decided = judged.decided
            words = tr(f"class_card.decided_{decided.verdict}", day=reading.day(decided.day))
            chip = Chip(words, Tone.WARN, "history")
            chip.set_reason(decided.reason)
            self._signs.add(chip)
        self._signs.setVisible(bool(self._signs.widgets()))

    def _on_member(self, key: str) -> None:
        self._member = int(key)
        self._show_member()

    def _show_member_why(self) -> None:
        reading = self._reading
        if reading is not None:
            mine = judge_member(reading.plan, self._member, reading.catalogue)
            open_why(self._context, reading.plan, kp_why(self._context, reading, mine), self._of_member)

    def _on_sheet(self) -> None:
        if self._reading is not None:
            focus = f"assumed:{self._member}"
            self._context.go(Place("account", self._reading.plan.account.id, "surface", focus))

    def _on_history(self, key: str) -> None:
        record, row, reading = self.rows.record, self.rows.row(key), self._reading
        if record is not None and row is not None and reading is not None:
            history = FactHistory(self._context, record, key, self)
            history.shown_from(reading.plan.account.id).open_below(row, None)
