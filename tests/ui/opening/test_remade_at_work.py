"""Pages made anew while a thread works for them (F8, another language): what comes then finds nobody, and hurts nobody."""

from __future__ import annotations

from pathlib import Path

from tests.ui.opening.conftest import Desk, Open
from ui.context import Place
from ui.dialogs.sweep import destroy_now


def places(desk: Desk) -> list[Place]:
    """Those that begin work as soon as they are shown."""
    account = desk.context.app.records.of_kind("account")[0].id
    tabs = ("data", "backups", "encryption")
    return [Place("today"), Place("account", account, "plan"), *(Place("safety", tab=tab) for tab in tabs)]


def test_a_page_that_is_made_anew_at_work_hears_nothing_of_it(open_desk: Open, plain: Path) -> None:
    desk = open_desk(plain)
    jobs = desk.context.jobs
    for place in places(desk):
        desk.go(place)
        desk.window.rebuild()
        destroy_now()  # before any result has come
        desk.qtbot.waitUntil(lambda: jobs.running() == 0)
        assert desk.window.here() == place
