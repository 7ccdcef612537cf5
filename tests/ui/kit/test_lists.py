"""Tables and lists: order, keyboard, and the row in hand that stays in hand."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.widgets.card_list import CardItem, CardList
from ui.widgets.table import TALL_ROW, DataTable
from ui.widgets.table_rows import Cell, CellKind, Column, Row, sorted_rows

COLUMNS = (
    Column("name", "Name", CellKind.COMPANY),
    Column("amount", "Amount", CellKind.NUMBER, 120),
    Column("cover", "Coverage", CellKind.BARS, 80),
    Column("open", "", CellKind.CHIP, 60, sortable=False),
)


def line(number: int, name: str, amount: float | None, cover: tuple[int, ...] = (10, 20, 30, 40)) -> Row:
    money = Cell("" if amount is None else f"{amount:,.0f}", sort="" if amount is None else amount)
    return Row(number, (Cell(name, "Shenzhen"), money, Cell(figures=cover), Cell("A")))


LINES = [line(1, "王晓东", 9), line(2, "9号工厂", None), line(3, "10号工厂", 100), line(4, "安徽重工", 20)]


@pytest.fixture
def table(qtbot: QtBot) -> DataTable:
    table = DataTable("rows", "Rows", COLUMNS, TALL_ROW)
    qtbot.addWidget(table)
    table.resize(700, 400)
    table.show_rows(LINES)
    with qtbot.waitExposed(table):
        table.show()
    table.activateWindow()
    return table


def names(rows: list[Row]) -> list[str]:
    return [row.cells[0].text for row in rows]


def test_names_are_sorted_by_pinyin_and_numbers_in_them_by_value() -> None:
    assert names(sorted_rows(LINES, 0, descending=False)) == ["9号工厂", "10号工厂", "安徽重工", "王晓东"]


def test_amounts_are_sorted_as_numbers_and_empty_cells_stay_last() -> None:
    assert [row.id for row in sorted_rows(LINES, 1, descending=False)] == [1, 4, 3, 2]
    assert [row.id for row in sorted_rows(LINES, 1, descending=True)] == [3, 4, 1, 2]


def test_a_click_on_a_header_sorts_and_keeps_the_row_in_hand(table: DataTable, qtbot: QtBot) -> None:
    table.selectRow(0)
    assert table.current_id() == 1
    header = table.horizontalHeader()
    spot = header.viewport().rect().center()
    spot.setX(header.sectionViewportPosition(1) + 10)
    with qtbot.waitSignal(table.sort_asked) as asked:
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert asked.args[0] == "amount"
    assert table.current_id() == 1


def test_enter_opens_the_row_in_hand(table: DataTable, qtbot: QtBot) -> None:
    table.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.opened) as opened:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [2]


def test_a_table_reached_with_tab_has_a_row_in_hand(table: DataTable) -> None:
    table.clearFocus()
    table.setFocus(Qt.FocusReason.TabFocusReason)
    assert table.current_id() == 1


def test_new_rows_keep_the_row_in_hand(table: DataTable) -> None:
    table.selectRow(2)
    table.show_rows([line(3, "10号工厂", 101), *LINES[:2]])
    assert table.current_id() == 3


def test_a_cell_is_read_out_with_its_second_line_and_its_figures(table: DataTable) -> None:
    model = table.model()
    assert model.index(0, 0).data() == "王晓东 · Shenzhen"
    assert model.index(0, 2).data() == "10 % · 20 % · 30 % · 40 %"


def test_columns_share_the_width_and_numbers_keep_theirs(table: DataTable) -> None:
    assert sum(table.columnWidth(place) for place in range(len(COLUMNS))) <= table.viewport().width()
    assert table.columnWidth(1) == 120


def test_words_give_way_before_a_figure_or_a_chip_is_cut(table: DataTable) -> None:
    table.resize(400, 400)
    widths = [table.columnWidth(place) for place in range(len(COLUMNS))]
    assert widths[1:] == [120, 80, 60]
    assert sum(widths) <= table.viewport().width()


@pytest.fixture
def cards(qtbot: QtBot) -> CardList:
    cards = CardList("cards", "Cards")
    qtbot.addWidget(cards)
    cards.resize(300, 400)
    cards.show_items(
        [CardItem(7, "王晓东", "CIO", "person", ring=64), CardItem(8, "<b>R&D</b>", "", "company")]
    )
    with qtbot.waitExposed(cards):
        cards.show()
    return cards


def test_a_list_opens_with_a_click_or_enter_and_tells_what_is_in_hand(cards: CardList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(cards.chosen) as chosen:
        cards.choose(8)
    assert chosen.args == [8]
    with qtbot.waitSignal(cards.opened) as opened:
        QTest.keyClick(cards, Qt.Key.Key_Return)
    assert opened.args == [8]
    first = cards.visualRect(cards.model().index(0, 0)).center()
    with qtbot.waitSignal(cards.opened) as clicked:
        QTest.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=first)
    assert clicked.args == [7]


def test_a_card_is_read_out_whole(cards: CardList) -> None:
    assert cards.model().index(0, 0).data() == "王晓东 · CIO · 64 %"


def test_new_items_keep_the_one_in_hand(cards: CardList) -> None:
    cards.choose(8)
    cards.show_items([CardItem(8, "R&D"), CardItem(9, "Other")])
    assert cards.current_id() == 8
