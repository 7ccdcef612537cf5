"""The card on top: where the purchase stands, its eight stages, planned and real days, and what can be done next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktopcrm.domain.stages import LAST_STAGE
from ui.context import Context
from ui.models.clock_reading import short_day
from ui.screens.procurement.purchase import Purchase
from ui.screens.procurement.stage_days import StageDays
from ui.theme import Tone, theme
from ui.widgets.button import Button, Kind
from ui.widgets.chip import Chip
from ui.widgets.flow import FlowRow
from ui.widgets.label import DIM_PARAGRAPH, SMALL, Label
from ui.widgets.stages import StageMark, StageState, StageSteps
from ui.widgets.surfaces import Card, Hairline, clear_layout

STATUS_TONES = {
    "open": Tone.ACCENT,
    "won": Tone.GOOD,
    "lost": Tone.BAD,
    "dropped": Tone.NEUTRAL,
    "paused": Tone.WARN,
}
ASKS = (
    ("back", "chevron-left"),
    ("lost", "x"),
    ("dropped", "ban"),
    ("paused", "pause"),
)


class CourseCard(Card):
    """`stage_chosen(number)`, `advance_asked()`, `ask_wanted(kind)`."""

    stage_chosen = Signal(int)
    advance_asked = Signal()
    resume_asked = Signal()
    ask_wanted = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        tr = context.tr
        super().__init__(tr("procurement.course"), " ", parent)
        self._context = context
        self._status = Chip("", Tone.ACCENT)
        self._status.setObjectName("purchase_status")
        self.title.tools.addWidget(self._status)
        self.steps = StageSteps("stage_steps", tr("procurement.stages"), self)
        self.steps.stage_chosen.connect(self.stage_chosen)
        self.body.addWidget(self.steps)
        self._about = Label("", DIM_PARAGRAPH, self)
        self.body.addWidget(self._about)
        self.days = StageDays(context, self)
        self.body.addWidget(self.days)
        self._marks = QVBoxLayout()
        self._marks.setSpacing(theme().px(4))
        self.body.addLayout(self._marks)
        self.body.addWidget(Hairline(self))
        self._add_buttons()

    def show_purchase(self, purchase: Purchase) -> None:
        """Show where a purchase stands."""
        tr, course = self._context.tr, purchase.course
        self._status.show_chip(
            tr(f"procurement.status_{course.status}"), STATUS_TONES.get(course.status, Tone.NEUTRAL)
        )
        self.title.show_title(tr("procurement.course"), self._aside(purchase))
        self.steps.show_marks([self._mark(purchase, n) for n in range(1, LAST_STAGE + 1)], purchase.stage)
        self._about.setText(purchase.shown.about[purchase.reading.lang])
        self.days.show_purchase(purchase, self._real_days(purchase, purchase.stage))
        self._show_marks(purchase)
        self._show_buttons(purchase)

    def _add_buttons(self) -> None:
        tr = self._context.tr
        line = QHBoxLayout()
        line.setSpacing(theme().px(8))
        self.advance = Button("advance", "", "arrow-right", Kind.PRIMARY, self)
        self.advance.clicked.connect(self.advance_asked)
        line.addWidget(self.advance, 0, Qt.AlignmentFlag.AlignTop)
        self.resume = Button("resume", tr("procurement.do_resume"), "play", Kind.PRIMARY, self)
        self.resume.clicked.connect(self.resume_asked)
        line.addWidget(self.resume, 0, Qt.AlignmentFlag.AlignTop)
        flow = FlowRow(self)
        self._asks: dict[str, Button] = {}
        for kind, icon in ASKS:
            button = Button(f"ask_{kind}", tr(f"procurement.button_{kind}"), icon, Kind.GHOST)
            button.clicked.connect(lambda _checked=False, kind=kind: self.ask_wanted.emit(kind))
            flow.add(button)
            self._asks[kind] = button
        line.addWidget(flow, 1)
        self.body.addLayout(line)

    def _show_buttons(self, purchase: Purchase) -> None:
        tr, course = self._context.tr, purchase.course
        last = course.stage >= LAST_STAGE
        onward = tr("procurement.button_advance", stage=min(LAST_STAGE, course.stage + 1))
        self.advance.set_words(
            tr("procurement.button_win") if last else onward, "trophy" if last else "arrow-right"
        )
        self.advance.setVisible(course.status == "open")
        self.resume.setVisible(course.status != "open")
        self.resume.set_words(
            tr("procurement.do_resume" if course.status == "paused" else "procurement.do_reopen")
        )
        self._asks["back"].setVisible(course.is_open and course.stage > 1)
        self._asks["lost"].setVisible(course.is_open)
        self._asks["dropped"].setVisible(course.is_open)
        self._asks["paused"].setVisible(course.status == "open")

    def _aside(self, purchase: Purchase) -> str:
        tr, course = self._context.tr, purchase.course
        label = purchase.reading.catalogue.stage(course.stage).label[purchase.reading.lang]
        if course.closed is not None:
            day = purchase.reading.day(course.closed.day)
            return tr("procurement.closed_at", stage=course.stage, label=label, day=day)
        if not course.days_in_stage:
            return tr("procurement.stands_since_today", stage=course.stage, label=label)
        return tr("procurement.stands_at", stage=course.stage, label=label, n=course.days_in_stage)

    def _mark(self, purchase: Purchase, number: int) -> StageMark:
        tr, course = self._context.tr, purchase.course
        stage, progress = purchase.reading.catalogue.stage(number), purchase.progress(number)
        state = StageState.AHEAD
        if purchase.forced_out_of(number) is not None:
            state = StageState.FORCED
        elif number < course.stage or (number == course.stage and course.status == "won"):
            state = StageState.DONE
        elif number == course.stage:
            state = StageState.CURRENT
        days, tone = self._mark_days(purchase, number)
        return StageMark(
            number,
            stage.short[purchase.reading.lang],
            state,
            progress.percent,
            tr("procurement.percent", n=progress.percent) if progress.done or number <= course.stage else "",
            days,
            tone,
            f"{stage.label[purchase.reading.lang]}\n{self._real_days(purchase, number)}",
        )

    def _mark_days(self, purchase: Purchase, number: int) -> tuple[str, Tone]:
        tr, course = self._context.tr, purchase.course
        expected = purchase.reading.catalogue.stage(number).expected_days
        if number == course.stage and course.is_open:
            late = course.days_in_stage > expected
            words = tr("procurement.days_of", n=course.days_in_stage, expected=expected)
            return words, Tone.BAD if late else Tone.NEUTRAL
        spent = purchase.days_spent(number)
        if spent is not None:
            return tr("procurement.days", n=spent), Tone.WARN if spent > expected else Tone.NEUTRAL
        planned = purchase.planned(number)
        if planned is not None and number > course.stage:
            late = planned < purchase.reading.today and course.is_open
            return short_day(purchase.reading, planned), Tone.BAD if late else Tone.NEUTRAL
        return "", Tone.NEUTRAL

    def _real_days(self, purchase: Purchase, number: int) -> str:
        tr, reading, course = self._context.tr, purchase.reading, purchase.course
        entered, left, planned = course.entered.get(number), course.left.get(number), purchase.planned(number)
        parts = [tr("procurement.expected", n=reading.catalogue.stage(number).expected_days)]
        if entered is not None:
            parts.append(tr("procurement.entered", day=reading.day(entered)))
            if planned is not None and entered != planned:
                after = (entered - planned).days
                later, earlier = tr("procurement.later", n=after), tr("procurement.earlier", n=-after)
                parts.append(later if after > 0 else earlier)
        elif planned is not None and planned < reading.today and course.is_open:
            parts.append(tr("procurement.start_missed", n=(reading.today - planned).days))
        if left is not None:
            parts.append(tr("procurement.left", day=reading.day(left)))
        return " · ".join(parts)

    def _show_marks(self, purchase: Purchase) -> None:
        """What was forced stays visible for good."""
        clear_layout(self._marks)
        for event in purchase.course.forced:
            words = self._context.tr(
                "procurement.forced",
                stage=event.stage,
                day=purchase.reading.day(event.day),
                items=purchase.item_labels(event.open_items),
                reason=event.reason,
            )
            mark = Label(words, SMALL.but(ink="warn", wrap=True), self)
            mark.setObjectName(f"forced_{event.stage}")
            self._marks.addWidget(mark)
        closed = purchase.course.closed
        if closed is not None and closed.reason:
            tr = self._context.tr
            what = tr(f"procurement.history_{closed.kind}", stage=closed.stage)
            words = tr("procurement.because", what=what, reason=closed.reason)
            self._marks.addWidget(Label(words, SMALL.but(wrap=True), self))
