"""What narrows the list of accounts: tier, deal class of the best purchase, what is due, and whether class 3 is seen.

Tells what was chosen; looks nothing up.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktopcrm.services.accounts import NO_DEAL, AccountQuery
from ui.context import Context
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.button import Button, Kind
from ui.widgets.flow import FlowRow
from ui.widgets.inputs import Choice

DUE = ("", "overdue", "week")
WEEK = 6
"""Days after today that “this week” looks ahead."""


class FilterChoice(Choice):
    """As wide as the longest of its words."""

    def sizeHint(self) -> QSize:
        words = (self.itemText(place) for place in range(self.count()))
        widest = max((painting.text_width(self.font(), one) for one in words), default=0)
        return QSize(round(widest) + theme().px(48), theme().px(32))


class Filters(QWidget):
    """`changed` after every choice; `narrow` puts the choices into a query."""

    changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setObjectName("account_filters")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        flow = FlowRow(self, 8)
        row.addWidget(flow)
        tr = context.tr
        self.tier = self._choice("tier_filter", tr("accounts.column_tier"), self._options("tier"))
        deals = [*self._options("deal_class"), (NO_DEAL, tr("badge.deal_none"))]
        self.deal = self._choice("deal_filter", tr("badge.deal_title"), deals)
        due = [(key, tr(f"triage.due_{key}")) for key in DUE if key]
        self.due = self._choice("due_filter", tr("accounts.column_due"), due)
        self.third = Button("third_filter", tr("triage.third"), "eye-off", Kind.GHOST, self)
        self.third.setCheckable(True)
        self.third.toggled.connect(self._on_third)
        for widget in (self.tier, self.deal, self.due, self.third):
            flow.add(widget)

    def narrow(self, query: AccountQuery) -> AccountQuery:
        """The query with what is chosen here; the archived list hides nobody."""
        today = self._context.app.desk.today()
        ends = {"overdue": today - timedelta(days=1), "week": today + timedelta(days=WEEK)}
        return replace(
            query,
            tier=self.tier.key(),
            deal=self.deal.key(),
            due_by=ends.get(self.due.key()),
            hides_third=not self.third.isChecked() and not query.archived,
        )

    def open_all(self) -> None:
        """Leave out nobody, class 3 included, without telling anybody."""
        for choice in (self.tier, self.deal, self.due):
            choice.set_key("")
        self.third.blockSignals(True)
        self.third.setChecked(True)
        self.third.blockSignals(False)
        self._show_third()

    def show_hidden(self, hidden: int) -> None:
        """How many accounts of class 3 are not in the list."""
        words = self._context.tr("triage.third_n", n=hidden) if hidden else self._context.tr("triage.third")
        self.third.set_words(words)

    def _choice(self, name: str, label: str, options: list[tuple[str, str]]) -> Choice:
        every = self._context.tr("triage.all", label=label)
        choice = FilterChoice(name, label, [("", every), *options], self)
        choice.chosen.connect(lambda _key: self.changed.emit())
        return choice

    def _options(self, choices: str) -> list[tuple[str, str]]:
        lang = self._context.lang
        return [(one.key, one.label[lang]) for one in self._context.app.desk.catalogue.options(choices)]

    def _on_third(self) -> None:
        self._show_third()
        self.changed.emit()

    def _show_third(self) -> None:
        self.third.set_words(self.third.words(), "eye" if self.third.isChecked() else "eye-off")


def triage_hint(context: Context) -> str:
    """How accounts are sorted by key."""
    return context.tr("triage.keys")


def said_sorted(context: Context, count: int, prelim: str, is_hidden: bool) -> str:
    """What became of the accounts that were sorted."""
    if not prelim:
        return context.tr("triage.cleared", n=count)
    key = "triage.sorted_hidden" if is_hidden else "triage.sorted"
    return context.tr(key, n=count, prelim=prelim)
