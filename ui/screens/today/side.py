"""The right side of Today: the eight hours, what was done of what was due, the next visits, the quiet list's door."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktopcrm.domain.agenda_row import Row
from desktopcrm.domain.day_plan import DayPlan
from desktopcrm.domain.scoreboard import streak
from desktopcrm.services.today import TodayPage
from ui.context import Context
from ui.screens.today.day_list import STEP, DayList, blocks
from ui.screens.today.lines import Reader, minutes
from ui.screens.today.score import ScoreBoard
from ui.theme import theme
from ui.widgets.button import Button, IconButton, Kind
from ui.widgets.card_list import CardItem, CardList
from ui.widgets.label import DENSE, SMALL, Label
from ui.widgets.scroll import thin_bars
from ui.widgets.surfaces import Card, Sheet

WIDTH = 330
VISITS = 3
VISIT_ROW = 46


class Side(QScrollArea):
    """`row_wanted(subject)`: show that row in the list; `calendar_wanted()`, `quiet_wanted()`, `put_off_wanted()`."""

    row_wanted = Signal(str)
    calendar_wanted = Signal()
    quiet_wanted = Signal()
    put_off_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._visits: list[Row] = []
        unit, tr = theme().px, context.tr
        self.setObjectName("today_side")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMaximumWidth(unit(WIDTH))
        self.setMinimumWidth(min(unit(WIDTH), WIDTH) * 3 // 4)
        thin_bars(self)
        inside = Sheet("ground", self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, unit(10), unit(14))
        column.setSpacing(unit(12))
        self._score_card = Card(tr("today_page.score"), parent=inside)
        self.score = ScoreBoard(context, self._score_card)
        self._streak = Label("", SMALL.but(wrap=True), self._score_card)
        self._score_card.body.addWidget(self.score)
        self._score_card.body.addWidget(self._streak)
        column.addWidget(self._make_day(inside))
        column.addWidget(self._score_card)
        column.addWidget(self._make_visits(inside))
        self.quiet = Button("quiet_list", tr("today_page.quiet", n=0), "archive", Kind.GHOST, inside).dense()
        self.quiet.clicked.connect(self.quiet_wanted)
        self.put_off = Button(
            "put_off", tr("today_page.put_off_shown", n=0), "clock", Kind.GHOST, inside
        ).dense()
        self.put_off.clicked.connect(self.put_off_wanted)
        column.addWidget(self.put_off, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.quiet, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.setWidget(inside)

    def show_page(self, page: TodayPage, reader: Reader) -> None:
        """Show another page."""
        tr, catalogue = self._context.tr, self._context.app.desk.catalogue
        self._show_day(page.day_plan)
        self.score.show_score(page.score)
        days = streak(page.score, page.day, catalogue)
        self._streak.setText(tr("today_page.streak", n=days))
        self._streak.setVisible(days > 1)
        self._show_visits([row for row in page.rows if row.kind == "visit"], reader)
        self.quiet.set_words(tr("today_page.quiet", n=len(page.quiet)))
        self.quiet.setVisible(bool(page.quiet))
        self.put_off.set_words(tr("today_page.put_off_shown", n=len(page.put_off)))
        self.put_off.setVisible(bool(page.put_off))
        QTimer.singleShot(0, self, self._share_height)  # once the layouts know what is shown

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_height()

    def _share_height(self) -> None:
        """The strip of the day takes what the others leave, so that all is seen at a glance."""
        inside = self.widget()
        if inside is not None:
            others = inside.sizeHint().height() - self.day.height()
            self.day.set_room(self.viewport().height() - others)

    def freed(self) -> str:
        """What is said about those who get no time."""
        return self._freed.text() if not self._freed.isHidden() else ""

    def _make_day(self, parent: QWidget) -> Card:
        tr = self._context.tr
        self.day_card = Card(tr("today_page.day_title"), parent=parent)
        self.day = DayList(tr("today_page.day_about"), self.day_card)
        self.day.opened.connect(self.row_wanted)
        for name, icon, run in (
            ("day_less", "minus", lambda: self.day.longer(-STEP)),
            ("day_more", "plus", lambda: self.day.longer(STEP)),
            ("day_up", "arrow-up", lambda: self.day.move_block(-1)),
            ("day_down", "arrow-down", lambda: self.day.move_block(1)),
            ("day_take_out", "x", self.day.take_out),
        ):
            button = IconButton(name, icon, tr(f"today_page.{name}"), self.day_card).dense()
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the list has keys for all of them
            button.clicked.connect(run)
            self.day_card.title.tools.addWidget(button)
        self._sum = Label("", DENSE.but(ink="ink2", wrap=True), self.day_card)
        self._freed = Label("", SMALL.but(wrap=True), self.day_card)
        for widget in (self._sum, self.day, self._freed):
            self.day_card.body.addWidget(widget)
        return self.day_card

    def _show_day(self, plan: DayPlan) -> None:
        context, tr = self._context, self._context.tr
        taken = minutes(context, plan.minutes - plan.left)
        whole = minutes(context, plan.minutes)
        if plan.left < 0:
            words = tr("today_page.day_over", taken=taken, whole=whole, over=minutes(context, -plan.left))
        elif plan.slots and not plan.left:
            words = tr("today_page.day_full", whole=whole)
        elif plan.slots:
            words = tr("today_page.day_sum", taken=taken, whole=whole, left=minutes(context, plan.left))
        else:
            words = tr("today_page.day_free")
        self._sum.setText(words)
        self._sum.set_ink("bad" if plan.left < 0 else "ink2")
        self.day.show_blocks(blocks(context, plan))
        self._freed.setText(tr("today_page.freed", time=minutes(context, plan.freed)))
        self._freed.setVisible(plan.freed > 0)

    def _make_visits(self, parent: QWidget) -> Card:
        tr = self._context.tr
        self.visits_card = Card(tr("today_page.next_visits"), parent=parent)
        export = IconButton("export_calendar", "download", tr("today_page.export"), self.visits_card).dense()
        export.clicked.connect(self.calendar_wanted)
        self.visits_card.title.tools.addWidget(export)
        self._no_visits = Label(
            tr("today_page.no_visits"), DENSE.but(ink="ink2", wrap=True), self.visits_card
        )
        self.visits = CardList("next_visits", tr("today_page.next_visits"), VISIT_ROW, self.visits_card)
        self.visits.opened.connect(lambda number: self.row_wanted.emit(self._visits[number - 1].subject))
        self.visits_card.body.addWidget(self._no_visits)
        self.visits_card.body.addWidget(self.visits)
        return self.visits_card

    def _show_visits(self, rows: Sequence[Row], reader: Reader) -> None:
        self._visits = list(rows)[:VISITS]
        items = [
            CardItem(number, row.account, f"{reader.due(row)} · {reader.title(row)}")
            for number, row in enumerate(self._visits, 1)
        ]
        self.visits.show_items(items)
        self.visits.fit_height()
        self.visits.setVisible(bool(items))
        self._no_visits.setVisible(not items)
