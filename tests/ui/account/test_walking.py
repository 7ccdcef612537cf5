"""Tab and Shift+Tab through the page of an account."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent

from tests.ui.account.conftest import Desk
from ui.context import Place
from ui.widgets.field_row import FieldRow

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


def test_what_is_typed_after_adding_a_person_is_about_that_person(desk: Desk) -> None:
    first = desk.add("person", "Ann Peeters")
    desk.go("surface")
    desk.write_in("add_person", "Petra Vogel")
    added = next(one for one in desk.plan.of("person") if one.id != first)
    assert desk.child("people").current_id() == added.id  # type: ignore[attr-defined]
    desk.press(Qt.Key.Key_Return)  # no more names
    assert desk.focused().objectName() == "field_title"
    desk.type("Plant manager")
    desk.press(Qt.Key.Key_Return)
    assert desk.plan.value(added.id, "title") == "Plant manager"
    assert {one.name for one in desk.plan.of("person")} == {"Ann Peeters", "Petra Vogel"}


def test_five_people_are_added_by_their_names_and_enter(desk: Desk) -> None:
    names = ["Ann Peeters", "Bo Claes", "Cas Dirks", "Dora Evers", "Emil Faber"]
    desk.go("surface")
    desk.child("add_person").setFocus()
    for name in names:
        desk.type(name)
        desk.press(Qt.Key.Key_Return)
    assert [one.name for one in desk.plan.of("person")] == names
    assert desk.focused() is desk.child("add_person")
    desk.type("Fay")
    desk.press(Qt.Key.Key_Escape)
    assert desk.focused() is desk.child("add_person")
    desk.press(Qt.Key.Key_Return)
    assert desk.focused().objectName() == "field_title"


def test_a_person_added_from_the_guide_is_in_hand_too(desk: Desk) -> None:
    desk.add("person", "Ann Peeters")
    desk.go("point")
    desk.screen._go_new("person")
    desk.type("Petra Vogel")
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Return)
    desk.type("Buyer")
    desk.press(Qt.Key.Key_Return)
    (added,) = (one for one in desk.plan.of("person") if one.name == "Petra Vogel")
    assert desk.plan.value(added.id, "title") == "Buyer"


def test_typing_on_a_name_renames_nobody_and_enter_opens_it(desk: Desk) -> None:
    person = desk.add("person", "Ann Peeters")
    desk.go("surface")
    desk.row("person", "record_name").setFocus()
    desk.type("X y")
    composed = QInputMethodEvent()
    composed.setCommitString("王")
    QCoreApplication.sendEvent(desk.focused(), composed)
    assert not desk.has_editor()
    desk.press(Qt.Key.Key_F2)
    desk.type("Anna Peeters")
    desk.press(Qt.Key.Key_Return)
    assert desk.plan.record(person).name == "Anna Peeters"


def test_a_key_point_just_added_waits_at_its_first_unknown_row(desk: Desk) -> None:
    desk.go("precision")
    desk.write_in("add_key_point", "They grow too fast for one line")
    row = desk.focused()
    assert isinstance(row, FieldRow)
    assert not row.data.known


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
