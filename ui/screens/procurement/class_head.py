"""The line over a class: its scale, the badge, the question why, and since when it holds."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.theme import theme
from ui.widgets.button import Button, Kind
from ui.widgets.class_badge import Badge, ClassBadge
from ui.widgets.label import ELIDED, HEADING, Label


class ClassHead(QWidget):
    """`why_asked` by the badge or by the button beside it."""

    why_asked = Signal()

    def __init__(self, name: str, title: str, badge: Badge, why: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        self.badge = ClassBadge(f"{name}_badge", badge, self)
        self.badge.clicked.connect(self.why_asked)
        button = Button(f"{name}_why", why, "", Kind.GHOST, self).dense()
        button.clicked.connect(self.why_asked)
        self._aside = Label("", ELIDED.but(ink="ink2"), self)
        self._aside.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row.addWidget(Label(title, HEADING, self))
        row.addWidget(self.badge)
        row.addWidget(button)
        row.addWidget(self._aside, 1)

    def show_class(self, badge: Badge, aside: str = "") -> None:
        """Another class, and what stands beside it."""
        self.badge.show_badge(badge)
        self._aside.setText(aside)
