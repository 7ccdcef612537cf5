"""“I heard it”: at whom, from whom, about which purchase, what was answered, what came of it. Keyboard first: Tab walks,
arrows choose, Enter stores, Esc puts it away.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktopcrm.domain import numbers, stages
from desktopcrm.domain.practice import Objection
from desktopcrm.errors import UserError
from desktopcrm.services.objections import NewRejection
from ui.context import Context
from ui.theme import theme
from ui.widgets.button import Button, Kind
from ui.widgets.completion import complete
from ui.widgets.flow import FlowRow
from ui.widgets.inputs import Choice, TextLine
from ui.widgets.label import SMALL, Label
from ui.widgets.surfaces import Card
from ui.widgets.tabs import SegmentedChoice

YES, NO = "yes", "no"
RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class HeardPanel(Card):
    """`noted(Noted)` once it is stored."""

    noted = Signal(object)
    closed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent=parent)
        self._context = context
        self._objection: Objection | None = None
        self._account_id = 0
        self._accounts: dict[int, str] = {}
        self.setObjectName("heard_panel")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._make_inputs()
        self._lay_out()
        self.hide()

    def open_for(self, objection: Objection, account_id: int = 0) -> None:
        """Ask about an objection; the account of the last time is offered again."""
        self._objection = objection
        tr, lang = self._context.tr, self._context.lang
        title = tr("objections.heard_title")
        self.title.show_title(title, objection.label[lang])
        self.setAccessibleName(f"{title}: {objection.label[lang]}")
        answers = [(one.key, one.situation[lang] or one.text[lang]) for one in objection.answer]
        self.answer.set_options([("", tr("objections.another_answer")), *answers])
        is_material = objection.opens == "next_step"
        for widget in (self._back_label, self.come_back):
            widget.setVisible(is_material)
        self._say("")
        self._accounts = self._live_accounts()
        complete(self.account, list(self._accounts.values()))
        if account_id in self._accounts:
            self.account.setText(self._accounts[account_id])
        self._on_account()
        self._show_come_back()
        self.show()
        target = self.account if not self._account_id else self.person
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        elif event.key() in RETURN:
            self.store()
        else:
            super().keyPressEvent(event)

    def put_away(self) -> None:
        """Close without storing; what was typed stays for the next time."""
        self.hide()
        self.closed.emit()

    def store(self) -> None:
        """Write it down, or say what is missing."""
        objection = self._objection
        if objection is None:
            return
        if not self._account_id:
            self._refuse_account()
            return
        try:
            noted = self._context.app.objections.heard(self._wanted(objection))
        except UserError as error:
            self._say(self._context.error_text(error))
            return
        self._clear()
        self.hide()
        self.noted.emit(noted)

    def account_id(self) -> int:
        """The account that is written there, 0 where it is none."""
        return self._account_id

    def _wanted(self, objection: Objection) -> NewRejection:
        today = self._context.app.desk.today()
        day, back = self.day.text().strip(), self.come_back.text().strip()
        looked = self.looked.key()
        return NewRejection(
            self._account_id,
            objection.key,
            int(self.person.key()) if self.person.key() else None,
            int(self.project.key()) if self.project.key() else None,
            self.answer.key(),
            self.result.key(),
            None if not looked else looked == YES,
            self.words.text().strip(),
            numbers.read_day(day, today) if day else None,
            numbers.read_day(back, today) if back and objection.opens == "next_step" else None,
        )

    def _live_accounts(self) -> dict[int, str]:
        """Id → name."""
        every = self._context.app.records.of_kind("account")
        return {one.id: one.name for one in every if one.archived_at is None}

    def _on_account(self) -> None:
        """Offer the people and purchases of the account that is written there, by its name or a clear part of it."""
        found = self._meant(self.account.text().strip().casefold())
        if found:
            self.account.mark_wrong(False)
            self._say("")
        if found != self._account_id:
            self._account_id = found
            self._offer(found)

    def _meant(self, text: str) -> int:
        """The account that a text means, 0 where it is none or not clear."""
        exact = [key for key, name in self._accounts.items() if name.casefold() == text]
        part = [key for key, name in self._accounts.items() if text and text in name.casefold()]
        those = exact or part
        return those[0] if len(those) == 1 else 0

    def _refuse_account(self) -> None:
        """Say why nothing can be noted down yet."""
        text = self.account.text().strip()
        sentence = self._context.tr("objections.which_account")
        try:
            if text:
                self._context.app.accounts.find(text)
        except UserError as error:
            sentence = self._context.error_text(error)
        self._say(sentence)
        self.account.mark_wrong(True)
        self.account.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self, account_id: int) -> None:
        tr, lang = self._context.tr, self._context.lang
        people: list[tuple[str, str]] = [("", tr("objections.nobody_named"))]
        projects: list[tuple[str, str]] = [("", tr("objections.no_purchase"))]
        running = []
        if account_id:
            plan = self._context.app.desk.plan(account_id)
            people += [(str(one.id), one.name) for one in plan.of("person")]
            for one in plan.of("project"):
                course = stages.course(plan.course_of(one.id), plan.day)
                short = self._context.app.desk.catalogue.stage(course.stage).short[lang]
                projects.append((str(one.id), f"{one.name} · {course.stage} {short}"))
                if course.is_open:
                    running.append(str(one.id))
        self.person.set_options(people)
        self.project.set_options(projects, running[0] if len(running) == 1 else "")

    def _show_come_back(self) -> None:
        day = self._context.app.objections.come_back()
        self.come_back.setPlaceholderText(numbers.show_day(day, self._context.lang))

    def _make_inputs(self) -> None:
        tr, catalogue = self._context.tr, self._context.app.desk.catalogue
        lang = self._context.lang
        self.account = TextLine(
            "heard_account", tr("objections.account"), tr("objections.account_hint"), self
        )
        self.account.textChanged.connect(lambda _text: self._on_account())
        self.person = Choice("heard_person", tr("objections.person"), (), self)
        self.project = Choice("heard_project", tr("objections.project"), (), self)
        self.answer = Choice("heard_answer", tr("objections.answer"), (), self)
        results = [(one.key, one.label[lang]) for one in catalogue.options("rejection_result")]
        self.result = SegmentedChoice("heard_result", tr("objections.result"), results, self)
        looked = [(NO, tr("objections.without_card")), (YES, tr("objections.with_card"))]
        self.looked = SegmentedChoice("heard_looked", tr("objections.looked"), looked, self)
        self.words = TextLine("heard_words", tr("objections.words"), tr("objections.words_hint"), self)
        self.day = TextLine("heard_day", tr("objections.day"), tr("objections.day_hint"), self)
        self.come_back = TextLine("heard_come_back", tr("objections.come_back"), "", self)
        self._error = Label("", SMALL.but(ink="bad", wrap=True), self)
        self._error.setObjectName("heard_error")
        self._offer(0)

    def _lay_out(self) -> None:
        unit, tr = theme().px, self._context.tr
        grid = QGridLayout()
        grid.setHorizontalSpacing(unit(10))
        grid.setVerticalSpacing(unit(6))
        rows = (
            (tr("objections.account"), self.account, tr("objections.person"), self.person),
            (tr("objections.project"), self.project, tr("objections.answer"), self.answer),
            (tr("objections.words"), self.words, tr("objections.day"), self.day),
        )
        for row, (one, first, other, second) in enumerate(rows):
            grid.addWidget(self._caption(one), row * 2, 0)
            grid.addWidget(first, row * 2 + 1, 0)
            grid.addWidget(self._caption(other), row * 2, 1)
            grid.addWidget(second, row * 2 + 1, 1)
        self._back_label = self._caption(tr("objections.come_back"))
        results = FlowRow(self, 16)
        results.add(self._captioned(tr("objections.result"), self.result))
        results.add(self._captioned(tr("objections.looked"), self.looked))
        grid.addWidget(results, 6, 0, 1, 2)
        grid.addWidget(self._back_label, 7, 0)
        grid.addWidget(self.come_back, 8, 0)
        for column in range(2):
            grid.setColumnStretch(column, 1)
        self.body.addLayout(grid)
        self.body.addWidget(self._error)
        self.body.addLayout(self._buttons())

    def _caption(self, words: str) -> Label:
        return Label(words, SMALL, self)

    def _captioned(self, words: str, widget: QWidget) -> QWidget:
        box = QWidget(self)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(6))
        column.addWidget(self._caption(words))
        column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
        return box

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        store = Button("heard_store", self._context.tr("objections.note_down"), "", Kind.PRIMARY, self)
        store.clicked.connect(self.store)
        cancel = Button("heard_cancel", self._context.tr("generic.cancel"), "", Kind.GHOST, self)
        cancel.clicked.connect(self.put_away)
        row.addWidget(store)
        row.addWidget(cancel)
        row.addStretch(1)
        return row

    def _clear(self) -> None:
        """Ready for the next one; the account stays."""
        for line in (self.words, self.day, self.come_back):
            line.setText("")
        for choice in (self.result, self.looked):
            choice.set_key("")
        self.person.set_key("")

    def _say(self, sentence: str) -> None:
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
