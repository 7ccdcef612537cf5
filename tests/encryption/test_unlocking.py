"""The ways into an encrypted folder: right and wrong secrets, key files that are missing, damaged, foreign or newer."""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from desktopcrm import paths
from desktopcrm.app import App
from desktopcrm.services import encryption, key_keeping, opening, passphrases, sealing
from desktopcrm.storage import key_file
from tests.encryption.conftest import OTHER, PASSPHRASE, Sealed, refusal, wish
from tests.encryption.drawer import Drawer


def test_passphrase_and_sheet_each_open_the_data_alone(sealed: Sealed) -> None:
    assert encryption.unlock(sealed.folder, PASSPHRASE) == sealed.key
    assert encryption.unlock_with_recovery(sealed.folder, sealed.recovery.shown.lower()) == sealed.key
    App.open(sealed.folder, sealed.key).close()


@pytest.mark.parametrize("wrong", ["", " ", PASSPHRASE.upper(), f"{PASSPHRASE} ", "\udcff", "口令" * 999])
def test_a_wrong_passphrase_is_said_to_be_wrong(sealed: Sealed, wrong: str) -> None:
    assert refusal(lambda: encryption.unlock(sealed.folder, wrong)).key == "errors.passphrase_wrong"


def test_full_width_letters_are_the_same_passphrase(sealed: Sealed) -> None:
    wide = "".join(chr(ord(one) + 0xFEE0) if one != " " else "\u3000" for one in PASSPHRASE)
    assert encryption.unlock(sealed.folder, wide) == sealed.key


def test_a_well_typed_sheet_of_other_data_is_told_apart_from_a_slip(sealed: Sealed) -> None:
    other = encryption.new_recovery_key().shown
    refused = refusal(lambda: encryption.unlock_with_recovery(sealed.folder, other))
    assert refused.key == "errors.recovery_key_wrong"


def test_whoever_guesses_waits_longer_and_longer(sealed: Sealed) -> None:
    for _ in range(3):
        assert refusal(lambda: encryption.unlock(sealed.folder, "no")).key == "errors.passphrase_wrong"
    assert 0 < encryption.wait_left(sealed.folder) <= 2
    refused = refusal(lambda: encryption.unlock(sealed.folder, PASSPHRASE))
    assert (refused.key, refused.params["seconds"]) == ("errors.unlock_wait", 2)
    assert encryption.unlock_with_recovery(sealed.folder, sealed.recovery.shown) == sealed.key
    assert encryption.wait_left(sealed.folder) == 0


def test_the_wait_doubles_ends_and_is_forgiven() -> None:
    moment, folder, other = [100.0], Path("one"), Path("two")
    guard = passphrases.Guard(lambda: moment[0])
    waits = []
    for _ in range(10):
        guard.failed(folder)
        waits.append(guard.left(folder))
    assert waits == [0, 0, 2, 4, 8, 16, 32, 60, 60, 60]
    assert guard.left(other) == 0
    moment[0] += 60
    guard.check(folder)
    guard.succeeded(folder)
    guard.failed(folder)
    assert guard.left(folder) == 0


def test_a_missing_key_file_is_replaced_by_its_copy(sealed: Sealed) -> None:
    file = sealed.folder / paths.KEYS_NAME
    before = file.read_bytes()
    file.unlink()
    assert encryption.is_sealed(sealed.folder)
    assert opening.look(sealed.folder).state == "sealed"
    App.open(sealed.folder, encryption.unlock(sealed.folder, PASSPHRASE)).close()
    assert file.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"\0" * 900, b"{}", b'{"format": "desktopcrm-keys", "version": 1}'])
def test_a_damaged_key_file_is_replaced_by_its_copy(sealed: Sealed, content: bytes) -> None:
    file = sealed.folder / paths.KEYS_NAME
    before = file.read_bytes()
    file.write_bytes(content)
    App.open(sealed.folder, encryption.unlock(sealed.folder, PASSPHRASE)).close()
    assert file.read_bytes() == before


def test_a_slot_that_is_damaged_alone_is_read_from_the_copy(sealed: Sealed) -> None:
    file = sealed.folder / paths.KEYS_NAME
    body = json.loads(file.read_bytes())
    for slot in body["rings"][0]["slots"]:
        slot["box"] = "00" * 48
    file.write_text(json.dumps(body))
    assert encryption.unlock(sealed.folder, PASSPHRASE) == sealed.key


@pytest.mark.parametrize(("name", "value"), [("box", "00" * 48), ("passes", 0)])
def test_a_right_secret_that_two_damaged_key_files_refuse_is_not_called_wrong(
    sealed: Sealed, name: str, value: str | int
) -> None:
    body = json.loads((sealed.folder / paths.KEYS_NAME).read_bytes())
    body["rings"][0]["slots"][0 if name == "passes" else 1][name] = value
    body["checksum"] = key_file._checksum({one: body[one] for one in body if one != "checksum"})
    if name == "box":
        body["checksum"] = "0" * len(body["checksum"])
    for file in (sealed.folder / paths.KEYS_NAME, key_keeping.copy_of(sealed.folder)):
        file.write_text(json.dumps(body))
    if name == "passes":
        refused = refusal(lambda: encryption.unlock(sealed.folder, PASSPHRASE))
        assert refused.key == "errors.key_file_spoilt_passphrase"
        assert encryption.unlock_with_recovery(sealed.folder, sealed.recovery.shown) == sealed.key
    else:
        refused = refusal(lambda: encryption.unlock_with_recovery(sealed.folder, sealed.recovery.shown))
        assert refused.key == "errors.key_file_spoilt_recovery"


def test_without_both_key_files_the_sentence_says_what_is_missing(sealed: Sealed) -> None:
    key_keeping.remove(sealed.folder)
    refused = refusal(lambda: encryption.unlock(sealed.folder, PASSPHRASE))
    assert (refused.key, refused.params["keys"]) == ("errors.key_file_missing", paths.KEYS_NAME)
    assert not encryption.is_sealed(sealed.folder)
    sight = opening.look(sealed.folder)
    assert sight.error is not None
    assert sight.error.key == "errors.key_file_missing"


def test_a_key_file_of_a_newer_version_is_refused_and_not_touched(sealed: Sealed) -> None:
    file = sealed.folder / paths.KEYS_NAME
    body = json.loads(file.read_bytes())
    body["version"] = 2
    file.write_text(json.dumps({**body, "checksum": key_file._checksum(body)}))
    before = file.read_bytes()
    assert refusal(lambda: encryption.unlock(sealed.folder, PASSPHRASE)).key == "errors.key_file_newer"
    assert (
        refusal(lambda: encryption.set_passphrase(sealed.folder, sealed.key, OTHER)).key
        == "errors.key_file_newer"
    )
    sealing.drop_other_keys(sealed.folder, sealed.key)
    assert file.read_bytes() == before


def test_the_key_file_of_other_data_gives_way_to_the_right_copy(sealed: Sealed, tmp_path: Path) -> None:
    other = Path(shutil.copytree(sealed.folder, tmp_path / "other"))
    encryption.change_data_key(other, sealed.key, wish())
    shutil.copyfile(other / paths.KEYS_NAME, sealed.folder / paths.KEYS_NAME)
    assert encryption.unlock(sealed.folder, PASSPHRASE) == sealed.key


def test_an_old_copy_does_not_let_the_old_passphrase_in(sealed: Sealed) -> None:
    copy = key_keeping.copy_of(sealed.folder)
    old = copy.read_bytes()
    encryption.set_passphrase(sealed.folder, sealed.key, OTHER)
    copy.write_bytes(old)  # as if the machine had stopped before the copy was brought up to date
    assert refusal(lambda: encryption.unlock(sealed.folder, PASSPHRASE)).key == "errors.passphrase_wrong"
    App.open(sealed.folder, encryption.unlock(sealed.folder, OTHER)).close()
    assert copy.read_bytes() == (sealed.folder / paths.KEYS_NAME).read_bytes() != old


def test_a_forgotten_passphrase_is_replaced_and_the_sheet_stays_valid(sealed: Sealed) -> None:
    key = encryption.unlock_with_recovery(sealed.folder, sealed.recovery.shown)
    encryption.set_passphrase(sealed.folder, key, OTHER)
    assert encryption.unlock(sealed.folder, OTHER) == sealed.key
    assert encryption.unlock_with_recovery(sealed.folder, sealed.recovery.shown) == sealed.key
    assert refusal(lambda: encryption.unlock(sealed.folder, PASSPHRASE)).key == "errors.passphrase_wrong"


def test_a_new_sheet_makes_the_old_one_worthless(sealed: Sealed) -> None:
    fresh = encryption.new_recovery_key()
    encryption.set_recovery(sealed.folder, sealed.key, fresh)
    assert encryption.unlock_with_recovery(sealed.folder, fresh.shown) == sealed.key
    refused = refusal(lambda: encryption.unlock_with_recovery(sealed.folder, sealed.recovery.shown))
    assert refused.key == "errors.recovery_key_wrong"
    assert encryption.unlock(sealed.folder, PASSPHRASE) == sealed.key


@pytest.mark.parametrize(
    "weak", ["", "12345678", "password", "我爱你一生一世", "床前明月光疑是地上霜", "qwertyuiop"]
)
def test_what_is_guessed_first_is_refused_everywhere(sealed: Sealed, plain_original: Path, weak: str) -> None:
    deeds: tuple[Callable[[], object], ...] = (
        lambda: encryption.set_passphrase(sealed.folder, sealed.key, weak),
        lambda: encryption.change_data_key(sealed.folder, sealed.key, replace(wish(), passphrase=weak)),
        lambda: encryption.seal(plain_original, replace(wish(), passphrase=weak)),
    )
    assert {refusal(deed).key for deed in deeds} == {"errors.passphrase_weak"}
    assert encryption.unlock(sealed.folder, PASSPHRASE) == sealed.key


def test_a_key_that_is_not_of_this_folder_changes_nothing(sealed: Sealed) -> None:
    before = (sealed.folder / paths.KEYS_NAME).read_bytes()
    refused = refusal(lambda: encryption.set_passphrase(sealed.folder, bytes(32), OTHER))
    assert refused.key == "errors.key_file_other"
    assert (sealed.folder / paths.KEYS_NAME).read_bytes() == before


def test_a_folder_that_is_not_encrypted_has_nothing_to_unlock(plain: Path) -> None:
    assert refusal(lambda: encryption.unlock(plain, PASSPHRASE)).key == "errors.not_sealed"
    assert encryption.unlock_with_keyring(plain) is None
    assert not encryption.state(plain).is_sealed


def test_the_passphrase_can_be_proved_while_the_data_are_open(sealed: Sealed) -> None:
    app = App.open(sealed.folder, sealed.key)
    assert encryption.unlock(sealed.folder, PASSPHRASE) == sealed.key
    app.accounts.add("Still writable, still locked for others")
    app.close()


def test_the_keyring_opens_the_data_and_losing_it_loses_nothing(
    sealed: Sealed, use_keyring: Callable[[str], None]
) -> None:
    use_keyring("Drawer")
    encryption.set_keyring(sealed.folder, sealed.key, on=True)
    state = encryption.state(sealed.folder)
    assert (state.has_keyring, state.keyring_name) == (True, "Drawer")
    assert encryption.unlock_with_keyring(sealed.folder) == sealed.key
    assert sealed.key.hex() not in "".join(Drawer.kept.values())
    Drawer.kept.clear()
    assert encryption.unlock_with_keyring(sealed.folder) is None
    assert encryption.unlock(sealed.folder, PASSPHRASE) == sealed.key


def test_the_keyring_lets_go_when_it_is_told_to(sealed: Sealed, use_keyring: Callable[[str], None]) -> None:
    use_keyring("Drawer")
    encryption.set_keyring(sealed.folder, sealed.key, on=True)
    encryption.set_keyring(sealed.folder, sealed.key, on=True)
    assert encryption.unlock_with_keyring(sealed.folder) == sealed.key
    encryption.set_keyring(sealed.folder, sealed.key, on=False)
    assert Drawer.kept == {}
    assert not encryption.state(sealed.folder).has_keyring


@pytest.mark.parametrize("name", ["Absent", "Refusing", "Forgetful", "Hanging", "NoSuchClass"])
def test_a_keyring_that_does_not_work_is_refused_within_its_time(
    sealed: Sealed, use_keyring: Callable[[str], None], name: str
) -> None:
    use_keyring(name)
    refused = refusal(lambda: encryption.set_keyring(sealed.folder, sealed.key, on=True))
    assert refused.key == "errors.keyring_refused"
    assert not encryption.state(sealed.folder).has_keyring


@pytest.mark.parametrize("kept", ["", "zz", "00" * 32, "00" * 31])
def test_rubbish_in_the_keyring_opens_nothing(
    sealed: Sealed, use_keyring: Callable[[str], None], kept: str
) -> None:
    use_keyring("Drawer")
    encryption.set_keyring(sealed.folder, sealed.key, on=True)
    for account in list(Drawer.kept):
        Drawer.kept[account] = kept
    assert encryption.unlock_with_keyring(sealed.folder) is None


@pytest.mark.parametrize(
    ("passphrase", "own", "least", "most"),
    [
        ("", (), 0, 0),
        ("Northfield 2026", ("Northfield Castings",), 0, 2),
            ("蓝鲸窗台", (), 0, 1),
            ("窗台上三只蓝鲸鱼", (), 3, 4),
        ("zhangsan", ("Zhang San",), 0, 0),
        ("woaini1314", (), 0, 0),
        ("aaaaaaaaaaaaaaaa", (), 0, 1),
        ("19870512", (), 0, 1),
        ("窗台上三只蓝鲸鱼跳舞", (), 4, 4),
        ("kreide anker dose lampe", (), 4, 4),
        ("correct" * 200, (), 0, 4),
    ],
)  # fmt: skip
def test_the_meter_knows_what_people_take(
    passphrase: str, own: tuple[str, ...], least: int, most: int
) -> None:
    found = encryption.strength(passphrase, own)
    assert least <= found.score <= most
    assert found.is_enough == (found.score >= passphrases.ENOUGH)


def test_the_key_of_a_damaged_database_is_given_for_its_backups(sealed: Sealed) -> None:
    (sealed.folder / paths.DATABASE_NAME).write_bytes(secrets.token_bytes(8192))
    assert encryption.unlock(sealed.folder, PASSPHRASE) == sealed.key
    assert refusal(lambda: App.open(sealed.folder, sealed.key)).key == "errors.key_wrong"
