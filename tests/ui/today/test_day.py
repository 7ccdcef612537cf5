"""The eight hours beside the list, changed with keys; the visits for a calendar."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desktopcrm.domain.day_plan import DayPlan
from desktopcrm.services.today import NewVisit
from tests.ui.today.conftest import DAY, Morning
from ui.screens.today.day_list import STEP, DayList


@pytest.fixture
def day(morning: Morning) -> DayList:
    """Three customers with a promise due today each, and one visit agreed at ten."""
    for number, name in enumerate(("Acme", "Boreal", "Corvus")):
        morning.promise(morning.account(name, age=1), f"Answer {number}", DAY)
    visited = morning.account("Delta", age=1)
    morning.app.today.plan_visit(NewVisit(visited, DAY, "10:00", objective="Look at the press"))
    screen = morning.open()
    screen.side.day.setFocus()
    return screen.side.day


def plan(morning: Morning) -> DayPlan:
    page = morning.screen.page
    assert page is not None
    return page.day_plan


def names(morning: Morning) -> list[str]:
    return [slot.account for slot in plan(morning).slots]


def test_what_is_agreed_comes_first_with_its_hour(morning: Morning, day: DayList) -> None:
    assert names(morning)[0] == "Delta"
    assert day.model_.index(0, 0).data().startswith("10:00")
    assert len(names(morning)) == 4


def test_plus_and_minus_change_the_minutes_of_the_block_in_hand(morning: Morning, day: DayList) -> None:
    morning.qtbot.keyClick(day, Qt.Key.Key_Down)
    block = day.block()
    assert block is not None
    assert block.slot is not None
    before, subject = block.slot.minutes, block.slot.subject

    def held() -> int:
        return next(slot.minutes for slot in plan(morning).slots if slot.subject == subject)

    morning.qtbot.keyClicks(day, "+")
    morning.qtbot.waitUntil(lambda: held() == before + STEP)
    morning.qtbot.keyClicks(day, "-")
    morning.qtbot.waitUntil(lambda: held() == before)
    morning.app.history.undo()
    morning.qtbot.waitUntil(lambda: held() == before + STEP)
    assert day.block() is not None


def test_alt_and_an_arrow_move_a_block_and_it_stays_in_hand(morning: Morning, day: DayList) -> None:
    morning.qtbot.keyClick(day, Qt.Key.Key_Down)
    first = names(morning)[1]
    morning.qtbot.keyClick(day, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    morning.qtbot.waitUntil(lambda: names(morning)[2] == first)
    block = day.block()
    assert block is not None
    assert block.text == first
    morning.qtbot.keyClick(day, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    morning.qtbot.waitUntil(lambda: names(morning)[1] == first)


def test_delete_takes_a_block_out_and_enter_brings_it_back(morning: Morning, day: DayList) -> None:
    morning.qtbot.keyClick(day, Qt.Key.Key_Down)
    taken = names(morning)[1]
    morning.qtbot.keyClick(day, Qt.Key.Key_Delete)
    morning.qtbot.waitUntil(lambda: taken not in names(morning))
    morning.qtbot.keyClick(day, Qt.Key.Key_End)
    block = day.block()
    assert block is not None
    assert block.text == taken
    morning.qtbot.keyClick(day, Qt.Key.Key_Return)
    morning.qtbot.waitUntil(lambda: taken in names(morning))


def test_enter_leads_to_the_row(morning: Morning, day: DayList) -> None:
    morning.qtbot.keyClick(day, Qt.Key.Key_Down)
    block = day.block()
    assert block is not None
    morning.qtbot.keyClick(day, Qt.Key.Key_Return)
    assert morning.row().account == block.text
    assert morning.screen.rows.hasFocus()


def test_class_3_gets_no_minutes_and_it_is_said_how_many_that_frees(morning: Morning) -> None:
    account = morning.account("Northfield Castings", age=200)
    morning.app.facts.observe(account, "prelim_class", "3")
    morning.open()
    assert names(morning) == []
    assert plan(morning).freed > 0
    assert morning.screen.side.freed().startswith("Class 3")


def test_the_visits_are_written_for_a_calendar(morning: Morning, day: DayList, tmp_path: Path) -> None:
    assert day
    later = morning.app.accounts.find("Acme")
    morning.app.today.plan_visit(NewVisit(later, DAY + timedelta(days=20), "09:00", objective="Second look"))
    morning.settle()
    file = tmp_path / "visits.ics"
    page = morning.screen.page
    assert page is not None
    morning.screen.day_deeds.write(page, file)
    morning.qtbot.waitUntil(file.exists)
    morning.settle()
    assert file.read_text(encoding="utf-8").count("BEGIN:VEVENT") == 2
