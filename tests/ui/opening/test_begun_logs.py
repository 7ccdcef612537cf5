"""A log that was begun and not stored is told by the window itself, after the data were opened and as long as it is one;
nobody reads over a shoulder what is in it or whom it is about.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from desktopcrm.domain import begun
from desktopcrm.domain.begun import Draft
from tests.ui.opening.conftest import ACCOUNT, Desk, Open, SealedFolder
from tests.ui.opening.test_locking import account_of, every_word, lock, unlock, unlocked
from ui.context import LogAt
from ui.dialogs.log_panel import LogPanel
from ui.widgets.menu import Menu
from ui.widgets.notice import InlineNotice

SIGN, WORDS = "place_begun_logs", "her son has asthma"


def sign(desk: Desk) -> QAbstractButton | None:
    return desk.find(QAbstractButton, SIGN)


def begin_and_leave(desk: Desk, account_id: int) -> None:
    desk.window.write_log(LogAt(account_id))
    panel = desk.wait_page("log_panel")
    assert isinstance(panel, LogPanel)
    QTest.keyClicks(panel.first.text, WORDS)
    panel.close_popover()
    desk.qtbot.waitUntil(lambda: sign(desk) is not None)


def keep(desk: Desk, account_id: int) -> None:
    desk.context.app.drafts.put(begun.log_place(account_id), begun.pack_log(Draft(WORDS)))


def told(desk: Desk) -> InlineNotice:
    """The notice that offers to go on."""
    desk.qtbot.waitUntil(lambda: "not stored yet" in desk.notice())
    return desk.get(InlineNotice, "notice")


def test_a_log_that_was_left_is_marked_until_it_is_stored(open_desk: Open, plain: Path) -> None:
    desk = open_desk(plain)
    assert sign(desk) is None
    begin_and_leave(desk, account_of(desk))
    found = sign(desk)
    assert found is not None
    assert found.accessibleName() == "1 begun log"
    found.click()
    panel = desk.wait_page("log_panel")
    assert isinstance(panel, LogPanel)
    assert panel.first.text.toPlainText() == WORDS
    desk.qtbot.waitUntil(lambda: sign(desk) is None)  # it is being written
    panel.reading.store({}, None)
    panel.go_quietly()
    desk.context.app.drafts.drop(begun.log_place(account_of(desk)))
    desk.window.log_door.look_soon()
    QApplication.processEvents()
    assert sign(desk) is None


def test_after_unlocking_it_is_said_once_with_the_way_to_it(open_desk: Open, sealed: SealedFolder) -> None:
    desk = unlocked(open_desk, sealed)
    begin_and_leave(desk, account_of(desk))
    lock(desk)
    assert ACCOUNT not in every_word()
    unlock(desk)
    notice = told(desk)
    assert ACCOUNT in desk.notice()
    assert WORDS not in every_word()
    assert not notice.take()  # Ctrl+Z is for what was done
    desk.press("notice_action")
    panel = desk.wait_page("log_panel")
    assert isinstance(panel, LogPanel)
    assert panel.first.text.toPlainText() == WORDS
    assert not desk.window.log_door.is_to_tell


def test_under_f8_it_names_nobody(open_desk: Open, sealed: SealedFolder) -> None:
    desk = unlocked(open_desk, sealed)
    begin_and_leave(desk, account_of(desk))
    QTest.keyClick(desk.frame, Qt.Key.Key_F8)
    QApplication.processEvents()
    lock(desk)
    unlock(desk)
    told(desk)
    found = sign(desk)
    assert found is not None
    said = "\n".join((desk.notice(), found.toolTip(), found.accessibleName(), found.accessibleDescription()))
    assert ACCOUNT not in said
    assert WORDS not in every_word()


def test_of_several_one_is_chosen_and_what_is_gone_is_none(open_desk: Open, plain: Path) -> None:
    desk = open_desk(plain)
    other = desk.context.app.accounts.add("Osprey Castings")
    for account_id in (account_of(desk), other, other + 1000):
        keep(desk, account_id)
    desk.context.app.drafts.put(begun.log_place(other + 1), begun.pack_log(Draft("  ")))
    desk.window.log_door.look_soon()
    desk.qtbot.waitUntil(lambda: sign(desk) is not None)
    found = sign(desk)
    assert found is not None
    assert found.accessibleName() == "2 begun logs"
    found.click()
    menu = next(one for one in desk.frame.findChildren(Menu, "begun_logs_menu") if one.actions())
    chosen = next(one for one in menu.actions() if "Osprey" in one.text())
    menu.close()
    chosen.trigger()
    panel = desk.wait_page("log_panel")
    assert isinstance(panel, LogPanel)
    assert panel.account_id() == other


@pytest.mark.parametrize("size", [(1280, 800, 1.5), (720, 480, 1.0)])
def test_what_the_foot_says_is_there_where_the_sidebar_is_narrow(
    open_desk: Open, plain: Path, size: tuple[int, int, float]
) -> None:
    desk = open_desk(plain)
    keep(desk, account_of(desk))
    width, height, scale = size
    desk.window.change_scale(scale)
    desk.frame.resize(width, height)
    QTest.keyClick(desk.frame, Qt.Key.Key_F8)
    QApplication.processEvents()
    buttons = [one for one in desk.frame.findChildren(QAbstractButton) if one.isVisible()]
    column = [one for one in buttons if one.objectName().startswith("place_")]
    names = [one.objectName() for one in column]
    assert {SIGN, "place_remark", "place_settings", "place_covered"} <= set(names)
    remark = column[names.index("place_remark")]
    assert "Everything stays on this computer" in remark.accessibleName()
    assert "Everything stays on this computer" in remark.toolTip()
    tops = sorted((one.y(), one.y() + one.height()) for one in column)
    assert all(end <= start for (_, end), (start, _) in pairwise(tops))
    assert tops[-1][1] <= desk.frame.height()
    remark.click()
    here = desk.window.here()
    assert here is not None
    assert here.screen == "safety"
