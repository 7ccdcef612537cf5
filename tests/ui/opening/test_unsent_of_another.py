"""What was refused of one purchase never stands in the field of another, whatever is made anew meanwhile."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.opening.conftest import Open
from tests.ui.opening.test_locking import account_of
from tests.ui.opening.test_unsent_refused import cover_twice, turn_to
from ui.context import Place
from ui.screens.procurement.tab import ProcurementTab
from ui.widgets.inputs import TextLine

REFUSED = "10 Sep 2099"


def test_a_day_that_was_refused_of_one_purchase_comes_back_to_that_one(open_desk: Open, plain: Path) -> None:
    desk = open_desk(plain)
    app, account = desk.context.app, account_of(desk)
    mine = app.projects.add(account, "Kiln", date(2026, 5, 1))
    app.projects.add(account, "Crane", date(2026, 5, 1))  # the one that is shown where none is in hand
    desk.go(Place("account", account, "procurement", f"purchase:{mine}"))
    QApplication.processEvents()
    line = desk.get(TextLine, "stage_entered")
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, REFUSED)
    QTest.keyClick(line, Qt.Key.Key_Return)
    turn_to(desk, "point")
    cover_twice(desk)
    turn_to(desk, "procurement")
    desk.qtbot.waitUntil(lambda: desk.get(TextLine, "stage_entered").text() == REFUSED)
    assert desk.get(ProcurementTab, "procurement_tab").in_hand() == mine
