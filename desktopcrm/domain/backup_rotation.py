"""Which backups are kept. Goes by their order, never by the clock: a wrong clock must not cost a backup.

Days, weeks and months only group what is newest in its own; a clock that stands still is met by blocks of numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime

RECENT, DAILY, WEEKLY, MONTHLY, BY_HAND = 10, 14, 8, 12, 5
BLOCKS = ((24, 7), (240, 6))
"""(numbers in a block, blocks): the newest of each of the last blocks stays, whatever the clock said."""
BEFORE = "before_"
HAND = "hand"


@dataclass(frozen=True, slots=True)
class Entry:
    """What rotation looks at. `seq` tells the order, `made_at` only the group."""

    seq: int
    made_at: datetime
    reason: str


def kept(entries: Iterable[Entry]) -> frozenset[Entry]:
    """Those that stay: the recent ones, the newest of days, weeks, months and blocks, of each deed, those by hand."""
    newest_first = sorted(entries, key=lambda one: (one.seq, one.made_at), reverse=True)
    found = set(newest_first[:RECENT])
    for group, many in (*_CALENDAR, *((_block(size), many) for size, many in BLOCKS)):
        found |= _newest_of_each(newest_first, group, many)
    found |= _newest_of_each(
        [one for one in newest_first if one.reason.startswith(BEFORE)], lambda one: one.reason, None
    )
    found |= set([one for one in newest_first if one.reason == HAND][:BY_HAND])
    return frozenset(found)


def _newest_of_each(
    newest_first: list[Entry], group: Callable[[Entry], Hashable], many: int | None
) -> set[Entry]:
    found: dict[Hashable, Entry] = {}
    for one in newest_first:
        if many is not None and len(found) == many:
            break
        found.setdefault(group(one), one)
    return set(found.values())


def _block(size: int) -> Callable[[Entry], Hashable]:
    return lambda one: one.seq // size


_CALENDAR: tuple[tuple[Callable[[Entry], Hashable], int], ...] = (
    (lambda one: one.made_at.date(), DAILY),
    (lambda one: one.made_at.isocalendar()[:2], WEEKLY),
    (lambda one: (one.made_at.year, one.made_at.month), MONTHLY),
)
