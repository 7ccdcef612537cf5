"""How the classes of a purchase came and went: a day, before, after, and what moved them. Folded until asked for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktopcrm.domain.class_history import ClassChange, changes
from desktopcrm.domain.records import Record
from ui.context import Context
from ui.models.account_reading import Reading
from ui.models.class_reading import badge_of
from ui.theme import theme
from ui.widgets.button import Button, Kind
from ui.widgets.class_badge import ClassBadge, Scale
from ui.widgets.label import SMALL, Label
from ui.widgets.surfaces import clear_layout

SCALES = {"deal": Scale.DEAL, "kp": Scale.KEY_PERSON}


class ChangesPart(QWidget):
    """One button with the count; under it the list."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._is_open = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(4))
        self.button = Button("class_changes", "", "history", Kind.GHOST, self).dense()
        self.button.clicked.connect(self._toggle)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self._inside = QWidget(self)
        self._rows = QVBoxLayout(self._inside)
        self._rows.setContentsMargins(theme().px(8), 0, 0, 0)
        self._rows.setSpacing(theme().px(6))
        column.addWidget(self._inside)
        self._inside.hide()

    def show_project(self, reading: Reading, project: Record) -> None:
        """Show the history of a purchase's classes."""
        found = changes(reading.plan, project.id, reading.catalogue)
        self.setVisible(bool(found))
        self.button.set_words(self._context.tr("class_card.changes", n=len(found)))
        clear_layout(self._rows)
        for change in found:
            self._rows.addWidget(self._line(reading, change))

    def _toggle(self) -> None:
        self._is_open = not self._is_open
        self._inside.setVisible(self._is_open)

    def _line(self, reading: Reading, change: ClassChange) -> QWidget:
        host = QWidget(self._inside)
        host.setObjectName("class_change")
        row = QHBoxLayout(host)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(6))
        row.addWidget(Label(reading.day(change.day), SMALL, host), 0, Qt.AlignmentFlag.AlignTop)
        scale = SCALES[change.scale]
        for key, sign in ((change.before, "→"), (change.after, "")):
            badge = ClassBadge("changed_badge", badge_of(self._context, scale, key), host)
            badge.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            row.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
            if sign:
                row.addWidget(Label(sign, SMALL, host), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(self._context.tell(change.why), SMALL.but(ink="ink", wrap=True), host), 1)
        return host
