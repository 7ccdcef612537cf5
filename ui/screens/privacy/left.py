"""Texts that may still mean somebody who was erased: opened one by one, and ticked off when they are as they should be."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktopcrm.domain import begun
from desktopcrm.domain.cover import COVER
from desktopcrm.services.erasing import Left
from ui.blur import blur
from ui.context import Context, Place
from ui.dialogs.fact_history import FactHistory
from ui.theme import Tone, theme
from ui.widgets.button import Button, Kind
from ui.widgets.flow import FlowRow
from ui.widgets.label import DIM_PARAGRAPH, Label
from ui.widgets.table import TALL_ROW, DataTable
from ui.widgets.table_rows import Cell, CellKind, Column, Row

LONGEST = 160


class LeftTexts(QWidget):
    """`look()` shows them; `changed(open_ones)` says how many are still to be looked at."""

    changed = Signal(int)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, tr = context, context.tr
        self._left: list[Left] = []
        columns = (
            Column("where", tr("privacy.left_where"), CellKind.TITLE, 250),
            Column("text", tr("privacy.left_text"), CellKind.TEXT),
            Column("state", tr("privacy.state"), CellKind.CHIP, 130),
        )
        self.table = DataTable("left_texts", tr("privacy.left_title"), columns, TALL_ROW)
        self.table.doubleClicked.connect(lambda _index: self.open())
        self.table.chosen.connect(lambda _id: self._show_tools())
        column = QVBoxLayout(self)
        column.setContentsMargins(theme().px(14), theme().px(6), theme().px(14), 0)
        column.setSpacing(theme().px(6))
        column.addWidget(Label(tr("privacy.left_lead"), DIM_PARAGRAPH, self))
        self._past = Label(tr("privacy.left_past_lead"), DIM_PARAGRAPH, self)
        self._past.setObjectName("left_past_lead")
        column.addWidget(self._past)
        tools = FlowRow(self)
        self._open = Button("left_open", tr("privacy.left_open"), "", Kind.SECONDARY, self)
        self._seen = Button("left_seen", tr("privacy.left_seen"), "check", Kind.SECONDARY, self)
        for button, run in ((self._open, self.open), (self._seen, self.tick)):
            button.clicked.connect(run)
            tools.add(button)
        column.addWidget(tools)
        column.addWidget(self.table, 1)
        for keys, run in (("Return", self.open), ("Enter", self.open), ("Space", self.tick)):
            shortcut = QShortcut(QKeySequence(keys), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(run)

    def forget_done(self) -> None:
        """What was ticked off needs not be kept once one goes elsewhere."""
        app = self._context.app
        if not app.store.is_read_only and any(one.is_seen for one in app.erasing.left()):
            self._context.attempt(app.erasing.forget_seen)

    def todo(self) -> int:
        """How many are still to be looked at."""
        return sum(not one.is_seen for one in self._left)

    def look(self) -> int:
        """Show them as they are now; how many there are."""
        self._left = self._context.app.erasing.left()
        self.table.show_rows([self._row(number, one) for number, one in enumerate(self._left, start=1)])
        self._past.setVisible(any(one.is_past for one in self._left))
        if self._left and self._in_hand() is None:
            self.table.take_first()
        self._show_tools()
        return len(self._left)

    def open(self) -> None:
        """Go where the text in hand stands; what was begun in a log is taken up there, an earlier value in its history."""
        one = self._in_hand()
        if one is None:
            return
        if one.is_past:
            self._context.attempt(lambda: self._open_history(one))
            return
        if one.draft:
            self._context.go(Place("account", one.account_id))
            if begun.is_log(one.draft):
                self._context.log(one.account_id)
            return
        field = f":{one.place.field}" if one.place.field else ""
        self._context.go(Place("account", one.account_id, "", f"record_{one.place.record_id}{field}"))

    def _open_history(self, one: Left) -> None:
        record = self._context.app.records.get(one.place.record_id)
        FactHistory(self._context, record, one.place.field, self).shown_from(one.account_id).open_centred()

    def tick(self) -> None:
        """The text in hand is fine as it is; once more takes that back."""
        one = self._in_hand()
        if one is None or not self._context.may_write():
            return
        seen = not one.is_seen
        if self._context.attempt(lambda: self._context.app.erasing.look(one, seen)):
            self.look()
            self._go_on(one)
            self.changed.emit(self.todo())

    def _go_on(self, done: Left) -> None:
        """The next one that is open is in hand."""
        places = [number for number, one in enumerate(self._left, start=1) if not one.is_seen]
        at = next((number for number, one in enumerate(self._left, start=1) if one.spot == done.spot), 0)
        self.table.take(next((number for number in places if number > at), next(iter(places), at)))

    def _in_hand(self) -> Left | None:
        number = self.table.current_id()
        return self._left[number - 1] if 0 < number <= len(self._left) else None

    def _show_tools(self) -> None:
        one, tr = self._in_hand(), self._context.tr
        for button in (self._open, self._seen):
            button.setEnabled(one is not None)
        back = one is not None and one.is_seen
        self._seen.set_words(tr("privacy.left_unseen" if back else "privacy.left_seen"))

    def _row(self, number: int, one: Left) -> Row:
        catalogue, lang, tr = self._context.app.desk.catalogue, self._context.lang, self._context.tr
        kind = catalogue.kinds[one.place.kind].label[lang]
        field = catalogue.find(one.place.kind, one.place.field) if one.place.field else None
        what = tr("privacy.left_draft") if one.draft else field.label[lang] if field is not None else kind
        if one.is_past:
            what = f"{what} · {tr('privacy.left_past')}"
        words = " ".join(one.place.text.split())
        shown = COVER if blur().on else words[:LONGEST]
        state = Cell(
            tr("privacy.left_done" if one.is_seen else "privacy.left_todo"),
            tone=Tone.GOOD if one.is_seen else Tone.WARN,
        )
        return Row(number, (Cell(one.place.account, what), Cell(shown), state), dim=one.is_seen)
