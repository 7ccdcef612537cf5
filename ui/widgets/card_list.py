"""A list of two-line rows with initials at the left and a ring, chips or words at the right.

Feed it with items, or give it a model that answers `ITEM_ROLE` with a `CardItem` (long lists that load by pages).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QModelIndex,
    QObject,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui import icons
from ui.blur import blur
from ui.theme import Tone, Type, theme
from ui.widgets import painting
from ui.widgets.avatar import paint_avatar
from ui.widgets.chip import chip_width, paint_chip
from ui.widgets.coverage import paint_mini, paint_ring
from ui.widgets.ladder import HEIGHT, WIDTH, paint_ladder
from ui.widgets.scroll import thin_bars
from ui.widgets.table_rows import NOWHERE, Index

ITEM_ROLE = int(Qt.ItemDataRole.UserRole) + 3
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
CARD_ROW = 58


@dataclass(frozen=True, slots=True)
class CardItem:
    """One row. `picture` is "person", "company", an icon name or empty; at the right: ring, bars, a learning stage
    (1 to 4, see `ladder`), chips or words."""

    id: int
    title: str
    detail: str = ""
    picture: str = ""
    ring: int | None = None
    bars: tuple[int, ...] = ()
    ladder: int = 0
    chips: tuple[tuple[str, Tone], ...] = ()
    aside: str = ""
    aside_tone: Tone = Tone.NEUTRAL

    @property
    def spoken(self) -> str:
        """The row for a screen reader."""
        parts = [self.title, self.detail, *(words for words, _ in self.chips), self.aside]
        parts += [f"{figure} %" for figure in (*self.bars, *(() if self.ring is None else (self.ring,)))]
        return " · ".join(part for part in parts if part)


class CardModel(QAbstractListModel):
    """Items held in memory."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: list[CardItem] = []

    def set_items(self, items: Sequence[CardItem]) -> None:
        """Show these items."""
        self.beginResetModel()
        self._items = list(items)
        self.endResetModel()

    def place_of(self, item_id: int) -> int:
        """Place of an item, -1 where it is not shown."""
        return next((place for place, item in enumerate(self._items) if item.id == item_id), -1)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        item = self._items[index.row()]
        if role == ITEM_ROLE:
            return item
        return (
            blur().words(item.spoken) if role in (_DISPLAY, int(Qt.ItemDataRole.AccessibleTextRole)) else None
        )


class CardDelegate(QStyledItemDelegate):
    """Paints a `CardItem`."""

    def __init__(self, row_height: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._row_height = row_height

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(theme().px(200), theme().px(self._row_height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item = index.data(ITEM_ROLE)
        if not isinstance(item, CardItem):
            return
        unit = theme().px
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = QRectF(area).adjusted(0, 1, 0, -1)
        self._paint_ground(painter, body, state)
        inner = body.adjusted(unit(10), 0, -unit(10), 0)
        left = self._paint_picture(painter, inner, item)
        right = self._paint_right(painter, inner, item)
        self._paint_words(painter, QRectF(left, inner.top(), right - left, inner.height()), item)
        painter.restore()

    def _paint_ground(self, painter: QPainter, body: QRectF, state: QStyle.StateFlag) -> None:
        tokens = theme().tokens
        view = self.parent()
        focused = isinstance(view, QWidget) and view.hasFocus()
        if state & QStyle.StateFlag.State_Selected:
            painting.rounded(painter, body, 8, tokens.tint)
            if focused:
                painting.focus_ring(painter, body, 7)
        elif state & QStyle.StateFlag.State_MouseOver:
            painting.rounded(painter, body, 8, tokens.hover)

    def _paint_picture(self, painter: QPainter, inner: QRectF, item: CardItem) -> float:
        unit, tokens = theme().px, theme().tokens
        if not item.picture:
            return inner.left()
        side = min(unit(36), round(inner.height()) - unit(6))
        area = QRectF(inner.left(), inner.center().y() - side / 2, side, side)
        if item.picture in ("person", "company"):
            paint_avatar(painter, area, item.title, item.picture == "person")
        else:
            painting.rounded(painter, area, unit(8), tokens.chip)
            icons.paint(
                painter,
                item.picture,
                tokens.ink2,
                area.adjusted(side * 0.25, side * 0.25, -side * 0.25, -side * 0.25),
            )
        return area.right() + unit(12)

    def _paint_right(self, painter: QPainter, inner: QRectF, item: CardItem) -> float:
        unit, tokens = theme().px, theme().tokens
        right, middle = inner.right(), inner.center().y()
        if item.ring is not None:
            side = float(unit(34))
            paint_ring(painter, QRectF(right - side, middle - side / 2, side, side), item.ring)
            right -= side + unit(10)
        if item.bars:
            width = float(unit(12) * len(item.bars))
            paint_mini(painter, QRectF(right - width, middle - unit(11), width, unit(22)), item.bars)
            right -= width + unit(10)
        if item.ladder:
            width, height = float(unit(WIDTH)), unit(HEIGHT)
            paint_ladder(painter, QRectF(right - width, middle - height / 2, width, height), item.ladder)
            right -= width + unit(10)
        if item.aside:
            font = theme().font(Type.DENSE)
            width = painting.text_width(font, item.aside) + 1
            ink = painting.Ink(font, tokens.text(item.aside_tone), painting.RIGHT)
            painting.line_of_text(
                painter, QRectF(right - width, inner.top(), width, inner.height()), item.aside, ink
            )
            right -= width + unit(12)
        for words, tone in reversed(item.chips):
            width = chip_width(words)
            if right - width < inner.left() + inner.width() * 0.4:
                break
            paint_chip(painter, QRectF(right - width, middle - unit(11), width, unit(22)), words, tone)
            right -= width + unit(6)
        return right

    def _paint_words(self, painter: QPainter, area: QRectF, item: CardItem) -> None:
        unit, tokens = theme().px, theme().tokens
        strong = painting.Ink(theme().font(Type.BODY, 600), tokens.ink)
        room = area.adjusted(0, 0, -unit(4), 0)
        if not item.detail:
            painting.line_of_text(painter, room, item.title, strong)
            return
        middle, line = room.center().y(), unit(20)
        upper = QRectF(room.left(), middle - line, room.width(), line)
        lower = QRectF(room.left(), middle, room.width(), line)
        painting.line_of_text(painter, upper, item.title, strong)
        second = painting.Ink(theme().font(Type.DENSE), tokens.ink2)
        painting.line_of_text(painter, lower, item.detail, second)


class CardList(QListView):
    """`opened(id)` on Enter or a click, `chosen(id)` as the row in hand changes."""

    opened = Signal(int)
    chosen = Signal(int)

    def __init__(
        self, name: str, label: str, row_height: int = CARD_ROW, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(CardDelegate(row_height, self))
        self._row_height = row_height
        thin_bars(self)
        self.use_model(CardModel(self))
        self.clicked.connect(self._on_clicked)

    def use_model(self, model: QAbstractItemModel) -> None:
        """Show a model of one's own; it answers `ITEM_ROLE`."""
        self.setModel(model)
        self.selectionModel().currentChanged.connect(self._on_current)

    def show_items(self, items: Sequence[CardItem]) -> None:
        """Show items in memory; the one in hand stays in hand if it is still there."""
        model = self.model()
        if not isinstance(model, CardModel):
            raise TypeError("this list has a model of its own")
        kept = self.current_id()
        model.set_items(items)
        self.choose(kept)

    def choose(self, item_id: int) -> None:
        """Take an item in hand and scroll to it; nothing happens where it is not shown."""
        model = self.model()
        place = model.place_of(item_id) if isinstance(model, CardModel) else -1
        if place >= 0:
            self.setCurrentIndex(model.index(place, 0))

    def current_id(self) -> int:
        """Id of the item in hand, 0 without one."""
        return _id_of(self.currentIndex())

    def fit_height(self) -> None:
        """Become exactly as high as the rows (a short list inside a card)."""
        self.setFixedHeight(self.model().rowCount() * theme().px(self._row_height) + 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_id():
            self.opened.emit(self.current_id())
        else:
            super().keyPressEvent(event)

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(_id_of(index))

    def _on_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(_id_of(index))


def _id_of(index: QModelIndex) -> int:
    item = index.data(ITEM_ROLE) if index.isValid() else None
    return item.id if isinstance(item, CardItem) else 0
