"""The deal class of a purchase: four lamps, who has what they show, the class or the one question that decides most.

Judges nothing; shows what the rules say and writes the facts that they rest on.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktopcrm.domain.deal_class import DealJudgement, Lamp
from desktopcrm.domain.deal_lamps import FIELDS, HOLDERS
from ui.context import Context
from ui.dialogs.lamp_facts import LampFacts, LampMark, LampSpec
from ui.dialogs.why import open_why
from ui.models.account_reading import Reading
from ui.models.class_reading import badge_of, deal_badge, deal_why, field_label
from ui.screens.procurement.class_head import ClassHead
from ui.theme import theme
from ui.widgets.button import Button, Kind
from ui.widgets.class_badge import Scale
from ui.widgets.label import SMALL, Label

SPECS = tuple(LampSpec(field, HOLDERS.get(lamp, "")) for lamp, field in FIELDS.items())


class DealPart(QWidget):
    """`show_judgement` with every change of the plan."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._shown: tuple[Reading, DealJudgement] | None = None
        tr = context.tr
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(4))
        empty = badge_of(context, Scale.DEAL, "")
        self.head = ClassHead("deal", tr("badge.deal_title"), empty, tr("why.ask"), self)
        self.head.why_asked.connect(self.show_why)
        self._about = Label("", SMALL.but(wrap=True), self)
        self._ask = Button("deal_ask", "", "circle-question-mark", Kind.GHOST, self).dense()
        self._ask.clicked.connect(self._on_ask)
        self.lamps = LampFacts(context, "deal_lamps", SPECS, self)
        column.addWidget(self.head)
        column.addWidget(self._about)
        column.addWidget(self._ask, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.lamps)
        column.addWidget(Label(tr("class_card.keys"), SMALL.but(wrap=True), self))

    def show_judgement(self, reading: Reading, judgement: DealJudgement) -> None:
        """Show lamps and class of a purchase."""
        self._shown = (reading, judgement)
        tr = self._context.tr
        since = tr("class_card.since", day=reading.day(judgement.since)) if judgement.since else ""
        self.head.show_class(deal_badge(self._context, judgement), since)
        option = reading.catalogue.option("deal_class", judgement.deal) if judgement.deal else None
        about = reading.words(option.about) if option else ""
        self._about.setText(about or (tr("class_card.find_authority") if judgement.find_authority else ""))
        self._about.setVisible(bool(self._about.text()))
        if judgement.ask:
            lamp = field_label(reading, (judgement.project_id, FIELDS[judgement.ask]))
            key = "class_card.ask_sharper" if judgement.deal else "class_card.ask"
            self._ask.set_words(tr(key, lamp=lamp))
        self._ask.setVisible(bool(judgement.ask))
        marks = {FIELDS[lamp.name]: self._mark(reading, judgement, lamp) for lamp in judgement.lamps}
        self.lamps.show_record(reading, reading.plan.record(judgement.project_id), marks)

    def focus_field(self, field: str) -> QWidget | None:
        """Bring a lamp or the people under it into hand."""
        keys = [key for spec in SPECS for key in (spec.field, spec.who_field) if key]
        return self.lamps.edit(field) if field in keys else None

    def show_why(self) -> None:
        """Open the panel that says why."""
        if self._shown is not None:
            reading, judgement = self._shown
            open_why(
                self._context, reading.plan, deal_why(self._context, reading, judgement), self.head.badge
            )

    def _mark(self, reading: Reading, judgement: DealJudgement, lamp: Lamp) -> LampMark:
        asked = lamp.name == judgement.ask
        if not lamp.inferred:
            return LampMark(asked=asked)
        labels = [field_label(reading, one) for one in lamp.evidence]
        comma = "、" if reading.lang == "zh" else ", "
        detail = self._context.tr("class_card.inferred_from", facts=comma.join(labels))
        return LampMark(lamp.state, detail, asked)

    def _on_ask(self) -> None:
        if self._shown is not None:
            self.lamps.take(FIELDS[self._shown[1].ask])
