"""A small card with one thing to know: what it is, how it stands in large type, a remark, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.theme import Tone, Type, theme
from ui.widgets.button import Button
from ui.widgets.label import DIM, SMALL, Label, LabelStyle
from ui.widgets.surfaces import Card

LEAST_CARD = 205
FIGURE = LabelStyle(kind=Type.DISPLAY, weight=700, wrap=True)


class FigureCard(Card):
    """`show_figure(words, remark, tone)`; `add_button` puts a deed at its foot."""

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._caption = title
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.body.setSpacing(theme().px(4))
        self.body.addWidget(Label(title, DIM.but(elide=True), self))
        self._figure = Label("", FIGURE, self)
        self._figure.setObjectName(f"{name}_figure")
        self._remark = Label("", SMALL.but(wrap=True), self)
        self._remark.setObjectName(f"{name}_remark")
        self.body.addWidget(self._figure)
        self.body.addWidget(self._remark)
        self.body.addStretch(1)

    def show_figure(self, words: str, remark: str = "", tone: Tone = Tone.NEUTRAL) -> None:
        """How it stands."""
        self._figure.setText(words[:1].upper() + words[1:])
        self._figure.set_ink("ink" if tone is Tone.NEUTRAL else str(tone))
        self._remark.setText(remark)
        self._remark.setVisible(bool(remark))
        self.setAccessibleName(" · ".join(part for part in (self._caption, words, remark) if part))

    def figure(self) -> str:
        """What is shown in large type."""
        return self._figure.text()

    def add_button(self, button: Button) -> Button:
        """A deed at the foot; gives the button back."""
        self.body.addSpacing(theme().px(4))
        self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return button

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(150), super().minimumSizeHint().height())


class FigureRow(QWidget):
    """Cards side by side, as wide as one another; two and two where there is little room."""

    def __init__(self, cards: Sequence[FigureCard], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards = tuple(cards)
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme().px(12))
        self._arrange(len(self._cards))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = event.size().width() >= theme().px(LEAST_CARD) * len(self._cards)
        self._arrange(len(self._cards) if roomy else -(-len(self._cards) // 2))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(LEAST_CARD), super().minimumSizeHint().height())

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, card in enumerate(self._cards):
            self._grid.removeWidget(card)
            self._grid.addWidget(card, place // columns, place % columns)
        for column in range(len(self._cards)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
