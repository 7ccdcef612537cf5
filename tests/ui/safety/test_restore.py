"""What is said before a restore, and what is left after it and after its undo."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktopcrm.app import App
from desktopcrm.services.records import NewRecord
from tests.ui.safety.conftest import Hand
from tests.ui.safety.test_backups import filled, table
from ui.action_table import UNDO_KEYS
from ui.actions import spoken_keys
from ui.blur import blur
from ui.context import BLUR, Context, Place
from ui.dialogs.undo import WAY_BACK, next_words
from ui.models.restore_reading import RestoreReading
from ui.widgets.button import Button


def restore(hand: Hand, app: App, context: Context) -> None:
    """Go back to the chosen backup; the notice offers to undo it."""
    filled(hand, app)
    hand.click("backup_preview")
    hand.click("restore_now")
    hand.wait(lambda: context.is_open and context.app is not app and hand.seen("notice_action") is not None)


def test_what_is_covered_now_stays_covered_after_a_restore(hand: Hand, app: App, context: Context) -> None:
    filled(hand, app)  # the backup is older than the cover
    context.preferences.put(BLUR, value=True)
    context.set_blur(on=True)
    hand.click("backup_preview")
    hand.click("restore_now")
    hand.wait(lambda: context.is_open and context.app is not app)
    assert blur().on


def reading(app: App, context: Context) -> RestoreReading:
    return RestoreReading(context, app.backups.preview(app.backups.list()[0]))


def test_what_belongs_to_no_account_is_counted_as_none(app: App, context: Context) -> None:
    app.accounts.add("Acme")
    app.backups.make("hand")
    app.records.add(NewRecord("firm", "Rival Ltd"))
    assert reading(app, context).summary() == ("What all accounts share would be different:",)
    app.accounts.add("Nordwind")
    assert reading(app, context).summary()[0].startswith("1 account and what")


def test_an_example_sets_its_name_in_quotes(app: App, context: Context) -> None:
    acme = app.accounts.add("Acme")
    app.backups.make("hand")
    app.records.add(NewRecord("person", "Ann Lee", acme))
    (account,) = reading(app, context).changes()
    assert any("“Ann Lee”" in sentence for sentence in account.examples)


def test_covered_no_private_value_is_told(app: App, context: Context) -> None:
    acme = app.accounts.add("Acme")
    ann = app.records.add(NewRecord("person", "Ann Lee", acme, facts={"children": "two girls"}))
    note = app.records.add(NewRecord("note", "drinks", ann))
    app.backups.make("hand")
    app.facts.observe(ann, "children", "three boys")
    app.records.delete(note)
    context.set_blur(True)
    told = " ".join(reading(app, context).changes()[0].examples)
    assert "Children: •••••• → ••••••" in told
    assert not any(secret in told for secret in ("girls", "boys", "drinks"))
    context.set_blur(False)
    assert "three boys → two girls" in " ".join(reading(app, context).changes()[0].examples)


def test_the_rest_is_shown_where_one_asks_for_it(hand: Hand, app: App) -> None:
    acme = app.accounts.add("Acme")
    app.backups.make("hand")
    for number in range(12):
        app.records.add(NewRecord("person", f"Person {number:02}", acme))
    hand.go("backups")
    hand.click("backup_preview")
    hand.click("restore_more_0")
    texts = [one.text() for one in hand.find("restore_card").findChildren(QLabel)]
    assert any("Person 11" in one for one in texts)


def test_the_way_back_has_the_focus_before_a_restore(hand: Hand, app: App) -> None:
    filled(hand, app)
    hand.click("backup_preview")
    hand.wait(lambda: hand.find("restore_cancel", Button).hasFocus())


def test_the_check_of_a_backup_leaves_the_keyboard_in_the_list(hand: Hand, app: App) -> None:
    filled(hand, app)
    hand.find("backup_check", Button).setFocus()
    hand.click("backup_check")
    hand.wait(lambda: hand.seen("notice_text") is not None and "good" in hand.said())
    hand.wait(lambda: table(hand).hasFocus())


def test_an_undone_restore_is_not_offered_to_be_undone(hand: Hand, app: App, context: Context) -> None:
    restore(hand, app, context)
    restored = context.app
    hand.wait(lambda: hand.seen("restore_undo") is not None)
    hand.click("restore_undo_look")
    hand.click("restore_now")
    hand.wait(lambda: context.is_open and context.app is not restored)
    hand.wait(lambda: table(hand).model().rowCount() == 3)
    hand.wait(lambda: hand.said() == "The restore is undone.")
    assert hand.seen("notice_action") is None
    assert hand.seen("restore_undo") is None


def test_the_key_of_the_notice_takes_the_restore_back(
    hand: Hand, app: App, context: Context, qtbot: QtBot
) -> None:
    restore(hand, app, context)
    assert hand.words("notice_keys") == spoken_keys(UNDO_KEYS)
    focused = hand.window.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    hand.wait(lambda: context.is_open and hand.seen("notice_text") is not None)
    hand.wait(lambda: hand.said() == "The restore is undone.")


def test_when_the_notice_is_gone_the_key_undoes_no_older_step_but_shows_the_way_back(
    hand: Hand, app: App, context: Context, qtbot: QtBot
) -> None:
    restore(hand, app, context)
    before = [one.name for one in context.app.records.of_kind("account")]
    context.say("something else")
    context.go(Place("accounts"))
    focused = hand.window.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    hand.wait(lambda: hand.seen("restore_undo") is not None and "the restore" in hand.said())
    assert [one.name for one in context.app.records.of_kind("account")] == before


def test_after_a_restore_what_was_done_since_is_undone_first_and_the_menu_says_what_the_key_does(
    hand: Hand, app: App, context: Context, qtbot: QtBot
) -> None:
    restore(hand, app, context)
    context.say("something else")
    assert next_words(context)["undo"] == context.tr("actions.undo_restore")
    restored = datetime.fromisoformat(context.preferences.text(WAY_BACK))
    qtbot.waitUntil(lambda: datetime.now(UTC) > restored + timedelta(seconds=1))
    context.app.accounts.add("Nordwind")
    assert "Nordwind" in next_words(context)["undo"]
    hand.window.undo()
    assert "Nordwind" not in [one.name for one in context.app.records.of_kind("account")]
    assert next_words(context)["undo"] == context.tr("actions.undo_restore")


def test_covered_and_shown_again_the_same_backup_is_in_hand(hand: Hand, app: App) -> None:
    filled(hand, app)
    hand.click("backups_make")
    hand.wait(lambda: table(hand).model().rowCount() == 2)
    table(hand).take(2)
    before = table(hand)
    QTest.keyClick(hand.window, Qt.Key.Key_F8)
    hand.wait(lambda: table(hand) is not before and table(hand).current_id() == 2)
    assert hand.window.focusWidget() is table(hand)
    hand.click("backup_preview")
    old = hand.find("restore_card")
    QTest.keyClick(hand.window, Qt.Key.Key_F8)
    hand.wait(lambda: hand.seen("restore_card") not in (None, old))
    QTest.keyClick(hand.find("restore_card"), Qt.Key.Key_Escape)
    assert table(hand).current_id() == 2
