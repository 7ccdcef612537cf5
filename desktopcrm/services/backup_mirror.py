"""Keeps copies of all backups on the second place, which may be away for weeks. Knows shelves and files, no database."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

from desktopcrm.errors import UserError
from desktopcrm.safe_files import copy_synced
from desktopcrm.services import backup_rekeying, key_copies
from desktopcrm.services.backup_shelf import Shelf
from desktopcrm.services.backup_types import Backup
from desktopcrm.services.progress import Progress, tell
from desktopcrm.storage import backup_files
from desktopcrm.storage.backup_files import Manifest


def missing(shelf: Shelf) -> tuple[Backup, ...]:
    """Backups that are not there, or there in another form."""
    there = shelf.places.ours_there
    if there is None:
        return ()
    first = [one for one in shelf.list() if not one.second]
    return tuple(one for one in first if not _is_same(one.file, there / one.file.name))


def _is_same(file: Path, copy: Path) -> bool:
    mine, theirs = backup_files.read_manifest(file), backup_files.read_manifest(copy)
    try:
        return mine is not None and mine == theirs and copy.stat().st_size == mine.seal.size
    except OSError:  # gone, perhaps just now with its stick
        return False


def mirror(shelf: Shelf, progress: Progress | None = None) -> int:
    """Bring the second place up to date; how many were copied. Raises `UserError` where it refuses.

    The newest one first: who pulls the stick too early has that. What `progress` raises stops it between two pieces.
    """
    there = shelf.places.ours_there
    if there is None or not shelf.places.is_second_here():
        return 0
    _make_folder(there)
    wanted = missing(shelf)
    for number, one in enumerate(wanted):
        _copy(one.file, there / one.file.name, _teller(progress, number, len(wanted)))
    for one in shelf.list():
        if one.second:
            with contextlib.suppress(UserError):
                backup_rekeying.bring_under(shelf, one, shelf.key)
    key_copies.lay(shelf.places, shelf.key)
    return len(wanted)


def _teller(progress: Progress | None, number: int, of: int) -> Callable[[], None]:
    return lambda: tell(progress, number, of, "backups.mirroring")


def begin_anew(shelf: Shelf) -> None:
    """Make our folder where it is gone. Raises `UserError` where the place refuses."""
    there = shelf.places.ours_there
    if there is not None:
        _make_folder(there)


def _make_folder(there: Path) -> None:
    try:
        backup_files.make_folder(there)
    except UserError as error:
        raise _refused(there.parent, str(error.params["reason"])) from error


def _refused(second: Path, reason: str) -> UserError:
    return UserError("errors.second_place_refused", folder=str(second), reason=reason)


def _copy(file: Path, copy: Path, between: Callable[[], None]) -> None:
    """The manifest that stands there must never speak of a file that is not there."""
    between()
    manifest: Manifest | None = backup_files.read_manifest(file)
    try:
        if manifest is not None and copy.exists():
            backup_files.manifest_file(copy).unlink(missing_ok=True)
        copy_synced(file, copy, between)
        if manifest is not None:
            backup_files.write_manifest(copy, manifest)
    except OSError as error:
        raise _refused(copy.parent.parent, error.strerror or "") from error
