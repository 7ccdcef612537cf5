"""An account with a purchase and a team in the real window on a real data folder, driven by keys alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktopcrm.app import App
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Observation
from desktopcrm.services.records import NewRecord
from tests.ui.shown import settle, shown
from ui.context import Context, Place
from ui.main_window import MainWindow
from ui.screens import offered

W = TypeVar("W", bound=QWidget)
SIZE = (1280, 1000)
SCREENS = ("accounts", "account", "projects", "library")


@dataclass
class Hand:
    """The window as a hand on the keyboard sees it."""

    qtbot: QtBot
    context: Context
    window: MainWindow
    account: int
    project: int

    @property
    def app(self) -> App:
        return self.context.app

    @property
    def plan(self) -> Plan:
        """The account's plan, read anew."""
        return self.app.desk.plan(self.account)

    @property
    def today(self) -> date:
        return self.app.desk.today()

    def go(self, tab: str, focus: str = "", screen: str = "account") -> None:
        """Go to a page, its tab, and a place on it."""
        self.context.go(Place(screen, self.account if screen == "account" else 0, tab, focus))
        self.settle()

    def settle(self) -> None:
        """Let everything that was asked for happen."""
        settle()

    def press(self, *keys: Qt.Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press keys where the focus is."""
        for key in keys:
            self.qtbot.keyClick(self.focused(), key, with_)
            self.settle()

    def type(self, text: str) -> None:
        """Type where the focus is."""
        for letter in text:
            self.qtbot.keyClicks(self.focused(), letter)

    def focused(self) -> QWidget:
        found = QApplication.focusWidget() or self.window.window().focusWidget()
        assert found is not None
        return found

    def tab_to(self, name: str, most: int = 60) -> QWidget:
        """Walk with Tab until a widget of that name has the focus."""
        for _ in range(most):
            if self.focused().objectName() == name:
                return self.focused()
            self.qtbot.keyClick(self.focused(), Qt.Key.Key_Tab)
            QApplication.processEvents()
        raise AssertionError(f"{name} is not reached by Tab")

    def child(self, kind: type[W], name: str) -> W:
        """A visible part of the window by its name."""
        found = [one for one in self.window.findChildren(kind, name) if one.isVisible()]
        assert found, name
        return found[0]

    def undo(self) -> None:
        """Take the last step back, as Ctrl+Z does."""
        assert self.app.history.undo() is not None
        self.settle()

    def days_ago(self, days: int) -> Observation:
        return Observation(seen_on=self.today - timedelta(days=days))

    def person(self, name: str) -> int:
        return self.app.records.add(NewRecord("person", name, self.account))

    def member(self, name: str, **facts: str) -> int:
        """Somebody in the buying team."""
        member = self.app.projects.add_member(self.project, name)
        for field, value in facts.items():
            self.app.facts.observe(member, field, value)
        self.settle()
        return member

    def ask(self, record: int, days: int = 0, /, **facts: str) -> None:
        """Facts that were heard so many days ago."""
        for field, value in facts.items():
            self.app.facts.observe(record, field, value, self.days_ago(days))
        self.settle()


@pytest.fixture
def hand(context: Context, qtbot: QtBot) -> Iterator[Hand]:
    """An account with one purchase, shown at its procurement tab."""
    account = context.app.accounts.add("Nordwind Pumps")
    project = context.app.projects.add(account, "Dust extraction")
    window = MainWindow(context, [spec for spec in offered() if spec.key in SCREENS])
    window.resize(*SIZE)
    with shown(window, context, qtbot):
        made = Hand(qtbot, context, window, account, project)
        made.go("procurement")
        yield made
