"""The first start: language at once, then a sample or the first account; never seen again afterwards."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktopcrm.app import App
from desktopcrm.services.accounts import AccountQuery
from ui.context import Context, Place
from ui.main_window import MainWindow
from ui.screens.welcome import WelcomeScreen
from ui.widgets.button import Button
from ui.widgets.inputs import TextLine
from ui.widgets.label import Label
from ui.widgets.tile import Tile


@pytest.fixture
def welcome(window: MainWindow, context: Context) -> WelcomeScreen:
    context.go(Place("welcome"))
    return shown(window)


def shown(window: MainWindow) -> WelcomeScreen:
    found = [one for one in window.findChildren(WelcomeScreen) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def tile(screen: WelcomeScreen, name: str) -> Tile:
    found = screen.findChild(Tile, name)
    assert found is not None
    return found


def test_the_language_is_switched_at_once(
    welcome: WelcomeScreen, window: MainWindow, context: Context, qtbot: QtBot
) -> None:
    tile(welcome, "language_zh").click()
    qtbot.waitUntil(lambda: context.lang == "zh")
    assert tile(shown(window), "language_zh").isChecked()
    assert context.preferences.language == "zh"


def test_a_blank_too_many_loads_no_sample(welcome: WelcomeScreen, window: MainWindow, app: App) -> None:
    assert welcome.focusWidget() is tile(welcome, "encrypt_first")
    skip = window.findChild(Button, "skip_encryption")
    assert skip is not None
    skip.click()
    assert welcome.focusWidget() is not tile(welcome, "try_samples")
    assert not app.samples.present()


def test_the_sample_comes_with_one_click(welcome: WelcomeScreen, app: App, context: Context) -> None:
    tile(welcome, "try_samples").click()
    assert app.samples.present()
    assert context.preferences.get("started") is True


def test_the_first_account_is_a_name_and_enter(welcome: WelcomeScreen, app: App, qtbot: QtBot) -> None:
    tile(welcome, "add_first").click()
    line = welcome.findChild(TextLine, "first_name")
    assert line is not None
    assert line.isVisible()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    error = welcome.findChild(Label, "first_error")
    assert error is not None
    assert error.text()
    line.insert("华东机械")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert app.accounts.count(AccountQuery()) == 1
