"""One account with a purchase, the real data behind it, and the window that listens to what is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktopcrm.app import App
from desktopcrm.domain import stages
from desktopcrm.domain.stages import Course
from desktopcrm.services.records import NewRecord
from tests.ui.shown import shown
from ui.context import Context
from ui.main_window import MainWindow
from ui.screens.procurement import ProcurementTab
from ui.screens.stack import ScreenSpec

W = TypeVar("W", bound=QWidget)
TAB_SIZE = (900, 1400)
SCREENS = (
    ScreenSpec("projects", "ui.screens.projects:ProjectsScreen", "square-kanban", "window.projects"),
    ScreenSpec("people", "ui.screens.people:PeopleScreen", "users", "window.people"),
    ScreenSpec("rivals", "ui.screens.rivals:RivalsScreen", "swords", "window.rivals"),
    ScreenSpec("account", "tests.ui.kit.pages:FirstPage", under="projects"),
    ScreenSpec("accounts", "tests.ui.kit.pages:SecondPage", "building-2", "window.accounts"),
)


@dataclass(frozen=True, slots=True)
class Ground:
    """What every test starts from."""

    app: App
    account: int
    project: int

    def course(self, project: int = 0) -> Course:
        """Where the purchase stands, read anew."""
        plan = self.app.desk.plan(self.account)
        return stages.course(plan.course_of(project or self.project), self.app.desk.today())

    def value(self, record: int, field: str) -> str:
        """A current value, read anew."""
        return self.app.desk.plan(self.account).value(record, field)

    def state(self, item: str) -> str:
        """The answer to an item of the checklist."""
        return self.value(self.project, f"check.{item}")

    def settle(self, *items: str) -> None:
        """Answer items with yes."""
        for item in items:
            self.app.projects.tick(self.project, item, "yes")


@pytest.fixture
def ground(context: Context) -> Ground:
    app = context.app
    account = app.accounts.add("Hallstein Castings")
    return Ground(app, account, app.projects.add(account, "Dust extraction"))


@pytest.fixture
def window(context: Context, qtbot: QtBot) -> Iterator[MainWindow]:
    """The frame with the screens of this part; gone with all its timers before the data is closed."""
    window = MainWindow(context, SCREENS)
    with shown(window, context, qtbot):
        yield window


@pytest.fixture
def tab(ground: Ground, context: Context, window: MainWindow, qtbot: QtBot) -> Iterator[ProcurementTab]:
    """The tab on the account, fed after every change as the account screen does it."""
    tab = ProcurementTab(context)
    assert context.shell is window  # it hears what the tab says
    qtbot.addWidget(tab)
    tab.resize(*TAB_SIZE)
    tab.show_plan(ground.app.desk.plan(ground.account))
    context.changes.changed.connect(lambda _changes: tab.show_plan(ground.app.desk.plan(ground.account)))
    with qtbot.waitExposed(tab):
        tab.show()
    tab.activateWindow()
    yield tab
    context.changes.leave()


def child(host: QWidget, kind: type[W], name: str) -> W:
    """A widget by its object name."""
    found = host.findChild(kind, name)
    assert found is not None, name
    return found


def person(ground: Ground, name: str, **facts: str) -> int:
    """A person of the account."""
    return ground.app.records.add(NewRecord("person", name, ground.account, facts=facts))
