"""Things to take or leave, in an order of one's own: Space ticks, Alt+Up and Alt+Down or the mouse move a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.theme import Type, theme
from ui.widgets import painting
from ui.widgets.check_box import SIDE, paint_check
from ui.widgets.scroll import thin_bars

ROW = 30
KEY_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_CHECK = int(Qt.ItemDataRole.CheckStateRole)
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
TICKED = (Qt.CheckState.Checked, int(Qt.CheckState.Checked.value))
FLAGS = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsUserCheckable
    | Qt.ItemFlag.ItemIsDragEnabled
)


@dataclass(frozen=True, slots=True)
class OrderItem:
    """One row."""

    key: str
    title: str
    taken: bool = True


class OrderList(QListWidget):
    """`changed` after every tick and every move; as high as its rows."""

    changed = Signal()

    def __init__(self, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setItemDelegate(_Rows(self))
        thin_bars(self)
        self.viewport().setAutoFillBackground(False)
        self.itemChanged.connect(self._on_changed)
        self.model().rowsMoved.connect(self._on_changed)

    def show_items(self, items: Sequence[OrderItem]) -> None:
        """Show these rows without telling anybody; the row in hand stays if it is still there."""
        if list(items) == self.items_shown():
            return
        row = self.currentRow()
        self.blockSignals(True)
        self.clear()
        for one in items:
            item = QListWidgetItem(one.title)
            item.setData(KEY_ROLE, one.key)
            item.setFlags(FLAGS)
            item.setCheckState(Qt.CheckState.Checked if one.taken else Qt.CheckState.Unchecked)
            self.addItem(item)
        self.setCurrentRow(min(max(row, 0), self.count() - 1))
        self.blockSignals(False)
        self.updateGeometry()

    def items_shown(self) -> list[OrderItem]:
        """The rows as they stand."""
        rows = [self.item(row) for row in range(self.count())]
        return [
            OrderItem(str(row.data(KEY_ROLE)), row.text(), row.checkState() is Qt.CheckState.Checked)
            for row in rows
        ]

    def taken(self) -> tuple[str, ...]:
        """Keys of the ticked rows, in their order."""
        return tuple(one.key for one in self.items_shown() if one.taken)

    def move(self, by: int) -> None:  # type: ignore[override]
        """Move the row in hand up (-1) or down (1)."""
        row, target = self.currentRow(), self.currentRow() + by
        if row < 0 or not 0 <= target < self.count():
            return
        self.blockSignals(True)
        self.insertItem(target, self.takeItem(row))
        self.setCurrentRow(target)
        self.blockSignals(False)
        self.changed.emit()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(220), self.count() * theme().px(ROW) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(120), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def _on_changed(self, *_what: object) -> None:
        self.changed.emit()


class _Rows(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(theme().px(120), theme().px(ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        unit, tokens = theme().px, theme().tokens
        area = QRectF(option.rect)
        view = self.parent()
        focused = isinstance(view, QWidget) and view.hasFocus()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here = bool(option.state & QStyle.StateFlag.State_Selected) and focused
        if here or option.state & QStyle.StateFlag.State_MouseOver:
            painting.rounded(painter, area, 6, tokens.tint if here else tokens.hover)
        taken = index.data(_CHECK) in TICKED
        box = QRectF(area.left() + unit(6), area.center().y() - unit(SIDE) / 2, unit(SIDE), unit(SIDE))
        paint_check(painter, box, taken)
        grip = QRectF(area.right() - unit(24), area.center().y() - unit(8), unit(16), unit(16))
        _paint_grip(painter, grip)
        room = QRectF(box.right() + unit(10), area.top(), grip.left() - box.right() - unit(16), area.height())
        ink = painting.Ink(theme().font(Type.BODY), tokens.ink if taken else tokens.ink2)
        painting.line_of_text(painter, room, str(index.data(_DISPLAY)), ink)
        painter.restore()

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Anywhere on the row ticks, not only the sign."""
        if event.type() == QEvent.Type.MouseButtonDblClick:
            return True
        if event.type() != QEvent.Type.MouseButtonRelease or not isinstance(index, QModelIndex):
            return super().editorEvent(event, model, option, index)
        taken = index.data(_CHECK) in TICKED
        return model.setData(index, Qt.CheckState.Unchecked if taken else Qt.CheckState.Checked, _CHECK)


def _paint_grip(painter: QPainter, area: QRectF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme().tokens.ornament))
    step = area.width() / 4
    for column in (1, 2):
        for row in (1, 2, 3):
            centre = QPointF(area.left() + (column + 0.5) * step, area.top() + row * step)
            painter.drawEllipse(centre, 1.2, 1.2)
