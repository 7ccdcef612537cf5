"""The window closes at once, but not with words that could be kept nowhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest

from tests.ui.opening.conftest import Desk, Open, SealedFolder
from tests.ui.opening.test_locking import account_of, unlocked
from tests.ui.opening.test_unsent_kept import WORDS, drafts_with, full_disk, type_in
from ui.context import LogAt, Place
from ui.dialogs.log_panel import LogPanel
from ui.opening.closing import Closing


@pytest.fixture
def desk(open_desk: Open, sealed: SealedFolder) -> Desk:
    desk = unlocked(open_desk, sealed)
    desk.go(Place("account", account_of(desk), "point"))
    return desk


def begin_log(desk: Desk, words: str) -> None:
    desk.window.write_log(LogAt(account_of(desk)))
    panel = desk.find(LogPanel, "log_panel")
    assert panel is not None
    QTest.keyClicks(panel.first.text, words)


@pytest.mark.parametrize("begin", [type_in, begin_log])
def test_a_window_with_words_that_nothing_takes_is_closed_at_the_second_try_alone(
    desk: Desk, begin: Callable[[Desk, str], object]
) -> None:
    closing = Closing(desk.context, desk.frame)
    assert closing.may_close()
    with full_disk(desk.context.app):
        begin(desk, WORDS)
        assert not closing.may_close()
        assert "could not be kept" in desk.notice()
        assert "is full" in desk.notice()
        assert closing.may_close()
    assert closing.may_close()
    assert drafts_with(desk, WORDS) or begin is begin_log
