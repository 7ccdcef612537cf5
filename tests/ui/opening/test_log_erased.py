"""Whoever is erased while a log is covered, stands open or was just stored does not come back with it."""

from __future__ import annotations

from PySide6.QtTest import QTest

from desktopcrm.storage.erase_drafts import GONE
from tests.ui.opening.conftest import PERSON, Desk, Open, SealedFolder
from tests.ui.opening.test_locking import account_of, lock, unlock, unlocked
from tests.ui.opening.test_log_away import OTHERS, WORDS, begin, cover, is_away, kept, log_of, said
from tests.ui.opening.test_unsent_kept import full_disk
from ui.context import LogAt
from ui.dialogs.log_panel import LogPanel


def erase(desk: Desk) -> None:
    app = desk.context.app
    app.erasing.erase(next(one.id for one in app.records.of_kind("person") if one.name == PERSON))


def begin_about_her(desk: Desk) -> LogPanel:
    """A log that names somebody."""
    panel = begin(desk)
    QTest.keyClicks(panel.first.text, f", {PERSON} says")
    return panel


def test_who_is_erased_while_a_log_is_covered_does_not_come_back_with_it(
    open_desk: Open, sealed: SealedFolder
) -> None:
    desk = unlocked(open_desk, sealed)
    panel = begin_about_her(desk)
    panel.go_on()
    panel.after.line.setText(f"Call {PERSON} on Fri")
    cover(desk)
    assert PERSON in kept(desk)
    erase(desk)
    assert PERSON not in kept(desk)
    cover(desk)
    assert said(desk) == (account_of(desk), f"{WORDS}, {GONE} says", f"Call {GONE} on Fri")
    lock(desk)
    unlock(desk)
    assert said(desk) == (account_of(desk), f"{WORDS}, {GONE} says", f"Call {GONE} on Fri")
    assert PERSON not in kept(desk)


def test_who_is_erased_while_a_log_stands_open_goes_out_of_it(open_desk: Open, sealed: SealedFolder) -> None:
    desk = unlocked(open_desk, sealed)
    begin_about_her(desk)  # not kept yet: no pause since
    erase(desk)
    assert said(desk)[:2] == (account_of(desk), f"{WORDS}, {GONE} says")
    QTest.keyClicks(log_of(desk).first.text, " so")
    lock(desk)
    unlock(desk)
    assert said(desk)[:2] == (account_of(desk), f"{WORDS}, {GONE} says so")
    assert PERSON not in kept(desk)


def test_a_log_that_was_stored_and_is_taken_back_does_not_bring_the_erased_back(
    open_desk: Open, sealed: SealedFolder
) -> None:
    desk = unlocked(open_desk, sealed)
    panel = begin_about_her(desk)
    panel.go_on()
    panel.go_on()
    assert is_away(desk)
    erase(desk)
    desk.window.undo()
    assert PERSON not in kept(desk)


def test_a_covered_log_that_the_disk_refused_is_written_before_somebody_is_erased(
    open_desk: Open, sealed: SealedFolder
) -> None:
    desk = unlocked(open_desk, sealed)
    begin_about_her(desk)
    with full_disk(desk.context.app):
        cover(desk)
        assert is_away(desk)
        assert PERSON not in kept(desk)
    erase(desk)
    cover(desk)
    assert said(desk)[:2] == (account_of(desk), f"{WORDS}, {GONE} says")
    assert PERSON not in kept(desk)


def test_covered_logs_that_the_disk_refused_come_back_one_after_the_other(
    open_desk: Open, sealed: SealedFolder
) -> None:
    desk = unlocked(open_desk, sealed)
    other = desk.context.app.accounts.add("Other Ltd")
    begin(desk)
    with full_disk(desk.context.app):
        cover(desk)
        desk.window.write_log(LogAt(other))
        QTest.keyClicks(log_of(desk).first.text, OTHERS)
        cover(desk)
        cover(desk)
        assert is_away(desk)
    lock(desk)
    unlock(desk)
    cover(desk)
    assert said(desk)[:2] == (other, OTHERS)
    log_of(desk).close_popover()
    desk.window.write_log(LogAt(account_of(desk)))
    assert said(desk)[:2] == (account_of(desk), WORDS)
