"""How good a passphrase is: four marks, a word, and what would make it better. Words come ready; judges nothing."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Tone, theme
from ui.widgets import painting
from ui.widgets.label import SMALL, Label

MARKS = 4
TONES = (Tone.BAD, Tone.BAD, Tone.WARN, Tone.GOOD, Tone.GOOD)


class _Marks(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.score = -1
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(152), theme().px(6))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        tokens, gap = theme().tokens, theme().px(4)
        width = (self.width() - gap * (MARKS - 1)) / MARKS
        lit = max(1, self.score) if self.score >= 0 else 0
        for place in range(MARKS):
            area = QRectF(place * (width + gap), 0, width, self.height())
            fill = tokens.fill(TONES[self.score]) if place < lit else tokens.track
            painting.rounded(painter, area, self.height() / 2, fill)
        painter.end()


class StrengthMeter(QWidget):
    """`show_strength(score 0–4, word, hint)`; a score below 0 shows nothing but the empty marks."""

    def __init__(self, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        unit = theme().px
        self._label = label
        self.setObjectName(name)
        self.setAccessibleName(label)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(unit(6))
        line = QHBoxLayout()
        line.setSpacing(unit(10))
        self._marks = _Marks(self)
        self._word = Label("", SMALL.but(weight=600), self)
        self._word.setObjectName(f"{name}_word")
        self._hint = Label("", SMALL.but(wrap=True), self)
        self._hint.setObjectName(f"{name}_hint")
        line.addWidget(self._marks)
        line.addWidget(self._word)
        line.addStretch(1)
        column.addLayout(line)
        column.addWidget(self._hint)

    def show_strength(self, score: int, word: str = "", hint: str = "") -> None:
        """How good it is and what would help."""
        self._marks.score = min(score, MARKS)
        self._marks.update()
        self._word.setText(word)
        self._word.set_ink(str(TONES[min(score, MARKS)]) if score >= 0 else "ink2")
        self._hint.setText(hint)
        self.setAccessibleName(f"{self._label}: {word}" if word else self._label)
        self.setAccessibleDescription(hint)

    def score(self) -> int:
        """What is shown."""
        return self._marks.score
