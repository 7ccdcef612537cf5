"""Files that nobody may read: each opening is counted by the system itself, whoever in the process does it."""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WATCHED = 0x1 | 0x20  # IN_ACCESS, IN_OPEN
SECRET = "canary-sings"
_HEAD = struct.Struct("iIII")


class Canary:
    """A folder with files of several kinds. `readings` counts openings; -1 where the system cannot tell."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.files = [folder / name for name in ("canary.txt", "canary.png", "canary.typ", "canary.css")]
        for file in self.files:
            file.write_text(SECRET, encoding="utf-8")
        self._handle = -1
        if sys.platform.startswith("linux"):
            system = ctypes.CDLL(None, use_errno=True)
            self._handle = system.inotify_init1(os.O_NONBLOCK)
            for file in self.files:
                system.inotify_add_watch(self._handle, os.fsencode(file), WATCHED)

    def readings(self) -> int:
        """Since the last time it was asked."""
        if self._handle < 0:
            return -1
        return sum(1 for _ in self._events())

    def _events(self) -> Iterator[int]:
        while True:
            try:
                data = os.read(self._handle, 65_536)
            except BlockingIOError:
                return
            at = 0
            while at < len(data):
                _, mask, _, length = _HEAD.unpack_from(data, at)
                yield mask
                at += _HEAD.size + length

    def close(self) -> None:
        if self._handle >= 0:
            os.close(self._handle)


@contextmanager
def canary(folder: Path) -> Iterator[Canary]:
    """The files for a while."""
    made = Canary(folder)
    try:
        yield made
    finally:
        made.close()
