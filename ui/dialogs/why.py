"""Opens the why-panel under what was asked about, and takes its jumps: to a fact, or to the rule in the library.

Knows places; knows no rule.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktopcrm.domain.plan import Plan
from ui.context import Context, Place
from ui.widgets.why_panel import WhyData, WhyPanel, WhyWords

AT_PROCUREMENT = ("project", "member", "hop", "criterion", "contender", "clause")
RULES_TAB = "rules"


def open_why(context: Context, plan: Plan, data: WhyData, anchor: QWidget) -> WhyPanel:
    """Show why, below `anchor`."""
    tr = context.tr
    words = WhyWords(
        tr("why.facts"),
        tr("why.unknown"),
        tr("why.changes"),
        tr("why.rule"),
        tr("why.source"),
        tr("why.open_rule"),
        tr("why.colon"),
    )
    panel = WhyPanel(data, words, anchor)
    panel.fact_chosen.connect(lambda record_id, key: context.go(place_of(plan, record_id, key)))
    panel.rule_chosen.connect(lambda key: context.go(Place("library", tab=RULES_TAB, focus=key)))
    panel.open_below(anchor, panel.first())
    return panel


def place_of(plan: Plan, record_id: int, key: str) -> Place:
    """Where a fact is seen and changed."""
    account_id, record = plan.account.id, plan.records.get(record_id)
    if record is None:
        return Place("account", account_id)
    if record.kind == "project":
        return Place("account", account_id, "procurement", f"purchase:{record_id}:{key}")
    return Place("account", account_id, "", f"{record_id}:{key}" if key else f"record_{record_id}")
