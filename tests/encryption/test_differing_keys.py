"""Key files that differ from each other: damaged ones, older ones, and those of an interrupted change of the data key."""

from __future__ import annotations

import json
import secrets
from dataclasses import replace
from pathlib import Path

import pytest

from desktopcrm import paths
from desktopcrm.app import App
from desktopcrm.services import encryption, key_keeping, sealing, unlocking
from tests.encryption.conftest import OTHER, PASSPHRASE, Sealed, refusal, wish


def test_a_damaged_slot_is_not_blessed_but_healed_from_the_copy(sealed: Sealed) -> None:
    file, copy = sealed.folder / paths.KEYS_NAME, key_keeping.copy_of(sealed.folder)
    before = file.read_bytes()
    body = json.loads(before)
    slot = next(one for one in body["rings"][0]["slots"] if one["kind"] == "passphrase")
    slot["box"] = ("1" if slot["box"][0] == "0" else "0") + slot["box"][1:]
    file.write_text(json.dumps(body))
    for _ in range(2):
        App.open(sealed.folder, encryption.unlock(sealed.folder, PASSPHRASE)).close()
        assert file.read_bytes() == copy.read_bytes() == before


def test_a_version_that_a_bit_made_newer_is_damage(sealed: Sealed) -> None:
    file = sealed.folder / paths.KEYS_NAME
    before = file.read_bytes()
    file.write_bytes(before.replace(b'"version": 1', b'"version": 3'))
    App.open(sealed.folder, encryption.unlock(sealed.folder, PASSPHRASE)).close()
    assert file.read_bytes() == before


def test_where_both_key_files_are_damaged_neither_is_made_to_look_whole(sealed: Sealed) -> None:
    files = (sealed.folder / paths.KEYS_NAME, key_keeping.copy_of(sealed.folder))
    for file, kind in zip(files, ("passphrase", "recovery"), strict=True):
        body = json.loads(file.read_bytes())
        next(one for one in body["rings"][0]["slots"] if one["kind"] == kind)["box"] = "00" * 48
        file.write_text(json.dumps(body))
    sealing.drop_other_keys(sealed.folder, sealed.key)
    assert encryption.unlock(sealed.folder, PASSPHRASE) == sealed.key
    assert encryption.unlock_with_recovery(sealed.folder, sealed.recovery.shown) == sealed.key


def test_a_key_file_of_another_folder_locks_nobody_out(sealed: Sealed, tmp_path: Path) -> None:
    other = tmp_path / "other"
    App.open(other).close()
    strange = encryption.seal(other, wish(OTHER))
    own = (sealed.folder / paths.KEYS_NAME).read_bytes()
    (sealed.folder / paths.KEYS_NAME).write_bytes((other / paths.KEYS_NAME).read_bytes())
    assert encryption.unlock(sealed.folder, OTHER) == strange  # and opening says that it does not fit
    assert encryption.unlock_with_recovery(sealed.folder, sealed.recovery.shown) == sealed.key
    App.open(sealed.folder, encryption.unlock(sealed.folder, PASSPHRASE)).close()
    assert (sealed.folder / paths.KEYS_NAME).read_bytes() == own


@pytest.mark.parametrize("is_opened", [True, False])
def test_an_older_key_file_that_is_put_back_takes_no_newer_way_away(
    sealed: Sealed, monkeypatch: pytest.MonkeyPatch, is_opened: bool
) -> None:
    file = sealed.folder / paths.KEYS_NAME
    old = file.read_bytes()
    monkeypatch.setattr(unlocking, "now", lambda: "2100-01-01T00:00:00+00:00")
    encryption.set_passphrase(sealed.folder, sealed.key, OTHER)
    file.write_bytes(old)
    if is_opened:
        App.open(sealed.folder, sealed.key).close()
    else:
        encryption.set_recovery(sealed.folder, sealed.key, sealed.recovery)
    assert encryption.unlock(sealed.folder, OTHER) == sealed.key
    assert refusal(lambda: encryption.unlock(sealed.folder, PASSPHRASE)).key == "errors.passphrase_wrong"


@pytest.fixture
def halfway(sealed: Sealed) -> tuple[Sealed, bytes]:
    """As a crash leaves it when the data key is being changed: two rings, the database under the old key."""
    before = (sealed.folder / paths.DATABASE_NAME).read_bytes()
    old = key_keeping.first(sealed.folder)
    key = encryption.change_data_key(sealed.folder, sealed.key, wish(OTHER))
    new = key_keeping.first(sealed.folder)
    (sealed.folder / paths.DATABASE_NAME).write_bytes(before)
    key_keeping.write(sealed.folder, replace(old, rings=(old.ring, new.ring)))
    return sealed, key


def test_halfway_through_a_new_key_the_old_ways_hold(halfway: tuple[Sealed, bytes]) -> None:
    sealed, _ = halfway
    assert refusal(lambda: encryption.unlock(sealed.folder, OTHER)).key == "errors.key_change_unfinished"
    assert refusal(lambda: encryption.unlock(sealed.folder, "neither")).key == "errors.passphrase_wrong"
    App.open(sealed.folder, encryption.unlock(sealed.folder, PASSPHRASE)).close()
    assert key_keeping.first(sealed.folder).ring_of(sealed.key) is not None
    assert refusal(lambda: encryption.unlock(sealed.folder, OTHER)).key == "errors.passphrase_wrong"


def test_a_database_that_is_damaged_as_well_locks_nobody_out(halfway: tuple[Sealed, bytes]) -> None:
    sealed, key = halfway
    (sealed.folder / paths.DATABASE_NAME).write_bytes(secrets.token_bytes(8192))
    assert encryption.unlock(sealed.folder, OTHER) == key
    assert sealed.key in encryption.keys(sealed.folder, key).values()


@pytest.mark.parametrize("data", [b"", bytes(8192)])
def test_halfway_and_lost_whichever_key_is_known_opens_the_backups(
    halfway: tuple[Sealed, bytes], data: bytes
) -> None:
    sealed, key = halfway
    (sealed.folder / paths.DATABASE_NAME).write_bytes(data)
    assert encryption.unlock(sealed.folder, PASSPHRASE) == sealed.key
    assert encryption.unlock(sealed.folder, OTHER) == key


def test_halfway_with_the_same_passphrase_a_damaged_database_locks_nobody_out(sealed: Sealed) -> None:
    old = key_keeping.first(sealed.folder)
    key = encryption.change_data_key(sealed.folder, sealed.key, wish())
    new = key_keeping.first(sealed.folder)
    key_keeping.write(sealed.folder, replace(old, rings=(old.ring, new.ring)))
    (sealed.folder / paths.DATABASE_NAME).write_bytes(secrets.token_bytes(8192))
    assert encryption.unlock(sealed.folder, PASSPHRASE) == key
    assert sealed.key in encryption.keys(sealed.folder, key).values()
