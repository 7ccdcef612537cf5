"""Reads what strace wrote of a deed: the order in which files were made, written, synced, renamed and told of.

Knows system calls, nothing of what is in the files. Text is hexadecimal throughout (`strace -xx -y`), so a line can
be taken apart at its marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

OPTIONS = ("-y", "-xx", "-s", "16000000")
CALLS = (
    "openat,open,creat,close,dup,dup2,dup3,lseek,read,write,pwrite64,writev,pwritev,ftruncate,truncate,fsync,fdatasync,"
    "rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,rmdir,link,linkat,fallocate,sendfile,copy_file_range"
)
_LINE = re.compile(r"(\d+) +(\w+)\((.*)\) += (-?\d+)(?:<([^>]*)>)?")
_STARTED = re.compile(r"(\d+) +(\w+\(.*) <unfinished \.\.\.>")
_RESUMED = re.compile(r"(\d+) +<\.\.\. \w+ resumed>(.*)")
_HEX = re.compile(r"\\x([0-9a-f]{2})")
_STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_HANDLE = re.compile(r"(\d+)<([^>]*)>")
_NAMED = re.compile(r'(?:(?:AT_FDCWD|\d+)<([^>]*)>, )?"((?:\\x[0-9a-f]{2})*)"')
_UNKNOWN = {"pwritev", "fallocate", "link", "linkat"}


@dataclass(frozen=True, slots=True)
class Event:
    """`what`: make, write, size, sync, rename, remove, folder, tell. `other`: where a rename leads to."""

    what: str
    path: str
    at: int = 0
    data: bytes = b""
    other: str = ""


def _bytes(hexadecimal: str) -> bytes:
    return bytes.fromhex("".join(_HEX.findall(hexadecimal)))


def _text(hexadecimal: str) -> str:
    return _bytes(hexadecimal).decode("utf-8", "surrogateescape")


def _paths(told: str) -> list[str]:
    """Paths that a call names; one told beside an open folder lies in it."""
    found = []
    for part in _NAMED.finditer(told):
        name = _text(part[2])
        found.append(name if name.startswith("/") or not part[1] else f"{_text(part[1])}/{name}")
    return found


def _joined(lines: Iterator[str]) -> Iterator[re.Match[str]]:
    """Whole calls, in the order in which they ended; with threads, one call may be told in two lines."""
    begun: dict[str, str] = {}
    for line in lines:
        started, resumed = _STARTED.match(line), _RESUMED.match(line)
        if started:
            begun[started[1]] = started[2]
            continue
        if resumed:
            line = f"{resumed[1]} {begun.pop(resumed[1], '')}{resumed[2]}"
        found = _LINE.match(line)
        if found and int(found[4]) >= 0:
            yield found


class Reader:
    """Turns calls into events below one folder."""

    def __init__(self, below: Path) -> None:
        self._below = f"{below}/"
        self._ends = {str(below)}
        self._at: dict[int, int] = {}
        self._made: set[str] = {str(one) for one in below.rglob("*")}

    def events(self, file: Path) -> Iterator[Event]:
        with file.open(encoding="ascii", errors="replace") as lines:
            for found in _joined(iter(lines)):
                yield from self._event(found[2], found[3], int(found[4]), _text(found[5] or ""))

    def _inside(self, path: str) -> bool:
        return path.startswith(self._below) or path in self._ends

    def _event(self, call: str, told: str, result: int, opened: str) -> Iterator[Event]:
        if call in ("open", "openat", "creat"):
            yield from self._opened(told, result, opened)
            return
        if call in ("rename", "renameat", "renameat2", "unlink", "unlinkat", "rmdir", "mkdir", "mkdirat"):
            yield from self._named(call, _paths(told))
            return
        handle = _HANDLE.match(told)
        if handle is None or told[handle.end() :].startswith("(deleted)"):
            return
        number, path = int(handle[1]), _text(handle[2])
        if path.startswith("pipe:") and call == "write":
            yield Event("tell", "", data=_bytes(_STRING.findall(told)[0]))
        if self._inside(path):
            yield from self._handled(call, (number, path), told, result)

    def _opened(self, told: str, result: int, path: str) -> Iterator[Event]:
        if not self._inside(path):
            return
        self._at[result] = 0
        if "O_CREAT" in told and path not in self._made:
            self._made.add(path)
            yield Event("make", path)
        elif "O_TRUNC" in told:
            yield Event("size", path, 0)

    def _named(self, call: str, names: list[str]) -> Iterator[Event]:
        path = names[0]
        if not self._inside(path) and not self._inside(names[-1]):
            return
        if call.startswith("mkdir"):
            self._made.add(path)
            yield Event("folder", path)
        elif call.startswith("rename"):
            self._made.discard(path)
            self._made.add(names[-1])
            yield Event("rename", path, other=names[-1])
        else:
            self._made.discard(path)
            yield Event("remove", path)

    def _handled(self, call: str, handle: tuple[int, str], told: str, result: int) -> Iterator[Event]:
        number, path = handle
        last = told.rsplit(",", 1)[-1].strip()
        if call in _UNKNOWN:
            raise NotImplementedError(f"the model of a disk does not know {call}")
        if call in ("fsync", "fdatasync"):
            yield Event("sync", path)
        elif call == "pwrite64":
            yield Event("write", path, int(last), _bytes(_STRING.findall(told)[0])[:result])
        elif call in ("write", "writev"):
            data = b"".join(_bytes(one) for one in _STRING.findall(told))[:result]
            yield Event("write", path, self._at.get(number, 0), data)
            self._at[number] = self._at.get(number, 0) + result
        elif call == "ftruncate":
            yield Event("size", path, int(last))
        elif call == "lseek":
            self._at[number] = result
        elif call == "read":
            self._at[number] = self._at.get(number, 0) + result
        elif call in ("sendfile", "copy_file_range"):
            source = next(_text(one[1]) for one in _HANDLE.findall(told)[(call == "sendfile") :][:1])
            yield Event("copy", path, self._at.get(number, 0), source.encode(), str(result))
            self._at[number] = self._at.get(number, 0) + result
