"""Tab and Shift+Tab through the page of an account."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.ui.account.conftest import Desk
from ui.context import Place

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def walked(desk: Desk, steps: int) -> list[str]:
    names = []
    for _ in range(steps):
        desk.press(Qt.Key.Key_Tab)
        names.append(desk.focused().objectName())
    return names


def test_tab_walks_the_facts_of_a_card_before_the_line_below_them(desk: Desk) -> None:
    start = desk.child("add_need_hidden_special")
    start.setFocus()
    rows = walked(desk, 14)
    assert rows[0] == "field_short_name"
    assert rows[-1] == "own_account_contact"
    desk.press(Qt.Key.Key_Backtab, SHIFT)
    assert desk.focused().objectName() == rows[-2]


def test_tab_leads_from_adding_a_person_to_their_facts_and_not_to_deleting(desk: Desk) -> None:
    desk.go("surface")
    desk.write_in("add_person", "Petra Vogel")
    assert walked(desk, 2) == ["field_record_name", "field_title"]


def test_an_account_found_in_the_palette_listens_to_the_keys_of_its_page(desk: Desk) -> None:
    desk.context.go(Place("accounts"))
    desk.settle()
    desk.child("place_accounts").setFocus()
    desk.press(Qt.Key.Key_K, CONTROL)
    desk.type("nordw")
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_3, CONTROL)
    assert desk.screen.tabs.key() == "surface"
    assert desk.focused() is desk.screen.tabs


def test_undo_right_after_adding_a_person_takes_the_person_back(desk: Desk) -> None:
    desk.go("surface")
    desk.write_in("add_person", "Petra Vogel")
    assert desk.plan.of("person")
    desk.press(Qt.Key.Key_Z, CONTROL)
    assert not desk.plan.of("person")
