"""T8: words typed in every way, in data that are encrypted before or after; none of them stands in any file.

The data folder with its log, settings, backups and write-ahead log, the second place, the temporary folder and the
cache are read byte by byte, while the data are open and after. Passphrase, recovery key and data keys are looked for
as well. A tool that finds nothing where nothing is encrypted proves nothing, so that is tried first.
"""

from __future__ import annotations

import os
import random
import string
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktopcrm import logs
from desktopcrm.app import App
from desktopcrm.errors import UserError
from desktopcrm.services import encryption
from desktopcrm.services.encryption import SealWish
from tests.torture.outcome import Options, Outcome
from tests.torture.plaintext_inputs import INPUTS, Desk
from tests.torture.traces import forms, found_in, secret_forms

PASSPHRASES = ("five blue whales dancing", "six green herons asleep")
CHINESE = "山水火木金石云雨风雷田禾竹米丝糸羊耳肉舟虫血行衣角言谷豆贝赤走足身车辛"
ENOUGH = 0.9
"""Share of the words that must be found where nothing is encrypted."""

NEVER_STORED = {"crash and refusal", "document", "refused file"}


class Hunt:
    """One data folder, the words in it, and where they were found."""

    def __init__(self, options: Options, place: Path, is_sealed: bool) -> None:
        self.outcome = Outcome("plaintext")
        self.place, self.is_sealed = place, is_sealed
        self.folder, self.second = place / "data", place / "second"
        self.second.mkdir()
        chance = random.Random(options.seed)
        self.words = [_word(chance, number) for number in range(options.n)]
        self.wanted = {word: forms(word) for word in self.words}
        self.recoveries = [encryption.new_recovery_key() for _ in PASSPHRASES]
        self.ways: dict[str, str] = {}

    def run(self) -> Outcome:
        half = len(self.words) // 2
        key = self._type(None, self.words[:half], 0)
        if self.is_sealed:
            key = self._known(encryption.seal(self.folder, SealWish(PASSPHRASES[0], self.recoveries[0])))
            self._look("after sealing")
        self._type(key, self.words[half:], half)
        self._look("after closing")
        if key is not None:
            encryption.set_passphrase(self.folder, key, PASSPHRASES[1])
            wish = SealWish(PASSPHRASES[1], self.recoveries[1])
            self._known(encryption.change_data_key(self.folder, key, wish))
            self._look("after a new data key")
        return self.outcome

    def _type(self, key: bytes | None, words: list[str], first: int) -> bytes | None:
        """All ways in turn, in one session."""
        app = App.open(self.folder, key)
        logs.begin(self.folder, "debug")
        app.backups.set_second_place(self.second)
        desk, ways = Desk(app), list(INPUTS)
        for number, word in enumerate(words, start=first):
            way = ways[number % len(ways)]
            self.ways[word] = way
            self.outcome.tries += 1
            try:
                INPUTS[way](desk, word)
            except UserError as refused:
                self.outcome.failures.append(f"{way}: not accepted: {refused}")
        app.backups.make("hand")
        if key is not None:
            self._look("while open")
        app.close()
        logs.end()
        return key

    def _known(self, key: bytes) -> bytes:
        """From now on these are secrets as well."""
        self.wanted[f"data key {len(self.wanted)}"] = secret_forms(key)
        for number, one in enumerate(self.recoveries):
            shapes = forms(one.shown) | forms("".join(one.groups)) | secret_forms(one.secret)
            self.wanted[f"recovery key {number}"] = shapes
        self.wanted |= {f"passphrase {number}": forms(one) for number, one in enumerate(PASSPHRASES)}
        return key

    def _look(self, moment: str) -> None:
        hits = found_in((self.place,), self.wanted)
        self.outcome.count("hits", len(hits))
        if not self.is_sealed:
            seen = {word for word, _ in hits}
            stored = [word for word in self.words if self.ways.get(word) not in NEVER_STORED]
            self.outcome.count("found", sum(word in seen for word in stored))
            self.outcome.count("stored", len(stored))
            hits = [(word, file) for word, file in hits if self.ways.get(word) in NEVER_STORED]
        for word, file in hits:
            self.outcome.failures.append(f"{moment}: {self.ways.get(word, word)} stands in {file}")


def _word(chance: random.Random, number: int) -> str:
    """A word that stands nowhere else; every other one Chinese."""
    if number % 2:
        return "".join(chance.choice(CHINESE) for _ in range(7))
    return "Zq" + "".join(chance.choice(string.ascii_lowercase) for _ in range(10))


@contextmanager
def _own_place() -> Iterator[Path]:
    """A folder for everything, the temporary folder and the cache included."""
    with tempfile.TemporaryDirectory(prefix="plaintext-") as found:
        place = Path(found)
        before = {name: os.environ.get(name) for name in ("TMPDIR", "SQLITE_TMPDIR", "TEMP", "TMP")}
        (place / "tmp").mkdir()
        os.environ.update(dict.fromkeys(before, str(place / "tmp")))
        kept, tempfile.tempdir = tempfile.tempdir, str(place / "tmp")
        try:
            yield place
        finally:
            tempfile.tempdir = kept
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value


def hunt(options: Options, is_sealed: bool) -> Outcome:
    """One folder, encrypted or not."""
    with _own_place() as place:
        return Hunt(options, place, is_sealed).run()


def run(options: Options) -> Outcome:
    """The blind test first, then the one that counts. `--with sealed=no`: only the first."""
    blind = hunt(options, is_sealed=False)
    share = int(blind.figures.get("found", 0)) / max(1, int(blind.figures.get("stored", 0)))
    if share < ENOUGH:
        blind.failures.append(f"the tool is blind: it found {share:.0%} of what is not encrypted")
    if options.more.get("sealed") == "no":
        return blind
    outcome = hunt(options, is_sealed=True)
    outcome.failures += blind.failures
    told = f"{blind.figures.get('found', 0)} of {blind.figures.get('stored', 0)}"
    outcome.figures["found where nothing is encrypted"] = told
    return outcome
