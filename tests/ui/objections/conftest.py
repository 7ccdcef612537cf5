"""The page of objections in a window with real data; an account page that only remembers where it was sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktopcrm.app import App
from desktopcrm.domain.heard import Heard
from desktopcrm.domain.learning import Skill
from desktopcrm.services.records import NewRecord
from tests.ui.kit.pages import FirstPage
from tests.ui.shown import settle, shown
from ui.context import Context, Place
from ui.main_window import MainWindow
from ui.screens.objections import ObjectionsScreen
from ui.screens.stack import ScreenSpec

W = TypeVar("W", bound=QWidget)
SCREENS = (
    ScreenSpec(
        "objections", "ui.screens.objections:ObjectionsScreen", "message-square-reply", "window.objections"
    ),
    ScreenSpec("account", "tests.ui.kit.pages:FirstPage", under="objections"),
)
SIZE = (1280, 800)


@dataclass(frozen=True, slots=True)
class Ground:
    """One account with a person and a purchase."""

    app: App
    account: int
    person: int
    project: int

    def heard(self) -> list[Heard]:
        """Newest first."""
        return list(self.app.objections.all_events())

    def skill(self, objection: str = "material") -> Skill:
        return next(one for one in self.app.objections.skills() if one.objection == objection)

    def answers(self, objection: str = "material") -> list[str]:
        return [one.text.en for one in self.app.objections.deck.objection(objection).answer]


@pytest.fixture
def ground(context: Context) -> Ground:
    app = context.app
    account = app.accounts.add("Hallstein Castings")
    person = app.records.add(NewRecord("person", "Ann Lee", account))
    return Ground(app, account, person, app.projects.add(account, "Dust extraction"))


@pytest.fixture
def window(context: Context, qtbot: QtBot) -> Iterator[MainWindow]:
    """The frame; gone with all its timers before the data is closed."""
    window = MainWindow(context, SCREENS)
    window.resize(*SIZE)
    with shown(window, context, qtbot):
        yield window


@pytest.fixture
def page(window: MainWindow, ground: Ground) -> ObjectionsScreen:
    """The page with the deck in front."""
    assert ground.account
    window.go(Place("objections"))
    return child(window, ObjectionsScreen, "screen_objections")


def child(host: QWidget, kind: type[W], name: str) -> W:
    """A widget by its object name."""
    found = host.findChild(kind, name)
    assert found is not None, name
    return found


def focused() -> QWidget:
    """Where the keyboard is."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(*keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press keys wherever the keyboard is."""
    for key in keys:
        QTest.keyClick(focused(), key, held)
        settle()


def write(text: str) -> None:
    """Type a text wherever the keyboard is."""
    QTest.keyClicks(focused(), text)
    settle()


def sent_to(window: MainWindow) -> Place:
    """Where the window went to."""
    return child(window, FirstPage, "screen_account").place
