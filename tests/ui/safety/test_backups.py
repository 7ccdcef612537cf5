"""The list of backups: made, checked, looked into, restored and undone on real files."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktopcrm.app import App
from desktopcrm.services.accounts import AccountQuery
from desktopcrm.texts import Texts
from tests.ui.safety.conftest import Hand
from ui.context import Context
from ui.models.moments import told_apart
from ui.screens.safety.backups_tab import BackupsTab
from ui.screens.safety.second_place import SecondPlaceCard
from ui.widgets.table import DataTable


def names(context: Context) -> list[str]:
    return sorted(record.name for record in context.app.records.of_kind("account"))


def table(hand: Hand) -> DataTable:
    found = hand.find("backups_table", DataTable)
    assert isinstance(found, DataTable)
    return found


def filled(hand: Hand, app: App) -> None:
    """Two accounts in a backup, a third that is in none."""
    app.accounts.add("Acme")
    app.accounts.add("华东机械")
    app.backups.make("hand")
    app.accounts.add("Nordwind")
    hand.go("backups")
    hand.wait(lambda: table(hand).model().rowCount() == 1)


def test_a_backup_is_made_with_one_click_and_listed(hand: Hand, app: App) -> None:
    app.accounts.add("Acme")
    hand.go("backups")
    hand.find("empty_state")
    hand.click("backups_make")
    hand.wait(lambda: table(hand).isVisible() and table(hand).model().rowCount() == 1)
    assert app.backups.list()[0].accounts == 1
    assert hand.find("backup_preview").isEnabled()


def test_the_new_backup_is_in_hand(hand: Hand, app: App) -> None:
    filled(hand, app)
    hand.click("backups_make")
    hand.wait(lambda: table(hand).model().rowCount() == 2)
    assert table(hand).current_id() == 1


def test_a_restore_is_looked_into_done_and_undone(hand: Hand, app: App, context: Context) -> None:
    filled(hand, app)
    hand.click("backup_preview")
    hand.find("restore_card")
    hand.click("restore_now")
    hand.wait(lambda: context.is_open and context.app is not app and names(context) == ["Acme", "华东机械"])
    hand.wait(lambda: hand.seen("notice_action") is not None)
    restored = context.app
    hand.click("notice_action")
    hand.wait(lambda: context.is_open and context.app is not restored)
    assert names(context) == ["Acme", "Nordwind", "华东机械"]


def test_after_a_restore_the_backups_are_in_front_again(hand: Hand, app: App, context: Context) -> None:
    filled(hand, app)
    hand.click("backup_preview")
    hand.click("restore_now")
    hand.wait(lambda: context.is_open and context.app is not app and hand.seen("backups_table") is not None)
    hand.wait(lambda: table(hand).model().rowCount() == 2)
    assert {one.reason for one in context.app.backups.list()} == {"hand", "before_restore"}
    assert "earlier state" in hand.words("restore_undo_words")
    hand.click("restore_undo_look")
    restored = context.app
    hand.click("restore_now")
    hand.wait(lambda: context.is_open and context.app is not restored)
    assert names(context) == ["Acme", "Nordwind", "华东机械"]


def test_keys_look_into_a_backup_and_ask_to_delete_it(hand: Hand, app: App) -> None:
    filled(hand, app)
    table(hand).setFocus()
    QTest.keyClick(table(hand), Qt.Key.Key_Delete)
    QTest.keyClick(hand.find("ask_confirm"), Qt.Key.Key_Escape)
    hand.wait(lambda: hand.seen("ask_confirm") is None)
    assert table(hand).hasFocus()
    QTest.keyClick(table(hand), Qt.Key.Key_Return)
    card = hand.find("restore_card")
    QTest.keyClick(card, Qt.Key.Key_Escape)
    hand.wait(lambda: table(hand).isVisible())


def test_a_preview_changes_nothing(hand: Hand, app: App, context: Context) -> None:
    filled(hand, app)
    hand.click("backup_preview")
    hand.click("restore_cancel")
    hand.wait(lambda: table(hand).isVisible())
    assert names(context) == ["Acme", "Nordwind", "华东机械"]
    assert context.app is app


def test_what_is_the_same_is_not_offered_for_a_restore(hand: Hand, app: App) -> None:
    app.accounts.add("Acme")
    app.backups.make("hand")
    hand.go("backups")
    hand.click("backup_preview")
    hand.find("restore_card")
    assert hand.seen("restore_now") is None


def test_a_damaged_backup_is_told_and_leaves_the_data_alone(hand: Hand, app: App) -> None:
    filled(hand, app)
    file = app.backups.list()[0].file
    data = bytearray(file.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 4096] = bytes(4096)
    file.write_bytes(bytes(data))
    hand.click("backup_check")
    hand.wait(lambda: hand.seen("notice_text") is not None and "damaged" in hand.said())
    hand.click("backup_preview")
    hand.wait(lambda: hand.find("backup_preview").isEnabled())
    assert app.accounts.count(AccountQuery()) == 3


def test_deleting_a_backup_asks_first(hand: Hand, app: App) -> None:
    filled(hand, app)
    file = app.backups.list()[0].file
    hand.click("backup_remove")
    hand.click("ask_cancel")
    assert file.exists()
    hand.click("backup_remove")
    hand.click("ask_confirm")
    hand.wait(lambda: not file.exists())


def test_a_second_place_gets_every_backup(hand: Hand, app: App, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    filled(hand, app)
    card = hand.find("second_place", SecondPlaceCard)
    assert isinstance(card, SecondPlaceCard)
    card.take(stick)
    hand.wait(lambda: str(stick) in hand.words("second_said"))
    hand.wait(lambda: hand.seen("second_stop") is not None)
    copied = [one.name for one in stick.rglob("*.db")]
    assert copied == [app.backups.list()[0].file.name]
    hand.click("second_stop")
    hand.wait(lambda: hand.seen("second_stop") is None)
    assert app.backups.second_place().folder is None


def test_the_list_stays_usable_in_chinese(hand: Hand, app: App, context: Context) -> None:
    filled(hand, app)
    context.shell.change_language("zh")
    hand.wait(lambda: hand.seen("backups_table") is not None and table(hand).model().rowCount() == 1)
    assert isinstance(hand.find("safety_backups"), BackupsTab)
    spoken = table(hand).model().index(0, 2).data()
    assert "2 家客户" in str(spoken)


def test_two_of_the_same_minute_are_told_apart_by_seconds() -> None:
    tr, noon = Texts.load().bind("en"), datetime(2026, 5, 14, 12, 0, 7).astimezone()
    every = (noon, noon + timedelta(seconds=20), noon - timedelta(hours=1))
    assert told_apart(tr, every, noon) == ("today 12:00:07", "today 12:00:27", "today 11:00")


def test_the_list_never_has_to_be_moved_sideways(hand: Hand, app: App) -> None:
    filled(hand, app)
    hand.window.resize(1280, 800)
    hand.window.change_scale(1.5)
    hand.wait(lambda: table(hand).model().rowCount() == 1)
    assert table(hand).horizontalScrollBar().maximum() == 0
