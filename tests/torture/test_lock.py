"""A short run of the locking tool."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.torture import lock
from tests.torture.left_behind import traces
from tests.torture.outcome import Options


def test_a_locked_window_holds_no_word_of_the_data(qtbot: QtBot) -> None:
    assert qtbot is not None
    outcome = lock.run(Options(3, seed=3, more={"timed": "no"}))
    assert outcome.failures == []


def test_the_tool_sees_what_is_left(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    line = QLineEdit(f"{lock.MARKER} Works", page)
    line.setToolTip(f"{lock.TYPED} tip")
    assert len(traces((lock.MARKER, lock.TYPED))) >= 2
