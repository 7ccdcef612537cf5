"""Encryption switched on and off, a new data key: nothing is lost, nothing stays readable, nothing happens by halves."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from desktopcrm import paths
from desktopcrm.app import App
from desktopcrm.errors import UserError
from desktopcrm.services import encryption, key_keeping
from desktopcrm.services.backup_rekeying import left_behind
from desktopcrm.storage import key_file, open_files, sealing
from desktopcrm.storage.folder import HEADER
from desktopcrm.storage.place import Place
from tests.encryption.conftest import OTHER, PASSPHRASE, Sealed, content, refusal, wish
from tests.encryption.drawer import Drawer

NAMES = ("Pikehaven", "Grovemont", "Hartwell", "Cedar Run")


def readable(folder: Path) -> list[str]:
    """Files in which a name of an account can be read."""
    wanted = [name.encode(code) for name in NAMES for code in ("utf-8", "utf-16-le")]
    files = [file for file in folder.rglob("*") if file.is_file()]
    return [file.name for file in files if any(one in file.read_bytes() for one in wanted)]


def same_key(folder: Path, key: bytes | None) -> set[str]:
    """What every backup of the folder is, and whether it lies under the key."""
    shelf = encryption.shelf_of(folder, key)
    assert left_behind(shelf, key) == ()
    return {shelf.check(one) for one in shelf.list()}


def test_sealed_data_are_the_same_and_cannot_be_read(plain: Path) -> None:
    before = content(plain, None)
    assert readable(plain) != []
    key = encryption.seal(plain, wish())
    assert readable(plain) == []
    assert not (plain / paths.DATABASE_NAME).read_bytes().startswith(HEADER)
    assert content(plain, key) == before
    assert same_key(plain, key) == {"good"}
    assert encryption.state(plain).plain_left == ()


def test_undo_goes_on_over_sealing_and_unsealing(plain: Path) -> None:
    app = App.open(plain)
    account = app.accounts.add("Northfield Castings")
    app.facts.observe(account, "city", "Bonn")
    app.close()
    key = encryption.seal(plain, wish())
    app = App.open(plain, key)
    app.store.undo()
    assert app.desk.plan(account).value(account, "city") == ""
    app.facts.observe(account, "city", "Lübeck")
    app.close()
    encryption.unseal(plain, key)
    app = App.open(plain)
    app.store.undo()
    app.store.undo()
    assert "Northfield Castings" not in [one.name for one in app.records.of_kind("account")]
    app.close()


def test_unsealed_data_are_the_same_and_no_key_file_stays(sealed: Sealed) -> None:
    before = content(sealed.folder, sealed.key)
    encryption.unseal(sealed.folder, sealed.key)
    assert content(sealed.folder, None) == before
    assert same_key(sealed.folder, None) == {"good"}
    assert list(sealed.folder.rglob("*.keys")) == []
    assert not encryption.is_sealed(sealed.folder)


def test_a_new_data_key_leaves_nothing_to_the_old_ways(sealed: Sealed) -> None:
    before, wanted = content(sealed.folder, sealed.key), wish(OTHER)
    key = encryption.change_data_key(sealed.folder, sealed.key, wanted)
    assert key != sealed.key
    assert content(sealed.folder, key) == before
    assert same_key(sealed.folder, key) == {"good"}
    assert encryption.unlock(sealed.folder, OTHER) == key
    assert encryption.unlock_with_recovery(sealed.folder, wanted.recovery.shown) == key
    assert refusal(lambda: encryption.unlock(sealed.folder, PASSPHRASE)).key == "errors.passphrase_wrong"
    sheet = sealed.recovery.shown
    assert (
        refusal(lambda: encryption.unlock_with_recovery(sealed.folder, sheet)).key
        == "errors.recovery_key_wrong"
    )


def test_backups_of_an_earlier_key_that_come_back_open_still(sealed: Sealed, tmp_path: Path) -> None:
    away = Path(shutil.copytree(sealed.folder / paths.BACKUPS_NAME, tmp_path / "stick"))
    key = sealed.key
    for _ in range(3):
        key = encryption.change_data_key(sealed.folder, key, wish())
    shutil.rmtree(sealed.folder / paths.BACKUPS_NAME)
    shutil.copytree(away, sealed.folder / paths.BACKUPS_NAME, ignore=shutil.ignore_patterns("*.keys"))
    shelf = encryption.shelf_of(sealed.folder, key)
    assert len(shelf.keys) == 4
    assert {shelf.check(one) for one in shelf.list()} == {"good"}
    assert encryption.finish(sealed.folder, key) == len(shelf.list())
    assert same_key(sealed.folder, key) == {"good"}


def test_the_second_place_is_not_left_readable(plain: Path, tmp_path: Path) -> None:
    second = tmp_path / "stick"
    second.mkdir()
    app = App.open(plain)
    app.backups.set_second_place(second)
    app.backups.make("hand")
    app.close()
    assert readable(second) != []
    key = encryption.seal(plain, wish())
    assert readable(second) == []
    copies = list(second.rglob(paths.KEYS_NAME))
    assert [one.read_bytes() for one in copies] == [(plain / paths.KEYS_NAME).read_bytes()]
    encryption.unseal(plain, key)
    assert readable(second) != []
    assert list(second.rglob("*.keys")) == []


def test_an_interrupted_conversion_of_backups_is_finished_later(sealed: Sealed, plain: Path) -> None:
    for file in (plain / paths.BACKUPS_NAME).iterdir():
        shutil.copyfile(file, sealed.folder / paths.BACKUPS_NAME / file.name)
    left = encryption.unfinished(sealed.folder, sealed.key)
    assert left > 0
    assert len(encryption.state(sealed.folder).plain_left) == left
    assert encryption.finish(sealed.folder, sealed.key) == left
    assert encryption.unfinished(sealed.folder, sealed.key) == 0
    assert readable(sealed.folder) == []


def test_a_damaged_backup_hinders_nothing_and_keeps_its_way_in(sealed: Sealed) -> None:
    backup = next((sealed.folder / paths.BACKUPS_NAME).glob("*.db"))
    data = bytearray(backup.read_bytes())
    data[5000:9000] = bytes(4000)
    backup.write_bytes(data)
    encryption.unseal(sealed.folder, sealed.key)
    assert content(sealed.folder, None)
    assert not key_keeping.file_of(sealed.folder).exists()
    assert key_keeping.copy_of(sealed.folder).exists()
    key = encryption.seal(sealed.folder, wish(OTHER))
    assert encryption.unlock(sealed.folder, OTHER) == key
    assert [file.name for file in sealed.folder.rglob("desktopcrm-*.keys")] == ["desktopcrm-1.keys"]


def test_what_the_plain_file_was_is_overwritten(plain: Path) -> None:
    if not open_files.CAN_MOVE:
        pytest.skip("an open file is neither replaced nor overwritten here")
    with (plain / paths.DATABASE_NAME).open("rb") as opened:
        encryption.seal(plain, wish())
        assert set(opened.read()) == {0}


@pytest.mark.skipif(sys.platform == "win32", reason="links are made otherwise there")
def test_a_copy_made_of_links_is_somebody_elses_and_stays(plain: Path, tmp_path: Path) -> None:
    linked = tmp_path / "linked.db"
    linked.hardlink_to(plain / paths.DATABASE_NAME)
    before = linked.read_bytes()
    encryption.seal(plain, wish())
    assert linked.read_bytes()[:16] == before[:16] == HEADER


def test_a_rewritten_file_that_differs_is_not_taken(plain: Path, tmp_path: Path) -> None:
    target = tmp_path / "made.db"
    with sealing.held(Place(plain / paths.DATABASE_NAME)) as connection:
        sealing.rewrite(connection, target, bytes(range(32)))
        connection.exec_driver_sql("UPDATE fact SET value = 'changed since' WHERE id = 7")
        with pytest.raises(UserError) as refused:
            sealing.compare(connection, target, bytes(range(32)))
    assert refused.value.key == "errors.rewrite_differs"


def test_a_key_fits_only_its_file(sealed: Sealed) -> None:
    file = sealed.folder / paths.DATABASE_NAME
    assert sealing.fits(file, sealed.key)
    assert not sealing.fits(file, None)
    assert not sealing.fits(file, bytes(32))
    assert not sealing.fits(sealed.folder / "missing.db", sealed.key)


def test_the_keyring_follows_a_new_data_key(plain: Path, use_keyring: Callable[[str], None]) -> None:
    use_keyring("Drawer")
    key = encryption.seal(plain, wish(keyring=True))
    assert encryption.unlock_with_keyring(plain) == key
    key = encryption.change_data_key(plain, key, wish(keyring=True))
    assert encryption.unlock_with_keyring(plain) == key
    assert len(Drawer.kept) == 1
    encryption.unseal(plain, key)
    assert Drawer.kept == {}


def test_a_keyring_that_refuses_does_not_hinder_encryption(
    plain: Path, use_keyring: Callable[[str], None]
) -> None:
    use_keyring("Refusing")
    key = encryption.seal(plain, wish(keyring=True))
    assert encryption.unlock(plain, PASSPHRASE) == key
    assert not encryption.state(plain).has_keyring


def test_no_report_of_a_bug_can_show_a_secret() -> None:
    wanted = wish()
    assert PASSPHRASE not in repr(wanted)
    assert wanted.recovery.groups[0] not in repr(replace(wanted, keyring=True))


def test_a_plain_file_beside_a_key_file_is_the_truth(plain: Path, sealed_original: Sealed) -> None:
    shutil.copyfile(sealed_original.folder / paths.KEYS_NAME, plain / paths.KEYS_NAME)
    (plain / f"{paths.DATABASE_NAME}.part").write_bytes(b"half of it")
    assert not encryption.is_sealed(plain)
    App.open(plain).close()
    assert list(plain.rglob("*.keys")) + list(plain.rglob("*.part")) == []


def test_reading_only_writes_nothing_into_the_folder(sealed: Sealed) -> None:
    (sealed.folder / paths.KEYS_NAME).unlink()
    before = sorted(file.name for file in sealed.folder.rglob("*"))
    App.open(sealed.folder, encryption.unlock(sealed.folder, PASSPHRASE), read_only=True).close()
    assert sorted(file.name for file in sealed.folder.rglob("*")) == before


def test_the_names_on_the_sheet_are_those_of_the_data(sealed: Sealed, plain: Path) -> None:
    assert encryption.database_name(plain) == encryption.database_name(sealed.folder) != ""
    app = App.open(plain)
    assert encryption.database_name_in(app.desk) == encryption.database_name(sealed.folder)
    app.close()
    assert key_file.key_id(sealed.key) != encryption.database_name(sealed.folder)
