"""A fact of several choices as boxes to tick: Space ticks, arrows walk, each tick is stored at once as one step.

Several of them may share one field, each showing some of its choices.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from desktopcrm.domain.records import Record
from ui.context import Context
from ui.models.account_reading import Reading
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.check_box import GAP, SIDE, CheckBox, paint_check

WALK: dict[int, bool] = {
    Qt.Key.Key_Down: True,
    Qt.Key.Key_Up: False,
    Qt.Key.Key_Right: True,
    Qt.Key.Key_Left: False,
}
SEPARATOR = ", "
TOP_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class TickBox(CheckBox):
    """A box whose words take a second line where there is no room for them."""

    def __init__(self, name: str, words: str, parent: QWidget) -> None:
        super().__init__(name, words, parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = width - theme().px(SIDE + GAP + 4)
        words = painting.text_height(self.font(), self._words(), room)
        return round(max(words + theme().px(8), theme().px(28)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        unit, tokens = theme().px, theme().tokens
        painter = painting.painter_for(self)
        box = QRectF(unit(2), unit(5), unit(SIDE), unit(SIDE))
        paint_check(painter, box, self.isChecked(), self.isEnabled())
        left = box.right() + unit(GAP)
        line = painting.text_height(self.font())
        room = QRectF(left, unit(14) - line / 2, self.width() - left - unit(2), self.height())
        painting.block_of_text(painter, room, self._words(), painting.Ink(self.font(), tokens.ink, TOP_LEFT))
        if self._focus_sign.shown(self):
            painting.focus_ring(painter, QRectF(self.rect()), 6)
        painter.end()


class TickFacts(QWidget):
    """`show_record` shows the boxes of `keys` (all choices without it) of one field."""

    def __init__(
        self, context: Context, name: str, field: str, column: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._field, self._column = context, field, column
        self._reading: Reading | None = None
        self._record: Record | None = None
        self._boxes: dict[str, TickBox] = {}
        self.setObjectName(name)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme().px(8))
        self._grid.setVerticalSpacing(0)

    def show_record(self, reading: Reading, record: Record, keys: Sequence[str] | None = None) -> None:
        """Show what is ticked."""
        self._reading, self._record = reading, record
        field = reading.catalogue.field(record.kind, self._field)
        self.setAccessibleName(reading.words(field.label))
        options = [one for one in reading.catalogue.options(field.choices) if keys is None or one.key in keys]
        if list(self._boxes) != [one.key for one in options]:
            self._make({one.key: reading.words(one.label) for one in options})
        ticked = self._ticked()
        for key, box in self._boxes.items():
            box.blockSignals(True)
            box.setChecked(key in ticked)
            box.blockSignals(False)

    def boxes(self) -> dict[str, TickBox]:
        """The boxes by choice."""
        return self._boxes

    def take(self) -> QWidget | None:
        """Give the first box the focus."""
        box = next(iter(self._boxes.values()), None)
        if box is not None:
            box.setFocus(Qt.FocusReason.TabFocusReason)
        return box

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in WALK:
            boxes: list[QObject] = list(self._boxes.values())
            place = boxes.index(watched) + (1 if WALK[event.key()] else -1) if watched in boxes else -1
            if 0 <= place < len(boxes):
                list(self._boxes.values())[place].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _make(self, options: dict[str, str]) -> None:
        for box in self._boxes.values():
            self._grid.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._boxes = {}
        for key, words in options.items():
            box = TickBox(f"tick_{key}", words, self)
            box.toggled.connect(lambda on, key=key: self._on_ticked(key, on))
            box.installEventFilter(self)
            self._boxes[key] = box
        self._arrange()

    def _arrange(self) -> None:
        columns = max(1, self.width() // theme().px(self._column)) if self._column else 1
        for place, box in enumerate(self._boxes.values()):
            self._grid.addWidget(box, place // columns, place % columns)

    def _ticked(self) -> list[str]:
        if self._reading is None or self._record is None:
            return []
        value = self._reading.plan.value(self._record.id, self._field)
        return [part for part in value.split(",") if part]

    def _on_ticked(self, key: str, on: bool) -> None:
        record, facts = self._record, self._context.app.facts
        if record is None:
            return
        now = [one for one in self._ticked() if one != key] + ([key] if on else [])
        if now:
            self._context.attempt(lambda: facts.observe(record.id, self._field, SEPARATOR.join(now)))
        else:
            self._context.attempt(lambda: facts.clear(record.id, self._field))
