"""Into encrypted data: with the passphrase, with the recovery key, not with anything else."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtTest import QTest

from desktopcrm.services import encryption
from tests.ui.opening.conftest import PASSPHRASE, Open, SealedFolder
from ui.dialogs.unlock_page import NewPassphrasePage, UnlockPage
from ui.widgets.button import Button


def test_plain_data_open_without_a_question(open_desk: Open, plain: Path) -> None:
    desk = open_desk(plain)
    assert desk.context.is_open
    assert desk.alone() is None
    here = desk.window.here()
    assert here is not None
    assert here.screen == "today"


def test_encrypted_data_want_the_passphrase_and_take_no_other(open_desk: Open, sealed: SealedFolder) -> None:
    desk = open_desk(sealed.folder)
    assert not desk.context.is_open
    page = desk.get(UnlockPage, "unlock_page")
    desk.qtbot.waitUntil(lambda: desk.frame.focusWidget() is page.secret.line)  # once it is shown
    QTest.keyClicks(page.secret.line, "seven grey herons")
    page.try_it()
    desk.qtbot.waitUntil(lambda: page.said() == "The passphrase is wrong.")
    assert not desk.context.is_open
    assert desk.frame.focusWidget() is page.secret.line
    QTest.keyClicks(page.secret.line, PASSPHRASE)  # what was typed is marked, so it is replaced
    page.try_it()
    desk.wait_open()
    assert desk.alone() is None


def test_after_some_wrong_ones_one_has_to_wait(open_desk: Open, sealed: SealedFolder) -> None:
    desk = open_desk(sealed.folder)
    page = desk.get(UnlockPage, "unlock_page")
    for number in range(4):
        if page.go.isEnabled():
            page.secret.line.setText(f"wrong {number}")
            page.try_it()
            desk.qtbot.waitUntil(page.secret.isEnabled)
    assert "can be tried in" in page.said()
    assert not page.go.isEnabled()
    page.secret.line.setText(PASSPHRASE)
    page.try_it()
    assert not desk.context.is_open
    desk.qtbot.waitUntil(lambda: desk.context.is_open)  # tried as soon as the wait is over


def test_what_can_be_clicked_stays_where_it_is_when_a_wait_is_over(
    open_desk: Open, sealed: SealedFolder
) -> None:
    desk = open_desk(sealed.folder)
    page = desk.get(UnlockPage, "unlock_page")
    places = set()
    for deed in (
        lambda: None,
        lambda: page.say("The passphrase is wrong."),
        page._wait,
        lambda: page.say(""),
    ):
        deed()
        desk.qtbot.wait(0)
        places.add(page.other.y())
    assert len(places) == 1
    page._wait()  # nothing is left of it
    assert page.said() == "Another one can be tried now."


def test_the_recovery_key_opens_and_a_new_passphrase_is_chosen(open_desk: Open, sealed: SealedFolder) -> None:
    desk = open_desk(sealed.folder)
    page = desk.get(UnlockPage, "unlock_page")
    desk.press("unlock_other")
    assert page.by_sheet()
    page.sheet.setText(sealed.recovery.lower())
    assert page.said() == ""
    page.try_it()
    fresh = desk.wait_page("new_passphrase_page")
    assert isinstance(fresh, NewPassphrasePage)
    QTest.keyClicks(fresh.form._first.line, "nine wet badgers beside the mill")
    QTest.keyClicks(fresh.form._second.line, "nine wet badgers beside the mill")
    desk.qtbot.waitUntil(fresh.store.isEnabled)
    fresh.store.click()
    desk.wait_open()
    desk.end()
    assert encryption.unlock(sealed.folder, "nine wet badgers beside the mill") == sealed.key


def test_a_mistyped_group_is_told_while_one_types(open_desk: Open, sealed: SealedFolder) -> None:
    desk = open_desk(sealed.folder)
    page = desk.get(UnlockPage, "unlock_page")
    page.turn()
    groups = sealed.recovery.split()
    broken = groups[2][:-1] + ("0" if groups[2][-1] != "0" else "1")
    page.sheet.setText(" ".join([*groups[:2], broken, *groups[3:]]))
    assert page.said() == "Group 3 is mistyped; compare it with the sheet."


def test_mistyped_groups_are_counted_up_as_the_language_does(open_desk: Open, sealed: SealedFolder) -> None:
    desk = open_desk(sealed.folder)
    desk.press("unlock_page_language")
    desk.qtbot.waitUntil(lambda: desk.context.lang == "zh")
    page = desk.get(UnlockPage, "unlock_page")
    page.turn()
    page.sheet.setText(
        " ".join(one[:-1] + ("0" if one[-1] != "0" else "1") for one in sealed.recovery.split())
    )
    assert "第 1、2、3、" in page.said()


def test_the_new_passphrase_can_wait(open_desk: Open, sealed: SealedFolder) -> None:
    desk = open_desk(sealed.folder)
    page = desk.get(UnlockPage, "unlock_page")
    page.turn()
    page.sheet.setText(sealed.recovery)
    page.try_it()
    desk.wait_page("new_passphrase_page")
    desk.press("new_passphrase_later")
    desk.wait_open()
    desk.end()
    assert encryption.unlock(sealed.folder, PASSPHRASE) == sealed.key


def test_the_page_speaks_the_other_language_at_once(open_desk: Open, sealed: SealedFolder) -> None:
    desk = open_desk(sealed.folder)
    desk.press("unlock_page_language")
    desk.qtbot.waitUntil(lambda: desk.context.lang == "zh")
    desk.qtbot.waitUntil(lambda: desk.find(Button, "unlock_go") is not None)
    assert desk.get(Button, "unlock_go").words() == "解锁"
    assert not desk.context.is_open


def test_keys_of_the_window_lead_nowhere_before_it_is_unlocked(open_desk: Open, sealed: SealedFolder) -> None:
    desk = open_desk(sealed.folder)
    for run in ("palette", "back", "forward", "log", "undo", "redo", "lock"):
        desk.window._runs[run]()
    for go in desk.window._goers.values():
        go()
    assert desk.get(UnlockPage, "unlock_page").isVisible()
    assert not desk.context.is_open
