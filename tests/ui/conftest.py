"""What every test of a screen stands on: the light English look, and an open, empty data folder."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktopcrm.app import App
from desktopcrm.preferences import Preferences
from desktopcrm.texts import Texts
from tests.ui.shown import PatientBot
from ui.context import Context
from ui.theme import Look, Style, theme


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    """The light English look before each test; no window and no word is left behind, and garbage is looked for again."""
    qapp.setStyle("Fusion")
    theme().apply(Style(Look.LIGHT, "en", 1.0))
    yield
    assert QApplication.activeModalWidget() is None
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QGuiApplication.clipboard().clear()
    gc.enable()  # off since threads began beside the window, see `ui/garbage.py`


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """As the plugin gives it, but patient."""
    assert qapp
    return PatientBot(request)


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    """English, with an empty data folder open."""
    folder = tmp_path / "data"
    folder.mkdir()
    context = Context(Texts.load(), Preferences(folder / "preferences.json"))
    context.preferences.put("language", "en")
    context.set_language("en")
    context.open(App.open(folder))
    yield context
    context.close()


@pytest.fixture
def app(context: Context) -> App:
    return context.app
