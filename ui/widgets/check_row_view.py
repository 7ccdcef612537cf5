"""The picture of one line of a checklist: what it shows and where its parts lie. Holds no state."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui import icons
from ui.theme import Tone, Type, theme
from ui.widgets import painting
from ui.widgets.chip import chip_width, paint_chip

PAD, MARK = 8, 18
TOP_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
TONES = {"yes": Tone.GOOD, "doing": Tone.WARN, "no": Tone.BAD, "na": Tone.NEUTRAL}
SIGNS = {"yes": "check", "doing": "play", "no": "x", "na": "minus"}


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One item. `chip` marks whose item it is (empty: the source's); `remark` is note and day in one line."""

    key: str
    label: str
    state: str = ""
    mandatory: bool = False
    chip: str = ""
    own: bool = False
    remark: str = ""
    note: str = ""
    day: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class CheckWords:
    """Words that all lines share: the four states in order yes, doing, no, na, and some more."""

    states: tuple[tuple[str, str], ...]
    mandatory: str
    why: str
    note_label: str
    note_hint: str
    day_label: str
    day_hint: str
    remove: str


@dataclass(frozen=True, slots=True)
class CheckPicture:
    """A line at one moment. `opened`: its reason is shown; `writing`: room for the editor of its note."""

    line: CheckLine
    words: CheckWords
    opened: bool = False
    writing: bool = False
    error: str = ""

    def pills(self, width: float) -> list[tuple[str, QRectF]]:
        """The four answers, from the left; their line is the first of the row."""
        unit, font = theme().px, theme().font(Type.SMALL, 600)
        sizes = [painting.text_width(font, words) + unit(16) for _, words in self.words.states]
        left = width - unit(PAD) - sum(sizes)
        found = []
        for (key, _), size in zip(self.words.states, sizes, strict=True):
            found.append((key, QRectF(left, unit(7), size, unit(24))))
            left += size
        return found

    def why_area(self, width: float) -> QRectF:
        """Where a click shows the reason."""
        unit = theme().px
        left = self.pills(width)[0][1].left() - unit(30)
        return QRectF(left, unit(7), unit(24), unit(24))

    def remove_area(self, width: float) -> QRectF:
        """Where a click removes an own item; empty for the others."""
        if not self.line.own:
            return QRectF()
        return self.why_area(width).translated(-theme().px(26), 0)

    def words_area(self, width: float) -> QRectF:
        """Room for the label."""
        unit = theme().px
        left = unit(PAD + MARK + 12)
        right = (self.remove_area(width) if self.line.own else self.why_area(width)).left() - unit(8)
        chips = self._chips()
        right -= sum(chip_width(words) + unit(6) for words, _ in chips)
        room = max(unit(120), right - left)
        return QRectF(left, unit(PAD), room, self._label_height(room))

    def below(self, width: float) -> QRectF:
        """Room for remark, note and reason under the label."""
        label = self.words_area(width)
        left = label.left()
        return QRectF(
            left, max(label.bottom(), theme().px(29)), width - left - theme().px(PAD), theme().px(400)
        )

    def height(self, width: float, editor: float) -> float:
        """Height of the whole row; `editor` is the height of the open note editor."""
        unit, below = theme().px, self.below(width)
        height = max(self.words_area(width).bottom() + unit(PAD), unit(38.0))
        if self._under() or self.writing:
            height = below.top() + unit(PAD)
        for text in self._under():
            height += painting.text_height(theme().font(Type.SMALL), text, below.width()) + unit(3)
        return height + (editor + unit(6) if self.writing else 0)

    def editor_top(self, width: float) -> float:
        """Where the editor of the note begins."""
        top = self.below(width).top() + theme().px(3)
        for text in self._under():
            top += painting.text_height(
                theme().font(Type.SMALL), text, self.below(width).width()
            ) + theme().px(3)
        return top

    def paint(self, painter: QPainter, width: float, hovered: str = "") -> None:
        """Draw everything but the ground."""
        unit, tokens = theme().px, theme().tokens
        self._paint_mark(painter, QRectF(unit(PAD), unit(10), unit(MARK), unit(MARK)))
        done = self.line.state in ("yes", "na")
        area = self.words_area(width)
        ink = painting.Ink(theme().font(Type.BODY), tokens.ink2 if done else tokens.ink, TOP_LEFT)
        painting.block_of_text(painter, area.adjusted(0, unit(2), 0, unit(2)), self.line.label, ink)
        left = self.why_area(width).left() - unit(8) - (unit(26) if self.line.own else 0)
        for words, tone in reversed(self._chips()):
            left -= chip_width(words)
            paint_chip(painter, QRectF(left, unit(8), chip_width(words), unit(22)), words, tone)
            left -= unit(6)
        self._paint_signs(painter, width)
        self._paint_pills(painter, width, hovered)
        self._paint_under(painter, width)

    def _chips(self) -> list[tuple[str, Tone]]:
        found = [(self.line.chip, Tone.ACCENT if self.line.own else Tone.NEUTRAL)] if self.line.chip else []
        if self.line.mandatory:
            found.append((self.words.mandatory, Tone.WARN if self._open() else Tone.NEUTRAL))
        return found

    def _open(self) -> bool:
        return self.line.state not in ("yes", "na")

    def _label_height(self, width: float) -> float:
        return painting.text_height(theme().font(Type.BODY), self.line.label, width) + theme().px(4)

    def _under(self) -> list[str]:
        found = [self.line.remark] if self.line.remark and not self.writing else []
        found += [self.line.why] if self.opened and self.line.why else []
        return [*found, *([self.error] if self.error else [])]

    def _paint_mark(self, painter: QPainter, area: QRectF) -> None:
        tokens = theme().tokens
        tone = TONES.get(self.line.state)
        if tone is None:
            painter.setPen(QPen(QColor(tokens.field_line), theme().px(1.5)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 5, 5)
            return
        painting.rounded(painter, area, 5, tokens.fill(tone))
        inner = area.adjusted(3, 3, -3, -3)
        icons.paint(
            painter, SIGNS[self.line.state], tokens.on_accent if not tokens.dark else tokens.ground, inner
        )

    def _paint_signs(self, painter: QPainter, width: float) -> None:
        unit, tokens = theme().px, theme().tokens
        if self.line.why:
            colour = tokens.accent if self.opened else tokens.ornament
            inner = self.why_area(width).adjusted(unit(4), unit(4), -unit(4), -unit(4))
            icons.paint(painter, "info", colour, inner)
        if self.line.own:
            inner = self.remove_area(width).adjusted(unit(4), unit(4), -unit(4), -unit(4))
            icons.paint(painter, "trash-2", tokens.ornament, inner)

    def _paint_pills(self, painter: QPainter, width: float, hovered: str) -> None:
        tokens = theme().tokens
        pills = self.pills(width)
        whole = pills[0][1].united(pills[-1][1])
        painting.rounded(painter, whole, 7, tokens.chip)
        for (key, area), (_, words) in zip(pills, self.words.states, strict=True):
            chosen = key == self.line.state
            if chosen:
                tone = TONES[key]
                painting.rounded(
                    painter, area.adjusted(1.5, 1.5, -1.5, -1.5), 6, tokens.card, tokens.fill(tone)
                )
            font = theme().font(Type.SMALL, 600 if chosen else 400)
            colour = tokens.text(TONES[key]) if chosen else tokens.ink if key == hovered else tokens.ink2
            painting.line_of_text(painter, area, words, painting.Ink(font, colour, painting.CENTER))

    def _paint_under(self, painter: QPainter, width: float) -> None:
        unit, tokens = theme().px, theme().tokens
        area, top = self.below(width), self.below(width).top()
        for text in self._under():
            colour = tokens.bad if text == self.error else tokens.ink2
            ink = painting.Ink(theme().font(Type.SMALL), colour, TOP_LEFT)
            height = painting.text_height(theme().font(Type.SMALL), text, area.width())
            painting.block_of_text(painter, QRectF(area.left(), top, area.width(), height + 1), text, ink)
            top += height + unit(3)
