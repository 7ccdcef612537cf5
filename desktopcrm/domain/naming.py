"""Whether a text speaks of somebody: by his full name, by a part of it, in Chinese by family name and title.

Errs on the side of yes: it serves to keep texts back and to have them looked at, never to change them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

HAN = "一-鿿"
TITLES = "总|董|工|经理|主任|处长|处|部长|部|科长|科|厂长|局长|局|院长|校长|老师|先生|女士|小姐|主管|书记|会计|师傅|老板|哥|姐"
BEFORE = "老|小|阿"
LONG_FAMILIES = (
    "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|夏侯|司徒|端木|宇文|长孙|南宫|独孤|轩辕|申屠|太史"
)
SHORTEST = 2
"""Letters of a part of a name that is looked for."""
FORMS_OF_ADDRESS = {
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "prof",
    "sir",
    "van",
    "von",
    "der",
    "den",
    "de",
    "la",
    "the",
    "of",
}


def speaks_of(text: str, name: str) -> bool:
    """Whether the text may mean whoever bears the name."""
    return bool(text and name.strip()) and pattern(name).search(text) is not None


def pattern(name: str) -> re.Pattern[str]:
    """What finds the name or a part of it as a word of its own, in either case."""
    name = name.strip()
    letter = rf"[^\W_{HAN}]"
    parts = [
        re.escape(name) if re.search(f"[{HAN}]", name) else f"(?<!{letter}){re.escape(name)}(?!{letter})"
    ]
    parts += [f"(?<!{letter}){re.escape(one)}(?!{letter})" for one in _words(name)]
    parts += _han_parts(name)
    return re.compile("|".join(parts), re.IGNORECASE)


def speaks_of_any(names: Iterable[str]) -> Callable[[str], bool]:
    """Whether a text may mean one of many: the same answer as asking for each, without the time that takes. A text that
    is nothing but (a part of) a name says nothing of anybody."""
    every = [one for one in names if one.strip()]
    words = {word.casefold() for name in every for word in _words(name)}
    parts = sorted({part for name in every for part in _han_parts(name)}, key=len, reverse=True)
    han = re.compile("|".join(parts)) if parts else None

    def speaks(text: str) -> bool:
        said = {word.casefold() for word in _LETTERS.findall(text)}
        if said & words:
            return bool(said - words) or _HAN_SIGN.search(text) is not None
        found = han.search(text) if han is not None else None
        return found is not None and (bool(said) or len(_HAN_SIGN.findall(text)) > len(found[0]) + 1)

    return speaks


_LETTERS = re.compile(rf"[^\W_{HAN}]+")
_HAN_SIGN = re.compile(f"[{HAN}]")


def _words(name: str) -> list[str]:
    """Parts of a name in letters that mean somebody by themselves."""
    found = _LETTERS.findall(name)
    return [one for one in found if len(one) >= SHORTEST and one.casefold() not in FORMS_OF_ADDRESS]


def _han_parts(name: str) -> list[str]:
    """What a Chinese name is called by, as patterns."""
    parts = []
    for han in re.findall(f"[{HAN}]+", name):
        family = han[:2] if len(han) > 3 or re.match(LONG_FAMILIES, han) else han[:1]
        parts += [f"{family}(?:{TITLES})", f"(?:{BEFORE}){family}", re.escape(han)]
        given = han[len(family) :]
        parts += [re.escape(given)] if len(given) >= SHORTEST else []
    return parts
