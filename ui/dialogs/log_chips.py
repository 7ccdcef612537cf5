"""The chips under the text of the log: what each piece becomes, corrected with a click or two keys.

Enter or Down opens the choice, Space takes the next meaning, Delete leaves it a note. Knows views, not what they mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktopcrm.domain.debrief_types import NOTE, Meaning
from desktopcrm.texts import Translate
from ui import icons
from ui.models.log_reading import ChipView
from ui.theme import Tone, Type, theme
from ui.widgets import painting
from ui.widgets.flow import FlowRow
from ui.widgets.menu import Menu

HEIGHT, SIDE, SIGN, WIDEST = 26, 10, 14, 560
OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down, Qt.Key.Key_F2)
DROPPING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
TURNS: dict[int, int] = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}


class LogChip(QWidget):
    """One chip. `opened()`, `turned(step)`, `meant(Meaning)`, `left()` upwards."""

    opened = Signal()
    turned = Signal(int)
    meant = Signal(object)
    left = Signal()
    entered = Signal()

    def __init__(self, tr: Translate, view: ChipView, parent: QWidget) -> None:
        super().__init__(parent)
        self._tr = tr
        self._focus_sign = painting.FocusSign()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.view = view
        self.show_view(view)

    def show_view(self, view: ChipView) -> None:
        """Another meaning, or another piece."""
        self.view = view
        self.setObjectName(f"chip_{view.icon}")
        self.setAccessibleName(view.words)
        said = [view.problem, self._tr("log.from_text", text=view.source)]
        self.setAccessibleDescription(" ".join(part for part in said if part))
        self.setToolTip(painting.plain_tip("\n".join(part for part in said if part)))
        self.updateGeometry()
        self.update()

    @property
    def tone(self) -> Tone:
        if self.view.problem and not self.view.suggested:
            return Tone.WARN
        return Tone.NEUTRAL if self.view.is_note else Tone.ACCENT

    def sizeHint(self) -> QSize:
        unit = theme().px
        words = painting.text_width(self._font(), self.view.words)
        width = min(words + unit(2 * SIDE + SIGN + 6), unit(WIDEST))
        lowest = painting.text_height(self._font()) + 4
        return QSize(round(width) + 1, round(max(unit(HEIGHT), lowest)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in OPENING:
            self.opened.emit()
        elif key == Qt.Key.Key_Space:
            self._take_next()
        elif key in DROPPING:
            self.meant.emit(NOTE)
        elif key in TURNS:
            self.turned.emit(TURNS[key])
        elif key == Qt.Key.Key_Up:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._focus_sign.take(event)
        self.entered.emit()
        super().focusInEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        unit, tokens = theme().px, theme().tokens
        painter = painting.painter_for(self)
        area = QRectF(self.rect())
        ink = tokens.text(self.tone)
        radius = area.height() / 2
        if self.view.is_note and not self.view.problem:
            painting.rounded(painter, area, radius, "", tokens.field_line)
        else:
            painting.rounded(painter, area, radius, tokens.under(self.tone))
        left = area.left() + unit(SIDE)
        top = area.center().y() - unit(SIGN) / 2
        icons.paint(painter, self._sign(), ink, QRectF(left, top, unit(SIGN), unit(SIGN)))
        left += unit(SIGN + 5)
        room = QRectF(left, area.top(), area.right() - left - unit(SIDE) + 2, area.height())
        painting.line_of_text(painter, room, self.view.words, painting.Ink(self._font(), ink))
        if self._focus_sign.shown(self):
            painting.focus_ring(painter, area, radius - 1)
        painter.end()

    def _sign(self) -> str:
        return "sticky-note" if self.view.is_note and not self.view.problem else self.view.icon

    def _take_next(self) -> None:
        """The first other meaning; what is offered only is taken, what was taken is given back."""
        others = [one for one, _ in self.view.options[1:]]
        if others:
            self.meant.emit(others[0])

    def _font(self) -> QFont:
        return theme().font(Type.DENSE, 600)


class LogChips(FlowRow):
    """`corrected(key, Meaning)`, `described(sentence)` as the focus walks, `left()` back to the text.
    Tab comes to them from `before`."""

    corrected = Signal(str, object)
    described = Signal(str)
    left = Signal()

    def __init__(self, tr: Translate, before: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent, 6)
        self._tr, self._before = tr, before
        self.setObjectName("log_chips")
        self.setAccessibleName(tr("log.chips"))

    def show_views(self, views: Sequence[ChipView]) -> None:
        """Show exactly these; a chip in hand stays in hand."""
        chips = self.chips()
        if len(chips) == len(views):
            for chip, view in zip(chips, views, strict=True):
                chip.show_view(view)
            self._arrange(self.width())
            self.updateGeometry()
            return
        in_hand = next((place for place, chip in enumerate(chips) if chip.hasFocus()), None)
        self.clear()
        for view in views:
            self._add(view)
        for stop, following in pairwise((self._before, *self.chips())):
            QWidget.setTabOrder(stop, following)
        if in_hand is not None and views:
            self.chips()[min(in_hand, len(views) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def chips(self) -> list[LogChip]:
        """From first to last."""
        return [one for one in self.widgets() if isinstance(one, LogChip)]

    def _add(self, view: ChipView) -> None:
        chip = LogChip(self._tr, view, self)
        chip.opened.connect(lambda: self._open_menu(chip))
        chip.turned.connect(lambda step: self._turn(chip, step))
        chip.meant.connect(lambda meaning: self.corrected.emit(chip.view.key, meaning))
        chip.left.connect(self.left)
        chip.entered.connect(lambda: self.described.emit(chip.view.problem))
        self.add(chip)

    def _turn(self, chip: LogChip, step: int) -> None:
        chips = self.chips()
        place = chips.index(chip) + step
        if 0 <= place < len(chips):
            chips[place].setFocus(Qt.FocusReason.TabFocusReason)

    def _open_menu(self, chip: LogChip) -> None:
        """Everything the piece may become; for a name also everybody else."""
        menu = Menu("log_meanings", chip)
        for number, (meaning, words) in enumerate(chip.view.options):
            action = menu.add(words, "check" if number == 0 else "")
            action.triggered.connect(partial(self._mean, chip, meaning))
        if chip.view.people:
            others = Menu("log_people", menu)
            others.setTitle(self._tr("log.somebody_else"))
            for meaning, words in chip.view.people:
                others.add(words).triggered.connect(partial(self._mean, chip, meaning))
            menu.addSeparator()
            menu.addMenu(others)
        menu.popup(chip.mapToGlobal(QPoint(0, chip.height() + 2)))
        menu.setActiveAction(menu.actions()[0])

    def _mean(self, chip: LogChip, meaning: Meaning, _checked: bool = False) -> None:
        self.corrected.emit(chip.view.key, meaning)
        chip.setFocus(Qt.FocusReason.OtherFocusReason)
