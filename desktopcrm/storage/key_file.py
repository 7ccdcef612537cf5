"""The key file of an encrypted data folder: the data key, wrapped once for each way in. Knows no database.

A ring holds one data key, wrapped by the passphrase, by the printed recovery key and perhaps by a secret of the
system's keyring; earlier data keys, which old backups need, are wrapped by that data key. There is one ring, and a
second one only while the data key is being changed. Each wrap is AES-256-GCM; what surrounds it (database, slot,
parameters) is authenticated with it. The checksum finds accidents, not enemies.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass, field, replace
from pathlib import Path

from desktopcrm.errors import UserError
from desktopcrm.storage import key_slots
from desktopcrm.storage.key_slots import Slot, Wrapped

FORMAT = "desktopcrm-keys"
VERSION = 1
SIZE_LIMIT = 1_000_000
KEPT_EARLIER = 100
KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Earlier:
    """A data key that backups of an earlier time were made with."""

    id: str
    made_at: str
    wrapped: Wrapped


@dataclass(frozen=True, slots=True)
class Ring:
    """One data key (`id` names it without telling it), the ways to it, and the keys before it."""

    id: str
    made_at: str
    slots: tuple[Slot, ...]
    earlier: tuple[Earlier, ...] = ()

    def slot(self, kind: str) -> Slot | None:
        return next((one for one in self.slots if one.kind == kind), None)

    def with_slot(self, slot: Slot) -> Ring:
        """The same key with this way in instead of the one of its kind."""
        return replace(self, slots=(*(one for one in self.slots if one.kind != slot.kind), slot))

    def without(self, kind: str) -> Ring:
        return replace(self, slots=tuple(one for one in self.slots if one.kind != kind))


@dataclass(frozen=True, slots=True)
class KeyFile:
    """`database`: id of the database it belongs to; the first ring is the one in use."""

    database: str
    rings: tuple[Ring, ...]
    is_intact: bool = field(default=True, compare=False)

    @property
    def ring(self) -> Ring:
        return self.rings[0]

    def ring_of(self, key: bytes) -> Ring | None:
        """The ring whose data key this is."""
        wanted = key_id(key)
        return next((one for one in self.rings if one.id == wanted), None)

    def with_ring(self, ring: Ring) -> KeyFile:
        """The same file with this ring in the place of the one with its id."""
        return replace(self, rings=tuple(ring if one.id == ring.id else one for one in self.rings))


def key_id(key: bytes) -> str:
    """A name for a data key that does not tell it: what a manifest of a backup says about its key."""
    return hmac.new(key, b"desktopcrm key id", hashlib.sha256).hexdigest()[:16]


def earlier_keys(found: KeyFile, key: bytes) -> dict[str, bytes]:
    """All data keys that the holder of this one may use, by id: itself and those before it."""
    keys = {key_id(key): key}
    ring = found.ring_of(key)
    for one in ring.earlier if ring is not None else ():
        opened = key_slots.unwrap(one.wrapped, key, _earlier_context(found.database, one.id, one.made_at))
        if opened is not None:
            keys[one.id] = opened
    return keys


def remembered(database: str, keys: dict[str, tuple[str, bytes]], key: bytes) -> tuple[Earlier, ...]:
    """Earlier keys (id → made at, key) wrapped by the one in use now; the newest of them are kept."""
    newest = sorted(keys.items(), key=lambda item: item[1][0])[-KEPT_EARLIER:]
    return tuple(
        Earlier(name, made_at, key_slots.wrap(old, key, _earlier_context(database, name, made_at)))
        for name, (made_at, old) in newest
    )


def _earlier_context(database: str, name: str, made_at: str) -> dict[str, str | int]:
    return {"database": database, "kind": "earlier", "id": name, "made_at": made_at}


def to_bytes(keys: KeyFile) -> bytes:
    """The file as it is stored."""
    body: dict[str, object] = {
        "format": FORMAT,
        "version": VERSION,
        "database": keys.database,
        "rings": [_ring_json(one) for one in keys.rings],
    }
    body["checksum"] = _checksum(body)
    return (json.dumps(body, indent=1, sort_keys=True) + "\n").encode("ascii")


def from_bytes(data: bytes, file: Path) -> KeyFile:
    """Read a key file. Raises `UserError` where it is newer than this version or cannot be understood."""
    try:
        body = json.loads(data)
    except (ValueError, RecursionError):
        raise UserError("errors.key_file_damaged", file=str(file)) from None
    if not isinstance(body, dict) or body.get("format") != FORMAT:
        raise UserError("errors.key_file_damaged", file=str(file))
    version, is_intact = body.get("version"), _is_intact(body)
    if isinstance(version, int) and version > VERSION and is_intact:  # later versions keep the checksum
        raise UserError("errors.key_file_newer", file=str(file))
    try:
        rings = tuple(_ring(one) for one in body["rings"])
        database = str(body["database"])
    except (KeyError, TypeError, ValueError):
        raise UserError("errors.key_file_damaged", file=str(file)) from None
    if not 1 <= len(rings) <= 2 or version != VERSION:
        raise UserError("errors.key_file_damaged", file=str(file))
    return KeyFile(database, rings, is_intact)


def _is_intact(body: dict[str, object]) -> bool:
    try:
        return body.get("checksum") == _checksum(body)
    except (ValueError, RecursionError):
        return False


def _checksum(body: dict[str, object]) -> str:
    rest = {key: value for key, value in body.items() if key != "checksum"}
    return hashlib.sha256(json.dumps(rest, sort_keys=True, separators=(",", ":")).encode("ascii")).hexdigest()


def _ring_json(ring: Ring) -> dict[str, object]:
    earlier = [{"id": one.id, "made_at": one.made_at, **one.wrapped.to_json()} for one in ring.earlier]
    return {
        "id": ring.id,
        "made_at": ring.made_at,
        "slots": [one.to_json() for one in ring.slots],
        "earlier": earlier,
    }


def _ring(body: dict[str, object]) -> Ring:
    slots, earlier = body["slots"], body["earlier"]
    if not isinstance(slots, list) or not isinstance(earlier, list) or len(earlier) > KEPT_EARLIER:
        raise ValueError("slots")
    return Ring(
        str(body["id"]),
        str(body["made_at"]),
        tuple(Slot.from_json(one) for one in slots),
        tuple(Earlier(str(one["id"]), str(one["made_at"]), Wrapped.from_json(one)) for one in earlier),
    )
