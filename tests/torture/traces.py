"""Finds words and secrets in files, in every form a program may have written them."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

LARGEST = 200_000_000


def forms(word: str) -> frozenset[bytes]:
    """How a word may stand in a file: encodings, escapes, wrapped; large and small letters."""
    found: set[bytes] = set()
    for text in {word, word.lower(), word.upper(), word.casefold()}:
        plain = text.encode()
        found |= {plain, text.encode("utf-16-le"), text.encode("utf-16-be"), plain.hex().encode()}
        found |= {json.dumps(text)[1:-1].encode(), quote(text).encode(), *_wrapped(plain)}
        found |= {text.encode("gb18030")}
    return frozenset(found)


def secret_forms(secret: bytes) -> frozenset[bytes]:
    """A key as it may stand in a file."""
    return frozenset({secret, secret.hex().encode(), secret.hex().upper().encode(), *_wrapped(secret)})


def _wrapped(data: bytes) -> Iterator[bytes]:
    """Base64 at each of its three offsets, without the signs that neighbours would change."""
    for shift in range(3):
        yield base64.b64encode(bytes(shift) + data)[4 if shift else 0 : -4]


def files(*folders: Path) -> Iterator[Path]:
    """Every ordinary file below the folders."""
    for folder in folders:
        yield from (
            one for one in sorted(folder.rglob("*")) if one.is_file() and one.stat().st_size < LARGEST
        )


def found_in(folders: tuple[Path, ...], wanted: dict[str, frozenset[bytes]]) -> list[tuple[str, str]]:
    """(word, file) for each word that stands in a file or in its name."""
    hits = []
    for file in files(*folders):
        try:
            data = file.name.encode("utf-8", "surrogateescape") + b"\n" + file.read_bytes()
        except FileNotFoundError:
            continue
        hits += [(word, file.name) for word, shapes in wanted.items() if any(one in data for one in shapes)]
    return hits
