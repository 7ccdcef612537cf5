"""The classes of a purchase in one card: deal class and key-person class side by side, the interview, the history.

Knows its parts and the rules that judge; writes nothing itself.
"""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from desktopcrm.domain import deal_class, key_person_class
from desktopcrm.domain.stages import LAST_STAGE
from ui.context import Context
from ui.models.class_reading import deal_badge, kp_badge
from ui.screens.procurement.class_changes import ChangesPart
from ui.screens.procurement.class_lamps import DealPart
from ui.screens.procurement.class_people import KeyPersonPart
from ui.screens.procurement.class_sentences import SentencesPart
from ui.screens.procurement.purchase import Purchase
from ui.theme import theme
from ui.widgets.fold import FoldCard
from ui.widgets.surfaces import Hairline

SIDE_BY_SIDE_FROM = 880
WAYS = QBoxLayout.Direction


class ClassSection(FoldCard):
    """At home at every stage: it stands first below the checklist."""

    stages = tuple(range(1, LAST_STAGE + 1))

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("section_class", context.tr("class_card.title"), parent)
        self._context = context
        self.deal = DealPart(context, self)
        self.key_person = KeyPersonPart(context, self)
        self.sentences = SentencesPart(context, self)
        self.changes = ChangesPart(context, self)
        halves = QWidget(self)
        self._halves = QBoxLayout(WAYS.TopToBottom, halves)
        self._halves.setContentsMargins(0, 0, 0, 0)
        self._halves.setSpacing(theme().px(24))
        self._halves.addWidget(self.deal, 1)
        self._halves.addWidget(self.key_person, 1)
        for widget in (halves, Hairline(self), self.sentences, self.changes):
            self.body.addWidget(widget)

    def show_purchase(self, purchase: Purchase) -> None:
        """Judge a purchase and show it."""
        plan, catalogue, project = purchase.plan, purchase.reading.catalogue, purchase.project
        deal = deal_class.judge(plan, project.id, catalogue)
        judged = key_person_class.judge_project(plan, project.id, catalogue)
        names = (deal_badge(self._context, deal).words, kp_badge(self._context, judged).words)
        self.show_title(self._context.tr("class_card.title"), " · ".join(names))
        self.deal.show_judgement(purchase.reading, deal)
        self.key_person.show_judgement(purchase.reading, judged)
        self.sentences.show_project(purchase.reading, project, judged)
        self.changes.show_project(purchase.reading, project)

    def focus_field(self, record_id: int, field: str) -> QWidget | None:
        """Bring a lamp, a standard or a sentence into hand."""
        if self.deal.lamps.record is not None and self.deal.lamps.record.id == record_id:
            return self.deal.focus_field(field) or self.sentences.focus_field(field)
        return self.key_person.focus_field(record_id, field)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= theme().px(SIDE_BY_SIDE_FROM)
        self._halves.setDirection(WAYS.LeftToRight if beside else WAYS.TopToBottom)
