"""Data folders, plain and encrypted, made once and copied for each test; a system's keyring that keeps nothing."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktopcrm.app import App
from desktopcrm.domain.recovery_key import RecoveryKey
from desktopcrm.errors import UserError
from desktopcrm.services import encryption, os_keyring, unlocking
from desktopcrm.services.encryption import SealWish
from desktopcrm.storage import key_slots
from tests.encryption.drawer import Drawer

PASSPHRASE = "five blue whales dancing"
OTHER = "six green herons asleep"


@dataclass(frozen=True, slots=True)
class Sealed:
    """An encrypted folder and all that opens it."""

    folder: Path
    key: bytes
    recovery: RecoveryKey


def cheap() -> None:
    """In a process of its own a passphrase costs as little as in the tests."""
    key_slots.MEMORY_KIB, key_slots.PASSES = 1024, 1


def refusal(work: Callable[[], object]) -> UserError:
    """What the work is refused with."""
    with pytest.raises(UserError) as refused:
        work()
    return refused.value


def content(folder: Path, key: bytes | None) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, as the product opens the folder."""
    app = App.open(folder, key)
    try:
        with app.store.read() as tx:
            named = tx.exec_driver_sql(
                "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
            ).all()
            return {
                name: sorted(
                    (tuple(row) for row in tx.exec_driver_sql(f"SELECT * FROM {name}").all()), key=repr
                )
                for (name,) in named
            }
    finally:
        app.close()


def wish(passphrase: str = PASSPHRASE, keyring: bool = False) -> SealWish:
    return SealWish(passphrase, encryption.new_recovery_key(), keyring)


@pytest.fixture(scope="session")
def plain_original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plain") / "data"
    app = App.open(folder)
    app.samples.add("en")
    app.backups.make("hand")
    app.close()
    return folder


@pytest.fixture(scope="session")
def sealed_original(plain_original: Path, tmp_path_factory: pytest.TempPathFactory) -> Sealed:
    folder = tmp_path_factory.mktemp("sealed") / "data"
    shutil.copytree(plain_original, folder)
    wanted = wish()
    return Sealed(folder, encryption.seal(folder, wanted), wanted.recovery)


@pytest.fixture
def plain(plain_original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(plain_original, tmp_path / "plain"))


@pytest.fixture
def sealed(sealed_original: Sealed, tmp_path: Path) -> Sealed:
    folder = Path(shutil.copytree(sealed_original.folder, tmp_path / "sealed"))
    return Sealed(folder, sealed_original.key, sealed_original.recovery)


@pytest.fixture(autouse=True)
def patient() -> None:
    """Nobody has guessed at anything yet."""
    unlocking._guard._failed.clear()


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """The keyring of the machine that runs the tests is nobody's business."""
    monkeypatch.setattr(os_keyring, "NAMED", {})


@pytest.fixture
def use_keyring(no_keyring: None, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let the system have a keyring, by the name of a class in `drawer`."""
    del no_keyring
    Drawer.kept.clear()

    def use(name: str) -> None:
        system = "linux" if sys.platform.startswith("linux") else sys.platform
        monkeypatch.setattr(os_keyring, "NAMED", {system: ((Drawer.__module__, name, name),)})
        monkeypatch.setattr(os_keyring, "LIMIT", 0.2)

    return use
