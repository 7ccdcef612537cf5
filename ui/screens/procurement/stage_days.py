"""The days of the stage in view, written in place: when it was entered, and when it was meant to begin."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktopcrm.domain import numbers
from desktopcrm.domain.catalogue import PLANNED_PREFIX
from ui.context import Context
from ui.screens.procurement.purchase import Purchase
from ui.theme import theme
from ui.widgets.flow import FlowRow
from ui.widgets.inputs import TextLine
from ui.widgets.label import SMALL, Label

PAIR_GAP = 20


class StageDays(QWidget):
    """`show_purchase(purchase, words)`: `words` say what the days come to. A purchase that ran before it was written
    down gets its true days here, beginning with stage 1."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._purchase: Purchase | None = None
        self._stage = (0, 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme().px(4))
        row = FlowRow(self, gap=PAIR_GAP)
        self.entered, self._entered_pair = self._pair("stage_entered", "entered_on", self._on_entered)
        self.planned, planned_pair = self._pair("planned_start", "planned_start", self._on_planned)
        row.add(self._entered_pair)
        row.add(planned_pair)
        self._row = row
        self._pairs = (self._entered_pair, planned_pair)
        box.addWidget(row)
        self._real = Label("", SMALL.but(wrap=True), self)
        self._real.setObjectName("stage_days")
        box.addWidget(self._real)

    def show_purchase(self, purchase: Purchase, words: str) -> None:
        """Show the days of the stage in view."""
        stage = (purchase.project.id, purchase.stage)
        is_other, self._stage, self._purchase = stage != self._stage, stage, purchase
        for line, said in ((self.entered, self._entered_day()), (self.planned, self._planned_day())):
            if is_other or not line.hasFocus():
                line.setText(said)
                line.mark_wrong(False)
        self._row.show_only(self._pairs if self._entered_day() else self._pairs[1:])
        self._real.setText(words)

    def _pair(self, name: str, key: str, on_done: Callable[[], None]) -> tuple[TextLine, QWidget]:
        tr = self._context.tr
        line = TextLine(name, tr(f"procurement.{key}"), tr("procurement.planned_hint"))
        line.setFixedWidth(theme().px(140))
        line.editingFinished.connect(on_done)
        host = QWidget(self)
        row = QHBoxLayout(host)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(10))
        row.addWidget(Label(tr(f"procurement.{key}"), SMALL, host))
        row.addWidget(line)
        return line, host

    def _entered_day(self) -> str:
        purchase = self._purchase
        day = purchase.course.entered.get(purchase.stage) if purchase else None
        return purchase.reading.day(day) if purchase and day else ""

    def _planned_day(self) -> str:
        purchase = self._purchase
        return (
            purchase.reading.value(purchase.project.id, f"{PLANNED_PREFIX}{purchase.stage}")
            if purchase
            else ""
        )

    def _on_planned(self) -> None:
        text, (project_id, stage) = self.planned.text().strip(), self._stage
        if not stage or text == self._planned_day():
            return
        facts, field = self._context.app.facts, f"{PLANNED_PREFIX}{stage}"
        done = self._context.attempt(
            lambda: facts.observe(project_id, field, text) if text else facts.clear(project_id, field)
        )
        self.planned.mark_wrong(not done)

    def _on_entered(self) -> None:
        text, before = self.entered.text().strip(), self._entered_day()
        if not text or text == before:
            self.entered.setText(before)
            self.entered.mark_wrong(False)
            return
        done = self._context.attempt(lambda: self._date(text))
        self.entered.mark_wrong(not done)

    def _date(self, text: str) -> None:
        purchase, (project_id, stage) = self._purchase, self._stage
        if purchase is None:
            return
        app, tr = self._context.app, self._context.tr
        day = numbers.read_day(text, app.desk.today())
        shown, label = purchase.reading.day(day), purchase.shown.label[purchase.reading.lang]
        app.projects.date_stage(project_id, stage, day)
        self.entered.setText(shown)
        self._context.say_undo(tr("procurement.said_dated", stage=stage, label=label, day=shown))
