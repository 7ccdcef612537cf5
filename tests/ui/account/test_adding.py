"""Lines that add: what they ask can be read, and what was added goes on with its first question."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.account.conftest import SIZE, Desk
from tests.ui.shown import settle
from ui.context import Context, Place
from ui.main_window import MainWindow
from ui.screens import offered
from ui.screens.account.guide_list import GuideList
from ui.widgets.inputs import TextLine


def line_of(desk: Desk, name: str) -> QLineEdit:
    found = desk.child(name)
    assert isinstance(found, QLineEdit)
    return found


def test_a_need_and_whose_it_is_stand_under_one_another_in_a_narrow_column(desk: Desk) -> None:
    line = line_of(desk, "add_need_hidden_personal")
    line.setFocus()
    desk.qtbot.keyClicks(line, "to succeed her boss")
    desk.press(Qt.Key.Key_Return)
    second = line_of(desk, "add_need_hidden_personal_second")
    assert desk.focused() is second
    assert second.mapTo(desk.window, QPoint()).y() > line.mapTo(desk.window, QPoint()).y()
    assert second.width() == line.width()
    desk.qtbot.keyClicks(second, "nobody")
    desk.press(Qt.Key.Key_Return)
    assert isinstance(second, TextLine)
    assert second._wrong  # not what is needed, but whose it is
    desk.qtbot.keyClicks(second, " else")
    assert not second._wrong


@pytest.mark.parametrize("screen", ["accounts", "welcome"])
def test_a_new_account_begins_with_its_first_question(context: Context, qtbot: QtBot, screen: str) -> None:
    window = MainWindow(
        context, [one for one in offered() if one.key in ("welcome", "accounts", "account", "safety")]
    )
    qtbot.addWidget(window)
    window.resize(*SIZE)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    context.go(Place(screen, tab="new"))
    settle()
    if screen == "welcome":
        first = window.findChild(QAbstractButton, "add_first")
        assert first is not None
        first.click()
    name = window.focusWidget()
    assert isinstance(name, TextLine)
    qtbot.keyClicks(name, "Rossi & Figli")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    settle()
    guide = window.focusWidget()
    assert isinstance(guide, GuideList)
    assert guide.line_in_hand() is not None
    assert window.here() == Place("account", context.app.accounts.find("Rossi & Figli"), "point")
