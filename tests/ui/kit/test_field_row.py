"""A row of a fact: what it shows, what it asks for, and how an editor lives in it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.theme import Tone
from ui.widgets.field_list import FieldList
from ui.widgets.field_row import FieldRow
from ui.widgets.field_row_view import FieldRowData, RowPicture
from ui.widgets.inputs import TextBlock, TextLine

KNOWN = FieldRowData(
    "share",
    "Share of the rival",
    value="18.5 %",
    question="What share does the rival hold?",
    certainty="twice",
    certainty_text="heard twice",
    age_text="3 d",
    age_tone=Tone.WARN,
    source_text="Li Ming",
    history_count=2,
    why="Shows how much there is to win.",
)
OPEN = FieldRowData("budget", "Budget", question="When is the budget frozen?")
WIDE = 700


@pytest.fixture
def rows(qtbot: QtBot) -> FieldList:
    rows = FieldList("facts")
    qtbot.addWidget(rows)
    rows.show_rows([KNOWN, OPEN])
    rows.resize(WIDE, rows.sizeHint().height())
    with qtbot.waitExposed(rows):
        rows.show()
    rows.activateWindow()
    return rows


def row(rows: FieldList, key: str) -> FieldRow:
    found = rows.findChild(FieldRow, f"field_{key}")
    assert found is not None
    return found


def test_a_known_fact_is_read_out_with_where_it_comes_from(rows: FieldList) -> None:
    known = row(rows, "share")
    assert known.accessibleName() == "Share of the rival: 18.5 %"
    assert known.accessibleDescription() == "heard twice · 3 d · Li Ming"


def test_an_unknown_fact_asks_its_question(rows: FieldList) -> None:
    assert row(rows, "budget").accessibleName() == "Budget: When is the budget frozen?"


@pytest.mark.parametrize(
    ("key", "typed"),
    [(Qt.Key.Key_Return, ""), (Qt.Key.Key_F2, ""), (Qt.Key.Key_Space, ""), (Qt.Key.Key_X, "x")],
)
def test_enter_f2_space_and_typing_ask_for_the_editor(
    rows: FieldList, qtbot: QtBot, key: Qt.Key, typed: str
) -> None:
    row(rows, "budget").setFocus()
    with qtbot.waitSignal(rows.edit_requested) as asked:
        QTest.keyClick(row(rows, "budget"), key)
    assert asked.args == ["budget", typed]


def test_a_click_asks_for_the_editor_and_a_click_on_the_clock_for_the_history(
    rows: FieldList, qtbot: QtBot
) -> None:
    known = row(rows, "share")
    with qtbot.waitSignal(rows.edit_requested):
        QTest.mouseClick(known, Qt.MouseButton.LeftButton, pos=known.rect().center())
    clock = RowPicture(KNOWN, 190).places(known.width()).history.center().toPoint()
    with qtbot.waitSignal(rows.history_requested) as asked:
        QTest.mouseClick(known, Qt.MouseButton.LeftButton, pos=clock)
    assert asked.args == ["share"]


def test_keys_ask_for_history_and_clearing_and_copy_the_value(rows: FieldList, qtbot: QtBot) -> None:
    known = row(rows, "share")
    with qtbot.waitSignal(rows.history_requested):
        QTest.keyClick(known, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(rows.clear_requested):
        QTest.keyClick(known, Qt.Key.Key_Delete)
    QTest.keyClick(known, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "18.5 %"


def test_an_unknown_fact_cannot_be_cleared(rows: FieldList, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(rows.clear_requested):
        QTest.keyClick(row(rows, "budget"), Qt.Key.Key_Delete)


def test_the_arrow_keys_walk_from_row_to_row(rows: FieldList) -> None:
    row(rows, "share").setFocus()
    QTest.keyClick(row(rows, "share"), Qt.Key.Key_Down)
    assert row(rows, "budget").hasFocus()
    QTest.keyClick(row(rows, "budget"), Qt.Key.Key_Up)
    assert row(rows, "share").hasFocus()


def test_an_editor_gets_the_focus_and_gives_it_back_to_its_row(rows: FieldList) -> None:
    known = row(rows, "share")
    editor = TextLine("editor", "Share")
    known.open_editor(editor)
    assert editor.hasFocus()
    assert editor.geometry().right() < known.width()
    known.close_editor()
    assert known.hasFocus()
    assert known.editor() is None


def test_a_refused_value_says_why_under_the_row_until_the_editor_closes(
    rows: FieldList, qtbot: QtBot
) -> None:
    known = row(rows, "share")
    lower = known.heightForWidth(WIDE)
    known.open_editor(TextLine("editor", "Share"))
    known.set_error("A share lies between 0 and 100.")
    assert "A share lies between 0 and 100." in known.accessibleDescription()
    qtbot.waitUntil(lambda: known.height() > lower)
    known.close_editor()
    assert known.error() == ""


def test_new_data_keeps_the_rows_and_an_open_editor(rows: FieldList) -> None:
    known = row(rows, "share")
    editor = TextLine("editor", "Share")
    known.open_editor(editor)
    rows.show_rows([replace(KNOWN, value="20 %"), OPEN])
    assert row(rows, "share") is known
    assert known.editor() is editor
    assert known.data.value == "20 %"


def test_rows_come_and_go_with_their_keys_in_the_order_given(rows: FieldList) -> None:
    third = FieldRowData("third", "Third")
    rows.show_rows([third, KNOWN])
    assert rows.keys() == ["third", "share"]
    assert rows.row("budget") is None


@pytest.mark.parametrize("width", [260, 420, 519, 520, 800, 1400])
def test_nothing_overlaps_at_any_width(width: int) -> None:
    places = RowPicture(replace(KNOWN, value="words " * 60, private=True), 190).places(width)
    assert places.dots.right() <= places.age.left()
    assert places.age.right() <= places.history.left()
    assert places.history.right() <= width
    if places.source.width():
        assert places.value.right() <= places.source.left()
        assert places.source.right() <= places.dots.left()
    assert places.value.width() > width * 0.25


def test_a_long_value_makes_the_row_higher(qtbot: QtBot) -> None:
    one = FieldRow(KNOWN)
    many = FieldRow(replace(KNOWN, value="很长的一段话，" * 40))
    for widget in (one, many):
        qtbot.addWidget(widget)
    assert many.heightForWidth(WIDE) > 3 * one.heightForWidth(WIDE)
    assert many.heightForWidth(WIDE) > many.heightForWidth(2 * WIDE)


def test_an_editor_that_grows_takes_its_row_along(rows: FieldList, qtbot: QtBot) -> None:
    known, editor = row(rows, "share"), TextBlock("editor", "Share")
    known.open_editor(editor)
    before = known.heightForWidth(WIDE)
    editor.setPlainText("line\n" * 7)
    qtbot.waitUntil(lambda: known.height() > before)
    assert editor.geometry().bottom() <= known.height()


def test_composed_words_begin_the_editor_once_they_are_chosen(rows: FieldList, qtbot: QtBot) -> None:
    budget = row(rows, "budget")
    with qtbot.assertNotEmitted(budget.edit_requested):
        QGuiApplication.sendEvent(budget, QInputMethodEvent("ning bo", []))
    chosen = QInputMethodEvent()
    chosen.setCommitString("宁波")
    with qtbot.waitSignal(budget.edit_requested) as asked:
        QGuiApplication.sendEvent(budget, chosen)
    assert budget.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    assert asked.args == ["budget", "宁波"]
