"""Reads what was given and writes what was wanted: whole or not at all. Knows files, nothing of what is in them."""

from __future__ import annotations

import re
import secrets
import stat
import unicodedata
from pathlib import Path

from desktopcrm.errors import UserError
from desktopcrm.plain import plain
from desktopcrm.safe_files import OWNER_ONLY, replacing
from desktopcrm.storage import folder as folders
from desktopcrm.storage import open_files

NAME_LIMIT = 80  # characters of a name in a file's name
NAME_BYTES = 180  # a system takes 255; a day, a number and an ending come behind
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d¹²³])( *\..*)?", re.IGNORECASE)


def write_safely(file: Path, data: bytes) -> None:
    """Write a file wherever the user wants it: the old one or the new one, never a half.

    Never through a symbolic link, never over a folder or a device. Raises `UserError`.
    """
    check_not_needed(file)
    _check_target(file)
    part = file.with_name(f".{file.name[:40]}.{secrets.token_hex(8)}.part")  # a name of nobody else's
    try:
        with replacing(file, part, _rights(file)) as opened:
            opened.write(data)
    except OSError as error:
        raise UserError("errors.file_not_written", file=str(file), reason=_said(error)) from None


def read_whole(file: Path, limit: int) -> bytes:
    """The bytes of an ordinary file of at most `limit` bytes. Raises `UserError`."""
    try:
        if not file.is_file():
            raise UserError("errors.file_missing", file=str(file))
        if open_files.is_open(file):  # the handle, once closed, would take the database's lock away
            raise UserError("errors.file_is_database", file=str(file))
        with file.open("rb") as opened:
            data = opened.read(limit + 1)
    except OSError as error:
        raise UserError("errors.file_not_read", file=str(file), reason=_said(error)) from None
    if len(data) > limit:
        raise UserError("errors.file_too_large", file=str(file), limit=limit // 1_000_000)
    return data


def safe_name(text: str) -> str:
    """A name that every system takes as one file: never empty, reserved, hidden, an option, or ending in a dot."""
    shown = unicodedata.normalize("NFC", plain(_FORBIDDEN.sub(" ", text)))
    kept = re.sub(r"\s+", " ", shown).strip(" .")[:NAME_LIMIT]
    kept = kept.encode("utf-8")[:NAME_BYTES].decode("utf-8", "ignore").strip(" .")
    return f"_{kept}" if not kept or kept[0] in "-~" or _RESERVED.fullmatch(kept) else kept


def free_place(folder: Path, name: str) -> Path:
    """The name in the folder, with a number where another file already has it."""
    target, number = folder / name, 2
    while target.exists() or target.is_symlink():
        target = folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
        number += 1
    return target


def check_not_needed(file: Path) -> None:
    """Raises `UserError` for a file that the data themselves need: database, its log, key file, settings, backups."""
    try:
        is_needed = folders.is_needed(file)
    except (OSError, ValueError) as error:
        raise UserError("errors.file_not_written", file=str(file), reason=_said(error)) from None
    if is_needed:
        is_open = open_files.is_open(file)
        raise UserError("errors.file_is_database" if is_open else "errors.file_is_needed", file=str(file))


def _check_target(file: Path) -> None:
    try:
        found = file.lstat()
    except FileNotFoundError:
        if not file.parent.is_dir():
            raise UserError("errors.file_no_folder", folder=str(file.parent)) from None
        return
    except (OSError, ValueError) as error:
        raise UserError("errors.file_not_written", file=str(file), reason=_said(error)) from None
    if not stat.S_ISREG(found.st_mode):
        raise UserError("errors.file_is_special", file=str(file))
    if open_files.is_open(file):
        raise UserError("errors.file_is_database", file=str(file))


def _rights(file: Path) -> int:
    """Rights of the file that is replaced; a new one is for the user alone, as it holds his customers."""
    try:
        return stat.S_IMODE(file.lstat().st_mode)
    except OSError:
        return OWNER_ONLY


def _said(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
