"""An account in the real window on a real data folder, and the few gestures of a hand on it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktopcrm.app import App
from desktopcrm.domain.plan import Plan
from desktopcrm.services.records import NewRecord
from tests.ui.shown import settle
from ui.context import Context, Place
from ui.editors.fact_editor import FactEditor
from ui.editors.fact_rows import FactRows
from ui.main_window import MainWindow
from ui.screens import ScreenSpec
from ui.screens.account import AccountScreen
from ui.widgets.field_row import FieldRow

PAGES = (
    ScreenSpec("accounts", "tests.ui.kit.pages:FirstPage", "building-2", "window.accounts"),
    ScreenSpec("account", "ui.screens.account:AccountScreen", under="accounts"),
)
SIZE = (1280, 800)


@dataclass
class Desk:
    """The account screen in its window, driven like a user drives it."""

    qtbot: QtBot
    context: Context
    window: MainWindow
    account_id: int

    @property
    def app(self) -> App:
        return self.context.app

    @property
    def plan(self) -> Plan:
        return self.app.desk.plan(self.account_id)

    @property
    def screen(self) -> AccountScreen:
        found = self.window.findChild(AccountScreen)
        assert found is not None
        return found

    def go(self, tab: str, focus: str = "") -> None:
        """Go to a tab, and to a row of it."""
        self.context.go(Place("account", self.account_id, tab, focus))
        self.settle()

    def settle(self) -> None:
        """Let everything that was asked for happen."""
        settle()

    def add(self, what: str, name: str, /, **facts: str) -> int:
        return self.app.records.add(NewRecord(what, name, self.account_id, facts=facts))

    def rows(self, kind: str, field: str, record_id: int = 0) -> FactRows:
        """The list that shows a field of a record in the tab in front."""
        for rows in self.screen.findChildren(FactRows):
            record = rows.record
            right = record is not None and record.kind == kind and (not record_id or record.id == record_id)
            if right and rows.row(field) is not None and rows.isVisible():
                return rows
        raise AssertionError(f"no row {field} of {kind}")

    def row(self, kind: str, field: str, record_id: int = 0) -> FieldRow:
        found = self.rows(kind, field, record_id).row(field)
        assert found is not None
        return found

    def editor(self) -> FactEditor:
        """The editor that is open."""
        open_ones = [one for one in self.screen.findChildren(FactEditor) if one.isVisible()]
        assert len(open_ones) == 1
        return open_ones[0]

    def has_editor(self) -> bool:
        self.settle()
        return any(one.isVisible() for one in self.screen.findChildren(FactEditor))

    def focused(self) -> QWidget:
        found = self.window.window().focusWidget()
        assert found is not None
        return found

    def type(self, text: str) -> None:
        """Type where the focus is, over what is selected."""
        for letter in text:
            self.qtbot.keyClicks(self.focused(), letter)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.focused(), key, modifiers)
        self.settle()

    def child(self, name: str) -> QWidget:
        """A visible part of the screen by its name."""
        found = [one for one in self.window.findChildren(QWidget, name) if one.isVisible()]
        assert found, name
        return found[0]

    def write_in(self, name: str, text: str) -> None:
        """Write into an adding line and press Enter."""
        line = self.child(name)
        line.setFocus()
        self.qtbot.keyClicks(line, text)
        self.press(Qt.Key.Key_Return)


@pytest.fixture
def desk(context: Context, qtbot: QtBot) -> Desk:
    """An empty account, shown at its tab Point."""
    account_id = context.app.accounts.add("Nordwind Pumps")
    window = MainWindow(context, PAGES)
    qtbot.addWidget(window)
    window.resize(*SIZE)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    made = Desk(qtbot, context, window, account_id)
    made.go("point")
    return made
