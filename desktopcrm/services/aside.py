"""Files that a recovery left in the data folder: listed with what they are, and removed when the user wants it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Literal

from desktopcrm import paths
from desktopcrm.errors import UserError
from desktopcrm.storage import backup_files, private_folder, put_aside, swap
from desktopcrm.storage.folder_lock import alone

Kind = Literal["damaged", "salvaged", "other"]
KNOWN = frozenset(
    {paths.PREFERENCES_NAME, paths.DATABASE_NAME, paths.KEYS_NAME, paths.RUNNING_NAME, swap.PREPARED}
)
KEPT_KEYS = "desktopcrm-*.keys"
MOST_OTHERS, MOST_STRANGE = 20, 200


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
    others = [_seen("other", one) for one in strange(folder, MOST_OTHERS)]
    found = [one for one in (*ours, *others) if one is not None]
    return tuple(sorted(found, key=lambda one: (one.kind == "other", one.kind, -one.at.timestamp())))


def strange(folder: Path, most: int = MOST_STRANGE) -> tuple[Path, ...]:
    """What somebody else has put there, at any depth; a folder that cannot be looked into stands for what is in it."""
    return tuple(islice(_strange(folder), most))


def _strange(folder: Path) -> Iterator[Path]:
    closed: list[Path] = []
    for place, inside, names in os.walk(
        folder, onerror=lambda error: closed.append(Path(str(error.filename)))
    ):
        inside.sort()
        found = (Path(place, name) for name in sorted(names))
        yield from (
            one for one in found if not _is_ours(one, folder) and not private_folder.is_junk(one.name)
        )
    yield from closed


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


def _is_ours(file: Path, folder: Path) -> bool:
    """By its name and where it lies; a copy that somebody made bears another."""
    if file.parent == folder / paths.LOG_NAME:
        return True
    bare = file.name
    for end in (*put_aside.LOGS, ".part"):
        bare = bare.removesuffix(end)
    if file.parent == folder:
        is_kept = any(Path(bare).match(shape) for shape in (*put_aside.SHAPES, KEPT_KEYS))
        return is_kept or bare in KNOWN
    is_backup = backup_files.named(file.with_name(bare).with_suffix(".db")) is not None
    is_here = file.parent in (folder / paths.BACKUPS_NAME, folder)
    return is_here and (
        bare == paths.KEYS_NAME
        or Path(bare).match(KEPT_KEYS)
        or (is_backup and Path(bare).suffix in (".db", ".json"))
    )


def _seen(kind: Kind, file: Path) -> AsideFile | None:
    try:
        found = file.stat()
    except OSError:
        return None
    logs = (file.with_name(f"{file.name}{end}") for end in put_aside.LOGS)
    size = found.st_size + (sum(one.stat().st_size for one in logs if one.exists()) if kind != "other" else 0)
    return AsideFile(kind, file, size, datetime.fromtimestamp(found.st_mtime, UTC))
