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
    for folder in places.writable():
        backup_files.take_up(folder)
    _take_up_workshops(places.data)


def take_up_here(data: Path) -> None:
    """The same in the data folder alone: the second place may be slow. Never raises."""
    backup_files.take_up(backup_files.folder_of(data))
    _take_up_workshops(data)


def _take_up_workshops(data: Path) -> None:
    for folder in (data, backup_files.folder_of(data)):
        with contextlib.suppress(OSError):
            rework.take_up(folder)
