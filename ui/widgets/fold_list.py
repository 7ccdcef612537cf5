"""Rows that unfold in place: a painted header each, and under the open one whatever its owner puts there.

Rows are kept where their id stays, so that focus, scroll position and open editors survive a reload.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui import icons
from ui.blur import blur
from ui.theme import Tone, Type, theme
from ui.widgets import painting
from ui.widgets.avatar import paint_avatar
from ui.widgets.chip import chip_width, paint_chip

ROW_HEIGHT, LOW_HEIGHT = 50, 34
TOGGLE_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
WALK_KEYS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


@dataclass(frozen=True, slots=True)
class FoldData:
    """One row. `picture`: "person", "company", an icon name or ""; `dots`: lit, dim, empty; `chips`: (words, tone)."""

    id: int
    title: str
    detail: str = ""
    picture: str = ""
    dots: tuple[str, ...] = ()
    chips: tuple[tuple[str, Tone], ...] = ()
    aside: str = ""
    aside_tone: Tone = Tone.NEUTRAL
    dim: bool = False

    @property
    def spoken(self) -> str:
        """The row for a screen reader."""
        known = f"{sum(dot != 'empty' for dot in self.dots)} / {len(self.dots)}" if self.dots else ""
        parts = (self.title, self.detail, *(words for words, _ in self.chips), known, self.aside)
        return " · ".join(part for part in parts if part)


def paint_dots(painter: QPainter, area: QRectF, dots: Sequence[str]) -> None:
    """Lit, dim and empty dots in one line, from the left."""
    unit, tokens = theme().px, theme().tokens
    for index, state in enumerate(dots):
        left = area.left() + index * unit(10)
        body = QRectF(left, area.center().y() - unit(3), unit(6), unit(6))
        if state == "empty":
            painting.rounded(painter, body, unit(3), tokens.card, tokens.ornament)
        else:
            painting.rounded(painter, body, unit(3), tokens.good_fill if state == "lit" else tokens.warn_fill)


class FoldHeader(QWidget):
    """The line one always sees."""

    toggled = Signal()
    remove_asked = Signal()

    def __init__(self, data: FoldData, parent: QWidget) -> None:
        super().__init__(parent)
        self.data = data
        self.open = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_data(data)

    def set_data(self, data: FoldData) -> None:
        """Show other words."""
        self.data = data
        self.setObjectName(f"fold_{data.id}")
        self.setAccessibleName(blur().words(data.spoken))
        self.setToolTip(painting.plain_tip("\n".join(part for part in (data.title, data.detail) if part)))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        tall = ROW_HEIGHT if self.data.detail or self.data.picture else LOW_HEIGHT
        lines = 2 if self.data.detail else 1
        return QSize(
            theme().px(320), max(theme().px(tall), round(painting.text_height(theme().font()) * lines) + 10)
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(160), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        unfold = key == Qt.Key.Key_Right and not self.open
        fold = key == Qt.Key.Key_Left and self.open
        if key in TOGGLE_KEYS or unfold or fold:
            self.toggled.emit()
        elif key == Qt.Key.Key_Delete:
            self.remove_asked.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.toggled.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        unit, tokens = theme().px, theme().tokens
        area = QRectF(self.rect()).adjusted(0, 1, 0, -1)
        if self.underMouse() or self.open:
            painting.rounded(painter, area, 8, tokens.hover)
        if self.hasFocus():
            painting.rounded(painter, area, 8, tokens.tint)
            painting.focus_ring(painter, area, 7)
        inner = area.adjusted(unit(10), 0, -unit(10), 0)
        left = self._paint_picture(painter, inner)
        right = self._paint_right(painter, inner, left)
        self._paint_words(painter, QRectF(left, inner.top(), right - left - unit(8), inner.height()))
        painter.end()

    def _paint_picture(self, painter: QPainter, inner: QRectF) -> float:
        unit, tokens = theme().px, theme().tokens
        if not self.data.picture:
            return inner.left()
        side = unit(32)
        area = QRectF(inner.left(), inner.center().y() - side / 2, side, side)
        if self.data.picture in ("person", "company"):
            paint_avatar(painter, area, self.data.title, self.data.picture == "person")
        else:
            painting.rounded(painter, area, unit(8), tokens.chip)
            edge = unit(8)
            icons.paint(painter, self.data.picture, tokens.ink2, area.adjusted(edge, edge, -edge, -edge))
        return area.right() + unit(12)

    def _paint_right(self, painter: QPainter, inner: QRectF, left: float) -> float:
        unit, tokens, data = theme().px, theme().tokens, self.data
        arrow = QRectF(inner.right() - unit(14), inner.center().y() - unit(7), unit(14), unit(14))
        icons.paint(painter, "chevron-up" if self.open else "chevron-down", tokens.ornament, arrow)
        right = arrow.left() - unit(10)
        room = inner.left() + inner.width() * 0.42
        if data.aside:
            font = theme().font(Type.DENSE)
            width = painting.text_width(font, data.aside) + 1
            spot = QRectF(right - width, inner.top(), width, inner.height())
            painting.line_of_text(
                painter, spot, data.aside, painting.Ink(font, tokens.text(data.aside_tone), painting.RIGHT)
            )
            right -= width + unit(12)
        for words, tone in reversed(data.chips):
            width = chip_width(words)
            if right - width < max(room, left):
                break
            paint_chip(painter, QRectF(right - width, inner.top(), width, inner.height()), words, tone)
            right -= width + unit(6)
        if data.dots:
            width = unit(10) * len(data.dots)
            if right - width > max(room, left):
                paint_dots(painter, QRectF(right - width, inner.top(), width, inner.height()), data.dots)
                right -= width + unit(6)
        return right

    def _paint_words(self, painter: QPainter, area: QRectF) -> None:
        unit, tokens, data = theme().px, theme().tokens, self.data
        ink = tokens.ink2 if data.dim else tokens.ink
        strong = painting.Ink(theme().font(Type.BODY, 600 if data.detail or data.picture else 400), ink)
        if not data.detail:
            painting.line_of_text(painter, area, data.title, strong)
            return
        middle, line = area.center().y(), unit(19)
        painting.line_of_text(
            painter, QRectF(area.left(), middle - line, area.width(), line), data.title, strong
        )
        second = painting.Ink(theme().font(Type.DENSE), tokens.ink2)
        painting.line_of_text(painter, QRectF(area.left(), middle, area.width(), line), data.detail, second)


class FoldList(QWidget):
    """`make_body(id)` is asked for what lies under a row when it is opened for the first time."""

    opened = Signal(int)
    remove_asked = Signal(int)

    def __init__(
        self, name: str, label: str, make_body: Callable[[int], QWidget], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._make_body = make_body
        self._headers: dict[int, FoldHeader] = {}
        self._bodies: dict[int, QWidget] = {}
        self._spare: list[FoldHeader] = []
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_rows(self, rows: Sequence[FoldData]) -> None:
        """Show exactly these rows, in this order."""
        wanted = {row.id for row in rows}
        for gone in [key for key in self._headers if key not in wanted]:
            self._drop(gone)
        self._reuse([row for row in rows if row.id not in self._headers])
        place = 0
        for row in rows:
            header = self._headers.get(row.id) or self._make_header(row)
            if header.data != row:
                header.set_data(row)
            place = self._put(header, place)
            if header.isHidden():
                header.show()
            if row.id in self._bodies:
                place = self._put(self._bodies[row.id], place)

    def open_row(self, row_id: int) -> QWidget | None:
        """Unfold a row and give what lies under it; `None` where there is no such row."""
        header = self._headers.get(row_id)
        if header is None:
            return None
        if not header.open:
            self._toggle(row_id)
        return self._bodies.get(row_id)

    def header(self, row_id: int) -> FoldHeader | None:
        """The header of a row."""
        return self._headers.get(row_id)

    def bodies(self) -> dict[int, QWidget]:
        """What was unfolded so far, by row."""
        return dict(self._bodies)

    def ids(self) -> list[int]:
        """Rows in the order shown."""
        return [header.data.id for header in self._in_order()]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = self.focusWidget()
        step = WALK_KEYS.get(Qt.Key(event.key()), 0)
        if step and isinstance(focused, FoldHeader) and not (focused.open and step > 0):
            order = self._in_order()
            place = order.index(focused) + step if focused in order else -1
            if 0 <= place < len(order) and not (step < 0 and order[place].open):
                order[place].setFocus(Qt.FocusReason.TabFocusReason)
                return
        super().keyPressEvent(event)

    def _in_order(self) -> list[FoldHeader]:
        items = (self._column.itemAt(index) for index in range(self._column.count()))
        found = (item.widget() for item in items if item is not None)
        return [widget for widget in found if isinstance(widget, FoldHeader)]

    def _make_header(self, row: FoldData) -> FoldHeader:
        header = FoldHeader(row, self)
        header.toggled.connect(lambda: self._toggle(header.data.id))
        header.remove_asked.connect(lambda: self.remove_asked.emit(header.data.id))
        self._headers[row.id] = header
        return header

    def _put(self, widget: QWidget, place: int) -> int:
        if self._column.indexOf(widget) != place:
            self._column.insertWidget(place, widget)
        return place + 1

    def _toggle(self, row_id: int) -> None:
        header = self._headers[row_id]
        header.open = not header.open
        body = self._bodies.get(row_id)
        if header.open and body is None:
            body = self._bodies[row_id] = self._make_body(row_id)
            self._column.insertWidget(self._column.indexOf(header) + 1, body)
        if body is not None:
            body.setVisible(header.open)
        header.update()
        if header.open:
            self.opened.emit(row_id)

    def _drop(self, row_id: int) -> None:
        self._spare.append(self._headers.pop(row_id))
        body = self._bodies.pop(row_id, None)
        if body is not None:
            self._column.removeWidget(body)
            body.hide()
            body.deleteLater()

    def _reuse(self, new: Sequence[FoldData]) -> None:
        """Headers of rows that are gone show those that are new, for making widgets takes time; the rest is hidden."""
        free = sorted((one for one in self._spare if not one.hasFocus()), key=QWidget.y)  # Tab goes downwards
        for header, row in zip(free, new, strict=False):
            self._spare.remove(header)
            self._headers[row.id] = header
            header.open = False
            header.set_data(row)
        for header in self._spare:
            self._column.removeWidget(header)
            header.hide()
