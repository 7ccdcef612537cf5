"""The panel for a bug of ours: says that data is safe, offers a report that holds no user data.

Knows tracebacks; takes only places in our own files and names of exceptions out of them, never a message or a value.
"""

from __future__ import annotations

import platform
from collections.abc import Iterator
from pathlib import Path
from traceback import walk_tb
from types import TracebackType

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktopcrm.texts import Translate
from ui.theme import theme
from ui.widgets.button import Button, Kind
from ui.widgets.inputs import TextBlock
from ui.widgets.label import DIM_PARAGRAPH, HEADING, Label
from ui.widgets.popover import Popover

HOME = Path(__file__).resolve().parent.parent.parent


def report(error: BaseException) -> str:
    """What happened where. Messages may quote what the user typed, and paths his name: neither is in it."""
    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    lines = [f"Python {platform.python_version()} · Qt {qVersion()} · {system}"]
    for cause in _causes(error):
        lines.append(f"{type(cause).__module__}.{type(cause).__qualname__}")
        lines.extend(f"  {place}" for place in _places(cause.__traceback__))
    return "\n".join(lines)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _places(trace: TracebackType | None) -> Iterator[str]:
    for frame, line in walk_tb(trace):
        file = Path(frame.f_code.co_filename)
        ours = file.is_relative_to(HOME) and "site-packages" not in file.parts
        shown = file.relative_to(HOME).as_posix() if ours else file.name
        yield f"{shown}:{line} {frame.f_code.co_qualname if hasattr(frame.f_code, 'co_qualname') else frame.f_code.co_name}"


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
