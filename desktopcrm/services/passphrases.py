"""Passphrases: made alike on every keyboard, weighed, and slowed down where they are guessed at. Keeps none of them."""

from __future__ import annotations

import math
import re
import threading
import time
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from desktopcrm.domain import guessed_parts
from desktopcrm.domain.guessed_first import COMMON
from desktopcrm.errors import UserError

LONGEST = 1000
WEIGHED = 72
"""Signs that are weighed; more of them make it no weaker, and weighing them takes long."""

ENOUGH = 3
"""Some 10^8 guesses, each as slow as Argon2 makes it: half a year for one core. A copied file can be guessed at."""

SHORTEST = 8
SHORTEST_CHINESE = 6
CHINESE_SIGN = 20
"""Guesses for a sign of a Chinese sentence that is no saying; zxcvbn takes it for a figure, with 10."""

STEPS = (1e3, 1e6, 1e8, 1e10)
"""Guesses from which the score is 1, 2, 3, 4, as zxcvbn has them."""
FREE_TRIES = 3
LONGEST_WAIT = 60.0
BETWEEN = 10
"""How many ways there are to set the same sign between the parts: a name with spaces is tried next."""
PLACES = 10
"""How many ways there are to say where it stands (ours): after each sign, after each word."""
_BETWEEN = re.compile(r"[\s._,\-·。，、]+")
_CHINESE = re.compile("[\u3400-\u9fff]")
_HINTS = {
    "dictionary": "encryption.hint_word",
    "spatial": "encryption.hint_keyboard",
    "repeat": "encryption.hint_repeat",
    "sequence": "encryption.hint_sequence",
    "regex": "encryption.hint_date",
    "date": "encryption.hint_date",
}
_PART_HINTS = {
    guessed_parts.NUMBER: "encryption.hint_number",
    guessed_parts.NAME: "encryption.hint_name",
    guessed_parts.KEYS: "encryption.hint_keyboard",
    guessed_parts.WORD: "encryption.hint_word",
    guessed_parts.DATE: "encryption.hint_date",
}


@dataclass(frozen=True, slots=True)
class Strength:
    """`score` 0 to 4; `said` and `hint` are text keys (`hint` may be empty). `is_enough`: it may be used."""

    score: int
    said: str
    hint: str
    is_enough: bool


def secret(passphrase: str) -> bytes:
    """The bytes that a passphrase stands for: full width or half, composed or not, it is the same one."""
    return unicodedata.normalize("NFKC", passphrase)[:LONGEST].encode("utf-8", "surrogatepass")


def strength(passphrase: str, own_words: tuple[str, ...] = ()) -> Strength:
    """How many guesses it takes, from 0 (at once) to 4 (not in this life)."""
    text = unicodedata.normalize("NFKC", passphrase)[:WEIGHED]
    if not text:
        return Strength(0, "encryption.strength_0", "", is_enough=False)
    from zxcvbn import zxcvbn

    words = [
        part
        for one in own_words
        for part in {one.casefold(), "".join(one.casefold().split()), *one.casefold().split()}
        if len(part) > 1
    ]
    known = [*words, *COMMON]
    found = zxcvbn(text, user_inputs=known)
    least = _guesses(found)
    easy, by_parts = _by_parts(text, known)
    joined = "".join(part for part in _BETWEEN.split(text) if part)
    if joined and joined != text:
        closed = zxcvbn(joined, user_inputs=known)
        if (by_closed := _guesses(closed) * BETWEEN * PLACES) < least:  # p-a-s-s-w-o-r-d
            found, least = closed, by_closed
        easy_joined, guesses = _by_parts(joined, known)
        guesses *= BETWEEN
        easy, by_parts = (easy_joined, guesses) if guesses < by_parts else (easy, by_parts)
    score = bisect_right(STEPS, min(least, by_parts))
    needed = SHORTEST_CHINESE if len(_CHINESE.findall(text)) >= SHORTEST_CHINESE else SHORTEST
    is_short = len(text) < needed
    score = min(score, 1) if is_short else score
    hint = (
        "" if score >= ENOUGH else _hint_of_parts(easy) if easy and not is_short else _hint(found, is_short)
    )
    return Strength(score, f"encryption.strength_{score}", hint, is_enough=score >= ENOUGH)


def _by_parts(text: str, known: list[str]) -> tuple[list[guessed_parts.Part], float]:
    """What in it is tried first, and how many guesses all of it takes then; without such a part nobody can tell."""
    from zxcvbn import zxcvbn

    easy = guessed_parts.parts(text)
    if not easy:
        return [], math.inf
    guesses = float(math.prod(guessed_parts.GUESSES[one.kind] for one in easy))
    for rest in guessed_parts.rests(text, easy):
        guesses *= _guesses(zxcvbn(rest, user_inputs=known))
    return easy, guesses


def _guesses(found: dict[str, object]) -> float:
    """As zxcvbn has it, with a Chinese sign for what it is."""
    parts = cast("list[dict[str, str]]", found["sequence"])
    signs = sum(len(_CHINESE.findall(one["token"])) for one in parts if one["pattern"] == "bruteforce")
    return float(cast("int", found["guesses"])) * (CHINESE_SIGN / 10) ** signs


def _hint_of_parts(easy: list[guessed_parts.Part]) -> str:
    """A number outweighs a name, a name a word."""
    kinds = {one.kind for one in easy}
    return next(hint for kind, hint in _PART_HINTS.items() if kind in kinds)


def _hint(found: dict[str, object], is_short: bool) -> str:
    """What makes it weak: the longest part that is easy to guess."""
    if is_short:
        return "encryption.hint_short"
    parts = cast("list[dict[str, str]]", found["sequence"])
    easy = [one for one in parts if one["pattern"] in _HINTS]
    if not easy:
        return "encryption.hint_longer"
    longest = max(easy, key=lambda one: len(one["token"]))
    if len(parts) == 1 and longest.get("dictionary_name") == "passwords":
        return "encryption.hint_common"
    return _HINTS[longest["pattern"]]


def require(passphrase: str) -> None:
    """Raises `UserError` for one that must not guard anything."""
    if len(passphrase) > LONGEST:
        raise UserError("errors.passphrase_long", limit=LONGEST)
    weighed = strength(passphrase)
    if not weighed.is_enough:
        raise UserError("errors.passphrase_weak", hint_key=weighed.hint or "encryption.hint_longer")


@dataclass(slots=True)
class Guard:
    """Makes whoever guesses at the screen wait longer and longer. Lives as long as the program.

    It is not what keeps the data safe: a copy of the file can be attacked without it. Argon2 and the passphrase do.
    """

    clock: Callable[[], float] = time.monotonic
    _failed: dict[Path, tuple[int, float]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def left(self, folder: Path) -> float:
        """Seconds to wait."""
        with self._lock:
            _, until = self._failed.get(folder, (0, 0.0))
        return max(0.0, until - self.clock())

    def check(self, folder: Path) -> None:
        """Raises `UserError` while a wait runs; nothing is tried then."""
        left = self.left(folder)
        if left > 0:
            raise UserError("errors.unlock_wait", seconds=int(left) + 1)

    def failed(self, folder: Path) -> None:
        """One more wrong one: 2 s after the third, then twice as long each time."""
        with self._lock:
            count = self._failed.get(folder, (0, 0.0))[0] + 1
            wait = min(LONGEST_WAIT, 2.0 ** (count - FREE_TRIES + 1)) if count >= FREE_TRIES else 0.0
            self._failed[folder] = (count, self.clock() + wait)

    def succeeded(self, folder: Path) -> None:
        with self._lock:
            self._failed.pop(folder, None)
