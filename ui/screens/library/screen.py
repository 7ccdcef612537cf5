"""The page of the method: parts as tabs, one list, what is said about an entry beside it, a search over everything."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktopcrm.domain.changes import ChangeSet
from desktopcrm.domain.search_text import Wanted
from ui.actions import Command, bind
from ui.context import Context, Place
from ui.screens.library.detail import EntryPanel
from ui.screens.library.entries import BEHAVIOUR, FACTORS, ORIGIN_TONES, RULES, STAGES, Entries, Entry
from ui.screens.library.own import OwnPanel
from ui.screens.library.rule_panel import RulePanel
from ui.screens.library.table import EntryTable
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.empty import EmptyState
from ui.widgets.inputs import SearchBox
from ui.widgets.label import DIM, Label
from ui.widgets.surfaces import Card, PageHeader, Plain
from ui.widgets.table_rows import Cell, Row
from ui.widgets.tabs import SegmentedTabs


class LibraryScreen(Plain):
    """Reads the catalogue anew when own definitions change."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("ground", parent)
        self._context = context
        self._entries: list[Entry] = []
        self._build()
        context.changes.changed.connect(self._on_changed)
        for command in self.commands():
            bind(command, self)
        self._read()

    def show_place(self, place: Place) -> None:
        """The part that the place's tab names, with the rule in hand that its focus names."""
        if place.tab:
            self.tabs.set_key(place.tab)
        if place.focus and self._take_rule(place.focus):
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def commands(self) -> list[Command]:
        """What the palette offers here."""
        tr = self._context.tr
        return [
            Command("own_field", tr("library.add_field_title"), self._add_field, "plus", keys="Ctrl+N"),
            Command("own_item", tr("library.add_item_title"), self._add_item, "plus"),
            Command("reset_rules", tr("library.reset_rules"), self._reset_rules, "rotate-ccw"),
        ]

    # building

    def _build(self) -> None:
        unit, tr = theme().px, self._context.tr
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        column = QVBoxLayout()
        column.setContentsMargins(unit(28), unit(22), unit(24), unit(14))
        column.setSpacing(unit(10))
        row.addLayout(column, 1)
        header = PageHeader(tr("library.title"), parent=self)
        for name, words, run in (
            ("add_own_field", "library.add_field", self._add_field),
            ("add_own_item", "library.add_item", self._add_item),
        ):
            button = Button(name, tr(words), "plus", parent=self)
            button.clicked.connect(lambda _checked=False, run=run: run())
            header.tools.addWidget(button)
        self.search = SearchBox("library_search", tr("library.hint"), self)
        self.search.setMaximumWidth(unit(460))
        self.search.searched.connect(lambda _: self._show())
        self.search.moved_down.connect(lambda: self.table.setFocus(Qt.FocusReason.TabFocusReason))
        self._count = Label("", DIM, self)
        self._count.setObjectName("library_count")
        self.own = OwnPanel(self._context, self)
        self.own.added.connect(self._on_added)
        for widget in (header, self._search_row(), self.own, self._make_tabs(), self._make_table()):
            column.addWidget(widget)
        self.panel = EntryPanel(tr, self)
        self.panel.remove_asked.connect(self._remove)
        self.rule_panel = RulePanel(self._context, self)
        self.rule_panel.left.connect(lambda: self.table.setFocus(Qt.FocusReason.OtherFocusReason))
        self.rule_panel.hide()
        row.addWidget(self.panel)
        row.addWidget(self.rule_panel)

    def _search_row(self) -> QWidget:
        box = QWidget(self)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(12))
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row.addWidget(self.search, 100)
        row.addWidget(self._count)
        row.addStretch(1)
        return box

    def _make_tabs(self) -> SegmentedTabs:
        tr, lang = self._context.tr, self._context.lang
        layers = [(one.key, one.label[lang]) for one in self._context.app.desk.catalogue.layers]
        parts = [(one, tr(f"library.{one}")) for one in (STAGES, BEHAVIOUR, FACTORS, RULES)]
        self.tabs = SegmentedTabs("library_tabs", [*layers, *parts], self, tr("library.tabs"))
        self.tabs.chosen.connect(self._on_tab)
        return self.tabs

    def _make_table(self) -> Card:
        self.table = EntryTable(self._context.tr)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(self._on_opened)
        card = Card(parent=self)
        card.body.setContentsMargins(1, theme().px(4), 1, theme().px(6))
        self._pages = QStackedWidget(card)
        self._pages.addWidget(self.table)
        card.body.addWidget(self._pages)
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        return card

    # showing

    def _read(self) -> None:
        context = self._context
        self._entries = Entries(context.app.desk.catalogue, context.tr, context.lang).all()
        self._show()

    def _show(self) -> None:
        """The entries of the part in front, or of everything while something is searched for."""
        wanted = Wanted(self.search.text())
        part = self.tabs.key()
        found = [
            (number, entry)
            for number, entry in enumerate(self._entries, 1)
            if (wanted.fits(entry.search) if wanted.words else entry.part == part)
        ]
        kept = self.table.current_id()
        self.table.show_rows(self._rows(found))
        count = "library.found_in_all" if wanted.words else "library.found"
        self._count.setText(self._context.tr(count, n=len(found)))
        self._show_state(bool(found))
        if found and all(number != kept for number, _ in found):
            self.table.take_first()
        elif found:
            self._on_chosen(kept)
        else:
            self._show_entry(None)

    def _show_state(self, found: bool) -> None:
        while (page := self._pages.widget(1)) is not None:
            self._pages.removeWidget(page)
            page.deleteLater()
        if not found:
            tr = self._context.tr
            title = tr("library.nothing_title", text=self.search.text().strip())
            self._pages.addWidget(EmptyState("search", title, tr("library.nothing")))
        self._pages.setCurrentIndex(self._pages.count() - 1)

    def _rows(self, found: Sequence[tuple[int, Entry]]) -> list[Row]:
        """The rules under headings of their groups, everything else without."""
        rows: list[Row] = []
        group = ""
        headed = bool(found) and all(entry.part == RULES for _, entry in found)
        for number, entry in found:
            if headed and entry.under != group:
                group = entry.under
                rows.append(Row(-number, (Cell(group),), heading=True))
            rows.append(self._row(number, entry, "" if headed else entry.under))
        return rows

    def _row(self, number: int, entry: Entry, under: str) -> Row:
        origin = Cell(self._context.tr(f"library.origin_{entry.origin}"), tone=ORIGIN_TONES[entry.origin])
        cells = (
            Cell(entry.title, entry.detail),
            Cell(entry.where, under),
            Cell(entry.mark, tone=entry.mark_tone),
            origin,
        )
        return Row(number, cells)

    # hearing

    def _on_tab(self, _part: str) -> None:
        if self.search.text():
            self.search.clear()
        self._show()

    def _on_chosen(self, number: int) -> None:
        if 0 < number <= len(self._entries):
            self._show_entry(self._entries[number - 1])

    def _on_opened(self, number: int) -> None:
        """Enter on a rule goes on to its parameters."""
        if 0 < number <= len(self._entries) and self._entries[number - 1].rule:
            self.rule_panel.enter()

    def _show_entry(self, entry: Entry | None) -> None:
        """What is said of an entry; a rule has a panel of its own."""
        is_rule = entry is not None and bool(entry.rule)
        if entry is not None and is_rule:
            self.rule_panel.show_entry(entry)
        else:
            self.panel.show_entry(entry)
        self.panel.setVisible(not is_rule)
        self.rule_panel.setVisible(is_rule)

    def _take_rule(self, key: str) -> bool:
        number = next((place for place, one in enumerate(self._entries, 1) if one.rule == key), 0)
        if number:
            self.search.clear()
            self.tabs.set_key(RULES)
            self._show()
        return bool(number) and self.table.take(number)

    def _reset_rules(self) -> None:
        count = self._context.app.rules.reset()
        if count:
            self._context.say_undo(self._context.tr("library.rules_were_reset", n=count))
        else:
            self._context.say(self._context.tr("library.rules_as_shipped"))

    def _add_field(self) -> None:
        part = self.tabs.key()
        layers = [one.key for one in self._context.app.desk.catalogue.layers]
        self.own.open_field(part if part in layers else layers[0])

    def _add_item(self) -> None:
        self.own.open_item()

    def _on_added(self, key: str) -> None:
        """Show the part that the new entry stands in, with the entry in hand."""
        number = next((place for place, entry in enumerate(self._entries, 1) if entry.own_key == key), 0)
        if number:
            self.search.clear()
            self.tabs.set_key(self._entries[number - 1].part)
            self._show()
            rows = [one for one, entry in enumerate(self._entries, 1) if entry.part == self.tabs.key()]
            self.table.selectRow(rows.index(number))
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, key: str) -> None:
        label = next((entry.title for entry in self._entries if entry.own_key == key), "")
        if self._context.attempt(lambda: self._context.app.overlay.remove(key)):
            self._context.say_undo(self._context.tr("library.removed", label=label))

    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.definitions:
            self._read()
