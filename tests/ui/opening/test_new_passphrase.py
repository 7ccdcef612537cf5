"""After the recovery key: another passphrase, or the old one for the time being."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from tests.ui.opening.conftest import Desk, Open, SealedFolder
from ui.dialogs.unlock_page import NewPassphrasePage, UnlockPage
from ui.widgets.button import Button


def with_recovery(open_desk: Open, sealed: SealedFolder) -> tuple[Desk, NewPassphrasePage]:
    desk = open_desk(sealed.folder)
    page = desk.get(UnlockPage, "unlock_page")
    page.turn()
    page.sheet.setText(sealed.recovery)
    page.try_it()
    fresh = desk.wait_page("new_passphrase_page")
    assert isinstance(fresh, NewPassphrasePage)
    return desk, fresh


def test_two_clicks_on_not_now_open_the_data_once(open_desk: Open, sealed: SealedFolder) -> None:
    desk, page = with_recovery(open_desk, sealed)
    told: list[bool] = []
    page.done.connect(told.append)
    page.later.click()
    page.later.click()
    desk.wait_open()
    desk.qtbot.wait(300)
    assert told == [False]
    assert desk.context.is_open
    assert desk.alone() is None
    assert "still holds" in desk.notice()


def test_tab_leads_from_the_first_line_to_the_second(open_desk: Open, sealed: SealedFolder) -> None:
    desk, page = with_recovery(open_desk, sealed)
    first, second = page.form.lines()
    desk.qtbot.waitUntil(lambda: desk.frame.focusWidget() is first)
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert desk.frame.focusWidget() is second
    QTest.keyClick(second, Qt.Key.Key_Tab)
    assert desk.frame.focusWidget() is page.later  # nothing to be stored yet


def test_where_no_other_folder_is_chosen_one_goes_on_typing(
    open_desk: Open, sealed: SealedFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    desk = open_desk(sealed.folder)
    page = desk.get(UnlockPage, "unlock_page")
    button = desk.get(Button, "choose_folder")
    button.setFocus()
    button.click()
    desk.qtbot.waitUntil(lambda: desk.frame.focusWidget() is page.secret.line)
