"""A person is typed by a part of the name: the one who is meant is taken by Enter, in doubt one is asked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListView

from tests.ui.account.conftest import Desk
from tests.ui.shown import press_at
from ui.widgets.button import Button

ENTER, DOWN, SPACE, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Escape


def press(desk: Desk, *keys: Qt.Key | str) -> None:
    """Keys as they come to the window: an open list gets them first."""
    for key in keys:
        press_at(desk.window, key)
        desk.settle()


def offered() -> list[str]:
    """What the open list says."""
    popup = QApplication.activePopupWidget()
    if not isinstance(popup, QListView):
        return []
    model = popup.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


@pytest.fixture
def people(desk: Desk) -> dict[str, str]:
    """Name → uid."""
    for name in ("Mr. Chase", "Priya Head", "Jane Head"):
        desk.add("person", name)
    return {one.name: one.uid for one in desk.plan.of("person")}


@pytest.fixture
def project(desk: Desk, people: dict[str, str]) -> int:
    assert people
    return desk.app.projects.add(desk.account_id, "Third furnace")


def test_a_surname_and_enter_store_the_one_who_bears_it(
    desk: Desk, project: int, people: dict[str, str]
) -> None:
    desk.go("procurement", f"{project}:decision_maker")
    press(desk, "Chase")
    assert offered() == ["Mr. Chase", "New person “Chase”"]
    press(desk, ENTER)
    assert desk.plan.value(project, "decision_maker") == people["Mr. Chase"]
    assert desk.focused() is desk.row("project", "decision_maker")


def test_of_several_one_is_asked_and_somebody_new_stands_below_them(
    desk: Desk, project: int, people: dict[str, str]
) -> None:
    desk.go("procurement", f"{project}:decision_maker")
    press(desk, "Head", ENTER)
    assert desk.plan.fact(project, "decision_maker") is None
    assert offered() == ["Priya Head", "Jane Head", "New person “Head”"]
    press(desk, DOWN, ENTER)
    assert desk.plan.value(project, "decision_maker") == people["Jane Head"]
    press(desk, ENTER, "Head", ENTER, DOWN, DOWN, ENTER)
    (new,) = (one for one in desk.plan.of("person") if one.name == "Head")
    assert desk.plan.value(project, "decision_maker") == new.uid
    desk.window.undo()
    desk.settle()
    assert {one.name for one in desk.plan.of("person")} == set(people)
    assert desk.plan.value(project, "decision_maker") == people["Jane Head"]


def test_somebody_joins_the_team_by_surname_and_undo_means_the_window_again(
    desk: Desk, project: int, people: dict[str, str]
) -> None:
    def team() -> list[str]:
        return [one.name for one in desk.plan.of("member", project)]

    desk.go("procurement", f"{project}:new.member")
    assert desk.focused().objectName() == "new_member"
    press(desk, "Chase", ENTER, "Head", ENTER, ENTER, "Head", ENTER, DOWN, DOWN, ENTER)
    assert team() == ["Mr. Chase", "Priya Head", "Head"]
    assert [one.name for one in desk.plan.of("person")] == [*people, "Head"]
    for left in (["Mr. Chase", "Priya Head"], ["Mr. Chase"], []):
        desk.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert team() == left
    desk.press(Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert team() == ["Mr. Chase"]


def test_letters_go_to_the_name_they_begin_and_enter_ticks_it(
    desk: Desk, project: int, people: dict[str, str]
) -> None:
    desk.go("procurement", f"{project}:sufferers")
    press(desk, "Priya", SPACE)
    assert [one.words() for one in desk.editor().findChildren(Button) if one.isChecked()] == ["Priya Head"]
    press(desk, "Chase", ENTER, ENTER)
    wanted = {people["Priya Head"], people["Mr. Chase"]}
    assert set(desk.plan.value(project, "sufferers").split(",")) == wanted
    press(desk, ENTER, "Tom", ESCAPE)
    assert set(desk.plan.value(project, "sufferers").split(",")) == wanted


def test_letters_that_begin_no_name_go_on_as_somebody_else(desk: Desk, project: int) -> None:
    desk.go("procurement", f"{project}:sufferers")
    press(desk, "Prim Rose", ENTER)
    assert "Prim Rose" in desk.row("project", "sufferers").error()
