"""All purchases over all accounts on a board of eight columns: filter, drag, move with keys, open.

Knows the board's service and the gate's questions; the account page is reached through the context.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktopcrm.domain.search_text import Wanted, search_text
from desktopcrm.domain.stages import LAST_STAGE
from desktopcrm.services.board import ProjectRow
from ui.context import Context, Place
from ui.dialogs.course_asks import CourseAsks
from ui.models.background import Background
from ui.models.renewal import Renewal
from ui.screens.projects.cards import columns
from ui.screens.projects.quiet import QuietList
from ui.theme import theme
from ui.widgets.ask_panel import AskPanel
from ui.widgets.board import Board
from ui.widgets.button import Button, Kind
from ui.widgets.empty import EmptyState
from ui.widgets.flow import FlowRow
from ui.widgets.inputs import SearchBox
from ui.widgets.label import DIM, DISPLAY, SMALL, Label
from ui.widgets.surfaces import Plain
from ui.widgets.tabs import SegmentedChoice

QUIET = "dropped"
FILTERS = ("open", "paused", "won", "lost", "dropped", "all")


class ProjectsScreen(Plain):
    """Board, or what stands in for it while there is no purchase."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("ground", parent)
        self._context = context
        self._rows: list[ProjectRow] = []
        self._build()
        self._renewal = Renewal(self, context, self._look)
        self._background = Background(self._refresh_some, self)
        self._background.progressed.connect(self._read)

    def show_place(self, place: Place) -> None:
        """The board as it was left, or with the filter that the tab names; a target is taken in hand."""
        if place.tab in FILTERS:
            self.filter.set_key(place.tab)
        self.reload()
        if place.target:
            self.board.choose(place.target)
        elif place.tab in FILTERS:
            self.board_first()
        elif self.board.isVisibleTo(self):
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Look again; the card in hand stays in hand."""
        self._renewal.now()

    def _look(self) -> None:
        self._context.app.accounts.refresh_few()
        self._read()
        self._background.wake()

    def _read(self) -> None:
        if self._context.is_open:
            self._rows = self._context.app.board.rows()
            self.show_cards()

    def _refresh_some(self, limit: int) -> int:
        return self._context.app.accounts.refresh_some(limit) if self._context.is_open else 0

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._background.stop()

    def _build(self) -> None:
        unit, tr = theme().px, self._context.tr
        column = QVBoxLayout(self)
        column.setContentsMargins(unit(28), unit(22), unit(28), unit(14))
        column.setSpacing(unit(12))
        column.addLayout(self._head())
        self.panel = AskPanel("board_ask", self)
        column.addWidget(self.panel)
        self.asks = CourseAsks(self._context, self.panel)
        self.asks.item_wanted.connect(self._open_item)
        self.asks.done.connect(self._on_done)
        self.panel.given_up.connect(self._back_to_board)
        self._pages = QStackedWidget(self)
        self._pages.setMinimumHeight(unit(160))  # not the tallest of its pages, where text is large
        self.board = Board("board", tr("projects.board"), range(1, LAST_STAGE + 1), self)
        self.board.opened.connect(self._open)
        self.board.move_asked.connect(self._move)
        self._pages.addWidget(self.board)
        self._pages.addWidget(self._nothing_yet())
        self._pages.addWidget(self._nothing_found())
        self.quiet = QuietList(self._context, self)
        self._pages.addWidget(self.quiet)
        column.addWidget(self._pages, 1)
        self._keys = Label(tr("projects.keys"), SMALL.but(elide=True), self)
        column.addWidget(self._keys)

    def _head(self) -> QHBoxLayout:
        unit, tr = theme().px, self._context.tr
        row = QHBoxLayout()
        row.setSpacing(unit(12))
        row.addWidget(Label(tr("projects.title"), DISPLAY.but(elide=False), self))
        self._count = Label("", DIM, self)
        row.addWidget(self._count)
        row.addStretch(1)
        self.filter = SegmentedChoice(
            "project_filter",
            tr("projects.filter"),
            [(key, tr(f"projects.filter_{key}")) for key in FILTERS],
            self,
        )
        self.filter.set_key("open")
        self.filter.chosen.connect(self.show_cards)
        self.search = SearchBox("project_search", tr("projects.search"), self)
        self.search.searched.connect(self.show_cards)
        self.search.moved_down.connect(self.board_first)
        self.search.returnPressed.connect(self.board_first)
        tools = FlowRow(self).hug_right()
        for widget in (self.filter, self.search):
            tools.add(widget)
        row.addWidget(tools, 100)
        return row

    def board_first(self) -> None:
        """From the filter to the first card, or to the first line of the quiet list."""
        self.show_cards()
        if self.filter.key() == QUIET:
            self.quiet.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.board.take_first()

    def _nothing_yet(self) -> EmptyState:
        tr = self._context.tr
        state = EmptyState("square-kanban", tr("projects.empty_title"), tr("projects.empty"), self)
        button = Button("to_accounts", tr("projects.to_accounts"), "building-2", Kind.PRIMARY)
        button.clicked.connect(lambda: self._context.go(Place("accounts")))
        state.add_button(button)
        return state

    def _nothing_found(self) -> EmptyState:
        tr = self._context.tr
        state = EmptyState("search", tr("projects.nothing_title"), tr("projects.nothing"), self)
        button = Button("show_all_projects", tr("projects.show_all"))
        button.clicked.connect(self._show_all)
        state.add_button(button)
        return state

    def _show_all(self) -> None:
        self.search.clear()
        self.filter.set_key("all")
        self.show_cards()

    def show_cards(self) -> None:
        """What the filter lets through."""
        wanted, status = Wanted(self.search.text()), self.filter.key()
        self._keys.setVisible(status != QUIET)
        if status == QUIET:
            self._show_quiet(wanted)
            return
        shown = [row for row in self._rows if status in ("all", row.status) and wanted.fits(row.search)]
        self.board.show_columns(columns(self._context, shown))
        self._count.setText(self._context.tr("projects.count", n=len(shown), total=len(self._rows)))
        self._pages.setCurrentIndex(0 if shown else 2 if self._rows else 1)

    def _show_quiet(self, wanted: Wanted) -> None:
        """What was given up stands on no board: it waits on a list of its own."""
        found = self._context.app.board.quiet()
        shown = [one for one in found if wanted.fits(search_text(one.title, one.account))]
        self.quiet.show_rows(shown)
        self._count.setText(self._context.tr("projects.count", n=len(shown), total=len(found)))
        self._pages.setCurrentWidget(self.quiet)

    def _row(self, project_id: int) -> ProjectRow | None:
        return next((row for row in self._rows if row.id == project_id), None)

    def _open(self, project_id: int) -> None:
        row = self._row(project_id)
        if row is not None:
            self._context.go(Place("account", row.account_id, "procurement", f"purchase:{project_id}"))

    def _open_item(self, project_id: int, item: str) -> None:
        row = self._row(project_id)
        if row is not None:
            focus = f"purchase:{project_id}:check.{item}"
            self._context.go(Place("account", row.account_id, "procurement", focus))

    def _move(self, project_id: int, stage: int) -> None:
        row = self._row(project_id)
        if row is not None:
            self._context.attempt(lambda: self.asks.move(project_id, stage))

    def _on_done(self, project_id: int) -> None:
        self.reload()
        self.board.choose(project_id)

    def _back_to_board(self) -> None:
        """The question was given up: the card that it was about is in hand again."""
        project_id = self.asks.project_id
        if not project_id or not self.board.choose(project_id):
            self.board.take_first()
