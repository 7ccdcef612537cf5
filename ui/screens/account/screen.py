"""The account screen: head, tabs, guide. It reloads the plan after every change and hands it to what is in front."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from importlib import import_module
from typing import cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktopcrm.domain.changes import ChangeSet
from desktopcrm.errors import UserError
from ui.actions import Command, bind
from ui.context import Context, Place
from ui.models.account_reading import Reading
from ui.models.account_shelf import Shelf
from ui.models.guide_line import FIRST_QUESTION, GuideLine
from ui.screens.account.guide_panel import GuidePanel
from ui.screens.account.header import AccountHeader
from ui.screens.account.tab import AccountTab, ReadingTab, TabFactory, TabSpec
from ui.screens.account.tabs import TABS
from ui.theme import theme
from ui.widgets.surfaces import Plain
from ui.widgets.tabs import SegmentedTabs

STRIP_BELOW = 940
"""Width of the page under which the guide is a strip: a window of 1100 with its sidebar."""
NEW_KINDS = ("person", "need", "rival", "product", "key_point", "action")
TARGETS = {"brief": ("plan", "brief"), "plan": ("plan", ""), "activity": ("activity", "new.activity")}


class AccountScreen(Plain):
    """One account in front at a time; tabs are made when they are first shown."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("ground", parent)
        self.setObjectName("screen_account")
        self._context = context
        self._account_id = 0
        self._shelf = Shelf(context)
        self._reading: Reading | None = None
        self._tabs: dict[str, QWidget] = {}
        self._fresh: set[str] = set()
        self._reload = QTimer(self)
        self._reload.setSingleShot(True)
        self._reload.setInterval(0)
        self._reload.timeout.connect(self._load)
        self.header = AccountHeader(context, self)
        self.header.wanted.connect(self._on_wanted)
        words = [(spec.key, context.tr(spec.title_key)) for spec in TABS]
        self.tabs = SegmentedTabs("account_tabs", words, self, context.tr("account.tabs"))
        self.tabs.chosen.connect(self._on_tab)
        self.guide = GuidePanel(context, self)
        self.guide.asked.connect(self._on_asked)
        self.guide.left.connect(lambda: self.tabs.setFocus(Qt.FocusReason.ShortcutFocusReason))
        bind(self._guide_command(), self)
        self._stack = QStackedWidget(self)
        self._lay_out()
        context.changes.changed.connect(self._on_changed)

    def show_place(self, place: Place) -> None:
        """Show an account, one of its tabs, one of its rows (`focus`: "12:field", "record_12", or a word for the tab)."""
        self._account_id = place.target
        if not self._read():
            return
        if place.tab:
            self.tabs.set_key(place.tab)
        self._show_tab(self.tabs.key())
        if place.focus:
            QTimer.singleShot(0, self, lambda: self._focus(place))

    def tab_in_front(self) -> str:
        """See `Tabbed`; so is the next."""
        return self.tabs.key()

    def tabs_behind(self) -> list[tuple[str, QWidget]]:
        return [(key, tab) for key, tab in self._tabs.items() if tab is not self._stack.currentWidget()]

    def commands(self) -> list[Command]:
        """What the palette offers while an account is in front: of its tab first, then of the account."""
        tr = self._context.tr
        offer = getattr(self._stack.currentWidget(), "commands", None)
        found: list[Command] = list(offer()) if callable(offer) else []
        guide = self._guide_command()
        found.append(replace(guide, keys=""))  # the sheet of keys has it among those of all pages
        found += self.guide.commands()
        found += [
            Command(f"account_{key}", tr(f"account.{key}_button"), partial(self._on_wanted, key))
            for key in TARGETS
        ]
        found += [
            Command(f"add_{kind}", tr(f"account.command_{kind}"), partial(self._go_new, kind), "plus")
            for kind in NEW_KINDS
        ]
        return found

    def _guide_command(self) -> Command:
        words = self._context.tr("account.go_guide")
        return Command("guide", words, self.guide.enter, "lightbulb", keys="Ctrl+G")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.guide.set_wide(self.width() >= theme().px(STRIP_BELOW))

    def _lay_out(self) -> None:
        unit = theme().px
        main = QVBoxLayout()
        main.setContentsMargins(0, 0, 0, 0)
        main.setSpacing(0)
        bar = QHBoxLayout()
        bar.setContentsMargins(unit(14), 0, unit(14), 0)
        bar.addWidget(self.tabs, 1)
        main.addWidget(self.header)
        main.addLayout(bar)
        main.addWidget(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(main, 1)
        row.addWidget(self.guide)

    def _load(self) -> None:
        """Show the account as it is now."""
        if self._account_id and self._read():
            self._show_tab(self.tabs.key())

    def _read(self) -> bool:
        """Read the account if it is not the one already shown; tells whether it is there."""
        try:
            opened = self._shelf.get(self._account_id)
        except UserError:
            self._reading, self._account_id = None, 0
            self._context.go(Place("accounts"))
            return False
        before, self._reading = self._reading, opened.reading
        if opened.reading is not before:
            same = before is not None and before.plan.account.id == self._account_id
            self._fresh.clear()
            self.header.show_reading(opened.reading)
            self.guide.show_guide(opened.reading, opened.lines, keep_place=same)
        return True

    def _show_tab(self, key: str) -> None:
        reading = self._reading
        if reading is None:
            return
        tab = self._tabs.get(key)
        if tab is None:
            spec = next(one for one in TABS if one.key == key)
            tab = self._tabs[key] = make_tab(spec, self._context, self._stack)
            self._stack.addWidget(tab)
        if key not in self._fresh:
            self._fresh.add(key)
            if isinstance(tab, ReadingTab):
                tab.show_reading(reading)
            else:
                cast("AccountTab", tab).show_plan(reading.plan)
        self._turn_to(tab)

    def _turn_to(self, tab: QWidget) -> None:
        """Keys that went to the tab before go where they last went in this one, else to the bar of tabs."""
        before, focused = self._stack.currentWidget(), self.window().focusWidget()
        left = before is not None and focused is not None and before.isAncestorOf(focused)
        if left and before is not tab and tab.focusWidget() is None:
            self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)
        self._stack.setCurrentWidget(tab)

    def _on_tab(self, key: str) -> None:
        self._show_tab(key)
        self._context.note(Place("account", self._account_id, key))

    def _on_changed(self, changes: ChangeSet) -> None:
        self._shelf.drop(changes)
        if self._account_id and changes.touches(self._account_id) and self.isVisible():
            self._reload.start()

    def _on_wanted(self, what: str) -> None:
        if what == "log":
            self._context.log(self._account_id)
            return
        tab, focus = TARGETS[what]
        self.tabs.set_key(tab)
        if focus:
            QTimer.singleShot(0, self, lambda: self._focus_in(tab, 0, focus))

    def _go_new(self, kind: str) -> None:
        self._open((self._account_id, f"new.{kind}"), kind)

    def _on_asked(self, line: GuideLine) -> None:
        tab, focus = line.place
        if focus:
            self._focus(Place("account", self._account_id, tab, focus))
        else:
            self._open(line.target, line.kind)

    def _focus(self, place: Place) -> None:
        if place.focus == FIRST_QUESTION:
            self._context.note(replace(place, tab=self.tabs.key(), focus=""))
            self.guide.enter()
            return
        head, _, field = place.focus.removeprefix("record_").partition(":")
        if not head.isdigit():
            self._focus_in(place.tab or self.tabs.key(), 0, place.focus)
            return
        record = self._reading.plan.records.get(int(head)) if self._reading else None
        if record is not None:
            self._open((record.id, field), record.kind)

    def _open(self, target: tuple[int, str], kind: str) -> None:
        """Find the tab on which a row lives: the one of its kind first, then the others."""
        mine = [spec.key for spec in TABS if kind in spec.kinds]
        for key in [*mine, "procurement"]:
            if self._focus_in(key, *target):
                return
        if mine:
            self.tabs.set_key(mine[0])

    def _focus_in(self, key: str, record_id: int, field: str) -> bool:
        self._show_tab(key)
        found = cast("AccountTab", self._tabs[key]).focus(record_id, field)
        if found:
            self.tabs.set_key(key)
        self._show_tab(key if found else self.tabs.key())
        return found


def make_tab(spec: TabSpec, context: Context, parent: QWidget) -> QWidget:
    """Load the module of a tab and make it."""
    module, _, name = spec.factory.partition(":")
    factory = cast("TabFactory", getattr(import_module(module), name))
    return factory(context, parent)
