"""What is tried on a disk with almost no room: each deed says which contents may be found afterwards."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from desktopcrm import paths
from desktopcrm.app import App
from desktopcrm.errors import UserError
from desktopcrm.services import encryption
from desktopcrm.services.opening import ways_out
from desktopcrm.storage import copies
from tests.storage.released import put_together

SIZE_MB = 48
PAGE = 4096
KEY = bytes(range(32))
MOST_COMMITS = 40
FILLING = "x" * 180
WISH = encryption.SealWish("dust filter in Luebeck 7 ways", encryption.new_recovery_key())


class Disk:
    """A small disk that can be filled to the last page."""

    def __init__(self, at: Path) -> None:
        self.at = at
        at.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE_MB}m", "tmpfs", str(at)], check=True)
        self._ballast = at / "ballast"

    def leave(self, room: int) -> None:
        """Fill it so that so many bytes are left."""
        self._ballast.unlink(missing_ok=True)
        found = os.statvfs(self.at)
        with self._ballast.open("wb") as opened:
            os.posix_fallocate(opened.fileno(), 0, max(1, found.f_bavail * found.f_frsize - room))

    def free(self) -> None:
        self._ballast.unlink(missing_ok=True)

    def clear(self, folder: Path) -> None:
        self.free()
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(slots=True)
class Try:
    """One deed on a full disk. `allowed`: the contents that may be found afterwards."""

    disk: Disk
    folder: Path
    key: bytes | None
    room: int
    allowed: list[list[str]] = field(default_factory=list)
    refused: list[UserError] = field(default_factory=list)

    def fill(self) -> None:
        self.disk.leave(self.room)

    def app(self) -> App:
        return App.open(self.folder, self.key)

    def attempt(self, deed: Callable[[], object]) -> bool:
        """Whether it was done; a refusal is kept."""
        try:
            deed()
        except UserError as error:
            self.refused.append(error)
            return False
        return True


def names(app: App) -> list[str]:
    return [one.name for one in app.records.of_kind("account")]


def commits(one: Try) -> None:
    """Store until the disk refuses, go on when there is room again."""
    app = one.app()
    known = names(app)
    one.fill()
    for number in range(MOST_COMMITS):
        name = f"Works {number} {FILLING}"
        if not one.attempt(lambda name=name: app.accounts.add(name)):
            break
        known.append(name)
    if names(app) != known:
        raise AssertionError("shows what was not stored")
    one.disk.free()
    app.accounts.add("Room again")
    one.allowed = [[*known, "Room again"]]
    app.close()


def ends(one: Try) -> None:
    """Store until the disk refuses, end while it is full, start again while it is full."""
    app = one.app()
    known = names(app)
    one.fill()
    for number in range(MOST_COMMITS):
        name = f"Works {number} {FILLING}"
        if one.attempt(lambda name=name: app.accounts.add(name)):
            known.append(name)
    app.close()
    one.allowed = [known]
    starts(one)


def starts(one: Try) -> None:
    """Open while it is full: to write, or at least to read."""
    one.allowed = one.allowed or [one_look(one)]
    one.fill()
    opened: list[App] = []
    if one.attempt(lambda: opened.append(one.app())):
        opened[0].close()
        return
    if "read_only" not in ways_out(one.refused[-1], one.folder):
        raise AssertionError(f"no way to read: {one.refused[-1]}")
    reading = App.open(one.folder, one.key, read_only=True)
    if names(reading) not in one.allowed:
        raise AssertionError("reads something else")
    reading.close()


def starts_after_crash(one: Try) -> None:
    """The same with a log beside the file."""
    app = one.app()
    app.accounts.add("In the log")
    one.allowed = [names(app)]
    crashed = one.folder.with_name("crashed")
    shutil.copytree(one.folder, crashed)
    app.close()
    shutil.rmtree(one.folder)
    crashed.rename(one.folder)
    starts(one)


def starts_first(one: Try) -> None:
    """A new folder on a full disk."""
    shutil.rmtree(one.folder)
    one.allowed = [[]]
    one.fill()
    opened: list[App] = []
    if one.attempt(lambda: opened.append(one.app())):
        opened[0].close()


def upgrades(one: Try) -> None:
    """A file of the first version on a full disk."""
    shutil.rmtree(one.folder)
    put_together(one.folder, 1)
    one.key = None
    one.allowed = [["Nordwind Pumps", "Put away"]]
    starts(one)


def backs_up(one: Try) -> None:
    """A backup, which is there whole or not at all."""
    app = one.app()
    one.allowed = [names(app)]
    one.fill()
    one.attempt(lambda: app.backups.make("hand"))
    app.close()
    for file in (one.folder / paths.BACKUPS_NAME).glob("*.db"):
        copies.verify(file, one.key)


def restores(one: Try) -> None:
    """A backup that is brought back: all of it or nothing."""
    app = one.app()
    before = names(app)
    backup = app.backups.make("hand")
    app.accounts.add("Later")
    one.fill()
    done = one.attempt(lambda: app.backups.restore(backup))
    one.allowed = [before] if done else [[*before, "Later"]]
    app.close()


def saves(one: Try) -> None:
    """Settings and an interchange file: the old one or the new one."""
    app = one.app()
    one.allowed = [names(app)]
    target = one.folder.with_name("out.json")
    app.exchange.dump(None, target)
    old = target.read_bytes()
    one.fill()
    app.preferences.put("language", "zh")
    app.preferences.put("author", "Li Ming " * 40)
    one.attempt(lambda: app.exchange.dump(None, target))
    if target.read_bytes() != old:
        raise AssertionError("half a file")
    app.close()
    if json.loads((one.folder / paths.PREFERENCES_NAME).read_bytes())["made"] is not True:
        raise AssertionError("settings are lost")


def seals(one: Try) -> None:
    """Encryption switched on, or off: done, or not begun."""
    one.allowed = [one_look(one)]
    if one.key is None:
        one.fill()
        one.attempt(lambda: setattr(one, "key", encryption.seal(one.folder, WISH)))
        return
    shutil.rmtree(one.folder)
    template(one.folder, None)
    one.key = encryption.seal(one.folder, WISH)
    one.fill()
    if one.attempt(lambda: encryption.unseal(one.folder, one.key or b"")):
        one.key = None


DEEDS: tuple[Callable[[Try], None], ...] = (
    commits, ends, starts, starts_after_crash, starts_first, upgrades, backs_up, restores, saves, seals,
)  # fmt: skip


def one_look(one: Try) -> list[str]:
    app = one.app()
    try:
        return names(app)
    finally:
        app.close()


def template(folder: Path, key: bytes | None) -> None:
    """A folder with some accounts, as it lies on the disk before it fills up."""
    app = App.open(folder)
    for number in range(5):
        app.accounts.add(f"Castings {number}")
    app.close()
    if key is not None:
        file = folder / paths.DATABASE_NAME
        plain = file.rename(folder / "plain.db")
        copies.export(plain, None, file, key)
        plain.unlink()
