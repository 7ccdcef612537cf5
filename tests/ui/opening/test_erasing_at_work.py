"""Somebody is erased while the backups are at work for long: the window lives, and until the end nobody is erased."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktopcrm import paths
from desktopcrm.services.erasing import Ready
from desktopcrm.storage.folder_lock import alone
from tests.ui.opening.conftest import PERSON, Desk, Open, SealedFolder
from tests.ui.opening.test_locking import account_of, lock, unlock, unlocked
from ui.context import Place
from ui.dialogs import erase_panel, erase_run
from ui.dialogs.erase_panel import ErasePanel
from ui.dialogs.sweep import destroy_now
from ui.opening.closing import Closing
from ui.screens.account.surface import SurfaceTab
from ui.widgets.button import Button
from ui.widgets.inputs import TextLine
from ui.widgets.label import Label
from ui.widgets.progress import ProgressPanel

PATIENCE_S = 30


@pytest.fixture
def desk(open_desk: Open, sealed: SealedFolder, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(erase_panel, "PATIENCE_MS", 0)
    return unlocked(open_desk, sealed)


@contextmanager
def backups_at_work(desk: Desk) -> Iterator[None]:
    """As when a slow stick catches up."""
    folder, begun, go_on = desk.context.app.folder, Event(), Event()

    def work() -> None:
        with alone(folder):
            begun.set()
            go_on.wait(PATIENCE_S)

    thread = Thread(target=work)
    thread.start()
    assert begun.wait(PATIENCE_S)
    try:
        yield
    finally:
        go_on.set()
        thread.join()


def begin(desk: Desk) -> ErasePanel:
    """Asked and confirmed, and told that it takes its time."""
    app = desk.context.app
    app.accounts.add("Not in any backup")
    person = next(one.id for one in app.records.of_kind("person") if one.name == PERSON)
    desk.go(Place("account", account_of(desk), "surface"))
    found = desk.frame.findChildren(SurfaceTab)
    panel = found[-1].panel
    panel.ask(person)
    line = desk.get(TextLine, "ask_typed")
    line.setText(PERSON)
    QTest.keyClick(line, Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: desk.find(ProgressPanel, "erase_progress") is not None)
    return panel


def people(desk: Desk) -> list[str]:
    return [one.name for one in desk.context.app.records.of_kind("person")]


def reasons(desk: Desk) -> list[str]:
    return [one.reason for one in desk.context.app.backups.list()]


def settled(desk: Desk) -> None:
    desk.qtbot.waitUntil(lambda: desk.context.jobs.running() == 0)


def test_the_window_lives_and_tells_until_the_backup_before_is_made(desk: Desk) -> None:
    with backups_at_work(desk):
        panel = begin(desk)
        words = {one.text() for one in desk.get(ProgressPanel, "erase_progress").findChildren(Label)}
        assert {"A backup is made first; nobody is erased yet"} < words
        assert "Waiting until other work on the backups is done" in words
        assert desk.find(TextLine, "ask_typed") is None
        assert not panel.when.isEnabled()
        panel.ask(0)
        assert people(desk) == [PERSON]
    desk.qtbot.waitUntil(lambda: people(desk) == [])
    assert panel.isHidden()
    assert desk.notice() == "The person was erased"
    settled(desk)
    assert reasons(desk)[:2] == ["auto", "before_erase"]


@pytest.mark.parametrize("by_key", [True, False])
def test_who_stops_it_has_erased_nobody_and_made_no_backup(desk: Desk, by_key: bool) -> None:
    with backups_at_work(desk):
        panel = begin(desk)
        if by_key:
            assert desk.get(Button, "erase_progress_cancel").hasFocus()
            QTest.keyClick(desk.get(Button, "erase_progress_cancel"), Qt.Key.Key_Escape)
        else:
            desk.press("erase_progress_cancel")
        assert desk.said("erase_error") == "Stopped: nobody was erased."
        assert desk.get(TextLine, "ask_typed").hasFocus()
        assert desk.get(TextLine, "ask_typed").text() == ""
    settled(desk)
    assert people(desk) == [PERSON]
    assert "before_erase" not in reasons(desk)
    panel.give_up()
    assert panel.isHidden()


def cover(desk: Desk) -> None:
    QTest.keyClick(desk.frame, Qt.Key.Key_F8)


def larger(desk: Desk) -> None:
    desk.window.change_scale(1.2)


def elsewhere(desk: Desk) -> None:
    desk.go(Place("accounts"))


@pytest.mark.parametrize("turn", [cover, larger, elsewhere])
def test_what_was_confirmed_is_done_and_told_though_its_page_is_gone(
    desk: Desk, turn: Callable[[Desk], None]
) -> None:
    with backups_at_work(desk):
        begin(desk)
        turn(desk)
        destroy_now()
        place = desk.window.here()
        assert people(desk) == [PERSON]
    desk.qtbot.waitUntil(lambda: people(desk) == [])
    assert desk.notice() == "The person was erased"
    assert desk.window.here() == place
    settled(desk)


@pytest.mark.parametrize("is_here", [True, False])
def test_where_no_backup_can_be_made_nobody_is_erased_and_that_is_told(desk: Desk, is_here: bool) -> None:
    backups = desk.context.app.folder / paths.BACKUPS_NAME
    with backups_at_work(desk):
        begin(desk)
        if not is_here:
            larger(desk)
            destroy_now()
        backups.rename(backups.with_name("aside"))
        backups.write_bytes(b"in the way")
    settled(desk)
    assert people(desk) == [PERSON]
    said = desk.said("erase_error") if is_here else desk.notice()
    assert "No backup could be made" in said
    if is_here:
        assert desk.get(TextLine, "ask_typed").text() == PERSON


def test_a_lock_meanwhile_erases_nobody_and_says_so(desk: Desk) -> None:
    closing = Closing(desk.context, desk.frame)
    with backups_at_work(desk):
        begin(desk)
        lock(desk)
    unlock(desk)
    assert "The lock stopped work" in desk.notice()
    settled(desk)
    assert people(desk) == [PERSON]
    assert desk.find(QWidget, "erase_panel") is None
    assert closing.may_close()


def test_who_closes_the_window_meanwhile_is_told_that_nobody_is_erased_yet(desk: Desk) -> None:
    closing = Closing(desk.context, desk.frame)
    with backups_at_work(desk):
        begin(desk)
        assert not closing.may_close()
        assert "still there" in desk.notice()
        assert closing.may_close()
        desk.press("erase_progress_cancel")
    assert closing.may_close()
    settled(desk)


@pytest.mark.skipif(sys.platform == "win32", reason="no limit for the size of a file")
def test_where_the_file_cannot_be_written_anew_the_backups_forget_all_the_same(desk: Desk) -> None:
    import resource

    app = desk.context.app
    app.backups.make("hand")
    with app.store.unjournaled() as tx:
        tx.exec_driver_sql("CREATE TABLE much AS SELECT randomblob(8000000) AS more")
    person = next(one.id for one in app.records.of_kind("person") if one.name == PERSON)
    assert app.erasing.take_out(person, Ready(at_once=True))
    room, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, most))
        erase_run.settle(desk.context)
        settled(desk)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, most))
    assert app.erasing.is_settle_due()
    assert app.erasing.waiting() == []
    assert desk.notice().startswith("The person was erased, but")
