"""The panel for a bug of ours: says that data is safe, offers a report that holds no user data.

The report is made in `desktopcrm.crash_report`: places in our own files and names of exceptions, never a message or a value.
"""

from __future__ import annotations

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktopcrm import logs
from desktopcrm.texts import Translate
from ui.theme import theme
from ui.widgets.button import Button, Kind
from ui.widgets.inputs import TextBlock
from ui.widgets.label import DIM_PARAGRAPH, HEADING, Label
from ui.widgets.popover import Popover


def with_log(report: str) -> str:
    """The report with what led up to it; neither holds a word of the user's."""
    return f"{report}\nQt {qVersion()}\n\n{logs.led_up()}".rstrip()


class CrashPanel(Popover):
    """Shown over the page; the window stays usable."""

    def __init__(self, window: QWidget, tr: Translate, text: str) -> None:
        super().__init__("crash_panel", tr("crash.title"), window, 620)
        self._text = text
        self.body.addWidget(Label(tr("crash.title"), HEADING, self))
        self.body.addWidget(Label(tr("crash.sentence"), DIM_PARAGRAPH, self))
        block = TextBlock("crash_report", tr("crash.report"), 12, self)
        block.setPlainText(text)
        block.setReadOnly(True)
        self.body.addWidget(block)
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        row.addStretch(1)
        self._copy = Button("crash_copy", tr("crash.copy"), "copy", Kind.SECONDARY, self)
        self._go_on = Button("crash_go_on", tr("crash.go_on"), "", Kind.PRIMARY, self)
        row.addWidget(self._copy)
        row.addWidget(self._go_on)
        self.body.addLayout(row)
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._text))
        self._copy.clicked.connect(lambda: self._copy.set_words(tr("crash.copied"), "check"))
        self._go_on.clicked.connect(self.close_popover)

    def open(self) -> None:
        """Show in the middle, with the focus on the button that goes on."""
        self.open_centred(self._go_on)
