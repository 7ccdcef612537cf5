"""Two small pages to try the frame of the window with."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.actions import Command
from ui.context import Context, Place
from ui.widgets.inputs import SearchBox, TextLine
from ui.widgets.label import Label


class FirstPage(QWidget):
    """Shows which place it was told, in the language of the window; has a filter and a line to write in."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        self.heading = Label(context.tr("window.accounts"), parent=self)
        self.heading.setObjectName("heading")
        self.line = TextLine("line", "Line", parent=self)
        column.addWidget(self.heading)
        column.addWidget(SearchBox("filter", "Filter", self))
        column.addWidget(self.line)
        self.place = Place("")

    def show_place(self, place: Place) -> None:
        self.place = place

    def commands(self) -> list[Command]:
        return [
            Command(
                "count_sheep", "Count the sheep", lambda: self.line.setText("99"), "target", keys="Ctrl+J"
            )
        ]


class SecondPage(QWidget):
    """An empty page."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context

    def show_place(self, place: Place) -> None:
        self.setAccessibleName(str(place.target))
