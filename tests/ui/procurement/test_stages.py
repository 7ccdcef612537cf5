"""Stages in the window: the eight marks, the checklist by keys, the gate and its reason, stepping back, closing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktopcrm.domain import numbers
from tests.ui.procurement.conftest import Ground, child
from ui.context import Context
from ui.main_window import MainWindow
from ui.screens.procurement import ProcurementTab
from ui.widgets.ask_panel import AskPanel
from ui.widgets.button import Button
from ui.widgets.check_row import CheckRow
from ui.widgets.inputs import Choice, TextLine
from ui.widgets.label import Label
from ui.widgets.notice import InlineNotice
from ui.widgets.stages import StageSteps
from ui.widgets.surfaces import ScrollPage

CONTROL = Qt.KeyboardModifier.ControlModifier
FIRST_STAGE_MANDATORY = ("1a", "1b")


def row(tab: ProcurementTab, item: str) -> CheckRow:
    return child(tab, CheckRow, f"check_{item}")


def panel(tab: ProcurementTab) -> AskPanel:
    return child(tab, AskPanel, "procurement_ask")


def answer(tab: ProcurementTab, reason: str) -> None:
    line = child(panel(tab), TextLine, "ask_reason")
    line.setText(reason)
    QTest.keyClick(line, Qt.Key.Key_Return)


def notice(window: MainWindow) -> str:
    return child(window, InlineNotice, "notice").accessibleName()


def test_one_key_answers_an_item(tab: ProcurementTab, ground: Ground) -> None:
    for key, state in (
        (Qt.Key.Key_Y, "yes"),
        (Qt.Key.Key_D, "doing"),
        (Qt.Key.Key_N, "no"),
        (Qt.Key.Key_A, "na"),
    ):
        QTest.keyClick(row(tab, "1a"), key)
        assert ground.state("1a") == state
        assert row(tab, "1a").line.state == state
    QTest.keyClick(row(tab, "1a"), Qt.Key.Key_Delete)
    assert ground.state("1a") == ""


def test_arrows_walk_the_checklist_and_leave_it_at_the_line_that_adds(tab: ProcurementTab) -> None:
    items = [one.line.key for one in tab.checklist.list.rows()]
    tab.checklist.take(items[0])
    for _ in items:
        focused = QApplication.focusWidget()
        assert isinstance(focused, CheckRow)
        QTest.keyClick(focused, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is child(tab, TextLine, "new_item")


def test_enter_writes_note_and_day_in_place(tab: ProcurementTab, ground: Ground) -> None:
    yesterday = ground.app.desk.today() - timedelta(days=1)
    QTest.keyClick(row(tab, "1a"), Qt.Key.Key_Y)
    QTest.keyClick(row(tab, "1a"), Qt.Key.Key_Return)
    editor = row(tab, "1a").editor()
    assert editor is not None
    editor.note.setText("said at the furnace")
    editor.day.setText("yesterday")
    QTest.keyClick(editor.day, Qt.Key.Key_Return)
    fact = ground.app.desk.plan(ground.account).fact(ground.project, "check.1a")
    assert fact is not None
    assert (fact.value, fact.note, fact.seen_on) == ("yes", "said at the furnace", yesterday)
    assert "said at the furnace" in row(tab, "1a").line.remark
    assert row(tab, "1a").editor() is None


def test_a_day_that_is_none_is_refused_under_the_item(tab: ProcurementTab) -> None:
    QTest.keyClick(row(tab, "1a"), Qt.Key.Key_Return)
    editor = row(tab, "1a").editor()
    assert editor is not None
    editor.day.setText("some day")
    QTest.keyClick(editor.day, Qt.Key.Key_Return)
    assert "some day" in row(tab, "1a").accessibleDescription()
    assert row(tab, "1a").editor() is editor


def test_why_an_item_matters_is_one_key_away(tab: ProcurementTab) -> None:
    before = row(tab, "1a").heightForWidth(row(tab, "1a").width())
    QTest.keyClick(row(tab, "1a"), Qt.Key.Key_W)
    assert row(tab, "1a").heightForWidth(row(tab, "1a").width()) > before
    assert row(tab, "1a").line.why in row(tab, "1a").accessibleDescription()


def test_items_of_the_source_ours_and_own_ones_are_told_apart(tab: ProcurementTab, context: Context) -> None:
    line = child(tab, TextLine, "new_item")
    line.setText("Ask the works council")
    child(tab, Button, "new_item_mandatory").click()
    QTest.keyClick(line, Qt.Key.Key_Return)
    lines = {one.line.label: one.line for one in tab.checklist.list.rows()}
    own = lines["Ask the works council"]
    marks = {one.key: one.chip for one in lines.values()}
    assert (own.own, own.mandatory, own.chip) == (True, True, context.tr("procurement.own"))
    assert (marks["1a"], marks["1x1"]) == ("", context.tr("procurement.ours"))


def test_an_own_item_can_be_removed_and_brought_back(tab: ProcurementTab, ground: Ground) -> None:
    key = ground.app.overlay.add_item(1, "Ask the works council")
    QTest.keyClick(row(tab, key), Qt.Key.Key_Delete, CONTROL)
    assert tab.checklist.list.row(key) is None
    ground.app.history.undo()
    assert tab.checklist.list.row(key) is not None


def test_any_stage_can_be_prepared_ahead_of_time(tab: ProcurementTab, ground: Ground) -> None:
    steps = child(tab, StageSteps, "stage_steps")
    for _ in range(3):
        QTest.keyClick(steps, Qt.Key.Key_Right)
    QTest.keyClick(row(tab, "4a"), Qt.Key.Key_Y)
    assert ground.state("4a") == "yes"
    assert ground.course().stage == 1
    assert steps.chosen() == 4


def test_an_open_gate_lets_through_at_once(tab: ProcurementTab, ground: Ground, window: MainWindow) -> None:
    ground.settle(*FIRST_STAGE_MANDATORY)
    QTest.keyClick(tab.course.steps, Qt.Key.Key_Return, CONTROL)
    assert ground.course().stage == 2
    assert not panel(tab).isVisible()
    assert "2" in notice(window)


def test_a_closed_gate_lists_what_is_open_and_asks_for_a_reason(tab: ProcurementTab, ground: Ground) -> None:
    QTest.keyClick(tab.course.steps, Qt.Key.Key_Return, CONTROL)
    assert [key for key, _ in panel(tab).ask().links] == list(FIRST_STAGE_MANDATORY)
    answer(tab, "")
    assert ground.course().stage == 1
    assert panel(tab).error()
    answer(tab, "They hurry")
    assert ground.course().stage == 2
    mark = child(tab, Label, "forced_2")
    assert "They hurry" in mark.text()
    ground.settle(*FIRST_STAGE_MANDATORY)
    assert child(tab, Label, "forced_2").text() == mark.text()


def test_a_day_that_cannot_be_is_refused_at_the_day(tab: ProcurementTab, ground: Ground) -> None:
    QTest.keyClick(tab.course.steps, Qt.Key.Key_Return, CONTROL)
    day = child(panel(tab), TextLine, "ask_day")
    child(panel(tab), TextLine, "ask_reason").setText("They hurry")
    began = ground.course().entered[1]
    day.setText((began - timedelta(days=9)).isoformat())
    QTest.keyClick(day, Qt.Key.Key_Return)
    on = numbers.show_day(began, "en")
    assert panel(tab).error().startswith(f"Stage 1 began on {on}; stage 2 cannot begin before it.")
    assert QApplication.focusWidget() is day
    assert day._wrong
    assert not child(panel(tab), TextLine, "ask_reason")._wrong
    assert ground.course().stage == 1


def test_a_link_of_the_gate_jumps_to_the_item(tab: ProcurementTab) -> None:
    QTest.keyClick(tab.course.steps, Qt.Key.Key_Return, CONTROL)
    child(panel(tab), Button, "open_1b").click()
    assert QApplication.focusWidget() is row(tab, "1b")


def test_escape_gives_the_question_up(tab: ProcurementTab, ground: Ground) -> None:
    tab.course.advance.click()
    QTest.keyClick(child(panel(tab), TextLine, "ask_reason"), Qt.Key.Key_Escape)
    assert not panel(tab).isVisible()
    assert ground.course().stage == 1


def test_stepping_back_needs_a_reason_and_can_be_undone(tab: ProcurementTab, ground: Ground) -> None:
    ground.app.projects.advance(ground.project, "in a hurry")
    child(tab, Button, "ask_back").click()
    answer(tab, "The board wants another survey")
    assert ground.course().stage == 1
    ground.app.history.undo()
    assert ground.course().stage == 2
    assert tab.course.steps.chosen() == 2


def test_a_purchase_is_won_only_at_the_last_stage(tab: ProcurementTab, ground: Ground) -> None:
    assert "8" not in tab.course.advance.words()
    for _ in range(7):
        ground.app.projects.advance(ground.project, "entered afterwards")
    QTest.keyClick(tab.course.steps, Qt.Key.Key_Return, CONTROL)
    assert panel(tab).ask().key == "won"
    answer(tab, "")
    assert ground.course().status == "won"
    assert not tab.course.advance.isVisible()


def test_lost_keeps_stage_and_reason_and_can_be_opened_again(tab: ProcurementTab, ground: Ground) -> None:
    child(tab, Button, "ask_lost").click()
    answer(tab, "To the local shop")
    assert (ground.course().status, ground.course().stage) == ("lost", 1)
    assert any("To the local shop" in label.text() for label in tab.course.findChildren(Label))
    child(tab, Button, "resume").click()
    assert ground.course().status == "open"


def test_pause_asks_what_it_waits_for_and_resume_asks_nothing(tab: ProcurementTab, ground: Ground) -> None:
    child(tab, Button, "ask_paused").click()
    answer(tab, "The budget round")
    assert ground.course().status == "paused"
    tab.course.resume.click()
    assert ground.course().status == "open"


def test_a_step_can_be_dated_but_not_in_the_future(tab: ProcurementTab, ground: Ground) -> None:
    tab.course.advance.click()
    child(panel(tab), TextLine, "ask_day").setText("tomorrow")
    answer(tab, "They hurry")
    assert ground.course().stage == 1
    assert panel(tab).error()


def test_purchases_are_started_and_chosen_in_place(tab: ProcurementTab, ground: Ground) -> None:
    child(tab, Button, "purchase_new").click()
    line = child(tab, TextLine, "purchase_name")
    line.setText("Inspection line")
    QTest.keyClick(line, Qt.Key.Key_Return)
    choice = child(tab, Choice, "purchase_choice")
    assert choice.count() == len(ground.app.records.of_kind("project", ground.account))
    assert choice.currentText().startswith("Inspection line")
    assert not line.isVisible()


@pytest.mark.usefixtures("window")
def test_an_account_without_purchases_says_what_to_do(context: Context, qtbot: QtBot) -> None:
    account = context.app.accounts.add("Northgate Foods")
    tab = ProcurementTab(context)
    qtbot.addWidget(tab)
    tab.show_plan(context.app.desk.plan(account))
    tab.show()
    child(tab, Button, "first_purchase").click()
    assert child(tab, TextLine, "purchase_name").isVisible()


def test_the_guide_reaches_items_and_fields(tab: ProcurementTab, ground: Ground) -> None:
    assert tab.focus(ground.project, "check.3d")
    assert QApplication.focusWidget() is row(tab, "3d")
    assert tab.focus(0, f"purchase:{ground.project}:check.5a")
    assert QApplication.focusWidget() is row(tab, "5a")
    assert tab.focus(ground.project, "informant")
    assert tab.focus(ground.project, "new.clause")
    assert QApplication.focusWidget() is child(tab, TextLine, "new_clause")
    assert not tab.focus(ground.account, "industry")


def test_another_purchase_is_reached_with_its_own_stage(tab: ProcurementTab, ground: Ground) -> None:
    other = ground.app.projects.add(ground.account, "Inspection line")
    ground.app.projects.advance(other, "entered afterwards")
    tab.focus(ground.project, "check.8a")
    assert tab.focus(0, f"purchase:{other}")
    assert child(tab, Choice, "purchase_choice").currentText().startswith("Inspection line")
    assert tab.course.steps.chosen() == ground.course(other).stage


def test_the_page_ends_where_its_last_card_ends(tab: ProcurementTab, qtbot: QtBot) -> None:
    page = child(tab, ScrollPage, "procurement_page")
    sheet = page.widget()
    assert sheet is not None
    layout = sheet.layout()
    assert layout is not None
    qtbot.waitUntil(
        lambda: sheet.height() == max(page.viewport().height(), layout.totalHeightForWidth(sheet.width()))
    )
