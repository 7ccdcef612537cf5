"""The chips and clocks in the head of an account: tier, first sorting, place, stage, classes of the best purchase.

Each says why when it is asked: the field with its source, or the rule with the facts it rests on.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktopcrm.domain import stages
from desktopcrm.services.summaries import best_project
from ui.context import Context, Place
from ui.dialogs.why import open_why
from ui.models.account_reading import Reading
from ui.models.class_reading import (
    deal_badge,
    deal_why,
    fact_words,
    judged_deal,
    judged_kp,
    kp_badge,
    kp_why,
    rule_of,
)
from ui.models.clock_reading import head_faces
from ui.theme import Tone
from ui.widgets import painting
from ui.widgets.chip import Chip
from ui.widgets.class_badge import Badge, ClassBadge
from ui.widgets.clock_chip import ClockChip
from ui.widgets.flow import FlowRow
from ui.widgets.why_panel import WhyData, WhyFact

PRESS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
RULES = {"tier": ("cadence",), "prelim_class": ("prelim_class",)}


class SpeakingChip(Chip):
    """A chip that says why: `asked` by a click, Enter or Space."""

    asked = Signal()

    def __init__(self, text: str, tone: Tone, icon: str = "", reason: str = "") -> None:
        super().__init__(text, tone, icon)
        self._focus_sign = painting.FocusSign()
        self.set_reason(reason)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in PRESS:
            self.asked.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._focus_sign.take(event)
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._focus_sign.shown(self):
            painter = painting.painter_for(self)
            painting.focus_ring(painter, self.rect().toRectF(), 8)
            painter.end()


class HeaderChips(FlowRow):
    """`show_reading` with every change of the plan."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent, 6)
        self.even()
        self._context = context
        self._reading: Reading | None = None

    def show_reading(self, reading: Reading) -> None:
        """Show what is known of an account in few words."""
        self._reading = reading
        self.clear()
        for key in ("tier", "prelim_class"):
            self._add_choice(reading, key)
        self._add_place(reading)
        best = best_project(reading.plan)
        if best is not None:
            self._add_stage(reading, best)
            self._add_classes(reading, best)
        if reading.plan.account.archived_at is not None:
            self.add(Chip(reading.tr("account.is_archived"), Tone.WARN, "archive"))

    def _add_choice(self, reading: Reading, key: str) -> None:
        account = reading.plan.account
        chip = reading.chip(account, key)
        if chip is None:
            return
        words, tone = chip
        words = words.partition(":")[0].partition("：")[0] if key == "prelim_class" else words
        if key == "prelim_class":
            words = reading.tr("class_card.prelim", n=words)
        self._add_field(reading, key, SpeakingChip(words, tone, "", field_reason(reading, key)))

    def _add_place(self, reading: Reading) -> None:
        account = reading.plan.account
        where = {key: reading.value(account.id, key) for key in ("industry", "city")}
        known = next((key for key, words in where.items() if words), "")
        if known:
            words = " · ".join(part for part in where.values() if part)
            self._add_field(
                reading, known, SpeakingChip(words, Tone.NEUTRAL, "", field_reason(reading, known))
            )

    def _add_field(self, reading: Reading, key: str, chip: SpeakingChip) -> None:
        chip.setObjectName(f"chip_{key}")
        chip.asked.connect(lambda: open_why(self._context, reading.plan, self._field_why(reading, key), chip))
        self.add(chip)

    def _field_why(self, reading: Reading, key: str) -> WhyData:
        field = reading.catalogue.field("account", key)
        target = (reading.plan.account.id, key)
        return WhyData(
            reading.words(field.label),
            about=reading.words(field.why),
            facts=(WhyFact(fact_words(reading, target), target),),
            rules=tuple(rule_of(self._context, rule) for rule in RULES.get(key, ())),
        )

    def _add_stage(self, reading: Reading, project_id: int) -> None:
        course = stages.course(reading.plan.course_of(project_id), reading.today)
        stage, name = reading.catalogue.stage(course.stage), reading.plan.record(project_id).name
        words = reading.tr("account.stage_of", n=course.stage, name=reading.words(stage.short))
        chip = SpeakingChip(words, Tone.ACCENT, "square-kanban", name)
        chip.setObjectName("chip_stage")
        place = Place("account", reading.plan.account.id, "procurement", f"purchase:{project_id}")
        chip.asked.connect(lambda: self._context.go(place))
        self.add(chip)

    def _add_classes(self, reading: Reading, project_id: int) -> None:
        deal, judged = judged_deal(reading, project_id), judged_kp(reading, project_id)
        context = self._context
        self._add_badge("header_deal", deal_badge(context, deal), lambda: deal_why(context, reading, deal))
        self._add_badge("header_kp", kp_badge(context, judged), lambda: kp_why(context, reading, judged))

    def _add_badge(self, name: str, badge: Badge, why: Callable[[], WhyData]) -> None:
        made = ClassBadge(name, badge, self)
        reading = self._reading
        if reading is not None:
            made.clicked.connect(lambda: open_why(self._context, reading.plan, why(), made))
        self.add(made)


def clock_chips(context: Context, reading: Reading) -> list[ClockChip]:
    """The clocks that run for an account and its best purchase; a click leads to the strip."""
    chips = []
    for face in head_faces(context, reading):
        chip = ClockChip(face)
        place = Place("account", reading.plan.account.id, "procurement", f"clock:{face.key}")
        chip.clicked.connect(lambda _=False, place=place: context.go(place))
        chips.append(chip)
    return chips


def field_reason(reading: Reading, key: str) -> str:
    """What a chip of a field stands for: the field, why it matters, how it is known."""
    row = reading.row(reading.plan.account, reading.catalogue.field("account", key))
    said = reading.tr("generic.said_of", what=row.label, text=row.value)
    return "\n".join(part for part in (said, row.why, row.provenance) if part)
