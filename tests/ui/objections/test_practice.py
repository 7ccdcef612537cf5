"""Practice and the picture of where what is heard, with the keyboard only."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktopcrm.services.objections import NewRejection
from desktopcrm.services.records import NewRecord
from tests.ui.objections.conftest import Ground, child, focused, press
from ui.main_window import MainWindow
from ui.screens.objections import ObjectionsScreen
from ui.widgets.button import Button
from ui.widgets.label import Label

CONTROL = Qt.KeyboardModifier.ControlModifier
SPACE, KNEW, NOT_YET, BACK, ESC, ENTER = (
    Qt.Key.Key_Space, Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_Backspace, Qt.Key.Key_Escape, Qt.Key.Key_Return,
)  # fmt: skip
DRILL = Qt.Key.Key_D


def said(page: ObjectionsScreen) -> str:
    return page.drill.card.said.text()


def test_the_answer_is_seen_only_after_the_card_was_turned(page: ObjectionsScreen, ground: Ground) -> None:
    press(DRILL, held=CONTROL)
    assert focused() is page.drill
    assert said(page) == "“Please send me some written material”"
    assert not page.drill.card.answer.isVisible()
    press(KNEW)  # not yet: one must have looked
    assert ground.app.objections.drills() == ()
    press(SPACE)
    assert page.drill.card.answer.isVisible()
    assert page.drill.card.answer.text() == ground.answers()[0]


def test_a_round_goes_through_the_deck_and_ends_with_what_rose(
    page: ObjectionsScreen, ground: Ground
) -> None:
    press(DRILL, held=CONTROL)
    for _ in range(7):
        assert page.drill.is_running()
        press(SPACE, KNEW)
    assert not page.drill.is_running()
    assert [one.good for one in ground.app.objections.drills()] == [True] * 7
    words = [label.text() for label in page.drill.end.findChildren(Label)]
    assert "A round of 7 cards" in words
    assert "You knew 7 of 7." in words
    assert any(line.startswith("One stage higher: ") for line in words)
    assert [one.stage for one in ground.app.objections.skills()] == [2] * 7
    assert focused().objectName() == "drill_again"
    press(SPACE)
    assert page.drill.is_running()
    assert said(page) != "“Please send me some written material”"  # the next wording


def test_an_own_objection_taken_out_leaves_the_round(
    page: ObjectionsScreen, ground: Ground, qtbot: QtBot
) -> None:
    deck = ground.app.objections.deck
    own = deck.add_own("You are too far away")
    page.practise()
    page.drill.start(own)
    assert said(page) == "“You are too far away”"
    deck.remove_own(own)
    qtbot.waitUntil(lambda: not page.drill.is_running())
    own = deck.add_own("You are too far away")
    page.practise()
    deck.remove_own(own)
    qtbot.waitUntil(lambda: page.deck.list.model().rowCount() == 7)
    for _ in range(7):
        press(SPACE, KNEW)
    assert not page.drill.is_running()
    assert [one.good for one in ground.app.objections.drills()] == [True] * 7


def test_a_card_that_was_not_known_comes_again_and_nobody_is_scolded(
    page: ObjectionsScreen, ground: Ground
) -> None:
    press(DRILL, held=CONTROL)
    press(SPACE, NOT_YET)
    for _ in range(2):
        press(SPACE, KNEW)
    assert "trouble" in page.drill.card.answer.text() or page.drill.card.said.text()
    assert ground.app.objections.drills()[0].objection == "material"
    press(SPACE, KNEW)
    assert [one.objection for one in ground.app.objections.drills()][3] == "material"
    for _ in range(4):
        press(SPACE, KNEW)
    words = " ".join(label.text() for label in page.drill.end.findChildren(Label))
    assert "You knew 7 of 8." in words
    assert "Comes again" not in words


def test_what_stays_unknown_is_named_for_the_next_time(page: ObjectionsScreen) -> None:
    press(DRILL, held=CONTROL)
    while page.drill.is_running():
        press(SPACE, NOT_YET)
    words = " ".join(label.text() for label in page.drill.end.findChildren(Label))
    assert "A round of 10 cards" in words
    assert "Comes again next time: “" in words


@pytest.mark.parametrize("way", ["backspace", "undo"])
def test_the_last_card_can_be_taken_back(
    page: ObjectionsScreen, ground: Ground, window: MainWindow, qtbot: QtBot, way: str
) -> None:
    press(DRILL, held=CONTROL)
    first = said(page)
    press(SPACE, NOT_YET)
    assert said(page) != first
    press(BACK) if way == "backspace" else window.undo()
    qtbot.waitUntil(lambda: said(page) == first)
    assert ground.app.objections.drills() == ()


def test_backspace_takes_back_nothing_but_practice(page: ObjectionsScreen, ground: Ground) -> None:
    press(DRILL, held=CONTROL)
    press(BACK)
    assert page.drill.is_running()
    assert ground.app.desk.plan(ground.account).of("person") != ()
    press(SPACE, KNEW)
    ground.app.records.add(NewRecord("person", "Bob Ray", ground.account))
    press(BACK)
    assert len(ground.app.desk.plan(ground.account).of("person")) == 2
    assert len(ground.app.objections.drills()) == 1


def test_one_card_alone_is_practised_with_each_of_its_answers(page: ObjectionsScreen, ground: Ground) -> None:
    child(page, Button, "practise_this").setFocus()
    press(SPACE)
    seen = []
    while page.drill.is_running():
        press(SPACE)
        seen.append(page.drill.card.answer.text())
        press(KNEW)
    assert seen == ground.answers()
    assert {one.objection for one in ground.app.objections.drills()} == {"material"}


def test_escape_leads_back_to_the_deck_and_the_round_waits(page: ObjectionsScreen) -> None:
    press(DRILL, held=CONTROL)
    press(SPACE, KNEW)
    second = said(page)
    press(ESC)
    assert focused() is page.deck.list
    page.tabs.set_key("practice")
    assert said(page) == second


def test_the_picture_says_what_to_do_while_nothing_was_heard(page: ObjectionsScreen) -> None:
    page.tabs.set_key("where")
    assert focused().objectName() == "heat_first"
    press(SPACE)
    assert page.page.heard.isVisible()


def test_the_picture_counts_by_stage_and_by_type_and_opens_the_card(
    page: ObjectionsScreen, ground: Ground, qtbot: QtBot
) -> None:
    ground.app.facts.observe(ground.person, "behaviour_type_2", "dominant")
    for result in ("turned", "lost"):
        new = NewRejection(ground.account, "in_house", ground.person, ground.project, result=result)
        ground.app.objections.heard(new)
    page.tabs.set_key("where")
    table = page.heat.table
    qtbot.waitUntil(lambda: table.cell((1, 0)) is not None)
    press(Qt.Key.Key_Down)
    assert focused() is table
    assert table.at() == (1, 0)
    assert table.accessibleDescription() == (
        "We can supply that ourselves · 1 Need · heard 2× · turned round 1 · stood 1"
    )
    page.heat.by.setFocus()
    press(Qt.Key.Key_Right)
    assert "Dominant · heard 2×" in table.accessibleDescription()
    table.setFocus()
    press(ENTER)
    assert page.objection() is not None
    assert page.tabs.key() == "cards"
    assert page.deck.list.current_id() == 2
