"""The second half minute of the log: what it settled on the checklist, and when the next contact is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktopcrm.services.log import Then
from ui.context import Context
from ui.models.log_reading import LogReading
from ui.theme import theme
from ui.widgets.check_box import CheckBox
from ui.widgets.inputs import TextLine
from ui.widgets.label import DIM_PARAGRAPH, SMALL, STRONG, Label
from ui.widgets.painting import plain_tip
from ui.widgets.pressing import ENTER
from ui.widgets.surfaces import Plain, RoomyArea, clear_layout

LIST_HEIGHT = 240
WALK: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class TickBox(CheckBox):
    """The arrows walk the list, whatever else they would scroll."""

    walked = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in WALK:
            self.walked.emit(WALK[event.key()])
        else:
            super().keyPressEvent(event)


@dataclass(frozen=True, slots=True)
class SaidAfter:
    """Items that were ticked, and the line about the next contact."""

    ticked: tuple[str, ...]
    line: str


class LogAfter(QWidget):
    """`finished()` on Enter; `ticks()` and `then()` are what was said."""

    finished = Signal()

    def __init__(self, context: Context, reading: LogReading, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._reading = context, reading
        tr, unit = context.tr, theme().px
        self._boxes: dict[str, CheckBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(unit(8))
        self._settled = Label(tr("log.settled"), STRONG, self)
        self._inside = Plain("card", self)
        self._list = QVBoxLayout(self._inside)
        self._list.setContentsMargins(0, 0, unit(6), 0)
        self._list.setSpacing(0)
        self._area = RoomyArea(unit(LIST_HEIGHT), self)
        self._area.setWidget(self._inside)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._title = Label(tr("log.next_contact"), STRONG, self)
        self._guard = Label("", DIM_PARAGRAPH, self)
        self._guard.setObjectName("log_guard")
        self.line = TextLine("log_next", tr("log.next_contact"), tr("log.next_hint"), self)
        self._said = Label("", SMALL, self)
        self._said.setObjectName("log_next_said")
        self.line.textChanged.connect(self._on_text)
        for part in (self._settled, self._area, self._title, self._guard, self.line, self._said):
            column.addWidget(part)

    def begin(self) -> QWidget | None:
        """Fill with what is open now; gives what to focus, `None` where there is nothing to ask."""
        reading, tr = self._reading, self._context.tr
        clear_layout(self._list)
        self._boxes.clear()
        for key, words, why in reading.open_items():
            box = TickBox(f"log_tick_{key}", words, self._inside)
            box.walked.connect(self._walk)
            box.setToolTip(plain_tip(why))
            box.setAccessibleDescription(why)
            self._boxes[key] = box
            self._list.addWidget(box)
        for part in (self._settled, self._area):
            part.setVisible(bool(self._boxes))
        self._inside.adjustSize()
        self._area.updateGeometry()
        asks = reading.asks_next()
        for asked in (self._title, self.line, self._said):
            asked.setVisible(asks)
        day = reading.follow_up_day() if asks else None
        self._guard.setVisible(day is not None)
        self._guard.setText(tr("log.guard", day=reading.spoken(day)) if day else "")
        self.line.clear()
        self._on_text("")
        if self._boxes:
            return next(iter(self._boxes.values()))
        return self.line if asks else None

    def ticks(self) -> dict[str, str]:
        """Item → state of what was ticked."""
        return {key: "yes" for key, box in self._boxes.items() if box.isChecked()}

    def then(self) -> Then | None:
        """The next contact, where a day was written."""
        return self._reading.next_contact(self.line.text()) if self.line.text().strip() else None

    def said(self) -> SaidAfter:
        """What stands here now."""
        return SaidAfter(tuple(key for key, box in self._boxes.items() if box.isChecked()), self.line.text())

    def say_again(self, said: SaidAfter) -> None:
        """What stood here before."""
        for key in said.ticked:
            if key in self._boxes:
                self._boxes[key].setChecked(True)
        self.line.setText(said.line)

    def is_unread(self) -> bool:
        """Whether something is written that is no day."""
        return bool(self.line.text().strip()) and self.then() is None

    def show_unread(self) -> None:
        """Say so, and go there."""
        self.line.mark_wrong(True)
        self._said.setText(self._context.tr("log.next_unread"))
        self._said.set_ink("bad")
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.finished.emit()
        elif event.key() in WALK:
            self._walk(WALK[event.key()])
        else:
            super().keyPressEvent(event)

    def _walk(self, step: int) -> None:
        stops: list[QWidget] = [*self._boxes.values()]
        stops += [self.line] if self.line.isVisible() else []
        current = self.focusWidget()
        if current in stops:
            place = max(0, min(len(stops) - 1, stops.index(current) + step))
            stops[place].setFocus(Qt.FocusReason.TabFocusReason)
            self._area.ensureWidgetVisible(stops[place])

    def _on_text(self, text: str) -> None:
        then = self.then()
        self.line.mark_wrong(False)
        self._said.set_ink("accent" if then else "ink2")
        if then is None:
            self._said.setText(self._context.tr("log.next_unread") if text.strip() else "")
            return
        kind = self._context.app.desk.catalogue.option("activity_kind", then.kind)
        words = [
            kind.label[self._context.lang] if kind else "",
            self._reading.spoken(then.day, then.time),
            then.title,
        ]
        self._said.setText(" · ".join(part for part in words if part))
