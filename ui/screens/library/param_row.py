"""One parameter of a rule: its words, an editor of its type, the shipped value, and the way back to it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktopcrm.domain.rulebook import Param
from desktopcrm.services.rules import worded
from ui.context import Context
from ui.theme import Tone, theme
from ui.widgets.button import Button, Kind
from ui.widgets.chip import Chip
from ui.widgets.inputs import Choice
from ui.widgets.label import DIM, PARAGRAPH, SMALL, Label
from ui.widgets.number_line import NumberLine
from ui.widgets.tabs import SegmentedChoice

Editor = NumberLine | SegmentedChoice | Choice


class ParamRow(QWidget):
    """`wanted(text)`: another value was handed over; `reset_asked()`."""

    wanted = Signal(str)
    reset_asked = Signal()

    def __init__(self, context: Context, param: Param, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self.param = context, param
        tr, unit = context.tr, theme().px
        self._shipped = tr("rules.shipped", value=worded(tr, context.lang, param, param.default))
        self.setObjectName(f"param_{param.key}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, unit(4), 0, unit(4))
        column.setSpacing(unit(4))
        column.addWidget(Label(param.label[context.lang], PARAGRAPH, self))
        column.addLayout(self._line())
        self._error = Label("", SMALL.but(ink="bad", wrap=True), self)
        self._error.setObjectName("param_error")
        self._error.hide()
        column.addWidget(self._error)

    def focus_editor(self) -> None:
        """Go to the editor."""
        self.editor.setFocus(Qt.FocusReason.TabFocusReason)
        if isinstance(self.editor, NumberLine):
            self.editor.selectAll()

    def show_value(self) -> None:
        """The value that holds, whatever was typed."""
        _show(self.editor, self.param.value)
        self.show_error("")

    def show_error(self, sentence: str) -> None:
        """Why a value was refused."""
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        if isinstance(self.editor, NumberLine):
            self.editor.mark_wrong(bool(sentence))

    def error(self) -> str:
        """The sentence of the refusal."""
        return self._error.text()

    def _line(self) -> QHBoxLayout:
        line, unit, param, tr = QHBoxLayout(), theme().px, self.param, self._context.tr
        line.setSpacing(unit(8))
        self.editor = self._make_editor()
        _show(self.editor, param.value)
        line.addWidget(self.editor)
        if param.type == "int" and param.unit[self._context.lang]:
            line.addWidget(Label(param.unit[self._context.lang], DIM, self))
        line.addStretch(1)
        if param.is_changed:
            line.addWidget(Chip(tr("library.changed"), Tone.ACCENT))
            line.addWidget(Label(self._shipped, SMALL.but(elide=True), self), 1)
            back = Button("param_reset", tr("library.param_reset"), "rotate-ccw", Kind.GHOST, self).dense()
            back.setAccessibleName(tr("library.param_reset_of", label=param.label[self._context.lang]))
            back.clicked.connect(self.reset_asked)
            line.addWidget(back)
        return line

    def _make_editor(self) -> Editor:
        tr, param, lang = self._context.tr, self.param, self._context.lang
        label = tr("library.param_editor", label=param.label[lang], shipped=self._shipped)
        if param.type == "yesno":
            pair = [("1", tr("rules.yes")), ("0", tr("rules.no"))]
            yes_no = SegmentedChoice("param_value", label, pair, self)
            yes_no.chosen.connect(self.wanted)
            return yes_no
        if param.type == "choice":
            options = [(str(number), words[lang]) for number, words in enumerate(param.options)]
            choice = Choice("param_value", label, options, self)
            choice.chosen.connect(self.wanted)
            return choice
        line = NumberLine("param_value", label, (param.low, param.high), self)
        line.handed.connect(self.wanted)
        return line


def _show(editor: Editor, value: int) -> None:
    if isinstance(editor, NumberLine):
        editor.show_value(value)
    else:
        editor.set_key(str(value))
