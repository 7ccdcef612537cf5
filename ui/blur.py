"""Covers what is private on the screen, so that a neighbour on the train reads nothing over a shoulder.

Two nets: values of private fields are covered where they are shown (`Scope.covered`); and whatever repeats one of them,
whole or cut, in a sentence, a tip or a list, is covered where words are painted or read aloud. Knows words only; the
window says when, a service says which.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from desktopcrm.domain.cover import COVER

STEM = 3
"""Signs that a search begins with."""
LEAST, LEAST_HAN, LONG = 4, 3, 8
"""A shorter text would cover half of the page (“24 个月”): it is covered where it stands as a value, and only there."""
CUT_FROM, CUT_FROM_HAN = 12, 6
"""A beginning of so many signs counts where the text is cut visibly; of twice as many where it just ends."""
CUT = "…"
_HAN = re.compile("[一-鿿]")
_BREAKS = re.compile(r"\s*[\n\r]+\s*")


class Blur:
    """The one of the process: `blur()`."""

    def __init__(self) -> None:
        self.on = False
        self._stems: dict[str, set[str]] = {}
        self._labels: re.Pattern[str] | None = None

    def turn(self, on: bool, secrets: Iterable[str] = (), labels: Iterable[str] = ()) -> None:
        """On with everything that is to be covered, or off; `labels` are covered however short they are."""
        self._stems.clear()
        words = sorted({re.escape(one) for one in labels if one}, key=len, reverse=True)
        self._labels = (
            re.compile(rf"(?<![A-Za-z])(?:{'|'.join(words)})(?![A-Za-z])") if on and words else None
        )
        self.on = on
        self.learn(secrets)

    def learn(self, secrets: Iterable[str]) -> None:
        """More that is to be covered."""
        if not self.on:
            return
        for text in secrets:
            for line in _BREAKS.split(text.strip()):
                if _is_telling(line):
                    self._stems.setdefault(_folded(line[:STEM]), set()).add(_folded(line))

    def words(self, text: str) -> str:
        """The text with every secret in it covered."""
        if not self.on:
            return text
        text = self._without_secrets(text) if self._stems and len(text) >= STEM else text
        return self._labels.sub(COVER, text) if self._labels else text

    def _without_secrets(self, text: str) -> str:
        folded, parts, place, start = _folded(text), [], 0, 0
        while place <= len(folded) - STEM:
            length = self._found(folded, place)
            if length:
                parts += [text[start:place], COVER]
                place = start = place + length
            else:
                place += 1
        return "".join((*parts, text[start:])) if parts else text

    def _found(self, text: str, place: int) -> int:
        """How many signs of a secret begin here; 0 for none."""
        longest = 0
        for secret in self._stems.get(text[place : place + STEM], ()):
            length = _common(text, place, secret)
            if length > longest and (
                _is_word(text, place, length)
                if length == len(secret)
                else _is_cut(text, place + length, length)
            ):
                longest = length
        return longest


def _is_telling(line: str) -> bool:
    """Long enough to be looked for in other words."""
    han = len(_HAN.findall(line))
    return len(line) >= LONG or han >= LEAST_HAN or (not han and len(line) >= LEAST)


def _folded(text: str) -> str:
    """Without capitals, as long as before."""
    low = text.lower()
    return low if len(low) == len(text) else text


def _common(text: str, place: int, secret: str) -> int:
    if text.startswith(secret, place):
        return len(secret)
    length = STEM
    while length < len(secret) and place + length < len(text) and text[place + length] == secret[length]:
        length += 1
    return length


def _is_word(text: str, place: int, length: int) -> bool:
    """A secret counts where no word goes on before or behind it; Chinese knows no such border."""
    before, after = text[place - 1 : place], text[place + length : place + length + 1]
    return not (_goes_on(before, text[place]) or _goes_on(text[place + length - 1], after))


def _goes_on(one: str, other: str) -> bool:
    return bool(one and other) and all(each.isalnum() and not _HAN.match(each) for each in (one, other))


def _is_cut(text: str, end: int, length: int) -> bool:
    """Only its beginning is there, and the text ends with it."""
    rest = text[end:].lstrip(" ,;，；.。")
    if rest and not rest.startswith(CUT):
        return False
    least = CUT_FROM_HAN if _HAN.search(text[end - length : end]) else CUT_FROM
    return length >= (least if rest else 2 * least)


_THE_ONE = Blur()


def blur() -> Blur:
    """The one of the process."""
    return _THE_ONE
