"""Files that a recovery left in the data folder: listed with what they are, and removed when the user wants it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from desktopcrm import paths
from desktopcrm.errors import UserError
from desktopcrm.storage import put_aside
from desktopcrm.storage.folder_lock import alone

Kind = Literal["damaged", "salvaged", "other"]
OURS = "desktopcrm."
"""Names of the program's own begin with this; those that are not known here come and go with a deed."""
KNOWN = frozenset({paths.PREFERENCES_NAME, paths.DATABASE_NAME, paths.KEYS_NAME})
MOST_OTHERS = 20


@dataclass(frozen=True, slots=True)
class AsideFile:
    """`damaged`: a database that a recovery replaced; `salvaged`: what was read out of one; `other`: not the program's.

    `size` is with its logs; `at`: last written.
    """

    kind: Kind
    file: Path
    size: int
    at: datetime


def listed(folder: Path) -> tuple[AsideFile, ...]:
    """Looks at names, sizes and days only; the newest of a kind first."""
    kept = put_aside.listed(folder)
    ours = [_seen("damaged" if ".damaged-" in one.name else "salvaged", one) for one in kept]
    try:
        there = [one for one in folder.iterdir() if _is_strange(one)]
    except OSError:
        there = []
    others = [_seen("other", one) for one in sorted(there)[:MOST_OTHERS]]
    found = [one for one in (*ours, *others) if one is not None]
    return tuple(sorted(found, key=lambda one: (one.kind == "other", one.kind, -one.at.timestamp())))


def remove(folder: Path, name: str) -> None:
    """Take one that was put aside away for good, with its logs. Raises `UserError`."""
    with alone(folder):
        file = next((one for one in put_aside.listed(folder) if one.name == name), None)
        if file is None:
            raise UserError("errors.file_missing", file=str(folder / name))
        try:
            put_aside.remove(file)
        except OSError as error:
            raise UserError("errors.file_not_written", file=str(file), reason=error.strerror or "") from None


def _is_strange(file: Path) -> bool:
    """Neither the program's own nor hidden by the system."""
    is_ours = file.name.startswith(OURS) or file.name in KNOWN or file.name.startswith(paths.PREFERENCES_NAME)
    return file.is_file() and not is_ours and not file.name.startswith(".")


def _seen(kind: Kind, file: Path) -> AsideFile | None:
    try:
        found = file.stat()
    except OSError:
        return None
    logs = (file.with_name(f"{file.name}{end}") for end in put_aside.LOGS)
    size = found.st_size + (sum(one.stat().st_size for one in logs if one.exists()) if kind != "other" else 0)
    return AsideFile(kind, file, size, datetime.fromtimestamp(found.st_mtime, UTC))
