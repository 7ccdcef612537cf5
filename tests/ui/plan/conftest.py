"""A plan tab in a window, on a data folder that holds the English sample."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktopcrm.app import App
from desktopcrm.domain.plan import Plan
from desktopcrm.preferences import Preferences
from desktopcrm.services.records import NewRecord
from desktopcrm.texts import Texts
from tests.ui.shown import shown
from ui.context import Context
from ui.main_window import MainWindow
from ui.screens.plan import PlanTab


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    folder = tmp_path / "data"
    folder.mkdir()
    context = Context(Texts.load(), Preferences(folder / "preferences.json"))
    context.preferences.put("language", "en")
    context.set_language("en")
    context.open(App.open(folder))
    frame = MainWindow(context, ())
    yield context
    frame.deleteLater()
    context.close()


@pytest.fixture
def sample(app: App) -> Plan:
    """The plan of the English sample."""
    name = app.samples.add("en")[0]
    return app.desk.plan(app.accounts.find(name))


@pytest.fixture
def small(app: App) -> Plan:
    """The plan of an account of which little is known."""
    account = app.accounts.add("Rossi & Figli")
    app.records.add(NewRecord("person", "Anna Rossi", account))
    app.projects.add(account, "Press shop")
    return app.desk.plan(account)


@pytest.fixture
def tab(context: Context, qtbot: QtBot) -> Iterator[PlanTab]:
    tab = PlanTab(context)
    tab.resize(1000, 700)
    with shown(tab, context, qtbot):
        yield tab
