"""Encrypted data whose database is lost, empty or nothing but rubbish: the key is asked for, the backups come back."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktopcrm import paths
from desktopcrm.app import App
from desktopcrm.services import encryption, opening
from desktopcrm.services.recovery import Recovery
from desktopcrm.storage.folder import HEADER
from tests.encryption.conftest import PASSPHRASE, Sealed, content, refusal

LOSSES = ("missing", "empty", "zeros", "plain beginning")


def lose(folder: Path, how: str) -> None:
    file = folder / paths.DATABASE_NAME
    data = file.read_bytes()
    file.unlink()
    if how != "missing":
        file.write_bytes({"empty": b"", "zeros": bytes(len(data))}.get(how, HEADER + data[len(HEADER) :]))


@pytest.mark.parametrize("how", LOSSES)
@pytest.mark.parametrize("by_sheet", [False, True])
def test_a_lost_database_comes_back_from_its_backup(sealed: Sealed, how: str, by_sheet: bool) -> None:
    lose(sealed.folder, how)
    assert encryption.is_locked(sealed.folder)
    key = (
        encryption.unlock_with_recovery(sealed.folder, sealed.recovery.shown)
        if by_sheet
        else encryption.unlock(sealed.folder, PASSPHRASE)
    )
    assert key == sealed.key
    refused = refusal(lambda: App.open(sealed.folder, key))
    assert opening.RECOVER in opening.ways_out(refused, sealed.folder)
    found = Recovery(sealed.folder, key)
    found.restore(found.backups()[0])
    assert encryption.unlock(sealed.folder, PASSPHRASE) == key
    assert content(sealed.folder, key)["record"]


def test_a_wrong_passphrase_is_wrong_without_a_database_too(sealed: Sealed) -> None:
    lose(sealed.folder, "missing")
    assert refusal(lambda: encryption.unlock(sealed.folder, "no")).key == "errors.passphrase_wrong"


@pytest.mark.parametrize("how", LOSSES)
def test_lost_data_that_were_readable_want_no_key(plain: Path, sealed: Sealed, how: str) -> None:
    """Though a key file of an earlier time lies there still."""
    (plain / paths.KEYS_NAME).write_bytes((sealed.folder / paths.KEYS_NAME).read_bytes())
    assert not encryption.is_locked(plain)
    lose(plain, how)
    if how == "plain beginning":
        (plain / paths.DATABASE_NAME).write_bytes(HEADER + bytes(8192))
    assert encryption.is_locked(plain) == (how == "zeros")  # what has another beginning counts as encrypted
