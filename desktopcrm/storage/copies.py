"""Verified copies of a database: made, examined, written into an open one. Knows files and keys, no meaning of a row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import Connection

Progress = Callable[[int, int, str], None]
"""Told how far the work is, of how much, and what is being done (a text key)."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a database file was seen to hold. `counts`: rows by table; `mark`: the last step that is in it."""

    size: int
    sha256: str
    schema: int
    counts: dict[str, int]
    accounts: int
    database: str
    mark: str
    is_sealed: bool


def write_copy(connection: Connection, file: Path, key: bytes | None) -> Facts:
    """Copy an open database to `file`, sealed as the open one is, verified before it gets its name.

    Raises `UserError` (errors.copy_failed, errors.disk_full …); then there is no file.
    """
    raise NotImplementedError


def verify(file: Path, key: bytes | None) -> Facts:
    """Open a closed database file by itself, examine all of it. Raises `UserError`; writes nothing."""
    raise NotImplementedError


def export(source: Path, key: bytes | None, target: Path, new_key: bytes | None) -> Facts:
    """Write a closed database file anew under another key (`None`: plain), verified. The source is not touched."""
    raise NotImplementedError


def restore_into(live: Connection, file: Path, key: bytes | None) -> None:
    """Let an open database hold what the file holds, in one transaction. The key is that of both."""
    raise NotImplementedError
