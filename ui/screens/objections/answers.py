"""The answers to one objection: all of them, or for a kind of person and a stage in the order in which to try them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktopcrm.domain.catalogue import OWN_PREFIX
from desktopcrm.domain.practice import Answer, Objection
from desktopcrm.domain.rejections import Best, Moment
from desktopcrm.errors import UserError
from desktopcrm.services.objection_deck import AnswerText
from ui.context import Context
from ui.models.objection_book import Book
from ui.screens.objections.answer_editor import AnswerEditor
from ui.screens.objections.answer_view import AnswerLine, AnswerView
from ui.theme import Type, theme
from ui.widgets.button import Button, Kind
from ui.widgets.flow import FlowRow
from ui.widgets.inputs import Choice
from ui.widgets.label import DIM_PARAGRAPH, SMALL, Label
from ui.widgets.surfaces import Card

WALK = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
ALL = ""


class AnswersCard(Card):
    """Up and Down walk; what is being worded stays open while the page looks again. `opened(editor)`."""

    opened = Signal(QWidget)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.tr("objections.answers"), parent=parent)
        self._context = context
        self._book: Book | None = None
        self._objection: Objection | None = None
        self._views: dict[str, AnswerView] = {}
        self.new: AnswerEditor | None = None
        self._make_filter()
        self._empty = Label(context.tr("objections.no_answers"), DIM_PARAGRAPH, self)
        self.body.addWidget(self._empty)
        self._column = QVBoxLayout()
        self._column.setSpacing(theme().px(8))
        self.body.addLayout(self._column)
        self.add = Button("add_answer", context.tr("objections.add_answer"), "plus", Kind.GHOST, self).dense()
        self.add.clicked.connect(self.start_new)
        self.body.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_objection(self, book: Book, objection: Objection) -> None:
        """Show an objection's answers, or the same ones again after a change."""
        if self._objection is not None and self._objection.key != objection.key:
            self._close_new()
        self._book, self._objection = book, objection
        self.setObjectName(f"answers_{objection.key}")
        lines = self._lines(book, objection)
        wanted = [line.answer.key for line in lines]
        held = self._drop([key for key in self._views if key not in wanted])
        for place, line in enumerate(lines):
            view = self._views.get(line.answer.key) or self._made(line)
            view.show_line(line)
            self._column.removeWidget(view)
            self._column.insertWidget(place, view)
        self._empty.setVisible(not lines and self.new is None)
        self._filter.setVisible(len(lines) > 1)
        if held:
            target: QWidget = next(iter(self.in_order()), self.add)
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop(self, gone: list[str]) -> bool:
        """Put answers away that are no longer there; tells whether the keyboard was in one of them."""
        held = False
        for key in gone:
            view = self._views.pop(key)
            held = held or view.hasFocus() or view.isAncestorOf(QApplication.focusWidget() or self)
            view.hide()
            view.deleteLater()
        return held

    def view(self, key: str) -> AnswerView | None:
        """The view of an answer."""
        return self._views.get(key)

    def open_line(self, name: str) -> None:
        """What was being worded is worded on."""
        if name == "answer_editor":
            self.start_new()

    def start_new(self) -> None:
        """Word one more answer."""
        if self.new is None:
            self.new = AnswerEditor(self._context, None, self)
            self.new.stored.connect(self._on_new)
            self.new.given_up.connect(self._close_new)
            self.body.insertWidget(self.body.indexOf(self.add), self.new)
            self.add.hide()
            self._empty.hide()
            self.opened.emit(self.new)
        self.new.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = WALK.get(Qt.Key(event.key()), 0)
        order = self.in_order()
        focused = self.focusWidget()
        if step and isinstance(focused, AnswerView) and focused in order:
            place = order.index(focused) + step
            if 0 <= place < len(order):
                order[place].setFocus(Qt.FocusReason.TabFocusReason)
                return
        super().keyPressEvent(event)

    def _lines(self, book: Book, objection: Objection) -> list[AnswerLine]:
        stage, style = self.stage.key(), self.style_of.key()
        if not stage and not style:
            return [self._line(book, objection, one, None) for one in objection.answer]
        moment = Moment(int(stage) if stage else 0, (style,) if style else ())
        ranked = book.ranked(objection, moment)
        return [
            self._line(book, objection, one.answer, (one, place == 0)) for place, one in enumerate(ranked)
        ]

    def _line(
        self, book: Book, objection: Objection, answer: Answer, found: tuple[Best, bool] | None
    ) -> AnswerLine:
        tally = book.of_answer(objection, answer)
        note = self._context.tell(found[0].why) if found else book.used(tally)
        own = answer.key.startswith(OWN_PREFIX)
        chips = tuple(words for words in (book.style(answer.style), book.stages(answer)) if words)
        return AnswerLine(answer, chips, note, bool(found and found[1]), answer.is_own and not own, own)

    def _made(self, line: AnswerLine) -> AnswerView:
        view = AnswerView(self._context, line, self)
        view.stored.connect(self._on_stored)
        view.taken_back.connect(self._on_taken_back)
        view.opened.connect(self.opened)
        view.copied.connect(lambda: self._context.say(self._context.tr("objections.said_copied")))
        self._views[line.answer.key] = view
        return view

    def in_order(self) -> list[AnswerView]:
        """The answers as they are shown."""
        items = (self._column.itemAt(place) for place in range(self._column.count()))
        found = (item.widget() for item in items if item is not None)
        return [widget for widget in found if isinstance(widget, AnswerView)]

    def _make_filter(self) -> None:
        tr, catalogue, lang = self._context.tr, self._context.app.desk.catalogue, self._context.lang
        types = [(one.key, one.label[lang]) for scheme in reversed(catalogue.schemes) for one in scheme.type]
        stages = [(str(one.number), f"{one.number}  {one.short[lang]}") for one in catalogue.stages]
        label = tr("objections.for_whom")
        self.style_of = Choice("moment_style", label, [(ALL, tr("objections.all_people")), *types], self)
        self.stage = Choice(
            "moment_stage", tr("objections.when"), [(ALL, tr("objections.all_stages")), *stages], self
        )
        row = self._filter = FlowRow(self)
        row.add(Label(tr("objections.which_first"), SMALL.but(kind=Type.DENSE), self))
        for choice in (self.style_of, self.stage):
            choice.chosen.connect(lambda _key: self._again())
            row.add(choice)
        self.body.addWidget(row)

    def _again(self) -> None:
        if self._book is not None and self._objection is not None:
            self.show_objection(self._book, self._objection)

    def _on_stored(self, key: str, wanted: AnswerText) -> None:
        view = self._views[key]
        try:
            self._context.app.objections.deck.edit_answer(key, wanted)
        except UserError as error:
            if view.editor is not None:
                view.editor.refuse(error)
            return
        view.close_editor()
        self._context.say_undo(self._context.tr("objections.said_changed"))

    def _on_new(self, wanted: AnswerText) -> None:
        objection = self._objection
        if objection is None or self.new is None:
            return
        try:
            self._context.app.objections.deck.add_answer(objection.key, wanted)
        except UserError as error:
            self.new.refuse(error)
            return
        self._close_new()
        self._context.say_undo(self._context.tr("objections.said_added"))

    def _close_new(self) -> None:
        if self.new is None:
            return
        self.new.hide()
        self.new.deleteLater()
        self.new = None
        self.add.show()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self._empty.setVisible(not self._views)

    def _on_taken_back(self, key: str) -> None:
        deck = self._context.app.objections.deck
        own = key.startswith(OWN_PREFIX)
        if self._context.attempt(lambda: deck.remove_answer(key) if own else deck.reset_answer(key)):
            words = "objections.said_answer_removed" if own else "objections.said_reset"
            self._context.say_undo(self._context.tr(words))
