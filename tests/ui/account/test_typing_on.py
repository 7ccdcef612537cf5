"""Rows are answered one after another with Enter: what is typed next goes on and replaces nothing that was stored."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.ui.account.conftest import Desk


def test_what_is_typed_right_after_enter_goes_on_and_replaces_nothing(desk: Desk) -> None:
    desk.row("account", "city").setFocus()
    desk.type("White Plains")
    desk.press(Qt.Key.Key_Return)
    desk.type("USA")
    desk.press(Qt.Key.Key_Return)
    values = [desk.plan.value(desk.account_id, key) for key in ("city", "country")]
    assert values == ["White Plains", "USA"]
    desk.row("account", "city").setFocus()
    desk.press(Qt.Key.Key_F2)
    desk.type("Yonkers")
    desk.press(Qt.Key.Key_Return)
    desk.type("Ghent")  # the next row is known
    assert not desk.has_editor()
    desk.press(Qt.Key.Key_Return)
    assert not desk.has_editor()
    desk.press(Qt.Key.Key_Return)
    assert desk.editor().text() == "Yonkers"
    desk.press(Qt.Key.Key_Escape)
    assert [desk.plan.value(desk.account_id, key) for key in ("city", "country")] == ["Yonkers", "USA"]


def test_a_row_that_was_taken_back_is_typed_on_again(desk: Desk) -> None:
    desk.row("account", "city").setFocus()
    desk.type("Gent")
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.type("Ghent")
    desk.press(Qt.Key.Key_Return)
    assert desk.plan.value(desk.account_id, "city") == "Ghent"
    assert desk.plan.value(desk.account_id, "country") == ""
