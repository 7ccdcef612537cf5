"""What is understood of a line written after a visit: chips over the text, each with its meaning and other choices.

Values only. Nothing here reads text, asks a plan or stores anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

KINDS = ("person", "need", "price", "date", "promise", "question", "objection")
"""Kinds of chips; the first six have a mark: @ # $ ! + ?"""

TARGETS = {
    "person": ("people", "mentioned", "rep", "new_person"),
    "need": ("need", "hidden_need"),
    "price": ("budget", "amount", "offer", "cost"),
    "date": ("next", "due", "happened"),
    "promise": ("ours", "theirs"),
    "question": ("question",),
    "objection": ("rejection",),
}
"""What a chip of a kind can become; every chip can also stay a note."""


class Meaning(NamedTuple):
    """`target`: a key of `TARGETS` or note. `value` is canonical: a uid (people, mentioned, rep), a name
    (new_person), a kind of need, an amount, an ISO day, the key of a rejection. `about`: the firm's uid or us
    (offer), the kind of contact (next)."""

    target: str
    value: str = ""
    about: str = ""


NOTE = Meaning("note")
US = "us"


@dataclass(frozen=True, slots=True)
class Chip:
    """A piece of the text, `text[start:end]` with its mark, and what it becomes.

    `words`: what is written down of it. `others`: further meanings it may have. `problem`: why it stays a note, a key.
    `ties`: keys of the chips it hangs on: who said it, whose it is, the promise it is due for. `key` stays the same
    while other parts of the text change. `time`: "14:00" of a date.
    """

    kind: str
    start: int
    end: int
    words: str
    meaning: Meaning
    others: tuple[Meaning, ...] = ()
    problem: str = ""
    ties: tuple[str, ...] = ()
    time: str = ""
    certainty: str = ""
    key: str = ""

    @property
    def is_note(self) -> bool:
        return self.meaning.target == NOTE.target


class Piece(NamedTuple):
    """A run of the text that chips cover, or that stays a note only."""

    start: int
    end: int
    is_note: bool


@dataclass(frozen=True, slots=True)
class Debrief:
    """`text` is kept whole, whatever was understood. `kind`: the contact that its first words tell of, if any;
    `plans`: keys of the days ahead, where the text tells of nothing but contacts to come."""

    text: str
    chips: tuple[Chip, ...] = ()
    kind: str = ""
    plans: tuple[str, ...] = ()

    @property
    def is_plan(self) -> bool:
        """Whether no contact is told, only such as are to come; a correction may say otherwise."""
        days = [self.chip(key) for key in self.plans]
        is_ahead = bool(days) and all(one is not None and one.meaning.target == "next" for one in days)
        return is_ahead and not self.becoming("people", "happened")

    @property
    def happened(self) -> date | None:
        """The day it says it happened, where it does."""
        found = next((one for one in self.chips if one.meaning.target == "happened"), None)
        return date.fromisoformat(found.meaning.value) if found else None

    def chip(self, key: str) -> Chip | None:
        return next((one for one in self.chips if one.key == key), None)

    def becoming(self, *targets: str) -> tuple[Chip, ...]:
        """Chips that become one of these."""
        return tuple(one for one in self.chips if one.meaning.target in targets)

    def corrected(self, fixes: Mapping[str, Meaning]) -> Debrief:
        """The same with other meanings, by key of the chip; keys of chips that are gone are passed over."""
        return replace(self, chips=tuple(_corrected(one, fixes.get(one.key)) for one in self.chips))

    def carried(self, before: Debrief, fixes: Mapping[str, Meaning]) -> dict[str, Meaning]:
        """Corrections made on an earlier state of the text, for this one: a chip that was written on keeps its own,
        as far as it still offers that meaning; a value is always the one that is written now."""
        kept = {key: fix for key, fix in fixes.items() if self.chip(key)}
        for key, fix in fixes.items():
            old = before.chip(key)
            new = self._grown(old, before) if old is not None and key not in kept else None
            if new is not None and new.key not in kept:
                offered = next(
                    (one for one in (NOTE, new.meaning, *new.others) if _alike(new.kind, one, fix)), None
                )
                kept.update({new.key: offered} if offered else {})
        return kept

    def _grown(self, old: Chip, before: Debrief) -> Chip | None:
        """The chip that stands where `old` stood, from the beginning or from the end of the text."""
        tail = len(before.text) - old.end
        mine = (one for one in self.chips if one.kind == old.kind)
        return next((one for one in mine if one.start == old.start or len(self.text) - one.end == tail), None)

    def pieces(self) -> Iterator[Piece]:
        """The whole text from its first to its last character, understood and not understood in turn."""
        at = 0
        for start, end in self._covered():
            if at < start:
                yield Piece(at, start, True)
            yield Piece(start, end, False)
            at = end
        if at < len(self.text):
            yield Piece(at, len(self.text), True)

    def notes(self) -> tuple[str, ...]:
        """What stays a note only, without what lies between."""
        found = (
            self.text[one.start : one.end].strip(" \t\n,.;:，。；：、")
            for one in self.pieces()
            if one.is_note
        )
        return tuple(one for one in found if one)

    def _covered(self) -> list[tuple[int, int]]:
        spans = sorted((one.start, one.end) for one in self.chips if not one.is_note)
        joined: list[tuple[int, int]] = []
        for start, end in spans:
            if joined and start < joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        return joined


def _corrected(chip: Chip, fix: Meaning | None) -> Chip:
    if fix is None or fix == chip.meaning:
        return chip
    offered = dict.fromkeys((chip.meaning, *chip.others))
    others = tuple(one for one in offered if one not in (fix, NOTE))
    return replace(chip, meaning=fix, others=others, problem="")


def _alike(kind: str, one: Meaning, other: Meaning) -> bool:
    """The same apart from a value that the text gives."""
    if kind in ("price", "date") or one.target == "new_person":
        return (one.target, one.about) == (other.target, other.about)
    return one == other
