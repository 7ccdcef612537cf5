"""One answer: when it fits, what is said, how it went. Enter edits it in place, Ctrl+C copies it, Delete takes one's
own back."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktopcrm.domain.practice import Answer
from ui.context import Context
from ui.screens.objections.answer_editor import AnswerEditor
from ui.theme import Tone, theme
from ui.widgets import painting
from ui.widgets.button import Button, Kind
from ui.widgets.chip import Chip
from ui.widgets.flow import FlowRow
from ui.widgets.label import PARAGRAPH, SMALL, STRONG, Label

EDIT_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """An answer with the words about it. `chips`: for whom and when; `note`: how it went, or why it is proposed;
    `is_best`: to be tried first; `can_reset`: a shipped one that was worded anew."""

    answer: Answer
    chips: tuple[str, ...]
    note: str
    is_best: bool
    can_reset: bool
    can_remove: bool


class AnswerView(QWidget):
    """`stored(key, AnswerText)`, `taken_back(key)`, `copied()`, `opened(editor)`."""

    stored = Signal(str, object)
    taken_back = Signal(str)
    copied = Signal()
    opened = Signal(QWidget)

    def __init__(self, context: Context, line: AnswerLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._line = line
        self.editor: AnswerEditor | None = None
        self._focus_sign = painting.FocusSign()
        self.setObjectName(f"answer_{line.answer.key}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        unit = theme().px
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(unit(16), unit(10), unit(10), unit(10))
        self._body = QWidget(self)
        self._column.addWidget(self._body)
        self._lay_out()
        self.show_line(line)

    @property
    def answer(self) -> Answer:
        return self._line.answer

    def show_line(self, line: AnswerLine) -> None:
        """Other words; an editor that is open stays open."""
        self._line = line
        lang, tr = self._context.lang, self._context.tr
        situation = line.answer.situation[lang] or tr("objections.any_situation")
        self._situation.setText(situation)
        self._text.setText(line.answer.text[lang])
        self._note.setText(line.note)
        self._note.setVisible(bool(line.note))
        self._chips.clear()
        if line.is_best:
            self._chips.add(Chip(tr("objections.try_first"), Tone.GOOD, "check"))
        for words in line.chips:
            self._chips.add(Chip(words))
        own = line.answer.is_own
        self._chips.add(
            Chip(tr("objections.own") if own else tr("objections.ours"), Tone.ACCENT if own else Tone.NEUTRAL)
        )
        self._back.setVisible(line.can_reset or line.can_remove)
        words = tr("objections.reset") if line.can_reset else tr("objections.remove")
        self._back.set_words(words, "rotate-ccw" if line.can_reset else "trash-2")
        self.setAccessibleName(f"{situation}: {line.answer.text[lang]}")
        self.setAccessibleDescription(line.note)

    def edit(self) -> None:
        """Open the editor in place."""
        if self.editor is not None:
            return
        self.editor = AnswerEditor(self._context, self._line.answer, self)
        self.editor.stored.connect(lambda wanted: self.stored.emit(self._line.answer.key, wanted))
        self.editor.given_up.connect(self.close_editor)
        self._body.hide()
        self._column.addWidget(self.editor)
        self.editor.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.opened.emit(self.editor)

    def open_line(self, name: str) -> None:
        """What was being worded is worded on."""
        if name == "answer_editor":
            self.edit()

    def close_editor(self) -> None:
        """Back to reading."""
        if self.editor is None:
            return
        self.editor.hide()
        self.editor.deleteLater()
        self.editor = None
        self._body.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def copy(self) -> None:
        """Put the words on the clipboard."""
        QGuiApplication.clipboard().setText(self._line.answer.text[self._context.lang])
        self.copied.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.editor is not None:
            super().keyPressEvent(event)
        elif event.key() in EDIT_KEYS:
            self.edit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() == Qt.Key.Key_Delete and (self._line.can_reset or self._line.can_remove):
            self.taken_back.emit(self._line.answer.key)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.edit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._focus_sign.take(event)
        super().focusInEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        tokens, unit = theme().tokens, theme().px
        area = QRectF(self.rect())
        painting.rounded(painter, area, unit(8), tokens.hover)
        bar = QRectF(area.left(), area.top() + unit(10), unit(3), area.height() - unit(20))
        colour = tokens.good_fill if self._line.is_best else tokens.accent
        painting.rounded(painter, bar, unit(1.5), colour)
        if self._focus_sign.shown(self):
            painting.focus_ring(painter, area, unit(7))
        painter.end()

    def _lay_out(self) -> None:
        unit, tr = theme().px, self._context.tr
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(unit(6))
        self._situation = Label("", STRONG.but(wrap=True), self._body)
        self._text = Label("", PARAGRAPH, self._body)
        self._text.setObjectName("answer_words")
        self._chips = FlowRow(self._body, 6)
        self._note = Label("", SMALL.but(wrap=True), self._body)
        column.addWidget(self._situation)
        column.addWidget(self._text)
        about = QWidget(self._body)
        lines = QVBoxLayout(about)
        lines.setContentsMargins(0, unit(2), 0, 0)
        lines.setSpacing(unit(4))
        lines.addWidget(self._chips)
        lines.addWidget(self._note)
        foot = QHBoxLayout()
        foot.setSpacing(unit(4))
        foot.addWidget(about, 1)
        key = self._line.answer.key
        copy = Button(f"copy_{key}", tr("objections.copy"), "copy", Kind.GHOST, self._body).dense()
        edit = Button(f"edit_{key}", tr("objections.edit"), "pencil", Kind.GHOST, self._body).dense()
        self._back = Button(
            f"back_{key}", tr("objections.reset"), "rotate-ccw", Kind.GHOST, self._body
        ).dense()
        copy.clicked.connect(self.copy)
        edit.clicked.connect(self.edit)
        self._back.clicked.connect(lambda: self.taken_back.emit(self._line.answer.key))
        for button in (copy, edit, self._back):
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # the keys of the answer itself do the same
            foot.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(foot)
