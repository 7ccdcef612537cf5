"""The card of one objection: what they say, what it means, how well it is mastered; below it the answers and how it went."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktopcrm.domain import numbers
from desktopcrm.domain.learning import Skill
from desktopcrm.domain.practice import Objection
from desktopcrm.errors import UserError
from ui.context import Context
from ui.dialogs.why import open_why
from ui.models.class_reading import rule_of
from ui.models.objection_book import Book
from ui.theme import Tone, Type, theme
from ui.widgets.button import Button, Kind
from ui.widgets.chip import Chip
from ui.widgets.flow import FlowRow
from ui.widgets.inputs import TextLine
from ui.widgets.label import DIM_PARAGRAPH, PARAGRAPH, SMALL, Label, LabelStyle
from ui.widgets.ladder import Ladder
from ui.widgets.surfaces import Card, clear_layout
from ui.widgets.why_panel import WhyData

SAYING = LabelStyle(kind=Type.HEADING, weight=700, wrap=True)
MEANING = LabelStyle(wrap=True, weight=600, ink="accent")


class HeadCard(Card):
    """`practise_asked()`, `heard_asked()`."""

    practise_asked = Signal()
    heard_asked = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._context = context
        self._book: Book | None = None
        self._objection: Objection | None = None
        self.setObjectName("objection_head")
        tr = context.tr
        self._said = Label("", SAYING, self)
        self._said.setObjectName("objection_said")
        self.body.addWidget(self._said)
        self._edit_label = TextLine("own_label", tr("objections.own_label"), tr("objections.own_label"), self)
        self._edit_means = TextLine("own_means", tr("objections.own_means"), tr("objections.own_means"), self)
        self._error = Label("", SMALL.but(ink="bad", wrap=True), self)
        for widget in (self._edit_label, self._edit_means, self._error):
            self.body.addWidget(widget)
            widget.hide()
        for line in (self._edit_label, self._edit_means):
            line.returnPressed.connect(self._store_own)
        self._means = Label("", MEANING, self)
        self.body.addWidget(self._means)
        self._add_standing()
        self._more = QVBoxLayout()
        self._more.setSpacing(theme().px(6))
        self.body.addLayout(self._more)

    def show_objection(self, book: Book, objection: Objection) -> None:
        """Show a card, or the same one again after a change."""
        if self._objection is None or self._objection.key != objection.key:
            self.close_editor()
        self._book, self._objection = book, objection
        lang = book.lang
        self._said.setText(self._context.tr("objections.quoted", words=objection.label[lang]))
        self.setAccessibleName(objection.label[lang])
        self._means.setText(objection.means[lang])
        self._means.setVisible(bool(objection.means[lang]) and not self.is_editing())
        self._show_standing(book, book.skills[objection.key])
        self._own.setVisible(objection.is_own)
        clear_layout(self._more)
        if objection.about[lang]:
            self._add_more(self._context.tr("objections.about"), objection.about[lang])
        if objection.says:
            quoted = [self._context.tr("objections.quoted", words=one[lang]) for one in objection.says]
            self._add_more(self._context.tr("objections.also_heard"), "  ".join(quoted))
        if objection.opens:
            words = self._context.tr(f"objections.leads_{objection.opens}")
            self._add_more(self._context.tr("objections.leads_on"), words)

    def is_editing(self) -> bool:
        return not self._edit_label.isHidden()

    def edit_own(self) -> None:
        """Word an own objection differently, in place."""
        objection = self._objection
        if objection is None or not objection.is_own:
            return
        lang = self._context.lang
        self._edit_label.setText(objection.label[lang])
        self._edit_means.setText(objection.means[lang])
        self._swap(editing=True)
        self._edit_label.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_editor(self) -> None:
        """Back to reading."""
        self._swap(editing=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_editing():
            self.close_editor()
            self._edit.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _swap(self, editing: bool) -> None:
        for widget in (self._edit_label, self._edit_means):
            widget.setVisible(editing)
        self._said.setVisible(not editing)
        self._means.setVisible(not editing and bool(self._means.text()))
        self._error.hide()
        self._edit_label.mark_wrong(False)

    def _store_own(self) -> None:
        objection = self._objection
        if objection is None:
            return
        deck = self._context.app.objections.deck
        try:
            deck.edit_own(objection.key, self._edit_label.text(), self._edit_means.text())
        except UserError as error:
            self._error.setText(self._context.error_text(error))
            self._error.show()
            self._edit_label.mark_wrong(True)
            return
        self.close_editor()
        self._context.say_undo(self._context.tr("objections.said_worded"))

    def _remove_own(self) -> None:
        objection = self._objection
        deck = self._context.app.objections.deck
        if objection is not None and self._context.attempt(lambda: deck.remove_own(objection.key)):
            words = self._context.tr("objections.said_taken_out", name=objection.label[self._context.lang])
            self._context.say_undo(words)

    def _add_standing(self) -> None:
        tr = self._context.tr
        row = FlowRow(self, 10)
        self._ladder = Ladder("objection_ladder", "", self)
        self._stage = Chip("", Tone.NEUTRAL, parent=self)
        why = Button("why_stage", tr("objections.why"), "circle-question-mark", Kind.GHOST, self).dense()
        why.clicked.connect(lambda: self._show_why(why))
        practise = Button("practise_this", tr("objections.practise_this"), "dumbbell", parent=self).dense()
        practise.clicked.connect(self.practise_asked)
        heard = Button("heard_this", tr("objections.i_heard_it"), "ear", parent=self).dense()
        heard.clicked.connect(self.heard_asked)
        for widget in (self._ladder, self._stage, why, practise, heard):
            row.add(widget)
        self.body.addWidget(row)
        self._own = FlowRow(self)
        self._edit = Button("edit_own_objection", tr("objections.edit"), "pencil", Kind.GHOST, self).dense()
        self._edit.clicked.connect(self.edit_own)
        remove = Button("remove_own_objection", tr("objections.remove"), "trash-2", Kind.GHOST, self).dense()
        remove.clicked.connect(self._remove_own)
        self._own.add(self._edit)
        self._own.add(remove)
        self.body.addWidget(self._own)
        self._next = Label("", SMALL.but(wrap=True), self)
        self.body.addWidget(self._next)

    def _show_standing(self, book: Book, skill: Skill) -> None:
        words = book.stage_words(skill.stage)
        self._ladder.set_stage(skill.stage, words)
        tones = (Tone.NEUTRAL, Tone.WARN, Tone.ACCENT, Tone.GOOD)
        self._stage.show_chip(words, tones[skill.stage - 1])
        self._next.setText(f"{self._context.tell(skill.why)} {self._context.tell(skill.next)}")

    def _show_why(self, anchor: QWidget) -> None:
        book, objection = self._book, self._objection
        if book is None or objection is None:
            return
        skill = book.skills[objection.key]
        rules = dict.fromkeys((skill.rule, "learning_falls"))
        moves = tuple(
            self._context.tr(
                "objections.move",
                day=numbers.show_day(one.day, book.lang),
                before=one.before,
                after=one.after,
            )
            for one in reversed(skill.moves)
        )
        data = WhyData(
            book.stage_words(skill.stage),
            reasons=(self._context.tell(skill.why), *moves),
            changes=(self._context.tell(skill.next),),
            rules=tuple(rule_of(self._context, key) for key in rules),
        )
        no_account = self._context.app.rivals.plan()  # it names no fact to jump to
        open_why(self._context, no_account, data, anchor)

    def _add_more(self, title: str, words: str) -> None:
        self._more.addWidget(Label(title, SMALL.but(weight=600), self))
        style = PARAGRAPH if title == self._context.tr("objections.about") else DIM_PARAGRAPH
        self._more.addWidget(Label(words, style, self))
