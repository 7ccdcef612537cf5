"""Where an account is sorted: the lead it came from and its grade, and whether it will order next.

Shows what the rules say and writes the facts that they rest on; judges nothing.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktopcrm.domain import order_check, source_grade
from desktopcrm.domain.order_check import Inference
from desktopcrm.domain.origin import evidence
from desktopcrm.domain.source_grade import GradeJudgement
from ui.context import Context
from ui.dialogs.fact_history import FactHistory
from ui.dialogs.lamp_facts import LampFacts, LampSpec
from ui.dialogs.tick_facts import TickFacts
from ui.dialogs.why import open_why
from ui.editors.fact_rows import FactRows
from ui.models.account_reading import Reading
from ui.models.class_reading import badge_of, facts_of, rule_of, source_badge, source_why
from ui.theme import Tone
from ui.widgets.button import Button, Kind
from ui.widgets.chip import Chip
from ui.widgets.class_badge import ClassBadge, Scale
from ui.widgets.flow import FlowRow
from ui.widgets.fold import FoldCard
from ui.widgets.label import DENSE, SMALL, Label
from ui.widgets.lamp import tone_of
from ui.widgets.why_panel import WhyData

LEAD_ROWS = ("prelim_class", "lead_source", "region")
TICKS, TICK_COLUMN = "lead_ticks", 250
BAD_WHEN_YES = ("supply_stable",)
JUDGED = ("need", "money", "urgency")


class LeadCard(FoldCard):
    """First sorting, source, region, and the signs in the lead that make its grade."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("card_lead", context.tr("sorting.lead"), parent)
        self._context = context
        self._shown: tuple[Reading, GradeJudgement] | None = None
        tr = context.tr
        self.badge = ClassBadge("source_badge", badge_of(context, Scale.SOURCE, ""), self)
        self.badge.clicked.connect(self.show_why)
        why = Button("source_why", tr("why.ask"), "", Kind.GHOST, self).dense()
        why.clicked.connect(self.show_why)
        self.tools.addWidget(self.badge)
        self.tools.addWidget(why)
        self.rows = FactRows(context, "lead_rows", 150, self)
        self.rows.history_requested.connect(self._on_history)
        self._ask = Label("", DENSE.but(ink="accent", weight=600, wrap=True), self)
        self._ask.setObjectName("lead_ask")
        self.ticks = TickFacts(context, "lead_ticks", TICKS, TICK_COLUMN, self)
        for widget in (self.rows, Label(tr("sorting.signs"), DENSE.but(weight=600, ink="ink2"), self)):
            self.body.addWidget(widget)
        self.body.addWidget(self.ticks)
        self.body.addWidget(self._ask)

    def show_reading(self, reading: Reading) -> None:
        """Show source and grade of an account."""
        account = reading.plan.account
        judged = source_grade.grade(reading.plan, reading.catalogue)
        self._shown = (reading, judged)
        self.badge.show_badge(source_badge(self._context, judged))
        fields = [reading.catalogue.field("account", key) for key in LEAD_ROWS]
        self.rows.show_record(reading.plan, account, reading.rows(account, fields))
        self.ticks.show_record(reading, account)
        self._ask.setText(self._context.tell(judged.ask) if judged.ask is not None else "")
        self._ask.setVisible(judged.ask is not None)

    def focus_field(self, field: str) -> QWidget | None:
        """Bring a row or the signs into hand."""
        if field == TICKS:
            return self.ticks.take()
        return self.rows.row(field) if field in LEAD_ROWS and self.rows.edit(field) else None

    def show_why(self) -> None:
        """Open the panel that says why."""
        if self._shown is not None:
            reading, judged = self._shown
            open_why(self._context, reading.plan, source_why(self._context, reading, judged), self.badge)

    def _on_history(self, key: str) -> None:
        record, row = self.rows.record, self.rows.row(key)
        if record is not None and row is not None:
            FactHistory(self._context, record, key, self).shown_from(record.id).open_below(row)


class OrderCheckCard(FoldCard):
    """Six questions; what they conclude lights the lamps of purchases that say nothing themselves."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        label = context.app.desk.catalogue.blocks["order_check"].label[context.lang]
        super().__init__("card_order_check", label, parent)
        self._context = context
        self._reading: Reading | None = None
        self._found: dict[str, Inference] = {}
        tr = context.tr
        self._why = Button("order_check_why", tr("why.ask"), "", Kind.GHOST, self).dense()
        self._why.clicked.connect(self.show_why)
        self.tools.addWidget(self._why)
        self._about = Label(tr("sorting.order_check_about"), SMALL.but(wrap=True), self)
        self._signs = FlowRow(self, 6)
        specs = [LampSpec(key, bad="yes" if key in BAD_WHEN_YES else "no") for key in order_check.SHEET]
        self.lamps = LampFacts(context, "order_check", specs, self)
        for widget in (self._about, self._signs, self.lamps):
            self.body.addWidget(widget)

    def show_reading(self, reading: Reading) -> None:
        """Show the sheet of an account."""
        self._reading = reading
        plan, rules = reading.plan, reading.catalogue.rulebook
        self.lamps.show_record(reading, plan.account)
        self._found = {lamp: order_check.infer(plan.fact, plan.account.id, lamp, rules) for lamp in JUDGED}
        self._signs.clear()
        for lamp, found in self._found.items():
            tone = tone_of(found.state, "no") or Tone.NEUTRAL
            words = self._context.tr(f"sorting.concluded_{lamp}_{found.state}")
            self._signs.add(Chip(words, tone))
        known = sum(plan.fact(plan.account.id, key) is not None for key in order_check.SHEET)
        aside = self._context.tr("sorting.answered", n=known, of=len(order_check.SHEET))
        self.show_title(reading.words(reading.catalogue.blocks["order_check"].label), aside)

    def focus_field(self, field: str) -> QWidget | None:
        """Open a question."""
        return self.lamps.edit(field) if field in order_check.SHEET else None

    def show_why(self) -> None:
        """Say what the six answers are for."""
        reading = self._reading
        if reading is None:
            return
        facts = [fact for one in self._found.values() for fact in one.facts]
        known = facts_of(reading, [evidence(fact) for fact in facts])
        label = reading.words(reading.catalogue.blocks["order_check"].label)
        data = WhyData(label, facts=known, rules=(rule_of(self._context, order_check.RULE),))
        open_why(self._context, reading.plan, data, self._why)
