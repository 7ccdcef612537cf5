"""Keeps copies of all backups in a second place, which may be away for weeks. Knows shelves and files, no database."""

from __future__ import annotations

import contextlib
from pathlib import Path

from desktopcrm.errors import UserError
from desktopcrm.services.backup_shelf import Backup, Shelf, folder_on
from desktopcrm.storage import backup_files
from desktopcrm.storage.backup_files import Manifest
from desktopcrm.storage.syncing import copy_synced


def checked(data: Path, folder: Path) -> Path:
    """A second place that can be one. Raises `UserError`."""
    place = folder.expanduser().absolute()
    if not place.is_dir():
        raise UserError("errors.second_place_missing", folder=str(place))
    inside, outside = place.resolve(), data.resolve()
    if inside == outside or outside in inside.parents:
        raise UserError("errors.second_place_inside", folder=str(place))
    return place


def is_here(shelf: Shelf) -> bool:
    """Whether the second place is connected."""
    try:
        return shelf.second is not None and shelf.second.is_dir()
    except OSError:
        return False


def missing(shelf: Shelf, database: str) -> tuple[Backup, ...]:
    """Backups that are not there, or there in another form."""
    if shelf.second is None:
        return ()
    folder = folder_on(shelf.second, database)
    first = [one for one in shelf.list() if not one.second]
    return tuple(one for one in first if not _is_same(one.file, folder / one.file.name))


def _is_same(file: Path, copy: Path) -> bool:
    mine, theirs = backup_files.read_manifest(file), backup_files.read_manifest(copy)
    return mine is not None and mine == theirs and copy.is_file() and copy.stat().st_size == mine.seal.size


def mirror(shelf: Shelf, database: str) -> int:
    """Bring the second place up to date; how many were copied. Raises `UserError` where it refuses."""
    if shelf.second is None or not is_here(shelf):
        return 0
    shelf.database = database
    folder = folder_on(shelf.second, database)
    backup_files.make_folder(folder)
    wanted = missing(shelf, database)
    for one in reversed(wanted):
        _copy(one.file, folder / one.file.name)
    for one in shelf.list():
        if one.second:
            with contextlib.suppress(UserError):
                shelf.bring_under(one, shelf.key)
    shelf.copy_keys()
    return len(wanted)


def _copy(file: Path, copy: Path) -> None:
    """The manifest that stands there must never speak of a file that is not there."""
    manifest: Manifest | None = backup_files.read_manifest(file)
    try:
        if manifest is not None and copy.exists():
            backup_files.manifest_file(copy).unlink(missing_ok=True)
        copy_synced(file, copy)
        if manifest is not None:
            backup_files.write_manifest(copy, manifest)
    except OSError as error:
        raise UserError("errors.file_not_written", file=str(copy), reason=error.strerror or "") from None
