"""The guide beside the account: three questions first, nothing jumps, there and back by the keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.ui.account.conftest import Desk
from ui.models.account_guide import arranged
from ui.models.guide_line import ALSO, LATER, NEXT, GuideLine, in_kept_order, in_kept_places, kept
from ui.screens.account.guide_list import GuideList

CONTROL = Qt.KeyboardModifier.ControlModifier
NARROW = 900
ASKED_NEXT = 3


def _list(desk: Desk) -> GuideList:
    return desk.screen.guide.list


def _questions(desk: Desk, *groups: str) -> list[GuideLine]:
    return [line for line in _list(desk).lines.lines if not line.heading and line.group in groups]


def _line(name: str, group: str = NEXT) -> GuideLine:
    return GuideLine(name, kind=name, group=group)


def _words(key: str, **_params: object) -> str:
    return key


def test_three_questions_stand_first_and_what_comes_later_is_folded(desk: Desk) -> None:
    headings = [line.text for line in _list(desk).lines.lines if line.heading]
    assert headings[:2] == ["Ask next", "Also open at this stage"]
    assert len(_questions(desk, NEXT)) == ASKED_NEXT
    assert _questions(desk, ALSO)
    shown = arranged([_line("a"), _line("b"), _line("c"), _line("d", LATER)], {LATER}, _words)
    assert [line.group for line in shown if line.heading] == [NEXT, LATER]
    assert "d" not in [line.text for line in shown]


def test_what_is_asked_next_is_not_asked_once_more_below(desk: Desk) -> None:
    asked = {line.target for line in _questions(desk, NEXT)}
    assert asked.isdisjoint(line.target for line in _questions(desk, ALSO, LATER))


def test_a_heading_folds_and_unfolds_with_enter(desk: Desk) -> None:
    lines = _list(desk)
    lines.enter()
    place = next(at for at, line in enumerate(lines.lines.lines) if line.heading and line.group == ALSO)
    lines.setCurrentIndex(lines.lines.index(place, 0))
    desk.press(Qt.Key.Key_Return)
    assert not _questions(desk, ALSO)
    desk.press(Qt.Key.Key_Return)
    assert _questions(desk, ALSO)


def test_after_an_answer_the_remaining_questions_keep_their_places(desk: Desk) -> None:
    before = _questions(desk, NEXT, ALSO)
    answered = next(line for line in before if line.target[1] == "plans")
    desk.app.facts.observe(desk.account_id, "plans", "A second hall")
    desk.settle()
    after = [line.key for line in _questions(desk, NEXT, ALSO)]
    still = [line.key for line in before if line.key in after]
    assert answered.key not in after
    assert after[: len(still)] == still


def test_the_place_of_an_answered_first_question_is_taken_by_the_next_in_turn() -> None:
    before = [_line(name) for name in "abc"]
    now = [_line("x"), _line("c"), _line("a")]
    assert [line.text for line in in_kept_places(before, now)] == ["a", "x", "c"]


def test_what_is_open_keeps_its_order_and_what_is_new_comes_last() -> None:
    before = [_line(name, ALSO) for name in "abcd"]
    now = [_line(name, ALSO) for name in "xdcb"]
    assert [line.text for line in in_kept_order(before, now)] == ["b", "c", "d", "x"]


def test_a_question_that_became_one_of_the_first_leaves_the_others() -> None:
    before = [_line("a"), _line("b", ALSO), _line("c", ALSO)]
    now = [_line("b"), _line("c", ALSO)]
    assert [(line.text, line.group) for line in kept(before, now)] == [("b", NEXT), ("c", ALSO)]


def test_control_g_leads_to_the_guide_and_escape_back(desk: Desk) -> None:
    row = desk.row("account", "city")
    row.setFocus()
    desk.press(Qt.Key.Key_G, CONTROL)
    assert desk.focused() is _list(desk)
    assert _list(desk).currentIndex().isValid()
    desk.press(Qt.Key.Key_Escape)
    assert desk.focused() is row


def test_from_an_open_editor_the_way_back_is_its_row(desk: Desk) -> None:
    desk.go("point", f"{desk.account_id}:city")
    desk.type("Ghent")
    desk.press(Qt.Key.Key_G, CONTROL)
    assert desk.plan.value(desk.account_id, "city") == "Ghent"
    desk.press(Qt.Key.Key_Escape)
    assert desk.focused() is desk.row("account", "city")


def test_enter_on_a_question_opens_its_row(desk: Desk) -> None:
    desk.press(Qt.Key.Key_G, CONTROL)
    desk.press(Qt.Key.Key_Return)
    assert desk.focused() is not _list(desk)


def test_a_narrow_window_unfolds_the_guide_and_folds_it_again(desk: Desk) -> None:
    desk.window.resize(NARROW, desk.window.height())
    desk.settle()
    assert desk.screen.guide.is_strip
    desk.row("account", "city").setFocus()
    desk.press(Qt.Key.Key_G, CONTROL)
    assert not desk.screen.guide.is_strip
    desk.press(Qt.Key.Key_Escape)
    assert desk.screen.guide.is_strip
