"""Today in a real window, with the keyboard only: what is due, in which order, and what can be done in place."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from tests.ui.today.conftest import DAY, Morning
from ui.context import Place
from ui.opening import first_place
from ui.screens import offered
from ui.screens.today.asks import MoveForm, SnoozeForm, VisitForm
from ui.screens.today.lines import Heading
from ui.widgets.empty import EmptyState
from ui.widgets.label import Label


def press(morning: Morning, *keys: Qt.Key) -> None:
    for key in keys:
        morning.qtbot.keyClick(morning.screen.rows, key)


def typed(morning: Morning, line: object, text: str) -> None:
    """Write over what stands in a line, and confirm."""
    line.selectAll()  # type: ignore[attr-defined]
    morning.qtbot.keyClicks(line, text)
    morning.qtbot.keyClick(line, Qt.Key.Key_Return)


def test_the_list_begins_with_what_is_overdue_and_has_it_in_hand(morning: Morning) -> None:
    account = morning.account("Northfield Castings")
    morning.promise(account, "Send the drawings", DAY + timedelta(days=2))
    screen = morning.open()
    assert [row.urgency for row in morning.shown()] == sorted(row.urgency for row in morning.shown())
    headings = [line.text for line in screen.rows.model_.lines if isinstance(line, Heading)]
    assert headings[0] == "Overdue"
    assert screen.rows.hasFocus()
    assert morning.row().kind == "contact"
    assert "1 overdue" in screen.told()


def test_an_empty_folder_shows_a_calm_page_that_leads_to_the_accounts(morning: Morning) -> None:
    screen = morning.open()
    state = screen.findChild(EmptyState)
    assert state is not None
    assert state.accessibleName() == "No accounts yet"


def test_nothing_due_is_said_calmly(morning: Morning) -> None:
    morning.app.accounts.add("Northfield Castings")
    screen = morning.open()
    state = screen.findChild(EmptyState)
    assert state is not None
    assert state.accessibleName() == "Nothing is due"


def test_g_turns_the_list_to_accounts_and_the_row_in_hand_stays(morning: Morning) -> None:
    for name in ("Northfield Castings", "Pikehaven Foods"):
        morning.promise(morning.account(name), f"Answer {name}", DAY)
    screen = morning.open()
    press(morning, Qt.Key.Key_Down, Qt.Key.Key_Down)
    held = morning.row().subject
    press(morning, Qt.Key.Key_G)
    headings = [line for line in screen.rows.model_.lines if isinstance(line, Heading)]
    assert {line.text for line in headings} == {"Northfield Castings", "Pikehaven Foods"}
    assert morning.row().subject == held
    assert screen.grouping.key() == "account"


def test_s_puts_a_row_off_with_a_day_and_a_reason_and_undo_brings_it_back(morning: Morning) -> None:
    morning.account("Northfield Castings")
    screen = morning.open()
    press(morning, Qt.Key.Key_S)
    form = screen.in_hand.form
    assert isinstance(form, SnoozeForm)
    assert form.reason.hasFocus()
    typed(morning, form.reason, "")
    assert form.error(), "a reason is asked for"
    typed(morning, form.until.line, "next Friday")
    typed(morning, form.reason, "on holiday")
    morning.qtbot.waitUntil(lambda: not morning.shown())
    assert screen.page is not None
    (row,) = screen.page.put_off
    assert row.account == "Northfield Castings"
    morning.app.history.undo()
    morning.qtbot.waitUntil(lambda: len(morning.shown()) == 1)


def test_what_was_put_off_is_shown_and_brought_back_with_keys(morning: Morning) -> None:
    for name in ("Northfield Castings", "Pikehaven Foods"):
        morning.account(name)
    screen = morning.open()
    press(morning, Qt.Key.Key_S)
    form = screen.in_hand.form
    assert isinstance(form, SnoozeForm)
    typed(morning, form.reason, "on holiday")
    morning.qtbot.waitUntil(lambda: len(morning.shown()) == 1)
    press(morning, Qt.Key.Key_P)
    assert len(morning.shown()) == 2
    assert screen.page is not None
    assert morning.row() in screen.page.put_off
    press(morning, Qt.Key.Key_B)
    morning.qtbot.waitUntil(lambda: screen.page is not None and not screen.page.put_off)
    assert len(morning.shown()) == 2


def test_a_row_put_off_comes_back_on_the_day_that_was_said(morning: Morning) -> None:
    morning.account("Northfield Castings")
    screen = morning.open()
    press(morning, Qt.Key.Key_S)
    form = screen.in_hand.form
    assert isinstance(form, SnoozeForm)
    form.until.show_when(DAY + timedelta(days=2))
    typed(morning, form.reason, "on holiday")
    morning.qtbot.waitUntil(lambda: not morning.shown())
    assert morning.app.today.page(DAY + timedelta(days=1)).rows == ()
    assert len(morning.app.today.page(DAY + timedelta(days=2)).rows) == 1


def test_v_plans_a_visit_with_people_and_objective(morning: Morning) -> None:
    morning.account("Northfield Castings")
    screen = morning.open()
    press(morning, Qt.Key.Key_V)
    form = screen.in_hand.form
    assert isinstance(form, VisitForm)
    assert form.when.line.hasFocus()
    morning.qtbot.keyClicks(form.when.line, "Fri 14:00")
    assert "6 Mar 2026" in form.when.said()
    assert "14:00" in form.when.said()
    typed(morning, form.objective, "Show the new line")
    morning.qtbot.waitUntil(lambda: any(row.kind == "visit" for row in morning.shown()))
    visit = next(row for row in morning.shown() if row.kind == "visit")
    assert (visit.due, visit.time) == (date(2026, 3, 6), "14:00")
    assert screen.side.visits.model().rowCount() == 1


def test_tab_goes_through_the_form_as_it_is_read(morning: Morning) -> None:
    morning.account("Northfield Castings")
    screen = morning.open()
    press(morning, Qt.Key.Key_V)
    form = screen.in_hand.form
    assert isinstance(form, VisitForm)
    for following in (form.objective, form.kind, form.project, form.confirm):
        at = morning.window.focusWidget()
        assert at is not None
        morning.qtbot.keyClick(at, Qt.Key.Key_Tab)
        assert following.hasFocus()


def test_m_moves_a_visit_and_delete_cancels_it(morning: Morning) -> None:
    account = morning.account("Northfield Castings", age=1)
    from desktopcrm.services.today import NewVisit

    morning.app.today.plan_visit(NewVisit(account, DAY, "10:00", objective="Look at the press"))
    screen = morning.open()
    assert morning.row().kind == "visit"
    press(morning, Qt.Key.Key_M)
    form = screen.in_hand.form
    assert isinstance(form, MoveForm)
    typed(morning, form.when.line, "tomorrow 9:30")
    morning.qtbot.waitUntil(lambda: bool(morning.shown()) and morning.row().time == "09:30")
    press(morning, Qt.Key.Key_Delete)
    morning.qtbot.waitUntil(lambda: all(row.kind != "visit" for row in morning.shown()))


def test_x_settles_a_promise_at_once_and_the_next_row_is_in_hand(morning: Morning) -> None:
    account = morning.account("Northfield Castings", age=1)
    for number in range(3):
        morning.promise(account, f"Promise {number}", DAY - timedelta(days=9 - number))
    morning.open()
    assert len(morning.shown()) == 3
    press(morning, Qt.Key.Key_Down)
    second, third = morning.shown()[1:3]
    assert morning.row() == second
    press(morning, Qt.Key.Key_X)
    morning.qtbot.waitUntil(lambda: len(morning.shown()) == 2)
    assert morning.row().subject == third.subject
    assert morning.screen.rows.hasFocus()


def test_a_deed_that_a_row_does_not_offer_does_nothing(morning: Morning) -> None:
    morning.account("Northfield Castings")
    screen = morning.open()
    before = morning.app.history.steps(50)
    press(morning, Qt.Key.Key_H, Qt.Key.Key_I, Qt.Key.Key_T, Qt.Key.Key_D, Qt.Key.Key_B)
    assert screen.in_hand.form is None
    assert morning.app.history.steps(50) == before


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_enter_and_space_open_the_place(morning: Morning, key: Qt.Key) -> None:
    account = morning.account("Northfield Castings")
    morning.open()
    press(morning, key)
    here = morning.window._trail.here()
    assert here is not None
    assert (here.screen, here.target) == ("account", account)


def test_w_leads_to_the_rule(morning: Morning) -> None:
    morning.account("Northfield Castings")
    morning.open()
    press(morning, Qt.Key.Key_W)
    assert morning.window._trail.here() == Place("library", tab="rules", focus="cadence")


def test_escape_gives_a_question_up_and_the_row_is_in_hand_again(morning: Morning) -> None:
    morning.account("Northfield Castings")
    screen = morning.open()
    press(morning, Qt.Key.Key_S)
    form = screen.in_hand.form
    assert form is not None
    morning.qtbot.keyClick(form.first(), Qt.Key.Key_Escape)
    assert screen.in_hand.form is None
    assert screen.rows.hasFocus()


def test_every_deed_in_hand_is_a_button_with_its_key(morning: Morning) -> None:
    morning.account("Northfield Castings")
    screen = morning.open()
    for deed in morning.row().deeds:
        button = screen.in_hand.findChild(QPushButton, f"deed_{deed}")
        assert button is not None
        assert button.accessibleName().endswith(")")


def test_the_whole_sentence_stands_under_the_list(morning: Morning) -> None:
    morning.account("Northfield Castings")
    screen = morning.open()
    title = screen.in_hand.findChild(Label, "in_hand_title")
    assert title is not None
    assert title.text() == morning.context.tell(morning.row().said)


def test_a_new_day_is_noticed_by_itself(morning: Morning) -> None:
    morning.account("Northfield Castings", age=20)
    screen = morning.open()
    assert screen.page is not None
    before = [row.urgency for row in morning.shown()]
    morning.app.desk.clock = lambda: DAY + timedelta(days=7)
    screen.heartbeat.timeout.emit()
    morning.qtbot.waitUntil(lambda: screen.page is not None and screen.page.day == DAY + timedelta(days=7))
    assert [row.urgency for row in morning.shown()] != before


def test_a_page_that_takes_long_can_be_stopped_and_asked_for_again(morning: Morning) -> None:
    morning.account("Northfield Castings")
    morning.context.go(Place("today"))
    screen = morning.screen
    screen.reading.stop()
    state = screen.findChild(EmptyState)
    assert state is not None
    assert state.accessibleName() == "Stopped"
    again = state.findChild(QPushButton, "today_again")
    assert again is not None
    again.click()
    morning.qtbot.waitUntil(lambda: len(morning.shown()) == 1)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_everything_can_be_read_out(morning: Morning, lang: str) -> None:
    account = morning.account("Northfield Castings")
    morning.promise(account, "Send the drawings", DAY)
    morning.open()
    morning.window.change_language(lang)
    morning.settle()
    screen = morning.window.findChildren(type(morning.screen))[-1]
    morning.qtbot.waitUntil(lambda: screen.page is not None)
    model = screen.rows.model_
    assert all(model.index(row, 0).data() for row in range(model.rowCount()))
    assert screen.side.score.accessibleName()
    assert screen.rows.accessibleName()
    assert screen.side.day.accessibleName()


def test_the_day_begins_here_where_there_are_accounts(morning: Morning) -> None:
    context = morning.context
    assert first_place(context) == Place("welcome")
    context.preferences.put("started", True)
    assert first_place(context) == Place("accounts")
    morning.account("Northfield Castings")
    assert first_place(context) == Place("today")
    specs = [spec.key for spec in offered() if spec.in_sidebar]
    assert specs[0] == "today"


def test_the_sheet_of_keys_knows_every_deed(morning: Morning) -> None:
    screen = morning.open()
    keys = {command.keys for command in screen.commands() if command.keys}
    assert set("LCVMXDHITSWBGP") <= keys
