"""The guide as a list: headings that fold, questions, flags; the line in hand unfolds with what can be done about it.

Shows lines and tells which deed was meant; does nothing itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from ui.blur import blur
from ui.models.guide_line import FIXED, GuideLine
from ui.screens.account.guide_deeds import DeedWords, GuideDeeds
from ui.screens.account.guide_delegate import LINE_ROLE, GuideDelegate, deeds_area
from ui.theme import theme
from ui.widgets.scroll import thin_bars
from ui.widgets.table_rows import NOWHERE, Index

BATCH = 24
"""Lines measured at a time: more than a tall window shows."""
RETURN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
OPEN = "open"


class GuideModel(QAbstractListModel):
    """Lines held in memory."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: list[GuideLine] = []

    def set_lines(self, lines: Sequence[GuideLine]) -> None:
        """Show these."""
        self.beginResetModel()
        self.lines = [one.covered() for one in lines] if blur().on else list(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        line = self.lines[index.row()]
        if role == LINE_ROLE:
            return line
        spoken = role in (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole))
        return blur().words(line.spoken) if spoken else None

    def place_of(self, key: tuple[object, ...] | None) -> int:
        """Place of a line by its key, -1 where it is not shown."""
        return next((place for place, one in enumerate(self.lines) if one.key == key), -1)

    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self.lines[index.row()]
        fixed = line.heading and line.group in FIXED
        return Qt.ItemFlag.NoItemFlags if fixed else super().flags(index)


class GuideList(QListView):
    """`meant(line, deed, text)`: a deed with what was written for it, "open" for a line that only leads somewhere;
    `folding(group)` on a heading, `left` on Esc. `words` names the deeds of a line."""

    meant = Signal(object, str, str)
    folding = Signal(str)
    left = Signal()

    def __init__(self, label: str, words: Callable[[GuideLine], list[DeedWords]], parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        self._paint = GuideDelegate(self)
        self.lines = GuideModel(self)
        self.deeds = GuideDeeds(self.viewport())
        self.setModel(self.lines)
        self.setItemDelegate(self._paint)
        self.setObjectName("guide")
        self.setAccessibleName(label)
        self._dress()
        self.deeds.done.connect(self._on_deed)
        self.deeds.resized.connect(self._make_room)
        self.deeds.left.connect(lambda: self.setFocus(Qt.FocusReason.OtherFocusReason))
        self.verticalScrollBar().valueChanged.connect(self._put_deeds)
        self.clicked.connect(self._on_clicked)

    def _dress(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setBatchSize(BATCH)
        thin_bars(self)

    def show_lines(self, lines: Sequence[GuideLine], keep_place: bool = True) -> None:
        """Show these, from the top or from where one scrolled to.

        Lines differ in height. From the top only the first are measured at once, the others when there is time.
        """
        if lines == self.lines.lines:
            return
        bar, current = self.verticalScrollBar(), self.currentIndex()
        row, line = current.row(), current.data(LINE_ROLE) if current.isValid() else None
        upper = self.indexAt(QPoint(1, 1))
        anchor = upper.data(LINE_ROLE) if upper.isValid() and bar.value() else None
        was, offset = bar.value(), self.visualRect(upper).top()
        self.setLayoutMode(QListView.LayoutMode.SinglePass if keep_place else QListView.LayoutMode.Batched)
        self.lines.set_lines(lines)
        if row >= 0 and keep_place:
            place = self.lines.place_of(line.key if line else None)
            self._take(place if place >= 0 else min(row, len(lines) - 1))
        self._keep_unfolded(keep_place)
        bar.setValue(was if keep_place else 0)
        place = self.lines.place_of(anchor.key) if keep_place and anchor else -1
        if place >= 0:
            bar.setValue(bar.value() + self.visualRect(self.lines.index(place, 0)).top() - offset)
        self._put_deeds()

    def enter(self) -> None:
        """Take the focus, with a line in hand: the one that is unfolded, else the first."""
        if not self.currentIndex().isValid():
            place = self.lines.place_of(self._paint.unfolded)
            first = next((at for at, line in enumerate(self.lines.lines) if not line.heading), -1)
            self._take(place if place >= 0 else first)
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.scrollTo(self.currentIndex())

    def line_in_hand(self) -> GuideLine | None:
        """The line that is unfolded."""
        place = self.lines.place_of(self._paint.unfolded)
        return self.lines.lines[place] if place >= 0 else None

    def currentChanged(self, current: QModelIndex | Index, previous: QModelIndex | Index) -> None:
        """Unfold first: only then is it known how far to scroll."""
        line = current.data(LINE_ROLE) if current.isValid() else None
        if isinstance(line, GuideLine) and line.opens:
            self._unfold(line)
        super().currentChanged(current, previous)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, letter = self.currentIndex(), event.text()
        line = index.data(LINE_ROLE) if index.isValid() else None
        if event.key() in RETURN_KEYS and isinstance(line, GuideLine):
            self._do_first(line)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif isinstance(line, GuideLine) and self._is_in_hand(line) and self.deeds.by_key(letter):
            self.deeds.ask(self.deeds.by_key(letter))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._put_deeds()

    def _take(self, row: int) -> None:
        """Take a line in hand without scrolling to it."""
        self.setAutoScroll(False)
        self.setCurrentIndex(self.lines.index(row, 0))
        self.setAutoScroll(True)

    def _is_in_hand(self, line: GuideLine) -> bool:
        return line.opens and line.key == self._paint.unfolded

    def _keep_unfolded(self, same: bool) -> None:
        """The line that was unfolded stays so; where it is gone, or all is new, the first takes its place."""
        place = self.lines.place_of(self._paint.unfolded) if same else -1
        found = self.lines.lines[place] if place >= 0 else None
        line = found or next((one for one in self.lines.lines if one.opens), None)
        self._paint.unfolded = line.key if line else None
        self.deeds.show_deeds(self._words(line) if line else [])
        self._make_room()

    def _unfold(self, line: GuideLine) -> None:
        if line.key != self._paint.unfolded:
            self._paint.unfolded = line.key
            self.deeds.show_deeds(self._words(line))
            self._make_room()

    def _make_room(self) -> None:
        """Measure anew: the deeds have another height, or the list another width."""
        width = self.viewport().width() - 2 * theme().px(10)
        self._paint.deeds_height = self.deeds.height_for(width)
        self.scheduleDelayedItemsLayout()

    def _put_deeds(self) -> None:
        """Let the deeds stand where their line is."""
        place = self.lines.place_of(self._paint.unfolded)
        row = QRectF(self.visualRect(self.lines.index(place, 0))) if place >= 0 else QRectF()
        if row.isEmpty():
            self.deeds.hide()
            return
        self.deeds.setGeometry(deeds_area(row, self._paint.deeds_height).toRect())
        self.deeds.show()

    def _on_clicked(self, index: QModelIndex) -> None:
        line = index.data(LINE_ROLE)
        if isinstance(line, GuideLine) and not line.opens:
            self._do_first(line)

    def _do_first(self, line: GuideLine) -> None:
        if line.heading:
            if line.group not in FIXED:
                self.folding.emit(line.group)
        elif line.opens and line.deeds:
            self._unfold(line)
            self.deeds.ask(line.deeds[0])
        else:
            self.meant.emit(line, OPEN, "")

    def _on_deed(self, deed: str, text: str) -> None:
        line = self.line_in_hand()
        if line is not None:
            self.meant.emit(line, deed, text)
