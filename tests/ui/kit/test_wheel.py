"""The wheel moves pages; what the mouse passes on the way stays as it was chosen."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.inputs import Choice
from ui.widgets.surfaces import ScrollPage
from ui.widgets.tabs import SegmentedTabs

NOTCH = 120
"""Eighths of a degree, as every mouse counts."""
OPTIONS = [(str(number), f"Option {number}") for number in range(5)]


def turn(page: QWidget, widget: QWidget) -> None:
    """One notch towards the user, over the middle of a widget."""
    middle = widget.mapTo(page, widget.rect().center())
    QTest.wheelEvent(page.windowHandle(), QPointF(middle), QPoint(0, -NOTCH))


def test_the_wheel_over_a_choice_or_tabs_scrolls_the_page_and_chooses_nothing(qtbot: QtBot) -> None:
    page = ScrollPage("page", 400)
    qtbot.addWidget(page)
    page.resize(400, 200)
    choice, tabs = Choice("choice", "Choice", OPTIONS), SegmentedTabs("tabs", OPTIONS, page)
    for widget in (choice, tabs):
        page.body.addWidget(widget)
    page.body.addSpacing(2000)
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 0)
    for widget in (choice, tabs):
        page.verticalScrollBar().setValue(0)
        widget.setFocus()
        turn(page, widget)
        qtbot.waitUntil(lambda: page.verticalScrollBar().value() > 0)
    assert (choice.key(), tabs.key()) == ("0", "0")
