"""The lock waits for no menu, no list and no dialog: what is open goes, and the data are closed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.opening.conftest import Desk, Open, SealedFolder
from tests.ui.opening.test_locking import CONTROL, SHIFT, unlocked
from ui.dialogs.window_menu import fill_menu
from ui.widgets.menu import Menu


def show_menu(desk: Desk) -> None:
    menu = Menu("menu", desk.window)
    fill_menu(menu, desk.window, {})
    menu.popup(desk.frame.mapToGlobal(desk.frame.rect().center()))


def run_menu(desk: Desk) -> None:
    menu = Menu("menu", desk.window)
    fill_menu(menu, desk.window, {})
    menu.exec(desk.frame.pos())


def show_list(desk: Desk) -> None:
    box = QComboBox(desk.window)
    box.addItems(["one", "two"])
    box.show()
    box.showPopup()


def run_file_dialog(desk: Desk) -> None:
    QFileDialog.getOpenFileName(desk.window)


def over() -> QWidget | None:
    return QApplication.activePopupWidget() or QApplication.activeModalWidget()


@pytest.mark.parametrize("by_key", [True, False], ids=["key", "screen"])
@pytest.mark.parametrize("show", [show_menu, run_menu, show_list, run_file_dialog])
def test_what_is_open_holds_no_lock_up(
    open_desk: Open, sealed: SealedFolder, show: Callable[[Desk], None], by_key: bool
) -> None:
    desk = unlocked(open_desk, sealed)
    QTimer.singleShot(0, desk.window, lambda: show(desk))

    def act() -> None:
        """From inside the loop of whatever waits there."""
        held = over()  # with its window: that is gone with it
        window = held.windowHandle() if held is not None else None
        if window is None:
            QTimer.singleShot(20, desk.window, act)
        elif by_key:
            QTest.keyPress(window, Qt.Key.Key_L, CONTROL | SHIFT)
        else:
            desk.opening.idle.on_gone()

    QTimer.singleShot(20, desk.window, act)
    desk.qtbot.waitUntil(lambda: not desk.context.is_open)
    assert over() is None
    desk.wait_page("unlock_page")


def test_a_window_that_has_the_keyboard_locks_though_another_is_the_active_one(
    open_desk: Open, sealed: SealedFolder, qtbot: QtBot
) -> None:
    desk = unlocked(open_desk, sealed)
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is other)
    QTest.keyClick(desk.frame, Qt.Key.Key_L, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: not desk.context.is_open)
