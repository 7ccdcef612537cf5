"""A dressed window with the page of safety, on a real folder that can be closed and opened again."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.shown import shown
from ui.context import Context, Place
from ui.main_window import MainWindow
from ui.screens import offered
from ui.widgets.key_groups import KeyGroups

PASSPHRASE = "violet tractor paints seven rivers"
OTHER = "granite teapot follows eleven owls"


@pytest.fixture
def window(context: Context, qtbot: QtBot) -> Iterator[MainWindow]:
    """The frame with the screens of this part; gone with all its timers before the data is closed."""
    keys = ("accounts", "welcome", "settings", "safety", "today")
    window = MainWindow(context, [spec for spec in offered() if spec.key in keys])
    with shown(window, context, qtbot):
        yield window


class Hand:
    """Finds by name what is seen, clicks and types there."""

    def __init__(self, window: MainWindow, context: Context, qtbot: QtBot) -> None:
        self.window, self.context, self.qtbot = window, context, qtbot

    def seen(self, name: str, kind: type[QWidget] = QWidget) -> QWidget | None:
        return next((one for one in self.window.findChildren(kind, name) if one.isVisible()), None)

    def find(self, name: str, kind: type[QWidget] = QWidget) -> QWidget:
        self.wait(lambda: self.seen(name, kind) is not None)
        found = self.seen(name, kind)
        assert found is not None
        return found

    def click(self, name: str) -> None:
        button = self.find(name, QPushButton)
        assert isinstance(button, QPushButton)
        self.wait(button.isEnabled)
        button.click()

    def type(self, name: str, text: str) -> None:
        line = self.find(name, QLineEdit)
        assert isinstance(line, QLineEdit)
        line.setText(text)

    def go(self, tab: str, focus: str = "") -> None:
        self.context.go(Place("safety", tab=tab, focus=focus))

    def wait(self, until: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(until)

    def words(self, name: str) -> str:
        found = self.find(name)
        return str(found.text()) if hasattr(found, "text") else ""

    def said(self) -> str:
        return self.words("notice_text")

    # what is done often

    def choose(self, form: str, passphrase: str) -> None:
        """Write a passphrase twice."""
        self.type(f"{form}_first", passphrase)
        self.type(f"{form}_second", passphrase)

    def shown_key(self) -> tuple[str, ...]:
        """The groups of the recovery key on the page."""
        groups = self.find("recovery_groups", KeyGroups)
        assert isinstance(groups, KeyGroups)
        return groups.groups()

    def asked(self) -> list[int]:
        """Numbers of the groups that are asked for."""
        self.wait(lambda: bool(self._asked()))
        return self._asked()

    def _asked(self) -> list[int]:
        lines = [one for one in self.window.findChildren(QLineEdit) if one.isVisible()]
        named = [one.objectName() for one in lines if one.objectName().startswith("confirm_")]
        return [int(name.removeprefix("confirm_")) for name in named]

    def confirm(self, groups: tuple[str, ...]) -> None:
        """Type the groups that are asked for."""
        for number in self.asked():
            self.type(f"confirm_{number}", groups[number - 1].lower())

    def seal(self, passphrase: str = PASSPHRASE) -> tuple[str, ...]:
        """All steps of the set-up; gives the key that was shown."""
        self.go("encryption", "set_up")
        self.choose("set_up_passphrase", passphrase)
        self.click("set_up_go_on")
        groups = self.shown_key()
        self.click("have_key")
        self.confirm(groups)
        self.click("confirm_go_on")
        self.click("set_up_work")
        self.wait(lambda: self.context.is_open and self.seen("safety_sealed") is not None)
        return groups

    def prove(self, deed: str, passphrase: str = PASSPHRASE) -> None:
        """Begin a change and say who one is."""
        self.click(f"safety_{deed}")
        self.type(f"{deed}_proof_passphrase", passphrase)
        self.click(f"{deed}_go_on")


@pytest.fixture
def hand(window: MainWindow, context: Context, qtbot: QtBot) -> Hand:
    return Hand(window, context, qtbot)
