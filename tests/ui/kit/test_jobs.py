"""Work beside the window: every result arrives, a stopped job stays silent, a bug is not swallowed."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from functools import partial
from threading import Event, get_ident
from types import TracebackType

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktopcrm.domain.changes import ChangeBus, ChangeSet
from desktopcrm.errors import UserError
from ui import garbage
from ui.bus import ChangeSignal
from ui.jobs import JobRunner, Progress

MANY = 500
RINGS = 20_000
PATIENCE_S = 60


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[JobRunner]:
    runner = JobRunner(qapp)
    yield runner
    assert runner.stop()


def test_all_of_five_hundred_results_arrive_on_the_thread_of_the_window(
    jobs: JobRunner, qtbot: QtBot
) -> None:
    here, arrived, threads = get_ident(), [], set()

    def take(result: int) -> None:
        arrived.append(result)
        threads.add(get_ident())

    def square(number: int) -> object:
        return lambda _progress: number * number

    for number in range(MANY):
        jobs.start(square(number), take)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: len(arrived) == MANY)
    assert sorted(arrived) == [number * number for number in range(MANY)]
    assert threads == {here}
    assert jobs.running() == 0


def test_a_cancelled_job_ends_at_its_next_step_and_only_says_that_it_ended(
    jobs: JobRunner, qtbot: QtBot
) -> None:
    begun, go_on, heard = Event(), Event(), []

    def work(progress: Progress) -> str:
        begun.set()
        go_on.wait(PATIENCE_S)
        progress.step(1, 2)
        return "never"

    job = jobs.start(
        work, heard.append, step=lambda *where: heard.append(where), ended=lambda: heard.append("ended")
    )
    assert begun.wait(PATIENCE_S)
    job.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: jobs.running() == 0)
    assert heard == ["ended"]


def test_steps_arrive_in_order_and_before_the_result(jobs: JobRunner, qtbot: QtBot) -> None:
    heard: list[object] = []

    def work(progress: Progress) -> str:
        for number in range(3):
            progress.step(number, 3, str(number))
        return "done"

    jobs.start(work, heard.append, step=lambda done, total, text: heard.append((done, total, text)))
    qtbot.waitUntil(lambda: "done" in heard)
    assert heard == [(0, 3, "0"), (1, 3, "1"), (2, 3, "2"), "done"]


def test_an_error_of_the_user_reaches_the_one_who_asked(jobs: JobRunner, qtbot: QtBot) -> None:
    errors: list[UserError] = []

    def work(_progress: Progress) -> None:
        raise UserError("errors.folder")

    jobs.start(work, lambda _: None, failed=errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert errors[0].key == "errors.folder"


def test_a_bug_in_a_job_reaches_the_crash_report(
    jobs: JobRunner, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    caught: list[BaseException] = []

    def hook(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        caught.append(error)

    monkeypatch.setattr(sys, "excepthook", hook)

    def work(_progress: Progress) -> None:
        raise ZeroDivisionError

    jobs.start(work, lambda _: None, failed=lambda _: None)
    qtbot.waitUntil(lambda: bool(caught))
    assert isinstance(caught[0], ZeroDivisionError)


def test_after_stop_nothing_is_heard_any_more(jobs: JobRunner) -> None:
    heard: list[int] = []
    for number in range(20):
        jobs.start(lambda _progress, number=number: number, heard.append)  # type: ignore[misc]
    assert jobs.stop()
    settled = list(heard)
    QApplication.processEvents()
    assert heard == settled


def test_changes_become_one_signal_on_the_thread_of_the_window(jobs: JobRunner, qtbot: QtBot) -> None:
    bus, signal = ChangeBus(), ChangeSignal()
    heard: list[tuple[ChangeSet, int]] = []
    signal.changed.connect(lambda changes: heard.append((changes, get_ident())))
    signal.follow(bus)
    here, there = ChangeSet(frozenset({1}), frozenset()), ChangeSet(frozenset({2}), frozenset())
    bus.publish(here)
    assert heard == [(here, get_ident())]
    jobs.start(lambda _progress: bus.publish(there), lambda _: None)
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard[1] == (there, get_ident())
    signal.leave()
    bus.publish(here)
    assert len(heard) == 2


def test_what_ends_after_a_stop_arrives_nowhere_not_even_as_a_bug(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    caught: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda *told: caught.append(told))
    runner, go_on = JobRunner(), Event()

    def work(_progress: Progress) -> None:
        go_on.wait(PATIENCE_S)
        raise ZeroDivisionError

    runner.start(work, caught.append)
    assert not runner.stop(50)
    told: list[str] = []
    runner.start(lambda _: "fresh", told.append)
    go_on.set()
    qtbot.waitUntil(lambda: told == ["fresh"])
    assert runner.stop()
    assert caught == []


def test_work_that_wants_to_be_alone_waits_for_what_outlasted_stop(jobs: JobRunner, qtbot: QtBot) -> None:
    begun, go_on, heard = Event(), Event(), []

    def stubborn(_progress: Progress) -> None:
        begun.set()
        go_on.wait(PATIENCE_S)
        heard.append("outlasted")

    jobs.start(stubborn, lambda _: heard.append("never"))
    assert begun.wait(PATIENCE_S)
    assert not jobs.stop(10)
    jobs.start_alone(lambda _: heard.append("alone"), lambda _: heard.append("done"))
    qtbot.wait(100)
    assert heard == []
    go_on.set()
    qtbot.waitUntil(lambda: len(heard) == 3)
    assert heard == ["outlasted", "alone", "done"]


class Page:
    """Stands for a page of the window: tells in which thread it is let go."""

    def __init__(self, gone: list[int]) -> None:
        self.gone = gone
        self.myself: Page | None = None

    def work(self, progress: Progress) -> str:
        progress.step(1, 1)
        return "done"

    def refuse(self, _progress: Progress) -> str:
        raise UserError("errors.folder")

    def take(self, *_: object) -> None:
        pass

    def wait(self, go_on: Event) -> bool:
        return go_on.wait(PATIENCE_S)

    def __del__(self) -> None:
        self.gone.append(get_ident())


def test_no_thread_beside_the_window_looks_for_rings(jobs: JobRunner, qtbot: QtBot) -> None:
    gone: list[int] = []
    looked: list[int] = []

    def rings(_progress: Progress) -> int:
        for _ in range(RINGS):
            page = Page(gone)
            page.myself = page
        return RINGS

    def look(_phase: str, _details: dict[str, int]) -> None:
        looked.append(get_ident())

    gc.callbacks.append(look)
    try:
        done: list[int] = []
        jobs.start(rings, done.append)
        qtbot.waitUntil(lambda: len(gone) == RINGS)
    finally:
        gc.callbacks.remove(look)
    assert done == [RINGS]
    assert set(looked) == set(gone) == {get_ident()}


@pytest.mark.parametrize("stopped", [False, True])
def test_a_page_is_never_let_go_by_the_thread_that_worked_for_it(
    jobs: JobRunner, qtbot: QtBot, stopped: bool
) -> None:
    gone: list[int] = []
    for _ in range(MANY):
        page = Page(gone)
        jobs.start(page.work, page.take, step=page.take, ended=page.take)
        jobs.start(page.refuse, page.take, failed=page.take)
        del page
    if stopped:
        assert jobs.stop()
    qtbot.waitUntil(lambda: len(gone) == MANY)
    assert set(gone) == {get_ident()}


def test_what_a_thread_still_held_when_it_was_to_be_gone_is_gone_soon_after(
    jobs: JobRunner, qtbot: QtBot
) -> None:
    gone: list[int] = []
    page, go_on = Page(gone), Event()
    page.myself = page
    work = partial(page.wait, go_on)
    jobs.start(lambda _progress, work=work: work(), lambda _: None)  # type: ignore[misc]
    del page, work
    garbage.gather()
    assert gone == []
    go_on.set()
    qtbot.waitUntil(lambda: gone == [get_ident()])


def test_what_a_dead_network_still_holds_keeps_no_later_work_waiting(jobs: JobRunner, qtbot: QtBot) -> None:
    go_on, told = Event(), []
    for _ in range(2):
        jobs.start(lambda _progress: go_on.wait(PATIENCE_S), lambda _: None)
        jobs.start(lambda _progress: go_on.wait(PATIENCE_S), lambda _: None)
        assert not jobs.stop(50)
    jobs.start(lambda _: "fresh", told.append)
    qtbot.waitUntil(lambda: told == ["fresh"])
    go_on.set()
