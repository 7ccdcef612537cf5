"""The shortcut sheet, made from the tables of actions and hints, so that it cannot forget one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from desktopcrm.texts import Translate
from ui.action_table import ACTIONS, GROUPS, HINTS
from ui.actions import Command, spoken_keys
from ui.theme import theme
from ui.widgets.keycap import KeyCaps
from ui.widgets.label import HEADING, PARAGRAPH, STRONG, Label
from ui.widgets.popover import Popover
from ui.widgets.surfaces import Plain, RoomyArea

Line = tuple[str, tuple[str, ...]]


def sheet_lines(tr: Translate, page: Sequence[Command] = ()) -> dict[str, list[Line]]:
    """Group → (words, keys): what the sheet shows. `page` is what the screen in front offers."""
    groups: dict[str, list[Line]] = {group: [] for group in GROUPS}
    for action in ACTIONS:
        if action.keys:
            groups[action.group].append((tr(action.words), action.keys[:1]))
    groups["go"].append((tr("keys.places"), ("Alt+1", "Alt+2")))
    for hint in HINTS:
        groups.setdefault(hint.group, []).append((tr(hint.words), hint.keys))
    own: list[Line] = [(command.words, (command.keys,)) for command in page if command.keys]
    return {**({"page": own} if own else {}), **groups}


class ShortcutSheet(Popover):
    """Two columns of groups; Esc closes it."""

    def __init__(self, window: QWidget, tr: Translate, page: Sequence[Command] = ()) -> None:
        super().__init__("shortcut_sheet", tr("keys.title"), window, 760)
        unit = theme().px
        self.body.addWidget(Label(tr("keys.title"), HEADING, self))
        area = RoomyArea(window.window().height() - unit(110), self)
        inside = Plain("card", area)
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(0, 0, unit(8), 0)
        columns.setSpacing(unit(36))
        self.body.addWidget(area)
        grids = (self._grid(columns), self._grid(columns))
        for group, lines in sheet_lines(tr, page).items():
            grid = min(grids, key=QGridLayout.rowCount)
            self._add_group(grid, tr(f"keys.{group}"), lines)
        for grid in grids:
            grid.setRowStretch(grid.rowCount(), 1)
        area.setWidget(inside)

    def _grid(self, columns: QHBoxLayout) -> QGridLayout:
        unit = theme().px
        side = QWidget(self)
        grid = QGridLayout(side)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(unit(5))
        grid.setHorizontalSpacing(unit(12))
        grid.setColumnStretch(0, 1)
        columns.addWidget(side, 1)
        return grid

    def _add_group(self, grid: QGridLayout, title: str, lines: Sequence[Line]) -> None:
        row = grid.rowCount()
        heading = Label(title, STRONG.but(ink="ink2"), self)
        heading.setMinimumHeight(theme().px(34))
        heading.setAlignment(Qt.AlignmentFlag.AlignBottom)
        grid.addWidget(heading, row, 0, 1, 2)
        for below, (words, keys) in enumerate(lines, 1):
            grid.addWidget(Label(words, PARAGRAPH, self), row + below, 0)
            caps = KeyCaps([spoken_keys(key) for key in keys], self)
            grid.addWidget(caps, row + below, 1, Qt.AlignmentFlag.AlignRight)
