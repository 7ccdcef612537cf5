"""Names a database file and how it is to be opened, also to SQLite. Knows nothing else, so that all of storage may know it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

LONG_ON_WINDOWS = 240
"""Characters of a path, from which on Windows wants it marked as a long one."""


@dataclass(frozen=True, slots=True)
class Place:
    """A database file, the key that opens it (`None`: plain), whether it may be made, whether it is only read."""

    file: Path
    key: bytes | None = None
    create: bool = False
    read_only: bool = False


def uri(file: Path, mode: str) -> str:
    """A file as SQLite's URI (`mode`: ro, rw, rwc, and what may follow); every sign is quoted, so no name can say anything else than itself."""
    name = str(file)
    if os.name == "nt" and len(name) >= LONG_ON_WINDOWS and not name.startswith("\\\\?\\"):
        name = f"\\\\?\\UNC\\{name[2:]}" if name.startswith("\\\\") else f"\\\\?\\{name}"
    return f"file:{quote(os.fsencode(name), safe='')}?mode={mode}"


def spoken(key: bytes | None) -> str:
    """A key as SQLite wants to hear it; an empty one says of an attached file: not encrypted."""
    return "" if key is None else f"x'{key.hex()}'"
