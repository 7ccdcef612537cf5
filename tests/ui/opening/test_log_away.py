"""F8 puts away what is being typed; the lock brings the log back with all that stood in it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktopcrm.app import App
from desktopcrm.domain import begun
from desktopcrm.domain.begun import Draft, Stood
from tests.ui.opening.conftest import ACCOUNT, Desk, Open, SealedFolder
from tests.ui.opening.test_locking import account_of, every_word, line_in, lock, open_field, unlock, unlocked
from ui.context import LogAt, Place
from ui.dialogs.begun_panel import BegunPanel
from ui.dialogs.log_after import TickBox
from ui.dialogs.log_panel import LogPanel
from ui.widgets.inputs import TextBlock

WORDS, NEXT, OTHERS = "her son has asthma", "Call on Fri", "other words"


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


def second_look(desk: Desk) -> LogPanel:
    panel = begin(desk)
    panel.go_on()
    assert panel.is_second()
    panel.after.line.setText(NEXT)
    return panel


def ticks_of(panel: LogPanel) -> list[TickBox]:
    return panel.after.findChildren(TickBox)


def said(desk: Desk) -> tuple[int, str, str]:
    """Account, text and next contact of the log in front."""
    panel = log_of(desk)
    return panel.account_id(), panel.first.text.toPlainText(), panel.after.line.text()


def kept(desk: Desk) -> str:
    return "\n".join(f"{one.place} {one.body}" for one in desk.context.app.drafts.every())


def cover(desk: Desk) -> None:
    QTest.keyClick(desk.frame, Qt.Key.Key_F8)
    QApplication.processEvents()


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
    desk.context.app.projects.add(account_of(desk), "Third furnace")
    panel = second_look(desk)
    boxes = ticks_of(panel)
    assert len(boxes) > 1
    boxes[1].setChecked(True)
    ticked = panel.after.ticks()
    assert len(ticked) == 1
    lock(desk)
    unlock(desk)
    panel = log_of(desk)
    assert panel.is_second()
    assert panel.after.ticks() == ticked
    assert panel.after.line.text() == NEXT
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


def test_a_covered_log_comes_back_though_another_was_opened_and_the_data_were_closed(
    open_desk: Open, sealed: SealedFolder
) -> None:
    desk = unlocked(open_desk, sealed)
    other = desk.context.app.accounts.add("Other Ltd")
    second_look(desk)
    cover(desk)
    desk.window.write_log(LogAt(other))
    assert said(desk)[0] == other
    log_of(desk).close_popover()
    lock(desk)
    unlock(desk)
    assert is_away(desk)
    cover(desk)
    assert said(desk) == (account_of(desk), WORDS, NEXT)
    assert begun.LOG_COVERED not in kept(desk)


def test_two_covered_logs_are_both_found_again(open_desk: Open, sealed: SealedFolder) -> None:
    desk = unlocked(open_desk, sealed)
    other = desk.context.app.accounts.add("Other Ltd")
    second_look(desk)
    cover(desk)
    desk.window.write_log(LogAt(other))
    QTest.keyClicks(log_of(desk).first.text, OTHERS)
    cover(desk)  # shown again: the one that is written in stays
    assert said(desk)[:2] == (other, OTHERS)
    cover(desk)
    assert is_away(desk)
    lock(desk)
    unlock(desk)
    cover(desk)
    assert said(desk)[:2] == (other, OTHERS)
    log_of(desk).close_popover()
    desk.window.write_log(LogAt(account_of(desk)))
    assert said(desk) == (account_of(desk), WORDS, NEXT)


def test_the_words_of_a_covered_log_are_shown_where_its_account_is_gone(
    open_desk: Open, sealed: SealedFolder
) -> None:
    desk = unlocked(open_desk, sealed)
    account = desk.context.app.accounts.add("Gone Ltd")
    desk.window.write_log(LogAt(account))
    QTest.keyClicks(log_of(desk).first.text, WORDS)
    cover(desk)
    desk.context.app.history.undo()
    cover(desk)
    assert is_away(desk)
    assert desk.get(TextBlock, "begun_0").toPlainText() == WORDS
    desk.press("begun_later")
    lock(desk)
    unlock(desk)
    assert desk.wait_page("begun_panel").isVisible()
    desk.press("begun_later")
    desk.context.app.history.redo()
    cover(desk)
    cover(desk)
    assert said(desk)[:2] == (account, WORDS)


def test_words_that_were_dropped_with_their_account_stay_away(open_desk: Open, sealed: SealedFolder) -> None:
    desk = unlocked(open_desk, sealed)
    account = desk.context.app.accounts.add("Gone Ltd")
    desk.window.write_log(LogAt(account))
    QTest.keyClicks(log_of(desk).first.text, WORDS)
    desk.context.app.history.undo()
    lock(desk)
    unlock(desk)
    assert desk.get(TextBlock, "begun_0").toPlainText() == WORDS
    desk.press("begun_drop")
    assert WORDS not in kept(desk)
    cover(desk)
    cover(desk)
    assert desk.find(BegunPanel, "begun_panel") is None


def test_the_words_of_an_open_log_are_shown_where_its_account_went_before_another_language(
    open_desk: Open, sealed: SealedFolder
) -> None:
    desk = unlocked(open_desk, sealed)
    account = desk.context.app.accounts.add("Gone Ltd")
    desk.window.write_log(LogAt(account))
    QTest.keyClicks(log_of(desk).first.text, WORDS)
    desk.context.app.history.undo()
    desk.window.change_language("zh")
    assert is_away(desk)
    assert desk.get(TextBlock, "begun_0").toPlainText() == WORDS


def test_a_covered_log_outlives_another_language(open_desk: Open, sealed: SealedFolder) -> None:
    desk = unlocked(open_desk, sealed)
    second_look(desk)
    cover(desk)
    desk.window.change_language("zh")
    QApplication.processEvents()
    assert is_away(desk)
    cover(desk)
    assert said(desk) == (account_of(desk), WORDS, NEXT)


def test_a_covered_log_waits_while_the_data_are_only_read(qtbot: QtBot, plain: Path) -> None:
    with closing(App.open(plain)) as app:
        account = app.accounts.find(ACCOUNT)
        app.drafts.put(begun.log_place(account), begun.pack_log(Draft(WORDS)))
        app.drafts.put(begun.LOG_COVERED, begun.pack_stands([Stood(account)]))
    desk = Desk(qtbot, plain)
    desk.opening.folder = plain
    desk.opening.open_with(None, read_only=True)
    desk.wait_open()
    cover(desk)
    cover(desk)
    assert is_away(desk)
    desk.end()
    with closing(App.open(plain)) as app:
        assert app.drafts.get(begun.LOG_COVERED) == begun.pack_stands([Stood(account)])


def test_a_log_with_nothing_in_it_is_not_put_away(open_desk: Open, sealed: SealedFolder) -> None:
    desk = unlocked(open_desk, sealed)
    desk.window.write_log(LogAt(account_of(desk)))
    cover(desk)
    assert is_away(desk)
    assert "put away" not in desk.notice()
    cover(desk)
    assert is_away(desk)
