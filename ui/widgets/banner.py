"""A sentence that stays on the page, on the pale ground of its tone, with the ways out at its right."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui import icons
from ui.theme import Tone, theme
from ui.widgets import painting
from ui.widgets.button import Button
from ui.widgets.flow import FlowRow
from ui.widgets.label import PARAGRAPH, Label

RADIUS = 12
SIGNS = {
    Tone.NEUTRAL: "info",
    Tone.ACCENT: "info",
    Tone.GOOD: "circle-check",
    Tone.WARN: "triangle-alert",
    Tone.BAD: "circle-alert",
}


class _Sign(QWidget):
    def __init__(self, icon: str, tone: Tone, parent: QWidget) -> None:
        super().__init__(parent)
        self.icon, self.tone = icon, tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(18), theme().px(18))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        icons.paint(painter, self.icon, theme().tokens.text(self.tone), QRectF(self.rect()))
        painter.end()


class Banner(QFrame):
    """Wraps its sentence; `add_button` puts a way out beside it."""

    def __init__(
        self, name: str, sentence: str, tone: Tone, icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        unit = theme().px
        self._tone = tone
        self.setObjectName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        row = QHBoxLayout(self)
        row.setContentsMargins(unit(16), unit(12), unit(14), unit(12))
        row.setSpacing(unit(12))
        self._sign = _Sign(icon or SIGNS[tone], tone, self)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        self._words = Label("", PARAGRAPH, self)
        self._words.setObjectName(f"{name}_words")
        row.addWidget(self._words, 1)
        self._buttons = FlowRow(self).hug_right()
        self._buttons.hide()
        row.addWidget(self._buttons, 0, Qt.AlignmentFlag.AlignVCenter)
        self.show_words(sentence, tone)

    def show_words(self, sentence: str, tone: Tone | None = None) -> None:
        """Another sentence, and another tone if one is given."""
        if tone is not None and tone is not self._tone:
            self._tone = self._sign.tone = tone
            self._sign.icon = SIGNS[tone]
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        self.update()

    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def add_button(self, button: Button) -> Button:
        """A way out; gives the button back."""
        self._buttons.add(button)
        self._buttons.show()
        return button

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        painting.rounded(painter, QRectF(self.rect()), RADIUS, theme().tokens.under(self._tone))
        painter.end()
