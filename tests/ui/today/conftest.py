"""A window that opens on Today, over accounts with something due on a fixed day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from pytestqt.qtbot import QtBot

from desktopcrm.app import App
from desktopcrm.domain.agenda_row import Row
from desktopcrm.domain.records import Observation
from desktopcrm.services.records import NewRecord
from tests.ui.shown import shown
from ui.context import Context, Place
from ui.main_window import MainWindow
from ui.screens import offered
from ui.screens.today import TodayScreen

DAY = date(2026, 3, 5)
"""A Thursday."""


class Morning:
    """What a rep finds: accounts added in short words, and the page that shows them."""

    def __init__(self, context: Context, window: MainWindow, qtbot: QtBot) -> None:
        self.context, self.window, self.qtbot = context, window, qtbot
        self.app: App = context.app

    @property
    def screen(self) -> TodayScreen:
        found = self.window.findChild(TodayScreen)
        assert found is not None
        return found

    def account(self, name: str, tier: str = "priority", age: int = 60) -> int:
        """An account added so many days ago and never called: its first call is long due."""
        since = DAY - timedelta(days=age)
        new = NewRecord(
            "account", name, created_on=since, facts={"tier": tier}, seen=Observation(seen_on=since)
        )
        return self.app.records.add(new)

    def promise(self, account: int, title: str, due: date) -> int:
        """Something that we promised."""
        facts = {"direction": "ours", "promise": "yes", "due": due.isoformat()}
        return self.app.records.add(NewRecord("action", title, account, created_on=DAY, facts=facts))

    def open(self) -> TodayScreen:
        """Go there and wait until the page is read."""
        self.context.go(Place("today"))
        self.settle()
        return self.screen

    def settle(self) -> None:
        """Wait until what was asked for is read."""
        screen = self.screen
        self.qtbot.waitUntil(lambda: not screen.reading.is_running() and self.context.jobs.running() == 0)

    def row(self) -> Row:
        """The row in hand."""
        row = self.screen.rows.row()
        assert row is not None
        return row

    def shown(self) -> list[Row]:
        """All rows in the order shown."""
        return [line for line in self.screen.rows.model_.lines if isinstance(line, Row)]


@pytest.fixture
def window(context: Context, qtbot: QtBot) -> Iterator[MainWindow]:
    """The frame with all screens; gone with its timers before the data is closed."""
    context.app.desk.clock = lambda: DAY
    window = MainWindow(context, offered())
    window.resize(1200, 800)
    with shown(window, context, qtbot):
        yield window


@pytest.fixture
def morning(context: Context, window: MainWindow, qtbot: QtBot) -> Morning:
    return Morning(context, window, qtbot)
