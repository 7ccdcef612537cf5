"""A dressed window on an empty data folder, with the real screens."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from ui.context import Context, Place
from ui.main_window import MainWindow
from ui.screens import offered
from ui.screens.accounts import AccountsScreen


@pytest.fixture
def window(context: Context, qtbot: QtBot) -> Iterator[MainWindow]:
    """The frame with the screens of this part; gone with all its timers before the data is closed."""
    mine = [spec for spec in offered() if spec.key in ("accounts", "welcome", "settings", "library")]
    window = MainWindow(context, mine)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    yield window
    window.close()
    context.jobs.stop()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def accounts(window: MainWindow, context: Context, qtbot: QtBot) -> AccountsScreen:
    """The page of accounts in front of the window."""
    context.go(Place("accounts"))
    screen = window.findChild(AccountsScreen)
    assert screen is not None
    qtbot.waitUntil(screen.isVisible)
    return screen
