"""The table of entries: where there is little room, what an entry is called matters most."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent

from desktopcrm.texts import Translate
from ui.theme import theme
from ui.widgets.table import TALL_ROW, DataTable
from ui.widgets.table_rows import CellKind, Column

HIDES_BELOW = {"where": 470, "origin": 560}
"""Width of the table in pixels at normal text size under which a column gives way."""


class EntryTable(DataTable):
    """Entry, where it stands, mark, origin."""

    def __init__(self, tr: Translate) -> None:
        self._shown = (
            Column("entry", tr("library.column_entry"), CellKind.TITLE, sortable=False),
            Column("where", tr("library.column_where"), CellKind.TEXT, 168, sortable=False),
            Column("mark", tr("library.column_mark"), CellKind.CHIP, 100, sortable=False),
            Column("origin", tr("library.column_origin"), CellKind.CHIP, 96, sortable=False),
        )
        super().__init__("library_table", tr("library.list"), self._shown, TALL_ROW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        width = self.viewport().width()
        for place, column in enumerate(self._shown):
            self.setColumnHidden(place, width < theme().px(HIDES_BELOW.get(column.key, 0)))
        super().resizeEvent(event)
