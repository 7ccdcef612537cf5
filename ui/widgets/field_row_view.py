"""The picture of a field row: what it shows, where its parts lie, how they are painted. Holds no state."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from ui import icons
from ui.theme import Style, Tone, Type, theme
from ui.widgets import painting

CERTAINTY_DOTS = {"": 0, "rumour": 1, "twice": 2, "written": 3}
NARROW_BELOW = 520
PAD = 7
DOTS_WIDTH, AGE_WIDTH, HISTORY_WIDTH = 32, 64, 34
TOP_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True, slots=True)
class FieldRowData:
    """What a row shows. Words come ready in the language of the screen; `certainty` is the key of the catalogue."""

    key: str
    label: str
    value: str = ""
    question: str = ""
    certainty: str = ""
    certainty_text: str = ""
    age_text: str = ""
    age_tone: Tone = Tone.NEUTRAL
    source_text: str = ""
    private: bool = False
    history_count: int = 0
    why: str = ""

    @property
    def known(self) -> bool:
        """Whether there is a value."""
        return bool(self.value)

    @property
    def shown(self) -> str:
        """The value, or the question that asks for it."""
        return self.value or self.question or "—"

    @property
    def provenance(self) -> str:
        """Certainty, age and source in one line."""
        return " · ".join(part for part in (self.certainty_text, self.age_text, self.source_text) if part)


@dataclass(frozen=True, slots=True)
class Places:
    """Where the parts of a row lie, in logical pixels."""

    label: QRectF
    value: QRectF
    source: QRectF
    dots: QRectF
    age: QRectF
    history: QRectF


class Span(NamedTuple):
    """The room of the value, and how much of the row its source takes."""

    left: float
    top: float
    width: float
    source: float


@lru_cache(maxsize=4)
def text_line(_style: Style) -> float:
    """Height of one line of text in this style: layouts ask for it hundreds of times."""
    return painting.text_height(theme().font())


@lru_cache(maxsize=2048)
def label_block(_style: Style, label: str, width: float) -> float:
    """Height of a label in this style, wrapped to `width`: asked for as often."""
    return painting.text_height(theme().font(Type.DENSE), label, width)


@dataclass(frozen=True, slots=True)
class RowPicture:
    """One row at one moment."""

    data: FieldRowData
    label_width: int
    editing: bool = False
    active: bool = False
    note: str = ""
    note_ink: str = "ink2"

    def line(self) -> float:
        """Height of a row of one line."""
        return max(theme().px(32), text_line(theme().style) + 2 * theme().px(PAD))

    def value_height(self, width: float) -> float:
        """Height of the value, wrapped to `width`."""
        return painting.text_height(theme().font(), self.data.shown, width)

    def label_height(self, width: float) -> float:
        """Height that the label needs in a row of this width; a long one takes a second line beside the value."""
        if width < theme().px(NARROW_BELOW):
            return self.line()
        room = self._label_room(self.places(width).label)
        around = self.line() - label_block(theme().style, "", 0)
        return label_block(theme().style, self.data.label, room.width()) + around

    def note_height(self, width: float) -> float:
        """Height of the sentence under the value, 0 without one."""
        if not self.note:
            return 0
        return painting.text_height(theme().font(Type.SMALL), self.note, width) + theme().px(4)

    def span(self, width: float) -> Span:
        """Where the value lies in a row of this width; a narrow row puts it under the label."""
        unit, line = theme().px, self.line()
        pad = unit(10)
        if width < unit(NARROW_BELOW):
            return Span(pad, line * 0.78, width - 2 * pad, 0.0)
        left = pad + min(unit(self.label_width), width * 0.27)
        dots = width - pad - unit(HISTORY_WIDTH) - unit(AGE_WIDTH) - unit(DOTS_WIDTH)
        room = dots - left
        source = min(unit(180), room * 0.32) if room > unit(300) and self.data.source_text else 0.0
        end = dots - source - unit(16) if self.data.known and source else dots - unit(8)
        if self.editing:
            end = width - pad
        return Span(left, (line - text_line(theme().style)) / 2, end - left, source)

    def places(self, width: float) -> Places:
        """Where everything lies in a row of this width."""
        unit, line = theme().px, self.line()
        pad, span = unit(10), self.span(width)
        narrow = width < unit(NARROW_BELOW)
        top_line = line * 0.8 if narrow else line
        history = QRectF(width - pad - unit(HISTORY_WIDTH), 0, unit(HISTORY_WIDTH), top_line)
        age = QRectF(history.left() - unit(AGE_WIDTH), 0, unit(AGE_WIDTH), top_line)
        dots = QRectF(age.left() - unit(DOTS_WIDTH), 0, unit(DOTS_WIDTH), top_line)
        value = QRectF(span.left, span.top, span.width, line)
        if narrow:
            label = QRectF(pad, 0, dots.left() - pad - unit(8), top_line)
            return Places(label, value, QRectF(), dots, age, history)
        label = QRectF(pad, 0, span.left - pad - unit(12), line)
        source = QRectF(dots.left() - span.source, 0, max(0.0, span.source - unit(12)), line)
        return Places(label, value, source, dots, age, history)

    def paint(self, painter: QPainter, width: float, height: float) -> None:
        """Draw everything but the ground."""
        places = self.places(width)
        self._paint_label(painter, places.label, width >= theme().px(NARROW_BELOW))
        if not self.editing:
            self._paint_value(painter, places.value)
            if self.data.known:
                self._paint_provenance(painter, places)
            else:
                self._paint_invitation(painter, places.age)
        if self.note:
            tall = self.note_height(places.value.width())
            area = QRectF(places.value.left(), height - tall - theme().px(4), places.value.width(), tall + 1)
            ink = painting.Ink(theme().font(Type.SMALL), getattr(theme().tokens, self.note_ink), TOP_LEFT)
            painting.block_of_text(painter, area, self.note, ink)

    def _paint_label(self, painter: QPainter, area: QRectF, wraps: bool) -> None:
        unit, tokens = theme().px, theme().tokens
        font = theme().font(Type.DENSE)
        room = self._label_room(area)
        if self.data.private:
            end = min(room.width(), painting.text_width(font, self.data.label))
            lock = QRectF(area.left() + end + unit(5), area.center().y() - unit(6), unit(12), unit(12))
            icons.paint(painter, "lock", tokens.ornament, lock)
        if wraps and painting.text_width(font, self.data.label) > room.width():
            room.setTop(area.center().y() - label_block(theme().style, "", 0) / 2)
            painting.block_of_text(painter, room, self.data.label, painting.Ink(font, tokens.ink2, TOP_LEFT))
        else:
            painting.line_of_text(painter, room, self.data.label, painting.Ink(font, tokens.ink2))

    def _label_room(self, area: QRectF) -> QRectF:
        """Where the words of a label stand: the sign of a private one takes some of it."""
        return area.adjusted(0, 0, -theme().px(18) if self.data.private else 0, 0)

    def _paint_value(self, painter: QPainter, area: QRectF) -> None:
        tokens = theme().tokens
        room = QRectF(area)
        room.setHeight(self.value_height(area.width()) + 1)
        colour = tokens.ink if self.data.known else tokens.ink2
        painting.block_of_text(painter, room, self.data.shown, painting.Ink(theme().font(), colour, TOP_LEFT))

    def _paint_invitation(self, painter: QPainter, area: QRectF) -> None:
        unit, tokens = theme().px, theme().tokens
        mark = QRectF(area.right() - unit(14), area.center().y() - unit(7), unit(14), unit(14))
        icons.paint(painter, "plus", tokens.accent if self.active else tokens.ornament, mark)

    def _paint_provenance(self, painter: QPainter, places: Places) -> None:
        tokens, data = theme().tokens, self.data
        small = theme().font(Type.SMALL)
        if places.source.width() > 0:
            ink = painting.Ink(small, tokens.ink2, painting.RIGHT)
            painting.line_of_text(painter, places.source, data.source_text, ink)
        if data.certainty or data.age_text:
            paint_certainty(painter, places.dots, data.certainty)
        ink = painting.Ink(small, tokens.text(data.age_tone), painting.RIGHT)
        painting.line_of_text(painter, places.age, data.age_text, ink)
        if data.history_count:
            self._paint_history(painter, places.history)

    def _paint_history(self, painter: QPainter, area: QRectF) -> None:
        unit, tokens = theme().px, theme().tokens
        sign = QRectF(area.left() + unit(10), area.center().y() - unit(6), unit(12), unit(12))
        icons.paint(painter, "history", tokens.accent if self.active else tokens.ornament, sign)
        if self.data.history_count > 1:
            count = QRectF(sign.right() + unit(2), area.top(), area.right() - sign.right(), area.height())
            ink = painting.Ink(theme().font(Type.SMALL), tokens.ink2)
            painting.line_of_text(painter, count, str(self.data.history_count), ink)


def paint_certainty(painter: QPainter, area: QRectF, certainty: str) -> None:
    """Three dots: one lit for a rumour, two for heard twice, three for seen in writing."""
    unit, tokens = theme().px, theme().tokens
    lit = CERTAINTY_DOTS.get(certainty, 0)
    for index in range(3):
        centre = QPointF(area.left() + unit(5) + index * unit(8), area.center().y())
        painting.dot(painter, centre, unit(2.6), tokens.accent if index < lit else tokens.field_line)
