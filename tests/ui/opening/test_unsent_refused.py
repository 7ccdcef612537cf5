"""A value that was refused stands in its field again when its page is made anew or shown again: of whomever was in hand,
unfolded or on another tab. It is neither dropped nor shown somewhere else.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktopcrm.services.records import NewRecord
from tests.ui.opening.conftest import Desk, Open
from tests.ui.opening.test_locking import account_of, texts_of_editors
from ui.context import Place
from ui.dialogs.begun_panel import BegunPanel
from ui.editors.fact_rows import FactRows
from ui.screens.account.records import RecordsList
from ui.widgets.inputs import TextLine
from ui.widgets.tabs import SegmentedTabs

WRONG, WORDS = "no such thing 99x", "Half a name"
Change = Callable[[Desk], None]


@pytest.fixture
def desk(open_desk: Open, plain: Path) -> Desk:
    desk = open_desk(plain)
    desk.go(Place("account", account_of(desk), "point"))
    return desk


def cover_twice(desk: Desk) -> None:
    for _ in range(2):
        QTest.keyClick(desk.frame, Qt.Key.Key_F8)
        QApplication.processEvents()


def chinese_from_elsewhere(desk: Desk) -> None:
    here = desk.window.here()
    assert here is not None
    desk.go(Place("settings"))
    desk.window.change_language("zh")
    desk.go(here)


CHANGES = pytest.mark.parametrize("change", [cover_twice, chinese_from_elsewhere])


def turn_to(desk: Desk, tab: str) -> None:
    """As by a click."""
    tabs = desk.get(SegmentedTabs, "account_tabs")
    tabs.set_key(tab)
    tabs.chosen.emit(tab)
    QApplication.processEvents()


def refuse(desk: Desk, record_id: int, key: str) -> None:
    """Type what is no such value."""

    def rows() -> list[FactRows]:
        found = [one for one in desk.frame.findChildren(FactRows) if one.isVisible() and one.row(key)]
        return [one for one in found if one.record is not None and one.record.id == record_id]

    desk.qtbot.waitUntil(lambda: bool(rows()))
    row = rows()[0].row(key)
    assert rows()[0].edit(key)
    assert row is not None
    line = row.findChild(QLineEdit, f"edit_{key}")
    assert line is not None
    QTest.keyClicks(line, WRONG)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert row.error()


def stands_in_its_field(desk: Desk) -> None:
    desk.qtbot.waitUntil(lambda: WRONG in texts_of_editors(desk))
    assert desk.find(BegunPanel, "begun_panel") is None
    assert desk.context.app.drafts.get("unsent.lost") is None


@CHANGES
def test_of_the_person_in_hand(desk: Desk, change: Change) -> None:
    second = desk.context.app.records.add(NewRecord("person", "Silas Vane", account_of(desk)))
    turn_to(desk, "surface")
    desk.go(Place("account", account_of(desk), "surface", f"record_{second}"))
    refuse(desk, second, "phone")
    change(desk)
    stands_in_its_field(desk)


@CHANGES
def test_of_what_is_unfolded_on_a_tab_that_was_turned_to(desk: Desk, change: Change) -> None:
    rival = desk.context.app.rivals.add(account_of(desk), "Varnholt")
    turn_to(desk, "line")
    desk.qtbot.waitUntil(lambda: desk.find(RecordsList, "list_rival") is not None)
    desk.get(RecordsList, "list_rival").fold.open_row(rival)
    refuse(desk, rival, "market_share")
    change(desk)
    stands_in_its_field(desk)


def test_while_another_account_is_in_front(desk: Desk) -> None:
    mine = account_of(desk)
    other = desk.context.app.accounts.add("Osprey Castings")
    refuse(desk, mine, "phone")
    desk.go(Place("account", other, "point"))
    QApplication.processEvents()
    assert WRONG not in texts_of_editors(desk)
    assert desk.context.app.desk.plan(other).value(other, "phone") == ""
    desk.go(Place("account", mine, "point"))
    stands_in_its_field(desk)


def test_what_is_right_is_stored_by_turning_to_another_account(desk: Desk) -> None:
    mine = account_of(desk)
    other = desk.context.app.accounts.add("Osprey Castings")
    rows = next(one for one in desk.frame.findChildren(FactRows) if one.isVisible() and one.row("phone"))
    rows.edit("phone", "+49 30 123456")
    desk.go(Place("account", other, "point"))
    assert desk.context.app.desk.plan(mine).value(mine, "phone") == "+49 30 123456"
    assert desk.context.app.drafts.get("unsent.aside") is None


@CHANGES
def test_words_on_the_tab_behind_are_there_when_it_is_in_front_again(desk: Desk, change: Change) -> None:
    turn_to(desk, "surface")
    QTest.keyClicks(desk.get(TextLine, "add_person"), WORDS)
    turn_to(desk, "point")
    change(desk)
    assert desk.find(BegunPanel, "begun_panel") is None
    turn_to(desk, "surface")
    desk.qtbot.waitUntil(lambda: desk.get(TextLine, "add_person").text() == WORDS)
