"""Names as they are sorted and found: Chinese by pinyin, digits by value, letters without case.

Sorting needs no table: the order of GB2312's first level is the order of pinyin; characters beyond it stand behind.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import islice

from desktopcrm.domain import pinyin

_STARTS = (
    0xB0A1, 0xB0C5, 0xB2C1, 0xB4EE, 0xB6EA, 0xB7A2, 0xB8C1, 0xB9FE, 0xBBF7, 0xBFA6, 0xC0AC, 0xC2E8, 0xC4C3,
    0xC5B6, 0xC5BE, 0xC6DA, 0xC8BB, 0xC8F6, 0xCBFA, 0xCDDA, 0xCEF4, 0xD1B9, 0xD4D1,
)  # fmt: skip
_LETTERS = "abcdefghjklmnopqrstwxyz"
_END = 0xD7FA

MARK = "|"
"""The end of what `search_text` gives; a derived row without it is of an earlier edition."""
LONGEST, MOST_WAYS, MOST_INITIALS, LONGEST_SYLLABLE = 40, 12, 12, 6
_LETTERS_ONLY = re.compile("[a-z][a-z']*")


def _code(char: str) -> int:
    try:
        encoded = char.encode("gb2312")
    except UnicodeEncodeError:
        return 0
    return int.from_bytes(encoded, "big") if len(encoded) == 2 else 0


def initial(char: str) -> str:
    """Pinyin initial of a common character, else nothing."""
    code = _code(char)
    if not _STARTS[0] <= code < _END:
        return ""
    return _LETTERS[bisect_right(_STARTS, code) - 1]


def folded(text: str) -> str:
    """Lower case without accents, full width as half width."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(char for char in apart if not unicodedata.combining(char)).casefold()


def sort_key(text: str) -> str:
    """Text by which names sort: 阿 under a, 9 before 10, accents ignored."""
    parts = []
    for char in folded(text):
        letter = initial(char)
        parts.append(f"{letter}{_code(char):04x}" if letter else char)
    return (
        re.sub(r"\d{1,9}", lambda found: found.group().zfill(9), "".join(parts))
        if not _has_han(text)
        else "".join(parts)
    )


def _has_han(text: str) -> bool:
    return any("一" <= char <= "鿿" for char in text)


def search_text(*names: str) -> str:
    """What a typed filter is looked for in (`Wanted`): the folded names, then how the Chinese in them is read.

    Syllables in capitals, each behind a bar; first letters, each behind a point; both together: 张伟 is
    |ZHANG|WEI .Z.W |ZHANG.W. So "han" finds nobody called Zhang, and a bar at the end tells who wrote this.
    """
    parts = [folded(name) for name in names if name]
    read: dict[str, None] = {}
    for name in names:
        for syllables in pinyin.readings(name):
            letters = [f".{one[0]}" for one in syllables]
            spoken = f"|{'|'.join(syllables)}", "".join(letters), f"|{syllables[0]}{''.join(letters[1:])}"
            read |= dict.fromkeys(one.upper() for one in spoken)
    return " ".join([*parts, *read, MARK])


class Wanted:
    """What was typed to find something by name: every word of it, as it stands or as Chinese is typed in letters."""

    def __init__(self, text: str) -> None:
        self.words = tuple(_forms(word) for word in folded(text).split())
        """Of each word the forms of which one must be in the `search_text`."""

    def fits(self, searched: str) -> bool:
        """Whether a `search_text` holds every word."""
        return all(any(form in searched for form in forms) for forms in self.words)


def _forms(word: str) -> tuple[str, ...]:
    """The word, and where it could be pinyin: its syllables, first letters, one syllable with first letters."""
    if not _LETTERS_ONLY.fullmatch(word) or len(word) > LONGEST:
        return (word,)
    plain = word.replace("'", "").replace("v", "u")
    spoken = [f"|{'|'.join(parts)}" for parts in islice(_parted(plain), MOST_WAYS)]
    short = ["".join(f".{letter}" for letter in plain)] if len(plain) <= MOST_INITIALS else []
    short += [
        f"|{plain[:end]}{''.join(f'.{letter}' for letter in plain[end:])}"
        for end in range(max(1, len(plain) - MOST_INITIALS), len(plain))
        if plain[:end] in pinyin.syllables()
    ]
    return (word, *(one.upper() for one in dict.fromkeys([*spoken, *short])))


def _parted(letters: str) -> Iterator[tuple[str, ...]]:
    """All ways to read letters as syllables, the last of which may only be begun: xian → xian, xi an."""
    if letters in _beginnings():
        yield (letters,)
    for end in range(1, min(len(letters), LONGEST_SYLLABLE + 1)):
        if letters[:end] in pinyin.syllables():
            for rest in _parted(letters[end:]):
                yield (letters[:end], *rest)


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(one[:end] for one in pinyin.syllables() for end in range(1, len(one) + 1))
