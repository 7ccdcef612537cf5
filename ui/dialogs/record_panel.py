"""Everything that can be known about one record, as rows in groups, with own fields, notes, archive and delete.

The part that all tabs of an account share. It shows readings and calls services; it knows no tab.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktopcrm.domain.catalogue import Field
from desktopcrm.domain.records import Record
from ui.context import Context
from ui.dialogs.fact_history import FactHistory
from ui.dialogs.own_field import OwnFieldRow
from ui.editors.fact_rows import NAME_KEY, FactRows
from ui.models.account_reading import Reading
from ui.theme import Type, theme
from ui.widgets.button import Button, Kind
from ui.widgets.field_row_view import FieldRowData
from ui.widgets.label import Label, LabelStyle

GROUP_TITLE = LabelStyle(kind=Type.DENSE, weight=600, ink="ink2")
LABEL_WIDTH = 170


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one small title; an empty title joins them to the rows before. `leave_out`: keys not shown."""

    title: str = ""
    blocks: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PanelSpec:
    """What a panel shows for a kind: its groups, its own name as a row, whether it can be taken away."""

    kind: str
    groups: tuple[Group, ...] = field(default=(Group(),))
    with_name: bool = True
    removable: bool = True
    with_own: bool = True
    label_width: int = LABEL_WIDTH


class RecordPanel(QWidget):
    """`show_record(reading, record)`; `extras` is where a tab adds what only it knows."""

    removed = Signal(int)

    def __init__(self, context: Context, spec: PanelSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._spec = context, spec
        self._record: Record | None = None
        self._account_id = 0
        self._groups: list[FactRows] = []
        self._history: FactHistory | None = None
        self.setObjectName(f"panel_{spec.kind}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(2))
        for index, group in enumerate(spec.groups):
            self._add_group(column, group, index)
        self.extras = QVBoxLayout()
        self.extras.setSpacing(theme().px(4))
        column.addLayout(self.extras)
        self._add_tools(column)

    @property
    def record(self) -> Record | None:
        """The record shown."""
        return self._record

    def show_record(self, reading: Reading, record: Record) -> None:
        """Show a record, or the same one again after a change."""
        self._record, self._account_id = record, reading.plan.account.id
        for index, (group, rows) in enumerate(zip(self._spec.groups, self._groups, strict=True)):
            data = reading.rows(record, self._fields(reading, group))
            if index == 0 and self._spec.with_name:
                data.insert(0, _name_row(reading, record))
            rows.show_record(reading.plan, record, data)

    def focus_field(self, key: str) -> QWidget | None:
        """Open the editor of a field (or go to the first row); gives the row."""
        for rows in self._groups:
            wanted = key or next(iter(rows.keys()), "")
            row = rows.row(wanted)
            if row is None:
                continue
            if key:
                rows.edit(key)
            else:
                row.setFocus(Qt.FocusReason.OtherFocusReason)
            return row
        return None

    def focus_unknown(self) -> QWidget | None:
        """Go to the first row of which nothing is known, without opening it; gives the row."""
        for rows in self._groups:
            for row in map(rows.row, rows.keys()):
                if row is not None and not row.data.known:
                    row.setFocus(Qt.FocusReason.TabFocusReason)
                    return row
        return None

    def _fields(self, reading: Reading, group: Group) -> tuple[Field, ...]:
        found = reading.fields(self._spec.kind, *group.blocks)
        return tuple(one for one in found if one.key not in group.leave_out)

    def _add_group(self, column: QVBoxLayout, group: Group, index: int) -> None:
        if group.title:
            title = Label(group.title, GROUP_TITLE, self)
            title.setContentsMargins(theme().px(10), theme().px(8 if index else 0), 0, theme().px(2))
            column.addWidget(title)
        rows = FactRows(self._context, f"rows_{self._spec.kind}_{index}", self._spec.label_width, self)
        rows.setAccessibleName(group.title)
        rows.history_requested.connect(lambda key: self._show_history(rows, key))
        self._groups.append(rows)
        column.addWidget(rows)

    def _add_tools(self, column: QVBoxLayout) -> None:
        tr = self._context.tr
        line = QHBoxLayout()
        line.setContentsMargins(0, theme().px(4), 0, 0)
        line.setSpacing(theme().px(4))
        if self._spec.with_own:
            block = next((group.blocks[0] for group in self._spec.groups if group.blocks), "")
            own = OwnFieldRow(self._context, self._spec.kind, block, self)
            line.addWidget(own, 1)
        line.addStretch(0)
        if self._spec.removable:
            for name, icon, kind, run in (
                ("archive", "archive", Kind.GHOST, self._archive),
                ("delete", "trash-2", Kind.GHOST, self._delete),
            ):
                words = tr("account.archive" if name == "archive" else "account.delete")
                button = Button(f"{name}_{self._spec.kind}", words, icon, kind, self).dense()
                button.clicked.connect(run)
                line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(line)

    def _show_history(self, rows: FactRows, key: str) -> None:
        row = rows.row(key)
        if row is None or self._record is None or key == NAME_KEY:
            return
        self._history = FactHistory(self._context, self._record, key, self)
        self._history.closed.connect(self._forget_history)
        self._history.shown_from(self._account_id).open_below(row)

    def hideEvent(self, event: QHideEvent) -> None:
        if self._history is not None:
            self._history.close_popover()
        super().hideEvent(event)

    def _forget_history(self) -> None:
        self._history = None

    def _archive(self) -> None:
        record = self._record
        if record and self._context.attempt(lambda: self._context.app.records.archive(record.id)):
            self._context.say_undo(self._context.tr("account.archived", name=record.name))
            self.removed.emit(record.id)

    def _delete(self) -> None:
        record = self._record
        if record and self._context.attempt(lambda: self._context.app.records.delete(record.id)):
            self._context.say_undo(self._context.tr("account.deleted", name=record.name))
            self.removed.emit(record.id)


def _name_row(reading: Reading, record: Record) -> FieldRowData:
    kind = reading.catalogue.kinds[record.kind]
    label = reading.tr("account.person_name" if record.kind in ("person", "rep") else "account.name")
    return FieldRowData(NAME_KEY, label, reading.name(record), reading.words(kind.name_ask))
