"""The picture of a lamp row: lamp, question, what is known of it and from whom, three answers. Holds no state."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from ui import icons
from ui.theme import Tone, Type, theme
from ui.widgets import painting
from ui.widgets.field_row_view import paint_certainty
from ui.widgets.lamp import paint_lamp, tone_of

PAD, LAMP, PILL = 8, 22, 24
NARROW_BELOW = 400
TOP_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True, slots=True)
class LampLine:
    """One row. `state`: yes, no or unknown; `who`: the people it belongs to; `detail`: age, source and note, or why it
    is only inferred; `question` is shown while nothing is known; `who_field`: key of the field that names people;
    `bad`: the answer that speaks against us."""

    key: str
    label: str
    state: str = "unknown"
    inferred: bool = False
    who: str = ""
    detail: str = ""
    certainty: str = ""
    question: str = ""
    who_field: str = ""
    stale: bool = False
    private: bool = False
    asked: bool = False
    bad: str = "no"

    @property
    def below(self) -> str:
        """The line under the label."""
        known = " · ".join(part for part in (self.who, self.detail) if part)
        return known or self.question

    def spoken(self, words: LampWords) -> str:
        """The row for a screen reader."""
        state = dict(words.states)[self.state]
        return f"{self.label}: {words.inferred if self.inferred else ''} {state}".replace("  ", " ")


@dataclass(frozen=True, slots=True)
class LampWords:
    """Words that all rows share: yes, no and not known in this order, and what stands on one that was inferred."""

    states: tuple[tuple[str, str], ...]
    inferred: str
    list_name: str = ""


@dataclass(frozen=True, slots=True)
class LampPicture:
    """A row at one moment. `editor`: height of the editor that is open in it, 0 without one."""

    line: LampLine
    words: LampWords
    editor: float = 0.0
    error: str = ""

    def pills(self, width: float) -> list[tuple[str, QRectF]]:
        """The three answers, at the right; in a narrow row under the label."""
        unit, font = theme().px, theme().font(Type.SMALL, 600)
        sizes = [painting.text_width(font, words) + unit(16) for _, words in self.words.states]
        narrow = self._is_narrow(width)
        left = self._left() if narrow else width - unit(PAD) - sum(sizes)
        top = unit(7) + (unit(PILL) if narrow else 0)
        found = []
        for (key, _), size in zip(self.words.states, sizes, strict=True):
            found.append((key, QRectF(left, top, size, unit(PILL))))
            left += size
        return found

    def height(self, width: float) -> float:
        """Height of the row at this width."""
        return self._below_top(width) + self._below_height(width) + theme().px(PAD)

    def editor_area(self, width: float) -> QRectF:
        """Where an open editor lies."""
        left = self._left()
        return QRectF(left, self._below_top(width), width - left - theme().px(PAD), self.editor)

    def paint(self, painter: QPainter, width: float, hovered: str) -> None:
        """Draw everything but the ground."""
        unit, tokens, line = theme().px, theme().tokens, self.line
        lamp = QRectF(unit(PAD), unit(8), unit(LAMP), unit(LAMP))
        paint_lamp(painter, lamp, line.state, line.inferred, line.bad)
        label = QRectF(self._left(), unit(7), self._label_end(width) - self._left(), unit(PILL))
        weight = 600 if line.asked or line.state != "unknown" else 400
        ink = painting.Ink(theme().font(Type.BODY, weight), tokens.accent if line.asked else tokens.ink)
        painting.line_of_text(painter, label, line.label, ink)
        if line.private:
            used = min(label.width() - unit(14), painting.text_width(ink.font, line.label))
            lock = QRectF(label.left() + used + unit(5), label.center().y() - unit(6), unit(12), unit(12))
            icons.paint(painter, "lock", tokens.ornament, lock)
        self._paint_pills(painter, width, hovered)
        self._paint_below(painter, width)

    def _left(self) -> float:
        return float(theme().px(PAD + LAMP + 10))

    def _is_narrow(self, width: float) -> bool:
        return width < theme().px(NARROW_BELOW)

    def _label_end(self, width: float) -> float:
        unit = theme().px
        return width - unit(PAD) if self._is_narrow(width) else self.pills(width)[0][1].left() - unit(10)

    def _below_top(self, width: float) -> float:
        return theme().px(7 + PILL + 1) + (theme().px(PILL + 2) if self._is_narrow(width) else 0.0)

    def _below_width(self, width: float) -> float:
        dots = theme().px(34) if self.line.certainty and self.line.state != "unknown" else 0
        return width - self._left() - theme().px(PAD) - dots

    def _below_height(self, width: float) -> float:
        if self.editor:
            words = self._error_height(width)
            return self.editor + words
        if not self.line.below:
            return 0.0
        return painting.text_height(theme().font(Type.SMALL), self.line.below, self._below_width(width))

    def _error_height(self, width: float) -> float:
        if not self.error:
            return 0.0
        room = self._below_width(width)
        return painting.text_height(theme().font(Type.SMALL), self.error, room) + theme().px(4)

    def _paint_pills(self, painter: QPainter, width: float, hovered: str) -> None:
        unit, tokens = theme().px, theme().tokens
        pills = self.pills(width)
        whole = pills[0][1].united(pills[-1][1])
        painting.rounded(painter, whole, 7, tokens.chip)
        for (key, area), (_, words) in zip(pills, self.words.states, strict=True):
            chosen = key == self.line.state and not (self.line.inferred and key != "unknown")
            inner = area.adjusted(2, 2, -2, -2)
            tone = tone_of(key, self.line.bad) or Tone.NEUTRAL
            if chosen:
                line = tokens.text(tone)
                painting.rounded(painter, inner, unit(5), tokens.card, line)
            elif key == hovered:
                painting.rounded(painter, inner, unit(5), tokens.hover)
            colour = tokens.text(tone) if chosen else tokens.ink2
            font = theme().font(Type.SMALL, 600 if chosen else 400)
            painting.line_of_text(painter, area, words, painting.Ink(font, colour, painting.CENTER))

    def _paint_below(self, painter: QPainter, width: float) -> None:
        unit, tokens, line = theme().px, theme().tokens, self.line
        top = self._below_top(width)
        font = theme().font(Type.SMALL)
        if self.editor:
            if self.error:
                room = QRectF(self._left(), top + self.editor + unit(2), self._below_width(width), unit(60))
                painting.block_of_text(painter, room, self.error, painting.Ink(font, tokens.bad, TOP_LEFT))
            return
        if not line.below:
            return
        room = QRectF(self._left(), top, self._below_width(width), self._below_height(width) + 1)
        colour = tokens.warn if line.stale and line.state != "unknown" else tokens.ink2
        painting.block_of_text(painter, room, line.below, painting.Ink(font, colour, TOP_LEFT))
        if line.certainty and line.state != "unknown":
            dots = QRectF(width - unit(PAD) - unit(30), top, unit(30), painting.text_height(font))
            paint_certainty(painter, dots, line.certainty)
