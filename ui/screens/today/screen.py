"""The page on which a day begins: what is due, worked through with single keys; the day, the score, the next visits.

Reads the page of Today in a thread and shows it; a new day is noticed by itself.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktopcrm.domain.agenda_row import OVERDUE, TODAY, Row
from desktopcrm.services.today import TodayPage
from ui.actions import Command
from ui.context import Context, Place
from ui.models.renewal import Renewal
from ui.screens.today.day_deeds import DayDeeds
from ui.screens.today.deeds import Deeds
from ui.screens.today.form import DeedForm
from ui.screens.today.in_hand import ICONS, LETTERS, InHand
from ui.screens.today.lines import (
    BY_ACCOUNT,
    BY_URGENCY,
    GROUPINGS,
    Reader,
    lines,
    put_off_lines,
    weekday_and_day,
)
from ui.screens.today.reading import Reading
from ui.screens.today.row_list import RowList
from ui.screens.today.side import Side
from ui.screens.today.states import calm, loading, stopped
from ui.theme import theme
from ui.widgets.label import DIM, DISPLAY, Label
from ui.widgets.progress import ProgressPanel
from ui.widgets.surfaces import Card, Plain
from ui.widgets.tabs import SegmentedChoice

HEARTBEAT_MS = 30_000
"""How often the day is looked at: a clock that slept over midnight wakes late."""
GROUPING_KEY = "today.grouping"


class TodayScreen(Plain):
    """List and row in hand at the left, the day at the right."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("ground", parent)
        self._context = context
        self._reader: Reader | None = None
        self.reading = Reading(context, self)
        self.reading.read.connect(self._show)
        self.reading.slow.connect(lambda: self._show_state(loading(context, self.reading.stop)))
        self.reading.stepped.connect(self._on_step)
        self.reading.stopped.connect(lambda: self._show_state(stopped(context, self.reading.begin)))
        self._wanted = ""
        self._with_put_off = False
        self._deeds = Deeds(context, self)
        self.day_deeds = DayDeeds(context, self)
        self._build()
        self._deeds.asked.connect(self._ask)
        self._deeds.done.connect(self._put_away)
        self.heartbeat = QTimer(self, interval=HEARTBEAT_MS)
        self.heartbeat.timeout.connect(self._on_heartbeat)
        self.heartbeat.start()
        self._renewal = Renewal(self, context, self.reading.begin)

    def show_place(self, place: Place) -> None:
        """The list, with the row about `place.focus` in hand where it is given."""
        self._wanted = place.focus
        self._renewal.now()
        self.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def page(self) -> TodayPage | None:
        """What is shown."""
        return self.reading.page

    def told(self) -> str:
        """The day and what it asks for, in one line."""
        return self._told.text()

    def commands(self) -> list[Command]:
        """What the palette and the sheet of keys offer here."""
        tr = self._context.tr
        deeds = [
            Command(
                f"today_{deed}",
                tr(f"today_page.deed_{deed}"),
                self._doer(deed),
                ICONS[deed],
                keys=letter,
            )
            for deed, letter in LETTERS.items()
            if deed in ICONS
        ]
        return [
            *deeds,
            Command(
                "today_grouping",
                tr("today_page.switch_grouping"),
                self._switch_grouping,
                "list-checks",
                keys="G",
            ),
            Command(
                "today_put_off", tr("today_page.switch_put_off"), self._switch_put_off, "clock", keys="P"
            ),
            Command("today_calendar", tr("today_page.export"), self._export, "download"),
            Command("today_again", tr("today_page.again"), self._renewal.now, "rotate-ccw"),
        ]

    # building

    def _build(self) -> None:
        unit = theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(unit(28), unit(22), unit(14), unit(14))
        column.setSpacing(unit(12))
        column.addLayout(self._head())
        body = QHBoxLayout()
        body.setSpacing(unit(16))
        self._pages = QStackedWidget(self)
        self._pages.setMinimumWidth(unit(240))
        self._pages.addWidget(self._main())
        body.addWidget(self._pages, 1)
        self.side = Side(self._context, self)
        self.side.row_wanted.connect(self._take)
        self.side.calendar_wanted.connect(self._export)
        self.side.put_off_wanted.connect(self._switch_put_off)
        self.side.quiet_wanted.connect(lambda: self._context.go(Place("projects", tab="dropped")))
        self.day_deeds.watch(self.side.day)
        body.addWidget(self.side, 0)
        column.addLayout(body, 1)

    def _head(self) -> QHBoxLayout:
        unit, tr = theme().px, self._context.tr
        row = QHBoxLayout()
        row.setSpacing(unit(12))
        row.setContentsMargins(0, 0, unit(14), 0)
        row.addWidget(Label(tr("today_page.title"), DISPLAY.but(elide=False), self))
        self._told = Label("", DIM.but(elide=True), self)
        self._told.setObjectName("today_told")
        self._told.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row.addWidget(self._told, 1)
        self.grouping = SegmentedChoice(
            "today_grouping",
            tr("today_page.grouping"),
            [(key, tr(f"today_page.by_{key}")) for key in GROUPINGS],
            self,
        )
        kept = self._context.preferences.text(GROUPING_KEY)
        self.grouping.set_key(kept if kept in GROUPINGS else BY_URGENCY)
        self.grouping.chosen.connect(self._on_grouping)
        row.addWidget(self.grouping)
        return row

    def _main(self) -> Card:
        unit = theme().px
        card = Card(parent=self)
        card.body.setContentsMargins(0, unit(6), 0, 1)
        card.body.setSpacing(0)
        self.rows = RowList(self._context.tr("today_page.rows"), card)
        self.rows.setContentsMargins(unit(6), 0, unit(6), 0)
        self.rows.chosen.connect(lambda _row: self._show_in_hand())
        self.rows.key_pressed.connect(self._on_key)
        self.in_hand = InHand(self._context, card)
        self.in_hand.deed_asked.connect(self._on_key)
        card.body.addWidget(self.rows, 1)
        card.body.addWidget(self.in_hand)
        return card

    # reading

    def _on_step(self, done: int, total: int) -> None:
        bar = self._pages.findChild(ProgressPanel)
        if bar is not None:
            bar.show_step(done, total)

    def _show(self, page: TodayPage) -> None:
        self._reader = Reader(self._context, page.day)
        self._told.setText(self._in_one_line(page))
        self._show_rows()
        self.side.show_page(page, self._reader)

    def _in_one_line(self, page: TodayPage) -> str:
        """The day, how much is overdue, how much is for today."""
        parts = [weekday_and_day(self._context, page.day)]
        for urgency in (OVERDUE, TODAY):
            count = sum(row.urgency == urgency for row in page.rows)
            if count:
                parts.append(self._context.tr(f"today_page.count_{urgency}", n=count))
        return " · ".join(parts)

    def _show_rows(self) -> None:
        if self.page is None or self._reader is None:
            return
        focused = self._holds_keys()
        found = lines(self._context, self.page.rows, self.grouping.key())
        if self._with_put_off:
            found += put_off_lines(self._context, self.page.put_off)
        self.rows.show_lines(found, self._reader, self.grouping.key())
        if self._wanted:
            self.rows.take(self._wanted)
            self._wanted = ""
        if found:
            self._show_state(None)
            if focused and self.in_hand.form is None:
                self.rows.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._show_state(calm(self._context, self.page))

    def _holds_keys(self) -> bool:
        """Whether the list was in use, or nothing yet; a panel over the page keeps what it has."""
        inside, everywhere = self.focusWidget(), self.window().focusWidget()
        if everywhere is not None and everywhere.isVisible() and not self.isAncestorOf(everywhere):
            return False
        return inside is None or self._pages.isAncestorOf(inside)

    def _show_state(self, state: QWidget | None) -> None:
        """What stands in for the list, or the list."""
        while (old := self._pages.widget(1)) is not None:
            self._pages.removeWidget(old)
            old.hide()
            old.deleteLater()
        if state is not None:
            self._pages.addWidget(state)
            self._pages.setCurrentWidget(state)

    def _show_in_hand(self) -> None:
        if self._reader is not None:
            self.in_hand.show_row(self.rows.row(), self._reader, self._is_put_off(self.rows.row()))

    def _is_put_off(self, row: Row | None) -> bool:
        return self.page is not None and row in self.page.put_off

    # hearing

    def _on_key(self, key: str) -> None:
        row = self.rows.row()
        if key == "grouping":
            self._switch_grouping()
        elif key == "put_off":
            self._switch_put_off()
        elif row is not None and (key in ("open", "why") or self._is_put_off(row) == (key == "bring_back")):
            self._deeds.begin(row, key)

    def _doer(self, deed: str) -> Callable[[], None]:
        return lambda: self._on_key(deed)

    def _ask(self, form: DeedForm) -> None:
        form.given_up.connect(self._put_away)
        self.rows.setEnabled(False)
        self.in_hand.ask(form)

    def _put_away(self) -> None:
        self.rows.setEnabled(True)
        self.in_hand.put_away()
        self.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, subject: str) -> None:
        if self.rows.take(subject):
            self.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def _switch_grouping(self) -> None:
        other = BY_URGENCY if self.grouping.key() == BY_ACCOUNT else BY_ACCOUNT
        self.grouping.set_key(other)
        self._on_grouping(other)

    def _switch_put_off(self) -> None:
        self._with_put_off = not self._with_put_off
        self._show_rows()
        if self._with_put_off and self.page is not None and self.page.put_off:
            self._take(self.page.put_off[0].subject)

    def _on_grouping(self, key: str) -> None:
        self._context.preferences.put(GROUPING_KEY, key)
        self._show_rows()

    def _export(self) -> None:
        self.day_deeds.export(self.page, self)

    def _on_heartbeat(self) -> None:
        """A new day, also after sleep: everything is judged anew."""
        if (
            self._context.is_open
            and self.page is not None
            and self._context.app.desk.today() != self.page.day
        ):
            self._renewal.now()
