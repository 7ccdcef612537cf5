"""Customers we have: their stars, the phase of their care, what to do in it, the goal, and when to say thank you.

Shows what the rules say and writes the facts that they rest on; judges nothing.
"""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktopcrm.domain import care as care_rules
from desktopcrm.domain import stars as star_rules
from desktopcrm.domain.care import Care, CareGoal
from desktopcrm.domain.cover import COVER
from ui.context import Context
from ui.dialogs.fact_history import FactHistory
from ui.dialogs.lamp_facts import LampFacts, LampMark, LampSpec
from ui.dialogs.tick_facts import TickFacts
from ui.dialogs.why import open_why
from ui.editors.fact_rows import FactRows
from ui.models.account_reading import Reading
from ui.models.class_reading import rule_of, told
from ui.theme import Tone, Type, theme
from ui.widgets import painting
from ui.widgets.button import Button, Kind
from ui.widgets.chip import Chip
from ui.widgets.flow import FlowRow
from ui.widgets.fold import FoldCard
from ui.widgets.label import DENSE, SMALL, Label
from ui.widgets.why_panel import WhyData

STAR_FIELDS = ("star_frequency", "star_amount", "star_referee", "star_expert", "star_leader")
CARE_ROWS = ("enquiries_per_day", "old_share", "loyal_share", "thanked_on")
STAR = "★"
LABEL, BAR, FULL = 150, 140, 2
"""Widths of a goal meter; its bar is full at twice the goal."""
SUBTITLE = DENSE.but(weight=600, ink="ink2")


class GoalMeter(QWidget):
    """A goal as a bar: the mark is where the goal begins, the bar how far the customer's figure reaches."""

    def __init__(self, goal: CareGoal, label: str, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._goal, self._label, self._words = goal, label, words
        self.setObjectName(f"goal_{goal.measure}")
        self.setAccessibleName(f"{label}: {words}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(320), theme().px(26))

    def paintEvent(self, _event: QPaintEvent) -> None:
        unit, tokens, goal = theme().px, theme().tokens, self._goal
        painter = painting.painter_for(self)
        middle, left = self.height() / 2, unit(LABEL + 10)
        label = QRectF(unit(10), 0, unit(LABEL - 10), self.height())
        ink = painting.Ink(theme().font(Type.DENSE), tokens.ink2)
        painting.line_of_text(painter, label, self._label, ink)
        track = QRectF(left, middle - unit(3), unit(BAR), unit(6))
        painting.rounded(painter, track, unit(3), tokens.track)
        share = 0.0 if goal.value is None else min(1.0, float(goal.value) / (FULL * goal.low or 1))
        tone = tokens.good_fill if goal.is_reached else tokens.warn_fill
        if share:
            painting.rounded(
                painter,
                QRectF(track.left(), track.top(), track.width() * share, track.height()),
                unit(3),
                tone,
            )
        mark = QRectF(track.left() + track.width() / FULL - 1, middle - unit(6), 2, unit(12))
        painter.fillRect(mark, QColor(tokens.ink2))
        room = QRectF(track.right() + unit(12), 0, self.width() - track.right() - unit(12), self.height())
        words = tokens.good if goal.is_reached else tokens.ink
        painting.line_of_text(painter, room, self._words, painting.Ink(theme().font(Type.SMALL), words))
        painter.end()


class StarsCard(FoldCard):
    """Five criteria with their stars; the account's sum."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("card_stars", context.tr("sorting.stars"), parent)
        self._context = context
        self._reading: Reading | None = None
        self._why = Button("stars_why", context.tr("why.ask"), "", Kind.GHOST, self).dense()
        self._why.clicked.connect(self.show_why)
        self.tools.addWidget(self._why)
        self.lamps = LampFacts(context, "stars", [LampSpec(key) for key in STAR_FIELDS], self)
        self.body.addWidget(self.lamps)

    def show_reading(self, reading: Reading) -> None:
        """Show the stars of an account; folded where there is none."""
        _fold_unless_known(self, self._reading, reading, STAR_FIELDS)
        self._reading = reading
        found = star_rules.stars(reading.plan, reading.catalogue)
        rules = reading.catalogue.rulebook
        weights = {key: rules.param(star_rules.RULE, key.removeprefix("star_")) for key in STAR_FIELDS}
        marks = {key: LampMark(after=STAR * weight) for key, weight in weights.items()}
        self.lamps.show_record(reading, reading.plan.account, marks)
        aside = self._context.tr("sorting.stars_of", n=found.total, of=sum(weights.values()))
        aside = COVER if reading.scope.covered else aside
        self.show_title(self._context.tr("sorting.stars"), aside)

    def focus_field(self, field: str) -> QWidget | None:
        """Open a criterion."""
        return self.lamps.edit(field) if field in STAR_FIELDS else None

    def show_why(self) -> None:
        """Say what the stars rest on."""
        reading = self._reading
        if reading is None:
            return
        found = star_rules.stars(reading.plan, reading.catalogue)
        rules = (rule_of(self._context, star_rules.RULE),)
        title = self._context.tr("sorting.stars")
        data = WhyData(title, reasons=told(self._context, found.why), rules=rules)
        open_why(self._context, reading.plan, data, self._why)


class CareCard(FoldCard):
    """The phase by enquiries a day, its list, the goal and the word of thanks."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        label = context.app.desk.catalogue.blocks["care"].label[context.lang]
        super().__init__("card_care", label, parent)
        self._context, self._label = context, label
        self._reading: Reading | None = None
        tr = context.tr
        self._why = Button("care_why", tr("why.ask"), "", Kind.GHOST, self).dense()
        self._why.clicked.connect(self.show_why)
        self.tools.addWidget(self._why)
        self.rows = FactRows(context, "care_rows", 150, self)
        self.rows.history_requested.connect(self._on_history)
        self._phase = FlowRow(self, 6)
        self._goals = QVBoxLayout()
        self._goals.setSpacing(theme().px(2))
        self._todo = Label(tr("sorting.care_list"), SUBTITLE, self)
        self.ticks = TickFacts(context, "care_done", "care_done", 300, self)
        for widget in (self._phase, self.rows):
            self.body.addWidget(widget)
        self.body.addLayout(self._goals)
        self.body.addWidget(self._todo)
        self.body.addWidget(self.ticks)
        self.body.addLayout(self._make_thanks())

    def show_reading(self, reading: Reading) -> None:
        """Show the care of an account; folded where nothing of it is known."""
        _fold_unless_known(self, self._reading, reading, CARE_ROWS)
        self._reading = reading
        account, tr = reading.plan.account, self._context.tr
        found = care_rules.care(reading.plan, reading.catalogue)
        self.show_title(self._label, tr(f"sorting.phase_{found.phase or 'unknown'}"))
        self._show_phase(found)
        fields = [reading.catalogue.field("account", key) for key in CARE_ROWS]
        self.rows.show_record(reading.plan, account, reading.rows(account, fields))
        self._show_goals(reading, found)
        self._todo.setVisible(bool(found.actions))
        self.ticks.setVisible(bool(found.actions))
        self.ticks.show_record(reading, account, [one.key for one in found.actions])
        self._show_thanks(reading, found)

    def focus_field(self, field: str) -> QWidget | None:
        """Open a row, or go to the list."""
        if field == "care_done":
            return self.ticks.take()
        return self.rows.row(field) if field in CARE_ROWS and self.rows.edit(field) else None

    def show_why(self) -> None:
        """Say what makes the phase and the goal."""
        if self._reading is not None:
            rules = tuple(rule_of(self._context, key) for key in ("care_phase", "care_goal", "thanks"))
            open_why(self._context, self._reading.plan, WhyData(self._label, rules=rules), self._why)

    def _make_thanks(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().px(10))
        self._due = Label("", SMALL.but(wrap=True), self)
        self._thanked = Button("thanked", self._context.tr("sorting.thanked"), "check", Kind.SECONDARY, self)
        self._thanked.dense().clicked.connect(self._on_thanked)
        row.addWidget(self._thanked, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._due, 1)
        row.addStretch(0)
        return row

    def _show_phase(self, found: Care) -> None:
        self._phase.clear()
        for phase in care_rules.PHASES:
            here = phase == found.phase
            if not here and phase.startswith("between"):
                continue
            words = self._context.tr(f"sorting.phase_{phase}")
            self._phase.add(Chip(words, Tone.ACCENT if here else Tone.NEUTRAL, "map-pin" if here else ""))

    def _show_goals(self, reading: Reading, found: Care) -> None:
        while (item := self._goals.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for goal in found.goals:
            self._goals.addWidget(self._meter(reading, goal))

    def _meter(self, reading: Reading, goal: CareGoal) -> GoalMeter:
        tr = self._context.tr
        label = reading.words(reading.catalogue.field("account", goal.measure).label)
        wanted = tr("sorting.goal_from", low=goal.low)
        if goal.high:
            wanted = tr("sorting.goal_range", low=goal.low, high=goal.high)
        value = tr("sorting.goal_unknown") if goal.value is None else f"{_plain(goal.value)} %"
        return GoalMeter(goal, label, f"{value} · {wanted}", self)

    def _show_thanks(self, reading: Reading, found: Care) -> None:
        due, tr = found.thanks_due, self._context.tr
        words, ink = "", "ink2"
        if due is not None:
            words = tr("sorting.thanks_due", day=reading.day(due))
            ink = "bad" if due < reading.today else "warn" if due == reading.today else "ink2"
        self._due.setText(words or " ")
        self._due.set_ink(ink)

    def _on_thanked(self) -> None:
        reading = self._reading
        if reading is not None:
            account, day = reading.plan.account.id, reading.today.isoformat()
            facts = self._context.app.facts
            if self._context.attempt(lambda: facts.observe(account, "thanked_on", day)):
                self._context.say_undo(self._context.tr("sorting.thanked_said"))

    def _on_history(self, key: str) -> None:
        record, row = self.rows.record, self.rows.row(key)
        if record is not None and row is not None:
            FactHistory(self._context, record, key, self).shown_from(record.id).open_below(row)


def _fold_unless_known(card: FoldCard, before: Reading | None, now: Reading, fields: tuple[str, ...]) -> None:
    """Another account begins with the card open where it says something."""
    account = now.plan.account
    if before is None or before.plan.account.id != account.id:
        card.set_open(any(now.plan.fact(account.id, key) is not None for key in fields))


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
