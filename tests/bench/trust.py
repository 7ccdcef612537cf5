"""TS: what encryption costs: start, opening, storing, listing, searching, of an encrypted file against a plain one.

Both hold the same rows. The start is a process of its own; the price of the passphrase itself (slow by intent, paid once
a start) stands in a line of its own.
"""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from desktopcrm.app import App
from desktopcrm.domain.records import Observation, Source
from desktopcrm.services import encryption
from desktopcrm.services.accounts import AccountQuery
from tests.bench.clock import Ratio, alternate, ratio
from tests.bench.data import many_accounts
from tests.bench.day_data import busy_accounts
from tests.bench.today import cold

PASSPHRASE = "dust filter in Luebeck 7 ways"
MANY, BUSY = 10_000, 200
ROOT = Path(__file__).resolve().parents[2]
START = """
import sys
from pathlib import Path
from desktopcrm.app import App
from desktopcrm.services.accounts import AccountQuery
app = App.open(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]) or None)
app.accounts.page(AccountQuery())
app.close()
"""


def sealed_copy(folder: Path, target: Path) -> bytes:
    """The same folder, encrypted as the user would; the key."""
    shutil.copytree(folder, target)
    return encryption.seal(target, encryption.SealWish(PASSPHRASE, encryption.new_recovery_key()))


def _start(folder: Path, key: bytes | None) -> None:
    environment = {**os.environ, "DESKTOPCRM_BOOTSTRAP": "off"}
    words = [sys.executable, "-c", START, str(folder), key.hex() if key else ""]
    subprocess.run(words, check=True, cwd=ROOT, env=environment)


def _opened(folder: Path, key: bytes | None) -> None:
    app = App.open(folder, key)
    app.accounts.page(AccountQuery())
    app.close()


def outside(plain: Path, sealed: Path, key: bytes) -> Iterator[Ratio]:
    """Starting and opening, with nothing open."""
    samples = alternate(lambda: _start(plain, None), lambda: _start(sealed, key), 7)
    yield ratio("TS1", f"process to list of {MANY:,}, sealed (floor: plain)", "≤ 1.1", samples)
    samples = alternate(lambda: _opened(plain, None), lambda: _opened(sealed, key), 15)
    yield ratio("TS2", f"open, list, close, {MANY:,}, sealed (floor: plain)", "≤ 1.3", samples)
    reading = alternate(lambda: _opened(plain, None), lambda: App.open(plain, read_only=True).close(), 7)
    unlock = alternate(lambda: _opened(sealed, key), lambda: encryption.unlock(sealed, PASSPHRASE), 7)
    yield ratio("TS2", "turn the passphrase into the key (floor: opening, sealed)", "slow", unlock)
    yield ratio("TS3", f"open {MANY:,} for reading only (floor: to write)", "–", reading)


def inside(plain: App, sealed: App) -> Iterator[Ratio]:
    """Storing, listing, searching with both open."""
    numbers = itertools.count(1)
    seen = Observation(Source("own_eyes"), "twice")

    def store(app: App) -> Callable[[], object]:
        return lambda: app.facts.observe(1, "employees", str(next(numbers)), seen)

    samples = alternate(store(plain), store(sealed), 80)
    yield ratio("TS4", "store one fact, sealed (floor: plain)", "≤ 1.3", samples)
    wishes = {
        "list, first page": AccountQuery(),
        "list, page at half": AccountQuery(offset=MANY // 2),
        "search “wor”": AccountQuery("wor"),
        "search “重工7”": AccountQuery("重工7"),
    }
    for what, query in wishes.items():
        samples = alternate(
            lambda query=query: plain.accounts.page(query),
            lambda query=query: sealed.accounts.page(query),
            40,
        )
        yield ratio("TS5", f"{what} of {MANY:,}, sealed (floor: plain)", "≤ 1.3", samples)


def morning(work: Path) -> Ratio:
    """Today, worked out in each as in the morning."""
    busy_accounts(work / "busy", BUSY).close()
    key = sealed_copy(work / "busy", work / "busy sealed")
    apps = App.open(work / "busy"), App.open(work / "busy sealed", key)
    samples = alternate(*(partial(cold, app) for app in apps), 15)
    for app in apps:
        app.close()
    return ratio("TS6", f"today, {BUSY} accounts, sealed (floor: plain)", "≤ 1.3", samples)


def run(work: Path) -> Iterator[Ratio]:
    """The whole table."""
    plain, sealed = work / "plain", work / "sealed"
    many_accounts(plain, MANY).close()
    key = sealed_copy(plain, sealed)
    yield from outside(plain, sealed, key)
    apps = App.open(plain), App.open(sealed, key)
    yield from inside(*apps)
    for app in apps:
        app.close()
    yield morning(work)
