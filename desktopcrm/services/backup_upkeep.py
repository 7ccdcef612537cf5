"""Keeps the places of backups in order: lets go what rotation no longer keeps, takes up what was interrupted."""

from __future__ import annotations

import contextlib
from pathlib import Path

from desktopcrm.domain.backup_rotation import Entry, kept
from desktopcrm.services.backup_places import Places
from desktopcrm.storage import backup_files, rework


def thin_out(places: Places) -> None:
    """Let go what rotation no longer keeps, each place by itself; a file that stays is no harm."""
    for folder in places.writable():
        entries = {Entry(one.seq, one.made_at, one.reason): one for one in backup_files.listed(folder)}
        for gone in entries.keys() - kept(entries):
            with contextlib.suppress(OSError):
                backup_files.remove(entries[gone].file)


def take_up(places: Places) -> None:
    """What interrupted work has left in both places: half a file goes, a half exchange is completed. Never raises."""
    take_up_in(places.data, places.writable())


def take_up_in(data: Path, folders: tuple[Path, ...]) -> None:
    """The same in some places, and the workshops of the data folder. Never raises."""
    for folder in folders:
        backup_files.tidy(folder)
    for folder in (data, backup_files.folder_of(data)):
        with contextlib.suppress(OSError):
            rework.clear_up(folder)
