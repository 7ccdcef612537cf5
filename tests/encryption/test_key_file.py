"""The key file: it opens for the right secret and for nothing else, whatever was changed in it."""

from __future__ import annotations

import json
import random
import secrets
from collections.abc import Callable
from pathlib import Path

import pytest

from desktopcrm.errors import UserError
from desktopcrm.storage import key_file, key_slots
from desktopcrm.storage.key_file import KeyFile, Ring

DATABASE = "ab" * 16
AT = "2026-11-22T10:00:00+00:00"
FILE = Path("desktopcrm.keys")
KEY, SECRET = secrets.token_bytes(32), secrets.token_bytes(20)
Body = dict[str, object]


def made(key: bytes = KEY, earlier: tuple[key_file.Earlier, ...] = ()) -> KeyFile:
    slots = tuple(key_slots.new_slot(kind, SECRET, key, DATABASE, AT) for kind in ("recovery", "keyring"))
    return KeyFile(DATABASE, (Ring(key_file.key_id(key), AT, slots, earlier),))


def opened(data: bytes, kind: str = "recovery", secret: bytes = SECRET) -> bytes | None:
    """The data key; `None` where it does not open. Raises `UserError` where the file is refused."""
    keys = key_file.from_bytes(data, FILE)
    slot = keys.ring.slot(kind)
    return key_slots.open_slot(slot, secret, keys.database) if slot is not None else None


def changed(change: Callable[[Body], None]) -> bytes:
    body = json.loads(key_file.to_bytes(made()))
    change(body)
    return json.dumps(body).encode()


def refusal(data: bytes) -> str:
    with pytest.raises(UserError) as refused:
        key_file.from_bytes(data, FILE)
    return refused.value.key


def test_it_comes_back_as_it_was_written() -> None:
    keys = made()
    again = key_file.from_bytes(key_file.to_bytes(keys), FILE)
    assert again == keys
    assert again.is_intact
    assert opened(key_file.to_bytes(keys)) == KEY


def test_neither_key_nor_secret_stands_in_it() -> None:
    data = key_file.to_bytes(made())
    assert KEY.hex().encode() not in data
    assert SECRET.hex().encode() not in data
    assert key_file.key_id(KEY) not in KEY.hex()


def test_another_secret_and_another_way_in_do_not_open_it() -> None:
    data = key_file.to_bytes(made())
    assert opened(data, secret=secrets.token_bytes(20)) is None
    keys = made()
    turned = key_slots.Slot("keyring", AT, keys.ring.slots[0].salt, keys.ring.slots[0].wrapped)
    assert key_slots.open_slot(turned, SECRET, DATABASE) is None


def test_the_passphrase_is_slowed_down_as_decided(
    decided_cost: tuple[int, int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in zip(("MEMORY_KIB", "PASSES", "LANES"), decided_cost, strict=True):
        monkeypatch.setattr(key_slots, name, value)
    slot = key_slots.new_slot("passphrase", b"five blue whales", KEY, DATABASE, AT)
    assert (slot.memory, slot.passes, slot.lanes) == (64 * 1024, 3, 4)
    assert key_slots.open_slot(slot, b"five blue whales", DATABASE) == KEY
    assert key_slots.open_slot(slot, b"five blue whale", DATABASE) is None


@pytest.mark.parametrize("seed", range(4))
def test_a_changed_byte_never_gives_another_key(seed: int) -> None:
    data, chance = key_file.to_bytes(made()), random.Random(seed)
    refused: set[str] = set()
    for _ in range(150):
        place = chance.randrange(len(data))
        broken = data[:place] + bytes([data[place] ^ (1 << chance.randrange(8))]) + data[place + 1 :]
        try:
            found, keys = opened(broken), key_file.from_bytes(broken, FILE)
        except UserError as error:
            refused.add(error.key)
            continue
        assert found in (None, KEY)
        assert not keys.is_intact or key_file.to_bytes(keys) == data
    assert refused <= {"errors.key_file_damaged", "errors.key_file_newer"}


@pytest.mark.parametrize("length", [0, 1, 10, 300, -2])
def test_a_part_of_it_is_refused(length: int) -> None:
    assert refusal(key_file.to_bytes(made())[:length]) == "errors.key_file_damaged"


@pytest.mark.parametrize(
    "content",
    [
        b"null",
        b"[]",
        b"{}",
        b"[" * 200_000,
        b"\xff\xfe",
        b'{"format": "desktopcrm-keys"}',
        b'{"format": "desktopcrm-keys", "version": 1, "database": "x", "rings": []}',
        b'{"format": "desktopcrm-keys", "version": 1, "database": "x", "rings": [1]}',
        b'{"format": "desktopcrm-keys", "version": true, "database": "x", "rings": []}',
        b'{"format": "desktopcrm-keys", "version": 0, "database": "x", "rings": []}',
    ],
)
def test_what_is_no_key_file_is_refused(content: bytes) -> None:
    assert refusal(content) == "errors.key_file_damaged"


def test_a_file_of_a_newer_version_is_refused_as_such() -> None:
    def later(body: Body) -> None:
        body.update(version=2, rings="something that nobody knows yet")
        body["checksum"] = key_file._checksum(body)

    assert refusal(changed(later)) == "errors.key_file_newer"


@pytest.mark.parametrize(
    ("name", "value"),
    [("memory", 2**30), ("passes", 10**6), ("lanes", 10**6), ("memory", -1), ("passes", True), ("lanes", "4"), ("kind", "guest")],
)  # fmt: skip
def test_parameters_that_would_eat_the_machine_are_refused(name: str, value: object) -> None:
    def greedy(body: Body) -> None:
        body["rings"][0]["slots"][0][name] = value  # type: ignore[index]

    assert refusal(changed(greedy)) == "errors.key_file_damaged"


@pytest.mark.parametrize(("memory", "passes", "lanes"), [(8, 1, 1), (0, 0, 0), (7, 1, 4), (64 * 1024, 2, 4)])
def test_a_weaker_passphrase_slot_does_not_open(memory: int, passes: int, lanes: int) -> None:
    slot = key_slots.new_slot("passphrase", SECRET, KEY, DATABASE, AT)
    weaker = key_slots.Slot("passphrase", AT, slot.salt, slot.wrapped, memory, passes, lanes)
    assert key_slots.open_slot(weaker, SECRET, DATABASE) is None


def test_a_slot_of_another_database_does_not_open() -> None:
    def moved(body: Body) -> None:
        body["database"] = "cd" * 16

    assert opened(changed(moved)) is None


def test_earlier_keys_open_only_with_the_present_one() -> None:
    old, older = secrets.token_bytes(32), secrets.token_bytes(32)
    known = {key_file.key_id(one): (AT, one) for one in (old, older)}
    keys = made(earlier=key_file.remembered(DATABASE, known, KEY))
    again = key_file.from_bytes(key_file.to_bytes(keys), FILE)
    assert set(key_file.earlier_keys(again, KEY).values()) == {KEY, old, older}
    assert key_file.earlier_keys(again, old) == {key_file.key_id(old): old}
    assert old.hex().encode() not in key_file.to_bytes(keys)


def test_the_newest_of_very_many_earlier_keys_are_kept() -> None:
    many = {f"{number:016x}": (f"2026-{number:05}", secrets.token_bytes(32)) for number in range(130)}
    kept = key_file.remembered(DATABASE, many, KEY)
    assert len(kept) == key_file.KEPT_EARLIER
    assert kept[-1].made_at == "2026-00129"
    key_file.from_bytes(key_file.to_bytes(made(earlier=kept)), FILE)
