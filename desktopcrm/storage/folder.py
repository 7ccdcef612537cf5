"""What a data folder holds and what stands in the way of opening it. Reads names, rights and headers; writes nothing
but the rights of our own files. Knows no driver.
"""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from desktopcrm import paths
from desktopcrm.errors import UserError
from desktopcrm.preferences import Preferences
from desktopcrm.storage import open_files
from desktopcrm.storage.place import Place

HEADER = b"SQLite format 3\x00"
APPLICATION_ID = 0x44435241  # "DCRA"
LONGEST_NAME, LONGEST_PATH = 504, 430
"""SQLite takes 512 bytes on POSIX, `-journal` included; behind a data folder an unfinished backup must fit, too."""
LONGEST_ON_WINDOWS = 200
"""Of 259, for the same reason; in UTF-16, as Windows counts."""
PAGE = 4096
_PAGE_SIZE, _PAGES, _VERSION, _IDENTITY = slice(16, 18), slice(28, 32), slice(60, 64), slice(68, 72)
_BACKUP = re.compile(r"\d{6,}-.*\.(db|json)")
MADE = "made"


def place_of(folder: Path, key: bytes | None = None, read_only: bool = False) -> Place:
    """The database of a data folder; it may be made only where there never was one."""
    return Place(folder / paths.DATABASE_NAME, key, not read_only and may_create(folder), read_only)


def may_create(folder: Path) -> bool:
    """A really new folder: without a key file, without backups, and never used before.

    Anything else that lacks its database has lost it (a drive that is away, a file that was moved): an empty one made
    in its place would hide that.
    """
    try:
        if (folder / paths.KEYS_NAME).exists() or any_backup(folder):
            return False
    except (OSError, ValueError):  # a folder that may not be looked into, a name that no folder can have
        return False
    used = Preferences(folder / paths.PREFERENCES_NAME)
    return not (used.get(MADE) or used.get("started"))


def any_backup(folder: Path) -> bool:
    try:
        return any(file.suffix == ".db" for file in (folder / paths.BACKUPS_NAME).iterdir())
    except (OSError, ValueError):
        return False


def holds_database(folder: Path) -> bool:
    """Whether a file of that name lies there; no where the folder may not be looked into."""
    return os.path.isfile(folder / paths.DATABASE_NAME)  # noqa: PTH113 - never raises


def is_folder(folder: Path) -> bool:
    return os.path.isdir(folder)  # noqa: PTH112 - never raises


def obstacle(place: Place) -> UserError | None:
    """What keeps the file from being opened, as far as it can be seen from outside."""
    try:
        return _of_the_name(place) or _of_the_folder(place) or _of_the_file(place)
    except OSError as error:
        return UserError(
            "errors.folder_not_readable", folder=str(place.file.parent), reason=error.strerror or ""
        )


def _of_the_name(place: Place) -> UserError | None:
    folder = str(place.file.parent)
    if "\0" in folder:
        return UserError("errors.folder_name_bad", folder=folder.replace("\0", "␀"))
    real = os.path.realpath(place.file)
    is_data = place.file.name == paths.DATABASE_NAME
    if os.name == "posix":
        length, limit = len(os.fsencode(real)), LONGEST_PATH if is_data else LONGEST_NAME
    else:
        length = len(real.encode("utf-16-le", "surrogatepass")) // 2
        limit = LONGEST_ON_WINDOWS if is_data and not takes_long_paths() else LONGEST_NAME
    if length > limit:
        return UserError("errors.path_too_long", folder=folder, length=length, limit=limit)
    return None


def takes_long_paths() -> bool:
    """Whether Windows was told to take paths of more than 259 signs, which it takes only then."""
    import ctypes

    windows = getattr(ctypes, "windll", None)
    asked = getattr(getattr(windows, "ntdll", None), "RtlAreLongPathsEnabled", None)
    if asked is None:
        return False
    asked.restype = ctypes.c_ubyte
    return bool(asked())


def _of_the_folder(place: Place) -> UserError | None:
    folder = place.file.parent
    if folder.exists():
        if not folder.is_dir():
            return UserError("errors.folder_is_file", folder=str(folder))
        return None
    if not place.create:
        return UserError("errors.database_missing", file=str(place.file))
    above = next((one for one in folder.parents if one.exists()), folder)
    if not above.is_dir():
        return UserError("errors.folder_is_file", folder=str(above))
    return None if os.access(above, os.W_OK) else UserError("errors.folder_read_only", folder=str(above))


def _of_the_file(place: Place) -> UserError | None:
    file = place.file
    if file.is_symlink():  # its log lies elsewhere, and what takes its place leaves the other file behind
        return UserError("errors.database_is_link", file=str(file))
    try:
        found = file.stat()
    except FileNotFoundError:
        return _of_nothing(place)
    if not stat.S_ISREG(found.st_mode):
        return UserError("errors.database_foreign", file=str(file))
    if not os.access(file, os.R_OK):
        return UserError("errors.database_unreadable", file=str(file))
    if not place.read_only and not os.access(file, os.W_OK):
        return UserError("errors.database_file_read_only", file=str(file))
    if not place.read_only and not os.access(file.parent, os.W_OK):
        return UserError("errors.folder_read_only", folder=str(file.parent))
    if open_files.is_open(file):
        return UserError("errors.database_in_use", file=str(file))
    return _of_the_content(place, found.st_size)


def _of_nothing(place: Place) -> UserError | None:
    folder = place.file.parent
    if place.create:
        if not folder.exists() or os.access(folder, os.W_OK):
            return None
        return UserError("errors.folder_read_only", folder=str(folder))
    if (folder / paths.KEYS_NAME).exists():
        return UserError("errors.key_file_alone", file=str(place.file), keys=paths.KEYS_NAME)
    return UserError("errors.database_missing", file=str(place.file))


def _of_the_content(place: Place, size: int) -> UserError | None:
    file = str(place.file)
    if size == 0:
        return (
            None if place.create or has_log(place.file) else UserError("errors.database_damaged", file=file)
        )
    head = header(place.file)
    if head.startswith(HEADER):
        if place.key is not None:
            return UserError("errors.key_wrong", file=file)
        return None if place.create or has_log(place.file) else _of_the_identity(place, head, size)
    if place.key is not None:
        return None
    if has_keys(place.file.parent):
        return UserError("errors.database_sealed", file=file)
    if looks_sealed(head, size):
        return UserError("errors.key_file_missing", file=file, keys=paths.KEYS_NAME)
    return UserError("errors.database_foreign", file=file)


def _of_the_identity(place: Place, head: bytes, size: int) -> UserError | None:
    """From the header alone; what stands in a log beside the file may say otherwise, then only opening tells."""
    if _number(head, _IDENTITY) != APPLICATION_ID:
        return UserError("errors.database_foreign", file=str(place.file))
    if size < _number(head, _PAGES) * _number(head, _PAGE_SIZE):
        return UserError("errors.database_damaged", file=str(place.file))
    return None


def has_keys(folder: Path) -> bool:
    """A key file, or its copy beside the backups, which does as well."""
    return (folder / paths.KEYS_NAME).exists() or (folder / paths.BACKUPS_NAME / paths.KEYS_NAME).exists()


def stored_version(file: Path) -> int:
    """Schema version that the header of a plain database names; 0 where it does not say."""
    head = b"" if has_log(file) else header(file)
    return _number(head, _VERSION) if head.startswith(HEADER) else 0


def _number(head: bytes, where: slice) -> int:
    return int.from_bytes(head[where], "big")


def has_log(file: Path) -> bool:
    """Whether a database was not closed in order: something stands in the log beside it."""
    found = file.with_name(f"{file.name}-wal")
    try:
        return found.stat().st_size > 0
    except OSError:
        return False


def header(file: Path) -> bytes:
    """The first page of a database file that is not open in this process; empty where it cannot be read."""
    if open_files.is_open(file):
        return b""
    try:
        with file.open("rb") as opened:
            return opened.read(PAGE)
    except OSError:
        return b""


def looks_sealed(head: bytes, size: int) -> bool:
    """Whole pages of what looks like chance: an encrypted database rather than another kind of file."""
    return (
        size % PAGE == 0
        and len(head) == PAGE
        and len(set(head)) > 250
        and max(map(head.count, set(head))) < 48
    )


def is_sealed(file: Path) -> bool:
    """Whether the database file is encrypted, whatever lies beside it."""
    known = open_files.is_sealed(file)
    if known is not None:
        return known
    head = header(file)
    return bool(head) and not head.startswith(HEADER)


def is_plain(file: Path) -> bool:
    """Whether the database file is one that anybody can read, and whole, as far as its header tells."""
    known = open_files.is_sealed(file)
    if known is not None:
        return not known
    head = header(file)
    if not head.startswith(HEADER):
        return False
    return has_log(file) or _of_the_identity(Place(file), head, file.stat().st_size) is None


def is_needed(file: Path) -> bool:
    """Whether a data folder needs what bears this name there: nothing else may be written over it."""
    name, folder = file.name.casefold(), os.path.realpath(file.parent)
    if Path(folder).name == paths.BACKUPS_NAME:
        return name == paths.KEYS_NAME or _BACKUP.match(name) is not None
    if not any(os.path.isfile(Path(folder, one)) for one in (paths.DATABASE_NAME, paths.KEYS_NAME)):  # noqa: PTH113
        return False
    return name in (paths.KEYS_NAME, paths.PREFERENCES_NAME) or name.startswith(paths.DATABASE_NAME)
