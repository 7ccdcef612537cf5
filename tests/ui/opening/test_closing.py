"""The window closes at once, but not with words that could be kept nowhere."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktopcrm.app import App
from desktopcrm.preferences import Preferences
from tests.ui.opening.conftest import ACCOUNT, Desk, Open, SealedFolder
from tests.ui.opening.test_locking import account_of, lock, unlock, unlocked
from tests.ui.opening.test_log_away import kept, log_of
from tests.ui.opening.test_unsent_elsewhere import other_data, pull_out, turn_to
from tests.ui.opening.test_unsent_kept import SIZES, WORDS, fill, full_disk, type_in
from ui.app import Frame, Start
from ui.context import LogAt, Place
from ui.dialogs.log_panel import LogPanel
from ui.opening.closing import PATIENCE_S, Closing
from ui.opening.keeper import TRIES_MS


@dataclass
class Clock:
    """Stands still until it is set on."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def desk(open_desk: Open, sealed: SealedFolder) -> Desk:
    desk = unlocked(open_desk, sealed)
    desk.go(Place("account", account_of(desk), "point"))
    return desk


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def closing(desk: Desk, clock: Clock) -> Closing:
    return Closing(desk.context, desk.frame, clock)


def begin_log(desk: Desk, words: str) -> None:
    desk.window.write_log(LogAt(account_of(desk)))
    QTest.keyClicks(log_of(desk).first.text, words)


begins = pytest.mark.parametrize("begin", [type_in, begin_log])
Begin = Callable[[Desk, str], object]


@begins
def test_a_window_with_words_that_nothing_takes_is_closed_at_the_second_try_alone(
    desk: Desk, closing: Closing, begin: Begin
) -> None:
    assert closing.may_close()
    with full_disk(desk.context.app):
        begin(desk, WORDS)
        assert not closing.may_close()
        assert "could not be kept" in desk.notice()
        assert "is full" in desk.notice()
        assert closing.may_close()
    assert closing.may_close()
    assert WORDS in kept(desk)


def test_what_was_told_before_the_words_were_kept_answers_for_no_other_words(
    desk: Desk, closing: Closing
) -> None:
    line = type_in(desk, WORDS)
    with full_disk(desk.context.app):
        assert not closing.may_close()
    assert closing.may_close()
    line.insert(WORDS * SIZES[1])  # more than the place of the first has room for
    with full_disk(desk.context.app):
        assert not closing.may_close()
        assert closing.may_close()


def test_what_was_told_long_ago_is_told_again(desk: Desk, closing: Closing, clock: Clock) -> None:
    type_in(desk, WORDS)
    with full_disk(desk.context.app):
        assert not closing.may_close()
        clock.now += PATIENCE_S + 1
        assert not closing.may_close()
        clock.now += PATIENCE_S
        assert closing.may_close()


@begins
def test_a_locked_window_does_not_close_with_words_that_are_in_memory_alone(
    desk: Desk, closing: Closing, begin: Begin
) -> None:
    begin(desk, WORDS)
    fill(desk.context.app)  # there is room again when it is opened anew
    lock(desk)
    assert not closing.may_close()
    assert "are not open for writing" in desk.notice()
    assert closing.may_close()
    unlock(desk)
    assert closing.may_close()
    assert WORDS in kept(desk)
    lock(desk)
    assert closing.may_close(), "what is kept with the data keeps nobody in"


@begins
def test_neither_does_one_whose_data_went_away_nor_one_that_has_opened_others(
    open_desk: Open, plain: Path, tmp_path: Path, begin: Begin
) -> None:
    desk = open_desk(plain)
    desk.go(Place("account", account_of(desk), "point"))
    closing = Closing(desk.context, desk.frame)
    begin(desk, WORDS)
    pull_out(desk)
    assert not closing.may_close()
    assert closing.may_close()
    turn_to(desk, other_data(tmp_path))
    assert not closing.may_close()
    assert closing.may_close()


def test_data_that_are_only_read_hold_nobody_back_with_what_is_stored_in_them(
    qtbot: QtBot, plain: Path
) -> None:
    with contextlib.closing(App.open(plain)) as app:
        app.drafts.put("unsent", f'[[["accounts", 0, "", ""], [["gone_line", "A remark"]], "{WORDS}"]]')
    desk = Desk(qtbot, plain)
    desk.opening.folder = plain
    desk.opening.open_with(None, read_only=True)
    desk.wait_open()
    desk.go(Place("accounts"))
    desk.opening.keeper._try(len(TRIES_MS) - 1, desk.opening.keeper._round)  # as when its time is over
    assert Closing(desk.context, desk.frame).may_close()


# the window as the program makes it


@dataclass(frozen=True)
class Whole:
    """A frame, filled by the start of the program."""

    frame: Frame
    start: Start


@pytest.fixture
def whole(qtbot: QtBot, plain: Path) -> Whole:
    frame = Frame(Preferences(plain / "preferences.json"))
    start = Start(frame, plain)
    qtbot.addWidget(frame, before_close_func=lambda _: start.end())
    with qtbot.waitExposed(frame):
        frame.painted.connect(start.begin)
        frame.show()
    qtbot.waitUntil(lambda: start._context is not None and start._context.is_open)
    return Whole(frame, start)


def test_the_window_of_the_program_asks_before_it_closes(whole: Whole) -> None:
    context = whole.start._context
    assert context is not None
    context.log(context.app.accounts.find(ACCOUNT))
    panel = whole.frame.findChild(LogPanel, "log_panel")
    assert panel is not None
    QTest.keyClicks(panel.first.text, WORDS)
    with full_disk(context.app):
        assert not whole.frame.close()
        assert whole.frame.isVisible()
        assert whole.frame.close()
    assert not whole.frame.isVisible()
