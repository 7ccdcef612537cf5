"""What was begun before the data were closed and has no line any more: shown to be copied, kept until it is dropped."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktopcrm.texts import Translate
from ui.theme import theme
from ui.widgets.button import Button, Kind
from ui.widgets.inputs import TextBlock
from ui.widgets.label import DIM, DIM_PARAGRAPH, HEADING, Label
from ui.widgets.popover import Popover
from ui.widgets.surfaces import RoomyArea

WIDTH, MOST, LINES = 560, 360, 6


class BegunPanel(Popover):
    """`dropped()`: the user needs them no more."""

    dropped = Signal()

    def __init__(self, tr: Translate, window: QWidget, begun: Sequence[tuple[str, str]]) -> None:
        super().__init__("begun_panel", tr("opening.begun_title"), window, WIDTH)
        self._tr = tr
        self.body.addWidget(Label(tr("opening.begun_title"), HEADING, self))
        self.body.addWidget(Label(tr("opening.begun_about"), DIM_PARAGRAPH, self))
        area = RoomyArea(theme().px(MOST), self)
        inside = QWidget(area)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(8))
        for number, (label, text) in enumerate(begun):
            self._add(column, number, label, text)
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

    def _add(self, column: QVBoxLayout, number: int, label: str, text: str) -> None:
        line = QHBoxLayout()
        line.addWidget(Label(label, DIM, self), 1)
        copy = Button(
            f"begun_copy_{number}", self._tr("opening.begun_copy"), "copy", Kind.GHOST, self
        ).dense()
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
        copy.clicked.connect(lambda: copy.set_words(self._tr("opening.begun_copied"), "check"))
        line.addWidget(copy)
        column.addLayout(line)
        block = TextBlock(f"begun_{number}", label, LINES, self)
        block.setPlainText(text)
        block.setReadOnly(True)
        column.addWidget(block)
