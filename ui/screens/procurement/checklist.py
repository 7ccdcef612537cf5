"""The checklist of the stage in view: answers by one key, note and day in place, own items at the foot."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktopcrm.domain import numbers
from desktopcrm.domain.catalogue import Item
from desktopcrm.domain.records import Fact, Observation
from desktopcrm.errors import UserError
from ui.context import Context
from ui.screens.procurement.purchase import Purchase
from ui.theme import theme
from ui.widgets.button import Button, Kind
from ui.widgets.check_list import CheckList
from ui.widgets.check_row_view import CheckLine, CheckWords
from ui.widgets.inputs import TextLine
from ui.widgets.label import SMALL, Label
from ui.widgets.surfaces import Card

STATES = ("yes", "doing", "no", "na")
FIRST_STATE = "doing"
"""What a note on an untouched item means."""


class ChecklistCard(Card):
    """Shows and answers; every answer is one undoable step."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.tr("procurement.checklist"), " ", parent)
        self._context = context
        self._purchase: Purchase | None = None
        tr = context.tr
        words = CheckWords(
            tuple((key, tr(f"procurement.state_{key}")) for key in STATES),
            tr("procurement.mandatory"),
            tr("procurement.why"),
            tr("procurement.note"),
            tr("procurement.note_hint"),
            tr("procurement.answer_day"),
            tr("procurement.answer_day"),
            tr("procurement.remove_item"),
        )
        self.list = CheckList("checklist", tr("procurement.checklist"), words, self)
        self.list.state_chosen.connect(self._on_state)
        self.list.note_stored.connect(self._on_note)
        self.list.removal_asked.connect(self._on_remove)
        self.body.addWidget(self.list)
        self.body.addWidget(self._add_line())
        self._keys = Label(tr("procurement.check_keys"), SMALL.but(wrap=True), self)
        self.body.addWidget(self._keys)

    def show_purchase(self, purchase: Purchase) -> None:
        """The items of the stage in view."""
        self._purchase = purchase
        progress = purchase.progress(purchase.stage)
        aside = self._context.tr("procurement.done_of", done=progress.done, total=progress.total)
        if purchase.stage > purchase.course.stage and purchase.course.is_open:
            aside += " · " + self._context.tr("procurement.ahead")
        self.title.show_title(purchase.label, aside)
        self.list.show_lines([self._line(purchase, item) for item in purchase.shown.item])

    def take(self, key: str) -> bool:
        """Give an item the focus."""
        return self.list.take(key)

    def _add_line(self) -> QWidget:
        tr = self._context.tr
        host = QWidget(self)
        row = QHBoxLayout(host)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        self._new = TextLine("new_item", tr("procurement.new_item"), tr("procurement.new_item"), host)
        self._new.returnPressed.connect(self._on_add)
        self._mandatory = Button("new_item_mandatory", tr("procurement.mandatory"), "minus", Kind.GHOST, host)
        self._mandatory.setCheckable(True)
        self._mandatory.toggled.connect(
            lambda on: self._mandatory.set_words(tr("procurement.mandatory"), "check" if on else "minus")
        )
        add = Button("add_item", tr("procurement.add"), "plus", Kind.SECONDARY, host)
        add.clicked.connect(self._on_add)
        row.addWidget(self._new, 1)
        row.addWidget(self._mandatory)
        row.addWidget(add)
        self.list.left_below.connect(lambda: self._new.setFocus(Qt.FocusReason.TabFocusReason))
        return host

    def _line(self, purchase: Purchase, item: Item) -> CheckLine:
        tr, lang = self._context.tr, purchase.reading.lang
        fact = purchase.plan.fact(purchase.project.id, item.field)
        chips = {"rep": tr("procurement.own"), "ours": tr("procurement.ours")}
        return CheckLine(
            item.key,
            item.label[lang],
            fact.value if fact else "",
            item.mandatory,
            chips.get(item.origin, ""),
            item.is_own,
            self._remark(purchase, fact),
            fact.note if fact else "",
            fact.seen_on.isoformat() if fact else "",
            item.why[lang],
        )

    def _remark(self, purchase: Purchase, fact: Fact | None) -> str:
        if fact is None:
            return ""
        parts = (purchase.reading.day(fact.seen_on), purchase.reading.source(fact), fact.note)
        return " · ".join(part for part in parts if part)

    def _on_state(self, key: str, state: str) -> None:
        purchase = self._purchase
        if purchase is None:
            return
        projects, project_id = self._context.app.projects, purchase.project.id
        item = purchase.reading.catalogue.item(key)
        fact = purchase.plan.fact(project_id, item.field) if item else None
        if state:
            seen = Observation(note=fact.note) if fact else Observation()
            self._context.attempt(lambda: projects.tick(project_id, key, state, seen))
        else:
            self._context.attempt(lambda: projects.untick(project_id, key))

    def _on_note(self, key: str, note: str, day: str) -> None:
        purchase, row = self._purchase, self.list.row(key)
        item = purchase.reading.catalogue.item(key) if purchase else None
        if purchase is None or row is None or item is None:
            return
        fact = purchase.plan.fact(purchase.project.id, item.field)
        try:
            seen_on = numbers.read_day(day, purchase.reading.today) if day else None
            seen = Observation(seen_on=seen_on, note=note)
            if fact is not None:
                self._context.app.facts.correct(fact.id, seen)
            else:
                self._context.app.projects.tick(purchase.project.id, key, FIRST_STATE, seen)
        except UserError as error:
            row.set_error(self._context.error_text(error))
            return
        row.close_note()

    def _on_add(self) -> None:
        text, purchase = self._new.text().strip(), self._purchase
        if not text or purchase is None:
            self._new.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        mandatory = self._mandatory.isChecked()
        added: list[str] = []
        if self._context.attempt(
            lambda: added.append(self._context.app.overlay.add_item(purchase.stage, text, mandatory))
        ):
            self._new.clear()
            self._mandatory.setChecked(False)
            # The list shows the new item once the change has gone round.
            QTimer.singleShot(0, self, lambda: self._new.setFocus(Qt.FocusReason.OtherFocusReason))
            self._context.say_undo(self._context.tr("procurement.said_item_added"))

    def _on_remove(self, key: str) -> None:
        if self._context.attempt(lambda: self._context.app.overlay.remove(key)):
            self._context.say_undo(self._context.tr("procurement.said_item_removed"))
