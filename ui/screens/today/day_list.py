"""The eight hours as a strip: a block for each account, as high as it takes; what waits and what was taken out below.

Everything is changed with keys: + and - minutes, Alt with an arrow moves, Delete takes out, Enter brings back or leads
to the row. Asks by signals; stores nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktopcrm.domain.day_plan import DayPlan, Slot
from ui import icons
from ui.blur import blur
from ui.context import Context
from ui.screens.today.lines import minutes
from ui.theme import Tone, Type, theme
from ui.widgets import painting
from ui.widgets.scroll import thin_bars
from ui.widgets.table_rows import NOWHERE, Index

STEP = 15
LEAST, TALLEST, HEADING = 42, 96, 30
PIXELS_A_MINUTE = 0.5
REST_SHOWN = 12
"""Of what does not fit, the first; the list beside has them all."""
LEAST_BLOCKS = 4
"""As many are seen in the lowest window."""
BLOCK_ROLE = int(Qt.ItemDataRole.UserRole) + 22
SPOKEN = (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole))
IN, WAITING, OUT = "in", "waiting", "out"
EFFORT_ICONS = {"visit": "map-pin", "call": "phone", "desk": "pencil"}
BAND_TONES = {
    "fixed": Tone.ACCENT,
    "bonus": Tone.GOOD,
    "gold_mine": Tone.GOOD,
    "hop": Tone.WARN,
}


@dataclass(frozen=True, slots=True)
class Block:
    """A slot and where it stands; without a slot a heading. `place`: its number behind what is agreed, 0 if fixed."""

    state: str
    text: str
    spoken: str
    slot: Slot | None = None
    detail: str = ""
    aside: str = ""
    place: int = 0


def blocks(context: Context, plan: DayPlan) -> list[Block]:
    """The day from its first block to what was taken out of it."""
    found: list[Block] = []
    place = 0
    for slot in plan.slots:
        place += slot.band != "fixed"
        found.append(_block(context, slot, IN, place if slot.band != "fixed" else 0))
    for state, slots in ((WAITING, plan.waiting), (OUT, plan.out)):
        if slots:
            words = context.tr(f"today_page.day_{state}", n=len(slots))
            found.append(Block(state, words, words))
            found += [_block(context, slot, state, 0) for slot in slots[:REST_SHOWN]]
    return found


def _block(context: Context, slot: Slot, state: str, place: int) -> Block:
    tr = context.tr
    takes = minutes(context, slot.minutes)
    band = tr(f"today_page.band_{slot.band}")
    what = context.tell(slot.rows[0].said)
    detail = " · ".join(part for part in (slot.start, what) if part)
    changed = tr("today_page.set_by_hand") if slot.changed else ""
    spoken = " · ".join(part for part in (slot.start, slot.account, takes, band, what, changed) if part)
    return Block(state, slot.account, spoken, slot, detail, takes, place)


class BlocksModel(QAbstractListModel):
    """Blocks held in memory."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.blocks: list[Block] = []

    def show(self, found: Sequence[Block]) -> None:
        """Show these."""
        self.beginResetModel()
        self.blocks = list(found)
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.blocks)

    def data(self, index: Index, role: int = SPOKEN[0]) -> object:
        block = self.blocks[index.row()]
        return block if role == BLOCK_ROLE else blur().words(block.spoken) if role in SPOKEN else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        is_heading = self.blocks[index.row()].slot is None
        return Qt.ItemFlag.NoItemFlags if is_heading else super().flags(index)

    def place_of(self, subject: str) -> int:
        """Place of the block about a subject, -1 where there is none."""
        rows = enumerate(self.blocks)
        return next((at for at, one in rows if one.slot is not None and one.slot.subject == subject), -1)


class BlockDelegate(QStyledItemDelegate):
    """A block as high as its minutes."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        block = index.data(BLOCK_ROLE)
        return QSize(theme().px(160), block_height(block) if isinstance(block, Block) else 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        block = index.data(BLOCK_ROLE)
        if not isinstance(block, Block):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect).adjusted(0, 1, 0, -2)
        if block.slot is None:
            ink = painting.Ink(theme().font(Type.SMALL, 600), theme().tokens.ink2)
            painting.line_of_text(painter, area.adjusted(theme().px(4), theme().px(8), 0, 0), block.text, ink)
        else:
            self._paint_block(painter, area, block, bool(option.state & QStyle.StateFlag.State_Selected))
        painter.restore()

    def _paint_block(self, painter: QPainter, area: QRectF, block: Block, chosen: bool) -> None:
        unit, tokens, slot = theme().px, theme().tokens, block.slot
        if slot is None:
            return
        tone = BAND_TONES.get(slot.band, Tone.NEUTRAL)
        view = self.parent()
        focused = isinstance(view, QWidget) and view.hasFocus()
        inside = block.state == IN
        painting.rounded(painter, area, 6, tokens.under(tone) if inside else "")
        if inside:
            painting.rounded(
                painter, QRectF(area.left(), area.top(), 3, area.height()), 1.5, tokens.fill(tone)
            )
        if chosen and focused:
            painting.focus_ring(painter, area, 6)
        side, line = float(unit(14)), float(unit(18))
        top = area.top() + unit(3)
        icon = QRectF(area.left() + unit(10), top + (line - side) / 2, side, side)
        icons.paint(painter, EFFORT_ICONS.get(slot.effort, "circle-check"), tokens.ink2, icon)
        aside = painting.Ink(
            theme().font(Type.DENSE, 600 if slot.changed else 400), tokens.ink2, painting.RIGHT
        )
        left, right = icon.right() + unit(8), area.right() - unit(8)
        painting.line_of_text(painter, QRectF(left, top, right - left, line), block.aside, aside)
        room = right - left - painting.text_width(aside.font, block.aside) - unit(8)
        name = painting.Ink(theme().font(Type.DENSE, 600), tokens.ink if inside else tokens.ink2)
        painting.line_of_text(painter, QRectF(left, top, room, line), block.text, name)
        below = QRectF(left, top + line, right - left, line)
        small = painting.Ink(theme().font(Type.SMALL), tokens.ink2)
        painting.line_of_text(painter, below, block.detail, small)


def block_height(block: Block) -> int:
    """Height in pixels."""
    unit = theme().px
    if block.slot is None:
        return unit(HEADING)
    if block.state != IN:
        return unit(LEAST)
    return unit(min(TALLEST, max(LEAST, round(block.slot.minutes * PIXELS_A_MINUTE))))


class DayList(QListView):
    """`minutes_asked(subject, minutes)`, `move_asked(subject, place)`, `out_asked(subject)`, `back_asked(subject)`,
    `opened(subject)`."""

    minutes_asked = Signal(str, int)
    move_asked = Signal(str, int)
    out_asked = Signal(str)
    back_asked = Signal(str)
    opened = Signal(str)

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("day_list")
        self.setAccessibleName(label)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setItemDelegate(BlockDelegate(self))
        self.viewport().setAutoFillBackground(False)
        thin_bars(self)
        self._room = 0
        self.model_ = BlocksModel(self)
        self.setModel(self.model_)
        self.doubleClicked.connect(lambda _: self._open())

    def show_blocks(self, found: Sequence[Block]) -> None:
        """Show these; the block in hand stays in hand."""
        held, place = self.block(), self.currentIndex().row()
        self.model_.show(found)
        self._fit()
        at = self.model_.place_of(held.slot.subject) if held and held.slot else -1
        at = at if at >= 0 else min(place, len(found) - 1)
        if at >= 0:
            self.setCurrentIndex(self.model_.index(at, 0))

    def set_room(self, pixels: int) -> None:
        """Be as high as the day, but no higher than this; then it scrolls."""
        self._room = max(theme().px(LEAST) * LEAST_BLOCKS, pixels)
        self._fit()

    def _fit(self) -> None:
        whole = sum(block_height(one) for one in self.model_.blocks) + 2
        self.setFixedHeight(min(whole, self._room))

    def block(self) -> Block | None:
        """The block in hand."""
        index = self.currentIndex()
        found = index.data(BLOCK_ROLE) if index.isValid() else None
        return found if isinstance(found, Block) and found.slot is not None else None

    def longer(self, by: int) -> None:
        """Ask for more (or, below zero, fewer) minutes for the block in hand."""
        block = self.block()
        if block is not None and block.slot is not None:
            self.minutes_asked.emit(block.slot.subject, max(STEP, block.slot.minutes + by))

    def move_block(self, by: int) -> None:
        """Ask to put the block in hand earlier (-1) or later (1); what is agreed keeps its hour."""
        block = self.block()
        if block is not None and block.slot is not None and block.place and block.place + by >= 1:
            self.move_asked.emit(block.slot.subject, block.place + by)

    def take_out(self) -> None:
        """Ask to take the block in hand out of the day."""
        block = self.block()
        if block is not None and block.slot is not None and block.state != OUT:
            self.out_asked.emit(block.slot.subject)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if alt and step:
            self.move_block(step)
        elif event.text() in ("+", "=", "-"):
            self.longer(-STEP if event.text() == "-" else STEP)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.take_out()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters mean nothing here."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model_.blocks:
            self.setCurrentIndex(self.model_.index(0, 0))
        self.viewport().update()

    def _open(self) -> None:
        block = self.block()
        if block is None or block.slot is None:
            return
        if block.state == IN:
            self.opened.emit(block.slot.subject)
        elif block.state == WAITING:
            self.minutes_asked.emit(
                block.slot.subject, block.slot.minutes
            )  # what is set by hand comes in first
        else:
            self.back_asked.emit(block.slot.subject)
