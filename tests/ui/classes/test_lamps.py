"""The four lamps of a purchase, answered with one key each, and what follows from them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.ui.classes.conftest import Hand
from ui.screens.procurement.class_section import ClassSection
from ui.widgets.class_badge import ClassBadge
from ui.widgets.lamp_list import LampRow

LAMPS = ("has_need", "has_money", "has_authority", "is_urgent")


def start(hand: Hand, field: str = "has_need") -> LampRow:
    """The focus on a lamp."""
    section = hand.window.findChild(ClassSection)
    assert section is not None
    assert section.deal.lamps.take(field)
    hand.settle()
    row = section.deal.lamps.row(field)
    assert row is not None
    return row


def lamp(hand: Hand, field: str) -> LampRow:
    return hand.child(LampRow, f"lamp_{field}")


def badge(hand: Hand, name: str) -> str:
    return hand.child(ClassBadge, name).badge.key


def test_four_keys_make_a_bonus_in_the_card_and_in_the_head(hand: Hand) -> None:
    start(hand)
    for _ in LAMPS:
        hand.press(Qt.Key.Key_Y, Qt.Key.Key_Down)
    assert [hand.plan.value(hand.project, field) for field in LAMPS] == ["yes"] * 4
    assert badge(hand, "deal_badge") == badge(hand, "header_deal") == "bonus"


@pytest.mark.parametrize(
    ("keys", "deal"),
    [
        ("YYYN", "gold_mine"),
        ("NY", "next_month"),
        ("YN", "next_quarter"),
        ("NN", "baggage"),
        ("YYN", ""),
    ],
)
def test_the_keys_y_and_n_lead_to_each_class(hand: Hand, keys: str, deal: str) -> None:
    start(hand)
    for key in keys:
        hand.press(Qt.Key.Key_Y if key == "Y" else Qt.Key.Key_N, Qt.Key.Key_Down)
    assert badge(hand, "deal_badge") == deal


def test_without_a_class_the_card_names_the_one_question_and_leads_to_its_lamp(hand: Hand) -> None:
    start(hand)
    hand.press(Qt.Key.Key_Y)
    section = hand.window.findChild(ClassSection)
    assert section is not None
    asked = next(key for key in LAMPS if lamp(hand, key).line.asked)
    section.deal.head.setFocus()
    section.deal.lamps.row("has_need").setFocus()  # type: ignore[union-attr]
    hand.press(Qt.Key.Key_Backtab)
    assert hand.focused().objectName() == "deal_ask"
    hand.press(Qt.Key.Key_Return)
    assert hand.focused() is lamp(hand, asked)


def test_unknown_takes_an_answer_back_and_undo_brings_it_again(hand: Hand) -> None:
    start(hand)
    hand.press(Qt.Key.Key_Y, Qt.Key.Key_U)
    assert hand.plan.value(hand.project, "has_need") == ""
    hand.undo()
    assert lamp(hand, "has_need").line.state == "yes"


def test_the_arrows_turn_an_answer(hand: Hand) -> None:
    start(hand)
    hand.press(Qt.Key.Key_Left)
    assert lamp(hand, "has_need").line.state == "no"
    hand.press(Qt.Key.Key_Left)
    assert lamp(hand, "has_need").line.state == "yes"
    hand.press(Qt.Key.Key_Right)
    assert lamp(hand, "has_need").line.state == "no"


def test_enter_writes_who_said_so_under_the_lamp(hand: Hand) -> None:
    hand.person("Carol Brandt")
    hand.settle()
    start(hand)
    hand.press(Qt.Key.Key_Y, Qt.Key.Key_Return, Qt.Key.Key_F6)
    hand.type("Carol Brandt")
    hand.press(Qt.Key.Key_Return)
    fact = hand.plan.fact(hand.project, "has_need")
    assert fact is not None
    assert fact.source.person_id is not None
    assert "Carol Brandt" in lamp(hand, "has_need").line.detail
    assert hand.focused() is lamp(hand, "has_need")


def test_w_writes_who_has_the_money_and_adds_him_if_he_is_new(hand: Hand) -> None:
    start(hand, "has_money")
    hand.press(Qt.Key.Key_Y, Qt.Key.Key_W)
    hand.type("Greg Hollis")
    hand.press(Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Return)
    assert [one.name for one in hand.plan.of("person")] == ["Greg Hollis"]
    assert lamp(hand, "has_money").line.who == "Greg Hollis"


def test_escape_leaves_a_lamp_as_it_was(hand: Hand) -> None:
    start(hand)
    hand.press(Qt.Key.Key_Y, Qt.Key.Key_Return, Qt.Key.Key_Escape)
    assert hand.focused() is lamp(hand, "has_need")
    assert len(hand.plan.past(hand.project, "has_need")) == 1


def test_what_the_account_says_lights_a_lamp_as_concluded_only(hand: Hand) -> None:
    hand.ask(hand.account, supply_stable="no")
    row = lamp(hand, "has_need")
    assert (row.line.state, row.line.inferred) == ("yes", True)
    start(hand)
    hand.press(Qt.Key.Key_N)
    assert (lamp(hand, "has_need").line.state, lamp(hand, "has_need").line.inferred) == ("no", False)


def test_the_history_of_the_class_unfolds(hand: Hand) -> None:
    hand.ask(hand.project, 20, has_need="yes", has_money="no")
    hand.ask(hand.project, 3, has_money="yes", has_authority="yes", is_urgent="no")
    section = hand.window.findChild(ClassSection)
    assert section is not None
    section.changes.button.setFocus()
    hand.press(Qt.Key.Key_Return)
    after = [one.badge.key for one in section.changes.findChildren(ClassBadge, "changed_badge")]
    assert {"next_quarter", "gold_mine"} <= set(after)


def test_a_key_leads_to_the_first_lamp_that_is_not_known_and_another_to_the_clocks(hand: Hand) -> None:
    hand.ask(hand.project, has_need="yes")
    hand.press(Qt.Key.Key_E, with_=Qt.KeyboardModifier.ControlModifier)
    assert hand.focused() is lamp(hand, "has_money")
    hand.press(Qt.Key.Key_T, with_=Qt.KeyboardModifier.ControlModifier)
    assert hand.focused().objectName() == "clock_strip"
