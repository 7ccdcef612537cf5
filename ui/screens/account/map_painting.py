"""How boxes, lines and legend of the influence map are painted. Knows readings and the painter; holds nothing."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from desktopcrm.domain.records import Record
from desktopcrm.texts import Translate
from ui.models.account_lists import Chip, parts_of, stance_of
from ui.models.account_reading import Reading
from ui.theme import Tone, Type, theme
from ui.widgets import painting
from ui.widgets.avatar import paint_avatar
from ui.widgets.chip import chip_width, paint_chip

RELATION_STEPS = 5
CORNER = 10.0


@dataclass(frozen=True, slots=True)
class BoxPicture:
    """What a box says. `relation`: 0 to 5 bars."""

    name: str
    title: str
    role: str
    stance: Chip | None
    relation: int


@dataclass(frozen=True, slots=True)
class MapLine:
    """A line between two people."""

    from_id: int
    to_id: int
    kind: str


def picture_of(reading: Reading, person: Record) -> BoxPicture:
    """A person as a box."""
    parts = parts_of(reading, person.id)
    role = next((chip[0] for part in parts if (chip := reading.chip(part, "role"))), "")
    relation = "" if reading.scope.covered else reading.plan.value(person.id, "relation_now")
    title = reading.value(person.id, "title") or reading.tr("account.title_unknown")
    return BoxPicture(person.name, title, role, stance_of(reading, person.id), int(relation or 0))


def paint_box(painter: QPainter, area: QRectF, box: BoxPicture, marked: bool) -> None:
    """Edge in the tone of the stance, initials, name, title, closeness, role."""
    unit, tokens = theme().px, theme().tokens
    painting.rounded(painter, area, unit(CORNER), tokens.card, tokens.field_line)
    tone = box.stance[1] if box.stance else None
    edge = QPainterPath()
    edge.addRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), unit(CORNER), unit(CORNER))
    painter.save()
    painter.setClipPath(edge)
    colour = (
        tokens.fill(tone) if tone and tone is not Tone.NEUTRAL else tokens.ornament if tone else tokens.track
    )
    painter.fillRect(QRectF(area.left(), area.top(), unit(5), area.height()), QColor(colour))
    painter.restore()
    if marked:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tokens.accent), 2))
        painter.drawRoundedRect(area.adjusted(0, 0, 0, 0), unit(CORNER), unit(CORNER))
    side = unit(38)
    picture = QRectF(area.left() + unit(14), area.top() + unit(11), side, side)
    paint_avatar(painter, picture, box.name, True)
    left, right = picture.right() + unit(10), area.right() - unit(8)
    name = QRectF(left, area.top() + unit(9), right - left, unit(20))
    painting.line_of_text(painter, name, box.name, painting.Ink(theme().font(Type.BODY, 600), tokens.ink))
    title = QRectF(left, name.bottom(), right - left, unit(18))
    painting.line_of_text(painter, title, box.title, painting.Ink(theme().font(Type.DENSE), tokens.ink2))
    _paint_relation(painter, QPointF(picture.left(), area.bottom() - unit(13)), box.relation)
    if box.role:
        width = min(chip_width(box.role), right - left + unit(4))
        paint_chip(
            painter, QRectF(right - width, area.bottom() - unit(25), width, unit(19)), box.role, Tone.ACCENT
        )


def _paint_relation(painter: QPainter, start: QPointF, relation: int) -> None:
    unit, tokens = theme().px, theme().tokens
    for step in range(RELATION_STEPS):
        body = QRectF(start.x() + step * unit(8), start.y() - unit(2), unit(6), unit(5))
        painting.rounded(painter, body, unit(2), tokens.accent if step < relation else tokens.track)


def paint_line(painter: QPainter, ends: tuple[QRectF, QRectF], kind: str, stacked: bool = False) -> None:
    """A reporting line with round corners; influence as a dashed curve with a head; conflict in red."""
    tokens = theme().tokens
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if kind == "reports_to":
        painter.setPen(QPen(QColor(tokens.field_line), 2))
        painter.drawPath(_branch(*ends, stacked))
        return
    colour = {"conflicts": tokens.bad_fill, "influences": tokens.warn_fill}.get(kind, tokens.ornament)
    pen = QPen(QColor(colour), 2)
    pen.setDashPattern([4, 3] if kind != "relates" else [1.5, 3])
    painter.setPen(pen)
    path, head = _curve(*ends)
    painter.drawPath(path)
    if kind == "influences":
        _paint_head(painter, head, colour)
    elif kind == "conflicts":
        _paint_cross(painter, path.pointAtPercent(0.5), colour)


def _branch(above: QRectF, below: QRectF, stacked: bool) -> QPainterPath:
    radius = theme().px(8)
    path = QPainterPath()
    if stacked:
        x = above.left() + theme().px(14)
        path.moveTo(x, above.bottom())
        path.lineTo(x, below.center().y() - radius)
        path.quadTo(QPointF(x, below.center().y()), QPointF(x + radius, below.center().y()))
        path.lineTo(below.left(), below.center().y())
        return path
    start, end = QPointF(above.center().x(), above.bottom()), QPointF(below.center().x(), below.top())
    middle = (start.y() + end.y()) / 2
    path.moveTo(start)
    if abs(start.x() - end.x()) < 2 * radius:
        path.lineTo(end)
        return path
    side = radius if end.x() > start.x() else -radius
    path.lineTo(start.x(), middle - radius)
    path.quadTo(QPointF(start.x(), middle), QPointF(start.x() + side, middle))
    path.lineTo(end.x() - side, middle)
    path.quadTo(QPointF(end.x(), middle), QPointF(end.x(), middle + radius))
    path.lineTo(end)
    return path


def _curve(one: QRectF, other: QRectF) -> tuple[QPainterPath, QLineF]:
    """From side to side where the boxes stand beside one another, else from edge to edge."""
    path = QPainterPath()
    if abs(one.center().x() - other.center().x()) > one.width():
        forth = one.center().x() < other.center().x()
        start = QPointF(one.right() if forth else one.left(), one.center().y())
        end = QPointF(other.left() if forth else other.right(), other.center().y())
        reach = max(theme().px(40), abs(end.x() - start.x()) / 2) * (1 if forth else -1)
        first, second = start + QPointF(reach, 0), end - QPointF(reach, 0)
    else:
        start = QPointF(one.right(), one.center().y())
        end = QPointF(other.right(), other.center().y())
        reach = theme().px(46)
        first, second = start + QPointF(reach, 0), end + QPointF(reach, 0)
    path.moveTo(start)
    path.cubicTo(first, second, end)
    return path, QLineF(second, end)


def _paint_head(painter: QPainter, line: QLineF, colour: str) -> None:
    size = theme().px(8)
    painter.setPen(QPen(QColor(colour), 2))
    for turn in (150, -150):
        wing = QLineF(line.p2(), line.p2() + QPointF(size, 0))
        wing.setAngle(line.angle() + turn)
        painter.drawLine(wing)


def _paint_cross(painter: QPainter, at: QPointF, colour: str) -> None:
    size = theme().px(4)
    painter.setPen(QPen(QColor(colour), 2))
    painter.drawLine(at + QPointF(-size, -size), at + QPointF(size, size))
    painter.drawLine(at + QPointF(-size, size), at + QPointF(size, -size))


def paint_legend(painter: QPainter, area: QRectF, tr: Translate) -> None:
    """What the lines and edges mean, and how to draw one; at the foot."""
    unit, tokens = theme().px, theme().tokens
    font = theme().font(Type.SMALL)
    x, y = area.left() + unit(28), area.bottom() - unit(20)
    marks = (
        (tokens.field_line, Qt.PenStyle.SolidLine, tr("account.legend_reports")),
        (tokens.warn_fill, Qt.PenStyle.DashLine, tr("account.legend_influences")),
        (tokens.bad_fill, Qt.PenStyle.DashLine, tr("account.legend_conflicts")),
    )
    for colour, style, words in marks:
        painter.setPen(QPen(QColor(colour), 2, style))
        painter.drawLine(QPointF(x, y), QPointF(x + unit(22), y))
        width = painting.text_width(font, words) + 1
        room = QRectF(x + unit(28), y - unit(10), width, unit(20))
        painting.line_of_text(painter, room, words, painting.Ink(font, tokens.ink2))
        x = room.right() + unit(20)
    room = QRectF(x, y - unit(10), max(0.0, area.right() - x - unit(28)), unit(20))
    painting.line_of_text(
        painter, room, tr("account.legend_drag"), painting.Ink(font, tokens.ink2, painting.RIGHT)
    )
