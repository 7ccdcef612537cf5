"""Takes the file away while it is open, makes files and folders read-only, and gives folders the oddest names."""

from __future__ import annotations

import json
import os
import random
import shutil
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path

from desktopcrm import paths
from desktopcrm.app import App
from desktopcrm.errors import UserError
from desktopcrm.services.opening import look as look_at
from desktopcrm.services.opening import ways_out
from desktopcrm.storage import folder as folders
from desktopcrm.texts import LANGUAGES, Texts
from tests.torture.children import in_child
from tests.torture.outcome import Outcome

KEY = bytes(range(32))
NOBODY = 65534
SHOWN = 200
"""Longer names are cut off in a sentence."""
TEXTS = Texts.load()

ODD_NAMES = (
    "客户 资料", "emoji 🏭👩‍🔧", "a b#c?d%41'e", "x" * 240, "两百四十字" * 17, " lead and trail ", ".hidden", "two..dots.",
    'double "quote"', "back\\slash", "new\nline", "tab\there", "x?mode=memory", "file:x", ":memory:", "%00", "%2F..%2F..",
    "x&cache=shared#y", "\u00e9", "e\u0301", "مصنع شمال", "-rf", "~", "$HOME `id`", "CON", "semi;colon|pipe", "{0} {file} %s",
    "n" * 300, "zero\0byte", "<b>bold</b>", "zero\u200bwidth", "bytes \udcff\udc80",
)  # fmt: skip
DEEP = "很深的文件夹" * 5


def names(app: App) -> list[str]:
    return [one.name for one in app.records.of_kind("account")]


def look(folder: Path, key: bytes | None) -> list[str]:
    """What a new start would show."""
    app = App.open(folder, key)
    try:
        return names(app)
    finally:
        app.close()


def said_badly(error: UserError, place: str) -> str:
    """Every sentence names the place."""
    told = (TEXTS.of_error(error, lang) for lang in LANGUAGES)
    return next((f"a sentence without the place: {text}" for text in told if place[:SHOWN] not in text), "")


class Vanished:
    """One file that goes away in the middle of work."""

    def __init__(self, place: Path, key: bytes | None) -> None:
        self.place = place
        self.key = key
        self.folder = place / "data"
        self.app = App.open(self.folder)
        self.app.accounts.add("First")
        if key is not None:
            self._seal(key)
        self.file = self.folder / paths.DATABASE_NAME
        self.old = place / "older.db"
        self.known = ["First"]

    def _seal(self, key: bytes) -> None:
        from desktopcrm.storage import copies

        self.app.close()
        file = self.folder / paths.DATABASE_NAME
        plain = file.rename(self.place / "plain.db")
        copies.export(plain, None, file, key)
        self.app = App.open(self.folder, key)

    def work(self, chance: random.Random) -> None:
        for number in range(chance.randrange(1, 6)):
            self.app.accounts.add(f"Works {number}")
            self.known.append(f"Works {number}")

    def notice(self, key: str, by_watch: bool) -> str:
        """The next change, or the look every two seconds, must tell; then the window closes."""
        try:
            if by_watch:
                self.app.store.check_place()
            else:
                self.app.accounts.add("Lost")
        except UserError as error:
            self.app.close()
            if error.key != f"errors.{key}":
                return f"said {error.key}, not {key}"
            if not ways_out(error):
                return f"no way out of {key}"
            return said_badly(error, str(self.file))
        return "not noticed"

    def found(self, folder: Path) -> str:
        seen = look(folder, self.key)
        return "" if seen == self.known else f"{len(seen)} of {len(self.known)} accounts"

    def found_in(self, file: Path) -> str:
        """In a file that lies somewhere else."""
        folder = self.place / "elsewhere"
        folder.mkdir(exist_ok=True)
        shutil.copyfile(file, folder / paths.DATABASE_NAME)
        return self.found(folder)


def deleted(one: Vanished, by_watch: bool) -> str:
    one.file.unlink()
    return one.notice("database_deleted", by_watch) or one.found(one.folder)


def deleted_with_log(one: Vanished, by_watch: bool) -> str:
    for file in one.folder.glob(f"{paths.DATABASE_NAME}*"):
        file.unlink()
    return one.notice("database_deleted", by_watch) or one.found(one.folder)


def deleted_then_closed(one: Vanished, _: bool) -> str:
    one.file.unlink()
    one.app.close()
    return one.found(one.folder)


def moved(one: Vanished, by_watch: bool) -> str:
    target = one.file.rename(one.place / "moved.db")
    wrong = one.notice("database_vanished", by_watch) or one.found_in(target)
    target.rename(one.file)
    return wrong or one.found(one.folder)


def moved_and_back(one: Vanished, by_watch: bool) -> str:
    target = one.file.rename(one.place / "moved.db")
    try:
        one.app.store.check_place() if by_watch else one.app.accounts.add("Lost")
        return "not noticed"
    except UserError:
        target.rename(one.file)
    one.app.accounts.add("Back again")
    one.known.append("Back again")
    one.app.close()
    return one.found(one.folder)


def replaced(one: Vanished, by_watch: bool) -> str:
    """As a cloud program does with an older file."""
    older = App.open(one.place / "older")
    older.accounts.add("Of last year")
    older.close()
    (one.place / "older" / paths.DATABASE_NAME).replace(one.file)
    wrong = one.notice("database_replaced", by_watch)
    (copy,) = (one.folder / paths.BACKUPS_NAME).glob("*-hand.db")
    wrong = wrong or one.found_in(copy)
    return wrong or ("" if look(one.folder, None) == ["Of last year"] else "the other file was touched")


def folder_moved(one: Vanished, by_watch: bool) -> str:
    target = one.folder.rename(one.place / "moved")
    return one.notice("database_vanished", by_watch) or one.found(target)


def folder_deleted(one: Vanished, by_watch: bool) -> str:
    """Nothing can be saved where there is no folder; but it is said."""
    shutil.rmtree(one.folder)
    return one.notice("database_vanished", by_watch)


WAYS_TO_VANISH: tuple[Callable[[Vanished, bool], str], ...] = (
    deleted, deleted_with_log, deleted_then_closed, moved, moved_and_back, replaced, folder_moved, folder_deleted,
)  # fmt: skip


def vanish(outcome: Outcome, count: int, chance: random.Random) -> None:
    """Each way in turn, plain and sealed, noticed by the next change or by the watch."""
    for number in range(count):
        way = WAYS_TO_VANISH[number % len(WAYS_TO_VANISH)]
        with tempfile.TemporaryDirectory() as place:
            key = chance.choice((None, KEY))
            try:
                one = Vanished(Path(place), key)
                one.work(chance)
                wrong = way(one, chance.random() < 0.5)
            except Exception:  # noqa: BLE001 - whatever it was is what is looked for
                wrong = traceback.format_exc(limit=-4)[-900:]
        outcome.tries += 1
        outcome.count("vanished")
        if wrong:
            outcome.failures.append(f"{way.__name__}, {'sealed' if key else 'plain'}: {wrong}")


def longest(place: Path) -> str:
    """A folder in which the database just fits."""
    room = folders.LONGEST_PATH - len(os.fsencode(place.resolve() / paths.DATABASE_NAME)) - 1
    return "/".join(("y" * 99,) * (room // 100) + ("z" * (room % 100 or 1),))


def odd_paths(outcome: Outcome, count: int) -> None:
    """Folders of every name: they work, or are refused by name before anything is made."""
    with tempfile.TemporaryDirectory() as place:
        for name in (*ODD_NAMES, longest(Path(place)), "/".join((DEEP,) * 8))[:count]:
            outcome.tries += 1
            outcome.count("paths")
            try:
                wrong = _odd_path(outcome, Path(place) / name)
            except Exception:  # noqa: BLE001 - whatever it was is what is looked for
                wrong = traceback.format_exc(limit=-4)[-900:]
            if wrong:
                outcome.failures.append(f"path {name[:40]!r}: {wrong}")


def _odd_path(outcome: Outcome, folder: Path) -> str:
    try:
        app = App.open(folder)
    except UserError as error:
        outcome.count("paths refused by name")
        sight = look_at(folder)
        if sight.error is None or sight.error.key != error.key:
            return f"opening says {error.key}, looking {sight.error}"
        shown = str(folder).replace("\0", "␀")
        return said_badly(error, shown) or ("made something" if os.path.lexists(shown) else "")
    app.accounts.add("North")
    backup = app.backups.make("hand")
    app.accounts.add("Later")
    app.backups.restore(backup)
    app.close()
    reading = App.open(folder, read_only=True)
    seen = names(reading)
    reading.close()
    inside = {one.name for one in folder.iterdir()} if folder.is_dir() else set()
    if paths.DATABASE_NAME not in inside:
        return "the database lies somewhere else"
    return "" if look(folder, None) == seen == ["North"] else f"shows {seen}"


def _rights(folder: Path) -> str:
    """Each read-only thing is said, can be read, and is not changed."""
    file = folder / paths.DATABASE_NAME
    for said, at, mode in (("database_file_read_only", file, 0o444), ("folder_read_only", folder, 0o555)):
        before, was = file.read_bytes(), at.stat().st_mode
        at.chmod(mode)
        try:
            look(folder, None)
            return f"{said}: opened"
        except UserError as error:
            if error.key != f"errors.{said}" or "read_only" not in ways_out(error, folder):
                return f"said {error.key}, not {said}"
            wrong = said_badly(error, str(folder))
        reading = App.open(folder, read_only=True)
        seen = names(reading)
        reading.preferences.put("author", "Li Ming")
        reading.close()
        at.chmod(was)
        if wrong or seen != ["First"] or file.read_bytes() != before:
            return wrong or f"{said}: {seen}"
    folder.chmod(0o000)
    try:
        look(folder, None)
        return "opened without rights"
    except UserError as error:
        wrong = said_badly(error, str(folder))
    folder.chmod(0o700)
    return wrong or ("" if look(folder, None) == ["First"] else "changed")


def _as_nobody(folder: Path, told: Path) -> None:
    try:
        if os.geteuid() == 0:
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        wrong = _rights(folder)
    except Exception:  # noqa: BLE001 - told to the parent
        wrong = traceback.format_exc(limit=-4)[-900:]
    told.write_text(json.dumps(wrong), encoding="utf-8")


def read_only(outcome: Outcome) -> None:
    """As a user without rights: root may write everything, so a child becomes nobody."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "data"
        app = App.open(folder)
        app.accounts.add("First")
        app.close()
        told = Path(place) / "told"
        told.touch()
        if os.geteuid() == 0:
            for one in (Path(place), folder, told, *folder.rglob("*")):
                os.chown(one, NOBODY, NOBODY)
        in_child(lambda: _as_nobody(folder, told))
        outcome.tries += 2
        outcome.count("read-only", 2)
        wrong = json.loads(told.read_text(encoding="utf-8") or '"it said nothing"')
        if wrong:
            outcome.failures.append(f"rights: {wrong}")
