"""Notes at a record: any record may carry them; what has no field of its own finds its home here."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktopcrm.domain.records import Record
from desktopcrm.services.records import NewRecord
from ui.context import Context
from ui.dialogs.record_panel import Group, PanelSpec
from ui.models.account_lists import newest_first, note_row
from ui.models.account_reading import Reading
from ui.screens.account.records import ListSpec, RecordsList

NOTE_PANEL = PanelSpec("note", (Group(blocks=("data_line", "notes")),), with_own=False)


class NotesPart(QWidget):
    """The notes of one record and a line for the next one."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._record: Record | None = None
        tr = context.tr
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        spec = ListSpec(
            kind="note",
            label=tr("account.notes"),
            records=self._notes,
            row=note_row,
            panel=NOTE_PANEL,
            add=self._add,
            hint=tr("account.add_note"),
        )
        self._list = RecordsList(context, spec, self)
        column.addWidget(self._list)

    def show_record(self, reading: Reading, record: Record) -> None:
        """Show the notes of a record."""
        self._record = record
        self._list.show_reading(reading)

    def _notes(self, reading: Reading) -> list[Record]:
        return newest_first(reading, reading.plan.of("note", self._record.id)) if self._record else []

    def _add(self, text: str, _second: str) -> int:
        assert self._record is not None
        today = self._context.app.desk.today().isoformat()
        return self._context.app.records.add(NewRecord("note", text, self._record.id, facts={"day": today}))
