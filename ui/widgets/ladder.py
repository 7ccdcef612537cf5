"""The mark of a learning stage: four steps upwards, filled as far as one has come. For delegates and as a widget."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Tone, Type, theme
from ui.widgets import painting

STEPS = 4
WIDTH, HEIGHT = 30, 22
FIRST, GAP = 0.28, 2
TONES = {1: Tone.NEUTRAL, 2: Tone.WARN, 3: Tone.ACCENT, 4: Tone.GOOD}


def paint_ladder(painter: QPainter, area: QRectF, stage: int) -> None:
    """Draw the steps into `area`; those up to `stage` are filled in its tone."""
    tokens, gap = theme().tokens, theme().px(GAP)
    width = (area.width() - gap * (STEPS - 1)) / STEPS
    for step in range(1, STEPS + 1):
        share = FIRST + (1 - FIRST) * (step - 1) / (STEPS - 1)
        height = area.height() * share
        body = QRectF(area.left() + (step - 1) * (width + gap), area.bottom() - height, width, height)
        fill = tokens.fill(TONES[stage]) if step <= stage else tokens.track
        painting.rounded(painter, body, theme().px(2), fill)


class Ladder(QWidget):
    """One mark."""

    def __init__(self, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = 1
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_stage(self, stage: int, words: str) -> None:
        """Show a stage, 1 to 4; `words` say it to a screen reader."""
        self._stage = stage
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(WIDTH), theme().px(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        paint_ladder(painter, QRectF(self.rect()), self._stage)
        painter.end()


class LadderCounts(QWidget):
    """How many stand at each stage: four marks side by side, each with its count."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: tuple[int, ...] = (0,) * STEPS
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_counts(self, counts: Sequence[int], words: str) -> None:
        """Four counts; `words` say all of them."""
        self._counts = tuple(counts)
        self.setAccessibleName(words)
        self.setToolTip(painting.plain_tip(words))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(260), theme().px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        unit, tokens = theme().px, theme().tokens
        room = self.width() / STEPS
        font = theme().font(Type.DENSE, 600)
        for index, count in enumerate(self._counts):
            left = index * room
            mark = QRectF(left, (self.height() - unit(16)) / 2, unit(22), unit(16))
            paint_ladder(painter, mark, index + 1)
            ink = painting.Ink(font, tokens.ink if count else tokens.ornament)
            words = QRectF(mark.right() + unit(8), 0, room - unit(32), self.height())
            painting.line_of_text(painter, words, str(count), ink)
        painter.end()
