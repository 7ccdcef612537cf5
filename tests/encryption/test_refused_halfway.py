"""Switching encryption that is refused in the middle: backups and the keys that they need are as before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from desktopcrm import paths
from desktopcrm.errors import UserError
from desktopcrm.services import backup_rekeying, encryption, key_keeping
from desktopcrm.services.backup_shelf import Shelf
from desktopcrm.storage import backup_files, sealing
from tests.encryption.conftest import PASSPHRASE, Sealed, content, refusal, wish
from tests.encryption.test_sealing import readable, same_key


def full(*_: object) -> None:
    raise UserError("errors.disk_full", folder="there")


@pytest.fixture
def half_plain(sealed: Sealed, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Plain data with a sealed backup, as the one that could not be rewritten stays behind."""
    with monkeypatch.context() as patched:
        patched.setattr(backup_rekeying, "bring_under", full)
        encryption.unseal(sealed.folder, sealed.key)
    assert backup_rekeying.left_behind(Shelf(sealed.folder), None)
    return sealed.folder


@pytest.mark.parametrize("step", ["make", "write", "rewrite"])
def test_a_refused_switch_on_keeps_the_keys_of_earlier_backups(
    half_plain: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    copy = key_keeping.copy_of(half_plain)
    before = copy.read_bytes()
    where = {"make": backup_files, "write": key_keeping, "rewrite": sealing}[step]
    monkeypatch.setattr(where, step, full)
    assert refusal(lambda: encryption.seal(half_plain, wish())).key == "errors.disk_full"
    assert copy.read_bytes() == before
    assert [one.name for one in half_plain.rglob("*.keys")] == [paths.KEYS_NAME]


def unwritable(*_: object) -> None:
    raise OSError("no room")


@pytest.mark.parametrize(
    ("step", "how"), [("rewrite", full), ("_close_log", full), ("put_in_place", unwritable)]
)
def test_a_refused_switch_off_leaves_no_backup_readable(
    sealed: Sealed, monkeypatch: pytest.MonkeyPatch, step: str, how: Callable[..., None]
) -> None:
    before = content(sealed.folder, sealed.key)
    with monkeypatch.context() as patched:
        patched.setattr(sealing, step, how)
        refusal(lambda: encryption.unseal(sealed.folder, sealed.key))
    assert readable(sealed.folder) == []
    assert same_key(sealed.folder, sealed.key) == {"good"}
    assert encryption.unlock(sealed.folder, PASSPHRASE) == sealed.key
    assert content(sealed.folder, sealed.key) == before


@pytest.mark.parametrize("step", ["writing", "backups"])
def test_switching_off_that_is_stopped_leaves_no_backup_readable(sealed: Sealed, step: str) -> None:
    seen = []

    def stop(done: int, total: int, text: str) -> None:
        del total
        seen.append(done)
        if text == f"encryption.doing_{step}":
            raise InterruptedError

    with pytest.raises(InterruptedError):
        encryption.unseal(sealed.folder, sealed.key, stop)
    assert seen == sorted(seen)
    assert readable(sealed.folder) == []
    assert same_key(sealed.folder, sealed.key) == {"good"}
