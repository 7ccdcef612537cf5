"""The influence map: boxes in a tidy tree, reporting lines, influence and conflict between them.

Arrow keys walk, Enter opens the card, dragging a box onto another makes the one report to the other.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.context import Context
from ui.models.account_reading import Reading
from ui.models.account_tree import BOX_HEIGHT, BOX_WIDTH, Layout, lay_out, neighbour
from ui.screens.account.map_painting import (
    BoxPicture,
    MapLine,
    paint_box,
    paint_legend,
    paint_line,
    picture_of,
)
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.scroll import thin_bars

MARGIN, FOOT = 28, 44
SMALLEST = 0.8
"""So far a wide tree is made smaller before it scrolls."""
DRAG_FROM = 8
ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
LINES = ("conflicts", "influences", "relates")


class MapLegend(QWidget):
    """What the lines mean; stays while the map scrolls."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._tr = context.tr
        self.setFixedHeight(theme().px(FOOT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        paint_legend(painter, QRectF(self.rect()), self._tr)
        painter.end()


class InfluenceMap(QWidget):
    """Scrolls the map over its legend."""

    opened = Signal(int)
    chosen = Signal(int)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("influence_map")
        self._area = QScrollArea(self)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        thin_bars(self._area)
        self.canvas = MapCanvas(context, self._area)
        self.canvas.opened.connect(self.opened)
        self.canvas.chosen.connect(self.chosen)
        self._area.setWidget(self.canvas)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._area, 1)
        column.addWidget(MapLegend(context, self))

    def show_reading(self, reading: Reading) -> None:
        """Show the people of a plan."""
        self.canvas.show_reading(reading, self._area.viewport().size())

    def take_in_hand(self, record_id: int) -> None:
        """Mark a person and give the keyboard to the map."""
        self.canvas.choose(record_id)
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, lambda: self.canvas.fit(self._area.viewport().size()))


class MapCanvas(QWidget):
    """The drawing itself."""

    opened = Signal(int)
    chosen = Signal(int)

    def __init__(self, context: Context, area: QScrollArea) -> None:
        super().__init__(area)
        self._context, self._area = context, area
        self._boxes: dict[int, BoxPicture] = {}
        self._superior: dict[int, int] = {}
        self._lines: list[MapLine] = []
        self._layout = Layout({}, 0, 0)
        self._zoom = 1.0
        self._current = 0
        self._grip: QPointF | None = None
        self._drag: QPointF | None = None
        self.setObjectName("map_canvas")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def show_reading(self, reading: Reading, room: QSize) -> None:
        """Show people and lines."""
        plan = reading.plan
        people = plan.of("person")
        ids = {one.id for one in people}
        self._boxes = {one.id: picture_of(reading, one) for one in people}
        self._superior = {
            link.from_id: link.to_id
            for link in plan.links_of("reports_to")
            if link.from_id in ids and link.to_id in ids
        }
        self._lines = [
            MapLine(link.from_id, link.to_id, link.kind)
            for link in plan.links
            if not reading.scope.covered  # who answers to whom is no secret; who sways whom is
            if link.kind in LINES and link.from_id in ids and link.to_id in ids
        ]
        if self._current not in ids:
            self._current = next(iter(self._boxes), 0)
        self._describe()
        self.fit(room)

    def fit(self, room: QSize) -> None:
        """Lay out for the room there is."""
        scale = theme().px(100) / 100
        width = room.width() / scale - 2 * MARGIN
        self._layout = lay_out(list(self._boxes), self._superior, width)
        self._zoom = max(SMALLEST, min(1.0, width / max(1.0, self._layout.width)))
        scale *= self._zoom
        wide = max(room.width(), round((self._layout.width + 2 * MARGIN) * scale))
        high = max(room.height(), round((self._layout.height + 2 * MARGIN) * scale))
        self.resize(wide, high)
        self.update()

    def choose(self, record_id: int) -> None:
        """Mark a person."""
        if record_id in self._boxes:
            self._current = record_id
            self._describe()
            centre = self.area_of(record_id).center() * self._zoom
            side = theme().px(BOX_HEIGHT)
            self._area.ensureVisible(round(centre.x()), round(centre.y()), 2 * side, side)
            self.update()

    def area_of(self, record_id: int) -> QRectF:
        """Where a box lies, before the whole is made smaller."""
        scale = theme().px(100) / 100
        spot = self._layout.spots[record_id]
        left = max(MARGIN, (self.width() / scale / self._zoom - self._layout.width) / 2)
        return QRectF(
            (spot.x + left) * scale, (spot.y + MARGIN) * scale, BOX_WIDTH * scale, BOX_HEIGHT * scale
        )

    def at(self, point: QPointF) -> int:
        """The person under a point, 0 for nobody."""
        return next((one for one in self._layout.spots if self.area_of(one).contains(point / self._zoom)), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        direction = ARROWS.get(Qt.Key(event.key()))
        if direction and self._current in self._layout.spots:
            self.choose(neighbour(self._layout.spots, self._current, direction))
            self.chosen.emit(self._current)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current:
            self.opened.emit(self._current)
        elif event.key() == Qt.Key.Key_Escape and self._drag is not None:
            self._grip = self._drag = None
            self.update()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self.at(event.position())
        if found:
            self.choose(found)
            self.chosen.emit(found)
            self._grip = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.setCursor(
            Qt.CursorShape.PointingHandCursor if self.at(event.position()) else Qt.CursorShape.ArrowCursor
        )
        if self._grip is not None and (event.position() - self._grip).manhattanLength() > DRAG_FROM:
            self._drag = event.position()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged, self._grip, self._drag = self._drag is not None, None, None
        target = self.at(event.position())
        self.update()
        if dragged and target and target != self._current:
            self._report(self._current, target)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = self.at(event.position())
        if found:
            self.opened.emit(found)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painting.painter_for(self)
        tokens = theme().tokens
        painter.fillRect(self.rect(), tokens.ground)
        painter.save()
        painter.scale(self._zoom, self._zoom)
        for one, above in self._superior.items():
            paint_line(painter, self._ends(above, one), "reports_to", self._layout.spots[one].stacked)
        for line in self._lines:
            paint_line(painter, self._ends(line.from_id, line.to_id), line.kind)
        over = self.at(self._drag) if self._drag is not None else 0
        for one, box in self._boxes.items():
            mark = (one == self._current and self._drag is None) or (one == over and one != self._current)
            paint_box(painter, self.area_of(one), box, mark)
        if self._drag is not None and self._grip is not None:
            ghost = self.area_of(self._current).translated((self._drag - self._grip) / self._zoom)
            painter.setOpacity(0.7)
            paint_box(painter, ghost, self._boxes[self._current], True)
            painter.setOpacity(1.0)
        painter.restore()
        painter.end()

    def _ends(self, one: int, other: int) -> tuple[QRectF, QRectF]:
        return self.area_of(one), self.area_of(other)

    def _report(self, one: int, above: int) -> None:
        if self._context.attempt(lambda: self._context.app.records.link("reports_to", one, above)):
            names = (self._boxes[one].name, self._boxes[above].name)
            self._context.say_undo(self._context.tr("account.now_reports", name=names[0], other=names[1]))

    def _describe(self) -> None:
        box = self._boxes.get(self._current)
        name = self._context.tr("account.map")
        self.setAccessibleName(f"{name}: {box.name}, {box.title}" if box else name)
