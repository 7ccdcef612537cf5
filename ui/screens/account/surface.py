"""Tab Surface: the people, the card of the one in hand, and the influence map."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Record
from desktopcrm.errors import UserError
from desktopcrm.services.records import NewRecord
from ui.context import Context
from ui.dialogs.erase_panel import ErasePanel
from ui.dialogs.person_menu import ERASE_KEYS
from ui.models.account_lists import parts_of, person_item
from ui.models.account_reading import Reading
from ui.screens.account.influence_map import InfluenceMap
from ui.screens.account.page import NEW_PREFIX
from ui.screens.account.person_card import PersonPage
from ui.theme import theme
from ui.widgets.add_row import AddRow
from ui.widgets.card_list import CARD_ROW, CardList
from ui.widgets.empty import EmptyState
from ui.widgets.surfaces import Plain
from ui.widgets.tabs import SegmentedChoice

LIST_WIDTH, NARROWEST_LIST, CARD_NEEDS = 240, 130, 360
ROWS_ABOVE, LEAST = 2, 60
QWIDGETSIZE_MAX = (1 << 24) - 1
"""Qt's "no limit"."""
CARDS, MAP = "cards", "map"
SHEET_PREFIX = "assumed:"


class PeopleList(CardList):
    """Wants a width of its own and insists on none."""

    def sizeHint(self) -> QSize:
        return QSize(theme().px(LIST_WIDTH), super().sizeHint().height())


class SurfaceTab(Plain):
    """List and card side by side, or the map over the whole width."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("ground", parent)
        self.setObjectName("tab_surface")
        self.context = context
        self.reading: Reading | None = None
        self._awaited = self._added = 0
        tr = context.tr
        self._view = SegmentedChoice(
            "surface_view",
            tr("account.surface_view"),
            [(CARDS, tr("account.cards")), (MAP, tr("account.map"))],
            self,
        )
        self._view.set_key(CARDS)
        self._view.chosen.connect(self._show_view)
        self._people = PeopleList("people", tr("account.people"), parent=self)
        self._people.viewport().setAutoFillBackground(False)
        self._people.chosen.connect(self._on_chosen)
        self._add = AddRow("add_person", tr("account.add_person"), parent=self)
        self._add.added.connect(self._on_added)
        self._add.passed.connect(self._on_passed)
        self._page = PersonPage(context, self)
        self.panel = ErasePanel(context, self)
        self._page.erase_asked.connect(self.panel.ask)
        for over in (self.panel.given_up, self.panel.erased):
            over.connect(lambda: self._people.setFocus(Qt.FocusReason.OtherFocusReason))
        erase = QShortcut(QKeySequence(ERASE_KEYS), self)
        erase.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        erase.activated.connect(self.ask_erase)
        self._empty = EmptyState("users", tr("account.no_people"), tr("account.no_people_about"))
        self._map = InfluenceMap(context, self)
        self._map.opened.connect(self._on_map_opened)
        self._map.chosen.connect(self._people.choose)
        self._lay_out()

    def show_plan(self, plan: Plan) -> None:
        """Show this plan; the person in hand stays in hand."""
        self.show_reading(Reading.of(self.context, plan))

    def show_reading(self, reading: Reading) -> None:
        """The same for a plan that was read already."""
        if self.reading is not None and self.reading.plan.account.id != reading.plan.account.id:
            self.panel.hide()
        self.reading = reading
        people = sorted(reading.plan.of("person"), key=self._order)
        self._people.blockSignals(True)  # the person in hand is shown below, once
        self._people.show_items([person_item(reading, one) for one in people])
        if people and not any(one.id == self._people.current_id() for one in people):
            self._people.choose(people[0].id)
        self._place_list()
        self._take_awaited()
        self._people.blockSignals(False)
        self._side.setCurrentWidget(self._page if people else self._empty)
        self._people.setVisible(bool(people))
        self._show_person()
        self._map.show_reading(self.reading)

    def focus(self, record_id: int, field: str) -> bool:
        """Bring a row into sight, see `AccountTab`."""
        if self.reading is None:
            return False
        if field.startswith(SHEET_PREFIX):
            return self._focus_sheet(field.removeprefix(SHEET_PREFIX))
        if record_id == 0 or field.startswith(f"{NEW_PREFIX}person"):
            self._add.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if record_id not in {one.id for one in self.reading.plan.of("person")}:
            return False
        self._view.set_key(CARDS)
        self._show_view(CARDS)
        self._people.choose(record_id)
        self._show_person()
        return self._page.focus_field(field)

    def in_hand(self) -> int:
        """See `ShowsOne`; so is the next."""
        return self._people.current_id()

    def bring(self, record_id: int) -> None:
        if self.reading is not None and record_id in {one.id for one in self.reading.plan.of("person")}:
            self._view.set_key(CARDS)
            self._show_view(CARDS)
            self._people.choose(record_id)
            self._show_person()

    def _focus_sheet(self, member: str) -> bool:
        """The assumed deal of a member of a buying team, on the card of the person."""
        plan = self.reading.plan if self.reading is not None else None
        record = plan.records.get(int(member)) if plan is not None and member.isdecimal() else None
        if record is None or record.ref_id is None:
            return False
        self._view.set_key(CARDS)
        self._show_view(CARDS)
        self._people.choose(record.ref_id)
        self._show_person()
        return self._page.focus_sheet(record.id)

    def _lay_out(self) -> None:
        unit = theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(unit(28), unit(12), unit(28), unit(8))
        top.setSpacing(unit(16))
        top.addWidget(self._view)
        top.addWidget(self._add, 1)
        column.addLayout(top)
        asked = QHBoxLayout()
        asked.setContentsMargins(unit(28), 0, unit(28), 0)
        asked.addWidget(self.panel)
        column.addLayout(asked)
        cards = QWidget(self)
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight, cards)
        row.setContentsMargins(unit(20), 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._people)
        self._side = QStackedWidget(cards)
        self._side.setMinimumHeight(unit(LEAST))
        self._side.addWidget(self._page)
        self._side.addWidget(self._empty)
        row.addWidget(self._side, 1)
        self._views = QStackedWidget(self)
        self._views.addWidget(cards)
        self._views.addWidget(self._map)
        column.addWidget(self._views, 1)
        column.addStretch()
        self._views.setMinimumHeight(unit(LEAST))  # what is not in front must not make the window higher
        self.panel.give_room(self._view, self._add, self._views)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_list()

    def _place_list(self) -> None:
        """The list stands beside the card and gives it room; where even that is too little, it stands above it."""
        unit, people = theme().px, self._people
        left = self.width() - unit(CARD_NEEDS)
        beside = left >= unit(NARROWEST_LIST)
        rows = min(ROWS_ABOVE, max(1, people.model().rowCount()))
        height = max(unit(CARD_ROW) + 2, min(rows * unit(CARD_ROW) + 2, self.height() // 3))
        people.setMaximumWidth(min(unit(LIST_WIDTH), left) if beside else QWIDGETSIZE_MAX)
        people.setMinimumHeight(0 if beside else height)
        people.setMaximumHeight(QWIDGETSIZE_MAX if beside else height)
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.LeftToRight if beside else ways.TopToBottom)

    def _order(self, person: Record) -> tuple[bool, float, int]:
        """People with a part in a purchase first."""
        assert self.reading is not None
        return not parts_of(self.reading, person.id), person.position, person.id

    def _show_view(self, key: str) -> None:
        self._views.setCurrentIndex(1 if key == MAP else 0)
        if key == MAP:
            self._map.take_in_hand(self._people.current_id())

    def ask_erase(self) -> None:
        """Ask whether the person in hand shall be erased for good."""
        if self._people.current_id() and self._side.currentWidget() is self._page:
            self.panel.ask(self._people.current_id())

    def _on_chosen(self, record_id: int) -> None:
        if self.panel.isVisible() and record_id != self.panel.person_id:
            self.panel.hide()
        self._show_person()

    def _show_person(self) -> None:
        record = self.reading.plan.records.get(self._people.current_id()) if self.reading else None
        if self.reading is not None and record is not None:
            self._page.show_person(self.reading, record)

    def _on_map_opened(self, record_id: int) -> None:
        self._view.set_key(CARDS)
        self._show_view(CARDS)
        self._people.choose(record_id)
        self._people.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_added(self, name: str, _second: str) -> None:
        if self.reading is None:
            return
        account_id = self.reading.plan.account.id
        try:
            self._awaited = self.context.app.records.add(NewRecord("person", name, account_id))
        except UserError as error:
            self._add.set_error(self.context.error_text(error))
            return
        self._add.done()

    def _take_awaited(self) -> None:
        """Take the person just added in hand once the list shows him; the keys stay in the line, for the next name."""
        added = self._awaited
        self._people.choose(added)
        if added and self._people.current_id() == added:
            self._awaited, self._added = 0, added

    def _on_passed(self) -> None:
        """No more names: the newest person is gone on with, on his card the first thing that is not known is ready."""
        added, self._added = self._added, 0
        if not added or self._people.current_id() != added:
            return
        if self._view.key() == MAP:
            self._map.take_in_hand(added)
        else:
            self._page.focus_unknown()
