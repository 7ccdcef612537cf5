"""Whether a data folder can be given a new data key, asked before a recovery key is shown; what that key is worth after."""

from __future__ import annotations

from pathlib import Path

from desktopcrm.domain.recovery_key import RecoveryKey
from desktopcrm.errors import UserError
from desktopcrm.services import key_keeping, unlocking
from desktopcrm.services.backup_shelf import Shelf
from desktopcrm.storage import folder as folders
from desktopcrm.storage import open_files, whereabouts
from desktopcrm.storage import sealing as files
from desktopcrm.storage.place import Place

SPARE = 2_000_000
"""Room for logs, manifests and key files."""
VOID = frozenset({"errors.not_sealed", "errors.recovery_key_wrong", "errors.key_file_spoilt_recovery"})


def check_possible(folder: Path, key: bytes | None = None, database: str = "") -> None:
    """Raises `UserError` for what can be known to refuse the work. `key` opens data that are encrypted already.

    `database` names data that are open here; these are not looked into.
    """
    file = key_keeping.database_of(folder)
    if not open_files.is_open(file):
        with files.held(Place(file, key)) as connection:
            database = files.database_id(connection)
    shelf = Shelf(folder, key, database=database)
    size = _size(file) + _size(file.with_name(f"{file.name}-wal"))
    largest = max((_size(one.file) for one in shelf.list()), default=0)
    first = shelf.places.first
    for place in (folder, first) if first.exists() else (folder,):
        reason = whereabouts.write_refusal(place)
        if reason is not None:
            raise UserError("errors.sealing_not_writable", folder=str(place), reason=reason)
    _check_room(folder, size + max(size, largest))
    second = shelf.places.second
    if second is not None and shelf.places.is_second_here():
        ours = shelf.places.ours_there
        reason = whereabouts.write_refusal(ours if ours is not None and ours.exists() else second)
        if reason is not None:
            raise UserError("errors.second_place_refused", folder=str(second), reason=reason)
        _check_room(second, size + largest)


def is_void(folder: Path, recovery: RecoveryKey) -> bool:
    """Whether a recovery key that was shown opens nothing, as the work was refused; of closed data."""
    file = key_keeping.database_of(folder)
    if not folders.is_sealed(file):
        return True
    try:
        return not files.fits(file, unlocking.unlock_with_recovery(folder, recovery.shown))
    except UserError as error:
        return error.key in VOID


def _check_room(folder: Path, needed: int) -> None:
    """The database and one backup after another are written beside what they replace."""
    free = whereabouts.free_bytes(folder)
    if free is not None and free < needed + SPARE:
        raise UserError(
            "errors.sealing_no_room",
            folder=str(folder),
            needed=-(-(needed + SPARE) // 1_000_000),
            free=free // 1_000_000,
        )


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0
