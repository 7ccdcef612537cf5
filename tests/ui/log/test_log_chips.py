"""The chips under the text of the log, corrected by keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from desktopcrm.domain import contacts
from tests.ui.log.conftest import Hand
from ui.widgets.button import Button

ENTER, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Space


def test_a_chip_is_corrected_by_its_menu(hand: Hand) -> None:
    hand.open_log()
    hand.type("they asked for $85k, fine")
    hand.to_chips()
    assert hand.chip().view.problem != ""
    hand.press(ENTER)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    words = [one.text() for one in menu.actions()]
    assert words[:2] == ["Note only", "Budget $85,000"]
    hand.qtbot.keyClick(menu, Qt.Key.Key_Down)
    hand.qtbot.keyClick(menu, ENTER)
    hand.settle()
    assert hand.chips() == ["Budget $85,000"]
    assert hand.chip().view.problem == ""


def test_a_misspelt_name_may_mean_somebody_else(hand: Hand) -> None:
    hand.open_log()
    hand.type("@Bekker all well")
    hand.to_chips()
    hand.press(Qt.Key.Key_Down)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    others = menu.actions()[-1].menu()
    assert isinstance(others, QMenu)
    next(one for one in others.actions() if one.text() == "Tom Becker").trigger()
    menu.close()
    hand.settle()
    assert hand.chips() == ["With Tom Becker"]


def test_space_takes_the_other_meaning_and_delete_leaves_a_note(hand: Hand) -> None:
    hand.open_log()
    hand.type("@Ravi Menon says your price is too high +send the plan")
    hand.to_chips()
    assert hand.chips()[0] == "Rejection: Your price is too high?"
    hand.press(SPACE)
    assert hand.chips()[0] == "Rejection: Your price is too high: Ravi Menon says your price is too high"
    hand.press(Qt.Key.Key_Right)
    hand.press(SPACE)
    hand.press(Qt.Key.Key_Right)
    hand.press(SPACE)
    assert hand.chips()[1:] == ["New person: Ravi Menon", "Ravi Menon promises: send the plan"]
    hand.press(Qt.Key.Key_Delete)
    hand.press(Qt.Key.Key_Up)
    hand.press(ENTER)
    hand.press(ENTER)
    plan = hand.place.plan
    assert [one.name for one in plan.of("action")] == []
    assert "Ravi Menon" in [one.name for one in plan.of("person")]
    assert len(plan.of("rejection")) == 1


def test_a_correction_outlives_further_typing(hand: Hand) -> None:
    hand.open_log()
    hand.type("asked for $85k")
    hand.to_chips()
    hand.press(SPACE)
    hand.press(Qt.Key.Key_Up)
    hand.type("0k")
    hand.press(Qt.Key.Key_Home)
    hand.type("@Grant ")
    assert hand.chips() == ["With Oliver Grant", "Budget $85,000"]


def test_a_name_that_nobody_has_says_by_which_keys_it_becomes_a_person(hand: Hand) -> None:
    hand.open_log()
    hand.type("@Ravi Menon came along")
    hand.to_chips()
    assert hand.chip().view.problem.endswith(hand.context.tr("log.way_new_person"))
    hand.press(SPACE)
    assert hand.chips() == ["New person: Ravi Menon"]
    assert hand.chip().view.problem == ""


def test_a_contact_that_is_to_come_is_planned_at_once_and_nobody_was_met(hand: Hand) -> None:
    hand.open_log()
    hand.type("call @Marsh on Fri")
    assert hand.chips() == ["Helen Marsh, only mentioned", "Call on Fri 27 Nov 2026"]
    panel = hand.panel()
    assert panel is not None
    assert {one.accessibleName() for one in panel.findChildren(Button, "log_store")} == {"Plan it"}
    hand.press(Qt.Key.Key_Return)
    assert hand.panel() is None
    assert "is planned for Fri 27 Nov 2026" in hand.notice()
    plan = hand.place.plan
    assert (contacts.last_contact(plan), str(contacts.next_contact(plan))) == (None, "2026-11-27")
