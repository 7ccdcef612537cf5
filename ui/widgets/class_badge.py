"""The badges of the three scales, each in a shape of its own so that none is taken for another (R1).

A deal class is a filled pill with its name, a key-person class an outlined plate with a key, the grade of a source a
tag with a hole. Knows words and colours; knows no rule. A letter never stands alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui import icons
from ui.theme import Tone, Type, theme
from ui.widgets import painting
from ui.widgets.pressing import pressed_by

HEIGHT, SIDE, ICON, HOLE = 22, 10, 12, 12


class Scale(StrEnum):
    """Which of the three scales a badge belongs to."""

    DEAL = "deal"
    KEY_PERSON = "key_person"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Badge:
    """One class. `key` is the class (bonus, kp_a, src_b), empty where there is none yet; `words` are painted, `spoken`
    names the scale too, `why` is one sentence for the tool tip."""

    scale: Scale
    key: str
    words: str
    spoken: str = ""
    tone: Tone = Tone.NEUTRAL
    why: str = ""

    def said(self, why: str) -> Badge:
        """The same with another reason."""
        return replace(self, why=why)


def badge_width(badge: Badge) -> float:
    """Width in logical pixels."""
    unit = theme().px
    mark = {Scale.DEAL: 0, Scale.KEY_PERSON: ICON + 4, Scale.SOURCE: HOLE}[badge.scale]
    return painting.text_width(theme().font(Type.SMALL, 700), badge.words) + unit(2 * SIDE + mark)


def badge_height() -> float:
    """Height of every badge."""
    return max(theme().px(HEIGHT), QFontMetricsF(theme().font(Type.SMALL, 700)).height() + 2)


def paint_badge(painter: QPainter, area: QRectF, badge: Badge) -> None:
    """Draw a badge into `area`, whose height it need not fill; what does not fit is left out at the end."""
    height = min(area.height(), badge_height())
    body = QRectF(area.left(), area.center().y() - height / 2, area.width(), height)
    {Scale.DEAL: _paint_deal, Scale.KEY_PERSON: _paint_key_person, Scale.SOURCE: _paint_source}[badge.scale](
        painter, body, badge
    )


def paint_badges(painter: QPainter, area: QRectF, badges: tuple[Badge, ...], gap: int = 5) -> float:
    """Draw as many as there is room for, from the left; gives where the next thing may begin."""
    left = area.left()
    for badge in badges:
        width = badge_width(badge)
        if left + width > area.right() + 1:
            break
        paint_badge(painter, QRectF(left, area.top(), width, area.height()), badge)
        left += width + theme().px(gap)
    return left


def _paint_deal(painter: QPainter, body: QRectF, badge: Badge) -> None:
    tokens = theme().tokens
    radius = body.height() / 2
    if not badge.key:
        _dashed(painter, body, radius)
        _words(painter, body.adjusted(theme().px(SIDE), 0, 0, 0), badge.words, tokens.ink2)
        return
    painting.rounded(painter, body, radius, getattr(tokens, f"deal_{badge.key}"))
    ink = tokens.on_gold if badge.key == "gold_mine" else tokens.on_deal
    _words(painter, body.adjusted(theme().px(SIDE), 0, 0, 0), badge.words, ink)


def _paint_key_person(painter: QPainter, body: QRectF, badge: Badge) -> None:
    unit, tokens = theme().px, theme().tokens
    ink = tokens.text(badge.tone) if badge.key else tokens.ink2
    if badge.key:
        painter.setBrush(QColor(tokens.card))
        painter.setPen(QPen(QColor(ink), 1.5))
        painter.drawRoundedRect(body.adjusted(1, 1, -1, -1), unit(5), unit(5))
    else:
        _dashed(painter, body, unit(5))
    key = QRectF(body.left() + unit(SIDE), body.center().y() - unit(ICON) / 2, unit(ICON), unit(ICON))
    icons.paint(painter, "key-round", ink, key)
    _words(painter, QRectF(body).adjusted(unit(SIDE + ICON + 4), 0, 0, 0), badge.words, ink)


def _paint_source(painter: QPainter, body: QRectF, badge: Badge) -> None:
    unit, tokens = theme().px, theme().tokens
    nose = body.height() / 2.6
    inner = body.adjusted(0.5, 0.5, -0.5, -0.5)
    shape = QPolygonF(
        [
            QPointF(inner.left() + nose, inner.top()),
            inner.topRight(),
            inner.bottomRight(),
            QPointF(inner.left() + nose, inner.bottom()),
            QPointF(inner.left(), inner.center().y()),
        ]
    )
    painter.setBrush(QColor(tokens.chip) if badge.key else Qt.BrushStyle.NoBrush)
    pen = QPen(QColor(tokens.ornament), 1)
    if not badge.key:
        pen.setDashPattern([3, 3])
    painter.setPen(pen)
    painter.drawPolygon(shape)
    painting.dot(
        painter, QPointF(inner.left() + nose + unit(1), inner.center().y()), unit(2), tokens.ornament
    )
    ink = tokens.ink if badge.key else tokens.ink2
    _words(painter, QRectF(body).adjusted(unit(SIDE + HOLE), 0, 0, 0), badge.words, ink)


def _dashed(painter: QPainter, body: QRectF, radius: float) -> None:
    pen = QPen(QColor(theme().tokens.ornament), 1)
    pen.setDashPattern([3, 3])
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)
    painter.drawRoundedRect(body.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


def _words(painter: QPainter, room: QRectF, words: str, ink: str) -> None:
    area = room.adjusted(0, 0, -theme().px(SIDE) + 1, 0)
    painting.line_of_text(painter, area, words, painting.Ink(theme().font(Type.SMALL, 700), ink))


class ClassBadge(QAbstractButton):
    """A badge that tells why: Enter, Space or a click asks for it by `clicked`."""

    def __init__(self, name: str, badge: Badge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._badge = badge
        self._focus_sign = painting.FocusSign()
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._describe()

    @property
    def badge(self) -> Badge:
        """What is shown."""
        return self._badge

    def show_badge(self, badge: Badge) -> None:
        """Another class of the same scale."""
        self._badge = badge
        self._describe()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(badge_width(self._badge)) + 4, round(badge_height()))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by(event, self):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._focus_sign.take(event)
        super().focusInEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        area = QRectF(self.rect())
        paint_badge(painter, area.adjusted(2, 0, -2, 0), self._badge)
        if self._focus_sign.shown(self):
            painting.focus_ring(painter, area, 7)
        painter.end()

    def _describe(self) -> None:
        self.setAccessibleName(self._badge.spoken or self._badge.words)
        self.setAccessibleDescription(self._badge.why)
        lines = [part for part in (self._badge.spoken, self._badge.why) if part]
        self.setToolTip(painting.plain_tip("\n".join(lines)))
