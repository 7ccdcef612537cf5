"""The tables of the stages: criteria, comparison, clauses, team. Cells are edited with the keyboard."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktopcrm.domain.bid_matrix import bid_matrix, ways_to_first
from desktopcrm.services.records import NewRecord
from tests.ui.procurement.conftest import Ground, child, person
from ui.screens.procurement import ProcurementTab
from ui.widgets.edit_grid import EditGrid
from ui.widgets.grid_rows import GridRow
from ui.widgets.inputs import Choice, TextLine
from ui.widgets.label import Label

WEIGHTS_IN_ALL = 8


def grid(tab: ProcurementTab, kind: str) -> EditGrid:
    return child(tab, EditGrid, f"grid_{kind}")


def add(tab: ProcurementTab, kind: str, name: str) -> int:
    line = child(tab, TextLine, f"new_{kind}")
    line.setText(name)
    QTest.keyClick(line, Qt.Key.Key_Return)
    return found(grid(tab, kind), name).id


def found(table: EditGrid, name: str) -> GridRow:
    return next(row for row in table.rows() if row.title == name)


def write(table: EditGrid, cell: tuple[int, str], text: str) -> None:
    """Open a cell, type, press Enter."""
    table.edit(*cell)
    editor = open_editor(table, TextLine, "grid_line")
    editor.setText(text)
    QTest.keyClick(editor, Qt.Key.Key_Return)


def open_editor(table: EditGrid, kind: type[TextLine], name: str) -> TextLine:
    editors = [one for one in table.view.viewport().findChildren(kind, name) if one.isVisible()]
    assert editors, "no cell is being edited"
    return editors[-1]


def test_a_criterion_is_added_and_weighed_by_keys(tab: ProcurementTab, ground: Ground) -> None:
    tab.focus(ground.project, "new.criterion")
    first, second = add(tab, "criterion", "Dust below 10 mg"), add(tab, "criterion", "Five references")
    write(grid(tab, "criterion"), (first, "weight"), "5")
    write(grid(tab, "criterion"), (second, "weight"), "3")
    assert ground.value(first, "weight") == "5"
    section = child(tab, QWidget, "section_criteria_title")
    assert str(WEIGHTS_IN_ALL) in section.accessibleName()


def test_a_refused_cell_says_why_and_keeps_what_was_typed(
    tab: ProcurementTab, ground: Ground, qtbot: QtBot
) -> None:
    tab.focus(ground.project, "new.criterion")
    criterion = add(tab, "criterion", "Dust below 10 mg")
    table = grid(tab, "criterion")
    write(table, (criterion, "weight"), "much")
    assert "much" in table.error()
    assert ground.value(criterion, "weight") == ""
    qtbot.waitUntil(lambda: open_editor(table, TextLine, "grid_line").text() == "much")


def test_choices_are_chosen_from_a_list_in_the_cell(tab: ProcurementTab, ground: Ground) -> None:
    tab.focus(ground.project, "new.criterion")
    criterion = add(tab, "criterion", "Five references")
    table = grid(tab, "criterion")
    table.edit(criterion, "written_by")
    choice = table.view.viewport().findChildren(Choice, "grid_choice")[-1]
    choice.set_key("rival")
    choice.chosen.emit("rival")
    assert ground.value(criterion, "written_by") == "rival"
    assert found(table, "Five references").cells[4].chip


def test_delete_clears_a_cell_and_with_control_the_row(tab: ProcurementTab, ground: Ground) -> None:
    tab.focus(ground.project, "new.clause")
    clause = add(tab, "clause", "Terms of payment")
    table = grid(tab, "clause")
    write(table, (clause, "limit"), "10 % down")
    table.choose(clause, "limit")
    QTest.keyClick(table.view, Qt.Key.Key_Delete)
    assert ground.value(clause, "limit") == ""
    QTest.keyClick(table.view, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert table.rows() == ()
    ground.app.history.undo()
    assert [row.title for row in table.rows()] == ["Terms of payment"]


def test_a_member_can_be_a_person_who_was_not_known_before(tab: ProcurementTab, ground: Ground) -> None:
    known = person(ground, "Ulrike Brandt")
    tab.focus(ground.project, "new.member")
    line = child(tab, TextLine, "new_member")
    for name in ("ulrike brandt", "Tomasz Wierzba"):
        line.setText(name)
        QTest.keyClick(line, Qt.Key.Key_Return)
    people = ground.app.records.of_kind("person", ground.account)
    members = ground.app.records.of_kind("member", ground.project)
    assert [one.name for one in people] == ["Ulrike Brandt", "Tomasz Wierzba"]
    assert [one.ref_id for one in members] == [known, people[1].id]


def test_adding_a_rival_to_the_comparison_brings_us_along(tab: ProcurementTab, ground: Ground) -> None:
    tab.focus(ground.project, "new.contender")
    add(tab, "contender", "Dustex")
    plan = ground.app.desk.plan(ground.account)
    matrix = bid_matrix(plan, ground.project, ground.app.desk.catalogue)
    assert [one.is_us for one in matrix.contenders] == [True, False]


@pytest.fixture
def compared(ground: Ground) -> tuple[int, int]:
    """Us and one rival, scored for price and quality; the price counts most."""
    us = ground.app.rivals.add_contender(ground.project)
    rival = ground.app.rivals.add_contender(ground.project, "Dustex")
    for record, price, quality in ((us, "5", "8"), (rival, "9", "7")):
        ground.app.facts.observe(record, "price", price)
        ground.app.facts.observe(record, "quality", quality)
    ground.app.facts.observe(ground.project, "weight_price", "5")
    return us, rival


def test_the_comparison_marks_where_we_are_behind_and_the_place(
    tab: ProcurementTab, compared: tuple[int, int]
) -> None:
    tab.focus(compared[0], "price")
    rows = {row.title: row for row in grid(tab, "bid").rows()}
    ours = rows["Price"].cells[2]
    assert ours.text.split() == ["5", "−4"]
    assert rows["Place"].cells[2].text == "no. 2"
    assert rows["Place"].cells[3].text == "no. 1"


def test_scores_and_weights_are_edited_in_the_matrix(
    tab: ProcurementTab, ground: Ground, compared: tuple[int, int]
) -> None:
    us, _ = compared
    table = grid(tab, "bid")
    tab.focus(us, "price")
    write(table, (1, str(us)), "9.5")
    assert ground.value(us, "price") == "9.5"
    write(table, (1, "weight"), "2")
    assert ground.value(ground.project, "weight_price") == "2"
    write(table, (1, str(us)), "11")
    assert table.error()


def test_the_sentence_below_says_what_would_make_us_first(
    tab: ProcurementTab, ground: Ground, compared: tuple[int, int]
) -> None:
    tab.focus(compared[0], "price")
    plan = ground.app.desk.plan(ground.account)
    matrix = bid_matrix(plan, ground.project, ground.app.desk.catalogue)
    way = ways_to_first(matrix)[0]
    assert f"{way.needed:f}" in child(tab, Label, "bid_ways").text()
    ground.app.facts.observe(compared[0], way.factor, str(way.needed))
    after = bid_matrix(ground.app.desk.plan(ground.account), ground.project, ground.app.desk.catalogue)
    assert after.rank(compared[0]) == 1
    assert ways_to_first(after) == ()


def test_a_way_is_no_longer_than_the_scale(ground: Ground) -> None:
    us = ground.app.rivals.add_contender(ground.project)
    rival = ground.app.rivals.add_contender(ground.project, "Dustex")
    for factor in ("price", "quality"):
        ground.app.facts.observe(us, factor, "1")
        ground.app.facts.observe(rival, factor, "10")
    matrix = bid_matrix(ground.app.desk.plan(ground.account), ground.project, ground.app.desk.catalogue)
    assert all(way.needed <= Decimal(10) for way in ways_to_first(matrix))
    assert ways_to_first(matrix) == ()


def test_what_belongs_to_the_stage_stands_on_top_and_is_open(tab: ProcurementTab) -> None:
    body = tab.findChild(QWidget, "procurement_page")
    assert body is not None
    for stage, name in ((4, "criteria"), (6, "bid"), (7, "clauses"), (3, "team")):
        tab.course.stage_chosen.emit(stage)
        section = child(tab, QWidget, f"section_{name}")
        others = [child(tab, QWidget, f"section_{one}") for one in ("criteria", "bid", "clauses", "team")]
        assert section.is_open  # type: ignore[attr-defined]
        tab.grab()
        assert section.y() == min(one.y() for one in others)


def test_the_team_says_when_we_last_spoke_as_the_log_tells_it(tab: ProcurementTab, ground: Ground) -> None:
    app, today = ground.app, ground.app.desk.today()
    person = app.records.add(NewRecord("person", "Donna Reyes", ground.account))
    app.records.add(NewRecord("member", "Donna Reyes", ground.project, person))
    facts = {"kind": "visit", "day": today.isoformat(), "state": "done", "people": "Donna Reyes"}
    app.records.add(NewRecord("activity", "Visit", ground.account, facts=facts))
    tab.show_plan(app.desk.plan(ground.account))
    (row,) = child(tab, EditGrid, "grid_member").rows()
    assert row.cells[-1].text == f"{today.day} {today:%b %Y}"
