"""A short run of the monkey; and it sees what it looks for."""

from __future__ import annotations

from subprocess import CompletedProcess

from PySide6.QtCore import QMessageLogContext, QtMsgType

from desktopcrm.errors import UserError
from tests.torture import monkey
from tests.torture.monkey_watch import Watch
from tests.torture.outcome import Options, Outcome


def test_a_monkey_at_the_window_does_no_harm() -> None:
    outcome = monkey.run(Options(8, seed=3, more={"samples": "no"}))
    assert outcome.failures == []
    assert outcome.figures["acts"] == 8


def test_the_monkey_sees_a_crash_and_tells_what_it_did_last() -> None:
    outcome = Outcome("monkey")
    monkey.judge(CompletedProcess("monkey", -6, "begin go\nact go\nbegin key", "Fatal"), 7, outcome)
    assert [one.split(":")[0] for one in outcome.failures] == ["seed 7"]
    assert "begin key" in outcome.failures[0]
    assert outcome.figures["acts"] == 1


def test_the_monkey_sees_errors_and_warnings_but_no_refusals() -> None:
    watch, told = Watch(), list[UserError]()
    watch.refused = told.append
    where, warning = QMessageLogContext(), QtMsgType.QtWarningMsg
    watch.on_message(warning, where, "This plugin does not support raise()")
    watch.on_error(UserError, UserError("errors.folder"), None)
    assert (watch.wrong, len(told)) == ([], 1)
    watch.on_message(warning, where, "QObject::startTimer: Timers cannot be started from another thread")
    watch.on_error(RuntimeError, RuntimeError("Internal C++ object already deleted"), None)
    assert len(watch.wrong) == 2
