"""Names a database file and how it is to be opened, also to SQLite. Knows nothing else, so that all of storage may know it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Place:
    """A database file, the key that opens it (`None`: plain), whether it may be made, whether it is only read."""

    file: Path
    key: bytes | None = None
    create: bool = False
    read_only: bool = False


def spoken(key: bytes | None) -> str:
    """A key as SQLite wants to hear it; an empty one says of an attached file: not encrypted."""
    return "" if key is None else f"x'{key.hex()}'"
