"""A log that the disk refuses is lost neither by a lock nor to a newer log, and goes into no other data."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktopcrm.domain import begun
from tests.ui.opening.conftest import Desk, Open, SealedFolder
from tests.ui.opening.test_locking import account_of, every_word, lock, unlock, unlocked
from tests.ui.opening.test_log_away import (
    NEXT,
    OTHERS,
    WORDS,
    begin,
    cover,
    is_away,
    kept,
    log_of,
    said,
    second_look,
)
from tests.ui.opening.test_unsent_elsewhere import kept_in, other_data, plug_in, pull_out, turn_to
from tests.ui.opening.test_unsent_kept import fill, full_disk
from ui.context import LogAt


@pytest.fixture
def desk(open_desk: Open, sealed: SealedFolder) -> Desk:
    return unlocked(open_desk, sealed)


def go_on_writing(desk: Desk, words: str) -> None:
    QTest.keyClicks(log_of(desk).first.text, words)


def test_a_lock_on_a_full_disk_brings_the_open_log_back(desk: Desk) -> None:
    second_look(desk)
    fill(desk.context.app)  # there is room again when it is opened anew
    lock(desk)
    assert WORDS not in every_word()
    unlock(desk)
    assert said(desk) == (account_of(desk), WORDS, NEXT)
    lock(desk)
    assert not desk.window.log_door.holds_words()
    unlock(desk)
    assert said(desk) == (account_of(desk), WORDS, NEXT)
    assert kept(desk).count(WORDS) == 1
    assert begun.LOG_COVERED not in kept(desk)


def test_a_log_that_was_covered_stays_covered_over_a_lock_on_a_full_disk(desk: Desk) -> None:
    begin(desk)
    fill(desk.context.app)
    cover(desk)
    lock(desk)
    unlock(desk)
    assert is_away(desk)
    cover(desk)
    assert said(desk)[:2] == (account_of(desk), WORDS)


def test_a_refused_log_is_gone_on_with_where_its_account_is_written_about_again(desk: Desk) -> None:
    begin(desk)
    with full_disk(desk.context.app):
        cover(desk)
        desk.window.write_log(LogAt(account_of(desk)))
        assert said(desk)[:2] == (account_of(desk), WORDS)
        go_on_writing(desk, OTHERS)
    lock(desk)
    unlock(desk)
    assert said(desk)[:2] == (account_of(desk), f"{WORDS}{OTHERS}")


def test_it_is_kept_as_soon_as_there_is_room_and_gone_on_with(desk: Desk) -> None:
    begin(desk)
    with full_disk(desk.context.app):
        cover(desk)
    desk.window.write_log(LogAt(account_of(desk)))
    go_on_writing(desk, OTHERS)
    lock(desk)
    unlock(desk)
    assert said(desk)[:2] == (account_of(desk), f"{WORDS}{OTHERS}")
    assert kept(desk).count(WORDS) == 1


def test_a_log_that_turns_to_its_account_goes_on_with_it_and_loses_nothing(desk: Desk) -> None:
    account, elsewhere = account_of(desk), desk.context.app.accounts.add("Other Ltd")
    begin(desk)
    with full_disk(desk.context.app):
        cover(desk)
        desk.window.write_log(LogAt(elsewhere))
        go_on_writing(desk, OTHERS)
        log_of(desk).account_wanted.emit(account)
        assert said(desk)[:2] == (account, WORDS)
        log_of(desk).close_popover()
        desk.window.write_log(LogAt(elsewhere))
        assert said(desk)[:2] == (elsewhere, OTHERS)


def test_what_was_written_about_the_account_since_stays_and_the_refused_stands_below(desk: Desk) -> None:
    account = account_of(desk)
    begin(desk)
    with full_disk(desk.context.app):
        cover(desk)
    newer = begun.pack_log(begun.Draft(OTHERS))
    desk.context.app.drafts.put(begun.log_place(account), newer)  # as a backup brings it back
    lock(desk)
    unlock(desk)
    cover(desk)
    assert said(desk)[:2] == (account, f"{OTHERS}\n{WORDS}")


def test_a_log_that_the_disk_refuses_to_put_aside_is_not_lost(desk: Desk) -> None:
    begin(desk)
    with full_disk(desk.context.app):
        log_of(desk).close_popover()
        assert is_away(desk)
        desk.window.write_log(LogAt(account_of(desk)))
        assert said(desk)[:2] == (account_of(desk), WORDS)


def test_a_log_of_data_that_went_away_comes_back_with_them_alone(
    open_desk: Open, plain: Path, tmp_path: Path
) -> None:
    desk, other = open_desk(plain), other_data(tmp_path)
    begin(desk)
    pull_out(desk)
    turn_to(desk, other)
    QApplication.processEvents()
    assert is_away(desk)
    assert WORDS not in every_word()
    pull_out(desk)
    plug_in(plain)
    desk.opening.change_folder(plain)
    desk.qtbot.waitUntil(lambda: desk.context.is_open and not is_away(desk))
    assert said(desk)[:2] == (account_of(desk), WORDS)
    desk.end()
    plug_in(other)
    assert WORDS not in kept_in(other)
    assert WORDS in kept_in(plain)
