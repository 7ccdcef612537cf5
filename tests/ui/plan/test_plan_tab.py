"""The plan tab: real pages follow the options, errors stand in their place, what is saved is what was seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktopcrm.domain.plan import Plan
from ui.context import Context
from ui.screens.plan import PlanTab
from ui.screens.plan.wish import OPT_IN, Memory, Wish
from ui.widgets.check_box import CheckBox
from ui.widgets.empty import EmptyState
from ui.widgets.inputs import TextLine
from ui.widgets.label import Label
from ui.widgets.order_list import OrderList
from ui.widgets.page_view import Fit
from ui.widgets.pick_rows import PickRows
from ui.widgets.tabs import SegmentedChoice

PDF = b"%PDF-"


def settle(tab: PlanTab, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not tab.preview.is_busy() and tab.pages.count() > 0)


@pytest.fixture
def shown(tab: PlanTab, small: Plan, qtbot: QtBot) -> PlanTab:
    """The tab with the pages of a small account's plan."""
    tab.show_plan(small)
    settle(tab, qtbot)
    return tab


def kinds(tab: PlanTab) -> SegmentedChoice:
    found = tab.findChild(SegmentedChoice, "plan_kind")
    assert found is not None
    return found


def sections(tab: PlanTab) -> OrderList:
    found = tab.findChild(OrderList, "plan_sections")
    assert found is not None
    return found


def test_the_pages_are_those_of_the_document(
    tab: PlanTab, sample: Plan, context: Context, qtbot: QtBot
) -> None:
    tab.show_plan(sample)
    settle(tab, qtbot)
    made = context.app.documents.pages(tab.request())
    assert tab.pages.count() == len(made)
    words = tab.findChild(Label, "plan_page")
    assert words is not None
    assert str(len(made)) in words.text()


def test_another_document_brings_other_pages(shown: PlanTab, qtbot: QtBot) -> None:
    kinds(shown).setFocus()
    qtbot.keyClick(kinds(shown), Qt.Key.Key_Right)
    assert shown.request().kind == "brief"
    before = shown.pages.count()
    qtbot.waitUntil(lambda: shown.pages.count() != before)


def test_space_leaves_a_section_out_and_alt_down_moves_it(shown: PlanTab, qtbot: QtBot) -> None:
    rows = sections(shown)
    first, second = rows.taken()[:2]
    rows.setFocus()
    rows.setCurrentRow(0)
    qtbot.keyClick(rows, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert (shown.request().sections or ())[:2] == (second, first)
    qtbot.keyClick(rows, Qt.Key.Key_Space)
    assert first not in (shown.request().sections or ())


def test_no_section_at_all_is_said_in_place_of_the_pages(shown: PlanTab, qtbot: QtBot) -> None:
    rows = sections(shown)
    for row in range(rows.count()):
        rows.item(row).setCheckState(Qt.CheckState.Unchecked)
    qtbot.waitUntil(lambda: shown.findChild(EmptyState) is not None)


def test_a_day_that_cannot_be_read_is_said_in_place_of_the_pages(shown: PlanTab, qtbot: QtBot) -> None:
    day = shown.findChild(TextLine, "plan_day")
    assert day is not None
    qtbot.keyClicks(day, "someday")
    qtbot.waitUntil(lambda: shown.findChild(EmptyState) is not None)


def test_the_customer_gets_no_private_facts_and_neither_does_the_manager(
    shown: PlanTab, qtbot: QtBot
) -> None:
    private = shown.findChild(CheckBox, "plan_private")
    level = shown.findChild(PickRows, "plan_level")
    assert private is not None
    assert level is not None
    private.click()
    assert shown.request().private_facts
    assert OPT_IN in sections(shown).taken()
    level.setFocus()
    qtbot.keyClick(level, Qt.Key.Key_Down)
    assert not shown.request().private_facts
    assert not private.isVisible()


def test_what_is_saved_is_a_pdf_where_it_was_wanted(shown: PlanTab, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "plan"
    shown.save(shown.request(), file)
    saved = file.with_name("plan.pdf")
    qtbot.waitUntil(saved.exists)
    assert saved.read_bytes().startswith(PDF)
    qtbot.waitUntil(lambda: shown.saved.isVisible() and str(saved) in _words(shown))
    shown.saved.copy_asked.emit(str(saved))
    assert QApplication.clipboard().text() == str(saved)


def _words(tab: PlanTab) -> str:
    label = tab.findChild(Label, "plan_saved")
    return label.text() if label else ""


def test_a_folder_that_is_not_there_is_said_above_the_pages(
    shown: PlanTab, tmp_path: Path, qtbot: QtBot
) -> None:
    shown.save(shown.request(), tmp_path / "nowhere" / "plan.pdf")
    qtbot.waitUntil(lambda: "nowhere" in _words(shown))


def test_zoom_asks_for_pages_of_another_resolution(shown: PlanTab, qtbot: QtBot) -> None:
    before = shown.pages.ppi()
    shown.pages.set_fit(Fit.PAGE)
    assert shown.pages.ppi() < before
    settle(shown, qtbot)
    shown.pages.setFocus()
    qtbot.keyClick(shown.pages, Qt.Key.Key_End)
    assert shown.pages.page() == shown.pages.count()


def test_choices_are_remembered_for_each_kind_but_private_facts_are_not(context: Context) -> None:
    memory = Memory(context.preferences)
    wish = Wish("plan", "zh", "own", ("summary", OPT_IN, "-basics"), private=True, day="yesterday")
    memory.keep(wish)
    memory.keep(Wish("brief", "en", "manager"))
    found = memory.recall("plan", "en")
    assert found == Wish("plan", "zh", "own", ("summary", f"-{OPT_IN}", "-basics"))
    assert memory.recall("brief", "zh").level == "manager"
    assert memory.kind() == "brief"


def test_a_change_of_the_account_sets_the_pages_anew(shown: PlanTab, context: Context, qtbot: QtBot) -> None:
    account = shown.request().account_id
    context.app.records.rename(account, "Quite another name")
    shown.show_plan(context.app.desk.plan(account))
    assert shown.preview.is_busy()
    assert shown.pages.count() > 0, "old pages stay until the new ones are there"
    settle(shown, qtbot)


def test_the_page_of_the_account_can_turn_to_the_brief(shown: PlanTab) -> None:
    assert shown.focus(0, "brief")
    assert shown.request().kind == "brief"
