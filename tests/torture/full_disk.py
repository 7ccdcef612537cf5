"""The inner side of `diskfull`: a small disk of its own (tmpfs in a mount namespace), filled to a given rest.

`python -m tests.torture.full_disk N SEED`, started by `diskfull` in a namespace, prints what it found as JSON.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from desktopcrm.app import App
from desktopcrm.errors import UserError
from desktopcrm.services.opening import ways_out
from desktopcrm.texts import LANGUAGES, Texts
from tests.torture.full_disk_deeds import DEEDS, KEY, PAGE, Disk, Try, names, one_look, template
from tests.torture.outcome import Outcome

TEXTS = Texts.load()


def complaint(one: Try, deed: Callable[[Try], None]) -> str:
    """What was not as it has to be; empty where all was."""
    try:
        deed(one)
        for error in one.refused:
            if wrong := misleading(error, one.disk.at):
                return wrong
        one.disk.free()
        found = one_look(one)
        return (
            ""
            if found in one.allowed
            else f"{len(found)} accounts, allowed {[len(some) for some in one.allowed]}"
        )
    except Exception:  # noqa: BLE001 - whatever it was is what is looked for
        return f"{traceback.format_exc(limit=-4)[-900:]}"


def misleading(error: UserError, place: Path) -> str:
    """Every sentence names the place, and says that it is the room that lacks."""
    for lang in LANGUAGES:
        said = TEXTS.of_error(error, lang)
        if str(place) not in said:
            return f"a sentence without the place: {said}"
        if not any(word in said for word in ("full", "o space", "已满")):
            return f"a sentence that says something else: {said}"
    return ""


def write_protected(disk: Disk) -> str:
    """The same disk mounted for reading only: said, and read."""
    folder = disk.at / "data"
    template(folder, None)
    subprocess.run(["mount", "-o", "remount,ro", str(disk.at)], check=True)
    try:
        App.open(folder)
        return "opened"
    except UserError as error:
        if "read_only" not in ways_out(error, folder):
            return f"no way to read: {error}"
    reading = App.open(folder, read_only=True)
    found = len(names(reading))
    reading.close()
    return "" if found else "reads nothing"


def rooms(count: int, chance: random.Random) -> list[int]:
    """Levels from nothing at all to what a few hundred changes take."""
    near = [number * PAGE for number in range(count // 2)]
    return near + [int(PAGE * 2 ** chance.uniform(4, 10)) for _ in range(count - len(near))]


def main() -> None:
    count, chance = int(sys.argv[1]), random.Random(int(sys.argv[2]))
    outcome = Outcome("full disk")
    with tempfile.TemporaryDirectory() as place:
        disk = Disk(Path(place) / "disk")
        keys = {"plain": None, "sealed": KEY}
        for kind, key in keys.items():
            template(Path(place) / kind, key)
        for number, room in enumerate(rooms(count, chance)):
            kind = ("plain", "sealed")[number % 2]
            for deed in DEEDS:
                folder = disk.at / "data"
                shutil.copytree(Path(place) / kind, folder)
                one = Try(disk, folder, keys[kind], room)
                wrong = complaint(one, deed)
                outcome.tries += 1
                outcome.count("refused in a sentence", len(one.refused))
                if wrong:
                    outcome.failures.append(f"{deed.__name__}, {kind}, {room // PAGE} pages left: {wrong}")
                for left in (folder, disk.at / "crashed"):
                    disk.clear(left)
                with suppress(OSError):
                    (disk.at / "out.json").unlink()
        if wrong := write_protected(disk):
            outcome.failures.append(f"write-protected disk: {wrong}")
        subprocess.run(["umount", str(disk.at)], check=False)
    print(json.dumps(asdict(outcome)))


if __name__ == "__main__":
    main()
