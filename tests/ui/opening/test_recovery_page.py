"""What was saved is held against the newest backup, and what can be done is seen without scrolling."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktopcrm import paths
from desktopcrm.app import App
from desktopcrm.services.backup_shelf import Shelf
from desktopcrm.services.backup_types import Backup
from desktopcrm.services.recovery import Recovery, SalvageReport
from tests.ui.opening.conftest import Desk
from ui.dialogs.recovery_page import RecoveryPage
from ui.theme import Look, Style, theme

MADE = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
REPORT = SalvageReport({"record": 40, "fact": 981}, {}, 4, Path("saved.db"), 0, 8, 60)


@pytest.fixture
def recovery(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Recovery:
    """Backups of 1,216 facts; what is saved of the file is `REPORT`."""
    found = tuple(backup(number, 1216) for number in range(9, 0, -1))
    monkeypatch.setattr(Recovery, "backups", lambda _: found)
    monkeypatch.setattr(Recovery, "salvage", lambda _self, _step: REPORT)
    monkeypatch.setattr(Shelf, "check", lambda _self, _backup: "good")
    (tmp_path / paths.DATABASE_NAME).write_bytes(b"damaged")
    return Recovery(tmp_path)


def backup(number: int, facts: int) -> Backup:
    counts = {"fact": facts}
    return Backup(number, Path(f"{number}.db"), MADE, "hand", 9000, counts, 4, False, "", 1)


def open_page(desk: Desk, recovery: Recovery) -> RecoveryPage:
    page = RecoveryPage(desk.context, recovery, "The file is damaged.", (("quit", "x", lambda: None),))
    desk.qtbot.addWidget(page)
    page.resize(1100, 720)
    page.show()
    desk.qtbot.waitUntil(lambda: page.table.current_id() == 1 and page.restore.isEnabled())
    return page


def report_of(desk: Desk, page: RecoveryPage) -> str:
    page.salvage.click()
    desk.qtbot.waitUntil(lambda: not page._saved.isHidden())
    return page._saved.text()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Desk:
    App.open(tmp_path / "own").close()
    return Desk(qtbot, tmp_path / "own")


def test_less_than_the_newest_backup_is_told_and_the_backup_is_offered(
    desk: Desk, recovery: Recovery
) -> None:
    page = open_page(desk, recovery)
    page.table.take(3)
    said = report_of(desk, page)
    for number in ("4", "981", "8", "1,216", "235"):
        assert number in said
    assert "Nothing is known to be lost" not in said
    assert page.focusProxy() is page.restore
    assert page.table.current_id() == 1, "the newest is the one that was compared with"


def test_the_page_tells_that_it_is_at_work_until_it_rests(desk: Desk, recovery: Recovery) -> None:
    page = open_page(desk, recovery)
    with desk.qtbot.waitSignal(page.rested):
        page._salvage()
        assert page.is_busy()
    assert not page.is_busy()


def test_pages_that_cannot_be_read_are_never_called_nothing(
    desk: Desk, recovery: Recovery, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Recovery, "backups", lambda _: (backup(1, 981),))
    page = open_page(desk, recovery)
    said = report_of(desk, page)
    assert "8 pages" in said
    assert "Nothing is known to be lost" not in said
    assert page.focusProxy() is page.adopt


def test_a_whole_file_is_called_whole(
    desk: Desk, recovery: Recovery, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = replace(REPORT, rows={"fact": 1216}, pages_lost=0)
    monkeypatch.setattr(Recovery, "salvage", lambda _self, _step: whole)
    assert report_of(desk, open_page(desk, recovery)).endswith("Nothing is known to be lost.")


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_what_can_be_done_is_seen_without_scrolling(desk: Desk, recovery: Recovery, scale: float) -> None:
    theme().apply(Style(Look.LIGHT, "en", scale))
    page = open_page(desk, recovery)

    def seen() -> bool:
        buttons = (page.restore, page.salvage)
        whole = all(button.visibleRegion().boundingRect().height() == button.height() for button in buttons)
        return whole and page.table.height() >= theme().px(60)

    desk.qtbot.waitUntil(seen)


@pytest.mark.parametrize("backups", [0, 1])
def test_nothing_is_offered_to_be_saved_of_a_file_that_is_gone(
    desk: Desk, recovery: Recovery, monkeypatch: pytest.MonkeyPatch, backups: int
) -> None:
    recovery.database.unlink()
    monkeypatch.setattr(Recovery, "backups", lambda _: (backup(1, 981),) * backups)
    page = RecoveryPage(desk.context, recovery, "It is gone.", (("quit", "x", lambda: None),))
    desk.qtbot.addWidget(page)
    page.show()
    desk.qtbot.waitUntil(lambda: bool(page._about.text()))
    assert page.salvage.isHidden()
    assert page.restore.isHidden() == (not backups)
    tr = desk.context.tr
    assert page._about.text() == tr("opening.recover_about_gone" if backups else "opening.recover_none_gone")
    assert page.focusProxy() is not page.salvage
