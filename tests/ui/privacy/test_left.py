"""After an erase the rep sees what may still mean the person, works it off, and reaches all of it by mouse and keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktopcrm.app import App
from desktopcrm.services.records import NewRecord
from tests.torture.payload_screens import Window
from ui.context import Place
from ui.dialogs.erase_panel import LEFT, ErasePanel
from ui.dialogs.fact_history import FactHistory
from ui.screens.account.surface import SurfaceTab
from ui.screens.people import PeopleScreen
from ui.screens.privacy import PrivacyScreen
from ui.screens.privacy.left import LeftTexts
from ui.theme import theme
from ui.widgets.button import IconButton
from ui.widgets.inputs import TextLine
from ui.widgets.label import Label
from ui.widgets.menu import Menu
from ui.widgets.notice import InlineNotice

Found = TypeVar("Found", bound=QWidget)


class Case:
    """Carol, of whom two texts speak by her first name, in the window."""

    def __init__(self, folder: Path) -> None:
        self.app = App.open(folder)
        self.app.preferences.put("language", "en")
        self.app.preferences.put("started", value=True)
        self.account = self.app.accounts.add("Quiet Works")
        self.person = self.app.records.add(NewRecord("person", "Carol Brandt", self.account))
        self.app.records.add(NewRecord("person", "Bo Hall", self.account))
        self.action = self.app.records.add(NewRecord("action", "Ring Carol", self.account))
        self.app.facts.observe(self.account, "changes", "Carol has all plants now")
        self.window = Window(self.app)

    def find(self, kind: type[Found], name: str = "") -> Found:
        found = self.window.window.findChild(kind, name) if name else self.window.window.findChild(kind)
        assert found is not None
        return found

    def type_name(self, panel: ErasePanel, qtbot: QtBot) -> None:
        line = panel.findChild(TextLine, "ask_typed")
        assert line is not None
        line.setText("Carol Brandt")
        QTest.keyClick(line, Qt.Key.Key_Return)
        jobs = self.window.context.jobs
        qtbot.waitUntil(lambda: panel.isHidden() and jobs.running() == 0)


@pytest.fixture
def case(qapp: QApplication, tmp_path: Path) -> Iterator[Case]:
    assert qapp is not None
    found = Case(tmp_path / "data")
    yield found
    found.window.close()


def _choose(menu: Menu, words: str) -> None:
    next(one for one in menu.actions() if one.text().startswith(words)).trigger()


def test_the_menu_of_the_open_person_erases_and_what_is_left_is_worked_off(case: Case, qtbot: QtBot) -> None:
    case.window.show(Place("account", case.account, "surface", f"record_{case.person}"))
    more = case.find(IconButton, "person_more")
    assert more.accessibleName() == "More: Carol Brandt"
    more.click()
    menu = case.find(Menu, "person_menu")
    assert any("\tCtrl+Shift+Del" in one.text() for one in menu.actions())
    _choose(menu, "Erase")
    menu.close()
    case.window.window.activateWindow()
    case.type_name(case.find(SurfaceTab).panel, qtbot)
    screen = case.find(PrivacyScreen)
    assert len(case.app.erasing.left()) == screen.left.todo() == 2
    lines = case.find(SurfaceTab).panel.findChildren(TextLine, "ask_typed")
    assert all(not one.text() for one in lines)
    table = screen.left.table
    table.take_first()
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert screen.left.todo() == 1
    QTest.keyClick(table, Qt.Key.Key_Return)
    QApplication.processEvents()
    here = case.window.window.here()
    assert here is not None
    assert here.screen == "account"
    case.app.records.rename(case.action, "Ring the new one")
    case.app.facts.observe(case.account, "city", "Leeds")
    case.window.show(Place("privacy"))
    assert all("Carol has" in one.place.text for one in case.app.erasing.left())


def test_the_question_scrolls_and_does_not_make_the_window_grow(case: Case) -> None:
    for number in range(12):
        case.app.records.add(NewRecord("action", f"Ring Carol about matter {number}", case.account))
        (case.app.folder / f"copy {number}.txt").write_text("Carol Brandt")
    case.window.show(Place("account", case.account, "surface", f"record_{case.person}"))
    window, panel = case.window.window, case.find(SurfaceTab).panel
    before = window.minimumSizeHint().height()
    panel.ask(case.person)
    QApplication.processEvents()
    assert not panel.hasHeightForWidth()
    assert window.minimumSizeHint().height() - before <= panel.minimumSizeHint().height() < theme().px(60)
    assert panel.height() > theme().px(150)
    words = [one.text() for one in panel.findChildren(Label)]
    tr = case.window.context.tr
    assert words.index(tr("erasing.goes")) < words.index(tr("erasing.doubtful", n=14))
    assert [one for one in words if one.startswith("copy ")] == [f"copy {n}.txt" for n in (0, 1, 10, 11, 2)]
    assert tr("erasing.more_files", n=7) in words
    tab = case.find(SurfaceTab)
    assert tab._views.height() == 0  # what else is on the page has made room
    assert panel.height() > tab.height() - theme().px(80)
    assert panel.when.visibleRegion().boundingRect().size() == panel.when.size()
    panel.give_up()
    QApplication.processEvents()
    assert tab._views.height() > theme().px(150)


def test_an_earlier_value_is_marked_and_opens_its_history(case: Case) -> None:
    case.app.records.archive(case.action)
    case.app.erasing.erase(case.person)
    case.window.show(Place("privacy", 0, LEFT))
    left = case.find(LeftTexts)
    assert not case.find(Label, "left_past_lead").isVisible()
    case.app.facts.observe(case.account, "changes", "The new one has all plants")
    left.look()
    assert case.find(Label, "left_past_lead").isVisible()
    marks = [left.table.model().index(row, 0).data() for row in range(left.table.model().rowCount())]
    (number,) = [number for number, words in enumerate(marks, start=1) if "in the history" in words]
    left.table.take(number)
    QTest.keyClick(left.table, Qt.Key.Key_Return)
    assert case.find(FactHistory).isVisible()


def test_reading_only_ticks_nothing_off(case: Case) -> None:
    folder = case.app.folder
    case.app.erasing.erase(case.person)
    case.window.close()
    case.window = Window(App.open(folder, read_only=True))
    window = case.window.window
    case.window.show(Place("privacy", 0, LEFT))
    left = next(iter(window.findChildren(LeftTexts)))
    left.table.take_first()
    QTest.keyClick(left.table, Qt.Key.Key_Space)
    notice = window.findChild(InlineNotice)
    assert notice is not None
    assert "reading only" in notice.accessibleName()
    assert left.todo() == 2


def test_a_row_of_the_people_list_has_its_menu_without_being_opened(case: Case) -> None:
    case.window.show(Place("people"))
    screen = case.find(PeopleScreen)
    screen.table.take_first()
    button = screen.more.button
    assert button.isVisible()
    assert button.accessibleName().startswith("More: ")
    name = button.accessibleName().removeprefix("More: ")
    button.click()
    _choose(case.find(Menu, "person_menu"), "Put away")
    assert name not in [one.name for one in case.app.people.all()]
    case.app.history.undo()
    assert len(case.app.people.all()) == 2
    case.window.show(Place("accounts"))
