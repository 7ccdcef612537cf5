"""Noting down what was heard, with the keyboard only, and what follows from it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktopcrm.services.objections import NewRejection
from tests.ui.objections.conftest import Ground, child, focused, press, sent_to, write
from ui.context import Place
from ui.main_window import MainWindow
from ui.screens.objections import ObjectionsScreen
from ui.screens.objections.answer_view import AnswerView
from ui.widgets.button import Button
from ui.widgets.label import Label

CONTROL = Qt.KeyboardModifier.ControlModifier
DOWN, ENTER, ESC, DEL = Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Delete
TODAY = date.today()


def note_down(page: ObjectionsScreen, account: str) -> None:
    """Ctrl+R, the account, Enter."""
    press(Qt.Key.Key_R, held=CONTROL)
    assert focused() is page.page.heard.account
    write(account)
    press(ENTER)


def test_an_objection_is_noted_down_with_the_keyboard_alone(
    page: ObjectionsScreen, ground: Ground, window: MainWindow
) -> None:
    panel = page.page.heard
    press(DOWN, DOWN)
    press(Qt.Key.Key_R, held=CONTROL)
    write("hallstein")
    press(Qt.Key.Key_Tab)
    assert focused() is panel.person
    press(DOWN)
    for widget in (panel.project, panel.answer):
        press(Qt.Key.Key_Tab)
        assert focused() is widget
    press(DOWN)
    press(Qt.Key.Key_Tab)
    write("Ten years with them!")
    press(Qt.Key.Key_Tab)
    write("yesterday")
    press(Qt.Key.Key_Tab)
    assert focused() is panel.result
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Right)
    press(ENTER)
    [one] = ground.heard()
    assert (one.objection, one.person, one.project_id, one.stage) == (
        "have_supplier", "Ann Lee", ground.project, 1,
    )  # fmt: skip
    assert (one.answer, one.words, one.result, one.looked) == (
        "have_supplier_one_wish", "Ten years with them!", "turned", False,
    )  # fmt: skip
    assert one.day == TODAY - timedelta(days=1)
    assert focused().objectName() == "ask_confirm"
    press(ENTER)
    assert sent_to(window) == Place("account", ground.account, "line", "new.rival")


def test_material_makes_the_action_and_one_undo_takes_both_back(
    page: ObjectionsScreen, ground: Ground, window: MainWindow
) -> None:
    note_down(page, "Hallstein Castings")
    [action] = ground.app.desk.plan(ground.account).of("action")
    assert action.name in page.page.follow.ask().sentence
    press(ENTER)
    assert sent_to(window) == Place("account", ground.account, "precision", f"record_{action.id}")
    window.undo()
    assert ground.heard() == []
    assert ground.app.desk.plan(ground.account).of("action") == ()


def test_the_follow_up_can_wait(page: ObjectionsScreen, ground: Ground) -> None:
    note_down(page, "Hallstein Castings")
    press(ESC)
    assert not page.page.follow.isVisible()
    assert isinstance(focused(), AnswerView)
    assert len(ground.heard()) == 1


@pytest.mark.parametrize(
    ("account", "sentence"), [("", "Say at which account"), ("Nobody", "no account “Nobody”")]
)
def test_without_an_account_nothing_is_noted_and_nothing_typed_is_lost(
    page: ObjectionsScreen, ground: Ground, account: str, sentence: str
) -> None:
    press(Qt.Key.Key_R, held=CONTROL)
    page.page.heard.words.setText("Just mail it")
    page.page.heard.account.setFocus()
    write(account)
    press(ENTER)
    assert sentence in child(page, Label, "heard_error").text()
    assert page.page.heard.words.text() == "Just mail it"
    assert ground.heard() == []


def test_a_day_that_is_none_is_refused(page: ObjectionsScreen, ground: Ground) -> None:
    press(Qt.Key.Key_R, held=CONTROL)
    page.page.heard.day.setText("some day")
    write("hallstein")
    press(ENTER)
    assert "is not a day" in child(page, Label, "heard_error").text()
    assert ground.heard() == []


def test_escape_puts_the_panel_away(page: ObjectionsScreen) -> None:
    press(Qt.Key.Key_R, held=CONTROL)
    assert page.page.heard.isVisible()
    press(ESC)
    assert not page.page.heard.isVisible()


def test_a_place_with_an_account_asks_at_once(
    window: MainWindow, page: ObjectionsScreen, ground: Ground
) -> None:
    window.go(Place("objections", ground.account, focus="no_budget"))
    assert page.page.heard.isVisible()
    assert page.page.heard.account.text() == "Hallstein Castings"
    assert focused() is page.page.heard.person
    press(ENTER)
    assert [one.objection for one in ground.heard()] == ["no_budget"]


def test_what_was_heard_unfolds_and_can_be_put_right_or_removed(
    page: ObjectionsScreen, ground: Ground, qtbot: QtBot, window: MainWindow
) -> None:
    noted = ground.app.objections.heard(NewRejection(ground.account, "material", result="lost"))
    fold = page.page.history.fold
    qtbot.waitUntil(lambda: fold.ids() == [noted.record_id])
    header = fold.header(noted.record_id)
    assert header is not None
    assert "Hallstein Castings" in header.accessibleName()
    header.setFocus()
    press(ENTER)
    child(page, Button, f"go_on_{noted.record_id}").setFocus()
    press(Qt.Key.Key_Space)
    assert sent_to(window).target == ground.account
    window.step_back()
    header.setFocus()
    press(DEL)
    qtbot.waitUntil(lambda: fold.ids() == [])
    assert ground.heard() == []
