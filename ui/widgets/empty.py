"""What a page shows when there is nothing yet: a sign, a sentence, what to do about it; and when something failed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import icons
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.button import Button
from ui.widgets.label import DIM_PARAGRAPH, HEADING, Label


class Sign(QWidget):
    """An icon in a pale circle: what a page is about."""

    def __init__(self, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(56), theme().px(56))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        area = QRectF(self.rect())
        painting.rounded(painter, area, area.width() / 2, theme().tokens.tint)
        inset = area.width() * 0.29
        icons.paint(painter, self._icon, theme().tokens.accent, area.adjusted(inset, inset, -inset, -inset))
        painter.end()


class EmptyState(QWidget):
    """Centred; `add_button` puts what can be done under the sentence."""

    def __init__(self, icon: str, title: str, sentence: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        unit = theme().px
        self.setObjectName("empty_state")
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(unit(24), unit(32), unit(24), unit(32))
        column.setSpacing(unit(10))
        column.addStretch(1)
        column.addWidget(Sign(icon, self), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(unit(6))
        heading = Label(title, HEADING, self)
        heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(heading)
        if sentence:
            words = Label(sentence, DIM_PARAGRAPH, self)
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            words.setMaximumWidth(unit(440))
            words.setMinimumWidth(unit(240))
            line = QHBoxLayout()
            line.addStretch(1)
            line.addWidget(words, 100)
            line.addStretch(1)
            column.addLayout(line)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(unit(8))
        self._buttons.addStretch(1)
        self._buttons.addStretch(1)
        column.addSpacing(unit(6))
        column.addLayout(self._buttons)
        column.addStretch(2)

    def add_button(self, button: Button) -> Button:
        """Put a button under the sentence; gives it back."""
        self._buttons.insertWidget(self._buttons.count() - 1, button)
        return button
