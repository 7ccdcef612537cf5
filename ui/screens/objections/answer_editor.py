"""Wording an answer in place: what is said, when it fits, for whom. Ctrl+Enter stores, Esc gives up."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktopcrm.domain.practice import Answer
from desktopcrm.errors import UserError
from desktopcrm.services.objection_deck import AnswerText
from ui.context import Context
from ui.theme import theme
from ui.widgets.button import Button, Kind
from ui.widgets.inputs import Choice, TextBlock, TextLine
from ui.widgets.keycap import KeyCaps
from ui.widgets.label import SMALL, Label

RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class AnswerEditor(QWidget):
    """`stored(AnswerText)`; whoever listens answers with `refuse` or takes the editor away. `given_up()`."""

    stored = Signal(object)
    given_up = Signal()

    def __init__(self, context: Context, answer: Answer | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        tr, lang = context.tr, context.lang
        self.setObjectName("answer_editor")
        self.text = TextBlock("answer_text", tr("objections.your_words"), 8, self)
        self.text.setPlaceholderText(tr("objections.your_words"))
        self.situation = TextLine(
            "answer_situation", tr("objections.situation"), tr("objections.situation"), self
        )
        types = [
            (one.key, one.label[lang])
            for scheme in reversed(context.app.desk.catalogue.schemes)
            for one in scheme.type
        ]
        self.style_of = Choice(
            "answer_style", tr("objections.for_whom"), [("", tr("objections.anybody")), *types], self
        )
        self.stages = TextLine("answer_stages", tr("objections.stages"), tr("objections.stages"), self)
        self._error = Label("", SMALL.but(ink="bad", wrap=True), self)
        self._error.setObjectName("answer_error")
        self._error.hide()
        self._lay_out()
        if answer is not None:
            self.text.setPlainText(answer.text[lang])
            self.situation.setText(answer.situation[lang])
            self.style_of.set_key(answer.style)
            self.stages.setText(", ".join(map(str, answer.stages)))
        self.setFocusProxy(self.text)

    def refuse(self, error: UserError) -> None:
        """Say why it was not stored; what was typed stays."""
        self._error.setText(self._context.error_text(error))
        self._error.show()
        self.text.mark_wrong(error.key == "errors.answer_empty")
        self.stages.mark_wrong(error.key == "errors.stage_unknown")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif event.key() in RETURN and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._on_store()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        unit, tr = theme().px, self._context.tr
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(unit(8))
        column.addWidget(self.text)
        grid = QGridLayout()
        grid.setHorizontalSpacing(unit(8))
        grid.setVerticalSpacing(unit(8))
        grid.addWidget(self.situation, 0, 0, 1, 2)
        grid.addWidget(self.style_of, 1, 0)
        grid.addWidget(self.stages, 1, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        column.addWidget(self._error)
        row = QHBoxLayout()
        row.setSpacing(unit(8))
        store = Button("answer_store", tr("objections.store"), "", Kind.PRIMARY, self)
        store.clicked.connect(self._on_store)
        cancel = Button("answer_cancel", tr("generic.cancel"), "", Kind.GHOST, self)
        cancel.clicked.connect(self.given_up)
        row.addWidget(store)
        row.addWidget(cancel)
        row.addStretch(1)
        row.addWidget(KeyCaps(["Ctrl+Enter"], self))
        column.addLayout(row)
        for line in (self.situation, self.stages):
            line.returnPressed.connect(self._on_store)

    def _on_store(self) -> None:
        typed = re.findall(r"\d+", self.stages.text())
        self.stored.emit(
            AnswerText(
                self.text.toPlainText(),
                self.situation.text(),
                self.style_of.key(),
                tuple(int(one) for one in typed),
            )
        )
