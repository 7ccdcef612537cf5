"""What is shown while the data are closed for work on their folder: what is done, and how far it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import theme
from ui.widgets.progress import ProgressPanel
from ui.widgets.surfaces import Plain

WIDTH = 460


class WorkPage(Plain):
    """One panel in the middle; `show_step` moves it. There is nothing to press: half of such work is no state."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__("ground", parent)
        self.setObjectName("work_page")
        self.setAccessibleName(title)
        self.panel = ProgressPanel("work_progress", title, "", self)
        self.panel.cancel.hide()
        self.panel.setFixedWidth(theme().px(WIDTH))
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(self.panel, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
