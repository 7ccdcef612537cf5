"""Encryption from the window on real files: set up, changed, switched off; every way opens what it should."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktopcrm import paths
from desktopcrm.app import App
from desktopcrm.errors import UserError
from desktopcrm.services import encryption
from tests.ui.safety.conftest import OTHER, PASSPHRASE, Hand
from ui.context import Context
from ui.departure import SCREEN, SLEEP

PLAIN = b"SQLite format 3\x00"


def head(folder: Path) -> bytes:
    return (folder / paths.DATABASE_NAME).read_bytes()[:16]


def names(context: Context) -> list[str]:
    return sorted(record.name for record in context.app.records.of_kind("account"))


def opens(folder: Path, passphrase: str) -> bool:
    try:
        encryption.unlock(folder, passphrase)
    except UserError:
        return False
    return True


@pytest.fixture
def folder(app: App) -> Path:
    app.accounts.add("Acme")
    app.backups.make("hand")
    return app.folder


def test_data_and_backups_are_encrypted_in_four_steps(hand: Hand, folder: Path, context: Context) -> None:
    groups = hand.seal()
    assert names(context) == ["Acme"]
    assert "encrypted" in hand.said()
    assert all(one.is_sealed for one in context.app.backups.list())
    context.close()
    assert head(folder) != PLAIN
    assert encryption.unlock(folder, PASSPHRASE) == encryption.unlock_with_recovery(folder, "-".join(groups))
    assert not opens(folder, OTHER)


def test_a_weak_or_mistyped_passphrase_goes_no_further(hand: Hand) -> None:
    hand.go("encryption", "set_up")
    hand.choose("set_up_passphrase", "password1")
    hand.wait(lambda: bool(hand.words("set_up_passphrase_meter_word")))
    assert not hand.find("set_up_go_on").isEnabled()
    hand.choose("set_up_passphrase", PASSPHRASE)
    hand.wait(hand.find("set_up_go_on").isEnabled)
    hand.type("set_up_passphrase_second", PASSPHRASE + "x")
    hand.wait(lambda: not hand.find("set_up_go_on").isEnabled())
    assert "not the same" in hand.words("set_up_passphrase_error")


def test_a_wrong_group_is_named_and_the_same_key_is_shown_again(hand: Hand, folder: Path) -> None:
    hand.go("encryption", "set_up")
    hand.choose("set_up_passphrase", PASSPHRASE)
    hand.click("set_up_go_on")
    groups = hand.shown_key()
    hand.click("have_key")
    hand.confirm(tuple(group[::-1] for group in groups))
    hand.click("confirm_go_on")
    assert str(hand.asked()[0]) in hand.words("confirm_error")
    hand.click("show_again")
    assert hand.shown_key() == groups
    assert not (folder / paths.KEYS_NAME).exists()


def test_giving_up_leaves_everything_as_it_is(hand: Hand, folder: Path) -> None:
    hand.go("encryption", "set_up")
    hand.choose("set_up_passphrase", PASSPHRASE)
    hand.click("set_up_go_on")
    hand.shown_key()
    QTest.keyClick(hand.find("set_up"), Qt.Key.Key_Escape)
    hand.find("safety_offer")
    assert head(folder) == PLAIN
    assert not (folder / paths.KEYS_NAME).exists()


def test_the_passphrase_is_changed_only_by_who_knows_it(hand: Hand, folder: Path) -> None:
    hand.seal()
    hand.prove("change", OTHER)
    hand.wait(lambda: "wrong" in hand.words("change_said"))
    hand.type("change_proof_passphrase", PASSPHRASE)
    hand.click("change_go_on")
    hand.choose("change_passphrase", OTHER)
    hand.click("change_store")
    hand.find("safety_sealed")
    assert opens(folder, OTHER)
    assert not opens(folder, PASSPHRASE)


def test_a_forgotten_passphrase_is_replaced_with_the_recovery_key(hand: Hand, folder: Path) -> None:
    groups = hand.seal()
    hand.click("safety_change")
    hand.click("change_proof_other")
    hand.type("change_proof_recovery", "-".join((groups[1], groups[0], *groups[2:])))
    hand.wait(lambda: "1, 2" in hand.words("change_proof_wrong"))
    hand.type("change_proof_recovery", " ".join(groups).lower())
    hand.click("change_go_on")
    hand.choose("change_passphrase", OTHER)
    hand.click("change_store")
    hand.find("safety_sealed")
    assert opens(folder, OTHER)


def test_a_new_recovery_key_makes_the_old_sheet_worthless(hand: Hand, folder: Path) -> None:
    old = hand.seal()
    hand.prove("renew")
    new = hand.shown_key()
    assert new != old
    hand.click("have_key")
    hand.confirm(new)
    assert encryption.unlock_with_recovery(folder, " ".join(old))
    hand.click("renew_store")
    hand.find("safety_sealed")
    assert encryption.unlock_with_recovery(folder, " ".join(new))
    with pytest.raises(UserError):
        encryption.unlock_with_recovery(folder, " ".join(old))


def test_everything_is_encrypted_anew_with_the_passphrase_kept(
    hand: Hand, folder: Path, context: Context
) -> None:
    old = hand.seal()
    before = encryption.unlock(folder, PASSPHRASE)
    hand.prove("anew")
    hand.click("keep_passphrase")
    new = hand.shown_key()
    hand.click("have_key")
    hand.confirm(new)
    hand.click("confirm_go_on")
    app = context.app
    hand.click("set_up_work")
    hand.wait(lambda: context.is_open and context.app is not app and hand.seen("safety_sealed") is not None)
    assert names(context) == ["Acme"]
    after = encryption.unlock(folder, PASSPHRASE)
    assert after != before
    assert encryption.unlock_with_recovery(folder, " ".join(new)) == after
    with pytest.raises(UserError):
        encryption.unlock_with_recovery(folder, " ".join(old))


def test_encryption_is_switched_off_again(hand: Hand, folder: Path, context: Context) -> None:
    hand.seal()
    app = context.app
    hand.prove("off")
    hand.wait(lambda: context.is_open and context.app is not app and hand.seen("safety_offer") is not None)
    assert names(context) == ["Acme"]
    assert not any(one.is_sealed for one in context.app.backups.list())
    context.close()
    assert head(folder) == PLAIN
    assert not (folder / paths.KEYS_NAME).exists()


def test_the_minutes_until_it_locks_are_stored(hand: Hand, folder: Path, context: Context) -> None:
    hand.seal()
    choice = hand.find("safety_minutes")
    choice.set_key("5")  # type: ignore[attr-defined]
    choice.chosen.emit("5")  # type: ignore[attr-defined]
    assert context.preferences.get("lock.minutes") == 5
    assert folder.exists()


def test_locking_with_the_screen_is_a_choice_and_the_page_says_what_this_system_reports(
    hand: Hand, context: Context
) -> None:
    hand.seal()
    box = hand.find("safety_lock_screen")
    assert box.isChecked()  # type: ignore[attr-defined]
    box.click()  # type: ignore[attr-defined]
    assert context.preferences.get("lock.with_screen") is False
    assert hand.words("safety_lock_seen").startswith("This system reports neither.")
    for seen, words in (({SCREEN, SLEEP}, "both"), ({SCREEN}, "that its screen"), ({SLEEP}, "sleep")):
        context.departure._tell(frozenset(seen))
        assert hand.words("safety_lock_seen").startswith(f"This system reports {words}")
