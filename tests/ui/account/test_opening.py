"""Opening one account after another: what is not in sight yet is there as soon as anything is asked of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, Qt

from desktopcrm.services.records import NewRecord
from tests.ui.account.conftest import Desk
from ui.context import Place
from ui.screens.account.page import TabPage
from ui.screens.account.person_card import PersonPage

LAST_FIELD = "decision_culture"
"""A field of the lowest card of the tab Point."""


@pytest.fixture
def two(desk: Desk) -> tuple[int, int]:
    """Two accounts that differ in their lowest card; the first is in front, filled to its end."""
    other = desk.app.accounts.add("Southwind")
    for account_id, words in ((desk.account_id, "The owner decides"), (other, "A board decides")):
        desk.app.facts.observe(account_id, LAST_FIELD, words)
    desk.go("point")
    return desk.account_id, other


def open_other(desk: Desk, account_id: int, tab: str) -> TabPage:
    """Open an account and look at once, before there was any idle moment."""
    desk.account_id = account_id
    desk.context.go(Place("account", account_id, tab))
    page = desk.screen.findChild(TabPage, f"tab_{tab}")
    assert page is not None
    return page


def test_a_jump_goes_into_a_card_that_was_not_filled_yet(desk: Desk, two: tuple[int, int]) -> None:
    page = open_other(desk, two[1], "point")
    assert page._unseen.waiting()
    assert page.focus(two[1], LAST_FIELD)
    assert not page._unseen.waiting()
    desk.settle()
    assert desk.editor().text() == "A board decides"
    assert desk.row("account", LAST_FIELD).visibleRegion().boundingRect().isValid()


def test_scrolling_shows_the_account_in_front_and_no_other(desk: Desk, two: tuple[int, int]) -> None:
    page = open_other(desk, two[1], "point")
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
    assert desk.row("account", LAST_FIELD).data.value == "A board decides"


def test_idle_moments_fill_the_whole_page(desk: Desk, two: tuple[int, int]) -> None:
    page = open_other(desk, two[1], "point")
    QCoreApplication.sendPostedEvents()
    desk.settle()
    assert not page._unseen.waiting()
    row = desk.row("account", LAST_FIELD)
    assert row.data.value == "A board decides"
    assert row.updatesEnabled()


def test_a_stored_answer_goes_to_the_account_in_front(desk: Desk, two: tuple[int, int]) -> None:
    desk.context.go(Place("account", two[1], "point", f"{two[1]}:{LAST_FIELD}"))
    desk.account_id = two[1]
    desk.settle()
    desk.type("Nobody knows")
    desk.press(Qt.Key.Key_Return)
    assert [desk.app.desk.plan(one).value(one, LAST_FIELD) for one in two] == [
        "The owner decides",
        "Nobody knows",
    ]


def test_going_back_shows_what_was_changed_in_between(desk: Desk, two: tuple[int, int]) -> None:
    open_other(desk, two[1], "point")
    desk.settle()
    desk.app.facts.observe(two[0], "city", "Ghent")
    desk.account_id = two[0]
    desk.go("point")
    assert desk.row("account", "city").data.value == "Ghent"


def test_a_jump_goes_into_the_profile_of_a_person_not_shown_yet(desk: Desk) -> None:
    people = [desk.add("person", name) for name in ("Ann Peeters", "Bo Claes")]
    desk.app.records.add(NewRecord("need", "Less downtime", desk.account_id))
    desk.go("surface", f"{people[0]}:")
    profile = desk.app.desk.catalogue.fields("person", "wishes")[-1].key
    assert desk.screen._tabs["surface"].focus(people[1], profile)  # type: ignore[attr-defined]
    page = desk.screen.findChild(PersonPage)
    assert page is not None
    assert not page._unseen.waiting()
    desk.settle()
    assert desk.has_editor()


def test_needs_and_rows_are_shown_anew_in_the_widgets_of_those_that_went(desk: Desk) -> None:
    first = desk.add("need", "Less downtime", kind="product", nature="hidden")
    desk.go("point")
    tile = desk.child(f"need_{first}")
    other = desk.app.accounts.add("Southwind")
    second = desk.app.records.add(NewRecord("need", "More speed", other, facts={"kind": "product"}))
    desk.account_id = other
    desk.go("point")
    assert desk.child(f"need_{second}") is tile
    desk.qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
    desk.settle()
    assert desk.row("need", "evidence", second).isVisible()


def test_the_palette_offers_what_the_tab_in_front_can_do(desk: Desk) -> None:
    desk.app.projects.add(desk.account_id, "Line 2")
    desk.go("point")
    assert "advance" not in {one.key for one in desk.screen.commands()}
    desk.go("procurement")
    (advance,) = [one for one in desk.screen.commands() if one.key == "advance"]
    assert advance.keys
