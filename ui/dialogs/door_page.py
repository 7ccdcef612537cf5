"""What the pages at the door of the data have in common: a sign, a title, a sentence, what can be done, in the middle.

Shown alone, while nothing of the data is open: no name of the data may be on such a page.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.context import Context
from ui.theme import theme
from ui.widgets.button import Button, Kind
from ui.widgets.empty import Sign
from ui.widgets.flow import FlowRow
from ui.widgets.label import DIM_PARAGRAPH, DISPLAY, SMALL, Label
from ui.widgets.surfaces import ScrollPage

WIDTH = 460


class DoorPage(ScrollPage):
    """Put widgets into `column`; ways out into `ways`. `rested()`: what it was busy with has ended."""

    rested = Signal()

    def __init__(self, context: Context, name: str, icon: str, title: str, width: int = WIDTH) -> None:
        super().__init__(name, width)
        unit = theme().px
        self._context = context
        self._tr = context.tr
        self.setAccessibleName(title)
        ground = self.widget()
        row = ground.layout() if ground is not None else None
        if isinstance(row, QHBoxLayout):
            row.insertStretch(0)
        self.body.addStretch(2)
        self.body.addWidget(Sign(icon, self), 0, Qt.AlignmentFlag.AlignHCenter)
        heading = Label(title, DISPLAY.but(wrap=True, elide=False), self)
        heading.setObjectName(f"{name}_title")
        heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.body.addWidget(heading)
        self._sentence = Label("", DIM_PARAGRAPH, self)
        self._sentence.setObjectName(f"{name}_sentence")
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._sentence.hide()
        self.body.addWidget(self._sentence)
        self.column = QVBoxLayout()
        self.column.setSpacing(unit(8))
        self.body.addLayout(self.column)
        self._said = Label("", SMALL.but(ink="bad", wrap=True), self)
        self._said.setObjectName(f"{name}_said")
        self._said.hide()
        self.body.addWidget(self._said)
        self.ways = FlowRow(self).centred()
        self.body.addWidget(self.ways)
        self.body.addStretch(3)
        self.body.addWidget(self._language(name), 0, Qt.AlignmentFlag.AlignHCenter)

    def is_busy(self) -> bool:
        """Whether a thread works for it: made anew now, it would not hear what has become of that."""
        return False

    def tell(self, sentence: str) -> None:
        """What the page is about, under its title."""
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))

    def say(self, sentence: str, ink: str = "bad") -> None:
        """What stands in the way, or what is going on."""
        self._said.set_ink(ink)
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))
        self._said.setAccessibleName(sentence)

    def keep_room(self) -> None:
        """What is below stays where it is, whether something is said or not: it may be aimed at."""
        policy = self._said.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._said.setSizePolicy(policy)
        self._said.setMinimumHeight(self._said.fontMetrics().lineSpacing())

    def said(self) -> str:
        """What was said last."""
        return self._said.text()

    def add_way(
        self, name: str, words: str, icon: str, run: Callable[[], None], kind: Kind = Kind.SECONDARY
    ) -> Button:
        """A button in the row of what can be done; what it does replaces this page, so it is done a moment later."""
        button = Button(name, words, icon, kind, self)
        button.clicked.connect(lambda: QTimer.singleShot(0, self, run))
        self.ways.add(button)
        return button

    def first_focus(self, widget: QWidget) -> None:
        """Where the keyboard begins, once the page is shown."""
        self.setFocusProxy(widget)
        QTimer.singleShot(0, widget, lambda: widget.setFocus(Qt.FocusReason.OtherFocusReason))

    def is_there(self) -> bool:
        """Whether the page was not replaced while a thread was at work."""
        return isValid(self)

    def _language(self, name: str) -> Button:
        """The other language: there is no menu here."""
        context = self._context
        other = "en" if context.lang == "zh" else "zh"
        button = Button(
            f"{name}_language", {"en": "English", "zh": "中文"}[other], "languages", Kind.GHOST, self
        ).dense()
        button.clicked.connect(
            lambda: QTimer.singleShot(0, self.window(), lambda: context.shell.change_language(other))
        )
        return button
