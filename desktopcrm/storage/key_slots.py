"""One way to a data key: how a secret becomes a wrapping key, and the wrap itself. Knows no file.

A passphrase is slowed down by Argon2id; the recovery key and the keyring's secret are random and need no slowing.
Parameters stand beside the wrap and are authenticated with it; bounds keep a changed file from eating the memory.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

NONCE_BYTES = 12
SALT_BYTES = 16
BOX_BYTES = 32 + 16
MEMORY_KIB, PASSES, LANES = 64 * 1024, 3, 4
MOST = {"memory": 1024 * 1024, "passes": 64, "lanes": 64}
KINDS = ("passphrase", "recovery", "keyring")

Context = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Wrapped:
    """32 bytes, encrypted and authenticated."""

    nonce: bytes
    box: bytes

    def to_json(self) -> dict[str, object]:
        return {"nonce": self.nonce.hex(), "box": self.box.hex()}

    @staticmethod
    def from_json(body: Mapping[str, object]) -> Wrapped:
        """Raises `ValueError`, `KeyError`, `TypeError` for what is none."""
        nonce, box = bytes.fromhex(str(body["nonce"])), bytes.fromhex(str(body["box"]))
        if len(nonce) != NONCE_BYTES or len(box) != BOX_BYTES:
            raise ValueError("box")
        return Wrapped(nonce, box)


@dataclass(frozen=True, slots=True)
class Slot:
    """`kind` of KINDS; `memory` (KiB), `passes`, `lanes` are Argon2's and 0 where the secret is random."""

    kind: str
    made_at: str
    salt: bytes
    wrapped: Wrapped = field(repr=False)
    memory: int = 0
    passes: int = 0
    lanes: int = 0

    def to_json(self) -> dict[str, object]:
        return {**_context(self), **self.wrapped.to_json()}

    @staticmethod
    def from_json(body: Mapping[str, object]) -> Slot:
        """Raises `ValueError`, `KeyError`, `TypeError` for what is none."""
        numbers = {name: body[name] for name in MOST}
        if body["kind"] not in KINDS or not all(
            type(value) is int and 0 <= value <= MOST[name] for name, value in numbers.items()
        ):
            raise ValueError("slot")
        cost = {name: int(str(value)) for name, value in numbers.items()}
        salt = bytes.fromhex(str(body["salt"]))
        return Slot(str(body["kind"]), str(body["made_at"]), salt, Wrapped.from_json(body), **cost)


def _context(slot: Slot) -> dict[str, str | int]:
    return {
        "kind": slot.kind,
        "made_at": slot.made_at,
        "salt": slot.salt.hex(),
        "memory": slot.memory,
        "passes": slot.passes,
        "lanes": slot.lanes,
    }


def new_slot(kind: str, secret: bytes, key: bytes, database: str, made_at: str) -> Slot:
    """Wrap the data key for a secret."""
    cost = (MEMORY_KIB, PASSES, LANES) if kind == "passphrase" else (0, 0, 0)
    empty = Wrapped(bytes(NONCE_BYTES), bytes(BOX_BYTES))
    slot = Slot(kind, made_at, secrets.token_bytes(SALT_BYTES), empty, *cost)
    wrapped = wrap(key, _wrapping_key(slot, secret), {"database": database, **_context(slot)})
    return Slot(kind, made_at, slot.salt, wrapped, *cost)


def is_usable(slot: Slot) -> bool:
    """Whether its parameters are such as Argon2 takes; else somebody changed them, and no secret opens it."""
    return slot.kind != "passphrase" or (slot.passes > 0 and slot.lanes > 0 and slot.memory >= 8 * slot.lanes)


def open_slot(slot: Slot, secret: bytes, database: str) -> bytes | None:
    """The data key; `None` where the secret is wrong or the slot was changed."""
    try:
        wrapping = _wrapping_key(slot, secret)
    except (ValueError, MemoryError):  # parameters that Argon2 refuses: somebody changed them
        return None
    return unwrap(slot.wrapped, wrapping, {"database": database, **_context(slot)})


def wrap(key: bytes, wrapping: bytes, context: Context) -> Wrapped:
    """Encrypt 32 bytes under 32 bytes."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(NONCE_BYTES)
    return Wrapped(nonce, AESGCM(wrapping).encrypt(nonce, key, _written(context)))


def unwrap(wrapped: Wrapped, wrapping: bytes, context: Context) -> bytes | None:
    """The 32 bytes; `None` where the key or anything around it differs."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(wrapping).decrypt(wrapped.nonce, wrapped.box, _written(context))
    except InvalidTag:
        return None


def _written(context: Context) -> bytes:
    return json.dumps(dict(context), sort_keys=True, separators=(",", ":")).encode("utf-8")


def _wrapping_key(slot: Slot, secret: bytes) -> bytes:
    if slot.kind == "passphrase":
        from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

        slow = Argon2id(
            salt=slot.salt, length=32, iterations=slot.passes, lanes=slot.lanes, memory_cost=slot.memory
        )
        return slow.derive(secret)
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), 32, slot.salt, f"desktopcrm {slot.kind}".encode("ascii")).derive(secret)
