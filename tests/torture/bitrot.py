"""T6: damages the database at random and looks at all of it as the product does.

Whatever is damaged, the program says so in a sentence that leads to the recovery screen, or shows the very data; an
encrypted file never shows anything else. From there the newest backup comes back whole, and what is salvaged is true.
Encrypted data have a real key file, of which a bit is turned over as well. A readable file has no signatures, so a changed letter in a text cannot be told from a written one: that is counted.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desktopcrm import paths
from desktopcrm.app import App
from desktopcrm.errors import UserError
from desktopcrm.services import opening
from desktopcrm.services.accounts import AccountQuery
from desktopcrm.services.checkup import Checkup
from desktopcrm.services.recovery import Recovery
from desktopcrm.storage import copies
from tests.torture.bitrot_keys import healed, lay, turn, unlocked
from tests.torture.outcome import Options, Outcome
from tests.torture.workload import CONTENT, Workload, fingerprint

KEY = bytes(range(32))
DAY = date(2026, 3, 2)
SECTOR, PAGE = 512, 4096
STEPS = 20
"""Before the backup, and again after it."""
Damage = Callable[[bytearray, random.Random], None]
Rows = dict[str, set[str]]


@dataclass(frozen=True, slots=True)
class Template:
    """A folder with a backup and later changes, and what is true of it; `told`: of the backup."""

    folder: Path
    key: bytes | None
    now: str
    then: str
    rows: Rows


def rows_of(file: Path, key: bytes | None) -> Rows:
    """Every row of what the user would call his data, as text, by table."""
    with copies.opened(file, key) as raw:
        return {table: {repr(row) for row in raw.execute(f"SELECT * FROM {table}")} for table in CONTENT}


def template(folder: Path, key: bytes | None, steps: int = STEPS) -> Template:
    """Some accounts, a backup, some more steps, closed as a program that ends well."""
    app = App.open(folder, key)
    app.samples.add("en")
    work = Workload(app, seed=7)
    for _ in range(steps):
        work.one()
    app.backups.make("hand")
    then = _seen(app)
    for _ in range(steps):
        work.one()
    now = _seen(app)
    if key is not None:
        lay(app, key)
    app.close()
    return Template(folder, key, now, then, rows_of(folder / paths.DATABASE_NAME, key))


def _seen(app: App) -> str:
    with app.store.read() as tx:
        return fingerprint(tx)


def flip(data: bytearray, chance: random.Random) -> None:
    """One bit."""
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def letters(data: bytearray, chance: random.Random) -> None:
    """A few bytes anywhere."""
    for _ in range(chance.randint(2, 40)):
        data[chance.randrange(len(data))] = chance.randrange(256)


def sector(data: bytearray, chance: random.Random) -> None:
    """A sector of nothing, or of noise."""
    at = chance.randrange(0, len(data), SECTOR)
    data[at : at + SECTOR] = chance.choice((bytes(SECTOR), chance.randbytes(SECTOR)))


def page(data: bytearray, chance: random.Random) -> None:
    """One page in the place of another: each is whole, and one of them is wrong."""
    one, other = (chance.randrange(0, len(data) - PAGE + 1, PAGE) for _ in range(2))
    data[one : one + PAGE] = data[other : other + PAGE]


def head(data: bytearray, chance: random.Random) -> None:
    """The first page, where everything begins."""
    for _ in range(chance.randint(1, 20)):
        data[chance.randrange(100)] = chance.randrange(256)


def cut(data: bytearray, chance: random.Random) -> None:
    """The end is missing, perhaps all of it."""
    del data[chance.choice((0, chance.randrange(len(data)))) :]


def nothing(data: bytearray, chance: random.Random) -> None:
    """The database is whole; of encrypted data a key file is damaged all the same."""
    del data, chance


DAMAGES: tuple[Damage, ...] = (flip, letters, sector, page, head, cut, nothing)


def run(options: Options) -> Outcome:
    """Damage the file `n` times, half of them encrypted."""
    outcome = Outcome("bitrot")
    wanted = {"yes": (KEY,), "no": (None,)}.get(options.more.get("sealed", ""), (None, KEY))
    with tempfile.TemporaryDirectory() as place:
        steps = int(options.more.get("steps", STEPS))
        templates = [
            template(Path(place) / f"template-{number}", key, steps) for number, key in enumerate(wanted)
        ]
        for number in range(options.n):
            chance = random.Random(f"{options.seed}-{number}")
            which = templates[number % len(templates)]
            damage = chance.choice(DAMAGES)
            try:
                _try(outcome, which, Path(place) / "data", (damage, chance))
            except Exception as error:
                if options.more.get("trace"):
                    raise
                outcome.failures.append(f"{number} {damage.__name__}, {_manner(which)}: {error!r}"[:500])
            outcome.tries += 1
    return outcome


def _manner(which: Template) -> str:
    return "plain" if which.key is None else "sealed"


def _try(outcome: Outcome, which: Template, folder: Path, how: tuple[Damage, random.Random]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(which.folder, folder)
    file = folder / paths.DATABASE_NAME
    data = bytearray(file.read_bytes())
    how[0](data, how[1])
    file.write_bytes(data)
    kept = turn(folder, how[1]) if which.key is not None else b""
    unlocked(folder, which.key)
    error, found = _look(folder, which.key)
    if which.key is not None and error is None:
        healed(folder, kept)
    if error is not None:
        outcome.count(f"{_manner(which)}: said")
        assert opening.RECOVER in opening.ways_out(error, folder), f"no way to recover from {error}"
        _recover(outcome, which, folder)
    elif found == which.now:
        outcome.count(f"{_manner(which)}: harmless")
    elif which.key is None:
        outcome.count("plain: cannot be told")
    else:
        raise AssertionError("wrong data were shown")


def _look(folder: Path, key: bytes | None) -> tuple[UserError | None, str]:
    """The sentence that it ends with, or the fingerprint of what was shown to the end."""
    sight = opening.look(folder)
    if sight.error is not None:
        return sight.error, ""
    try:
        app = App.open(folder, key)
    except UserError as error:
        return error, ""
    try:
        return None, _everything(app)
    except UserError as error:
        return error, ""
    except Exception as error:
        said = app.store.damage(error)  # as the command line and the window ask before they speak of a bug
        if said is None:
            raise
        return said, ""
    finally:
        app.close()


def _everything(app: App) -> str:
    """Every list, plan and page."""
    for archived in (False, True):
        app.accounts.page(AccountQuery(limit=1000, archived=archived))
    for one in app.records.of_kind("account"):
        app.desk.plan(one.id)
    app.people.all()
    app.today.page(DAY)
    for step in app.history.steps(200):
        app.history.label(step, "en")
    Checkup(app.desk).run()
    return _seen(app)


def _recover(outcome: Outcome, which: Template, folder: Path) -> None:
    """What is salvaged is true; what is restored is what was backed up."""
    found = Recovery(folder, which.key)
    if (folder / paths.DATABASE_NAME).stat().st_size:
        try:
            _compare(outcome, which, found.salvage().file)
        except UserError as error:
            if error.key not in ("errors.nothing_to_salvage", "errors.records_gone"):
                raise
            outcome.count("nothing to salvage")
    found.restore(found.backups()[0])
    app = App.open(folder, which.key)
    try:
        assert _seen(app) == which.then, "the backup came back as something else"
    finally:
        app.close()


def _compare(outcome: Outcome, which: Template, file: Path) -> None:
    saved = rows_of(file, which.key)
    had = sum(map(len, which.rows.values()))
    outcome.count("rows that could be salvaged", had)
    outcome.count("salvaged", sum(len(saved[table] & which.rows[table]) for table in CONTENT))
    strange = {table: saved[table] - which.rows[table] for table in ("record", "link", "stage_event")}
    if which.key is not None:
        outcome.count("filled from the backup", sum(map(len, strange.values())))
