"""A callback ends with the object it belongs to, as a connection ends with its receiver; a refusal is told all the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from desktopcrm.errors import UserError
from ui.jobs import JobRunner, Progress
from ui.widgets.popover import Popover


@dataclass
class Heard:
    by_page: list[str] = field(default_factory=list)
    orphaned: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


class Page(QObject):
    """Begins work in the three ways in which a page does."""

    def __init__(self, jobs: JobRunner, heard: Heard) -> None:
        super().__init__()
        self.jobs, self.heard = jobs, heard

    def with_methods(self) -> None:
        self.jobs.start(self.work, self.done, self.failed, self.step, self.ended)

    def with_functions_written_in_a_method(self) -> None:
        def done(_: None) -> None:
            self.done(None)

        self.jobs.start(
            self.work,
            done,
            lambda error: self.failed(error),  # noqa: PLW0108 - as a page writes it
            lambda *at: self.step(*at),  # noqa: PLW0108
            lambda: self.ended(),  # noqa: PLW0108
        )

    def refused(self) -> None:
        def work(_: Progress) -> None:
            raise UserError("errors.folder")

        self.jobs.start(work, self.done, self.failed, self.step, self.ended)

    def for_the_window(self) -> None:
        heard = self.heard
        self.jobs.start(
            self.work, lambda _: heard.told.append("done"), ended=lambda: heard.told.append("ended")
        )

    def work(self, progress: Progress) -> None:
        progress.step(1, 1)

    def done(self, _: None) -> None:
        self.heard.by_page.append("done")

    def failed(self, _: UserError) -> None:
        self.heard.by_page.append("failed")

    def step(self, _done: int, _total: int, _text: str) -> None:
        self.heard.by_page.append("step")

    def ended(self) -> None:
        self.heard.by_page.append("ended")


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def jobs(qapp: QApplication, heard: Heard) -> Iterator[JobRunner]:
    runner = JobRunner(qapp, orphaned=lambda error: heard.orphaned.append(error.key))
    yield runner
    assert runner.stop()


WAYS = pytest.mark.parametrize("begin", [Page.with_methods, Page.with_functions_written_in_a_method])


@WAYS
def test_a_page_that_is_there_hears_all(
    jobs: JobRunner, heard: Heard, qtbot: QtBot, begin: Callable[[Page], None]
) -> None:
    page = Page(jobs, heard)
    begin(page)
    qtbot.waitUntil(lambda: jobs.running() == 0)
    assert heard == Heard(["step", "ended", "done"])


@WAYS
def test_a_page_that_is_gone_hears_nothing(
    jobs: JobRunner, heard: Heard, qtbot: QtBot, begin: Callable[[Page], None]
) -> None:
    page = Page(jobs, heard)
    begin(page)
    delete(page)
    qtbot.waitUntil(lambda: jobs.running() == 0)
    assert heard == Heard()


def test_what_was_refused_is_told_when_the_page_that_asked_is_gone(
    jobs: JobRunner, heard: Heard, qtbot: QtBot
) -> None:
    page = Page(jobs, heard)
    page.refused()
    delete(page)
    qtbot.waitUntil(lambda: jobs.running() == 0)
    assert heard == Heard(orphaned=["errors.folder"])


def test_what_does_not_hold_the_page_is_told_all_the_same(
    jobs: JobRunner, heard: Heard, qtbot: QtBot
) -> None:
    page = Page(jobs, heard)
    page.for_the_window()
    delete(page)
    qtbot.waitUntil(lambda: jobs.running() == 0)
    assert heard == Heard(told=["ended", "done"])


def test_a_panel_stays_where_it_is_when_what_it_stands_under_has_gone(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()
    anchor = QWidget(window)
    panel = Popover("why", "Why", window)
    panel.open_below(anchor)
    stood = panel.pos()
    delete(anchor)
    with qtbot.captureExceptions() as errors:
        panel.place()
    assert errors == []
    assert panel.pos() == stood
