"""Reads the pages of a damaged database file one by one, its log included, without SQLite: a page that cannot be read
costs that page only. Knows the file format and how pages are encrypted; knows no table. Writes nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from collections.abc import Iterator
from pathlib import Path

from desktopcrm.storage.folder import HEADER

PAGE, RESERVE, SALT = 4096, 80, 16
IV, SIGN = 16, 64
TRIED = 10
LOG_HEADER, FRAME_HEADER = 32, 24
LOG_MAGIC = (0x377F0682, 0x377F0683)
SIZES = tuple(1 << power for power in range(9, 17))
"""Sizes that a page may have."""


class Pages:
    """`usable`: bytes of a page that hold content. `key`: the raw data key; `None`: the file is not encrypted.

    `salts`: with which an encrypted file may have begun, tried where its own beginning is lost.
    """

    def __init__(self, file: Path, key: bytes | None, salts: tuple[bytes, ...] = ()) -> None:
        self._bytes = file.read_bytes()
        self._key = key
        self.size = PAGE if key is not None else _page_size(self._bytes)
        self.usable = self.size - (RESERVE if key is not None else 0)
        self._log = _log_pages(file.with_name(f"{file.name}-wal"), self.size)
        self._sign_key = b"" if key is None else self._found_sign_key(key, salts)

    def _found_sign_key(self, key: bytes, salts: tuple[bytes, ...]) -> bytes:
        """The one that fits the first pages behind the first one."""
        own = self._bytes[:SALT]
        for salt in (own, *salts):
            self._sign_key = _sign_key(key, salt)
            if any(self.page(number) for number in range(2, min(self.count, TRIED) + 1)):
                return self._sign_key
        return _sign_key(key, own)

    @property
    def count(self) -> int:
        return max(-(-len(self._bytes) // self.size), max(self._log, default=0))

    def numbers(self) -> Iterator[int]:
        return iter(range(1, self.count + 1))

    def page(self, number: int) -> bytes | None:
        """The content of a page; `None` where it is missing or, in an encrypted file, was changed by anybody."""
        raw = self._log.get(number) or self._bytes[(number - 1) * self.size : number * self.size]
        if len(raw) < self.size:
            return None
        return raw if self._key is None else self._opened(number, raw)

    def _opened(self, number: int, raw: bytes) -> bytes | None:
        from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

        assert self._key is not None
        start = SALT if number == 1 else 0
        end = self.size - RESERVE
        signed = raw[start : end + IV] + struct.pack("<I", number)
        sign = hmac.new(self._sign_key, signed, hashlib.sha512).digest()
        if not hmac.compare_digest(sign, raw[end + IV : end + IV + SIGN]):
            return None
        work = Cipher(algorithms.AES(self._key), modes.CBC(raw[end : end + IV])).decryptor()
        return (HEADER if start else b"") + work.update(raw[start:end]) + work.finalize()


def _sign_key(key: bytes, salt: bytes) -> bytes:
    """As SQLCipher makes the key of its page signatures from a raw data key."""
    return hashlib.pbkdf2_hmac("sha512", key, bytes(one ^ 0x3A for one in salt), 2, 32)


def _page_size(content: bytes) -> int:
    said = int.from_bytes(content[16:18], "big")
    said = 65536 if said == 1 else said
    return said if said in SIZES else PAGE


def _log_pages(log: Path, size: int) -> dict[int, bytes]:
    """Pages of committed transactions that stand in the log, the newest of each."""
    try:
        content = log.read_bytes()
    except OSError:
        return {}
    if len(content) < LOG_HEADER or int.from_bytes(content[:4], "big") not in LOG_MAGIC:
        return {}
    order = ">" if content[3] & 1 else "<"
    sums = _sums(content[:24], order, (0, 0))
    committed: dict[int, bytes] = {}
    waiting: dict[int, bytes] = {}
    for at in range(LOG_HEADER, len(content) - FRAME_HEADER - size + 1, FRAME_HEADER + size):
        head, body = content[at : at + FRAME_HEADER], content[at + FRAME_HEADER : at + FRAME_HEADER + size]
        sums = _sums(body, order, _sums(head[:8], order, sums))
        if head[8:16] != content[16:24] or struct.unpack(">II", head[16:24]) != sums:
            break
        number, commit = struct.unpack(">II", head[:8])
        waiting[number] = body
        if commit:
            committed |= waiting
            waiting = {}
    return committed


def _sums(data: bytes, order: str, start: tuple[int, int]) -> tuple[int, int]:
    """SQLite's checksum of a log."""
    one, two = start
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for first, second in zip(words[::2], words[1::2], strict=True):
        one = (one + first + two) & 0xFFFFFFFF
        two = (two + second + one) & 0xFFFFFFFF
    return one, two
