"""The second place as the opened program watches it: after the start, while it is used, at the end."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from desktopcrm.app import App
from desktopcrm.storage.folder_lock import alone
from tests.ui.opening.conftest import Desk, Open
from ui.jobs import Progress
from ui.opening import care
from ui.widgets.label import Label

QUICK_MS = 50


@pytest.fixture
def away(plain: Path, stick: Path, drawer: Path) -> Path:
    """Data with a second place that was taken away before the newest backup."""
    app = App.open(plain)
    app.backups.set_second_place(stick)
    stick.rename(drawer)
    app.backups.make("hand")
    app.close()
    return plain


def foot(desk: Desk) -> str:
    found = desk.frame.findChildren(Label, "sidebar_remark")
    return found[-1].text()


def test_a_start_without_the_stick_is_told_at_the_foot_alone(open_desk: Open, away: Path) -> None:
    desk = open_desk(away)
    assert "second place, too" not in foot(desk)
    desk.qtbot.waitUntil(lambda: "the second place is not connected" in foot(desk))
    assert desk.find(Label, "notice_text") is None


def test_the_stick_is_noticed_while_the_program_is_used(
    open_desk: Open, away: Path, stick: Path, drawer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(care, "BACKUP_MS", QUICK_MS)
    monkeypatch.setattr(care, "SETTLED_MS", QUICK_MS)
    desk = open_desk(away)
    desk.qtbot.waitUntil(lambda: "not connected" in foot(desk))
    drawer.rename(stick)
    desk.qtbot.waitUntil(lambda: "backups in a second place" in foot(desk))
    assert desk.said("notice_text").startswith("The second place is up to date again: 1 backup copied")
    stick.rename(drawer)
    desk.qtbot.waitUntil(lambda: "not connected" in foot(desk))


def test_the_stick_gets_what_it_lacks_when_the_program_ends(
    open_desk: Open, away: Path, stick: Path, drawer: Path
) -> None:
    desk = open_desk(away)
    desk.qtbot.waitUntil(lambda: "not connected" in foot(desk))
    drawer.rename(stick)
    desk.end()
    held = {one.name for one in (away / "backups").glob("*.db")}
    assert {one.name for one in stick.rglob("*.db")} >= held


def test_the_end_stops_a_stick_that_is_just_catching_up_and_has_its_backup_here(
    open_desk: Open, plain: Path
) -> None:
    desk, begun, never = open_desk(plain), Event(), Event()

    def copy(progress: Progress) -> None:
        with alone(plain):
            begun.set()
            while not never.wait(0.01):
                progress.step(0, 9)

    desk.context.app.accounts.add("Not in any backup")
    desk.context.jobs.start(copy, lambda _: None)
    desk.qtbot.waitUntil(begun.is_set)
    desk.end()
    assert any(one.name.endswith("-exit.db") for one in (plain / "backups").iterdir())


def test_who_opens_for_reading_only_is_told_as_well(open_desk: Open, away: Path) -> None:
    desk = open_desk(away)
    desk.opening.end()
    desk.opening.open_with(None, read_only=True)
    desk.wait_open()
    assert desk.context.app.is_read_only
    desk.qtbot.waitUntil(lambda: "not connected" in foot(desk))
