"""The strip of clocks: for each a ring that fills, what is left, and since when it runs. Painted as one widget.

Fed with `ClockFace`; knows neither rule nor plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui import icons
from ui.theme import Tone, Type, theme
from ui.widgets import painting

RING, PAD, LEAST, GAP = 40, 10, 196, 8
TURN_KEYS: dict[int, int] = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Left: -1,
}
OPEN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
TOP_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
STATE_TONES = {
    "running": Tone.ACCENT,
    "ok": Tone.GOOD,
    "soon": Tone.WARN,
    "due": Tone.WARN,
    "overdue": Tone.BAD,
    "late": Tone.BAD,
    "paused": Tone.NEUTRAL,
    "done": Tone.GOOD,
}


@dataclass(frozen=True, slots=True)
class ClockFace:
    """One clock. `number` stands in the ring, `share` (0 to 1) is how much of it has gone by, `state` as in
    `STATE_TONES` (others: not running); `headline` what it means for today, `brief` the same where there is little
    room, `detail` since when and by which rule."""

    key: str
    title: str
    state: str = ""
    number: str = ""
    share: float = 0.0
    icon: str = "clock"
    headline: str = ""
    detail: str = ""
    brief: str = ""

    @property
    def tone(self) -> Tone:
        """Colour of ring and headline."""
        return STATE_TONES.get(self.state, Tone.NEUTRAL)

    @property
    def spoken(self) -> str:
        """The clock for a screen reader."""
        return " · ".join(part for part in (self.title, self.headline, self.detail) if part)


class ClockStrip(QWidget):
    """Clocks side by side, in as many columns as there is room for. Arrows walk, Enter or a click asks for one."""

    asked = Signal(str)

    def __init__(self, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = label
        self._faces: tuple[ClockFace, ...] = ()
        self._cursor = 0
        self._hovered = -1
        self._focus_sign = painting.FocusSign()
        self.setObjectName(name)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_faces(self, faces: Sequence[ClockFace]) -> None:
        """Show these clocks."""
        self._faces = tuple(faces)
        self._cursor = min(self._cursor, max(0, len(self._faces) - 1))
        self._describe()
        self.updateGeometry()
        self.update()

    def faces(self) -> tuple[ClockFace, ...]:
        """What is shown."""
        return self._faces

    def take(self, key: str) -> None:
        """Bring a clock into hand."""
        keys = [face.key for face in self._faces]
        if key in keys:
            self._cursor = keys.index(key)
            self._describe()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def area_of(self, key: str) -> QRectF:
        """Where a clock lies, to open something below it."""
        keys = [face.key for face in self._faces]
        return self._areas(self.width())[keys.index(key)] if key in keys else QRectF()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(3 * LEAST), self.heightForWidth(max(self.width(), theme().px(LEAST))))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(LEAST), theme().px(60))

    def heightForWidth(self, width: int) -> int:
        areas = self._areas(float(width))
        return round(max((area.bottom() for area in areas), default=0.0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = TURN_KEYS.get(event.key(), 0)
        if step and 0 <= self._cursor + step < len(self._faces):
            self._cursor += step
            self._describe()
            self.update()
        elif event.key() in OPEN_KEYS and self._faces:
            self.asked.emit(self._faces[self._cursor].key)
        elif not step:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = self._at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and place >= 0:
            self._cursor = place
            self.asked.emit(self._faces[place].key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self._at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if place >= 0 else Qt.CursorShape.ArrowCursor)
        if place != self._hovered:
            self._hovered = place
            self.update()

    def leaveEvent(self, _event: QEvent) -> None:
        self._hovered = -1
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            place = self._at(QPointF(event.pos()))
            words = self._faces[place].spoken.replace(" · ", "\n") if place >= 0 else ""
            QToolTip.showText(event.globalPos(), painting.plain_tip(words), self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._focus_sign.take(event)
        super().focusInEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        shown = self._focus_sign.shown(self)
        for place, (face, area) in enumerate(zip(self._faces, self._areas(self.width()), strict=True)):
            active = place == self._hovered or (shown and place == self._cursor)
            painting.rounded(painter, area, 10, theme().tokens.hover if active else theme().tokens.ground)
            _paint_face(painter, area, face)
            if shown and place == self._cursor:
                painting.focus_ring(painter, area, 9)
        painter.end()

    def _areas(self, width: float) -> list[QRectF]:
        """Places of the clocks; those of one line are equally high."""
        unit = theme().px
        count = len(self._faces)
        if not count:
            return []
        columns = max(1, min(count, int((width + unit(GAP)) // unit(LEAST + GAP))))
        lines = -(-count // columns)
        columns = -(-count // lines)  # five clocks stand three and two, not four and one
        step = (width - unit(GAP) * (columns - 1)) / columns
        areas: list[QRectF] = []
        top = 0.0
        for first in range(0, count, columns):
            row = self._faces[first : first + columns]
            height = max(_face_height(face, step) for face in row)
            areas += [QRectF((step + unit(GAP)) * place, top, step, height) for place in range(len(row))]
            top += height + unit(GAP)
        return areas

    def _at(self, where: QPointF) -> int:
        found = (place for place, area in enumerate(self._areas(self.width())) if area.contains(where))
        return next(found, -1)

    def _describe(self) -> None:
        face = self._faces[self._cursor] if self._faces else None
        self.setAccessibleName(f"{self._label}: {face.spoken}" if face else self._label)


def _text_room(width: float) -> float:
    unit = theme().px
    return width - unit(PAD) * 2 - unit(RING) - unit(10)


def _face_height(face: ClockFace, width: float) -> float:
    unit, room = theme().px, _text_room(width)
    height = painting.text_height(theme().font(Type.SMALL, 600)) + unit(1)
    height += painting.text_height(theme().font(Type.BODY, 600), face.headline, room)
    if face.detail:
        height += unit(2) + painting.text_height(theme().font(Type.SMALL), face.detail, room)
    return max(height, float(unit(RING))) + unit(PAD) * 2


def _paint_face(painter: QPainter, area: QRectF, face: ClockFace) -> None:
    unit, tokens = theme().px, theme().tokens
    ring = QRectF(area.left() + unit(PAD), area.top() + unit(PAD), unit(RING), unit(RING))
    paint_ring(painter, ring, face)
    left, room = ring.right() + unit(10), _text_room(area.width())
    top = area.top() + unit(PAD) - unit(1)
    small, strong = theme().font(Type.SMALL, 600), theme().font(Type.BODY, 600)
    line = painting.text_height(small)
    painting.line_of_text(
        painter, QRectF(left, top, room, line), face.title, painting.Ink(small, tokens.ink2)
    )
    top += line + unit(1)
    colour = tokens.ink if face.tone in (Tone.ACCENT, Tone.GOOD) else tokens.text(face.tone)
    height = painting.text_height(strong, face.headline, room)
    ink = painting.Ink(strong, colour, TOP_LEFT)
    painting.block_of_text(painter, QRectF(left, top, room, height + 1), face.headline, ink)
    if face.detail:
        top += height + unit(2)
        ink = painting.Ink(theme().font(Type.SMALL), tokens.ink2, TOP_LEFT)
        painting.block_of_text(painter, QRectF(left, top, room, area.bottom() - top), face.detail, ink)


def paint_ring(painter: QPainter, area: QRectF, face: ClockFace) -> None:
    """The ring of a clock: how much of its time has gone by, with a number or a sign in it."""
    unit, tokens = theme().px, theme().tokens
    width = unit(3.5)
    inner = area.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(tokens.track), width))
    painter.drawEllipse(inner)
    if face.share > 0:
        pen = QPen(QColor(tokens.fill(face.tone)), width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawArc(inner, 90 * 16, -round(min(1.0, face.share) * 360 * 16))
    if face.number and face.state != "paused":
        ink = painting.Ink(
            theme().font(Type.DENSE, 700, figures=True), tokens.text(face.tone), painting.CENTER
        )
        painting.line_of_text(painter, area, face.number, ink)
        return
    side = area.width() * 0.4
    sign = QRectF(area.center().x() - side / 2, area.center().y() - side / 2, side, side)
    icons.paint(painter, "pause" if face.state == "paused" else face.icon, tokens.text(face.tone), sign)
