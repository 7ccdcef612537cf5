"""Lamps, checks and the team table of a purchase: what the keyboard is at stays in sight, whatever grows above it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractItemView, QScrollArea, QWidget

from tests.ui.classes.conftest import Hand
from ui.widgets.lamp_list import LampRow


def in_sight(widget: QWidget) -> bool:
    """Whether the widget, of a table its current line, lies within all that scrolls around it."""
    area, part = QRect(QPoint(), widget.size()), widget
    if isinstance(widget, QAbstractItemView) and widget.currentIndex().isValid():
        area, part = widget.visualRect(widget.currentIndex()), widget.viewport()
    page = widget.parentWidget()
    while page is not None and not (isinstance(page, QScrollArea) and page.isAncestorOf(widget)):
        page = page.parentWidget()
    if page is None:
        return True
    view = page.viewport()
    top = part.mapTo(view, area.topLeft()).y()
    return top >= 0 and top + area.height() <= view.height()


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_whatever_tab_and_the_arrows_lead_to_is_in_sight(hand: Hand, scale: float) -> None:
    hand.window.resize(1280, 800)
    if scale != 1:
        hand.window.change_scale(scale)
    hand.member("Ann Peeters")
    hand.member("Bo Claes")
    hand.go("procurement", f"{hand.project}:new.member")
    for key in [Qt.Key.Key_Tab] * 25 + [Qt.Key.Key_Backtab] * 45:
        hand.press(key)
        assert in_sight(hand.focused()), hand.focused().objectName()


def test_the_first_of_the_team_moves_nothing_out_of_sight(hand: Hand) -> None:
    hand.window.resize(1280, 800)
    hand.go("procurement", f"{hand.project}:new.member")
    hand.qtbot.wait(60)
    assert hand.focused().objectName() == "new_member"
    for name in ("Ann Peeters", "Bo Claes", "Cas Dirks"):
        hand.type(name)
        hand.press(Qt.Key.Key_Return)
        hand.settle()
        assert in_sight(hand.focused()), name


def test_lamps_are_answered_and_their_evidence_written_in_sight(hand: Hand) -> None:
    hand.window.resize(1280, 800)
    hand.go("procurement", f"{hand.project}:has_need")
    hand.press(Qt.Key.Key_Escape)
    hand.settle()
    assert isinstance(hand.focused(), LampRow)
    for _ in range(4):
        hand.press(Qt.Key.Key_Y, Qt.Key.Key_Return)
        assert in_sight(hand.focused())
        hand.press(Qt.Key.Key_Escape, Qt.Key.Key_Down)
        assert in_sight(hand.focused())
