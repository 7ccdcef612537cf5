"""Everybody over all accounts: find by name or pinyin, sort, open, put away, erase for good.

Knows the service of people; a person is shown and changed on the account's page.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktopcrm.domain.search_text import Wanted
from desktopcrm.services.people import PersonRow
from ui.actions import Command
from ui.context import Context, Place
from ui.dialogs.erase_panel import ErasePanel
from ui.dialogs.person_file import save_person_data
from ui.dialogs.person_menu import ERASE_KEYS, PersonDeeds, person_menu
from ui.models.renewal import Renewal
from ui.screens.people.row_more import RowMore
from ui.screens.people.rows import columns, row
from ui.theme import theme
from ui.widgets.button import Button, Kind
from ui.widgets.empty import EmptyState
from ui.widgets.flow import FlowRow
from ui.widgets.inputs import SearchBox
from ui.widgets.label import DIM, DISPLAY, SMALL, Label
from ui.widgets.menu import Menu
from ui.widgets.surfaces import Card, Plain
from ui.widgets.table import TALL_ROW, DataTable
from ui.widgets.tabs import SegmentedChoice

LIVE, ARCHIVED = "live", "archived"


class PeopleScreen(Plain):
    """Key persons first; the row in hand can be put away, or erased after a question in the page."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("ground", parent)
        self._context = context
        self._people: list[PersonRow] = []
        self.table: DataTable
        self._build()
        self._renewal = Renewal(self, context, self._look)

    def show_place(self, place: Place) -> None:
        """The list as it was left."""
        del place
        self.reload()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def commands(self) -> list[Command]:
        """What the palette offers here."""
        tr = self._context.tr
        return [
            Command("person_archive", self._archive.words(), self.put_away, "archive", keys="Delete"),
            Command("person_data", tr("privacy.give_data"), self.give_data, "download"),
            Command("person_erase", tr("people.erase"), self.ask_erase, "trash-2", keys="Ctrl+Shift+Delete"),
        ]

    def reload(self) -> None:
        """Look again; the row in hand stays in hand."""
        self._renewal.now()

    def _look(self) -> None:
        self._people = self._context.app.people.all(archived=self.which.key() == ARCHIVED)
        self.show_people()

    def show_people(self) -> None:
        """What the filter lets through."""
        wanted = Wanted(self.search.text())
        shown = [one for one in self._people if wanted.fits(one.search)]
        today = self._context.app.desk.today()
        self.table.show_rows([row(self._context, one, today) for one in shown])
        self._count.setText(self._context.tr("people.count", n=len(shown), total=len(self._people)))
        place = 0 if shown else 2 if self._people or self.which.key() == ARCHIVED else 1
        self._pages.setCurrentIndex(place)
        archived = self.which.key() == ARCHIVED
        words_key = "people.bring_back" if archived else "people.put_away"
        self._archive.set_words(self._context.tr(words_key), "archive-restore" if archived else "archive")
        self._show_tools()

    def put_away(self) -> None:
        """Archive the person in hand, or bring one back; undo takes it back."""
        person = self._in_hand()
        if person is None:
            return
        records, archived = self._context.app.records, self.which.key() == ARCHIVED
        change = records.restore if archived else records.archive
        if self._context.attempt(lambda: change(person.id)):
            key = "people.said_back" if archived else "people.said_away"
            self._context.say_undo(self._context.tr(key, name=person.name))

    def ask_erase(self) -> None:
        """Ask, because undo cannot bring an erased person back: the name has to be typed."""
        person = self._in_hand()
        if person is not None:
            self.panel.ask(person.id)

    def give_data(self) -> None:
        """Save everything stored about the person in hand."""
        person = self._in_hand()
        if person is not None:
            save_person_data(self._context, self, person.id)

    def _build(self) -> None:
        unit, tr = theme().px, self._context.tr
        column = QVBoxLayout(self)
        column.setContentsMargins(unit(28), unit(22), unit(28), unit(14))
        column.setSpacing(unit(12))
        column.addLayout(self._head())
        self.panel = ErasePanel(self._context, self)
        self.panel.erased.connect(lambda: self.table.setFocus(Qt.FocusReason.OtherFocusReason))
        self.panel.given_up.connect(lambda: self.table.setFocus(Qt.FocusReason.OtherFocusReason))
        column.addWidget(self.panel)
        card = Card(parent=self)
        card.body.setContentsMargins(1, unit(4), 1, unit(6))
        self._pages = QStackedWidget(card)
        self._pages.setMinimumHeight(unit(160))  # not the tallest of its pages, where text is large
        self.table = DataTable("people", tr("people.title"), columns(self._context), TALL_ROW)
        self.table.opened.connect(self._open)
        self.more = RowMore(self.table, tr("people.more"))
        self.more.asked.connect(self._show_menu_of)
        self.table.chosen.connect(lambda _id: self._show_tools())
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self._pages.addWidget(self.table)
        self._pages.addWidget(self._nobody_yet())
        self._pages.addWidget(EmptyState("search", tr("people.nothing_title"), tr("people.nothing"), self))
        card.body.addWidget(self._pages)
        column.addWidget(card, 1)
        foot = Label(tr("people.keys"), SMALL.but(elide=True), self)
        column.addWidget(foot)
        column.addStretch()
        self.panel.give_room(card, foot)
        for keys, run in (("Delete", self.put_away), (ERASE_KEYS, self.ask_erase)):
            shortcut = QShortcut(QKeySequence(keys), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(run)

    def _head(self) -> QHBoxLayout:
        unit, tr = theme().px, self._context.tr
        line = QHBoxLayout()
        line.setSpacing(unit(10))
        line.addWidget(Label(tr("people.title"), DISPLAY.but(elide=False), self))
        self._count = Label("", DIM, self)
        line.addWidget(self._count)
        line.addStretch(1)
        self._archive = Button("person_archive", tr("people.put_away"), "archive", Kind.GHOST, self)
        self._archive.clicked.connect(self.put_away)
        self._erase = Button("person_erase", tr("people.erase"), "trash-2", Kind.GHOST, self)
        self._erase.clicked.connect(self.ask_erase)
        self.which = SegmentedChoice(
            "people_which",
            tr("people.which"),
            ((LIVE, tr("people.live")), (ARCHIVED, tr("people.archived"))),
            self,
        )
        self.which.set_key(LIVE)
        self.which.chosen.connect(self.reload)
        self.search = SearchBox("people_search", tr("people.search"), self)
        self.search.searched.connect(self.show_people)
        self.search.moved_down.connect(self._to_table)
        self.search.returnPressed.connect(self._to_table)
        tools = FlowRow(self).hug_right()
        for widget in (self._archive, self._erase, self.which, self.search):
            tools.add(widget)
        line.addWidget(tools, 100)
        return line

    def _nobody_yet(self) -> EmptyState:
        tr = self._context.tr
        state = EmptyState("users", tr("people.empty_title"), tr("people.empty"), self)
        button = Button("to_accounts", tr("people.to_accounts"), "building-2", Kind.PRIMARY)
        button.clicked.connect(lambda: self._context.go(Place("accounts")))
        state.add_button(button)
        return state

    def _to_table(self) -> None:
        self.show_people()
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _in_hand(self) -> PersonRow | None:
        wanted = self.table.current_id()
        return next((one for one in self._people if one.id == wanted), None)

    def _show_tools(self) -> None:
        there = self._in_hand() is not None
        for button in (self._archive, self._erase):
            button.setEnabled(there)
        self.more.to_current()

    def _show_menu(self, where: QPoint) -> None:
        index = self.table.indexAt(where)
        if index.isValid():
            self._menu_of(index.row()).popup(self.table.viewport().mapToGlobal(where))

    def _show_menu_of(self, row: int) -> None:
        below = self.more.button
        self._menu_of(row).popup(below.mapToGlobal(below.rect().bottomLeft()))

    def _menu_of(self, row: int) -> Menu:
        """What can be done with the person of a row, who is taken in hand."""
        self.table.selectRow(row)
        deeds = PersonDeeds(
            self.give_data,
            self.put_away,
            self.ask_erase,
            lambda: self._open(self.table.current_id()),
            self.which.key() == ARCHIVED,
            "Delete",
        )
        return person_menu(self._context.tr, deeds, self)

    def _open(self, person_id: int) -> None:
        person = next((one for one in self._people if one.id == person_id), None)
        if person is not None:
            self._context.go(Place("account", person.account_id, "surface", f"record_{person_id}"))
