"""The quiet list: purchases that were given up, why, at what cost, and what could bring them back. It never nags.

Knows the board's service and the service of the clocks; the account page is reached through the context.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktopcrm.domain import numbers
from desktopcrm.domain.cost import cost_said
from desktopcrm.services.board import QuietRow
from ui.context import Context, Place
from ui.theme import Tone, theme
from ui.widgets.button import Button, Kind
from ui.widgets.empty import EmptyState
from ui.widgets.label import SMALL, Label
from ui.widgets.surfaces import Card
from ui.widgets.table import TALL_ROW, DataTable
from ui.widgets.table_rows import Cell, CellKind, Column, Row


class QuietTable(DataTable):
    """`revived(project)` by the key R; Enter opens as in every table."""

    revived = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_R and not event.modifiers():
            self.revived.emit(self.current_id())
        else:
            super().keyPressEvent(event)


class QuietList(QWidget):
    """`show_rows` with what is left of the search."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._rows: dict[int, QuietRow] = {}
        self.setObjectName("quiet_list")
        tr, unit = context.tr, theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(unit(8))
        self._card = Card(parent=self)
        self._card.body.setContentsMargins(1, unit(4), 1, unit(6))
        columns = (
            Column("title", tr("quiet.column_purchase"), CellKind.TITLE),
            Column("reason", tr("quiet.column_reason"), CellKind.TEXT, 240),
            Column("revive", tr("quiet.column_revive"), CellKind.TEXT, 210),
            Column("cost", tr("quiet.column_cost"), CellKind.TEXT, 250),
        )
        self.table = QuietTable("quiet_table", tr("quiet.title"), columns, TALL_ROW)
        self.table.opened.connect(self._open)
        self.table.revived.connect(self.revive)
        self._card.body.addWidget(self.table)
        self._none = EmptyState("archive", tr("quiet.none_title"), tr("quiet.none"), self)
        column.addWidget(self._card, 1)
        column.addWidget(self._none, 1)
        column.addLayout(self._make_foot())

    def show_rows(self, rows: list[QuietRow]) -> None:
        """Show these; the one in hand stays in hand."""
        kept = self.table.current_id()
        self._rows = {one.dropped.project_id: one for one in rows}
        self.table.show_rows([self._row(one) for one in rows])
        if not kept or not self.table.take(kept):
            self.table.take_first()
        self._card.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self._revive.setEnabled(bool(rows))

    def revive(self, project_id: int) -> None:
        """Take a purchase up again, at the stage where it stood."""
        row, clocks = self._rows.get(project_id), self._context.app.clocks
        if row is not None and self._context.attempt(lambda: clocks.revive(project_id)):
            self._context.say_undo(self._context.tr("quiet.revived", name=row.title))

    def _make_foot(self) -> QHBoxLayout:
        tr = self._context.tr
        row = QHBoxLayout()
        row.addWidget(Label(tr("quiet.about"), SMALL.but(wrap=True), self), 1)
        self._revive = Button("revive", tr("quiet.revive"), "rotate-ccw", Kind.SECONDARY, self).dense()
        self._revive.clicked.connect(lambda: self.revive(self.table.current_id()))
        row.addWidget(self._revive)
        return row

    def _row(self, one: QuietRow) -> Row:
        tr, lang, dropped = self._context.tr, self._context.lang, one.dropped
        day = numbers.show_day(dropped.dropped_on, lang)
        again = numbers.show_day(dropped.revive_on, lang) if dropped.revive_on else ""
        look = tr("quiet.look_now" if dropped.day_has_come else "quiet.look_on", day=again) if again else ""
        cells = (
            Cell(one.title, f"{one.account} · {tr('quiet.at_stage', stage=dropped.stage)}"),
            Cell(dropped.reason, tr("quiet.dropped_on", day=day)),
            Cell(
                dropped.revive_when or look or tr("quiet.no_trigger"),
                look if dropped.revive_when else "",
                Tone.ACCENT if dropped.day_has_come else None,
            ),
            Cell(self._context.tell(cost_said(dropped.cost))),
        )
        return Row(dropped.project_id, cells)

    def _open(self, project_id: int) -> None:
        row = self._rows.get(project_id)
        if row is not None:
            focus = f"purchase:{project_id}"
            self._context.go(Place("account", row.account_id, "procurement", focus))
