"""Where the marks of a debrief line stand, and where clauses and sentences end. Knows signs, not what they become.

A mark opens a word: an address a@b.c, C#, 5+3, +86 138, “really?” and 太好了！ hold none. A mark reaches to the end of
its clause: the next comma, full stop, dash or further mark.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

SIGNS = {"@": "person", "#": "need", "$": "price", "!": "date", "+": "promise", "?": "question"}
MONEY_SIGNS = "$¥€£"
BREAKING = "#+?"
"""Marks that end what another mark began; the others may lie inside it."""
NEAR = 160
"""Signs on either side of a mark that say what it means: a clause without an end is no clause."""
FAR = 600
"""Signs that a mark may reach: more than a name may have, so that what is too long is seen to be so."""

_SAME_WIDTH = {0xFF01 + place: 0x21 + place for place in range(0x5E)} | {0x3000: 0x20, 0xFFE5: 0xA5}
_ANY_SIGN = re.compile(rf"[@#!+?{MONEY_SIGNS}]")
_ADDRESS = re.compile(r"(?<!\S)\S+?://\S+|www\.\S+", re.IGNORECASE)
_EDGES = frozenset(" \t\n,.;:([{'\"“”‘’《》、。—–-…）)】」")
_NOT_AFTER_A_WORD = _EDGES - frozenset("'\"”’）)】」》")
_PROMISING = re.compile(r"(?:答应|承诺|说好|同意|保证|约定|答应了|我方|我们|他|她|对方|客户|会|要)$")
_HAN = re.compile(r"[一-鿿]")
_NUMBERED = re.compile(r"\d+(?P<next>.?)", re.DOTALL)
_UNITS = re.compile(
    r"\d+(?:\.\d+)?\s?(?:小时|分钟|天|日|周|个|年|台|套|种|次|倍|%|万|吨|公里|h\b|hours?|days?)"
)
_PERCENT = re.compile(r"\s?\d[\d.,]*\s?%")
_AMOUNT_NEAR = re.compile(r"\s?\d|[^\W\d_][^\d,;。\n!?#+@$]{0,30}\d")
_STOPS = re.compile(r"(?P<strong>[。;\n…!?]|\.(?=\s|$|[一-鿿]))|(?P<weak>,(?!\d)|(?<!\d),|\s[-–]\s|[—―]+)")
_ABBREVIATION = re.compile(
    r"(?:^|\W)(?:mr|mrs|ms|dr|prof|st|no|nr|approx|ca|vs|etc|e\.g|i\.e|inc|ltd|co|[a-z])$", re.IGNORECASE
)


class Mark(NamedTuple):
    """`plain[at]` is the sign; what it marks begins at `end`."""

    sign: str
    at: int
    end: int


class Span(NamedTuple):
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """A text with its marks and stops. `plain`: the same, sign for sign, in normal width."""

    text: str
    plain: str
    marks: tuple[Mark, ...]
    stops: tuple[int, ...]
    ends: tuple[int, ...]
    low: str = ""
    """`plain` in lower case, sign for sign."""

    @staticmethod
    def of(text: str) -> Line:
        plain = text.translate(_SAME_WIDTH)
        marks = tuple(_marks(text, plain))
        taken = {mark.at for mark in marks}
        found = [one for one in _STOPS.finditer(plain) if one.start() not in taken and not _abbreviates(one)]
        stops = tuple(one.start() for one in found)
        ends = tuple(one.start() for one in found if one["strong"])
        return Line(text, plain, marks, stops, ends, folded_same(plain))

    def clause(self, at: int) -> Span:
        """From stop to stop around a place, no farther than what is near."""
        found = self._between(self.stops, at)
        return Span(max(found.start, at - NEAR), min(found.end, at + NEAR))

    def sentence(self, at: int) -> Span:
        """From full stop to full stop around a place."""
        return self._between(self.ends, at)

    def reach(self, mark: Mark, breaking: str = BREAKING) -> Span:
        """What a mark reaches: to the next stop, or the next mark that begins something of its own."""
        end = min(self._between(self.stops, mark.end).end, mark.end + FAR)
        following = (one.at for one in self.marks_in(Span(mark.at + 1, end)) if one.sign in breaking)
        end = next(following, end)
        return Span(mark.end, mark.end + len(self.plain[mark.end : end].rstrip()))

    def marks_in(self, span: Span) -> tuple[Mark, ...]:
        """The marks whose sign stands within a span."""
        first = bisect_left(self.marks, span.start, key=_place)
        return self.marks[first : bisect_left(self.marks, span.end, lo=first, key=_place)]

    def of_sign(self, sign: str) -> tuple[Mark, ...]:
        return tuple(one for one in self.marks if one.sign == sign)

    def _between(self, stops: tuple[int, ...], at: int) -> Span:
        place = bisect_right(stops, at - 1)
        start = stops[place - 1] + 1 if place else 0
        after = bisect_left(stops, at)
        return Span(start, stops[after] if after < len(stops) else len(self.plain))


def words_of(line: Line, span: Span, cuts: Iterable[Span] = ()) -> str:
    """The words of a span without the cuts and without the sign before a name, in one line."""
    kept, at = [], span.start
    inside = [Span(max(one.start, span.start), min(one.end, span.end)) for one in cuts]
    signs = [Span(one.at, one.end) for one in line.marks_in(span) if one.sign == "@"]
    for cut in sorted(one for one in (*inside, *signs) if one.start < one.end):
        if cut.start >= at:
            kept.append(line.text[at : cut.start])
            kept.append("" if cut in signs else " ")
        at = max(at, cut.end)
    kept.append(line.text[at : span.end])
    joined = " ".join("".join(kept).split())
    return re.sub(r"(?<=[一-鿿]) (?=[一-鿿])", "", joined).strip(" ,.;:，、；：—–-")


def folded_same(text: str) -> str:
    """Lower case, sign for sign."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


def _place(mark: Mark) -> int:
    return mark.at


def _abbreviates(stop: re.Match[str]) -> bool:
    return stop.group() == "." and bool(
        _ABBREVIATION.search(stop.string, max(0, stop.start() - 8), stop.start())
    )


def _marks(text: str, plain: str) -> Iterable[Mark]:
    addresses = _ADDRESS.finditer(plain)
    address = next(addresses, None)
    for found in _ANY_SIGN.finditer(plain):
        at, sign = found.start(), found.group()
        while address is not None and address.end() <= at:
            address = next(addresses, None)
        if address is not None and address.start() <= at:
            continue
        kind = "$" if sign in MONEY_SIGNS else sign
        start = at - 2 if kind == "$" and plain[at - 2 : at] in ("US", "HK") and at >= 2 else at
        if _OPENS[kind](text, plain, start if kind == "$" else at, at + 1):
            yield Mark(kind, start, at + 1)


def _is_edge(plain: str, at: int, edges: frozenset[str] = _EDGES) -> bool:
    return at == 0 or plain[at - 1] in edges or (plain[at - 1] in "@#!+?$¥€£" and edges is _EDGES)


def _is_han(plain: str, at: int) -> bool:
    return at >= 0 and _HAN.match(plain, at) is not None


def _names(_text: str, plain: str, at: int, end: int) -> bool:
    free = _is_edge(plain, at) or _is_han(plain, at - 1) or plain[at - 1] == "/"
    return free and plain[end : end + 1].isalpha()


def _needs(_text: str, plain: str, at: int, end: int) -> bool:
    edge, han = _is_edge(plain, at), _is_han(plain, at - 1)
    after = plain[end : end + 1]
    if not (edge or han) or not (after.isalnum() or (after in "“\"'" and after)):
        return False
    if not after.isdecimal():
        return True
    if han or _UNITS.match(plain, end):
        return _UNITS.match(plain, end) is not None
    number = _NUMBERED.match(plain, end)
    following = number["next"] if number else ""
    if following == " ":  # “#24 h parts” opens a clause, “line #3 is down” does not
        return not plain[:at].strip() or plain[:at].rstrip()[-1] in ",;.。!?\n"
    return following.isalpha()


def _prices(_text: str, plain: str, at: int, end: int) -> bool:
    if not (_is_edge(plain, at) or _is_han(plain, at - 1)) or _PERCENT.match(plain, end):
        return False
    if plain[end - 1] != "$":
        return re.match(r"\s?\d", plain[end : end + 2]) is not None
    return _AMOUNT_NEAR.match(plain, end) is not None


def _dates(text: str, plain: str, at: int, end: int) -> bool:
    after = plain[end : end + 1]
    if not after.isalnum():
        return False
    return _is_edge(plain, at, _NOT_AFTER_A_WORD) or (text[at] == "!" and _is_han(plain, at - 1))


def _promises(_text: str, plain: str, at: int, end: int) -> bool:
    after = plain[end : end + 1]
    if after.isdecimal():
        number = _NUMBERED.match(plain, end)
        return _is_edge(plain, at) and number is not None and _HAN.match(number["next"]) is not None
    if not after.isalpha() and after not in ("@", "!"):
        return False
    return _is_edge(plain, at) or _PROMISING.search(plain[max(0, at - 3) : at]) is not None


def _asks(_text: str, plain: str, at: int, end: int) -> bool:
    after = plain[end : end + 1]
    return (after.isalnum() or after == "@") and _is_edge(plain, at, _NOT_AFTER_A_WORD)


_OPENS = {"@": _names, "#": _needs, "$": _prices, "!": _dates, "+": _promises, "?": _asks}
