"""The ways into an encrypted data folder: unlock, change passphrase and recovery key, use the system's keyring.

Works on the folder, never on an open application; writes the key file only. Knows no table and no screen.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from desktopcrm.domain import recovery_key
from desktopcrm.domain.recovery_key import RecoveryKey
from desktopcrm.errors import UserError
from desktopcrm.services import key_keeping, os_keyring, passphrases
from desktopcrm.services.backup_shelf import Shelf
from desktopcrm.services.os_keyring import OsKeyring
from desktopcrm.storage import folder as folders
from desktopcrm.storage import key_file, key_slots
from desktopcrm.storage.key_file import KeyFile, Ring
from desktopcrm.storage.key_slots import Slot

_guard = passphrases.Guard()


@dataclass(frozen=True, slots=True)
class SealWish:
    """How a folder is to be encrypted. `recovery` was shown to the user and confirmed by him."""

    passphrase: str = field(repr=False)
    recovery: RecoveryKey = field(repr=False)
    keyring: bool = False


@dataclass(frozen=True, slots=True)
class SealState:
    """What can be said without a key. Days (ISO) of data key, passphrase and recovery key; `database`: its own name.

    `keyring_name`: the system's keyring that could be or is used. `plain_left`: files in the folder that anybody can
    read though the database is encrypted.
    """

    is_sealed: bool
    has_keyring: bool = False
    keyring_name: str | None = None
    made_on: str = ""
    passphrase_on: str = ""
    recovery_on: str = ""
    database: str = ""
    plain_left: tuple[str, ...] = ()


def is_sealed(folder: Path) -> bool:
    """Whether the database of this folder is encrypted and a key file (or its copy) is there. Opens nothing."""
    return folders.is_sealed(key_keeping.database_of(folder)) and key_keeping.is_there(folder)


def is_locked(folder: Path) -> bool:
    """Whether a key is to be asked for: an encrypted database, or one that is lost or damaged and was encrypted.

    What is left of a lost one says nothing; then the newest backup does. Opens nothing.
    """
    file = key_keeping.database_of(folder)
    if not key_keeping.is_there(folder) or folders.is_plain(file):
        return False
    if folders.is_sealed(file):
        return True
    return all(one.is_sealed for one in Shelf(folder).list()[:1])


def state(folder: Path, with_keyring: bool = True) -> SealState:
    """What a screen shows. Looking for the keyring may take its time; a key file that cannot be read is refused."""
    found = os_keyring.find() if with_keyring else None
    name = found.name if found is not None else None
    if not is_sealed(folder):
        return SealState(False, keyring_name=name)
    keys = key_keeping.first(folder)
    ring = keys.ring
    return SealState(
        True,
        ring.slot("keyring") is not None,
        name,
        ring.made_at[:10],
        _day(ring.slot("passphrase")),
        _day(ring.slot("recovery")),
        keys.database,
        plain_left(folder),
    )


def _day(slot: Slot | None) -> str:
    return slot.made_at[:10] if slot is not None else ""


def plain_left(folder: Path) -> tuple[str, ...]:
    """Names of database files in the folder (damaged ones put aside, backups of other hands) that are not encrypted."""
    places = [*folder.glob("*.db"), *(folder / "backups").glob("*.db")]
    return tuple(
        sorted(
            str(file.relative_to(folder))
            for file in places
            if folders.header(file).startswith(folders.HEADER)
        )
    )


def new_recovery_key() -> RecoveryKey:
    """A fresh recovery key, to be shown, printed and confirmed before `seal` gets it."""
    return recovery_key.new()


def wait_left(folder: Path) -> float:
    """Seconds before another passphrase may be tried; 0 where one may at once."""
    return _guard.left(folder)


def unlock(folder: Path, passphrase: str) -> bytes:
    """The key of the database. Takes its time. Raises `UserError` (errors.passphrase_wrong, errors.unlock_wait …)."""
    _must_be_sealed(folder)
    _guard.check(folder)
    key = key_keeping.opened(folder, "passphrase", lambda *_: passphrases.secret(passphrase))
    if key is None:
        _guard.failed(folder)
        raise _refused(folder, "passphrase", "errors.passphrase_wrong")
    _guard.succeeded(folder)
    return key


def _refused(folder: Path, kind: str, wrong: str) -> UserError:
    """A secret did not open the data: it is wrong, unless the key file is damaged, which nobody can tell from it."""
    if not key_keeping.is_spoilt(folder, kind):
        return UserError(wrong)
    return UserError(f"errors.key_file_spoilt_{kind}", file=str(key_keeping.file_of(folder)))


def unlock_with_recovery(folder: Path, text: str) -> bytes:
    """The key of the database from the printed sheet. Raises `UserError`; afterwards `set_passphrase` is due."""
    _must_be_sealed(folder)
    typed = recovery_key.read(text)
    key = key_keeping.opened(folder, "recovery", lambda *_: typed.secret)
    if key is None:
        raise _refused(folder, "recovery", "errors.recovery_key_wrong")
    _guard.succeeded(folder)
    return key


def unlock_with_keyring(folder: Path) -> bytes | None:
    """The key of the database from the system's keyring; `None` where it does not give it in time."""
    try:
        if not is_locked(folder):
            return None
        if not any(ring.slot("keyring") for ring in key_keeping.first(folder).rings):
            return None
        found = os_keyring.find()
        if found is None:
            return None
        return key_keeping.opened(folder, "keyring", lambda keys, ring: _kept(found, keys.database, ring.id))
    except UserError:
        return None


def set_passphrase(folder: Path, key: bytes, new: str) -> None:
    """Another passphrase for the same key, whichever way that was come by. Raises `UserError`."""
    passphrases.require(new)
    _change_slot(folder, key, "passphrase", passphrases.secret(new))


def set_recovery(folder: Path, key: bytes, recovery: RecoveryKey) -> None:
    """Let this recovery key hold instead of the one before; show and confirm it first. Raises `UserError`."""
    _change_slot(folder, key, "recovery", recovery.secret)


def set_keyring(folder: Path, key: bytes, on: bool) -> None:
    """Let the system's keyring open the folder, or no longer. Raises `UserError` where it refuses."""
    keys, ring = key_keeping.holding(folder, key)
    if on:
        kept = _keep_in_keyring(keys.database, ring.id)
        if kept is None:
            raise UserError("errors.keyring_refused")
        _change_slot(folder, key, "keyring", kept)
        return
    key_keeping.change(folder, key, lambda _, ring: ring.without("keyring"))
    forget_keyring(keys.database, ring)


def forget_keyring(database: str, ring: Ring) -> None:
    """Nothing of this ring stays in the system's keyring; where that does not answer, what stays opens nothing."""
    found = os_keyring.find() if ring.slot("keyring") is not None else None
    if found is not None:
        found.drop(_account(database, ring.id))


def shelf_of(folder: Path, key: bytes | None, second: Path | None = None, database: str = "") -> Shelf:
    """The backups of a folder with every key that they may need; `second` and `database` as for a `Shelf`."""
    return Shelf(folder, key, second, keys(folder, key), database)


def keys(folder: Path, key: bytes | None) -> dict[str, bytes]:
    """All data keys by id that the holder of this one may use: the present one and those of old backups."""
    if key is None:
        return {}
    try:
        found, _ = key_keeping.holding(folder, key)
    except UserError:
        return {key_file.key_id(key): key}
    return key_file.earlier_keys(found, key)


def new_ring(database: str, key: bytes, wish: SealWish) -> Ring:
    """A data key with the ways to it that were wished. A keyring that refuses is left out."""
    ways = {"passphrase": passphrases.secret(wish.passphrase), "recovery": wish.recovery.secret}
    kept = _keep_in_keyring(database, key_file.key_id(key)) if wish.keyring else None
    if kept is not None:
        ways["keyring"] = kept
    at = now()
    slots = tuple(key_slots.new_slot(kind, secret, key, database, at) for kind, secret in ways.items())
    return Ring(key_file.key_id(key), at, slots)


def with_earlier(ring: Ring, key: bytes, before: KeyFile, old_key: bytes) -> Ring:
    """The ring, knowing also the key that held until now and those before it."""
    old_ring = before.ring_of(old_key)
    made = {one.id: one.made_at for one in old_ring.earlier} if old_ring is not None else {}
    at = old_ring.made_at if old_ring is not None else now()
    known = {name: (made.get(name, at), one) for name, one in key_file.earlier_keys(before, old_key).items()}
    return replace(ring, earlier=key_file.remembered(before.database, known, key))


def _account(database: str, ring: str) -> str:
    """The name of a secret in the system's keyring: each data key has its own, so that a change spoils none."""
    return f"{database[:16]} {ring}"


def _kept(found: OsKeyring, database: str, ring: str) -> bytes | None:
    """The secret that the keyring holds for a ring."""
    try:
        secret = bytes.fromhex(found.get(_account(database, ring)) or "")
    except ValueError:
        return None
    return secret if len(secret) == key_file.KEY_BYTES else None


def _keep_in_keyring(database: str, ring: str) -> bytes | None:
    """The secret of a ring, made and stored where there is none yet; `None` where the keyring refuses."""
    found = os_keyring.find()
    if found is None:
        return None
    secret = _kept(found, database, ring) or secrets.token_bytes(key_file.KEY_BYTES)
    return secret if found.put(_account(database, ring), secret.hex()) else None


def _change_slot(folder: Path, key: bytes, kind: str, secret: bytes) -> None:
    def changed(found: KeyFile, ring: Ring) -> Ring:
        before = ring.slot(kind)
        at = max(now(), before.made_at if before is not None else "")  # the clock may have been put back
        return ring.with_slot(key_slots.new_slot(kind, secret, key, found.database, at))

    key_keeping.change(folder, key, changed)


def _must_be_sealed(folder: Path) -> None:
    if not folders.is_sealed(key_keeping.database_of(folder)) and not is_locked(folder):
        raise UserError("errors.not_sealed", folder=str(folder))


def now() -> str:
    return datetime.now(UTC).replace(microsecond=0).isoformat()
