"""A customer in the real window, on a Wednesday, and a hand that only has a keyboard."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.method.debrief_cast import Cast, cast
from tests.ui.shown import settle
from ui.context import Context, Place
from ui.dialogs.log_chips import LogChip
from ui.dialogs.log_panel import LogPanel
from ui.main_window import MainWindow
from ui.screens import ScreenSpec

PAGES = (
    ScreenSpec("accounts", "tests.ui.kit.pages:FirstPage", "building-2", "window.accounts"),
    ScreenSpec("people", "tests.ui.kit.pages:SecondPage", "users", "window.people"),
    ScreenSpec("account", "ui.screens.account:AccountScreen", under="accounts"),
)
NO = Qt.KeyboardModifier.NoModifier
ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@dataclass
class Hand:
    """Types and looks; never touches a mouse."""

    qtbot: QtBot
    context: Context
    window: MainWindow
    place: Cast

    def settle(self) -> None:
        settle()

    def focused(self) -> QWidget:
        found = self.window.window().focusWidget()
        assert found is not None
        return found

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO, times: int = 1) -> None:
        for _ in range(times):
            self.qtbot.keyClick(self.focused(), key, modifiers)
            self.settle()

    def type(self, text: str) -> None:
        """Letter by letter; what no key has is composed and chosen."""
        for letter in text:
            if letter.isascii():
                self.qtbot.keyClick(self.focused(), letter)
            else:
                self.compose("x", letter)
        self.settle()

    def compose(self, preedit: str, chosen: str = "") -> None:
        """What an input method does: first the letters, then the sign they stand for."""
        QGuiApplication.sendEvent(self.focused(), QInputMethodEvent(preedit, []))
        if chosen:
            done = QInputMethodEvent()
            done.setCommitString(chosen)
            QGuiApplication.sendEvent(self.focused(), done)

    def open_log(self) -> None:
        self.press(Qt.Key.Key_L, CTRL)

    def panel(self) -> LogPanel | None:
        self.settle()
        found = [one for one in self.window.window().findChildren(LogPanel) if one.isVisible()]
        return found[0] if found else None

    def log(self) -> LogPanel:
        found = self.panel()
        assert found is not None, "the log is not open"
        return found

    def chips(self) -> list[str]:
        return [one.view.words for one in self.log().first.chips.chips()]

    def chip(self) -> LogChip:
        """The chip in hand."""
        found = self.focused()
        assert isinstance(found, LogChip)
        return found

    def to_chips(self) -> None:
        """From the text to the first chip."""
        self.press(Qt.Key.Key_Tab)
        assert isinstance(self.focused(), LogChip)

    def notice(self) -> str:
        found = self.window.findChild(QWidget, "notice_text")
        assert found is not None
        return str(found.property("text"))


@pytest.fixture
def hand(context: Context, qtbot: QtBot) -> Hand:
    """The account of the cast in front, on its first tab."""
    place = cast(context.app, "en")
    window = MainWindow(context, PAGES)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    made = Hand(qtbot, context, window, place)
    context.go(Place("account", place.account, "point"))
    made.settle()
    return made
