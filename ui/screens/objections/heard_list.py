"""How it went so far with one objection: a row for each time it was heard, unfolding to all that was noted."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktopcrm.domain import numbers
from desktopcrm.domain.heard import Heard
from desktopcrm.domain.practice import Objection
from ui.context import Context, Place
from ui.dialogs.record_panel import PanelSpec, RecordPanel
from ui.models.account_reading import TONES, Reading
from ui.models.objection_book import Book
from ui.theme import Tone, theme
from ui.widgets.button import Button, Kind
from ui.widgets.fold_list import FoldData, FoldList
from ui.widgets.label import DIM_PARAGRAPH, Label
from ui.widgets.surfaces import Card


class HeardList(Card):
    """`heard_asked()` where nothing was heard yet."""

    heard_asked = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.tr("objections.how_it_went"), parent=parent)
        self._context = context
        self._heard: dict[int, Heard] = {}
        self._objection: Objection | None = None
        self._empty = Label(context.tr("objections.not_heard_yet"), DIM_PARAGRAPH, self)
        self._first = Button("first_heard", context.tr("objections.i_heard_it"), "ear", parent=self).dense()
        self._first.clicked.connect(self.heard_asked)
        label = context.tr("objections.how_it_went")
        self.fold = FoldList("heard_rows", label, self._make_body, self)
        self.fold.remove_asked.connect(self._remove)
        self.body.addWidget(self._empty)
        self.body.addWidget(self._first, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.fold)

    def show_objection(self, book: Book, objection: Objection) -> None:
        """What was heard of it, newest first."""
        self._objection = objection
        found = book.heard_of(objection.key)
        self._heard = {one.record_id: one for one in found}
        tally = book.tallies.get(objection.key)
        self.title.show_title(
            self._context.tr("objections.how_it_went"), book.counted(tally) if tally and tally.heard else ""
        )
        self._empty.setVisible(not found)
        self._first.setVisible(not found)
        self.fold.show_rows([self._row(book, one) for one in found])
        for record_id, body in self.fold.bodies().items():
            self._show_body(record_id, body)

    def _row(self, book: Book, one: Heard) -> FoldData:
        stage = self._context.tr("objections.at_stage", stage=one.stage) if one.stage else ""
        detail = " · ".join(part for part in (one.person, stage, one.words) if part)
        option = book.catalogue.option("rejection_result", one.result) if one.result else None
        chips: tuple[tuple[str, Tone], ...] = ()
        if option is not None:
            chips = ((option.label[book.lang], TONES.get(option.tone, Tone.NEUTRAL)),)
        day = numbers.show_day(one.day, book.lang)
        return FoldData(one.record_id, one.account, detail, "company", (), chips, day)

    def _make_body(self, record_id: int) -> QWidget:
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(theme().px(8), theme().px(4), 0, theme().px(12))
        panel = RecordPanel(self._context, PanelSpec("rejection", with_name=False, with_own=False), body)
        column.addWidget(panel)
        go = Button(
            f"go_on_{record_id}", self._context.tr("objections.to_account"), "arrow-right", Kind.GHOST, body
        ).dense()
        go.clicked.connect(lambda: self._go_on(record_id))
        panel.extras.addWidget(go, 0, Qt.AlignmentFlag.AlignLeft)
        self._show_body(record_id, body)
        return body

    def _show_body(self, record_id: int, body: QWidget) -> None:
        one, panel = self._heard.get(record_id), body.findChild(RecordPanel)
        go = body.findChild(Button, f"go_on_{record_id}")
        if one is None or panel is None or go is None or self._objection is None:
            return
        plan = self._context.app.desk.plan(one.account_id)
        record = plan.records.get(record_id)
        if record is not None:
            panel.show_record(Reading.of(self._context, plan), record)
        opens = self._objection.opens
        go.set_words(
            self._context.tr(f"objections.open_{opens}")
            if opens
            else self._context.tr("objections.to_account")
        )

    def _go_on(self, record_id: int) -> None:
        one, objection = self._heard.get(record_id), self._objection
        if one is None or objection is None:
            return
        found = self._context.app.objections.follow_up(one.account_id, objection.key, one.project_id)
        self._context.go(Place("account", one.account_id, found.tab, found.focus))

    def _remove(self, record_id: int) -> None:
        if self._context.attempt(lambda: self._context.app.records.delete(record_id)):
            self._context.say_undo(self._context.tr("objections.said_removed"))
