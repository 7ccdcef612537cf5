"""How a line of the guide looks: a heading, a question, a flag with its mark; unfolded, its reasons and way out.

Measures and paints; holds nothing but what is unfolded and how much room its deeds take.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import icons
from ui.models.guide_line import FIXED, FLAGS, NEXT, Detail, GuideLine
from ui.theme import Tone, Type, theme
from ui.widgets import painting
from ui.widgets.chip import chip_width, paint_chip
from ui.widgets.table_rows import Index

WIDTH = 296
SIDE, TOP, FOOT_LINE, GAP = 10, 8, 17, 5
MARK, MARK_ROOM = 15, 22
LINE_ROLE = int(Qt.ItemDataRole.UserRole) + 20
UPPER_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
MARKS = {
    "red": ("triangle-alert", Tone.BAD),
    "yellow": ("circle-alert", Tone.WARN),
    "accepted": ("circle-check", Tone.NEUTRAL),
}


class GuideDelegate(QStyledItemDelegate):
    """`unfolded`: key of the line that shows all it has to say; `deeds_height`: room kept under it."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self.unfolded: tuple[object, ...] | None = None
        self.deeds_height = 0

    def is_unfolded(self, line: GuideLine) -> bool:
        return line.opens and line.key == self.unfolded

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        line, unit = index.data(LINE_ROLE), theme().px
        if line.heading:
            return QSize(self._room(), unit(34))
        width = self._text_width(line)
        height = painting.text_height(_font(line), line.text, width) + unit(FOOT_LINE) * len(_foot(line))
        if self.is_unfolded(line):
            for detail in line.details:
                height += unit(GAP) + painting.text_height(_small(), _words(detail), width)
            height += self.deeds_height + unit(GAP)
        return QSize(self._room(), round(height + unit(2 * TOP)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, unit = index.data(LINE_ROLE), theme().px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect)
        if line.heading:
            self._paint_heading(painter, area, line)
        else:
            self._paint_ground(painter, area.adjusted(0, 1, 0, -1), option.state, self.is_unfolded(line))
            room = area.adjusted(unit(SIDE), unit(TOP), -unit(SIDE), -unit(TOP))
            if line.mark:
                self._paint_mark(painter, room, line.mark)
                room.setLeft(room.left() + unit(MARK_ROOM))
            self._paint_line(painter, room, line)
        painter.restore()

    def _paint_line(self, painter: QPainter, room: QRectF, line: GuideLine) -> None:
        unit, tokens = theme().px, theme().tokens
        ink = tokens.ink if line.group in FIXED else tokens.ink2
        painting.block_of_text(painter, room, line.text, painting.Ink(_font(line), ink, UPPER_LEFT))
        top = room.top() + painting.text_height(_font(line), line.text, room.width())
        foot = _foot(line)
        for place, said in enumerate(foot):
            self._paint_foot(
                painter, QRectF(room.left(), top, room.width(), unit(FOOT_LINE)), line, (place, said)
            )
            top += unit(FOOT_LINE)
        if self.is_unfolded(line):
            for detail in line.details:
                top += unit(GAP)
                words = _words(detail)
                height = painting.text_height(_small(), words, room.width())
                body = QRectF(room.left(), top, room.width(), height)
                painting.block_of_text(painter, body, words, painting.Ink(_small(), tokens.ink2, UPPER_LEFT))
                top += height

    def _paint_foot(self, painter: QPainter, foot: QRectF, line: GuideLine, said: tuple[int, str]) -> None:
        """One small line; the last one ends in why it is asked."""
        unit, (place, words) = theme().px, said
        if line.why and place == len(_foot(line)) - 1:
            width = chip_width(line.why)
            chip = QRectF(foot.right() - width, foot.bottom() - unit(18), width, unit(18))
            paint_chip(painter, chip, line.why, line.tone)
            foot.setRight(chip.left() - unit(6))
        painting.line_of_text(painter, foot, words, painting.Ink(_small(), theme().tokens.ink2))

    def _paint_mark(self, painter: QPainter, room: QRectF, mark: str) -> None:
        sign, tone = MARKS[mark]
        side = theme().px(MARK)
        area = QRectF(room.left(), room.top() + theme().px(1), side, side)
        icons.paint(painter, sign, theme().tokens.text(tone), area)

    def _paint_heading(self, painter: QPainter, area: QRectF, line: GuideLine) -> None:
        unit, tokens = theme().px, theme().tokens
        room = area.adjusted(unit(SIDE), unit(TOP), -unit(SIDE), 0)
        ink = tokens.accent if line.group == NEXT else tokens.ink2
        painting.line_of_text(painter, room, line.text, painting.Ink(theme().font(Type.SMALL, 600), ink))
        if line.group not in FIXED:
            side = unit(14)
            sign = QRectF(room.right() - side, room.center().y() - side / 2, side, side)
            icons.paint(painter, "chevron-right" if line.folded else "chevron-down", tokens.ink2, sign)

    def _paint_ground(self, painter: QPainter, body: QRectF, state: QStyle.StateFlag, unfolded: bool) -> None:
        tokens = theme().tokens
        view = self.parent()
        focused = isinstance(view, QWidget) and view.hasFocus()
        if state & QStyle.StateFlag.State_Selected and focused:
            painting.rounded(painter, body, 8, tokens.tint)
            painting.focus_ring(painter, body, 7)
        elif unfolded:
            painting.rounded(painter, body, 8, tokens.ground, tokens.hairline)
        elif state & QStyle.StateFlag.State_MouseOver:
            painting.rounded(painter, body, 8, tokens.hover)

    def _room(self) -> int:
        view = self.parent()
        return view.viewport().width() if isinstance(view, QListView) else theme().px(WIDTH)

    def _text_width(self, line: GuideLine) -> float:
        unit = theme().px
        return self._room() - 2 * unit(SIDE) - (unit(MARK_ROOM) if line.mark else 0)


def deeds_area(row: QRectF, height: int) -> QRectF:
    """Where the deeds of an unfolded line stand in its row."""
    unit = theme().px
    return QRectF(
        row.left() + unit(SIDE), row.bottom() - unit(TOP) - height, row.width() - 2 * unit(SIDE), height
    )


def _font(line: GuideLine) -> QFont:
    """What to ask next stands out, then the flags."""
    if line.group == NEXT:
        return theme().font(Type.BODY, 600)
    return theme().font(Type.DENSE, 500 if line.group == FLAGS else 400)


def _small() -> QFont:
    return theme().font(Type.SMALL)


def _words(detail: Detail) -> str:
    return f"{detail.lead} · {detail.text}" if detail.lead and detail.text else detail.lead or detail.text


def _foot(line: GuideLine) -> list[str]:
    """The small lines under a question: what it is about, whom to ask."""
    parts = [part for part in (line.about, line.whom) if part]
    return parts or ([""] if line.why else [])
