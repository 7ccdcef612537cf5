"""What stands in a data folder and what the user can do about it, before anything is opened. Touches nothing,
but for a replacement of the database that was interrupted: that is completed.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktopcrm.errors import UserError
from desktopcrm.services import leftovers
from desktopcrm.storage import folder as folders
from desktopcrm.storage import private_folder, schema, whereabouts

TRY_AGAIN, READ_ONLY, RECOVER = "try_again", "read_only", "recover"
CHOOSE_FOLDER, OPEN_FOLDER, UPDATE = "choose_folder", "open_folder", "update"
WAYS = (TRY_AGAIN, READ_ONLY, RECOVER, CHOOSE_FOLDER, OPEN_FOLDER, UPDATE)

NEW, PLAIN, SEALED, OBSTACLE = "new", "plain", "sealed", "obstacle"

_OUT: dict[str, tuple[str, ...]] = {
    "errors.database_missing": (TRY_AGAIN, RECOVER, CHOOSE_FOLDER, OPEN_FOLDER),
    "errors.database_deleted": (TRY_AGAIN, OPEN_FOLDER),
    "errors.database_vanished": (TRY_AGAIN, RECOVER, CHOOSE_FOLDER, OPEN_FOLDER),
    "errors.database_replaced": (RECOVER, TRY_AGAIN, OPEN_FOLDER),
    "errors.database_exchanged": (OPEN_FOLDER, TRY_AGAIN, RECOVER),
    "errors.database_file_read_only": (READ_ONLY, TRY_AGAIN, CHOOSE_FOLDER, OPEN_FOLDER),
    "errors.database_read_only": (READ_ONLY, TRY_AGAIN, CHOOSE_FOLDER, OPEN_FOLDER),
    "errors.folder_read_only": (READ_ONLY, TRY_AGAIN, CHOOSE_FOLDER, OPEN_FOLDER),
    "errors.folder_not_writable": (CHOOSE_FOLDER, TRY_AGAIN),
    "errors.folder_not_readable": (TRY_AGAIN, CHOOSE_FOLDER),
    "errors.folder_is_file": (CHOOSE_FOLDER, TRY_AGAIN),
    "errors.folder_name_bad": (CHOOSE_FOLDER,),
    "errors.path_too_long": (CHOOSE_FOLDER, OPEN_FOLDER),
    "errors.disk_full": (TRY_AGAIN, READ_ONLY, OPEN_FOLDER),
    "errors.disk_full_at_opening": (TRY_AGAIN, READ_ONLY, CHOOSE_FOLDER, OPEN_FOLDER),
    "errors.disk_failed": (TRY_AGAIN, READ_ONLY, RECOVER, OPEN_FOLDER),
    "errors.no_room_to_read": (TRY_AGAIN, CHOOSE_FOLDER),
    "errors.database_damaged": (RECOVER, READ_ONLY, OPEN_FOLDER),
    "errors.database_unread": (RECOVER, OPEN_FOLDER),
    "errors.database_newer": (UPDATE, CHOOSE_FOLDER, OPEN_FOLDER, RECOVER),
    "errors.database_is_link": (OPEN_FOLDER, TRY_AGAIN, CHOOSE_FOLDER),
    "errors.database_foreign": (CHOOSE_FOLDER, RECOVER, OPEN_FOLDER),
    "errors.database_unreadable": (TRY_AGAIN, OPEN_FOLDER, CHOOSE_FOLDER),
    "errors.database_unopened": (TRY_AGAIN, READ_ONLY, RECOVER, OPEN_FOLDER),
    "errors.database_in_use": (TRY_AGAIN, CHOOSE_FOLDER),
    "errors.database_sealed": (TRY_AGAIN, CHOOSE_FOLDER),
    "errors.key_wrong": (TRY_AGAIN, RECOVER, OPEN_FOLDER),
    "errors.key_file_missing": (TRY_AGAIN, RECOVER, CHOOSE_FOLDER, OPEN_FOLDER),
    "errors.key_file_alone": (TRY_AGAIN, RECOVER, CHOOSE_FOLDER, OPEN_FOLDER),
    "errors.backup_before_migration": (TRY_AGAIN, READ_ONLY, OPEN_FOLDER),
}

_THERE = {"errors.database_sealed", "errors.database_in_use"}
LITTLE_ROOM = 50_000_000
"""Free bytes below which a disk is called nearly full."""


@dataclass(frozen=True, slots=True)
class Sight:
    """`state`: new, plain, sealed or obstacle; only an obstacle has an `error` and `ways` out of it."""

    state: str
    error: UserError | None = None
    ways: tuple[str, ...] = ()
    warnings: tuple[UserError, ...] = ()


def look(folder: Path) -> Sight:
    """What `App.open` would meet, as far as it shows from outside; a sealed one wants its key first. Never raises."""
    try:
        leftovers.take_up("closed", folder)
    except UserError as half:
        return Sight(OBSTACLE, half, (TRY_AGAIN, OPEN_FOLDER))
    place = folders.place_of(folder)
    error = folders.obstacle(place) or _too_new(place.file)
    told = warnings(folder) if error is None or error.key in _THERE else ()
    if error is None:
        is_new = place.create and not place.file.exists()
        return Sight(NEW if is_new else PLAIN, warnings=told)
    if error.key == "errors.database_sealed":
        return Sight(SEALED, warnings=told)
    return Sight(OBSTACLE, error, ways_out(error, folder), told)


def _too_new(file: Path) -> UserError | None:
    is_newer = folders.stored_version(file) > schema.newest()
    return UserError("errors.database_newer", file=str(file)) if is_newer else None


def ways_out(error: UserError, folder: Path | None = None) -> tuple[str, ...]:
    """What can be done about a refusal to open, the best first; empty where it is not about opening.

    With the folder, only what it allows: nothing is recovered where there is neither a backup nor a damaged file.
    """
    ways = _OUT.get(error.key, ())
    if folder is None:
        return ways
    is_there = folders.holds_database(folder)
    impossible = set() if is_there or folders.any_backup(folder) else {RECOVER}
    if not is_there:
        impossible.add(READ_ONLY)
    if not folders.is_folder(folder):
        impossible.add(OPEN_FOLDER)
    return tuple(way for way in ways if way not in impossible)


def warnings(folder: Path) -> tuple[UserError, ...]:
    """What does not keep the data from being opened, but endangers them."""
    found = []
    cloud = whereabouts.cloud(folder)
    if cloud:
        found.append(UserError("errors.folder_in_cloud", folder=str(folder), name=cloud))
    if whereabouts.is_network(folder):
        found.append(UserError("errors.folder_on_network", folder=str(folder)))
    if private_folder.is_shared(folder) and private_folder.is_open_to_others(folder):
        found.append(UserError("errors.folder_open_to_others", folder=str(folder)))
    free = whereabouts.free_bytes(folder)
    if free is not None and free < LITTLE_ROOM:
        found.append(UserError("errors.disk_nearly_full", folder=str(folder), free=free // 1_000_000))
    return tuple(found)
