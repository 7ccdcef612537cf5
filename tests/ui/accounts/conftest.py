"""A dressed window on an empty data folder, with the real screens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktopcrm.app import App
from desktopcrm.preferences import Preferences
from desktopcrm.texts import Texts
from ui.context import Context, Place
from ui.main_window import MainWindow
from ui.screens import offered
from ui.screens.accounts import AccountsScreen
from ui.theme import Look, Style, theme


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    qapp.setStyle("Fusion")
    theme().apply(Style(Look.LIGHT, "en", 1.0))
    yield
    assert QApplication.activeModalWidget() is None


@pytest.fixture
def app(context: Context) -> App:
    return context.app


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    folder = tmp_path / "data"
    folder.mkdir()
    context = Context(Texts.load(), Preferences(folder / "preferences.json"))
    context.preferences.put("language", "en")
    context.set_language("en")
    context.open(App.open(folder))
    yield context
    context.close()


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
