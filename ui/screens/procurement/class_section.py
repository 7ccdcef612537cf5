"""The classes of a purchase in one card: deal class and key-person class side by side, the interview, the history.

Knows its parts and the rules that judge; writes nothing itself.
"""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from desktopcrm.domain.stages import LAST_STAGE
from ui.context import Context
from ui.models.class_reading import deal_badge, judged_deal, judged_kp, kp_badge
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
        self._shown: Purchase | None = None
        self._waits = False
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
        project = purchase.project
        deal, judged = judged_deal(purchase.reading, project.id), judged_kp(purchase.reading, project.id)
        names = (deal_badge(self._context, deal).words, kp_badge(self._context, judged).words)
        self.show_title(self._context.tr("class_card.title"), " · ".join(names))
        self.deal.show_judgement(purchase.reading, deal)
        self.key_person.show_judgement(purchase.reading, judged)
        same = self._shown is not None and self._shown.project.id == project.id
        self._shown, self._waits = purchase, True
        if same:
            self._show_rest()
        else:  # below what is in sight: filled in the idle moment after the picture
            QTimer.singleShot(0, self, self._show_rest)

    def _show_rest(self) -> None:
        purchase, waits = self._shown, self._waits
        self._waits = False
        if purchase is not None and waits:
            judged = judged_kp(purchase.reading, purchase.project.id)
            self.sentences.show_project(purchase.reading, purchase.project, judged)
            self.changes.show_project(purchase.reading, purchase.project)

    def take(self) -> None:
        """Go to the first lamp of which nothing is known."""
        self.deal.lamps.take()

    def focus_field(self, record_id: int, field: str) -> QWidget | None:
        """Bring a lamp, a standard or a sentence into hand."""
        self._show_rest()
        if self.deal.lamps.record is not None and self.deal.lamps.record.id == record_id:
            return self.deal.focus_field(field) or self.sentences.focus_field(field)
        return self.key_person.focus_field(record_id, field)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= theme().px(SIDE_BY_SIDE_FROM)
        self._halves.setDirection(WAYS.LeftToRight if beside else WAYS.TopToBottom)
