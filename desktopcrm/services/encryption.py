"""Encryption of a data folder as a person knows it: switch on and off, unlock, change passphrase and keys.

Works on the folder, never on an open application: what swaps the file wants it closed. Knows the key file, the
system's keyring and how a file is converted; knows no table and no screen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from desktopcrm.domain import recovery_key
from desktopcrm.domain.recovery_key import RecoveryKey

Step = Callable[[int, int, str], None]
"""Told how far the work is and what is being done (a text key); must not raise once the swap has begun."""


@dataclass(frozen=True, slots=True)
class SealWish:
    """How a folder is to be encrypted. `recovery` was shown to the user and confirmed by him."""

    passphrase: str = field(repr=False)
    recovery: RecoveryKey = field(repr=False)
    keyring: bool = False


@dataclass(frozen=True, slots=True)
class SealState:
    """`keyring_name`: the system's keyring that could be or is used; `plain_left`: files that anybody can read.

    Days (ISO) of data key, passphrase and recovery key. `unfinished`: backups not yet under the present key.
    """

    is_sealed: bool
    has_keyring: bool = False
    keyring_name: str | None = None
    made_on: str = ""
    passphrase_on: str = ""
    recovery_on: str = ""
    database: str = ""
    unfinished: int = 0
    plain_left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Strength:
    """`score` 0 to 4; `said` and `hint` are text keys (`hint` may be empty). `is_enough`: it may be used."""

    score: int
    said: str
    hint: str
    is_enough: bool


def is_sealed(folder: Path) -> bool:
    """Whether the database of this folder is encrypted and a key file (or its copy) is there. Opens nothing."""
    raise NotImplementedError


def state(folder: Path) -> SealState:
    """What a screen shows; needs no key."""
    raise NotImplementedError


def new_recovery_key() -> RecoveryKey:
    """A fresh recovery key, to be shown, printed and confirmed before `seal` gets it."""
    return recovery_key.new()


def strength(passphrase: str, own_words: tuple[str, ...] = ()) -> Strength:
    """How hard it is to guess. `own_words`: names that somebody who knows the user would try."""
    raise NotImplementedError


def wait_left(folder: Path) -> float:
    """Seconds before another passphrase may be tried; 0 where one may at once."""
    raise NotImplementedError


def unlock(folder: Path, passphrase: str) -> bytes:
    """The key of the database. Takes its time. Raises `UserError` (errors.passphrase_wrong, errors.unlock_wait …)."""
    raise NotImplementedError


def unlock_with_recovery(folder: Path, text: str) -> bytes:
    """The key of the database from the printed sheet. Raises `UserError`; afterwards `set_passphrase` is due."""
    raise NotImplementedError


def unlock_with_keyring(folder: Path) -> bytes | None:
    """The key of the database from the system's keyring; `None` where it does not give it within 5 s."""
    raise NotImplementedError


def seal(folder: Path, wish: SealWish, progress: Step | None = None) -> bytes:
    """Encrypt database and backups of a closed folder; the key to open it with. Raises `UserError`."""
    raise NotImplementedError


def unseal(folder: Path, key: bytes, progress: Step | None = None) -> None:
    """Make database and backups of a closed folder readable again. Raises `UserError`."""
    raise NotImplementedError


def change_passphrase(folder: Path, old: str, new: str) -> None:
    """Another passphrase for the same key. Raises `UserError`."""
    raise NotImplementedError


def set_passphrase(folder: Path, key: bytes, new: str) -> None:
    """A new passphrase where the old one is forgotten and the key came from the recovery sheet."""
    raise NotImplementedError


def set_recovery(folder: Path, key: bytes, recovery: RecoveryKey) -> None:
    """Let this recovery key hold instead of the one before; show and confirm it first."""
    raise NotImplementedError


def renew_recovery(folder: Path, key: bytes) -> RecoveryKey:
    """`new_recovery_key` and `set_recovery` in one: the old sheet is worth nothing from now on."""
    recovery = new_recovery_key()
    set_recovery(folder, key, recovery)
    return recovery


def change_data_key(folder: Path, key: bytes, wish: SealWish, progress: Step | None = None) -> bytes:
    """A new data key with new ways to it, as when encryption was set up; database and backups are written anew.

    The passphrase may stay the same; the recovery key is a new one, as the old one is no longer wanted anywhere.
    """
    raise NotImplementedError


def set_keyring(folder: Path, key: bytes, on: bool) -> None:
    """Let the system's keyring open the folder, or no longer. Raises `UserError` where it refuses."""
    raise NotImplementedError


def settle(folder: Path, key: bytes | None) -> None:
    """After the database was opened with this key: clear up what an interrupted change has left. Never raises."""
    raise NotImplementedError


def finish(folder: Path, key: bytes | None, progress: Step | None = None) -> int:
    """Bring backups that an interrupted change has left behind under the present key; how many were brought."""
    raise NotImplementedError


def keys(folder: Path, key: bytes) -> dict[str, bytes]:
    """All data keys by id that the holder of this one may use: the present one and those of old backups."""
    raise NotImplementedError
