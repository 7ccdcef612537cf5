"""The log by keyboard only: from Ctrl+L to one step that can be taken back, and nothing lost on the way (flow 3)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit

from desktopcrm.domain import contacts
from tests.method.debrief_cast import WEDNESDAY
from tests.ui.log.conftest import ALT, CTRL, NO, SHIFT, Hand
from ui.context import Place
from ui.dialogs.log_panel import LogPanel

ENTER, ESC, TAB, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Space


def test_a_visit_is_written_down_and_taken_back_without_a_mouse(hand: Hand) -> None:
    before = hand.place.app.exchange.dump_bytes(None)
    hand.open_log()
    hand.type("@Marsh: budget $2.2m #short downtime +send the plan !Fri")
    assert hand.chips() == [
        "With Helen Marsh",
        "Budget $2,200,000",
        "Product need of Helen Marsh: short downtime",
        "We promise Helen Marsh: send the plan",
        "By Fri 27 Nov 2026",
    ]
    hand.press(ENTER)
    assert isinstance(hand.focused(), QCheckBox)
    hand.press(SPACE)
    hand.press(Qt.Key.Key_Down, times=20)
    hand.type("next Tue 10:00 call about the plan")
    hand.press(ENTER)
    assert hand.panel() is None
    plan = hand.place.plan
    assert contacts.last_contact(plan) == WEDNESDAY
    assert contacts.next_contact(plan).isoformat() == "2026-12-01"  # type: ignore[union-attr]
    assert plan.value(hand.place.project, "check.1a") == "yes"
    assert "1 need" in hand.notice()
    hand.press(Qt.Key.Key_Z, CTRL)
    assert hand.place.app.exchange.dump_bytes(None) == before


def test_the_focus_goes_back_to_where_it_was(hand: Hand) -> None:
    was = hand.focused()
    hand.open_log()
    assert hand.focused() is hand.log().first.text
    hand.press(ESC)
    assert hand.focused() is was


def test_shift_enter_is_a_new_line_and_ctrl_enter_goes_on(hand: Hand) -> None:
    hand.open_log()
    hand.type("one")
    hand.press(ENTER, SHIFT)
    hand.type("two")
    assert hand.log().reading.debrief.text == "one\ntwo"
    hand.press(ENTER, CTRL)
    assert hand.log().is_second()


@pytest.mark.parametrize(
    ("key", "kind"), [(Qt.Key.Key_1, "call"), (Qt.Key.Key_3, "meeting"), (Qt.Key.Key_5, "material")]
)
def test_alt_and_a_number_choose_the_kind_whatever_the_text_says(hand: Hand, key: Qt.Key, kind: str) -> None:
    hand.open_log()
    hand.press(key, ALT)
    hand.type("Visited the plant")
    assert hand.log().reading.kind == kind
    assert hand.log().reading.debrief.text == "Visited the plant"
    assert hand.context.app.desk.today() == WEDNESDAY


def test_the_kind_follows_the_first_words_until_it_is_chosen(hand: Hand) -> None:
    hand.open_log()
    hand.type("Call with @Marsh")
    assert hand.log().first.kinds.key() == "call"
    hand.press(Qt.Key.Key_2, ALT)
    assert hand.log().first.kinds.key() == "visit"


def test_a_begun_name_is_offered_and_completed(hand: Hand) -> None:
    hand.open_log()
    hand.type("saw @")
    names = hand.log().first.names
    assert [one.title for one in names.items()] == [
        "Helen Marsh", "Tom Becker", "Priya Shah", "Oliver Grant", "Paul Dunn"
    ]  # fmt: skip
    hand.type("be")
    assert [one.title for one in names.items()] == ["Tom Becker"]
    hand.press(TAB)
    hand.type("today")
    assert hand.log().reading.debrief.text == "saw @Tom Becker today"
    assert hand.chips() == ["With Tom Becker"]


def test_a_whole_name_is_not_in_the_way_of_enter(hand: Hand) -> None:
    hand.open_log()
    hand.type("spoke with @Marsh")
    assert hand.log().first.names.items() == ()
    hand.press(ENTER)
    assert hand.log().is_second()


def test_escape_closes_the_names_first(hand: Hand) -> None:
    hand.open_log()
    hand.type("saw @be")
    hand.press(ESC)
    assert hand.log().first.names.items() == ()
    hand.press(ESC)
    assert hand.panel() is None


def test_a_chinese_sentence_is_composed_and_understood(hand: Hand) -> None:
    hand.place.app.records.rename(next(one.id for one in hand.place.plan.of("person")), "王建国")
    hand.open_log()
    hand.type("＠王总说预算批了￥120万")
    assert hand.chips() == ["With 王建国", "Budget ¥1,200,000"]


def test_keys_of_a_composition_belong_to_the_input_method(hand: Hand) -> None:
    hand.open_log()
    hand.type("saw @")
    hand.compose("wang")
    hand.press(ENTER)
    assert not hand.log().is_second()
    hand.compose("wang", "王")
    assert hand.log().reading.debrief.text == "saw @王"


def test_the_draft_waits_for_its_account(hand: Hand) -> None:
    other = hand.place.app.accounts.add("Norland Foundry")
    hand.open_log()
    hand.type("half a sentence with @Marsh")
    hand.press(ESC)
    assert hand.place.plan.of("activity") == ()
    hand.context.go(Place("account", other, "point"))
    hand.settle()
    hand.open_log()
    assert hand.log().reading.debrief.text == ""
    hand.press(ESC)
    hand.context.go(Place("account", hand.place.account, "point"))
    hand.settle()
    hand.open_log()
    assert hand.log().reading.debrief.text == "half a sentence with @Marsh"
    assert hand.chips() == ["With Helen Marsh"]


def test_what_was_put_aside_comes_back_where_no_account_is_in_front(hand: Hand) -> None:
    hand.open_log()
    hand.type("half a sentence")
    hand.press(ESC)
    hand.context.go(Place("accounts"))
    hand.settle()
    hand.open_log()
    assert hand.log().reading.debrief.text == "half a sentence"
    hand.context.go(Place("people"))
    hand.open_log()
    assert hand.focused() is hand.log().first.text


def test_what_only_stood_there_to_begin_with_is_no_draft(hand: Hand) -> None:
    hand.context.log(hand.place.account, "call", "@Marsh ")
    hand.press(ESC)
    hand.context.log(hand.place.account, "visit", "@Becker ")
    assert hand.log().reading.debrief.text.strip() == "@Becker"
    hand.type("half a sentence")
    hand.press(ESC)
    hand.context.log(hand.place.account, "call", "@Marsh ")
    assert hand.log().reading.debrief.text == "@Becker half a sentence"


def test_the_account_is_found_by_typing_where_none_is_in_front(hand: Hand) -> None:
    hand.context.go(Place("accounts"))
    hand.settle()
    hand.open_log()
    assert hand.focused() is hand.log().first.account
    hand.press(ENTER)
    assert hand.log().findChild(object, "log_error").text() != ""
    hand.type("marl")
    hand.press(ENTER)
    assert hand.focused() is hand.log().first.text
    hand.type("@Marsh all well")
    hand.press(ENTER)
    hand.press(ENTER)
    assert contacts.last_contact(hand.place.plan) == WEDNESDAY


def test_a_finished_text_is_stored_even_when_the_rest_is_left(hand: Hand) -> None:
    hand.open_log()
    hand.type("@Marsh all well")
    hand.press(ENTER)
    hand.press(ESC)
    assert hand.panel() is None
    assert contacts.last_contact(hand.place.plan) == WEDNESDAY


def test_closing_the_window_stores_what_was_finished(hand: Hand) -> None:
    hand.open_log()
    hand.type("@Marsh all well")
    hand.press(ENTER)
    hand.window.window().close()
    assert contacts.last_contact(hand.place.plan) == WEDNESDAY


def test_a_next_line_that_is_no_day_is_said_and_never_lost(hand: Hand) -> None:
    hand.open_log()
    hand.type("@Marsh all well")
    hand.press(ENTER)
    hand.press(Qt.Key.Key_Down, times=20)
    assert isinstance(hand.focused(), QLineEdit)
    hand.type("ask about the dog")
    hand.press(ENTER)
    assert hand.log().is_second()
    hand.press(ESC)
    (activity,) = hand.place.plan.of("activity")
    assert hand.place.plan.value(activity.id, "summary") == "@Marsh all well\nask about the dog"


def test_material_is_guarded_and_a_full_line_is_stored_at_once(hand: Hand) -> None:
    hand.open_log()
    hand.type("sent the file to @Marsh")
    hand.press(ENTER)
    guard = hand.log().after.findChild(object, "log_guard")
    assert "Sat 28 Nov 2026" in guard.text()
    hand.press(ENTER)
    (action,) = hand.place.plan.of("action")
    assert hand.place.plan.value(action.id, "due") == "2026-11-28"


def test_nothing_is_stored_for_an_empty_text(hand: Hand) -> None:
    hand.open_log()
    hand.press(ENTER)
    assert hand.log().findChild(object, "log_error").text() != ""
    assert hand.place.plan.of("activity") == ()


def test_a_log_that_was_taken_back_is_a_draft_again(hand: Hand) -> None:
    hand.open_log()
    hand.type("@Marsh all well")
    hand.press(ENTER)
    hand.press(ENTER)
    hand.press(Qt.Key.Key_Z, CTRL)
    hand.open_log()
    assert hand.log().reading.debrief.text == "@Marsh all well"
    hand.press(ESC)
    hand.press(Qt.Key.Key_Z, CTRL | SHIFT)
    hand.open_log()
    assert hand.log().reading.debrief.text == ""


def test_it_opens_from_the_head_of_the_account_and_from_the_plan(hand: Hand) -> None:
    for tab, name in (("point", "log_button"), ("plan", "plan_log")):
        hand.context.go(Place("account", hand.place.account, tab))
        hand.settle()
        button = hand.window.findChild(object, name)
        button.setFocus()
        hand.press(SPACE)
        assert hand.log().reading.plan is not None
        hand.press(ESC)


def test_another_screen_may_open_it_with_a_kind_and_a_beginning(hand: Hand) -> None:
    hand.context.log(hand.place.account, "call", "@Helen Marsh ")
    panel = hand.log()
    assert (panel.reading.kind, panel.reading.debrief.text) == ("call", "@Helen Marsh ")
    hand.context.log(hand.place.account)
    assert len([one for one in hand.window.findChildren(LogPanel) if one.isVisible()]) == 1


@pytest.mark.parametrize("second", [False, True])
def test_tab_goes_round_in_the_open_panel_and_writes_into_no_page(hand: Hand, second: bool) -> None:
    hand.open_log()
    hand.type("called @Marsh all well")
    if second:
        hand.press(ENTER)
    panel, start, met = hand.log(), hand.focused(), set()
    for key, modifiers in ((TAB, NO), (Qt.Key.Key_Backtab, SHIFT)):
        for _ in range(40):
            hand.press(key, modifiers)
            met.add(hand.focused())
            assert panel.isAncestorOf(hand.focused())
    assert start in met
    assert 2 < len(met) < 40
