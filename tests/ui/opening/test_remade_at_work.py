"""Pages made anew while a thread works for them (F8, another language): what comes then finds nobody, and hurts nobody."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from desktopcrm.errors import UserError
from desktopcrm.preferences import Preferences
from desktopcrm.texts import Texts
from tests.ui.opening.conftest import PASSPHRASE, Desk, Open, SealedFolder
from ui.context import Context, Place
from ui.dialogs.sweep import destroy_now
from ui.dialogs.unlock_page import UnlockPage
from ui.main_window import MainWindow
from ui.screens import offered
from ui.widgets.button import Button


def places(desk: Desk) -> list[Place]:
    """Those that begin work as soon as they are shown."""
    account = desk.context.app.records.of_kind("account")[0].id
    tabs = ("data", "backups", "encryption")
    return [Place("today"), Place("account", account, "plan"), *(Place("safety", tab=tab) for tab in tabs)]


def test_a_page_that_is_made_anew_at_work_hears_nothing_of_it(open_desk: Open, plain: Path) -> None:
    desk = open_desk(plain)
    jobs = desk.context.jobs
    for place in places(desk):
        desk.go(place)
        desk.window.rebuild()
        destroy_now()  # before any result has come
        desk.qtbot.waitUntil(lambda: jobs.running() == 0)
        assert desk.window.here() == place


def press_when_seen(desk: Desk, name: str) -> None:
    desk.qtbot.waitUntil(lambda: desk.find(Button, name) is not None)
    desk.press(name)


def test_what_was_asked_of_a_page_is_told_when_it_has_been_made_anew(open_desk: Open, plain: Path) -> None:
    desk = open_desk(plain)
    tr, jobs = desk.context.tr, desk.context.jobs
    desk.frame.resize(1280, 800)
    desk.context.app.backups.make("hand")
    for tab, button, told in (
        ("backups", "backup_check", tr("safety.checked_good")),
        ("data", "safety_examine", tr("safety.health_good")),
    ):
        desk.go(Place("safety", tab=tab))
        press_when_seen(desk, button)
        desk.window.rebuild()
        destroy_now()
        desk.qtbot.waitUntil(lambda: jobs.running() == 0)
        assert desk.notice() == told


def test_a_language_chosen_while_the_passphrase_is_tried_waits_for_the_data(
    open_desk: Open, sealed: SealedFolder
) -> None:
    desk = open_desk(sealed.folder)
    page = desk.get(UnlockPage, "unlock_page")
    page.secret.line.setText(PASSPHRASE)
    page.try_it()
    desk.window.change_language("zh")
    assert desk.notice() == "This happens as soon as the present work has ended."
    desk.wait_open()
    desk.qtbot.waitUntil(lambda: desk.context.lang == "zh")


def test_a_language_chosen_at_the_door_ends_with_the_window(qtbot: QtBot, tmp_path: Path) -> None:
    context = Context(Texts.load(), Preferences(tmp_path / "preferences.json"))
    window = MainWindow(context, offered())
    window.opening.show_obstacle(UserError("errors.read_only_mode"))
    button = window.findChild(Button, "obstacle_page_language")
    assert button is not None
    button.click()
    delete(window)
    with qtbot.captureExceptions() as errors:
        QApplication.processEvents()
    assert errors == []
