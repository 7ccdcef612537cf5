"""The shortcut sheet, made from the tables of actions and hints, so that it cannot forget one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktopcrm.texts import Translate
from ui.action_table import ACTIONS, GROUPS, HINTS
from ui.actions import Command, spoken_keys
from ui.theme import theme
from ui.widgets.keycap import KeyCaps
from ui.widgets.label import HEADING, STRONG, Label
from ui.widgets.popover import Popover

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
        self.body.addSpacing(unit(6))
        columns = QHBoxLayout()
        columns.setSpacing(unit(36))
        self.body.addLayout(columns)
        sides = (QVBoxLayout(), QVBoxLayout())
        heights = [0, 0]
        for group, lines in sheet_lines(tr, page).items():
            side = heights.index(min(heights))
            heights[side] += len(lines) + 2
            self._add_group(sides[side], tr(f"keys.{group}"), lines)
        for side_layout in sides:
            side_layout.addStretch(1)
            columns.addLayout(side_layout, 1)

    def _add_group(self, column: QVBoxLayout, title: str, lines: Sequence[Line]) -> None:
        unit = theme().px
        column.addWidget(Label(title, STRONG.but(ink="ink2"), self))
        grid = QGridLayout()
        grid.setVerticalSpacing(unit(6))
        grid.setHorizontalSpacing(unit(12))
        grid.setColumnStretch(0, 1)
        for row, (words, keys) in enumerate(lines):
            grid.addWidget(Label(words, parent=self), row, 0)
            caps = KeyCaps([spoken_keys(key) for key in keys], self)
            grid.addWidget(caps, row, 1, Qt.AlignmentFlag.AlignRight)
        column.addLayout(grid)
        column.addSpacing(unit(14))
