"""What stands in the way is said in its own sentence, and each way out leads somewhere."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktopcrm.app import App
from tests.ui.opening.conftest import ACCOUNT, PASSPHRASE, Desk, Open, SealedFolder
from ui.dialogs.read_only_strip import save_copy
from ui.dialogs.recovery_page import RecoveryPage
from ui.dialogs.unlock_page import UnlockPage
from ui.widgets.button import Button

DATABASE = "desktopcrm.db"


def with_backup(folder: Path) -> None:
    app = App.open(folder)
    app.backups.make("hand")
    app.close()


def break_middle(file: Path) -> None:
    """Garbage in the first pages, behind the header."""
    data = bytearray(file.read_bytes())
    data[100:9000] = os.urandom(8900)
    file.write_bytes(bytes(data))


def test_a_missing_database_is_not_replaced_by_an_empty_one(open_desk: Open, plain: Path) -> None:
    with_backup(plain)
    held = plain / "elsewhere.db"
    (plain / DATABASE).rename(held)
    desk = open_desk(plain)
    desk.wait_page("obstacle_page")
    assert str(plain) in desk.said("obstacle_page_sentence")
    assert not (plain / DATABASE).exists()
    held.rename(plain / DATABASE)
    desk.press("try_again")
    desk.wait_open()
    assert desk.context.app.accounts.find(ACCOUNT)


def test_a_foreign_file_is_left_alone(open_desk: Open, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / DATABASE).write_bytes(b"%PDF-1.7 this is something else entirely" * 200)
    before = (folder / DATABASE).read_bytes()
    desk = open_desk(folder)
    desk.wait_page("obstacle_page")
    assert desk.find(Button, "choose_folder") is not None
    assert (folder / DATABASE).read_bytes() == before


def test_a_second_window_waits_and_comes_in_when_the_first_is_gone(open_desk: Open, plain: Path) -> None:
    other = App.open(plain)
    desk = open_desk(plain)
    desk.wait_page("obstacle_page")
    other.close()
    desk.press("try_again")
    desk.wait_open()


def test_a_window_that_is_just_closing_is_waited_for(qtbot: QtBot, plain: Path) -> None:
    other = App.open(plain)
    desk = Desk(qtbot, plain)
    desk.opening.begin(plain)
    qtbot.waitUntil(lambda: desk.opening._tries == 1)
    other.close()
    desk.wait_open()


def test_read_only_shows_everything_and_stores_nothing(open_desk: Open, plain: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    (plain / DATABASE).chmod(0o400)
    desk = open_desk(plain)
    desk.press("read_only")
    desk.wait_open()
    assert desk.context.app.is_read_only


def test_the_strip_of_reading_only_leads_to_a_copy_and_back(
    open_desk: Open, plain: Path, tmp_path: Path
) -> None:
    other = App.open(plain)
    desk = open_desk(plain)
    desk.wait_page("obstacle_page")
    other.close()
    desk.opening.open_with(None, read_only=True)
    desk.wait_open()
    assert desk.context.app.is_read_only
    desk.wait_page("read_only_strip")
    assert not desk.context.attempt(lambda: desk.context.app.accounts.add("Not to be stored"))
    copy = tmp_path / "copy" / DATABASE
    copy.parent.mkdir()
    save_copy(desk.context, copy)
    desk.qtbot.waitUntil(lambda: "copy" in desk.notice().lower() and copy.exists())
    probe = App.open(copy.parent)
    assert probe.accounts.find(ACCOUNT)
    probe.close()
    desk.press("write_again")
    desk.qtbot.waitUntil(lambda: desk.context.is_open and not desk.context.app.is_read_only)
    assert desk.find(QWidget, "read_only_strip") is None


def test_a_damaged_database_ends_on_the_recovery_and_a_backup_comes_back(
    open_desk: Open, plain: Path
) -> None:
    with_backup(plain)
    break_middle(plain / DATABASE)
    damaged = (plain / DATABASE).read_bytes()
    desk = open_desk(plain)
    desk.press("recover")
    page = desk.wait_page("recovery_page")
    assert isinstance(page, RecoveryPage)
    desk.qtbot.waitUntil(page.restore.isEnabled)
    assert (plain / DATABASE).read_bytes() == damaged, "looking at the backups does not touch the file"
    page.restore.click()
    desk.wait_open()
    assert desk.context.app.accounts.find(ACCOUNT)
    assert "The data are as they were" in desk.notice()
    aside = [one for one in plain.iterdir() if "damaged" in one.name]
    assert damaged in [one.read_bytes() for one in aside]


def test_encrypted_and_damaged_data_are_recovered_with_the_key_that_was_typed(
    open_desk: Open, sealed: SealedFolder
) -> None:
    app = App.open(sealed.folder, sealed.key)
    app.backups.make("hand")
    app.close()
    break_middle(sealed.folder / DATABASE)
    desk = open_desk(sealed.folder)
    unlock(desk)
    desk.wait_page("obstacle_page")
    desk.press("recover")
    recovery = desk.wait_page("recovery_page")
    assert isinstance(recovery, RecoveryPage)
    desk.qtbot.waitUntil(recovery.restore.isEnabled)
    recovery.restore.click()
    desk.wait_open()
    assert desk.context.app.accounts.find(ACCOUNT)


@pytest.mark.parametrize("left", [None, b"", b"SQLite format 3\0" + bytes(8192)])
def test_encrypted_data_whose_database_is_lost_are_recovered_with_the_passphrase(
    open_desk: Open, sealed: SealedFolder, left: bytes | None
) -> None:
    app = App.open(sealed.folder, sealed.key)
    app.backups.make("hand")
    app.close()
    (sealed.folder / DATABASE).unlink()
    if left is not None:
        (sealed.folder / DATABASE).write_bytes(left)
    desk = open_desk(sealed.folder)
    desk.wait_page("obstacle_page")
    desk.press("recover")
    unlock(desk)
    recovery = desk.wait_page("recovery_page")
    assert isinstance(recovery, RecoveryPage)
    desk.qtbot.waitUntil(recovery.restore.isEnabled)
    recovery.restore.click()
    desk.wait_open()
    assert desk.context.app.accounts.find(ACCOUNT)


def unlock(desk: Desk) -> None:
    page = desk.wait_page("unlock_page")
    assert isinstance(page, UnlockPage)
    page.secret.line.setText(PASSPHRASE)
    page.try_it()
    desk.qtbot.waitUntil(lambda: desk.find(UnlockPage, "unlock_page") is None)


def test_what_can_be_read_is_saved_where_there_is_no_backup(open_desk: Open, plain: Path) -> None:
    app = App.open(plain)
    for number in range(200):
        app.accounts.add(f"Account {number:03}")
    app.close()
    shutil.rmtree(plain / "backups", ignore_errors=True)
    file = plain / DATABASE
    data = bytearray(file.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 4096] = os.urandom(4096)
    data[100:140] = os.urandom(40)
    file.write_bytes(bytes(data))
    desk = open_desk(plain)
    desk.wait_page("obstacle_page")
    desk.press("recover")
    page = desk.wait_page("recovery_page")
    assert isinstance(page, RecoveryPage)
    desk.qtbot.waitUntil(page.salvage.isVisible)
    page.salvage.click()
    desk.qtbot.waitUntil(lambda: page.adopt.isVisible() or bool(page.said()))
    assert page.adopt.isVisible(), page.said()
    page.adopt.click()
    desk.wait_open()


def test_the_file_that_vanishes_is_noticed_and_what_was_begun_is_kept(open_desk: Open, plain: Path) -> None:
    desk = open_desk(plain)
    aside = plain.parent / "aside.db"
    shutil.copy(plain / DATABASE, aside)
    assert desk.opening._care is not None
    (plain / DATABASE).unlink()
    desk.opening._care.look()
    desk.wait_page("obstacle_page")
    assert not desk.context.is_open


def test_the_watch_asks_every_two_seconds(open_desk: Open, plain: Path) -> None:
    desk = open_desk(plain)
    assert desk.opening._care is not None
    assert desk.opening._care._watch.isActive()
    assert desk.opening._care._watch.interval() == 2000
