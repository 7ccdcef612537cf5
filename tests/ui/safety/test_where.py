"""Where is my data, and the first start: what is shown is so, and each way leads where it says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from desktopcrm.app import App
from desktopcrm.preferences import Preferences
from desktopcrm.services import encryption
from desktopcrm.texts import Texts
from tests.ui.safety.conftest import PASSPHRASE, Hand
from ui.context import Context, Place
from ui.widgets.menu import Menu
from ui.widgets.tile import Tile


@pytest.fixture
def cloudy(tmp_path: Path) -> Iterator[Context]:
    """Data in a folder that a program copies into a cloud."""
    folder = tmp_path / "OneDrive" / "data"
    folder.mkdir(parents=True)
    context = Context(Texts.load(), Preferences(folder / "preferences.json"))
    context.preferences.put("language", "en")
    context.set_language("en")
    context.open(App.open(folder))
    yield context
    context.close()


class TestCloud:
    """The same page where the folder is no good place."""

    @pytest.fixture
    def context(self, cloudy: Context) -> Context:
        return cloudy

    def test_a_folder_that_is_copied_by_others_is_warned_of(self, hand: Hand) -> None:
        hand.go("data")
        assert "OneDrive" in hand.words("safety_warning_0_words")


def test_figures_follow_what_is_done(hand: Hand, app: App) -> None:
    hand.go("data")
    assert hand.words("safety_folder") == str(app.folder)
    hand.wait(lambda: hand.words("safety_backup_figure") == "None yet")
    assert hand.words("safety_sealing_figure") == "Not encrypted"
    app.accounts.add("Acme")
    hand.click("safety_make")
    hand.wait(lambda: hand.words("safety_backup_figure") == "Just now")
    assert "everything is in it" in hand.words("safety_backup_remark")
    hand.click("safety_examine")
    hand.wait(lambda: hand.words("safety_health_figure") == "All good")
    app.accounts.add("Nordwind")
    hand.go("data")
    hand.wait(lambda: "not in it yet" in hand.words("safety_backup_remark"))


def test_a_second_place_is_named_where_the_data_are_said_to_be(hand: Hand, app: App, tmp_path: Path) -> None:
    hand.go("data")
    assert "nowhere else" in hand.words("safety_folder_about")
    stick = tmp_path / "stick"
    stick.mkdir()
    app.backups.set_second_place(stick)
    hand.go("data")
    hand.wait(lambda: str(stick) in hand.words("safety_folder_about"))
    assert "nowhere else" not in hand.words("safety_folder_about")


def test_the_path_is_copied(hand: Hand, app: App) -> None:
    hand.go("data")
    hand.click("safety_copy_folder")
    assert QGuiApplication.clipboard().text() == str(app.folder)


def test_figures_lead_to_their_tabs_and_settings_to_the_page(hand: Hand, context: Context) -> None:
    hand.go("data")
    hand.click("safety_to_backups")
    hand.find("backups_make")
    hand.go("data")
    hand.click("safety_to_sealing")
    hand.find("safety_offer")
    context.go(Place("settings"))
    hand.click("settings_backups")
    hand.find("backups_make")


def test_the_first_start_offers_encryption_and_comes_back(hand: Hand, app: App, context: Context) -> None:
    folder = app.folder
    context.go(Place("welcome"))
    tile = hand.find("encrypt_first", Tile)
    assert isinstance(tile, Tile)
    tile.click()
    hand.choose("set_up_passphrase", PASSPHRASE)
    hand.click("set_up_go_on")
    groups = hand.shown_key()
    hand.click("have_key")
    hand.confirm(groups)
    hand.click("confirm_go_on")
    hand.click("set_up_work")
    hand.find("first_sealed")
    assert encryption.is_sealed(folder)
    hand.find("try_samples")


def test_encryption_is_put_aside_with_one_click(hand: Hand, app: App, context: Context) -> None:
    context.go(Place("welcome"))
    hand.click("skip_encryption")
    hand.wait(lambda: hand.seen("encrypt_first") is None)
    assert not encryption.is_sealed(app.folder)
    hand.find("try_samples")


def test_the_menu_of_the_window_leads_to_safety_and_to_privacy(hand: Hand) -> None:
    menu = hand.window.findChild(Menu, "window_menu_entries")
    assert menu is not None
    menu.aboutToShow.emit()
    offered = [one.objectName() for one in menu.actions()]
    assert {"action_safety_data", "action_privacy"} <= set(offered)
    menu.actions()[offered.index("action_safety_data")].trigger()
    hand.find("safety_data")


def test_what_a_recovery_left_is_listed_and_goes_only_after_a_second_step(hand: Hand, app: App) -> None:
    left = app.folder / "desktopcrm.damaged-1.db"
    left.write_bytes(b"no database")
    (app.folder / "desktopcrm.damaged-1.db-wal").write_bytes(b"nor a log")
    (app.folder / "my copy.db").write_bytes(b"mine")
    hand.go("data")
    hand.click("remove_desktopcrm.damaged-1.db")
    hand.click("ask_cancel")
    assert left.exists()
    assert hand.seen("remove_my copy.db") is None
    hand.click("remove_desktopcrm.damaged-1.db")
    hand.click("ask_confirm")
    hand.wait(lambda: hand.seen("remove_desktopcrm.damaged-1.db") is None)
    assert [one.name for one in app.folder.glob("*damaged*")] == []
    assert (app.folder / "my copy.db").exists()
