"""Reading only, walked through as somebody would who has not seen the strip: whatever writes says why not, nothing
takes letters that could not be kept, and what reads goes on.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktopcrm.errors import UserError
from tests.ui.opening.conftest import Desk
from ui.context import Place
from ui.dialogs.unwritten import FOR_DOCUMENTS
from ui.widgets.field_row import FieldRow
from ui.widgets.inputs import SearchBox
from ui.widgets.notice import InlineNotice
from ui.widgets.popover import Popover

SAYS = "open for reading only"
TABS = ("point", "line", "surface", "precision", "procurement", "activity", "plan")
ALONE = {"write_again", "window_menu"}
GOES = {
    "action_quit",
    "action_lock",
    "action_language",
    "action_larger",
    "action_smaller",
    "action_normal_size",
}


@pytest.fixture
def desk(qtbot: QtBot, full_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    folder = tmp_path / "full"
    shutil.copytree(full_once, folder)
    for name in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_, **__: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: "")
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda *_: True)
    desk = Desk(qtbot, folder)
    desk.opening.folder = folder
    desk.opening.open_with(None, read_only=True)
    desk.wait_open()
    yield desk
    desk.end()


def account(desk: Desk) -> int:
    return desk.context.app.records.of_kind("account")[0].id


def places(desk: Desk) -> list[Place]:
    screens = (
        "today",
        "accounts",
        "projects",
        "people",
        "rivals",
        "objections",
        "library",
        "settings",
        "safety",
    )
    own = [Place("account", account(desk), tab) for tab in TABS]
    return [*(Place(one) for one in screens), Place("privacy", account(desk)), *own]


def says(desk: Desk) -> bool:
    shown = desk.find(InlineNotice, "notice")
    return shown is not None and SAYS in shown.accessibleName()


def clear(desk: Desk, place: Place) -> None:
    for panel in desk.frame.findChildren(Popover):
        panel.close_popover()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if desk.window.here() != place:
        desk.go(place)
    for one in desk.frame.findChildren(InlineNotice):
        one.hide()


def settle(ms: int = 15) -> None:
    QTest.qWait(ms)


def test_whatever_can_be_pressed_says_why_not_or_only_reads(desk: Desk, qtbot: QtBot) -> None:
    refused = 0
    pressed: set[tuple[str, str]] = set()
    before = desk.context.app.records.of_kind("account")
    for place in places(desk):
        desk.go(place)
        settle(40)
        page = desk.window.page()
        assert page is not None
        names = [one.objectName() for one in page.findChildren(QAbstractButton) if one.isVisible()]
        for name in dict.fromkeys(names):
            page = desk.window.page()
            assert page is not None
            button = next((one for one in page.findChildren(QAbstractButton, name) if one.isVisible()), None)
            once = (place.screen, name)
            if not name or name in ALONE or once in pressed or button is None or not button.isEnabled():
                continue
            pressed.add(once)
            with qtbot.capture_exceptions() as caught:
                button.click()
                settle(2)
            assert all(is_refused(error) for _, error, _ in caught), (place, name, caught)
            refused += bool(caught) or says(desk)
            clear(desk, place)
    assert desk.context.app.history.next_undo() is None or refused
    assert desk.context.app.records.of_kind("account") == before
    assert refused >= 5


def test_no_line_takes_a_letter_that_could_not_be_kept(desk: Desk) -> None:
    closed = 0
    for place in places(desk):
        desk.go(place)
        settle(40)
        page = desk.window.page()
        assert page is not None
        lines: list[QWidget] = [*page.findChildren(QLineEdit), *page.findChildren(QPlainTextEdit)]
        for line in lines:
            if not line.isVisible() or not line.isEnabled() or isinstance(line, SearchBox):
                continue
            if line.objectName() in FOR_DOCUMENTS or line.objectName().startswith("qt_"):
                continue
            line.setFocus()
            if not line.hasFocus():
                continue
            before = line.text() if isinstance(line, QLineEdit) else line.toPlainText()  # type: ignore[attr-defined]
            QTest.keyClicks(line, "x")
            after = line.text() if isinstance(line, QLineEdit) else line.toPlainText()  # type: ignore[attr-defined]
            assert after == before, (place, line.objectName())
            assert says(desk), (place, line.objectName())
            closed += 1
            clear(desk, place)
    assert closed >= 4


def test_no_field_opens_and_no_log_is_begun(desk: Desk) -> None:
    place = Place("account", account(desk), "point")
    desk.go(place)
    settle(200)
    page = desk.window.page()
    assert page is not None
    row = next(one for one in page.findChildren(FieldRow) if one.isVisible())
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Return)
    assert row.editor() is None
    assert says(desk)
    for begin in (
        lambda: QTest.keyClick(desk.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier),
        lambda: desk.context.log(account(desk)),
        *(command.run for command in desk.window.commands() if command.key == "log"),
    ):
        clear(desk, place)
        begin()
        assert desk.frame.findChild(Popover, "log_panel") is None
        assert says(desk)


def test_every_command_and_key_says_why_not_or_only_reads(desk: Desk, qtbot: QtBot) -> None:
    done: set[str] = set()
    for place in (one for one in places(desk) if one.tab in ("", "surface", "procurement")):
        desk.go(place)
        settle(20)
        runs = [
            (one.key, one.run)
            for one in desk.window.commands()
            if f"action_{one.key}" not in GOES and one.key not in done
        ]
        done.update(key for key, _ in runs)
        if place.screen == "today":
            names = [one.objectName() for one in desk.window.actions()]
            runs += [(one, partial(trigger, desk, one)) for one in names if one not in GOES]
        for key, run in runs:
            with qtbot.capture_exceptions() as caught:
                QTimer.singleShot(0, desk.window, run)
                settle(2)
            assert all(is_refused(error) for _, error, _ in caught), (place, key, caught)
            clear(desk, place)


def trigger(desk: Desk, name: str) -> None:
    action = desk.window.findChild(QAction, name)
    if action is not None:
        action.trigger()


def is_refused(error: BaseException) -> bool:
    return isinstance(error, UserError) and error.key == "errors.read_only_mode"


def test_documents_and_search_are_as_ever(desk: Desk) -> None:
    desk.go(Place("people"))
    settle(100)
    search = desk.get(SearchBox, "people_search")
    search.setFocus()
    QTest.keyClicks(search, "dana")
    assert search.text() == "dana"
    desk.go(Place("account", account(desk), "plan"))
    settle(150)
    page = desk.window.page()
    assert page is not None
    assert page.findChildren(QAbstractButton)
    assert not says(desk)
