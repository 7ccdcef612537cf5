"""What is asked in place before something is done with a row: fields side by side, a reason, Enter and Esc.

Knows fields; whoever opens it does what was asked for, and says what stands in the way.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.context import Context
from ui.editors.when import WhenLine
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.button import Button, Kind
from ui.widgets.inputs import TextLine
from ui.widgets.label import SMALL, Label


class DeedForm(QFrame):
    """`confirmed()` on Enter or the button, `given_up()` on Esc."""

    confirmed = Signal()
    given_up = Signal()

    def __init__(self, context: Context, name: str, title: str, confirm: str) -> None:
        super().__init__()
        self.context = context
        self.setObjectName(f"form_{name}")
        self.setAccessibleName(title)
        unit = theme().px
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(unit(12), unit(10), unit(12), unit(12))
        self._column.setSpacing(unit(8))
        self._fields = QVBoxLayout()
        self._fields.setSpacing(unit(6))
        self._column.addLayout(self._fields)
        self._error = Label("", SMALL.but(ink="bad", wrap=True), self)
        self._error.setObjectName("form_error")
        self._error.hide()
        self._column.addWidget(self._error)
        row = QHBoxLayout()
        row.setSpacing(unit(8))
        self.confirm = Button("form_confirm", confirm, "check", Kind.PRIMARY, self)
        self.confirm.clicked.connect(self.confirmed)
        self._cancel = Button("form_cancel", context.tr("generic.cancel"), "", Kind.GHOST, self)
        self._cancel.clicked.connect(self.given_up)
        row.addWidget(self.confirm)
        row.addWidget(self._cancel)
        row.addStretch(1)
        self._column.addLayout(row)

    def first(self) -> QWidget:
        """Where one begins to write."""
        return self.confirm

    def set_error(self, sentence: str) -> None:
        """Why it was refused."""
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))

    def error(self) -> str:
        """The sentence of the refusal."""
        return self._error.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Tab goes through the fields to the buttons beneath them."""
        last: QWidget = self._cancel
        at = self.nextInFocusChain()
        while at is not None and at is not self:
            is_field = self.isAncestorOf(at) and at not in (self.confirm, self._cancel)
            last = at if is_field and at.focusPolicy() & Qt.FocusPolicy.TabFocus else last
            at = at.nextInFocusChain()
        if last is not self._cancel:
            QWidget.setTabOrder(last, self.confirm)
            QWidget.setTabOrder(self.confirm, self._cancel)
        super().showEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        painting.rounded(painter, QRectF(self.rect()), 10, theme().tokens.tint)
        painter.end()

    # building blocks

    def add_row(self, *widgets: QWidget) -> QWidget:
        """Widgets side by side; gives what holds them, so that it can be hidden."""
        box = QWidget(self)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        for widget in widgets:
            row.addWidget(widget, 1, Qt.AlignmentFlag.AlignTop)
        self._fields.addWidget(box)
        return box

    def add_whole(self, widget: QWidget) -> None:
        """A widget over the whole width."""
        self._fields.addWidget(widget)

    def text_line(self, name: str, label: str) -> TextLine:
        """A line that confirms on Enter."""
        line = TextLine(name, label, label, self)
        line.returnPressed.connect(self.confirmed)
        return line

    def when_line(self, name: str, label: str) -> WhenLine:
        """A day that confirms on Enter."""
        line = WhenLine(self.context, name, label, self)
        line.entered.connect(self.confirmed)
        return line
