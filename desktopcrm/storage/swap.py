"""Puts a finished database in the place of the one that was there, log and all; the old one is kept aside.

A note says what is to become of which file before the first one is moved. Whatever moment the machine stops at, the
next start completes what the note says: the old data with their log, or the new ones, never a mixture.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

from desktopcrm import paths
from desktopcrm.errors import UserError
from desktopcrm.safe_files import sync_file, sync_folder, write_synced
from desktopcrm.storage import open_files
from desktopcrm.storage.folder_lock import one_at_a_time

NOTE = "desktopcrm.swap"
PREPARED = "desktopcrm.prepared.db"
"""What is to take the place, until it has it."""
BESIDE = ("-wal", "-journal", "-shm")
ASIDE = "desktopcrm.damaged-{number}.db"
NOTE_LIMIT = 10_000


@one_at_a_time
def swap_in(folder: Path, prepared: Path) -> Path | None:
    """Let a verified file of the folder become its database. Gives where the old one lies; `None`: there was none.

    Raises `UserError`.
    """
    file = folder / paths.DATABASE_NAME
    if open_files.is_open(file):
        raise UserError("errors.database_in_use", file=str(file))
    aside = free_name(folder, ASIDE)
    had_one = file.exists()
    try:
        sync_file(prepared)
        note = {"prepared": prepared.name, "aside": aside.name}
        write_synced(folder / NOTE, json.dumps(note).encode("ascii"))
        _complete(folder)
    except OSError as error:
        raise UserError("errors.file_not_written", file=str(file), reason=error.strerror or "") from error
    return aside if had_one else None


def take_up(folder: Path) -> None:
    """Complete an interrupted replacement, before anything opens the folder. Cheap where there is none.

    Raises `UserError`.
    """
    try:
        _complete(folder)
    except OSError as error:
        file = folder / paths.DATABASE_NAME
        raise UserError("errors.file_not_written", file=str(file), reason=error.strerror or "") from error


def take_up_prepared(folder: Path) -> None:
    """Once the database is open: what an interrupted recovery prepared and no note speaks of. Never raises."""
    with contextlib.suppress(OSError):
        if not (folder / NOTE).exists():
            for one in folder.glob(f"{PREPARED}*"):
                one.unlink()


def _complete(folder: Path) -> None:
    note = folder / NOTE
    if not os.path.exists(note):  # noqa: PTH110 - says no also where the name itself is impossible
        return
    found = _read(note)
    if found is not None and (folder / found[0]).exists():
        prepared, aside = (folder / name for name in found)
        file = folder / paths.DATABASE_NAME
        for end in BESIDE:  # a log beside a new file would be played into it
            _move(Path(f"{file}{end}"), Path(f"{aside}{end}"))
        _move(file, aside)
        sync_folder(folder)
        prepared.replace(file)
        sync_folder(folder)
    note.unlink()
    sync_folder(folder)


def _move(one: Path, other: Path) -> None:
    """Whatever was moved before the machine stopped stays moved."""
    if one.exists() and not other.exists():
        one.rename(other)


def _read(note: Path) -> tuple[str, str] | None:
    """(prepared, aside), names of this folder only; `None` where the note makes no sense."""
    try:
        body = json.loads(note.read_bytes()[:NOTE_LIMIT])
        names = str(body["prepared"]), str(body["aside"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    is_plain = all(Path(name).name == name and name.startswith("desktopcrm.") for name in names)
    return names if is_plain and paths.DATABASE_NAME not in names else None


def free_name(folder: Path, shape: str) -> Path:
    """The first name of a shape that nothing bears."""
    number = 1
    while any(folder.glob(f"{shape.format(number=number)}*")):
        number += 1
    return folder / shape.format(number=number)
