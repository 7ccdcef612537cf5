"""One walk as a rep: encrypt, lock, forget the passphrase, come back with the paper, restore yesterday, undo."""

from __future__ import annotations

from desktopcrm.app import App
from desktopcrm.services import encryption
from tests.ui.safety.conftest import OTHER, Hand
from tests.ui.safety.test_encryption import names, opens
from ui.context import Context
from ui.widgets.table import DataTable


def lock_and_come_back(hand: Hand, context: Context, groups: tuple[str, ...]) -> None:
    """The passphrase is forgotten: a wrong one first, then the recovery key, then a new passphrase."""
    context.shell.lock()
    hand.find("unlock_passphrase")
    assert not context.is_open
    hand.type("unlock_passphrase", "what was it again")
    hand.click("unlock_go")
    hand.wait(lambda: hand.find("unlock_go").isEnabled())
    assert not context.is_open
    hand.click("unlock_other")
    hand.type("unlock_recovery", " ".join(groups))
    hand.click("unlock_go")
    hand.choose("new_passphrase", OTHER)
    hand.click("new_passphrase_store")
    hand.wait(lambda: context.is_open and hand.seen("safety_sealed") is not None)


def restore(hand: Hand, context: Context, reason: str) -> None:
    """Look into the backup of that reason and restore it."""
    app = context.app
    hand.go("backups")
    table = hand.find("backups_table", DataTable)
    assert isinstance(table, DataTable)
    hand.wait(lambda: table.model().rowCount() == len(app.backups.list()))
    reasons = [one.reason for one in app.backups.list()]
    table.take(reasons.index(reason) + 1)
    hand.click("backup_preview")
    hand.click("restore_now")
    hand.wait(lambda: context.is_open and context.app is not app and hand.seen("notice_action") is not None)


def test_a_rep_loses_the_passphrase_and_nothing_else(hand: Hand, app: App, context: Context) -> None:
    app.accounts.add("Acme")
    app.backups.make("exit")
    app.accounts.add("华东机械")
    folder = app.folder
    groups = hand.seal()
    lock_and_come_back(hand, context, groups)
    assert names(context) == ["Acme", "华东机械"]
    assert opens(folder, OTHER)
    restore(hand, context, "exit")
    assert names(context) == ["Acme"]
    assert encryption.is_sealed(folder)
    restored = context.app
    hand.click("notice_action")
    hand.wait(lambda: context.is_open and context.app is not restored and bool(names(context)))
    assert names(context) == ["Acme", "华东机械"]
