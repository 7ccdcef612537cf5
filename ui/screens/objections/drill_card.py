"""The card on the table: a front and a back, painted words on a white sheet. Knows words only."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Type, theme
from ui.widgets import painting
from ui.widgets.label import DIM_PARAGRAPH, SMALL, Label, LabelStyle
from ui.widgets.surfaces import CARD_RADIUS, Hairline

WIDEST, LOWEST = 680, 300
SAID = LabelStyle(kind=Type.DISPLAY, weight=700, wrap=True)
ANSWER = LabelStyle(kind=Type.HEADING, weight=400, wrap=True)


@dataclass(frozen=True, slots=True)
class FrontWords:
    """What they say, when and to whom, and what to do now."""

    said: str
    situation: str
    hint: str


@dataclass(frozen=True, slots=True)
class BackWords:
    """One good answer, and the question behind what they said."""

    answer: str
    means: str


class FlashCard(QFrame):
    """`pressed()` on a click."""

    pressed = Signal()

    def __init__(self, name: str, means_label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._turned = False
        self.setObjectName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMaximumWidth(theme().px(WIDEST))
        self.setMinimumHeight(theme().px(LOWEST))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        unit = theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(unit(32), unit(26), unit(32), unit(26))
        column.setSpacing(unit(12))
        self.said = Label("", SAID, self)
        self.situation = Label("", DIM_PARAGRAPH, self)
        self._line = Hairline(self)
        self._hint = Label("", SMALL.but(wrap=True), self)
        self.answer = Label("", ANSWER, self)
        self._means_label = Label(means_label, SMALL.but(weight=600), self)
        self._means = Label("", DIM_PARAGRAPH, self)
        column.addWidget(self.situation)
        column.addWidget(self.said)
        column.addWidget(self._line)
        column.addWidget(self.answer)
        column.addStretch(1)
        for label in (self._hint, self._means_label, self._means):
            column.addWidget(label)

    def show_card(self, front: FrontWords, back: BackWords) -> None:
        """Lay a card on the table, its front up."""
        self.said.setText(front.said)
        self.situation.setText(front.situation)
        self.situation.setVisible(bool(front.situation))
        self._hint.setText(front.hint)
        self.answer.setText(back.answer)
        self._means.setText(back.means)
        self._turned = False
        self._show_side()
        self._speak(f"{front.said} {front.situation}")

    def is_turned(self) -> bool:
        """Whether the answer is seen."""
        return self._turned

    def turn(self) -> None:
        """Show the answer under what was said."""
        self._turned = True
        self._show_side()
        self._speak(self.answer.text())

    def sizeHint(self) -> QSize:
        return QSize(theme().px(WIDEST), theme().px(LOWEST))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        tokens = theme().tokens
        edge = tokens.accent if self._turned else tokens.hairline
        painting.rounded(painter, QRectF(self.rect()), CARD_RADIUS, tokens.card, edge)
        painter.end()

    def _show_side(self) -> None:
        turned = self._turned
        for widget in (self._line, self.answer):
            widget.setVisible(turned)
        self._means.setVisible(turned and bool(self._means.text()))
        self._means_label.setVisible(turned and bool(self._means.text()))
        self._hint.setVisible(not turned)
        self.update()

    def _speak(self, words: str) -> None:
        self.setAccessibleName(words)
        event = QAccessibleEvent(self, QAccessible.Event.NameChanged)
        QAccessible.updateAccessibility(event)
