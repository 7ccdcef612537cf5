"""F8 puts away what is being typed; the lock brings the log back with all that stood in it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.opening.conftest import ACCOUNT, Desk, Open, SealedFolder
from tests.ui.opening.test_locking import account_of, every_word, line_in, lock, open_field, unlock, unlocked
from ui.context import LogAt, Place
from ui.dialogs.log_panel import LogPanel

WORDS = "her son has asthma"


def log_of(desk: Desk) -> LogPanel:
    found = desk.wait_page("log_panel")
    assert isinstance(found, LogPanel)
    return found


def is_away(desk: Desk) -> bool:
    return desk.find(LogPanel, "log_panel") is None


def begin(desk: Desk) -> LogPanel:
    desk.window.write_log(LogAt(account_of(desk)))
    panel = log_of(desk)
    QTest.keyClicks(panel.first.text, WORDS)
    return panel


def cover(desk: Desk) -> None:
    QTest.keyClick(desk.frame, Qt.Key.Key_F8)


def test_f8_puts_the_open_log_away_and_brings_it_back(open_desk: Open, sealed: SealedFolder) -> None:
    desk = unlocked(open_desk, sealed)
    begin(desk)
    cover(desk)
    QApplication.processEvents()
    assert is_away(desk)
    assert "put away" in desk.notice()
    lock(desk)
    unlock(desk)  # still covered
    assert is_away(desk)
    cover(desk)
    panel = log_of(desk)
    assert panel.first.text.toPlainText() == WORDS
    assert panel.account_id() == account_of(desk)
    cover(desk)
    assert is_away(desk)
    desk.window.write_log(LogAt())
    assert log_of(desk).first.text.toPlainText() == WORDS


def test_f8_puts_an_open_field_away_and_brings_it_back(open_desk: Open, sealed: SealedFolder) -> None:
    desk = unlocked(open_desk, sealed)
    desk.go(Place("account", account_of(desk), "point"))
    rows, key = open_field(desk)
    line = line_in(rows, key)
    assert line is not None
    QTest.keyClicks(line, WORDS)
    cover(desk)
    desk.qtbot.waitUntil(lambda: WORDS not in every_word())
    assert desk.context.app.desk.plan(account_of(desk)).value(account_of(desk), key) == ""
    cover(desk)
    desk.qtbot.waitUntil(lambda: WORDS in every_word())


def test_a_lock_keeps_what_was_ticked_and_what_was_typed_for_a_customer(
    open_desk: Open, sealed: SealedFolder
) -> None:
    desk = unlocked(open_desk, sealed)
    panel = begin(desk)
    panel.go_on()
    assert panel.is_second()
    panel.after.line.setText("Call on Fri")
    lock(desk)
    unlock(desk)
    panel = log_of(desk)
    assert panel.is_second()
    assert panel.after.line.text() == "Call on Fri"
    panel.after.line.clear()
    panel._turn(first=True)
    panel.first.account.setFocus()
    QTest.keyClicks(panel.first.account, ACCOUNT[:3])
    lock(desk)
    unlock(desk)
    panel = log_of(desk)
    assert panel.first.account.text() == ACCOUNT[:3]
    assert panel.first.text.toPlainText() == WORDS
    assert panel.account_id() == account_of(desk)


def test_a_log_without_an_account_and_one_put_aside_outlive_a_lock(
    open_desk: Open, sealed: SealedFolder
) -> None:
    desk = unlocked(open_desk, sealed)
    desk.go(Place("accounts"))
    desk.window.write_log(LogAt())
    QTest.keyClicks(log_of(desk).first.account, "Nobody")
    lock(desk)
    unlock(desk)
    assert log_of(desk).first.account.text() == "Nobody"
    log_of(desk).close_popover()
    begin(desk).close_popover()
    lock(desk)
    unlock(desk)
    desk.window.write_log(LogAt())
    assert log_of(desk).first.text.toPlainText() == WORDS
