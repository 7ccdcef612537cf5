"""Under a product in use: where it is liked badly, the need behind it is one click away."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktopcrm.domain.records import Record
from desktopcrm.services.records import NewRecord
from ui.context import Context
from ui.models.account_lists import POOR_SATISFACTION
from ui.models.account_reading import Reading
from ui.theme import theme
from ui.widgets.button import Button, Kind
from ui.widgets.label import DIM_PARAGRAPH, Label

PRODUCT_NEED = "product"


class SatisfactionPart(QWidget):
    """One line: a satisfaction of 2 or less proposes a hidden need (d3.3)."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._record: Record | None = None
        self._reading: Reading | None = None
        self._words = Label("", DIM_PARAGRAPH, self)
        self._button = Button(
            "propose_need", context.tr("account.propose_need"), "lightbulb", Kind.SECONDARY, self
        )
        self._button.dense().clicked.connect(self._on_propose)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme().px(10), theme().px(4), 0, theme().px(4))
        row.addWidget(self._words, 1)
        row.addWidget(self._button, 0, Qt.AlignmentFlag.AlignTop)

    def show_record(self, reading: Reading, record: Record) -> None:
        """Show or hide the proposal."""
        self._reading, self._record = reading, record
        liked = reading.plan.value(record.id, "satisfaction")
        poor = bool(liked) and int(liked) <= POOR_SATISFACTION
        taken = any(need.name == self._need_name(record) for need in reading.plan.of("need"))
        self.setVisible(poor and not taken)
        self._words.setText(reading.tr("account.poor_satisfaction", n=liked))

    def _need_name(self, record: Record) -> str:
        return self._context.tr("account.need_from_product", product=record.name)

    def _on_propose(self) -> None:
        record, reading = self._record, self._reading
        if record is None or reading is None:
            return
        why = reading.value(record.id, "disadvantages")
        facts = {"kind": PRODUCT_NEED, "nature": "hidden", "evidence": why}
        new = NewRecord("need", self._need_name(record), reading.plan.account.id, facts=facts)
        if self._context.attempt(lambda: self._context.app.records.add(new)):
            self._context.say_undo(self._context.tr("account.need_proposed"))
