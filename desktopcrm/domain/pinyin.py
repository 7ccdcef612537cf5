"""How Chinese is read aloud: the syllables of names, without tones. Knows the table of readings, not who searches.

The table was made with pypinyin, whose import alone takes longer than the start of the window; it is read when the first
Chinese name wants it. A sign that is read in several ways (单 as dan, as a surname shan) has the usual one first.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from desktopcrm import paths

TABLE = paths.resources() / "pinyin" / "readings.txt"
MOST_READINGS = 8
"""Of one name."""


def readings(text: str) -> list[tuple[str, ...]]:
    """The syllables of the Chinese signs in a text: the usual reading, then those where one sign is read otherwise."""
    signs = [found for char in text if (found := of_sign(char))]
    if not signs:
        return []
    usual = tuple(each[0] for each in signs)
    return [usual, *_others(usual, signs)][:MOST_READINGS]


def initials(text: str) -> str:
    """The first letters of the Chinese signs in a name, as they are usually read: 王工 → wg."""
    return "".join(found[0][0] for char in text if (found := of_sign(char)))


def of_sign(char: str) -> tuple[str, ...]:
    """The readings of one sign; none where it is no Chinese sign. ü counts as u."""
    return _table().get(char, ()) if char > "\u3000" else ()


@cache
def syllables() -> frozenset[str]:
    """All there are."""
    return frozenset(one for found in _table().values() for one in found)


def _others(usual: tuple[str, ...], signs: list[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    for place, found in enumerate(signs):
        for other in found[1:]:
            yield (*usual[:place], other, *usual[place + 1 :])


@cache
def _table() -> dict[str, tuple[str, ...]]:
    """First the usual readings, behind the blank line the others."""
    usual, _, others = TABLE.read_text(encoding="utf-8").replace("v", "u").partition("\n\n")
    found: dict[str, tuple[str, ...]] = {}
    for line in usual.splitlines():
        syllable, _, chars = line.partition(" ")
        found |= dict.fromkeys(chars, (syllable,))
    for line in others.splitlines():
        syllable, _, chars = line.partition(" ")
        found |= {char: (*found[char], syllable) for char in chars}
    return found
