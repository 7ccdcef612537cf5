"""T7: every backup that is made is restored and compared with what was there in that moment, row by row.

Each comes back by three ways in turn: into the open database, in the place of a damaged one, from a copy elsewhere.
Each restore is taken back, too. A backup that was damaged or cut short is never called good.
"""

from __future__ import annotations

import os
import random
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from desktopcrm import paths
from desktopcrm.app import App
from desktopcrm.domain.backup_rotation import Entry, kept
from desktopcrm.errors import UserError
from desktopcrm.services.backup_shelf import Shelf
from desktopcrm.services.backup_types import Reason
from desktopcrm.services.recovery import Recovery
from desktopcrm.storage import backup_files
from tests.torture.outcome import Options, Outcome
from tests.torture.workload import Workload, fingerprint

KEY = bytes(range(1, 33))
REASONS: tuple[Reason, ...] = ("auto", "exit", "hand", "before_import", "before_bulk_delete", "before_erase")
ROUND = 12
"""Backups made in one folder before all of them are restored."""


@dataclass(frozen=True, slots=True)
class Made:
    """A copy of a backup laid aside when it was made, and what was there in that moment."""

    file: Path
    told: str


def run(options: Options) -> Outcome:
    """Make and restore `n` backups, half of them encrypted."""
    outcome = Outcome("backups")
    wanted = {"yes": (KEY,), "no": (None,)}.get(options.more.get("sealed", ""), (None, KEY))
    number = 0
    while outcome.tries < options.n:
        many = min(ROUND, options.n - outcome.tries)
        key, chance = wanted[number % len(wanted)], random.Random(f"{options.seed}-{number}")
        with tempfile.TemporaryDirectory() as place:
            Round(outcome, Path(place), key, chance).run(many)
        number += 1
    return outcome


class Round:
    """One folder with a second place, some work, some backups."""

    def __init__(self, outcome: Outcome, place: Path, key: bytes | None, chance: random.Random) -> None:
        self._outcome = outcome
        self._folder, self._second, self._aside = (place / name for name in ("data", "second", "aside"))
        self._key = key
        self._chance = chance
        self._made: list[Made] = []

    def run(self, many: int) -> None:
        self._second.mkdir()
        self._aside.mkdir()
        app = App.open(self._folder, self._key)
        app.samples.add(self._chance.choice(("en", "zh")))
        app.backups.set_second_place(self._second)
        work = Workload(app, self._chance.randrange(1_000_000))
        for number in range(many):
            self._make(app, work)
            if number == many // 2:
                app.close()
                app = App.open(self._folder, self._key)
                work = Workload(app, self._chance.randrange(1_000_000))
        app.close()
        self._check_all()
        ways = (self._live, self._replaced, self._elsewhere)
        for number, made in enumerate(self._made):
            self._outcome.tries += 1
            self._guarded(ways[number % len(ways)], made)
        self._damaged()

    def _make(self, app: App, work: Workload) -> None:
        for _ in range(self._chance.randint(0, 12)):
            work.one()
        app.drafts.put("log:1", f"unsent {self._chance.random()}")
        told = _told(app)
        made = app.backups.make(self._chance.choice(REASONS))
        if _told(app) != told:
            self._fail("making a backup has changed the data")
        copy = self._aside / made.file.name
        for file in (made.file, backup_files.manifest_file(made.file)):
            shutil.copyfile(file, self._aside / file.name)
        self._made.append(Made(copy, told))

    def _check_all(self) -> None:
        """What is listed is good; what rotation keeps is there, in both places."""
        shelf = Shelf(self._folder, self._key)
        listed = shelf.list()
        for one in listed:
            if shelf.check(one) != "good":
                self._fail(f"{one.file.name} is not good")
        wanted = {Entry(one.seq, one.made_at, one.reason) for one in map(_named, self._made)}
        names = {(one.seq, one.reason) for one in kept(wanted)}
        for folder in shelf.places.writable():
            missing = names - {(one.seq, one.reason) for one in backup_files.listed(folder)}
            if missing:
                self._fail(f"rotation let go in {folder.name}: {sorted(missing)}")
        self._outcome.count("listed and good", len(listed))

    def _guarded(self, way: object, made: Made) -> None:
        assert callable(way)
        try:
            way(made)
            self._outcome.count(f"restored {getattr(way, '__name__', '').strip('_')}")
        except Exception as error:  # noqa: BLE001 - whatever it was, it must not be
            self._fail(f"{made.file.name}: {error!r}")

    def _live(self, made: Made) -> None:
        """Into the open database, and back."""
        app = App.open(self._folder, self._key)
        now = _told(app)
        backup = app.backups.from_file(made.file)
        before = app.backups.restore(backup)
        app.close()
        app = App.open(self._folder, self._key)
        assert _told(app) == made.told, "it came back as something else"
        assert app.backups.preview(backup).is_same, "the preview sees a difference that is none"
        app.backups.restore(before)
        app.close()
        assert self._now() == now, "the restore could not be taken back"

    def _replaced(self, made: Made) -> None:
        """In the place of a database that is noise."""
        (self._folder / paths.DATABASE_NAME).write_bytes(os.urandom(5000))
        found = Recovery(self._folder, self._key)
        found.restore(found.from_file(made.file))
        assert self._now() == made.told, "it came back as something else"

    def _elsewhere(self, made: Made) -> None:
        """Into a new folder: the computer is another one."""
        folder = self._folder.parent / "another"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        found = Recovery(folder, self._key)
        found.restore(found.from_file(made.file))
        app = App.open(folder, self._key)
        told = _told(app)
        app.close()
        assert told == made.told, "it came back as something else"

    def _now(self) -> str:
        app = App.open(self._folder, self._key)
        told = _told(app)
        app.close()
        return told

    def _damaged(self) -> None:
        """Any changed byte, any missing end is seen, and such a backup is refused."""
        shelf = Shelf(self._folder, self._key)
        for one in shelf.list()[:3]:
            data = bytearray(one.file.read_bytes())
            if self._chance.random() < 0.3:
                del data[self._chance.randrange(len(data)) :]
            else:
                data[self._chance.randrange(len(data))] ^= 1 << self._chance.randrange(8)
            one.file.write_bytes(data)
            self._outcome.count("damaged backups")
            if shelf.check(one) == "good":
                self._fail(f"{one.file.name} was damaged and is called good")
            try:
                Recovery(self._folder, self._key).restore(one)
                self._fail(f"{one.file.name} was damaged and was restored")
            except UserError:
                self._outcome.count("refused")

    def _fail(self, sentence: str) -> None:
        manner = "plain" if self._key is None else "sealed"
        self._outcome.failures.append(f"{manner}: {sentence}"[:400])


def _told(app: App) -> str:
    with app.store.read() as tx:
        return fingerprint(tx)


def _named(made: Made) -> backup_files.Named:
    found = backup_files.named(made.file)
    assert found is not None
    return found
