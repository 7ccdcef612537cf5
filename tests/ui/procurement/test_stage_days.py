"""The days of the stages in the window: planned, and when each was really entered."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.procurement.conftest import Ground, child
from tests.ui.procurement.test_stages import answer, panel
from ui.screens.procurement import ProcurementTab
from ui.widgets.inputs import TextLine
from ui.widgets.label import Label
from ui.widgets.stages import StageSteps


def test_the_day_a_stage_was_entered_is_said_in_place_the_first_as_well(
    tab: ProcurementTab, ground: Ground
) -> None:
    today, entered = ground.app.desk.today(), tab.course.days.entered
    assert entered.text() == f"{today.day} {today:%b %Y}"
    assert tab.course.title.findChildren(Label)[1].text().endswith(", since today")
    for said in ("tomorrow", f"{today - timedelta(days=40)}"):
        entered.setFocus()
        entered.setText(said)
        QTest.keyClick(entered, Qt.Key.Key_Return)
    assert ground.course().days_in_stage == 40
    assert "for 40 days" in tab.course.title.findChildren(Label)[1].text()
    tab.course.advance.click()
    child(panel(tab), TextLine, "ask_day").setText(f"{today - timedelta(days=30)}")
    answer(tab, "They hurry")
    assert (ground.course().stage, ground.course().days_in_stage) == (2, 30)
    QTest.keyClick(tab.course.steps, Qt.Key.Key_Right)
    assert entered.isHidden() or not entered.isVisible()


def test_a_planned_day_of_another_year_says_its_year(tab: ProcurementTab, ground: Ground) -> None:
    year = ground.app.desk.today().year
    ground.app.facts.observe(ground.project, "planned.7", f"{year}-12-31")
    ground.app.facts.observe(ground.project, "planned.8", f"{year + 1}-01-11")
    tab.show_plan(ground.app.desk.plan(ground.account))
    days = [mark.days for mark in child(tab, StageSteps, "stage_steps")._marks]
    assert days[6:] == ["31 Dec", f"11 Jan {year + 1}"]


def test_the_planned_start_is_written_in_place_and_compared(tab: ProcurementTab, ground: Ground) -> None:
    QTest.keyClick(tab.course.steps, Qt.Key.Key_Right)
    planned = tab.course.days.planned
    planned.setFocus()
    planned.setText("yesterday")
    QTest.keyClick(planned, Qt.Key.Key_Return)
    yesterday = ground.app.desk.today() - timedelta(days=1)
    assert ground.value(ground.project, "planned.2") == yesterday.isoformat()
    assert child(tab, Label, "stage_days").text().endswith("planned start missed by 1 day")
