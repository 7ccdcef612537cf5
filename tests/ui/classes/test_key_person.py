"""Whom we have reached: standards by key, the class in card and head, why, the interview, the sheets of a person."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from tests.ui.classes.conftest import Hand
from ui.editors.fact_editor import FactEditor
from ui.screens.account.assumed_sheet import AssumedSheetView
from ui.screens.library import LibraryScreen
from ui.screens.procurement.class_section import ClassSection
from ui.widgets.button import Button
from ui.widgets.check_box import CheckBox
from ui.widgets.chip import Chip
from ui.widgets.class_badge import ClassBadge
from ui.widgets.field_row import FieldRow
from ui.widgets.lamp_list import LampRow
from ui.widgets.why_panel import WhyPanel


def section(hand: Hand) -> ClassSection:
    found = hand.window.findChild(ClassSection)
    assert found is not None
    return found


def asked(hand: Hand) -> set[str]:
    """The standards that are asked for the member in hand."""
    return set(section(hand).key_person.lamps.keys())


def badge(hand: Hand, name: str) -> str:
    return hand.child(ClassBadge, name).badge.key


def test_two_keys_make_the_first_key_person_a_kp_a(hand: Hand) -> None:
    hand.member("Carol Brandt", kp_rank="first")
    assert badge(hand, "key_person_badge") == ""
    section(hand).key_person.lamps.take("kp_need")
    hand.press(Qt.Key.Key_Y, Qt.Key.Key_Down, Qt.Key.Key_Y)
    assert badge(hand, "key_person_badge") == badge(hand, "header_kp") == "kp_a"


def test_a_second_key_person_is_asked_whether_he_recommends_a_first_one_is_not(hand: Hand) -> None:
    member = hand.member("Ray Sato", kp_rank="second")
    assert "will_recommend" in asked(hand)
    hand.ask(member, kp_rank="first")
    assert "will_recommend" not in asked(hand)
    hand.ask(member, kp_rank="third")
    assert {"will_recommend", "will_report"} <= asked(hand)


def test_without_the_ally_test_there_is_no_kp_b(hand: Hand) -> None:
    hand.member("Ray Sato", kp_rank="second", kp_need="yes", kp_ability="yes", value_recognised="yes")
    assert badge(hand, "key_person_badge") != "kp_b"
    section(hand).key_person.lamps.take("will_recommend")
    hand.press(Qt.Key.Key_Y)
    assert badge(hand, "key_person_badge") == "kp_b"


def test_one_denied_standard_shows_the_risk_of_kp_d(hand: Hand) -> None:
    hand.member("Ray Sato", kp_rank="second")
    section(hand).key_person.lamps.take("value_recognised")
    hand.press(Qt.Key.Key_N)
    assert any("KP-D" in one.text() for one in section(hand).key_person.findChildren(Chip))


def test_the_badge_says_why_and_jumps_to_what_is_missing(hand: Hand) -> None:
    hand.member("Carol Brandt", kp_rank="first", kp_need="yes")
    section(hand).key_person.head.badge.setFocus()
    hand.press(Qt.Key.Key_Return)
    panel = hand.child(WhyPanel, "why_panel")
    assert panel.isAncestorOf(hand.focused())
    jump = next(
        one for one in panel.findChildren(type(hand.focused())) if one.objectName().endswith("kp_ability")
    )
    jump.setFocus()
    hand.press(Qt.Key.Key_Return)
    row = hand.child(LampRow, "lamp_kp_ability")
    assert isinstance(row.editor(), FactEditor)


def test_the_why_panel_leads_to_the_rule_in_the_library(hand: Hand) -> None:
    section(hand).deal.head.badge.setFocus()
    hand.press(Qt.Key.Key_Space)
    hand.tab_to("why_rule_deal_class")
    hand.press(Qt.Key.Key_Return)
    library = hand.window.findChild(LibraryScreen)
    assert library is not None
    assert library.isVisible()
    assert library.tabs.key() == "rules"
    index = library.table.currentIndex()
    rule = hand.app.desk.catalogue.rulebook["deal_class"]
    assert rule.label.en in str(index.siblingAtColumn(0).data())


def test_escape_closes_why_and_the_badge_has_the_focus_again(hand: Hand) -> None:
    at = section(hand).deal.head.badge
    at.setFocus()
    hand.press(Qt.Key.Key_Return, Qt.Key.Key_Escape)
    assert hand.focused() is at


def test_a_sentence_is_written_over_and_the_facts_speak_again_when_it_is_cleared(hand: Hand) -> None:
    hand.member("Carol Brandt", kp_rank="first", kp_need="yes", kp_ability="yes")
    rows = section(hand).sentences.rows
    row = rows.row("said_forward")
    assert isinstance(row, FieldRow)
    from_facts = row.data.value
    assert "Carol Brandt" in from_facts
    row.setFocus()
    hand.press(Qt.Key.Key_Return)
    hand.press(Qt.Key.Key_A, with_=Qt.KeyboardModifier.ControlModifier)
    hand.type("She signs")
    hand.press(Qt.Key.Key_Return)
    assert row.data.value == "She signs"
    assert hand.plan.value(hand.project, "said_forward") == "She signs"
    hand.press(Qt.Key.Key_Delete)
    assert row.data.value == from_facts


def test_the_interview_is_copied_with_its_questions(hand: Hand) -> None:
    hand.member("Ray Sato", kp_rank="second", kp_need="yes")
    section(hand).sentences.findChild(FieldRow).setFocus()  # type: ignore[union-attr]
    hand.press(Qt.Key.Key_Backtab, Qt.Key.Key_Return)
    text = QGuiApplication.clipboard().text()
    assert text.startswith("Nordwind Pumps · Dust extraction · ")
    assert "Why not KP-A?" in text
    assert "Ray Sato" in text


def test_cues_are_ticked_by_keys_and_the_likely_type_is_taken_over(hand: Hand) -> None:
    person = hand.person("Carol Brandt")
    hand.go("surface", f"{person}:cues_2")
    for _ in range(4):
        hand.press(Qt.Key.Key_Space, Qt.Key.Key_Down)
    assert len(hand.plan.value(person, "cues_2").split(",")) == 4
    assert "Dominant" in hand.child(Chip, "likely_behaviour_2").text()
    hand.child(Button, "take_over_behaviour_2").setFocus()
    hand.press(Qt.Key.Key_Return)
    assert hand.plan.value(person, "behaviour_type_2") == "dominant"


def test_two_and_two_cues_are_mixed_and_the_schemes_stay_apart(hand: Hand) -> None:
    person = hand.person("Carol Brandt")
    dominant, amiable, *_ = hand.app.desk.catalogue.schemes[1].type
    seen = [cue.key for kind in (dominant, amiable) for cue in kind.cue[:2]]
    hand.ask(person, cues_2=", ".join(seen))
    hand.go("surface", f"{person}:cues_2")
    assert hand.child(Chip, "likely_behaviour_2").text() == "Mixed"
    assert hand.child(Chip, "likely_behaviour_1").text() == "Nothing ticked yet"
    assert not hand.child(CheckBox, "tick_complains").isChecked()


def test_the_assumed_deal_is_written_column_by_column_and_is_complete_with_one_entry_each(hand: Hand) -> None:
    member = hand.member("Ray Sato", kp_rank="second")
    section(hand).key_person.findChild(ClassBadge, "member_badge").setFocus()  # type: ignore[union-attr]
    hand.press(Qt.Key.Key_Tab, Qt.Key.Key_Return)
    sheet = hand.child(AssumedSheetView, "assumed_sheet")
    assert sheet.isAncestorOf(hand.focused())
    hand.type("a raise")
    hand.press(Qt.Key.Key_Return)
    assert hand.plan.value(member, "gain_salary") == "a raise"
    assert hand.child(Chip, "assumed_mark").text() == "Not complete"
    hand.press(*[Qt.Key.Key_Down] * 5)
    assert hand.focused().objectName() == "assumed_lose_salary"
    hand.type("no bonus")
    hand.press(Qt.Key.Key_Return)
    assert hand.child(Chip, "assumed_mark").text() == "Complete"


def test_the_outcome_of_the_talk_is_the_ally_test(hand: Hand) -> None:
    member = hand.member(
        "Ray Sato", kp_rank="second", kp_need="yes", kp_ability="yes", value_recognised="yes"
    )
    hand.go("surface", f"assumed:{member}")
    hand.press(*[Qt.Key.Key_Down] * 12)
    assert hand.focused().objectName() == "ally_outcome"
    hand.press(Qt.Key.Key_Right)
    assert hand.plan.value(member, "ally_outcome") == "ally"
    assert badge(hand, "person_badge") == "kp_b"


@pytest.mark.parametrize("field", ["gain_bonus", "lose_post"])
def test_escape_takes_back_what_was_typed_in_a_cell(hand: Hand, field: str) -> None:
    member = hand.member("Ray Sato")
    hand.go("surface", f"assumed:{member}")
    cell = hand.child(AssumedSheetView, "assumed_sheet").focus_field(field)
    assert cell is not None
    hand.type("something")
    hand.press(Qt.Key.Key_Escape, Qt.Key.Key_Down)
    assert hand.plan.value(member, field) == ""
