"""The pages over all accounts: the board of purchases, the people, the rivals."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktopcrm.services.records import NewRecord
from tests.ui.kit.pages import FirstPage, SecondPage
from tests.ui.procurement.conftest import Ground, child, person
from ui.context import Place
from ui.dialogs.erase_panel import ErasePanel
from ui.editors.fact_rows import FactRows
from ui.main_window import MainWindow
from ui.screens.people import PeopleScreen
from ui.screens.projects import ProjectsScreen
from ui.screens.rivals import RivalsScreen
from ui.widgets.ask_panel import AskPanel
from ui.widgets.board_rows import MIME
from ui.widgets.button import Button
from ui.widgets.inputs import TextLine
from ui.widgets.label import Label
from ui.widgets.place_row import PlaceRow

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def visited(window: MainWindow) -> Place:
    """Where the window was last asked to go."""
    return child(window, FirstPage, "screen_account").place


@pytest.fixture
def board(window: MainWindow, ground: Ground) -> ProjectsScreen:
    """The board with the purchase of the ground on it."""
    assert ground.project
    window.go(Place("projects"))
    return child(window, ProjectsScreen, "screen_projects")


def cards(screen: ProjectsScreen, stage: int) -> list[str]:
    view = screen.board.column(stage)
    found = [view.cards.card_at(place) for place in range(view.cards.rowCount())]
    return [card.title for card in found if card is not None]


def test_keys_move_a_card_through_an_open_gate(board: ProjectsScreen, ground: Ground) -> None:
    ground.settle("1a", "1b")
    board.board.choose(ground.project)
    QTest.keyClick(board.board.column(1), Qt.Key.Key_Right, CONTROL)
    assert ground.course().stage == 2
    assert cards(board, 2) == ["Dust extraction"]
    assert board.board.column(2).current_id() == ground.project


def test_a_closed_gate_asks_in_the_page(board: ProjectsScreen, ground: Ground) -> None:
    board.board.choose(ground.project)
    QTest.keyClick(board.board.column(1), Qt.Key.Key_Right, CONTROL)
    line = child(child(board, AskPanel, "board_ask"), TextLine, "ask_reason")
    line.setText("They hurry")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert ground.course().forced[0].reason == "They hurry"
    assert cards(board, 2) == ["Dust extraction"]


def test_a_card_is_dropped_on_the_column_beside(board: ProjectsScreen, ground: Ground) -> None:
    ground.settle("1a", "1b")
    data = QMimeData()
    data.setData(MIME, str(ground.project).encode())
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.MoveAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    board.board.column(2).dropEvent(event)
    assert ground.course().stage == 2


def test_a_jump_over_a_stage_is_refused(board: ProjectsScreen, ground: Ground) -> None:
    board.board.move_asked.emit(ground.project, 4)
    assert ground.course().stage == 1


def test_stepping_back_asks_for_the_reason(board: ProjectsScreen, ground: Ground) -> None:
    ground.app.projects.advance(ground.project, "in a hurry")
    board.reload()
    board.board.choose(ground.project)
    QTest.keyClick(board.board.column(2), Qt.Key.Key_Left, CONTROL)
    assert child(board, AskPanel, "board_ask").ask().key == "back"


def test_the_board_shows_what_is_asked_for(board: ProjectsScreen, ground: Ground) -> None:
    other = ground.app.projects.add(ground.app.accounts.add("Northgate"), "Dryers")
    ground.app.projects.lose(other, "to the local shop")
    board.reload()
    assert cards(board, 1) == ["Dust extraction"]
    board.filter.set_key("lost")
    board.show_cards()
    assert cards(board, 1) == ["Dryers"]
    board.filter.set_key("all")
    board.search.setText("north")
    board.show_cards()
    assert cards(board, 1) == ["Dryers"]


def test_columns_add_up_their_amounts(board: ProjectsScreen, ground: Ground) -> None:
    second = ground.app.projects.add(ground.account, "Inspection line")
    for project, amount in ((ground.project, "EUR 385000"), (second, "EUR 15000")):
        ground.app.facts.observe(project, "amount", amount)
    board.reload()
    assert "€400,000" in board.board.column(1).accessibleName()


def test_a_late_purchase_is_marked_and_stands_first(board: ProjectsScreen, ground: Ground) -> None:
    today = ground.app.desk.today()
    expected = ground.app.desk.catalogue.stage(1).expected_days
    ground.app.projects.add(ground.account, "Old one", today - timedelta(days=expected + 1))
    ground.app.projects.add(ground.account, "In time", today - timedelta(days=expected))
    rows = {row.title: row for row in ground.app.board.rows()}
    board.reload()
    assert (rows["Old one"].late_days, rows["In time"].late_days) == (1, 0)
    assert cards(board, 1)[0] == "Old one"


def test_enter_opens_the_purchase_at_its_account(
    board: ProjectsScreen, ground: Ground, window: MainWindow
) -> None:
    board.board.choose(ground.project)
    QTest.keyClick(board.board.column(1), Qt.Key.Key_Return)
    assert (visited(window).target, visited(window).tab) == (ground.account, "procurement")
    assert str(ground.project) in visited(window).focus


def test_a_change_elsewhere_shows_on_the_board(board: ProjectsScreen, ground: Ground, qtbot: QtBot) -> None:
    ground.app.records.rename(ground.project, "Filters for furnace 2")
    qtbot.waitUntil(lambda: cards(board, 1) == ["Filters for furnace 2"])


def test_an_empty_board_says_what_to_do(board: ProjectsScreen, ground: Ground, window: MainWindow) -> None:
    ground.app.records.delete(ground.project)
    board.reload()
    child(board, Button, "to_accounts").click()
    assert child(window, SecondPage, "screen_accounts").isVisible()


@pytest.fixture
def people(window: MainWindow, ground: Ground) -> PeopleScreen:
    """A user and a first key person, and nobody's part in anything."""
    ground.app.facts.observe(person(ground, "Zoe Adler", title="Fitter"), "birthday", "03-12")
    boss = person(ground, "王建国", title="总经理")
    ground.app.records.add(
        NewRecord(
            "member",
            "王建国",
            ground.project,
            boss,
            facts={"role": "decision_maker", "kp_rank": "first"},
        )
    )
    window.go(Place("people"))
    return child(window, PeopleScreen, "screen_people")


def names(screen: PeopleScreen) -> list[str]:
    model = screen.table.model()
    return [str(model.index(place, 0).data()).split(" · ")[0] for place in range(model.rowCount())]


def in_hand(screen: PeopleScreen, place: int) -> None:
    screen.table.setFocus()
    screen.table.selectRow(place)


def test_key_persons_come_first(people: PeopleScreen) -> None:
    assert names(people) == ["王建国", "Zoe Adler"]


def test_pinyin_initials_find_a_person(people: PeopleScreen) -> None:
    people.search.setText("wjg")
    people.show_people()
    assert names(people) == ["王建国"]


def test_enter_opens_the_person_at_the_account(people: PeopleScreen, window: MainWindow) -> None:
    QTest.keyClick(people.search, Qt.Key.Key_Down)
    QTest.keyClick(people.table, Qt.Key.Key_Return)
    assert visited(window).focus == f"record_{people.table.current_id()}"


def test_a_person_is_put_away_and_brought_back(people: PeopleScreen, ground: Ground) -> None:
    in_hand(people, 0)
    QTest.keyClick(people.table, Qt.Key.Key_Delete)
    people.reload()
    assert names(people) == ["Zoe Adler"]
    people.which.set_key("archived")
    people.reload()
    assert names(people) == ["王建国"]
    in_hand(people, 0)
    child(people, Button, "person_archive").click()
    assert len(ground.app.people.all()) == len(["Zoe Adler", "王建国"])


def test_erasing_wants_the_name_typed_and_says_what_goes(
    people: PeopleScreen, ground: Ground, qtbot: QtBot
) -> None:
    ground.app.facts.observe(ground.project, "problem", "Zoe Adler says the filters clog")
    in_hand(people, 1)
    QTest.keyClick(people.table, Qt.Key.Key_Delete, CONTROL | SHIFT)
    panel = child(people, ErasePanel, "erase_panel")
    assert any("Zoe Adler says the filters clog" in one.text() for one in panel.findChildren(Label))
    confirm, line = child(panel, Button, "ask_confirm"), child(panel, TextLine, "ask_typed")
    line.setText("Zoe")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert not confirm.isEnabled()
    assert len(ground.app.records.of_kind("person")) > 1
    line.setText("Zoe Adler")
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(panel.isHidden)
    assert [one.name for one in ground.app.records.of_kind("person")] == ["王建国"]
    assert "Zoe" not in ground.value(ground.project, "problem")
    assert not ground.app.history.next_undo()


@pytest.fixture
def rivals(window: MainWindow, ground: Ground) -> RivalsScreen:
    """One rival at one account, with a representative."""
    rival = ground.app.rivals.add(ground.account, "Dustex")
    ground.app.facts.observe(rival, "sales_rep", "Piet Verhoeven")
    ground.app.facts.observe(rival, "threat_level", "high")
    window.go(Place("rivals"))
    return child(window, RivalsScreen, "screen_rivals")


def test_a_card_says_where_a_rival_is_met_and_opens_the_account(
    rivals: RivalsScreen, ground: Ground, window: MainWindow
) -> None:
    row = rivals.findChildren(PlaceRow)[0]
    eight = len(next(iter(ground.app.rivals.standing().values())).dots)
    assert f"1 of {eight}" in row.accessibleName()
    assert "Hallstein Castings" in row.accessibleName()
    QTest.keyClick(row, Qt.Key.Key_Return)
    assert (visited(window).target, visited(window).tab) == (ground.account, "line")


def test_a_move_is_added_in_place_with_its_day(rivals: RivalsScreen, ground: Ground) -> None:
    line, day = child(rivals, TextLine, "new_move"), child(rivals, TextLine, "new_move_day")
    line.setText("Opened a depot")
    day.setText("no day")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert ground.app.rivals.cards()[0].moves == ()
    day.setText("yesterday")
    QTest.keyClick(day, Qt.Key.Key_Return)
    yesterday = ground.app.desk.today() - timedelta(days=1)
    assert ground.app.rivals.cards()[0].moves == ((yesterday, "Opened a depot"),)
    assert line.text() == ""


def test_a_rival_is_added_by_name_once(rivals: RivalsScreen, ground: Ground) -> None:
    for name in ("Filtrona", "filtrona"):
        rivals.new.setText(name)
        QTest.keyClick(rivals.new, Qt.Key.Key_Return)
    assert [card.firm.name for card in ground.app.rivals.cards()] == ["Dustex", "Filtrona"]


def test_open_questions_about_a_company_come_when_asked_for(rivals: RivalsScreen, ground: Ground) -> None:
    firm = ground.app.rivals.cards()[0].firm
    ground.app.facts.observe(firm.id, "strengths", "cheap")
    rivals.reload()
    rows = child(rivals, FactRows, f"rival_facts_{firm.id}")
    known = rows.keys()
    child(rivals, Button, f"rival_more_{firm.id}").click()
    assert "strengths" in known
    assert "weaknesses" not in known
    assert "weaknesses" in rows.keys()  # noqa: SIM118


def test_typing_filters_the_cards_by_account_and_people(rivals: RivalsScreen, ground: Ground) -> None:
    ground.app.rivals.firm("Filtrona")
    rivals.reload()
    rivals.search.setText("verhoeven")
    rivals.show_cards()
    shown = [card.firm.name for card in ground.app.rivals.cards() if rivals.is_shown(card.firm.id)]
    assert shown == ["Dustex"]
