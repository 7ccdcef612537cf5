"""A window on a folder of its own, opened as the program opens it; one folder encrypted once and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktopcrm.app import App
from desktopcrm.preferences import Preferences
from desktopcrm.services import encryption
from desktopcrm.services.encryption import SealWish
from desktopcrm.services.records import NewRecord
from desktopcrm.texts import Texts
from ui.context import Context, Place
from ui.main_window import MainWindow
from ui.screens import offered
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.notice import InlineNotice

PASSPHRASE = "seven grey herons under a bridge"
ACCOUNT, PERSON = "Kestrel Turbines", "Ophelia Marchbanks"
W = TypeVar("W", bound=QWidget)


@dataclass(frozen=True)
class SealedFolder:
    folder: Path
    key: bytes
    recovery: str


class Desk:
    """A window and what a person sees of it."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot, self.folder = qtbot, folder
        self.has_ended = False
        self.context = Context(Texts.load(), Preferences(folder / "preferences.json"))
        self.context.preferences.put("language", "en")
        self.context.set_language("en")
        self.frame = QWidget()
        column = QVBoxLayout(self.frame)
        column.setContentsMargins(0, 0, 0, 0)
        self.window = MainWindow(self.context, offered())
        column.addWidget(self.window)
        self.frame.resize(1100, 720)
        qtbot.addWidget(self.frame, before_close_func=lambda _: self.end())
        with qtbot.waitExposed(self.frame):
            self.frame.show()
        self.frame.activateWindow()
        self.opening = self.window.opening

    def begin(self) -> Desk:
        """Open, and wait until something is to be seen; gives itself back."""
        self.opening.begin(self.folder)
        self.qtbot.waitUntil(lambda: self.context.is_open or self.alone() is not None)
        return self

    def alone(self) -> QWidget | None:
        page = self.window.page()
        return page if page is not None and page.objectName().endswith("_page") else None

    def wait_page(self, name: str) -> QWidget:
        self.qtbot.waitUntil(lambda: self.find(QWidget, name) is not None)
        found = self.find(QWidget, name)
        assert found is not None
        return found

    def wait_open(self) -> None:
        self.qtbot.waitUntil(lambda: self.context.is_open)

    def find(self, kind: type[W], name: str) -> W | None:
        found = [one for one in self.frame.findChildren(kind, name) if one.isVisible()]
        return found[0] if found else None

    def get(self, kind: type[W], name: str) -> W:
        found = self.find(kind, name)
        assert found is not None, name
        return found

    def press(self, name: str) -> None:
        self.get(Button, name).click()

    def said(self, name: str) -> str:
        return self.get(Label, name).text()

    def notice(self) -> str:
        return self.get(InlineNotice, "notice").accessibleName()

    def go(self, place: Place) -> None:
        self.context.go(place)

    def end(self) -> None:
        """As when the program ends; once."""
        if not self.has_ended:
            self.has_ended = True
            self.opening.end()


Open = Callable[[Path], Desk]


@pytest.fixture
def open_desk(qtbot: QtBot) -> Open:
    return lambda folder: Desk(qtbot, folder).begin()


def fill(folder: Path) -> None:
    """One account with one person."""
    app = App.open(folder)
    app.preferences.put("started", True)
    account = app.accounts.add(ACCOUNT)
    app.records.add(NewRecord("person", PERSON, account))
    app.close()


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    fill(folder)
    return folder


@pytest.fixture(scope="session")
def sealed_once(tmp_path_factory: pytest.TempPathFactory) -> SealedFolder:
    folder = tmp_path_factory.mktemp("sealed") / "data"
    fill(folder)
    recovery = encryption.new_recovery_key()
    key = encryption.seal(folder, SealWish(PASSPHRASE, recovery))
    return SealedFolder(folder, key, " ".join(recovery.groups))


@pytest.fixture
def sealed(sealed_once: SealedFolder, tmp_path: Path) -> SealedFolder:
    folder = tmp_path / "data"
    shutil.copytree(sealed_once.folder, folder)
    return SealedFolder(folder, sealed_once.key, sealed_once.recovery)


@pytest.fixture(scope="session")
def full_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample account."""
    folder = tmp_path_factory.mktemp("full") / "data"
    app = App.open(folder)
    app.preferences.put("started", True)
    app.samples.add("en")
    app.close()
    return folder
