"""The page of safety: where the data are, backups, encryption. Three tabs, each made when it is first looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.actions import Command
from ui.context import Context, Place
from ui.screens.safety.backups_tab import HELD, LOOKED_INTO, BackupsTab
from ui.screens.safety.sealing_tab import SealingTab
from ui.screens.safety.where_tab import WhereTab
from ui.theme import theme
from ui.widgets.surfaces import PageHeader, Plain
from ui.widgets.tabs import SegmentedTabs

DATA, BACKUPS, ENCRYPTION = "data", "backups", "encryption"
TABS = (DATA, BACKUPS, ENCRYPTION)


class SafetyScreen(Plain):
    """`place.tab` names the tab, `place.focus` what is to be begun there."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("ground", parent)
        self._context = context
        self._tr = context.tr
        unit = theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(unit(28), unit(22), 0, 0)
        head.setSpacing(unit(10))
        head.addWidget(PageHeader(self._tr("safety.title"), parent=self))
        self.tabs = SegmentedTabs(
            "safety_tabs",
            [(key, self._tr(f"safety.tab_{key}")) for key in TABS],
            self,
            self._tr("safety.title"),
        )
        head.addWidget(self.tabs)
        column.addLayout(head)
        self._stack = QStackedWidget(self)
        column.addWidget(self._stack, 1)
        self._makers: dict[str, Callable[[], QWidget]] = {
            DATA: self._make_data,
            BACKUPS: lambda: BackupsTab(context, self._stack),
            ENCRYPTION: lambda: SealingTab(context, self._stack),
        }
        self._made: dict[str, QWidget] = {}
        self._going = False
        self.tabs.chosen.connect(self._on_tab)

    def show_place(self, place: Place) -> None:
        """The tab of the place, or the one in front. What is begun once is not begun again on coming back."""
        key = place.tab if place.tab in TABS else self.tabs.key()
        if place.focus and not place.focus.startswith((HELD, LOOKED_INTO)):
            self._context.note(Place("safety", tab=key))
        self._going = True
        self.tabs.set_key(key)
        self._going = False
        self._show(key, place.focus)

    def commands(self) -> list[Command]:
        """What the palette offers here."""
        tr = self._tr
        return [
            Command("backup_now", tr("safety.make"), lambda: self._go(BACKUPS, "make"), "database-backup"),
        ]

    def tab(self, key: str) -> QWidget:
        """The page of a tab, made if need be."""
        if key not in self._made:
            self._made[key] = self._makers[key]()
            self._stack.addWidget(self._made[key])
        return self._made[key]

    def _make_data(self) -> QWidget:
        tab = WhereTab(self._context, self._stack)
        tab.asked.connect(self._go)
        return tab

    def _go(self, key: str, focus: str = "") -> None:
        self._context.go(Place("safety", tab=key, focus=focus))

    def _on_tab(self, key: str) -> None:
        if not self._going:
            self._context.note(Place("safety", tab=key))
            self._show(key)

    def _show(self, key: str, focus: str = "") -> None:
        page = self.tab(key)
        self._stack.setCurrentWidget(page)
        cast("WhereTab | BackupsTab | SealingTab", page).show_tab(focus)
