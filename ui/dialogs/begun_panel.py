"""What was begun before the data were closed and has no line in sight: shown with where it stood, to be gone on with there
or copied; kept until it is stored or dropped. Covered, its words are not shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktopcrm.domain.cover import COVER
from desktopcrm.texts import Translate
from ui.blur import blur
from ui.theme import theme
from ui.widgets.button import Button, Kind
from ui.widgets.inputs import TextBlock
from ui.widgets.label import DIM, DIM_PARAGRAPH, HEADING, Label
from ui.widgets.popover import Popover
from ui.widgets.surfaces import RoomyArea

WIDTH, MOST, LINES = 560, 360, 6


@dataclass(frozen=True, slots=True)
class Shown:
    """Words, and of what they are; `has_place`: one can go where they stood."""

    label: str
    text: str
    has_place: bool = False


class BegunPanel(Popover):
    """`dropped()`: the user needs them no more; `wanted(number)`: this one is to be put back where it stood."""

    dropped = Signal()
    wanted = Signal(int)

    def __init__(self, tr: Translate, window: QWidget, begun: Sequence[Shown]) -> None:
        super().__init__("begun_panel", tr("opening.begun_title"), window, WIDTH)
        self._tr = tr
        self.body.addWidget(Label(tr("opening.begun_title"), HEADING, self))
        self.body.addWidget(Label(tr("opening.begun_about"), DIM_PARAGRAPH, self))
        area = RoomyArea(theme().px(MOST), self)
        inside = QWidget(area)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(8))
        for number, one in enumerate(begun):
            self._add(column, number, one)
        area.setWidget(inside)
        self.body.addWidget(area)
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        row.addStretch(1)
        drop = Button("begun_drop", tr("opening.begun_drop"), "", Kind.GHOST, self)
        self._later = Button("begun_later", tr("opening.begun_later"), "", Kind.PRIMARY, self)
        row.addWidget(drop)
        row.addWidget(self._later)
        self.body.addLayout(row)
        drop.clicked.connect(self.dropped)
        drop.clicked.connect(self.close_popover)
        self._later.clicked.connect(self.close_popover)

    def open(self) -> None:
        """Show it in the middle."""
        self.open_centred(self._later)

    def _add(self, column: QVBoxLayout, number: int, one: Shown) -> None:
        line = QHBoxLayout()
        line.addWidget(Label(one.label, DIM.but(wrap=True), self), 1)
        if not blur().on:
            self._add_deeds(line, number, one)
        column.addLayout(line)
        block = TextBlock(f"begun_{number}", one.label, LINES, self)
        block.setPlainText(COVER if blur().on else one.text)
        block.setReadOnly(True)
        column.addWidget(block)

    def _add_deeds(self, line: QHBoxLayout, number: int, one: Shown) -> None:
        tr = self._tr
        copy = Button(f"begun_copy_{number}", tr("opening.begun_copy"), "copy", Kind.GHOST, self).dense()
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(one.text))
        copy.clicked.connect(lambda: copy.set_words(tr("opening.begun_copied"), "check"))
        line.addWidget(copy)
        if one.has_place:
            go = Button(f"begun_go_{number}", tr("opening.begun_go"), "arrow-right", parent=self).dense()
            go.clicked.connect(self.close_popover)
            go.clicked.connect(lambda: self.wanted.emit(number))
            line.addWidget(go)
