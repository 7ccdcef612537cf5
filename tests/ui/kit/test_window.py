"""The frame of the window: places, back and forward, undo, palette, sheet, language, look, size, and the way it starts."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktopcrm.preferences import Preferences
from tests.ui.kit.pages import FirstPage
from ui.app import EDGES, FIRST_SIZE, GROUND, Frame
from ui.context import Context, Place, Trail
from ui.main_window import MainWindow
from ui.theme import DARK, LIGHT, theme
from ui.widgets.inputs import SearchBox
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


# places


def test_a_screen_is_made_at_its_first_visit_and_told_its_place(window: MainWindow) -> None:
    assert window.findChild(FirstPage) is None
    window.go(Place("first", 7))
    made = page(window)
    assert made.place == Place("first", 7)
    window.go(Place("first", 8))
    assert page(window) is made
    assert made.place == Place("first", 8)


def test_back_and_forward_lead_through_the_places(window: MainWindow) -> None:
    for target in (1, 2, 3):
        window.go(Place("first", target))
    QTest.keyClick(window, Qt.Key.Key_Left, ALT)
    assert page(window).place.target == 2
    QTest.keyClick(window, Qt.Key.Key_Left, ALT)
    QTest.keyClick(window, Qt.Key.Key_Left, ALT)
    assert page(window).place.target == 1
    QTest.keyClick(window, Qt.Key.Key_Right, ALT)
    assert page(window).place.target == 2


def test_a_visit_forgets_what_lay_ahead() -> None:
    trail = Trail()
    for target in (1, 2):
        trail.visit(Place("first", target))
    trail.step(-1)
    trail.visit(Place("second"))
    trail.visit(Place("second"))
    assert trail.step(1) is None
    assert trail.step(-1) == Place("first", 1)
    trail.replace(Place("first", 1, "plan"))
    trail.step(1)
    assert trail.step(-1) == Place("first", 1, "plan")


def test_alt_and_a_number_go_to_the_places_of_the_sidebar(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_2, ALT)
    second = child(window, QWidget, "place_second")
    assert second.isChecked()  # type: ignore[attr-defined]
    QTest.mouseClick(child(window, QWidget, "place_first"), Qt.MouseButton.LeftButton)
    assert page(window).isVisible()


def test_a_screen_below_another_marks_the_place_above_it(window: MainWindow) -> None:
    window.go(Place("detail", 3))
    assert child(window, QWidget, "place_first").isChecked()  # type: ignore[attr-defined]


def test_control_f_reaches_the_filter_of_the_page(window: MainWindow) -> None:
    window.go(Place("first"))
    QTest.keyClick(window, Qt.Key.Key_F, CONTROL)
    assert child(window, SearchBox, "filter").hasFocus()


# undo


def test_undo_and_redo_say_what_they_did(window: MainWindow, context: Context) -> None:
    context.app.accounts.add("Nordwind")
    window.go(Place("first"))
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert "Nordwind" in notice(window)
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert "Nordwind" in notice(window)
    assert context.app.accounts.find("Nordwind")
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert notice(window) == context.tr("window.nothing_to_redo")


def test_undo_works_while_a_clean_line_has_the_focus(window: MainWindow, context: Context) -> None:
    context.app.accounts.add("Nordwind")
    window.go(Place("first"))
    page(window).line.setFocus()
    QTest.keyClick(page(window).line, Qt.Key.Key_Z, CONTROL)
    assert "Nordwind" in notice(window)


def test_undo_in_a_line_never_goes_on_to_something_stored_before(
    window: MainWindow, context: Context
) -> None:
    account_id = context.app.accounts.add("Nordwind")
    window.go(Place("first"))
    line = page(window).line
    line.setFocus()
    QTest.keyClicks(line, "Ham")
    for _ in range(5):
        QTest.keyClick(line, Qt.Key.Key_Z, CONTROL)
    assert line.text() == ""
    assert context.app.accounts.find("Nordwind") == account_id


def test_a_notice_with_undo_goes_away_when_something_newer_happens(
    window: MainWindow, context: Context
) -> None:
    context.app.accounts.add("Nordwind")
    context.say_undo("Added Nordwind")
    shown = child(window, InlineNotice, "notice")
    assert shown.isVisible()
    context.app.accounts.add("Other")
    assert not shown.isVisible()


# language, look, size


def test_the_language_changes_at_once_and_keeps_the_place(window: MainWindow, tmp_path: Path) -> None:
    window.go(Place("first", 5))
    QTest.keyClick(window, Qt.Key.Key_T, CONTROL | SHIFT)
    made = [found for found in window.findChildren(FirstPage) if found.isVisible()]
    assert [found.place.target for found in made] == [5]
    assert made[0].heading.text() == "客户"
    assert Preferences(tmp_path / "preferences.json").language == "zh"
    assert theme().style.lang == "zh"


def test_the_look_changes_at_once_and_is_remembered(window: MainWindow, tmp_path: Path) -> None:
    action(window, "look_dark").trigger()
    assert theme().tokens is DARK
    assert Preferences(tmp_path / "preferences.json").text("look") == "dark"
    action(window, "look_light").trigger()
    assert theme().tokens is LIGHT


def test_text_grows_with_a_key_up_to_twice_its_size(window: MainWindow) -> None:
    window.go(Place("first"))
    for _ in range(15):
        QTest.keyClick(window, Qt.Key.Key_Plus, CONTROL)
    assert theme().style.scale == 2.0
    QTest.keyClick(window, Qt.Key.Key_0, CONTROL)
    assert theme().style.scale == 1.0


def test_a_narrow_window_shows_the_places_as_icons_alone(window: MainWindow) -> None:
    sidebar = child(window, QWidget, "sidebar")
    window.resize(1280, 800)
    wide = sidebar.width()
    window.resize(760, 600)
    assert sidebar.width() < wide
    assert child(window, QWidget, "place_first").isVisible()


def test_size_and_place_of_the_window_are_kept(context: Context, qtbot: QtBot) -> None:
    before = Frame(context.preferences)
    qtbot.addWidget(before)
    before.show()
    before.resize(*KEPT_SIZE)
    before.close()
    after = Frame(context.preferences)
    qtbot.addWidget(after)
    assert (after.width(), after.height()) == KEPT_SIZE


def test_the_first_window_is_no_larger_than_the_screen(context: Context, qtbot: QtBot) -> None:
    frame = Frame(context.preferences)
    qtbot.addWidget(frame)
    room = frame.screen().availableSize()
    assert frame.size().boundedTo(room) == frame.size()
    assert (
        room.width() < FIRST_SIZE[0] + EDGES[0]
    )  # so it is here: what the desktop draws around it has to fit too
    assert frame.isMaximized()
    assert frame.normalGeometry().height() <= room.height() - EDGES[1]


def test_the_empty_frame_has_the_ground_of_the_look_that_comes(context: Context, qtbot: QtBot) -> None:
    assert {False: LIGHT.ground, True: DARK.ground} == GROUND
    context.preferences.put("look", "dark")
    frame = Frame(context.preferences)
    qtbot.addWidget(frame)
    assert frame.palette().window().color().name() == DARK.ground


def test_qt_itself_speaks_the_language_of_the_window(window: MainWindow) -> None:
    window.change_language("zh")
    assert QCoreApplication.translate("QLineEdit", "&Copy") == "复制(&C)"
    window.change_language("en")
    assert QCoreApplication.translate("QLineEdit", "&Copy") == "&Copy"
