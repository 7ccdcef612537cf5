"""Keeps a data folder to its owner, and tells a folder of ours from somebody's other one. Changes rights, never content."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from pathlib import Path

from desktopcrm import paths

OURS = {
    paths.KEYS_NAME, paths.PREFERENCES_NAME, paths.BACKUPS_NAME, paths.LOG_NAME, paths.RUNNING_NAME,
}  # fmt: skip
OUR_NAMES = ("desktopcrm.", "desktopcrm-", "preferences.")
JUNK = {
    ".ds_store", ".localized", ".directory", ".spotlight-v100", ".fseventsd", ".trashes", "thumbs.db", "ehthumbs.db",
    "desktop.ini", "folder.jpg", "icon\r",
}  # fmt: skip
"""What a system's file manager leaves in any folder that it shows; it says nothing of whose the folder is."""
JUNK_BEGINS = ("._", ".trash-", ".nfs", ".fuse_hidden")


def is_junk(name: str) -> bool:
    return name.casefold() in JUNK or name.casefold().startswith(JUNK_BEGINS)


def is_shared(folder: Path) -> bool:
    """Whether it is somebody's other folder in which our files lie as well: its rights are not ours to change."""
    try:
        if folder.resolve() in (Path.home().resolve(), Path(folder.resolve().anchor)):
            return True
        return any(not _is_ours(one.name) and not is_junk(one.name) for one in folder.iterdir())
    except (OSError, RuntimeError):
        return True


def is_open_to_others(folder: Path) -> bool:
    """Whether other users of this computer may look into it."""
    try:
        return os.name == "posix" and bool(stat.S_IMODE(folder.stat().st_mode) & 0o077)
    except OSError:
        return False


def _is_ours(name: str) -> bool:
    return name in OURS or name.startswith(OUR_NAMES)


def keep_private(folder: Path) -> None:
    """Our files with what lies in our folders, and the folder itself unless it is somebody's other one, are for their
    owner alone. Never a reason to refuse."""
    if sys.platform == "win32":
        return
    owner = os.geteuid()
    with contextlib.suppress(OSError):
        is_others = is_shared(folder)
        if not is_others:
            _tighten(folder, owner)
        for one in [one for one in folder.iterdir() if _is_ours(one.name)]:
            _tighten(one, owner)
            is_folder = one.is_dir() and not one.is_symlink()
            for inner in one.iterdir() if is_folder and not is_others else ():
                _tighten(inner, owner)


def _tighten(file: Path, owner: int) -> None:
    found = file.lstat()
    wanted = 0o700 if stat.S_ISDIR(found.st_mode) else 0o600
    is_loose = stat.S_IMODE(found.st_mode) & 0o077
    if is_loose and found.st_uid == owner and not stat.S_ISLNK(found.st_mode):
        with contextlib.suppress(OSError):
            file.chmod(wanted)
