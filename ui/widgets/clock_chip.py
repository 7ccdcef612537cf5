"""A clock in one line: a small ring, its name, what is left. For heads of pages; a click or Enter asks for more."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme import Tone, Type, theme
from ui.widgets import painting
from ui.widgets.clock_strip import ClockFace
from ui.widgets.pressing import pressed_by

RING, HEIGHT, GAP = 12, 22, 5


class ClockChip(QAbstractButton):
    """Fed with the face that the strip shows in full."""

    def __init__(self, face: ClockFace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._face = face
        self._focus_sign = painting.FocusSign()
        self.setObjectName(f"clock_chip_{face.key}")
        self.setAccessibleName(face.spoken)
        self.setToolTip(painting.plain_tip(face.spoken.replace(" · ", "\n")))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def face(self) -> ClockFace:
        """What is shown."""
        return self._face

    def _words(self) -> str:
        return self._face.brief or self._face.headline

    def sizeHint(self) -> QSize:
        unit = theme().px
        small, strong = theme().font(Type.SMALL), theme().font(Type.SMALL, 600)
        words = painting.text_width(small, self._face.title) + painting.text_width(strong, self._words())
        return QSize(round(words) + unit(RING + 3 * GAP + 4), unit(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by(event, self):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._focus_sign.take(event)
        super().focusInEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        unit, tokens, face = theme().px, theme().tokens, self._face
        ring = QRectF(unit(2), (self.height() - unit(RING)) / 2, unit(RING), unit(RING)).adjusted(
            1, 1, -1, -1
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tokens.track), 2))
        painter.drawEllipse(ring)
        if face.share > 0:
            painter.setPen(QPen(QColor(tokens.fill(face.tone)), 2))
            painter.drawArc(ring, 90 * 16, -round(min(1.0, face.share) * 360 * 16))
        left = ring.right() + unit(GAP) + 1
        small, strong = theme().font(Type.SMALL), theme().font(Type.SMALL, 600)
        title = QRectF(left, 0, painting.text_width(small, face.title) + 1, self.height())
        painting.line_of_text(painter, title, face.title, painting.Ink(small, tokens.ink2))
        ink = tokens.ink2 if face.tone in (Tone.NEUTRAL, Tone.GOOD, Tone.ACCENT) else tokens.text(face.tone)
        room = QRectF(title.right() + unit(GAP), 0, self.width() - title.right() - unit(GAP), self.height())
        painting.line_of_text(painter, room, self._words(), painting.Ink(strong, ink))
        if self._focus_sign.shown(self):
            painting.focus_ring(painter, QRectF(self.rect()), 6)
        painter.end()
