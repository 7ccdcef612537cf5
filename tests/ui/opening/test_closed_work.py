"""Work on the folder with the data closed, and everything that is done by itself while they are open."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from threading import Event
from types import TracebackType

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktopcrm.app import App
from desktopcrm.errors import UserError
from desktopcrm.services import encryption
from desktopcrm.services.encryption import SealWish
from desktopcrm.services.records import NewRecord
from tests.ui.opening.conftest import ACCOUNT, PASSPHRASE, Desk, Open, SealedFolder, fill
from ui.context import Closed, Place
from ui.dialogs.work_page import WorkPage
from ui.widgets.notice import InlineNotice

PATIENCE_S = 60


def here(desk: Desk) -> Place:
    found = desk.window.here()
    assert found is not None
    return found


def test_work_runs_on_a_closed_folder_and_leads_back(open_desk: Open, plain: Path) -> None:
    desk = open_desk(plain)
    place = Place("account", desk.context.app.accounts.find(ACCOUNT), "surface")
    desk.go(place)
    seen: list[object] = []

    def work(closed: Closed) -> str:
        seen.append(desk.context.is_open)
        probe = App.open(closed.folder, closed.key)  # would be refused if it were still open
        probe.close()
        closed.step(1, 2, "half")
        return "result"

    desk.context.shell.work_closed("At work", work, seen.append)
    assert isinstance(desk.wait_page("work_page"), WorkPage)
    desk.qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen == [False, "result"]
    assert (here(desk).screen, here(desk).target, here(desk).tab) == (place.screen, place.target, place.tab)


def test_encrypting_from_the_window_opens_with_the_new_key(open_desk: Open, plain: Path) -> None:
    desk = open_desk(plain)
    recovery = encryption.new_recovery_key()
    done: list[str] = []

    def work(closed: Closed) -> None:
        closed.key = encryption.seal(closed.folder, SealWish(PASSPHRASE, recovery), closed.step)

    desk.context.shell.work_closed("Encrypting", work, lambda _: done.append("done"))
    desk.qtbot.waitUntil(lambda: bool(done))
    assert desk.context.app.store.place.key is not None
    assert desk.opening.idle.is_running()
    assert desk.context.app.accounts.find(ACCOUNT)


def test_a_refusal_leaves_everything_as_it_was_and_is_said(open_desk: Open, plain: Path) -> None:
    desk = open_desk(plain)

    def work(closed: Closed) -> None:
        raise UserError("errors.not_sealed", folder=str(closed.folder))

    desk.context.shell.work_closed("At work", work, lambda _: pytest.fail("it was refused"))
    desk.qtbot.waitUntil(lambda: not desk.opening.is_working)
    desk.wait_open()
    assert "not encrypted" in desk.notice()


def test_a_bug_in_the_work_opens_the_data_again_and_is_reported(
    open_desk: Open, plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk(plain)
    caught: list[type[BaseException]] = []

    def hook(kind: type[BaseException], _error: BaseException, _trace: TracebackType | None) -> None:
        caught.append(kind)

    monkeypatch.setattr(sys, "excepthook", hook)

    def work(_closed: Closed) -> None:
        raise ZeroDivisionError

    desk.context.shell.work_closed("At work", work, lambda _: pytest.fail("it did not work"))
    desk.qtbot.waitUntil(lambda: bool(caught))
    assert caught == [ZeroDivisionError]
    assert desk.context.is_open


def test_reopening_reads_everything_anew_and_tells_when(open_desk: Open, plain: Path) -> None:
    desk = open_desk(plain)
    before = desk.context.app
    told: list[str] = []
    desk.context.reopen(lambda: told.append("open"))
    desk.qtbot.waitUntil(lambda: bool(told))
    assert desk.context.app is not before


def test_the_window_stays_while_it_works(open_desk: Open, plain: Path) -> None:
    desk = open_desk(plain)
    desk.context.shell.work_closed("At work", lambda _: None, lambda _: None)
    assert desk.opening.is_working
    desk.qtbot.waitUntil(lambda: not desk.opening.is_working and desk.context.is_open)


# by itself


def test_ending_makes_a_backup_of_what_was_changed_and_takes_the_mark_away(
    open_desk: Open, plain: Path
) -> None:
    desk = open_desk(plain)
    assert (plain / "running").exists()
    app = desk.context.app
    app.records.add(NewRecord("person", "Second Person", app.accounts.find(ACCOUNT)))
    desk.end()
    assert not (plain / "running").exists()
    made = [one.name for one in (plain / "backups").glob("*.db")]
    assert len(made) == 1
    assert "exit" in made[0]


def test_locking_and_reading_leave_no_mark(open_desk: Open, plain: Path) -> None:
    desk = open_desk(plain)
    desk.context.reopen(None)
    desk.qtbot.waitUntil(lambda: not desk.opening.is_working and desk.context.is_open)
    assert (plain / "running").exists()
    desk.end()
    assert not (plain / "running").exists()


def test_a_backup_is_made_beside_the_work_when_it_is_due(
    open_desk: Open, plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk(plain)
    backups, care = desk.context.app.backups, desk.opening._care
    assert care is not None
    before = len(backups.list())
    care.back_up_if_due()
    assert desk.context.jobs.running() == 0 or len(backups.list()) == before
    monkeypatch.setattr(backups, "is_due", lambda: True)
    care.back_up_if_due()
    desk.qtbot.waitUntil(lambda: len(backups.list()) == before + 1)
    assert backups.list()[0].reason == "auto"


def test_after_a_bad_end_the_file_is_examined_and_all_is_well(open_desk: Open, plain: Path) -> None:
    (plain / "running").touch()
    desk = open_desk(plain)
    desk.qtbot.waitUntil(
        lambda: desk.notice().startswith("The last session ended unexpectedly. The data were")
    )


def test_after_a_bad_end_damage_leads_to_the_recovery(open_desk: Open, plain: Path) -> None:
    app = App.open(plain)
    for number in range(300):
        app.accounts.add(f"Account {number:03}")
    app.backups.make("hand")
    app.close()
    file = plain / "desktopcrm.db"
    data = bytearray(file.read_bytes())
    for page in range(len(data) // 4096 * 2 // 3, len(data) // 4096 - 1):
        data[page * 4096 : page * 4096 + 8] = b"\xff" * 8
    file.write_bytes(bytes(data))
    (plain / "running").touch()
    desk = open_desk(plain)
    desk.qtbot.waitUntil(lambda: desk.alone() is not None)
    desk.press("recover")
    desk.wait_page("recovery_page")


def test_the_data_of_another_folder_can_be_opened_from_the_door(
    open_desk: Open, plain: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    shutil.copytree(plain, other)
    (plain / "desktopcrm.db").write_bytes(b"nonsense" * 1000)
    desk = open_desk(plain)
    desk.wait_page("obstacle_page")
    told: list[Path] = []
    desk.opening.folder_changed.connect(told.append)
    desk.opening.change_folder(other)
    desk.wait_open()
    assert told == [other]
    assert desk.context.app.folder == other


def test_language_and_size_can_be_changed_while_nothing_is_open(open_desk: Open, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "desktopcrm.db").write_bytes(b"nonsense" * 1000)
    desk = open_desk(folder)
    desk.wait_page("obstacle_page")
    desk.context.shell.change_language("zh")
    desk.context.shell.change_scale(1.5)
    assert desk.said("obstacle_page_title") == "资料无法打开"
    QTest.keyClick(desk.frame, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    desk.context.shell.change_scale(1.0)
    assert desk.said("obstacle_page_title") == "资料无法打开"


def test_a_folder_that_is_synchronised_is_warned_of_once(open_desk: Open, tmp_path: Path) -> None:
    folder = tmp_path / "OneDrive" / "data"
    fill(folder)
    desk = open_desk(folder)
    assert "OneDrive" in desk.notice()
    desk.context.reopen(None)
    desk.qtbot.waitUntil(lambda: not desk.opening.is_working and desk.context.is_open)
    assert desk.find(InlineNotice, "notice") is None


def test_a_backup_that_locking_cut_off_does_not_end_those_made_by_themselves(
    open_desk: Open, plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk(plain)
    care, go_on = desk.opening._care, Event()
    assert care is not None
    monkeypatch.setattr(desk.context.app.backups, "is_due", lambda: True)
    monkeypatch.setattr(desk.context.app.backups, "make", lambda *_: go_on.wait(PATIENCE_S))
    care.back_up_if_due()
    desk.context.reopen(None)
    desk.qtbot.waitUntil(lambda: not desk.context.is_open)
    go_on.set()
    desk.qtbot.waitUntil(lambda: not desk.opening.is_working and desk.context.is_open)
    backups = desk.context.app.backups
    monkeypatch.setattr(backups, "is_due", lambda: True)
    before = len(backups.list())
    care.back_up_if_due()
    desk.qtbot.waitUntil(lambda: len(backups.list()) == before + 1)


def test_work_on_the_folder_begins_once_what_was_begun_before_has_ended(open_desk: Open, plain: Path) -> None:
    desk = open_desk(plain)
    begun, go_on, heard = Event(), Event(), list[str]()

    def stubborn(_progress: object) -> None:
        begun.set()
        go_on.wait(PATIENCE_S)
        heard.append("outlasted")

    desk.context.jobs.start(stubborn, lambda _: None)
    assert begun.wait(PATIENCE_S)
    desk.context.shell.work_closed("At work", lambda _: heard.append("work"), lambda _: heard.append("done"))
    desk.qtbot.waitUntil(lambda: not desk.context.is_open)
    desk.qtbot.wait(100)
    assert heard == []
    go_on.set()
    desk.qtbot.waitUntil(lambda: len(heard) == 3)
    assert heard == ["outlasted", "work", "done"]


def test_work_that_was_asked_for_just_after_a_lock_is_not_done_and_keeps_nobody(
    open_desk: Open, sealed: SealedFolder
) -> None:
    desk = open_desk(sealed.folder)
    desk.opening.open_with(sealed.key)
    desk.wait_open()
    desk.window.lock()
    done: list[str] = []
    desk.context.shell.work_closed("At work", lambda _: done.append("work"), lambda _: done.append("told"))
    desk.qtbot.waitUntil(lambda: not desk.context.is_open and not desk.opening.is_working)
    desk.wait_page("unlock_page")
    assert done == []
