"""Assume the deal is done: what this person gains by it and loses without it, six prompts each, and what came of it.

Private to the rep. Each cell is a dated fact of the member; leaving a cell stores it, Esc gives up.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktopcrm.domain import assumed_deal
from desktopcrm.domain.assumed_deal import PROMPTS
from desktopcrm.domain.records import Record
from ui.context import Context
from ui.dialogs.fact_history import FactHistory
from ui.models.account_reading import Reading
from ui.theme import Tone, theme
from ui.widgets.chip import Chip
from ui.widgets.inputs import TextLine
from ui.widgets.label import DENSE, SMALL, Label
from ui.widgets.painting import plain_tip
from ui.widgets.tabs import SegmentedChoice

COLUMNS = ("gain", "lose")
OUTCOME, LABEL_WIDTH = "ally_outcome", 84
WALK: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1}


class AssumedCell(TextLine):
    """Enter and the arrows go on in the column, Esc takes back what was typed, Ctrl+H shows earlier answers."""

    walked = Signal(str, int)
    written = Signal(str, str)
    history_asked = Signal(str)

    def __init__(self, field: str, label: str, hint: str, parent: QWidget) -> None:
        super().__init__(f"assumed_{field}", label, hint, parent)
        self.field, self._stored = field, ""
        self.setToolTip(plain_tip(label))
        self.editingFinished.connect(self._store)

    def show_value(self, text: str) -> None:
        """Show what is stored; what is being typed stays."""
        if text != self._stored or not self.hasFocus():
            self._stored = text
            self.setText(text)
            self.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_H and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.history_asked.emit(self.field)
        elif key == Qt.Key.Key_Escape and self.text() != self._stored:
            self.setText(self._stored)
        elif key in WALK:
            self._store()
            self.walked.emit(self.field, WALK[key])
        else:
            super().keyPressEvent(event)

    def _store(self) -> None:
        text = self.text().strip()
        if text != self._stored:
            self._stored = text
            self.written.emit(self.field, text)


class AssumedSheetView(QWidget):
    """`show_member` with every change of the plan."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._member: Record | None = None
        self._account_id = 0
        self._cells: dict[str, AssumedCell] = {}
        self.setObjectName("assumed_sheet")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(6))
        column.addLayout(self._make_head())
        column.addWidget(Label(context.tr("assumed.about"), SMALL.but(wrap=True), self))
        column.addLayout(self._make_grid())
        column.addLayout(self._make_outcome())

    def show_member(self, reading: Reading, member: Record) -> None:
        """Show the sheet of a member of a buying team."""
        other = self._member is None or self._member.id != member.id
        self._member, self._account_id = member, reading.plan.account.id
        tr, sheet = self._context.tr, assumed_deal.sheet(reading.plan, member.id)
        for row in sheet.rows:
            for column in COLUMNS:
                cell = self._cells[f"{column}_{row.prompt}"]
                if other:
                    cell.clearFocus()
                cell.show_value(str(getattr(row, column)))
        words = tr("assumed.complete" if sheet.is_complete else "assumed.incomplete")
        self._mark.show_chip(words, Tone.GOOD if sheet.is_complete else Tone.NEUTRAL)
        self._mark.set_reason(tr("assumed.complete_why"))
        self._outcome.set_key(sheet.outcome)

    def focus_field(self, field: str) -> QWidget | None:
        """Go to a cell or to the outcome; without a name to the first empty cell."""
        if field == OUTCOME:
            self._outcome.setFocus(Qt.FocusReason.OtherFocusReason)
            return self._outcome
        empty = next((cell for cell in self._cells.values() if not cell.text()), None)
        cell = self._cells.get(field) or (None if field else empty or next(iter(self._cells.values())))
        if cell is not None:
            cell.setFocus(Qt.FocusReason.TabFocusReason)
        return cell

    def _make_head(self) -> QHBoxLayout:
        tr = self._context.tr
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        row.addWidget(Label(tr("assumed.title"), DENSE.but(weight=600), self))
        self._mark = Chip("", Tone.NEUTRAL, parent=self)
        self._mark.setObjectName("assumed_mark")
        private = Chip(tr("behaviour.private"), Tone.NEUTRAL, "lock", self)
        private.set_reason(tr("behaviour.private_why"))
        row.addWidget(self._mark)
        row.addWidget(private)
        row.addStretch(1)
        return row

    def _make_grid(self) -> QGridLayout:
        tr, unit = self._context.tr, theme().px
        catalogue, lang = self._context.app.desk.catalogue, self._context.lang
        grid = QGridLayout()
        grid.setHorizontalSpacing(unit(8))
        grid.setVerticalSpacing(unit(4))
        grid.setColumnMinimumWidth(0, unit(LABEL_WIDTH))
        for place, column in enumerate(COLUMNS):
            ink = "good" if column == "gain" else "bad"
            title = Label(tr(f"assumed.{column}"), SMALL.but(weight=600, ink=ink), self)
            grid.addWidget(title, 0, place + 1)
            grid.setColumnStretch(place + 1, 1)
        for line, prompt in enumerate(PROMPTS, 1):
            grid.addWidget(Label(tr(f"assumed.prompt_{prompt}"), DENSE.but(ink="ink2"), self), line, 0)
            for place, column in enumerate(COLUMNS):
                field = catalogue.field("member", f"{column}_{prompt}")
                cell = AssumedCell(field.key, field.ask[lang], "", self)
                cell.walked.connect(self._walk)
                cell.written.connect(self._on_written)
                cell.history_asked.connect(self._on_history)
                self._cells[field.key] = cell
                grid.addWidget(cell, line, place + 1)
        return grid

    def _make_outcome(self) -> QHBoxLayout:
        tr, lang = self._context.tr, self._context.lang
        options = [(one.key, one.label[lang]) for one in self._context.app.desk.catalogue.options(OUTCOME)]
        row = QHBoxLayout()
        row.setSpacing(theme().px(10))
        row.addWidget(Label(tr("assumed.outcome"), DENSE.but(ink="ink2"), self))
        self._outcome = SegmentedChoice("ally_outcome", tr("assumed.outcome"), options, self)
        self._outcome.chosen.connect(lambda key: self._on_written(OUTCOME, key))
        row.addWidget(self._outcome)
        row.addStretch(1)
        return row

    def _walk(self, field: str, step: int) -> None:
        column, _, prompt = field.partition("_")
        place = PROMPTS.index(prompt) + step
        if 0 <= place < len(PROMPTS):
            self._cells[f"{column}_{PROMPTS[place]}"].setFocus(Qt.FocusReason.TabFocusReason)
        elif step > 0 and column == COLUMNS[0]:
            self._cells[f"{COLUMNS[1]}_{PROMPTS[0]}"].setFocus(Qt.FocusReason.TabFocusReason)
        elif step > 0:
            self._outcome.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_written(self, field: str, text: str) -> None:
        member, facts = self._member, self._context.app.facts
        if member is None:
            return
        if text:
            self._context.attempt(lambda: facts.observe(member.id, field, text))
        else:
            self._context.attempt(lambda: facts.clear(member.id, field))

    def _on_history(self, field: str) -> None:
        if self._member is not None:
            history = FactHistory(self._context, self._member, field, self)
            history.shown_from(self._account_id).open_below(self._cells[field])
