"""One of a few things to choose from, each with a sentence that says what it means. Walked with the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.blur import blur
from ui.theme import Type, theme
from ui.widgets import painting

SIDE, LEFT, GAP = 16, 32, 8
WALK: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}


@dataclass(frozen=True, slots=True)
class Pick:
    """One choice: its key, its word and the sentence under it."""

    key: str
    title: str
    sentence: str = ""


class PickRows(QWidget):
    """`chosen(key)` when the user takes another one."""

    chosen = Signal(str)

    def __init__(self, name: str, label: str, picks: Sequence[Pick], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picks = tuple(picks)
        self._label = label
        self._at = 0
        self._focus_sign = painting.FocusSign()
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._describe()

    def key(self) -> str:
        """What is chosen."""
        return self._picks[self._at].key

    def set_key(self, key: str) -> None:
        """Show a choice without telling anybody; an unknown key shows the first."""
        self._at = next((place for place, pick in enumerate(self._picks) if pick.key == key), 0)
        self._describe()

    def set_picks(self, picks: Sequence[Pick], key: str) -> None:
        """Offer others."""
        self._picks = tuple(picks)
        self.updateGeometry()
        self.set_key(key)

    def sizeHint(self) -> QSize:
        width = max(self.width(), theme().px(220))
        return QSize(theme().px(240), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(160), self.heightForWidth(max(self.width(), theme().px(160))))

    def heightForWidth(self, width: int) -> int:
        return round(sum(self._heights(width)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = WALK.get(event.key(), 0)
        if step:
            self._choose(min(len(self._picks) - 1, max(0, self._at + step)))
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        top = 0.0
        for place, height in enumerate(self._heights(self.width())):
            if top <= event.position().y() < top + height:
                self._choose(place)
            top += height

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._focus_sign.take(event)
        super().focusInEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        top = 0.0
        for place, height in enumerate(self._heights(self.width())):
            self._paint_pick(painter, place, QRectF(0, top, self.width(), height))
            top += height
        painter.end()

    def _paint_pick(self, painter: QPainter, place: int, area: QRectF) -> None:
        unit, tokens = theme().px, theme().tokens
        pick, here = self._picks[place], place == self._at
        if here:
            painting.rounded(painter, area.adjusted(0, 0, 0, -2), 8, tokens.tint)
        line = painting.text_height(theme().font(Type.BODY, 600))
        side = unit(SIDE)
        centre = QPointF(unit(GAP) + side / 2, area.top() + unit(GAP) + line / 2)
        circle = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
        painting.rounded(painter, circle, side / 2, tokens.card, tokens.accent if here else tokens.field_line)
        if here:
            painting.dot(painter, centre, side * 0.27, tokens.accent)
        room = QRectF(unit(LEFT), area.top() + unit(GAP), area.width() - unit(LEFT + GAP), line)
        painting.line_of_text(
            painter, room, pick.title, painting.Ink(theme().font(Type.BODY, 600), tokens.ink)
        )
        below = QRectF(room.left(), room.bottom() + unit(2), room.width(), area.bottom() - room.bottom())
        top = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        painting.block_of_text(
            painter, below, pick.sentence, painting.Ink(theme().font(Type.DENSE), tokens.ink2, top)
        )
        if here and self._focus_sign.shown(self):
            painting.focus_ring(painter, area.adjusted(0, 0, 0, -2), 7)

    def _heights(self, width: int) -> list[float]:
        unit = theme().px
        room = width - unit(LEFT + GAP)
        line = painting.text_height(theme().font(Type.BODY, 600))
        return [
            line + 2 * unit(GAP) + 2 + (self._sentence_height(pick, room) if pick.sentence else 0)
            for pick in self._picks
        ]

    def _sentence_height(self, pick: Pick, room: float) -> float:
        return theme().px(2) + painting.text_height(theme().font(Type.DENSE), pick.sentence, room)

    def _choose(self, place: int) -> None:
        if place != self._at:
            self._at = place
            self._describe()
            self.chosen.emit(self.key())

    def _describe(self) -> None:
        pick = self._picks[self._at]
        self.setAccessibleName(blur().words(f"{self._label}: {pick.title}"))
        self.setAccessibleDescription(pick.sentence)
        self.update()
