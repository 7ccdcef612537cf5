"""The first half minute of the log: whose, what kind, the text, and what is understood of it while one types."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktopcrm.domain.begun import Draft
from desktopcrm.domain.debrief_types import Meaning
from desktopcrm.errors import UserError
from ui.context import Context
from ui.dialogs.log_account import AccountLine
from ui.dialogs.log_chips import LogChips
from ui.dialogs.log_text import LogText
from ui.models.log_reading import ChipView, LogReading
from ui.theme import theme
from ui.widgets.button import Button, Kind
from ui.widgets.card_list import CardItem
from ui.widgets.flow import FlowRow
from ui.widgets.inputs import Choice
from ui.widgets.label import DIM, SMALL, Label
from ui.widgets.offer_list import OfferList
from ui.widgets.tabs import SegmentedChoice

SIGNS = {"en": "@#$!+?", "zh": "@#￥!+?"}
NAMES_WIDTH = 460
MEANT = ("person", "need", "money", "day", "promise", "question")


class LogFirst(QWidget):
    """`stored()`: Enter. What is written lives in the `LogReading`."""

    stored = Signal()
    account_wanted = Signal(int)
    read = Signal()

    def __init__(self, context: Context, reading: LogReading, host: QWidget) -> None:
        super().__init__(host)
        self._context, self._reading = context, reading
        tr = context.tr
        self.names = OfferList("log_names", tr("log.names"), host.window())
        self._accounts = OfferList("log_accounts", tr("log.account"), host.window())
        self.account = AccountLine(context, self._accounts, self)
        self._project = Choice("log_project", tr("log.project"), (), self)
        self._day = Label("", DIM, self)
        self._day.setObjectName("log_day")
        kinds = [
            (one.key, one.label[context.lang]) for one in context.app.desk.catalogue.options("activity_kind")
        ]
        self.kinds = SegmentedChoice("log_kind", tr("log.kind"), kinds, self)
        self.text = LogText(tr("log.text"), tr("log.text_hint"), self.names, self)
        self.chips = LogChips(tr, self.text, self)
        self._status = Label("", SMALL.but(ink="warn", wrap=True), self)
        self._status.setObjectName("log_status")
        self._signs = self._make_signs()
        self._lay_out()
        self._connect()

    def begin(self, draft: Draft) -> None:
        """Show what was chosen and what was being written."""
        reading = self._reading
        plan = reading.plan
        self.account.show_account(plan.account.name if plan else "")
        projects = reading.projects()
        self._project.set_options([(str(key), name) for key, name in projects], str(reading.project_id))
        self._project.setVisible(len(projects) > 1)
        for part in (self.kinds, self.text):
            part.setEnabled(plan is not None)
        self.text.blockSignals(True)
        self.text.setPlainText(draft.text)
        self.text.blockSignals(False)
        self.text.updateGeometry()
        cursor = self.text.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.text.setTextCursor(cursor)
        self._show()

    def first_stop(self) -> QWidget:
        """Where to begin: the text, or the account while there is none."""
        return self.text if self._reading.plan is not None else self.account

    def choose_kind(self, number: int) -> bool:
        """The kind with this number (1 …); tells whether there is one."""
        options = self._context.app.desk.catalogue.options("activity_kind")
        if not 1 <= number <= len(options) or self._reading.plan is None:
            return False
        self._reading.choose_kind(options[number - 1].key)
        self._show()
        return True

    def floating(self) -> tuple[OfferList, OfferList]:
        """What stands over the window while one types."""
        return self.names, self._accounts

    def put_away(self) -> None:
        """Nothing floats over the window any more."""
        for one in self.floating():
            one.hide()

    def _lay_out(self) -> None:
        unit = theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(unit(8))
        top = QHBoxLayout()
        top.setSpacing(unit(8))
        top.addWidget(self.account, 3)
        top.addWidget(self._project, 2)
        second = QHBoxLayout()
        second.addWidget(self.kinds)
        second.addStretch(1)
        second.addWidget(self._day)
        column.addLayout(top)
        column.addLayout(second)
        for part in (self.text, self.chips, self._status, self._signs):
            column.addWidget(part)

    def _connect(self) -> None:
        self.account.chosen.connect(self.account_wanted)
        self._project.chosen.connect(self._on_project)
        self.kinds.chosen.connect(self._on_kind)
        self.text.textChanged.connect(self._on_text)
        self.text.stored.connect(self.stored)
        self.text.name_typed.connect(self._offer_names)
        self.text.name_left.connect(self.names.hide)
        self.names.taken.connect(self._on_name)
        self.chips.corrected.connect(self._on_corrected)
        self.chips.described.connect(self._describe)
        self.chips.left.connect(lambda: self.text.setFocus(Qt.FocusReason.OtherFocusReason))

    def _make_signs(self) -> FlowRow:
        """The six marks, for whoever is new to them; a click writes one."""
        row = FlowRow(self, 2)
        for sign, what in zip(SIGNS[self._context.lang], MEANT, strict=True):
            words = f"{sign} {self._context.tr(f'log.sign_{what}')}"
            button = Button(f"log_sign_{what}", words, "", Kind.GHOST, row).dense()
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(partial(self._write_sign, sign))
            row.add(button)
        return row

    def _write_sign(self, sign: str, _checked: bool = False) -> None:
        if self._reading.plan is not None:
            self.text.insert_mark(sign)

    def _on_text(self) -> None:
        self._reading.write(self.text.toPlainText())
        self._show()

    def _on_project(self, key: str) -> None:
        self._reading.choose_project(int(key) if key.isdigit() else None)
        self._show()

    def _on_kind(self, key: str) -> None:
        self._reading.choose_kind(key)
        self._show()

    def _on_corrected(self, key: str, meaning: Meaning) -> None:
        self._reading.correct(key, meaning)
        self._show()

    def _show(self) -> None:
        """Chips, kind and day as the text now says."""
        reading = self._reading
        self.kinds.set_key(reading.kind)
        today = self._context.app.desk.today()
        day = reading.spoken(reading.day)
        self._day.setText(self._context.tr("log.today", day=day) if reading.day == today else day)
        views = (
            [one for one in reading.chips() if not self._is_begun(one)] if reading.plan is not None else []
        )
        self.chips.show_views(views)
        self.chips.setVisible(bool(views))
        self._describe(next((one.problem for one in views if one.problem and not one.suggested), ""))
        self.read.emit()

    def _is_begun(self, view: ChipView) -> bool:
        """A name that is being completed is no problem yet."""
        return bool(view.problem and self.names.items()) and view.end == self.text.textCursor().position()

    def _describe(self, problem: str) -> None:
        self._status.setText(problem)
        self._status.setVisible(bool(problem))

    def _offer_names(self, typed: str) -> None:
        if self._reading.plan is None or not self.text.hasFocus():
            return
        names = self._reading.scope.names
        found = names.begun(typed)
        done = len(found) == 1 and names.is_whole(typed)
        items = [
            CardItem(number, who.name, aside=who.title, picture="person")
            for number, who in enumerate(names.people, 1)
            if who in found
        ]
        order = {who.uid: place for place, who in enumerate(found)}
        items.sort(key=lambda one: order[names.people[one.id - 1].uid])
        self.names.offer([] if done else items, self.text.caret_corner(), NAMES_WIDTH)
        self._show()

    def _on_name(self, number: int) -> None:
        self.names.hide()
        self.text.complete(self._reading.scope.names.people[number - 1].name)

    def attempt_account(self, account_id: int, draft: Draft) -> bool:
        """Take another account; tells whether it is there."""
        try:
            self._reading.choose_account(account_id, draft)
        except UserError as error:
            self._context.say_error(error)
            return False
        self.begin(draft)
        return True
