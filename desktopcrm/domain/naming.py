"""Whether a text speaks of somebody: by his full name, by a part of it, in Chinese by family name and title.

Errs on the side of yes: it serves to keep texts back and to have them looked at, never to change them.
"""

from __future__ import annotations

import re

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
    words = (word for word in re.findall(rf"{letter}+", name) if len(word) >= SHORTEST)
    parts += [
        f"(?<!{letter}){re.escape(one)}(?!{letter})"
        for one in words
        if one.casefold() not in FORMS_OF_ADDRESS
    ]
    for han in re.findall(f"[{HAN}]+", name):
        family = han[:2] if len(han) > 3 or re.match(LONG_FAMILIES, han) else han[:1]
        parts += [f"{family}(?:{TITLES})", f"(?:{BEFORE}){family}", re.escape(han)]
        given = han[len(family) :]
        parts += [re.escape(given)] if len(given) >= SHORTEST else []
    return re.compile("|".join(parts), re.IGNORECASE)
