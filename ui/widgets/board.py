"""A board of columns whose cards are dragged, or moved with the keyboard, to the column beside.

Left and right walk between columns, Ctrl+Right and Ctrl+Left ask to move the card in hand, Enter opens it. The board
moves nothing by itself: it asks.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.theme import theme
from ui.widgets import painting
from ui.widgets.board_rows import BOARD_ROLE, MIME, BoardCard, BoardColumn, BoardDelegate, BoardModel
from ui.widgets.label import ELIDED, SMALL, STRONG, Label
from ui.widgets.scroll import thin_bars
from ui.widgets.surfaces import Plain

COLUMN_WIDTH, EMPTY_WIDTH = 184, 100
WIDEST = 16_777_215
STEP_KEYS: dict[int, int] = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}


class ColumnView(QListView):
    """The cards of one column."""

    opened = Signal(int)
    move_asked = Signal(int, int)
    walked = Signal(int)
    dropped = Signal(int)
    hovered = Signal(bool)
    in_hand = Signal()

    def __init__(self, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.number = number
        self.cards = BoardModel(self)
        self.setObjectName(f"column_{number}")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.viewport().setAutoFillBackground(False)
        thin_bars(self)
        self.setItemDelegate(BoardDelegate(self))
        self.setModel(self.cards)
        self.clicked.connect(self._on_clicked)

    def current_id(self) -> int:
        """Id of the card in hand, 0 without one."""
        card = self.currentIndex().data(BOARD_ROLE) if self.currentIndex().isValid() else None
        return card.id if isinstance(card, BoardCard) else 0

    def take(self, place: int) -> None:
        """Take the card at a place in hand, the last one if there are fewer."""
        count = self.cards.rowCount()
        if count:
            self.setCurrentIndex(self.cards.index(min(max(0, place), count - 1), 0))
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.setCurrentIndex(self.cards.index(0, 0) if self.cards.rowCount() else QModelIndex())
        self.in_hand.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = STEP_KEYS.get(event.key(), 0)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if step and control and self.current_id():
            self.move_asked.emit(self.current_id(), self.number + step)
        elif step and not control:
            self.walked.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_id():
            self.opened.emit(self.current_id())
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._welcome(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._welcome(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.hovered.emit(False)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        self.hovered.emit(False)
        text = bytes(event.mimeData().data(MIME).data()).decode()
        if text.isdecimal() and event.source() is not self:
            # A copy, so that the column it came from does not take the card out by itself.
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.dropped.emit(int(text))
        else:
            event.ignore()

    def _welcome(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()
            self.hovered.emit(event.source() is not self)
        else:
            event.ignore()

    def _on_clicked(self, index: QModelIndex) -> None:
        card = index.data(BOARD_ROLE)
        if isinstance(card, BoardCard):
            self.opened.emit(card.id)


class _Column(QWidget):
    def __init__(self, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        unit = theme().px
        self._hot = False
        self.setMinimumWidth(unit(EMPTY_WIDTH))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(self)
        column.setContentsMargins(unit(6), unit(10), unit(4), unit(4))
        column.setSpacing(unit(2))
        head = QHBoxLayout()
        self._title = Label("", STRONG.but(elide=True), self)
        self._title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._remark = Label("", SMALL, self)
        head.addWidget(self._title, 1)
        head.addWidget(self._remark)
        head.setSpacing(unit(2))
        head.setContentsMargins(unit(4), 0, unit(2), 0)
        column.addLayout(head)
        self._total = Label("", ELIDED.but(ink="ink2"), self)
        self._total.setContentsMargins(unit(4), 0, 0, 0)
        self._total.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column.addWidget(self._total)
        column.addSpacing(unit(6))
        self.view = ColumnView(number, self)
        self.view.hovered.connect(self._on_hovered)
        column.addWidget(self.view, 1)

    def show_column(self, column: BoardColumn) -> None:
        """Title, remark, total, cards; the card in hand stays in hand."""
        held = self.view.current_id()
        # A column without cards makes room for the others; it still takes what is dropped.
        self.setMinimumWidth(theme().px(COLUMN_WIDTH if column.cards else EMPTY_WIDTH))
        self.setMaximumWidth(WIDEST if column.cards else theme().px(EMPTY_WIDTH + 40))
        self._title.setText(column.title)
        self._remark.setText(column.remark)
        self._remark.setVisible(bool(column.remark))
        self._total.setText(column.total or " ")
        self.view.setAccessibleName(
            " · ".join(part for part in (column.title, column.remark, column.total) if part)
        )
        self.view.cards.set_cards(column.cards)
        place = self.view.cards.place_of(held)
        if place >= 0:
            self.view.setCurrentIndex(self.view.cards.index(place, 0))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        tokens = theme().tokens
        area = QRectF(self.rect())
        painting.rounded(painter, area, 12, tokens.tint if self._hot else tokens.sidebar)
        if self._hot:
            painting.focus_ring(painter, area, 11)
        painter.end()

    def _on_hovered(self, hot: bool) -> None:
        self._hot = hot
        self.update()


class Board(QScrollArea):
    """`opened(card)`, `move_asked(card, column number)`."""

    opened = Signal(int)
    move_asked = Signal(int, int)

    def __init__(self, name: str, label: str, numbers: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        thin_bars(self)
        inside = Plain("ground", self)
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, theme().px(10))
        row.setSpacing(theme().px(8))
        self._columns = {number: _Column(number, inside) for number in numbers}
        for number, column in self._columns.items():
            row.addWidget(column)
            view = column.view
            view.opened.connect(self.opened)
            view.move_asked.connect(self.move_asked)
            view.walked.connect(lambda step, number=number: self._walk(number, step))
            view.dropped.connect(lambda card, number=number: self.move_asked.emit(card, number))
            view.in_hand.connect(lambda column=column: self.ensureWidgetVisible(column, 0, 0))
        self.setWidget(inside)

    def show_columns(self, columns: Sequence[BoardColumn]) -> None:
        """Show what stands in each column."""
        for column in columns:
            self._columns[column.number].show_column(column)

    def column(self, number: int) -> ColumnView:
        """The cards of a column."""
        return self._columns[number].view

    def choose(self, card_id: int) -> bool:
        """Take a card in hand, wherever it is; tells whether it is shown."""
        for column in self._columns.values():
            place = column.view.cards.place_of(card_id)
            if place >= 0:
                column.view.take(place)
                return True
        return False

    def take_first(self) -> None:
        """Take the first card of the first column that has one."""
        for column in self._columns.values():
            if column.view.cards.rowCount():
                column.view.take(0)
                return

    def _walk(self, number: int, step: int) -> None:
        place = self._columns[number].view.currentIndex().row()
        target = number + step
        while target in self._columns and not self._columns[target].view.cards.rowCount():
            target += step
        if target in self._columns:
            self._columns[target].view.take(place)
