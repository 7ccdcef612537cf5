"""The rule of Windows that nobody renames, replaces or deletes a file that is open, for systems that do not know it.

While it holds, the product's own calls are refused as Windows would refuse them, and each refusal is written down: a
caller that swallows it has left a file behind all the same. Only what Python does is seen, and only handles of this
process; what a test itself does to files is its own affair.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import FrameType

from desktopcrm.storage import open_files

ROOT = Path(__file__).resolve().parent.parent
HANDLES = Path("/proc/self/fd")
PRODUCT = tuple(f"{ROOT / name}{os.sep}" for name in ("desktopcrm", "ui"))
TESTS = f"{ROOT / 'tests'}{os.sep}"
PATHS = {"os.rename": ((0, 2), (1, 3)), "os.remove": ((0, 1),)}
"""Events of the interpreter (`os.replace` is a rename, too): where their details hold a path and the folder it is meant in."""

_lists: list[list[str]] = []
"""What was refused since the rule holds, the innermost last; without one it does not hold."""


def lacking() -> str:
    """Why the rule cannot be tried here."""
    return "" if HANDLES.is_dir() else "needs a system that lists the handles of a process"


@cache
def _listen() -> None:
    sys.addaudithook(_heard)  # which stays for good


@contextmanager
def held_by_rule() -> Iterator[list[str]]:
    """The product meets the rule and knows that it does; gives what was refused."""
    _listen()
    refused: list[str] = []
    before, open_files.CAN_MOVE = open_files.CAN_MOVE, False
    _lists.append(refused)
    try:
        yield refused
    finally:
        _lists.pop()
        open_files.CAN_MOVE = before


def _heard(event: str, details: tuple[object, ...]) -> None:
    if not _lists or event not in PATHS:
        return
    caller = _caller()
    if caller is None or not caller.f_code.co_filename.startswith(PRODUCT):
        return
    for path in (_whole(details[name], details[folder]) for name, folder in PATHS[event]):
        if _is_open(path):
            where = Path(caller.f_code.co_filename).relative_to(ROOT)
            _lists[-1].append(f"{event} {path} in {where}:{caller.f_lineno}")
            raise PermissionError(errno.EACCES, "The file is open in this process", str(path))


def _whole(name: object, folder: object) -> Path:
    """The path that is meant; `rmtree` names files in a folder that it holds open."""
    path = Path(os.fsdecode(name)) if isinstance(name, str | bytes | os.PathLike) else Path()
    return HANDLES / str(folder) / path if isinstance(folder, int) and folder >= 0 else path


def _caller() -> FrameType | None:
    """Whoever of us asked for it."""
    frame: FrameType | None = sys._getframe(2)
    while frame is not None and not frame.f_code.co_filename.startswith((*PRODUCT, TESTS)):
        frame = frame.f_back
    return frame


def _is_open(file: Path) -> bool:
    """Whether this process holds the file, or one in the folder."""
    try:
        wanted = file.lstat()
    except OSError:
        return False
    held = list(_held())
    if stat.S_ISDIR(wanted.st_mode):
        inside = f"{os.path.realpath(file)}{os.sep}"
        return any(name.startswith(inside) for name, _ in held)
    return any((found.st_dev, found.st_ino) == (wanted.st_dev, wanted.st_ino) for _, found in held)


def _held() -> Iterator[tuple[str, os.stat_result]]:
    for handle in list(HANDLES.iterdir()):
        try:
            found = os.fstat(int(handle.name))
            if stat.S_ISREG(found.st_mode):
                yield str(handle.readlink()), found
        except OSError:
            continue
