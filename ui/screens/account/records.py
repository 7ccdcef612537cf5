"""Records of one kind as a list that unfolds in place, with a line that adds: the building block of all tabs.

Knows services through the context; what a row says and what lies under it comes with the specification.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktopcrm.domain.records import Record
from desktopcrm.errors import UserError
from ui.context import Context
from ui.dialogs.record_panel import PanelSpec, RecordPanel
from ui.models.account_reading import Reading
from ui.theme import theme
from ui.widgets.add_row import AddRow
from ui.widgets.fold_list import FoldData, FoldList
from ui.widgets.label import DIM_PARAGRAPH, Label
from ui.widgets.surfaces import Card


class PanelPart(Protocol):
    """Something more under a record than its rows."""

    def show_record(self, reading: Reading, record: Record) -> None:
        """Show what belongs to the record."""


MakePart = Callable[[Context, QWidget], QWidget]


@dataclass(frozen=True, slots=True)
class ListSpec:
    """One list. `add(text, second)` calls one service and may raise `UserError`; without it nothing can be added."""

    kind: str
    label: str
    records: Callable[[Reading], Sequence[Record]]
    row: Callable[[Reading, Record], FoldData]
    panel: PanelSpec
    add: Callable[[str, str], object] | None = None
    hint: str = ""
    second_hint: str = ""
    empty: str = ""
    parts: tuple[MakePart, ...] = field(default=())
    open_new: bool = False


BODY = "body_"


class RecordsList(QWidget):
    """The list, its sentence when empty, its adding line."""

    def __init__(self, context: Context, spec: ListSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self.spec = context, spec
        self._reading: Reading | None = None
        self._parts: dict[int, list[QWidget]] = {}
        self._await_new = False
        self.setObjectName(f"list_{spec.kind}")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(4))
        self._empty = Label(spec.empty, DIM_PARAGRAPH, self)
        self.fold = FoldList(f"{spec.kind}_rows", spec.label, self._make_body, self)
        self.fold.remove_asked.connect(self._on_remove)
        column.addWidget(self._empty)
        column.addWidget(self.fold)
        self.add_row: AddRow | None = None
        if spec.add is not None:
            self.add_row = AddRow(f"add_{spec.kind}", spec.hint, spec.second_hint, self)
            self.add_row.added.connect(self._on_added)
            column.addWidget(self.add_row)

    def show_reading(self, reading: Reading) -> None:
        """Show the records of a plan."""
        before = set(self.fold.ids())
        first = self._reading is None
        self._reading = reading
        records = self.spec.records(reading)
        self._empty.setVisible(not records and bool(self.spec.empty))
        self.fold.show_rows([self.spec.row(reading, record) for record in records])
        kept = {record.id for record in records}
        self._parts = {key: parts for key, parts in self._parts.items() if key in kept}
        for record_id, body in self.fold.bodies().items():
            self._show_body(record_id, body)
        new = [one.id for one in records if one.id not in before]
        if self._await_new and new and not first:
            self._await_new = False
            self._go_on_with(new[-1])

    def focus_record(self, record_id: int, key: str) -> QWidget | None:
        """Unfold a record and open one of its fields; `None` where it is not in the list."""
        body = self.fold.open_row(record_id)
        if body is None:
            return None
        panel = body.findChild(RecordPanel) if not isinstance(body, RecordPanel) else body
        row = panel.focus_field(key) if panel is not None and key else None
        if row is not None:
            return row
        header = self.fold.header(record_id)
        if header is not None:
            header.setFocus(Qt.FocusReason.OtherFocusReason)
        return header

    def _go_on_with(self, record_id: int) -> None:
        """A record just added stands unfolded, its first unknown row ready to be answered."""
        self.focus_record(record_id, "")
        body = self.fold.open_row(record_id)
        panel = body.findChild(RecordPanel) if body is not None else None
        if panel is not None:
            panel.focus_unknown()

    def open_line(self, name: str) -> None:
        """What was being written about a record is written on: it is unfolded."""
        if name.startswith(BODY) and name.removeprefix(BODY).isdecimal():
            self.fold.open_row(int(name.removeprefix(BODY)))

    def focus_add(self) -> QWidget | None:
        """Go to the line that adds."""
        if self.add_row is not None:
            self.add_row.line.setFocus(Qt.FocusReason.OtherFocusReason)
        return self.add_row

    def _make_body(self, record_id: int) -> QWidget:
        body = QWidget(self)
        body.setObjectName(f"{BODY}{record_id}")
        column = QVBoxLayout(body)
        column.setContentsMargins(theme().px(8), theme().px(4), 0, theme().px(12))
        panel = RecordPanel(self._context, self.spec.panel, body)
        column.addWidget(panel)
        self._parts[record_id] = []
        for make in self.spec.parts:
            part = make(self._context, body)
            panel.extras.addWidget(part)
            self._parts[record_id].append(part)
        self._show_body(record_id, body)
        return body

    def _show_body(self, record_id: int, body: QWidget) -> None:
        reading = self._reading
        record = reading.plan.records.get(record_id) if reading else None
        panel = body.findChild(RecordPanel)
        if reading is None or record is None or panel is None:
            return
        panel.show_record(reading, record)
        for part in self._parts.get(record_id, ()):
            part.show_record(reading, record)  # type: ignore[attr-defined]

    def _on_added(self, text: str, second: str) -> None:
        if self.add_row is None or self.spec.add is None:
            return
        try:
            self._await_new = self.spec.open_new
            self.spec.add(text, second)
        except UserError as error:
            self._await_new = False
            self.add_row.set_error(self._context.error_text(error))
            return
        self.add_row.done()

    def _on_remove(self, record_id: int) -> None:
        reading = self._reading
        record = reading.plan.records.get(record_id) if reading else None
        if record is None or not self.spec.panel.removable:
            return
        if self._context.attempt(lambda: self._context.app.records.delete(record_id)):
            self._context.say_undo(self._context.tr("account.deleted", name=record.name))


class RecordsCard(Card):
    """A card around one list."""

    def __init__(self, context: Context, spec: ListSpec, parent: QWidget | None = None) -> None:
        super().__init__(spec.label, "", parent)
        self.setObjectName(f"card_{spec.kind}")
        self.list = RecordsList(context, spec, self)
        self.body.addWidget(self.list)

    def show_reading(self, reading: Reading, aside: str = "") -> None:
        """Show a plan; `aside` stands beside the title."""
        self.title.show_title(self.list.spec.label, aside)
        self.list.show_reading(reading)
