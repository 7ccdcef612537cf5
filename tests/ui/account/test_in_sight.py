"""What the keyboard is at is in sight: nobody types blind at the edge of a page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QScrollArea, QWidget

from tests.ui.account.conftest import Desk
from ui.widgets.field_row import FieldRow


def page_of(widget: QWidget) -> QScrollArea:
    one: QWidget | None = widget
    while one is not None and not isinstance(one, QScrollArea):
        one = one.parentWidget()
    assert one is not None
    return one


def row_of(widget: QWidget) -> FieldRow:
    one: QWidget | None = widget
    while one is not None and not isinstance(one, FieldRow):
        one = one.parentWidget()
    assert one is not None
    return one


def is_whole(widget: QWidget) -> bool:
    view = page_of(widget).viewport()
    return view.rect().contains(QRect(widget.mapTo(view, QPoint()), widget.size()))


def last_row(desk: Desk) -> FieldRow:
    rows = [one for one in desk.screen.findChildren(FieldRow) if one.isVisible()]
    return max(rows, key=lambda one: one.mapTo(desk.window, QPoint()).y())


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_the_arrows_never_leave_the_screen(desk: Desk, scale: float) -> None:
    desk.window.change_scale(scale)
    desk.settle()
    desk.go("point", "short_name")
    desk.press(Qt.Key.Key_Escape)
    seen = []
    for _ in range(40):
        desk.press(Qt.Key.Key_Down)
        seen.append(desk.focused().objectName())
        assert is_whole(desk.focused()), desk.focused().objectName()
    assert len(set(seen)) > 30
    for _ in range(10):
        desk.press(Qt.Key.Key_Up)
        assert is_whole(desk.focused()), desk.focused().objectName()


def test_a_block_is_filled_with_enter_and_down_in_sight(desk: Desk) -> None:
    desk.go("point", "short_name")
    desk.press(Qt.Key.Key_Escape)
    for place in range(24):
        desk.press(Qt.Key.Key_Return)
        if desk.has_editor():
            assert is_whole(row_of(desk.focused())), place
            assert is_whole(desk.editor())
            desk.press(Qt.Key.Key_Escape)
        desk.press(Qt.Key.Key_Down)


def test_the_reason_of_a_refusal_is_in_sight(desk: Desk) -> None:
    row = desk.row("account", "employees")
    row.setFocus()
    desk.settle()
    page = page_of(row)
    below = row.mapTo(page.viewport(), QPoint(0, row.height())).y() - page.viewport().height()
    page.verticalScrollBar().setValue(page.verticalScrollBar().value() + below)
    desk.press(Qt.Key.Key_Return)
    desk.qtbot.keyClicks(desk.focused(), "quite some")
    desk.press(Qt.Key.Key_Return)
    assert row.error()
    assert is_whole(row)


def test_what_grows_above_moves_nothing_out_of_sight(desk: Desk) -> None:
    desk.go("point", "short_name")
    desk.press(Qt.Key.Key_Escape)
    for _ in range(9):
        desk.press(Qt.Key.Key_Down)
    for name in ("less waste", "a quiet line", "no downtime", "one contact", "a spare part", "cleaner parts"):
        desk.add("need", name, kind="product", nature="hidden")
        desk.settle()
        assert is_whole(desk.focused()), name


def test_what_takes_room_away_hides_nothing(desk: Desk) -> None:
    desk.go("point", "short_name")
    desk.press(Qt.Key.Key_Escape)
    for _ in range(9):
        desk.press(Qt.Key.Key_Down)
    desk.window.resize(1280, 500)
    desk.settle()
    assert is_whole(desk.focused())


def test_who_scrolls_by_hand_looks_elsewhere_until_the_next_key(desk: Desk) -> None:
    desk.go("point", "short_name")
    desk.press(Qt.Key.Key_Escape)
    row = desk.focused()
    page = page_of(row)
    for _ in range(30):
        wheel(page)
    desk.settle()
    assert not is_whole(row)
    desk.add("need", "less waste", kind="product", nature="hidden")
    desk.settle()
    assert not is_whole(row)
    desk.press(Qt.Key.Key_Return)
    assert is_whole(row)


def wheel(page: QScrollArea) -> None:
    place = QPointF(20, 20)
    at = page.viewport().mapToGlobal(place)
    down = QWheelEvent(
        place, at, QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(page.viewport(), down)


def test_a_row_keeps_the_keyboard_though_a_list_stood_open_over_its_editor(desk: Desk) -> None:
    row = desk.row("account", "role_in_chain")
    row.setFocus()
    desk.press(Qt.Key.Key_Return)
    choice = desk.focused()
    assert isinstance(choice, QComboBox)
    choice.showPopup()
    desk.settle()
    row.close_editor()
    choice.hidePopup()
    desk.settle()
    assert desk.focused() is row


def test_another_tab_begins_at_its_top(desk: Desk) -> None:
    desk.go("surface")
    desk.child("add_person").setFocus()
    desk.press(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert desk.focused().objectName() == "account_tabs"
    assert page_of(desk.row("account", "short_name")).verticalScrollBar().value() == 0
