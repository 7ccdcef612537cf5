"""Names as they are sorted and found: Chinese by pinyin initial, digits by value, letters without case.

The initial comes from the order of GB2312's first level, which is the order of pinyin; characters beyond it are
found by themselves. No table to ship, nothing to import.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right

_STARTS = (
    0xB0A1, 0xB0C5, 0xB2C1, 0xB4EE, 0xB6EA, 0xB7A2, 0xB8C1, 0xB9FE, 0xBBF7, 0xBFA6, 0xC0AC, 0xC2E8, 0xC4C3,
    0xC5B6, 0xC5BE, 0xC6DA, 0xC8BB, 0xC8F6, 0xCBFA, 0xCDDA, 0xCEF4, 0xD1B9, 0xD4D1,
)  # fmt: skip
_LETTERS = "abcdefghjklmnopqrstwxyz"
_END = 0xD7FA


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


def initials(text: str) -> str:
    """Pinyin initials of the Chinese part of a name: 王工 → wg."""
    return "".join(initial(char) for char in text)


def search_text(*names: str) -> str:
    """What a typed filter is looked for in: the folded names and their initials."""
    parts = [folded(name) for name in names if name]
    parts += [found for name in names if (found := initials(name))]
    return " ".join(parts)
