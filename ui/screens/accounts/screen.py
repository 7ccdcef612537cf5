"""The page of accounts: list, filter, new line, archive, files and plans. Knows the services of the list."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktopcrm.domain.changes import ChangeSet
from desktopcrm.services.accounts import AccountQuery
from ui.actions import Command, bind
from ui.context import Context, Place
from ui.dialogs import files
from ui.dialogs.load_file import LoadFile
from ui.models.account_list import SORT_OF, AccountListModel
from ui.models.background import Background
from ui.screens.accounts import beginning, deeds
from ui.screens.accounts.batch import PlanBatch
from ui.screens.accounts.filters import Filters
from ui.screens.accounts.foot import Foot
from ui.screens.accounts.head import Head
from ui.screens.accounts.new_line import NewLine
from ui.screens.accounts.table import AccountTable
from ui.theme import theme
from ui.widgets.surfaces import Card, Plain

RELOAD_PAUSE_MS = 30


class AccountsScreen(Plain):
    """One list; what stands in for it while there is nothing to list."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("ground", parent)
        self._context = context
        self._model = AccountListModel(context, self)
        self._empty: QWidget | None = None
        self._empty_for = ""
        self._build()
        self._reload = QTimer(self)
        self._reload.setSingleShot(True)
        self._reload.setInterval(RELOAD_PAUSE_MS)
        self._reload.timeout.connect(self.reload)
        self._background = Background(self._refresh_some, self)
        self._background.progressed.connect(self._reload.start)
        self._background.busy.connect(self._foot.show_busy)
        context.changes.changed.connect(self._on_changed)
        self.setAcceptDrops(True)
        for command in self.commands():
            bind(command, self)
        self._show_query(AccountQuery())

    def _build(self) -> None:
        unit, context = theme().px, self._context
        column = QVBoxLayout(self)
        column.setContentsMargins(unit(28), unit(22), unit(28), unit(14))
        column.setSpacing(unit(12))
        self._head = Head(context, self)
        self.load = LoadFile(context, self)
        self._new = NewLine(context, context.app.accounts.add, self)
        self._new.hide()
        self.batch = PlanBatch(context, self)
        self._card = Card(parent=self)
        self._card.body.setContentsMargins(1, unit(4), 1, unit(6))
        self._pages = QStackedWidget(self._card)
        self.table = AccountTable(context)
        self.table.use_model(self._model)
        self.table.watch_selection()
        self._pages.addWidget(self.table)
        self._card.body.addWidget(self._pages)
        self._foot = Foot(context, self)
        self.filters = Filters(context, self)
        self._head.choices.addWidget(self.filters)
        for widget in (self._head, self.load, self._new, self.batch):
            column.addWidget(widget)
        column.addWidget(self._card, 1)
        column.addWidget(self._foot)
        self._connect()

    def _connect(self) -> None:
        head, table, foot = self._head, self.table, self._foot
        head.search.searched.connect(self._on_searched)
        head.search.moved_down.connect(self._enter_list)
        head.search.returnPressed.connect(self._on_search_enter)
        head.new_asked.connect(self.open_new)
        head.archived_asked.connect(lambda on: self._show_query(replace(self._model.query, archived=on)))
        head.load_asked.connect(self.load.choose)
        head.dump_asked.connect(lambda: files.dump_all(self._context, self))
        head.samples_asked.connect(lambda on: files.samples(self._context, add=on))
        self.filters.changed.connect(lambda: self._show_query(self._model.query))
        table.sorted_by_key.connect(self.sort)
        self._new.named.connect(self._on_named)
        self._new.given_up.connect(self._close_new)
        table.opened.connect(self._open)
        table.typed.connect(self._on_typed)
        table.left_top.connect(self._head.take_focus)
        table.archive_asked.connect(self.put_away)
        table.gathered.connect(lambda: foot.show_chosen(len(table.chosen_ids())))
        table.sort_asked.connect(self._on_sort)
        foot.put_away.connect(self.put_away)
        foot.brought_back.connect(self.bring_back)
        foot.print_asked.connect(self.print_plans)
        self._model.looked.connect(self._on_looked)
        self._model.counted.connect(self._on_counted)

    def show_place(self, place: Place) -> None:
        """The list as it was left; tab “new” opens the line for a new account."""
        self.reload()
        self._head.show_samples(self._context.app.samples.present())
        if place.tab == "new":
            self.open_new()
        elif self._pages.currentWidget() is self.table:
            self._head.take_focus()

    def commands(self) -> list[Command]:
        """What the palette offers while the list is in front."""
        tr = self._context.tr
        return [
            Command("new_account", tr("accounts.new"), self.open_new, "plus", keys="Ctrl+N"),
            Command("plans_pdf", tr("accounts.plans_pdf"), self.print_plans, "file-text", keys="Ctrl+P"),
            Command("load_file", tr("accounts.load_file"), self.load.choose, "upload", keys="Ctrl+O"),
            Command("archived", tr("accounts.archived_chip"), self._head.toggle_archived, "archive"),
        ]

    def reload(self) -> None:
        """Look again; the row in hand and the place in the list stay."""
        if not self._context.is_open:
            return  # a timer of a window that is closing
        kept, row = self.table.current_id(), max(0, self.table.currentIndex().row())
        scrolled = self.table.verticalScrollBar().value()
        if self._model.reload():
            self._choose(self._model.place_of(kept) if kept else -1, row)
            self.table.verticalScrollBar().setValue(scrolled)
        self._background.wake()

    def open_new(self) -> None:
        """The line for a new account."""
        self._new.open()

    def put_away(self) -> None:
        """Archive the chosen accounts."""
        if not self._model.query.archived:
            deeds.put_away(self._context, self._chosen())

    def bring_back(self) -> None:
        """Bring the chosen accounts back."""
        deeds.bring_back(self._context, self._chosen())

    def sort(self, prelim: str) -> None:
        """Put the chosen accounts into class 1, 2 or 3; an empty class takes it back."""
        if not self._model.query.archived:
            deeds.sort(self._context, self._chosen(), prelim, self._model.query.hides_third)

    def print_plans(self) -> None:
        """Account plans of the chosen accounts into a folder."""
        chosen = self._chosen()
        if chosen and not self.batch.is_busy():
            self.batch.choose([one for one, _ in chosen])

    def _refresh_some(self, limit: int) -> int:
        return self._context.app.accounts.refresh_some(limit) if self._context.is_open else 0

    def _chosen(self) -> list[tuple[int, str]]:
        found = [(one, self._model.place_of(one)) for one in self.table.chosen_ids()]
        rows = [(one, self._model.account_at(place)) for one, place in found]
        return [(one, row.name) for one, row in rows if row is not None]

    def _show_query(self, query: AccountQuery) -> None:
        query = self.filters.narrow(query)
        self._model.show(query)
        self.table.show_order(
            next(key for key, sort in SORT_OF.items() if sort == query.sort), query.descending
        )
        self.table.scrollToTop()
        self._choose(0, 0)

    def _choose(self, place: int, otherwise: int) -> None:
        """Take a row in hand, without moving the focus."""
        wanted = place if place >= 0 else min(otherwise, self._model.rowCount() - 1)
        if wanted >= 0:
            self.table.take_row(wanted)
        self._foot.show_chosen(len(self.table.chosen_ids()))

    def _on_counted(self, total: int) -> None:
        query = self._model.query
        self._foot.show_total(total, query.archived)
        self.filters.show_hidden(self._context.app.accounts.hidden(query))

    def _on_looked(self, found: bool) -> None:
        query = self._model.query
        self._head.show_archived(query.archived)
        self._show_state(found, query)

    def _show_state(self, found: bool, query: AccountQuery) -> None:
        """The table, or what stands in for it; the same stand-in stays, with the focus on it."""
        left_out = query.is_narrowed or (not found and self._context.app.accounts.hidden(query) > 0)
        wanted = "" if found else f"{query.archived} {query.text} {left_out}"
        if wanted != self._empty_for:
            self._empty_for = wanted
            if self._empty is not None:
                self._pages.removeWidget(self._empty)
                self._empty.deleteLater()
            self._empty = self._stand_in(query) if wanted else None
            if self._empty is not None:
                self._pages.addWidget(self._empty)
        self._pages.setCurrentWidget(self._empty or self.table)
        first = not found and not left_out and not query.archived
        self._head.show_bare(first)
        self.filters.setVisible(not first and not query.archived)
        self._foot.setVisible(not first)

    def _stand_in(self, query: AccountQuery) -> QWidget:
        if query.text:
            found, (add, show_all) = beginning.nothing_found(self._context, query.text, self._pages)
            add.clicked.connect(lambda: self._add_named(query.text))
            show_all.clicked.connect(self._show_all)
            return found
        if query.archived or query.is_narrowed or self._context.app.accounts.hidden(query):
            make = beginning.nothing_archived if query.archived else beginning.nothing_left
            bare, show_all = make(self._context, self._pages)
            show_all.clicked.connect(self._show_all)
            return bare
        start, (add, samples, load) = beginning.no_account(self._context, self._pages)
        add.clicked.connect(self.open_new)
        samples.clicked.connect(lambda: files.samples(self._context, add=True))
        load.clicked.connect(self.load.choose)
        return start

    def _show_all(self) -> None:
        self._head.search.clear()
        self.filters.open_all()
        self._show_query(replace(self._model.query, text="", archived=False))
        self._head.take_focus()

    def _add_named(self, name: str) -> None:
        if self._context.attempt(lambda: self._context.app.accounts.add(name)):
            self._on_named(self._context.app.accounts.find(name))

    def _on_named(self, account_id: int) -> None:
        self._close_new()
        self._head.search.clear()
        deeds.begin(self._context, account_id)

    def _close_new(self) -> None:
        self._new.hide()
        self._head.take_focus()

    def _open(self, account_id: int) -> None:
        self._context.go(Place("account", account_id))

    def _enter_list(self) -> None:
        """Down in the filter: on to the next row of the list."""
        place = self.table.currentIndex().row() + 1
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._choose(min(place, self._model.rowCount() - 1), 0)

    def _on_searched(self, text: str) -> None:
        if text.strip() != self._model.query.text:
            self._show_query(replace(self._model.query, text=text.strip()))
            self._background.wake()

    def _on_search_enter(self) -> None:
        text = self._head.search.text()
        self._on_searched(text)  # Enter may come before the pause in typing
        if self._model.rowCount():
            self._open(self.table.current_id())
        elif text.strip() and not self._model.query.archived:
            self._add_named(text)

    def _on_typed(self, text: str) -> None:
        self._head.type(text)

    def _on_sort(self, key: str, descending: bool) -> None:
        self._show_query(replace(self._model.query, sort=SORT_OF[key], descending=descending))

    def _on_changed(self, _changes: ChangeSet) -> None:
        if self.isVisible():
            self._reload.start()
            self._head.show_samples(self._context.app.samples.present())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._background.wake()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._background.stop()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if deeds.dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        file: Path | None = deeds.dropped_file(event.mimeData())
        if file is not None:
            event.acceptProposedAction()
            self.load.start(file)
