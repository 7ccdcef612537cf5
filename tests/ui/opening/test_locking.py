"""Locked: nothing of the data in the window, the file closed, what was begun kept and put back."""

from __future__ import annotations

import shutil
import time
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desktopcrm.app import App
from tests.ui.opening.conftest import ACCOUNT, PASSPHRASE, PERSON, Desk, Open, SealedFolder
from ui.context import LogAt, Place
from ui.dialogs.log_panel import LogPanel
from ui.dialogs.unlock_page import UnlockPage
from ui.editors.fact_editor import FactEditor
from ui.editors.fact_rows import FactRows
from ui.editors.values import LineEditor
from ui.opening import begun_on, door
from ui.opening.idle import SLEPT_S, Idle, Limits, minutes_of
from ui.widgets.button import Button
from ui.widgets.inputs import TextBlock

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def unlocked(open_desk: Open, sealed: SealedFolder) -> Desk:
    desk = open_desk(sealed.folder)
    unlock(desk)
    return desk


def unlock(desk: Desk) -> None:
    page = desk.wait_page("unlock_page")
    assert isinstance(page, UnlockPage)
    page.secret.line.setText(PASSPHRASE)
    page.try_it()
    desk.wait_open()


def lock(desk: Desk) -> None:
    QTest.keyClick(desk.frame, Qt.Key.Key_L, CONTROL | SHIFT)
    desk.qtbot.waitUntil(lambda: not desk.context.is_open)


def every_word() -> str:
    """What any widget of the process holds."""
    found: list[str] = []
    for one in QApplication.allWidgets():
        found += [one.objectName(), one.accessibleName(), one.accessibleDescription(), one.toolTip()]
        found += [one.windowTitle(), one.statusTip(), one.whatsThis()]
        for name in ("text", "toPlainText", "words", "placeholderText"):
            told = getattr(one, name, None)
            if callable(told):
                found.append(str(told()))
    clipboard = QGuiApplication.clipboard()
    return "\n".join([*found, clipboard.text(), QGuiApplication.applicationDisplayName()])


def account_of(desk: Desk) -> int:
    return desk.context.app.accounts.find(ACCOUNT)


def test_locking_takes_everything_off_within_a_second(open_desk: Open, sealed: SealedFolder) -> None:
    desk = unlocked(open_desk, sealed)
    desk.go(Place("account", account_of(desk), "surface"))
    desk.qtbot.waitUntil(lambda: PERSON in every_word())
    QGuiApplication.clipboard().setText(PERSON)
    began = time.thread_time()  # of work: what else the machine does is not counted
    lock(desk)
    assert time.thread_time() - began < 1
    assert door.LOCK_PATIENCE_MS < 500, "nor waited for jobs"
    words = every_word()
    assert PERSON not in words
    assert ACCOUNT not in words
    assert "Kestrel" not in words
    assert desk.get(UnlockPage, "unlock_page").isVisible()
    probe = App.open(sealed.folder, sealed.key)  # the file is closed: another may have it
    probe.close()


def test_the_key_is_gone_with_the_data(open_desk: Open, sealed: SealedFolder) -> None:
    desk = unlocked(open_desk, sealed)
    store = weakref.ref(desk.context.app.store)
    lock(desk)
    desk.qtbot.waitUntil(lambda: store() is None)


def test_unlocking_leads_back_to_the_same_place(open_desk: Open, sealed: SealedFolder) -> None:
    desk = unlocked(open_desk, sealed)
    place = Place("account", account_of(desk), "surface")
    desk.go(place)
    lock(desk)
    unlock(desk)
    here = desk.window.here()
    assert here is not None
    assert (here.screen, here.target, here.tab) == (place.screen, place.target, place.tab)
    assert PERSON in every_word()


def test_data_that_are_not_encrypted_say_that_a_lock_would_keep_nobody_out(
    open_desk: Open, plain: Path
) -> None:
    desk = open_desk(plain)
    QTest.keyClick(desk.frame, Qt.Key.Key_L, CONTROL | SHIFT)
    assert desk.notice().startswith("These data are not encrypted")
    assert desk.context.is_open


def test_a_field_that_was_being_edited_is_edited_on(open_desk: Open, sealed: SealedFolder) -> None:
    desk = unlocked(open_desk, sealed)
    desk.go(Place("account", account_of(desk), "point"))
    rows, key = open_field(desk)
    line = line_in(rows, key)
    assert line is not None
    QTest.keyClicks(line, "half a thought")
    lock(desk)
    assert "half a thought" not in every_word()
    unlock(desk)
    desk.qtbot.waitUntil(lambda: "half a thought" in texts_of_editors(desk))
    account = account_of(desk)
    plan = desk.context.app.desk.plan(account)
    assert plan.value(account, key) == "", "what was not stored by hand must not be stored by the lock"


def open_field(desk: Desk) -> tuple[FactRows, str]:
    """Open the first row that is edited in a line."""

    def found() -> list[tuple[FactRows, str]]:
        return [
            (rows, key)
            for rows in desk.frame.findChildren(FactRows)
            if rows.isVisible()
            for key in rows.keys()  # noqa: SIM118 - a list of rows, no dict
        ]

    desk.qtbot.waitUntil(lambda: bool(found()))
    for rows, key in found():
        if key != "record_name" and rows.edit(key) and line_in(rows, key) is not None:
            return rows, key
        rows.close_editors()
    raise AssertionError("no line to edit")


def line_in(rows: FactRows, key: str) -> QLineEdit | None:
    """The line of an editor that is nothing but a line."""
    row = rows.row(key)
    editor = row.editor() if row is not None else None
    value = editor.value if isinstance(editor, FactEditor) else None
    return value.findChild(QLineEdit) if isinstance(value, LineEditor) else None


def texts_of_editors(desk: Desk) -> list[str]:
    return [one.text() for one in desk.frame.findChildren(FactEditor) if one.isVisible()]


def test_a_log_that_was_being_written_is_written_on(open_desk: Open, sealed: SealedFolder) -> None:
    desk = unlocked(open_desk, sealed)
    desk.window.write_log(LogAt(account_of(desk)))
    panel = desk.get(LogPanel, "log_panel")
    QTest.keyClicks(panel.first.text, "Called @Ophelia about the bearings")
    lock(desk)
    assert "bearings" not in every_word()
    unlock(desk)
    again = desk.wait_page("log_panel")
    assert isinstance(again, LogPanel)
    assert again.first.text.toPlainText() == "Called @Ophelia about the bearings"


def test_a_log_survives_the_end_of_the_program_without_a_close(
    open_desk: Open, sealed: SealedFolder, tmp_path: Path
) -> None:
    desk = unlocked(open_desk, sealed)
    account = account_of(desk)
    desk.window.write_log(LogAt(account))
    panel = desk.get(LogPanel, "log_panel")
    QTest.keyClicks(panel.first.text, "Left a message")
    desk.qtbot.waitUntil(lambda: bool(desk.context.app.drafts.get(f"log:{account}")))
    after = tmp_path / "after"
    shutil.copytree(sealed.folder, after)  # as a crash leaves it: nothing is closed
    app = App.open(after, sealed.key)
    assert "Left a message" in (app.drafts.get(f"log:{account}") or "")
    app.close()


def test_what_finds_its_line_no_more_is_shown_until_it_is_dropped(
    open_desk: Open, sealed: SealedFolder
) -> None:
    desk = unlocked(open_desk, sealed)
    desk.go(Place("accounts"))
    drafts = desk.context.app.drafts
    drafts.put("unsent", '[[["accounts", 0, "", ""], [["gone_line", "A remark"]], "do not lose me"]]')
    desk.opening.keeper.start()
    panel = desk.wait_page("begun_panel")
    block = panel.findChild(TextBlock, "begun_0")
    assert block is not None
    assert block.toPlainText() == "do not lose me"
    desk.press("begun_drop")
    assert drafts.get("unsent.lost") is None


def test_secrets_and_filters_are_never_kept(open_desk: Open, sealed: SealedFolder) -> None:
    desk = unlocked(open_desk, sealed)
    desk.go(Place("accounts"))
    desk.window._runs["find"]()
    QTest.keyClicks(desk.frame.focusWidget(), "kes")
    assert begun_on(desk.window.roots()) == []


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def idle(minutes: float, with_screen: bool = True) -> tuple[Idle, Clock, list[str], QWidget]:
    clock, locked, host = Clock(), list[str](), QWidget()
    watched = Idle(lambda: locked.append("locked"), lambda: Limits(minutes, with_screen), host, clock)
    watched.start(None)
    return watched, clock, locked, host


def rest(watched: Idle, clock: Clock, seconds: int) -> None:
    for _ in range(seconds // 2):
        clock.now += 2
        watched.tick()


@pytest.mark.usefixtures("qapp")
def test_rest_locks_after_the_minutes_that_were_set() -> None:
    watched, clock, locked, _host = idle(10)
    rest(watched, clock, 598)
    assert locked == []
    rest(watched, clock, 2)
    assert locked == ["locked"]


@pytest.mark.usefixtures("qapp")
def test_a_sleep_locks_at_once_and_never_means_never() -> None:
    watched, clock, locked, _host = idle(10)
    clock.now += SLEPT_S + 1
    watched.tick()
    assert locked == ["locked"]
    watched, clock, locked, _host = idle(0, with_screen=False)
    clock.now += 86_400
    watched.tick()
    assert locked == []


@pytest.mark.usefixtures("qapp")
def test_a_clock_that_is_set_back_does_not_keep_the_data_open_for_ever() -> None:
    watched, clock, locked, _host = idle(10)
    clock.now -= 86_400
    rest(watched, clock, 602)
    assert locked == ["locked"]


def test_nonsense_in_the_settings_is_the_usual_time() -> None:
    assert [minutes_of(one) for one in (5, 0, 2.5, None, "x", True, -1, 10**9)] == [
        5,
        0,
        2.5,
        10,
        10,
        10,
        10,
        10,
    ]


def test_rest_in_the_window_locks_it(open_desk: Open, sealed: SealedFolder) -> None:
    desk = unlocked(open_desk, sealed)
    assert desk.opening.idle.is_running()
    clock = Clock()
    clock.now = time.time() + 3600
    desk.opening.idle._clock = clock
    desk.opening.idle.tick()
    desk.qtbot.waitUntil(lambda: not desk.context.is_open)
    assert not desk.opening.idle.is_running()
    assert desk.find(Button, "unlock_go") is not None
