"""A dressed application for every test of the kit, an open data folder for those of the frame, and nothing left behind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktopcrm.preferences import Preferences
from desktopcrm.texts import Texts
from ui.context import Context
from ui.main_window import MainWindow
from ui.screens.stack import ScreenSpec
from ui.theme import Look, Style, theme

LIGHT_ENGLISH = Style(Look.LIGHT, "en", 1.0)
PAGES = (
    ScreenSpec("first", "tests.ui.kit.pages:FirstPage", "building-2", "window.accounts"),
    ScreenSpec("second", "tests.ui.kit.pages:SecondPage", "users", "window.people"),
    ScreenSpec("detail", "tests.ui.kit.pages:FirstPage", under="first"),
)


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    """A window with a column to put parts into."""
    host = QWidget()
    host.resize(900, 600)
    QVBoxLayout(host)
    qtbot.addWidget(host)
    with qtbot.waitExposed(host):
        host.show()
    host.activateWindow()
    return host


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    """The light English look before each test, no modal panel and no window after it."""
    qapp.setStyle("Fusion")
    theme().apply(LIGHT_ENGLISH)
    yield
    assert QApplication.activeModalWidget() is None
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QGuiApplication.clipboard().clear()
    theme().apply(LIGHT_ENGLISH)


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    """An empty data folder, open."""
    from desktopcrm.app import App

    context = Context(Texts.load(), Preferences(tmp_path / "preferences.json"))
    context.preferences.put("language", "en")
    context.set_language("en")
    context.open(App.open(tmp_path))
    yield context
    context.close()
    assert context.jobs.running() == 0


@pytest.fixture
def window(context: Context, qtbot: QtBot) -> MainWindow:
    """The frame with two pages of the tests in it, shown."""
    window = MainWindow(context, PAGES)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    return window
