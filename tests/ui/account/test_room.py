"""What gives way where there is little room: at large text the list of people, in a narrow column the label."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from desktopcrm.domain.catalogue import Field
from tests.ui.account.conftest import SIZE, Desk
from ui.screens.account.surface import CARD_NEEDS, NARROWEST_LIST, SurfaceTab
from ui.theme import Look, Style, Type, theme
from ui.widgets import painting
from ui.widgets.field_row import FieldRow
from ui.widgets.field_row_view import FieldRowData

LARGEST = 2.0


def _surface(desk: Desk) -> SurfaceTab:
    found = desk.screen.findChild(SurfaceTab)
    assert found is not None
    return found


def test_the_list_of_people_stands_beside_the_card(desk: Desk) -> None:
    desk.add("person", "Ann Peeters")
    desk.go("surface")
    people, card = desk.child("people"), desk.child("person_page")
    assert people.mapTo(desk.screen, people.rect().topRight()).x() < card.mapTo(desk.screen, card.pos()).x()


def _at_width(desk: Desk, width: int) -> tuple[QWidget, QWidget]:
    """The list and the card's place in a tab as wide as this."""
    desk.add("person", "Ann Peeters")
    desk.go("surface")
    tab = _surface(desk)
    tab.resize(theme().px(width), tab.height())
    people, card = desk.child("people"), desk.child("person_page").parentWidget()
    people.parentWidget().layout().activate()
    return people, card


def test_at_the_largest_text_the_page_needs_no_larger_window(desk: Desk) -> None:
    desk.add("person", "Ann Peeters")
    theme().apply(Style(Look.LIGHT, "en", LARGEST))
    desk.go("surface")
    desk.window.resize(*SIZE)
    desk.settle()
    assert (desk.window.width(), desk.window.height()) == SIZE


def test_the_list_gives_its_room_to_the_card(desk: Desk) -> None:
    people, card = _at_width(desk, NARROWEST_LIST + CARD_NEEDS)
    assert people.width() <= theme().px(NARROWEST_LIST)
    assert people.geometry().right() < card.geometry().left()


def test_where_even_that_is_too_narrow_the_list_stands_above_the_card(desk: Desk) -> None:
    people, card = _at_width(desk, CARD_NEEDS)
    assert people.geometry().bottom() <= card.geometry().top()


def _row(field: Field) -> FieldRow:
    row = FieldRow(FieldRowData(field.key, field.label.en, "3"), 150)
    row.resize(600, row.heightForWidth(600))
    return row


@pytest.mark.parametrize("width", [560, 640, 900])
def test_a_long_label_takes_the_lines_it_needs(desk: Desk, width: int) -> None:
    fields = desk.app.desk.catalogue.fields("account")
    longest = max(fields, key=lambda one: len(one.label.en))
    shortest = min(fields, key=lambda one: len(one.label.en))
    long_row, short_row = _row(longest), _row(shortest)
    desk.qtbot.addWidget(long_row)
    desk.qtbot.addWidget(short_row)
    label = long_row._picture().places(width).label
    needed = painting.text_height(theme().font(Type.DENSE), longest.label.en, label.width())
    assert needed > painting.text_height(theme().font(Type.DENSE))
    assert long_row.heightForWidth(width) > needed
    assert short_row.heightForWidth(width) < long_row.heightForWidth(width)
