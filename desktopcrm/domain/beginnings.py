"""What the letters typed so far may mean: words that begin so, then Chinese as it is typed in letters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktopcrm.domain.pinyin import initials
from desktopcrm.domain.search_text import Wanted, folded, search_text

SHORTEST_PART = 2
"""Letters that are looked for within words, too."""
NO_MATCH = 9

_WORD = re.compile(r"[^\W_一-鿿]+(?:[-.'’][^\W_一-鿿]+)*")


def begun(typed: str, words: Sequence[str]) -> list[int]:
    """Places of what fits, best first: as a whole, a word of it, first letters of pinyin (wg for 王工), anywhere."""
    wanted = " ".join(folded(typed).split())
    if not wanted:
        return list(range(len(words)))
    spoken = Wanted(wanted)
    ranked = [(_rank(one, wanted, spoken), place) for place, one in enumerate(words)]
    return [place for rank, place in sorted(ranked) if rank < NO_MATCH]


def _rank(words: str, wanted: str, spoken: Wanted) -> int:
    text = folded(words)
    if text.startswith(wanted):
        return 0
    if any(word.startswith(wanted) for word in _WORD.findall(text)):
        return 1
    if initials(words).startswith(wanted):
        return 2
    return 3 if len(wanted) >= SHORTEST_PART and spoken.fits(search_text(words)) else NO_MATCH
