"""Panels over the page: the palette, the sheet of keys, the crash report."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktopcrm import logs
from tests.ui.kit.pages import FirstPage
from ui.action_table import ACTIONS, HINTS
from ui.actions import Command, matching, spoken_keys
from ui.context import Context, Place
from ui.dialogs.crash import CrashPanel, with_log
from ui.dialogs.palette import Palette
from ui.dialogs.shortcut_sheet import sheet_lines
from ui.main_window import MainWindow
from ui.widgets.inputs import SearchBox
from ui.widgets.label import Label
from ui.widgets.notice import InlineNotice

KEPT_SIZE = (761, 602)  # smaller than the screen of the tests
CONTROL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


W = TypeVar("W", bound=QWidget)


def child(window: QWidget, kind: type[W], name: str) -> W:
    found = window.findChild(kind, name)
    assert found is not None, name
    return found


def page(window: MainWindow) -> FirstPage:
    return child(window, FirstPage, "screen_first")


def notice(window: MainWindow) -> str:
    return child(window, InlineNotice, "notice").accessibleName()


def action(window: MainWindow, key: str) -> QAction:
    found = window.findChild(QAction, f"action_{key}")
    assert found is not None, key
    return found


# palette


def test_the_palette_finds_a_command_of_the_page_and_runs_it(window: MainWindow) -> None:
    window.go(Place("first"))
    QTest.keyClick(window, Qt.Key.Key_K, CONTROL)
    line = child(window, SearchBox, "palette_line")
    assert line.hasFocus()
    QTest.keyClicks(line, "sheep")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert page(window).line.text() == "99"


def test_the_palette_runs_what_was_chosen_though_the_field_it_came_from_is_gone(window: MainWindow) -> None:
    window.go(Place("first"))
    field = SearchBox("field_of_a_moment", "", parent=page(window))
    field.show()
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_K, CONTROL)
    field.deleteLater()
    QApplication.sendPostedEvents(field, QEvent.Type.DeferredDelete)
    line = child(window, SearchBox, "palette_line")
    QTest.keyClicks(line, "sheep")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert page(window).line.text() == "99"


def test_the_palette_finds_accounts_and_people_and_says_where_they_are(
    window: MainWindow, context: Context
) -> None:
    from desktopcrm.services.records import NewRecord

    account = context.app.accounts.add("Nordwind Logistics")
    person = context.app.records.add(NewRecord("person", "Wang Xiaodong", account))
    window.open_palette()
    palette = child(window, Palette, "palette")
    line = child(palette, SearchBox, "palette_line")
    QTest.keyClicks(line, "nordwind")
    assert f"account_{account}" in [command.key for command in palette.found()]
    line.clear()
    QTest.keyClicks(line, "wang")
    found = palette.found()
    assert [command.key for command in found] == [f"person_{person}"]
    assert "Nordwind Logistics" in found[0].detail


def test_the_palette_says_when_nothing_is_called_so(window: MainWindow) -> None:
    window.open_palette()
    palette = child(window, Palette, "palette")
    QTest.keyClicks(child(palette, SearchBox, "palette_line"), "qqqq")
    assert palette.found() == []
    assert "qqqq" in child(palette, Label, "palette_nothing").text()
    QTest.keyClick(child(palette, SearchBox, "palette_line"), Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_commands_that_begin_with_the_words_come_first() -> None:
    commands = [Command(words, words, list) for words in ("Redo", "Look: dark", "Go to dark side", "Darken")]
    assert [command.words for command in matching(commands, "dark")] == [
        "Darken",
        "Look: dark",
        "Go to dark side",
    ]
    assert matching(commands, "dark look")[0].words == "Look: dark"
    assert len(matching(commands, "")) == len(commands)


# keys


def test_the_sheet_names_every_key_of_the_window_and_of_the_page(context: Context) -> None:
    own = Command("own", "Own", list, keys="Ctrl+J")
    shown = {words: keys for lines in sheet_lines(context.tr, [own]).values() for words, keys in lines}
    for row in ACTIONS:
        if row.keys:
            assert shown[context.tr(row.words)] == row.keys[:1]
    for hint in HINTS:
        assert context.tr(hint.words) in shown
    assert shown["Own"] == ("Ctrl+J",)


def test_no_two_actions_of_the_window_share_a_key() -> None:
    keys = [QKeySequence(key).toString() for row in ACTIONS for key in row.keys]
    assert len(keys) == len(set(keys))


def test_f1_opens_the_sheet_and_escape_closes_it(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    sheet = child(window, QWidget, "shortcut_sheet")
    assert sheet.isVisible()
    assert window.rect().contains(sheet.geometry())
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_arrows_are_written_as_arrows() -> None:
    assert spoken_keys("Alt+Left").endswith("←")


# everything has a name


def test_every_control_of_the_frame_has_a_name_for_tests_and_for_screen_readers(window: MainWindow) -> None:
    window.go(Place("first"))
    window.open_palette()
    nameless = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
        and not (widget.objectName() and widget.accessibleName())
        and not widget.objectName().startswith("qt_")
    ]
    assert nameless == []


# bugs


def test_the_crash_report_is_shown_with_what_led_up_to_it_and_can_be_copied(
    window: MainWindow, context: Context, tmp_path: Path
) -> None:
    logs.begin(tmp_path)
    logs.info("window.begin")
    text = with_log(logs.crash(KeyError("王晓东 likes fishing")))
    logs.end()
    assert "window.begin" in text
    assert "KeyError" in text
    assert "王晓东" not in text
    CrashPanel(window, context.tr, text).open()
    QTest.mouseClick(child(window, QWidget, "crash_copy"), Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == text


def test_tab_stays_in_a_panel_that_is_open(window: MainWindow) -> None:
    window.open_palette()
    palette = child(window, Palette, "palette")
    for key in [Qt.Key.Key_Tab] * 4 + [Qt.Key.Key_Backtab] * 4:
        QTest.keyClick(QApplication.focusWidget() or window, key)
        found = QApplication.focusWidget()
        assert found is not None
        assert palette.isAncestorOf(found)
