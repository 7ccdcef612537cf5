"""A model of a disk whose power can go: what was synced is there, anything else may be, sector by sector.

Names follow in order of what was done to them (file systems keep a journal of those), and are certain once their
folder was synced.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path

from tests.torture.recording import Event

SECTOR = 512
HABITS = ("nothing", "everything", "in order", "few", "half", "most")
"""How much of what was not synced survives a cut."""
KEPT = {"few": 0.1, "half": 0.5, "most": 0.9}


@dataclass(slots=True)
class File:
    """`synced`: what is certain; `since`: writes and changes of size after that, in order."""

    synced: bytes = b""
    since: list[tuple[int, bytes | None]] = field(default_factory=list)
    now: bytearray = field(default_factory=bytearray)

    def write(self, at: int, data: bytes) -> None:
        self.since.append((at, data))
        _put(self.now, at, data)

    def resize(self, size: int) -> None:
        self.since.append((size, None))
        _cut(self.now, size)

    def sync(self) -> None:
        self.synced, self.since = bytes(self.now), []

    def after(self, habit: str, chance: random.Random) -> bytes:
        """What is found of it after a cut."""
        if habit == "nothing":
            return self.synced
        if habit == "everything":
            return bytes(self.now)
        if habit == "in order":
            return self._in_order(chance)
        return self._sectors(KEPT[habit], chance)

    def _in_order(self, chance: random.Random) -> bytes:
        found = bytearray(self.synced)
        done = chance.randint(0, len(self.since))
        for at, data in self.since[:done]:
            _apply(found, at, data)
        if done < len(self.since) and (data := self.since[done][1]):
            sectors = chance.randint(0, len(data) // SECTOR)
            _put(found, self.since[done][0], data[: sectors * SECTOR])
        return bytes(found)

    def _sectors(self, kept: float, chance: random.Random) -> bytes:
        found = bytearray(self.synced)
        sizes = [len(found)]
        for at, data in self.since:
            sizes.append(at if data is None else max(sizes[-1], at + len(data)))
            if data is None:
                if chance.random() < kept:
                    _cut(found, at)
                continue
            for start in range(0, len(data), SECTOR):
                if chance.random() < kept:
                    _put(found, at + start, data[start : start + SECTOR])
        size = sizes[-1] if chance.random() < kept else chance.choice(sizes)
        _cut(found, size)
        return bytes(found)


def _put(into: bytearray, at: int, data: bytes) -> None:
    if len(into) < at:
        into.extend(bytes(at - len(into)))
    into[at : at + len(data)] = data


def _cut(found: bytearray, size: int) -> None:
    del found[size:]
    found.extend(bytes(size - len(found)))


def _apply(found: bytearray, at: int, data: bytes | None) -> None:
    if data is None:
        _cut(found, at)
    else:
        _put(found, at, data)


class Disk:
    """Files below one folder, by path."""

    def __init__(self, below: Path) -> None:
        self._below = str(below)
        self._files: dict[str, File] = {}
        self._certain: dict[str, File] = {}
        self._named: list[Event] = []
        self._news: dict[int, File] = {}
        for path in sorted(below.rglob("*")):
            if path.is_file():
                data = path.read_bytes()
                self._files[str(path)] = File(data, [], bytearray(data))
        self._certain.update(self._files)

    def do(self, event: Event) -> None:
        """One more thing that the program did."""
        if event.what in ("make", "rename", "remove"):
            self._name(event)
        elif event.what == "sync" and event.path not in self._files:
            self._sync_folder(event.path)
        elif file := self._files.get(event.path):
            self._change(file, event)

    def _change(self, file: File, event: Event) -> None:
        if event.what == "write":
            file.write(event.at, event.data)
        elif event.what == "copy":
            source = self._files[event.data.decode()]
            file.write(event.at, bytes(source.now[event.at : event.at + int(event.other)]))
        elif event.what == "size":
            file.resize(event.at)
        elif event.what == "sync":
            file.sync()

    def _name(self, event: Event) -> None:
        if event.what == "make":
            self._news[id(event)] = File()
        self._rename(self._files, event)
        self._named.append(event)

    def _rename(self, files: dict[str, File], event: Event) -> None:
        """What an event does to names, wherever it is told of (also where an earlier one was dropped)."""
        if event.what == "make":
            files[event.path] = self._news[id(event)]
        elif event.what == "remove":
            files.pop(event.path, None)
        else:
            inside = {path for path in files if path.startswith(f"{event.path}/")}
            for path in (inside | {event.path}) & files.keys():
                files[event.other + path[len(event.path) :]] = files.pop(path)

    def _sync_folder(self, folder: str) -> None:
        """Names in it are certain; with a journal of names so is all that was done before the last of them."""
        last = max(
            (n for n, one in enumerate(self._named, 1) if str(Path(one.other or one.path).parent) == folder),
            default=0,
        )
        for event in self._named[:last]:
            self._rename(self._certain, event)
        del self._named[:last]

    def unsure(self) -> bool:
        """Whether anything could be lost at this moment."""
        return bool(self._named) or any(file.since for file in self._files.values())

    def after_cut(self, chance: random.Random) -> dict[str, bytes]:
        """The files as they are found when the power has gone now, relative to the folder."""
        names = dict(self._certain)
        habit = chance.choice(HABITS)
        whole = {"nothing": 0, "everything": len(self._named)}
        for event in self._named[: whole.get(habit, chance.randint(0, len(self._named)))]:
            self._rename(names, event)
        return {
            path[len(self._below) + 1 :]: file.after(habit, chance) for path, file in sorted(names.items())
        }
