"""Files that a recovery left beside the database: a damaged one put aside, one that was salvaged. Nobody opens them any
more, and whom they name they go on naming.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from desktopcrm.storage import copies, rework

SHAPES = ("desktopcrm.damaged-*.db", "desktopcrm.salvaged-*.db")
LOGS = ("-wal", "-journal", "-shm")


def listed(folder: Path) -> tuple[Path, ...]:
    """The databases among them, by name."""
    return tuple(sorted(one for shape in SHAPES for one in folder.glob(shape) if one.is_file()))


def may_hold(folder: Path, keys: Iterable[bytes], uids: tuple[str, ...]) -> tuple[Path, ...]:
    """Those that hold one of these records, or of which nobody can tell."""
    known = tuple(keys)
    return tuple(one for one in listed(folder) if uids and _may_hold(one, known, uids))


def _may_hold(file: Path, keys: tuple[bytes, ...], uids: tuple[str, ...]) -> bool:
    """Bytes tell more of a readable one than its tables: pages that nothing leads to, and its log."""
    log = file.with_name(f"{file.name}-wal")
    try:
        if copies.is_plain(file):
            return rework.stands_in(file, uids) or rework.stands_in(log, uids)
        if log.exists() and log.stat().st_size > 0:
            return True
    except OSError:
        return True
    said = [rework.holds(file, key, uids) for key in keys]
    return True in said or False not in said


def remove(file: Path) -> None:
    """With its logs, these first: alone they would be nobody's. Raises `OSError`."""
    for one in (*(file.with_name(f"{file.name}{end}") for end in LOGS), file):
        one.unlink(missing_ok=True)
