"""Whom a typed name means: the one rule for every place where the name of a person is typed.

Exactly one who bears the typed words as whole parts of the name is meant; of several, or where it is only a part of a
word, one has to be asked. Knows names, no plan.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from desktopcrm.domain.beginnings import begun
from desktopcrm.domain.debrief_names import Names, Who
from desktopcrm.domain.naming import FORMS_OF_ADDRESS
from desktopcrm.domain.search_text import folded

_LETTERS = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_HAN = re.compile("[一-鿿]")


class Meant(NamedTuple):
    """`one` is meant for sure; else one of `asked` may be, or nobody who is known."""

    one: Who | None
    asked: tuple[Who, ...] = ()


def meant(typed: str, people: Sequence[Who]) -> Meant:
    """Whom a text that is nothing but a name means."""
    found = bearers(typed, people)
    if len(found) == 1:
        return Meant(found[0])
    return Meant(None, found or _perhaps(typed, people) if typed.strip() else ())


def offered(typed: str, people: Sequence[Who]) -> tuple[Who, ...]:
    """Everybody the letters typed so far may mean, whoever bears the name first."""
    return tuple(dict.fromkeys((*bearers(typed, people), *_perhaps(typed, people))))


def bearers(typed: str, people: Sequence[Who]) -> tuple[Who, ...]:
    """Who bears the typed name: in full, else by whole words of it (Chase), or as one is called (王总)."""
    wanted = _plain(typed)
    full = tuple(one for one in people if wanted and (_plain(one.name) == wanted or one.uid == typed.strip()))
    if full or not wanted:
        return full
    if _HAN.search(wanted):
        return Names(people).called(wanted)
    words = set(_LETTERS.findall(wanted))
    if not words - FORMS_OF_ADDRESS:
        return ()
    return tuple(one for one in people if words <= set(_LETTERS.findall(_plain(one.name))))


def _perhaps(typed: str, people: Sequence[Who]) -> tuple[Who, ...]:
    """Who is called so far like this; a form of address in front counts only where the name has another."""
    found = begun(typed, [one.name for one in people])
    words = _LETTERS.findall(_plain(typed))
    bare = " ".join(word for word in words if word not in FORMS_OF_ADDRESS)
    if not found and bare and len(bare) < len(" ".join(words)):
        plain = [place for place, one in enumerate(people) if not _is_addressed(one.name)]
        found = [plain[at] for at in begun(bare, [people[place].name for place in plain])]
    return tuple(people[place] for place in found)


def _is_addressed(name: str) -> bool:
    return bool(set(_LETTERS.findall(_plain(name))) & FORMS_OF_ADDRESS)


def _plain(name: str) -> str:
    return " ".join(folded(name).split())
