"""The panel beside the list: everything about one entry, and the way to remove one's own."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktopcrm.texts import Translate
from ui.screens.library.entries import ORIGIN_TONES, Entry
from ui.theme import theme
from ui.widgets.button import Button, Kind
from ui.widgets.chip import Chip
from ui.widgets.flow import FlowRow
from ui.widgets.label import DIM_PARAGRAPH, HEADING, PARAGRAPH, SMALL, Label
from ui.widgets.surfaces import SidePanel, clear_layout

WIDTH = 330


class EntryPanel(SidePanel):
    """`remove_asked(key)` for an own field or item."""

    remove_asked = Signal(str)

    def __init__(self, tr: Translate, parent: QWidget | None = None) -> None:
        super().__init__("library_detail", tr("library.detail"), WIDTH, parent)
        self._tr = tr
        self._entry: Entry | None = None
        self.show_entry(None)

    def entry(self) -> Entry | None:
        """What is shown."""
        return self._entry

    def show_entry(self, entry: Entry | None) -> None:
        """Show another entry, or none."""
        self._entry = entry
        clear_layout(self.body)
        if entry is None:
            self.body.addWidget(Label(self._tr("library.choose"), DIM_PARAGRAPH, self))
            return
        self.body.addWidget(Label(entry.title, HEADING.but(wrap=True), self))
        self.body.addWidget(self._chips(entry))
        for heading, words in entry.said:
            self.body.addWidget(self._pair(heading, words))
        if entry.own_key:
            self._add_removal(entry)

    def _pair(self, heading: str, words: str) -> QWidget:
        box = QWidget(self)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, theme().px(4), 0, 0)
        column.setSpacing(theme().px(1))
        column.addWidget(Label(heading, SMALL, box))
        column.addWidget(Label(words, PARAGRAPH, box))
        return box

    def _chips(self, entry: Entry) -> FlowRow:
        row = FlowRow(self, 6)
        for words in dict.fromkeys((entry.where, entry.under)):
            if words:
                row.add(Chip(words))
        if entry.mark:
            row.add(Chip(entry.mark, entry.mark_tone))
        row.add(Chip(self._tr(f"library.origin_{entry.origin}"), ORIGIN_TONES[entry.origin]))
        return row

    def _add_removal(self, entry: Entry) -> None:
        remove = Button("remove_own", self._tr("library.remove"), "trash-2", Kind.DANGER, self).dense()
        remove.clicked.connect(lambda: self.remove_asked.emit(entry.own_key))
        self.body.addSpacing(8)
        self.body.addWidget(remove, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(Label(self._tr("library.remove_about"), SMALL.but(wrap=True), self))
