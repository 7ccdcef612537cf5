"""A dressed window on an empty data folder, with the real screens."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.shown import shown
from ui.context import Context, Place
from ui.main_window import MainWindow
from ui.screens import offered
from ui.screens.accounts import AccountsScreen


@pytest.fixture
def window(context: Context, qtbot: QtBot) -> Iterator[MainWindow]:
    """The frame with the screens of this part; gone with all its timers before the data is closed."""
    mine = [spec for spec in offered() if spec.key in ("accounts", "welcome", "settings", "library")]
    window = MainWindow(context, mine)
    with shown(window, context, qtbot):
        yield window


@pytest.fixture
def accounts(window: MainWindow, context: Context, qtbot: QtBot) -> AccountsScreen:
    """The page of accounts in front of the window."""
    context.go(Place("accounts"))
    screen = window.findChild(AccountsScreen)
    assert screen is not None
    qtbot.waitUntil(screen.isVisible)
    return screen
