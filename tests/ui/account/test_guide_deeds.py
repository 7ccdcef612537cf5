"""Deciding in the guide: pass over, accept with a reason, ask why, note a question; with the keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.account.conftest import Desk
from ui.models.guide_line import ACCEPTED, FLAGS, NEXT, PASSED, GuideLine
from ui.screens.account.guide_list import GuideList
from ui.widgets.add_row import PlusLine
from ui.widgets.inputs import TextLine
from ui.widgets.why_panel import WhyPanel

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def guide(desk: Desk) -> GuideList:
    """The guide of a purchase that went on to stage 4 over everything, with the keyboard in it."""
    project = desk.app.projects.add(desk.account_id, "New hall")
    for _ in range(3):
        desk.app.projects.advance(project, "the board wants it")
    desk.settle()
    desk.press(Qt.Key.Key_G, CONTROL)
    return desk.screen.guide.list


def lines(guide: GuideList, group: str) -> list[GuideLine]:
    return [line for line in guide.lines.lines if not line.heading and line.group == group]


def take(desk: Desk, guide: GuideList, group: str) -> GuideLine:
    """Walk to the first line of a group."""
    first = lines(guide, group)[0]
    guide.setCurrentIndex(guide.lines.index(guide.lines.place_of(first.key), 0))
    desk.settle()
    return first


def reason(guide: GuideList) -> TextLine:
    found = guide.deeds.findChild(TextLine, "guide_reason")
    assert found is not None
    return found


def unfold(desk: Desk, guide: GuideList, group: str) -> None:
    """Open the heading of a group."""
    place = next(at for at, one in enumerate(guide.lines.lines) if one.heading and one.group == group)
    guide.setCurrentIndex(guide.lines.index(place, 0))
    desk.press(Qt.Key.Key_Return)


def test_the_first_question_is_unfolded_with_why_now_and_how_to_begin(desk: Desk, guide: GuideList) -> None:
    line = guide.line_in_hand()
    assert line is not None
    assert line == lines(guide, NEXT)[0]
    assert len(line.details) == 2
    assert line.details[1].lead == "Ask from the need"
    assert desk.child("deed_answer").isVisible()


def test_not_now_puts_a_question_away_and_it_can_be_asked_again(desk: Desk, guide: GuideList) -> None:
    asked = take(desk, guide, NEXT)
    desk.press(Qt.Key.Key_N)
    assert asked.subject not in [one.subject for one in lines(guide, NEXT)]
    unfold(desk, guide, PASSED)
    assert [one.text for one in lines(guide, PASSED)] == [asked.text]
    take(desk, guide, PASSED)
    desk.press(Qt.Key.Key_Return)
    assert asked.subject in [one.subject for one in lines(guide, NEXT)]


def test_what_cannot_be_known_asks_for_its_reason_in_place(desk: Desk, guide: GuideList) -> None:
    asked = take(desk, guide, NEXT)
    desk.press(Qt.Key.Key_U)
    assert desk.focused() is reason(guide)
    desk.press(Qt.Key.Key_Return)
    assert guide.deeds.is_asking  # no reason, no decision
    desk.type("They tell nobody")
    desk.press(Qt.Key.Key_Return)
    assert asked.subject not in [one.subject for one in lines(guide, NEXT)]
    assert desk.focused() is guide
    decision = desk.plan.of("decision")[0]
    assert desk.plan.value(decision.id, "reason") == "They tell nobody"


def test_escape_gives_a_reason_up_and_leads_back_to_the_line(desk: Desk, guide: GuideList) -> None:
    take(desk, guide, NEXT)
    desk.press(Qt.Key.Key_U)
    desk.type("They tell")
    desk.press(Qt.Key.Key_Escape)
    assert not guide.deeds.is_asking
    assert desk.focused() is guide
    assert desk.plan.of("decision") == ()


def test_a_flag_is_accepted_with_a_reason_and_raised_again(desk: Desk, guide: GuideList) -> None:
    flag = take(desk, guide, FLAGS)
    assert flag.mark == "red"
    desk.press(Qt.Key.Key_A)
    desk.type("The criteria come from head office")
    desk.press(Qt.Key.Key_Return)
    assert flag.subject not in [one.subject for one in lines(guide, FLAGS)]
    unfold(desk, guide, ACCEPTED)
    accepted = take(desk, guide, ACCEPTED)
    assert accepted.details[0].text == "The criteria come from head office"
    desk.press(Qt.Key.Key_W)
    assert flag.subject in [one.subject for one in lines(guide, FLAGS)]


def test_a_question_mark_tells_rule_and_source_of_a_flag(desk: Desk, guide: GuideList) -> None:
    take(desk, guide, FLAGS)
    QTest.keyClicks(guide, "?")
    desk.settle()
    found = desk.window.window().findChildren(WhyPanel)
    assert len(found) == 1
    desk.press(Qt.Key.Key_Escape)
    assert desk.focused() is guide


def test_enter_on_a_flag_leads_to_where_it_is_mended(desk: Desk, guide: GuideList) -> None:
    take(desk, guide, FLAGS)
    desk.press(Qt.Key.Key_Return)
    assert desk.screen.tabs.key() == "procurement"


def test_a_question_of_ones_own_is_noted_answered_and_gone(desk: Desk, guide: GuideList) -> None:
    line = desk.screen.guide.findChild(PlusLine, "note_question")
    assert line is not None
    line.setFocus()
    desk.type("Who sits on the committee?")
    desk.press(Qt.Key.Key_Return)
    own = next(one for one in lines(guide, NEXT) if one.text == "Who sits on the committee?")
    guide.setFocus()
    guide.setCurrentIndex(guide.lines.index(guide.lines.place_of(own.key), 0))
    desk.press(Qt.Key.Key_Return)
    desk.type("Pike and Hollis")
    desk.press(Qt.Key.Key_Return)
    assert own.subject not in [one.subject for one in lines(guide, NEXT)]
    question = desk.plan.of("question")[0]
    assert desk.plan.value(question.id, "answer") == "Pike and Hollis"


def test_the_deeds_stand_under_their_line_wherever_it_is(desk: Desk, guide: GuideList) -> None:
    for group in (NEXT, FLAGS):
        line = take(desk, guide, group)
        row = guide.visualRect(guide.lines.index(guide.lines.place_of(line.key), 0))
        assert row.contains(guide.deeds.geometry())
        assert guide.deeds.height() >= guide.deeds.height_for(guide.deeds.width())


def test_walking_with_the_arrows_passes_over_headings(desk: Desk, guide: GuideList) -> None:
    seen = []
    for _ in range(len(lines(guide, NEXT)) + 1):
        line = guide.line_in_hand()
        assert line is not None
        seen.append(line.group)
        desk.press(Qt.Key.Key_Down)
    assert seen == [NEXT, NEXT, NEXT, FLAGS]


def test_the_palette_offers_the_deeds_of_the_line_in_hand(desk: Desk, guide: GuideList) -> None:
    take(desk, guide, FLAGS)
    keys = [one.key for one in desk.screen.commands()]
    assert {"guide_go", "guide_accept", "guide_why", "guide_note"} <= set(keys)
    accept = next(one for one in desk.screen.commands() if one.key == "guide_accept")
    accept.run()
    desk.settle()
    assert desk.focused() is reason(guide)
