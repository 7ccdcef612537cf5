"""What stood, out of all that was ever written down: slips of the pen are no changes. The history itself keeps all."""

from __future__ import annotations

from collections.abc import Sequence

from desktopcrm.domain.records import Fact, Source


def stood(past: Sequence[Fact]) -> tuple[Fact, ...]:
    """Observations that still held at the end of the day on which they were written down, newest first like `past`.
    One that was replaced on that day, about the same day, was corrected, unless somebody else is named for it."""
    found: list[Fact] = []
    for fact in past:
        if not found or _about(fact) != _about(found[-1]) or _own_word(fact, found[-1]):
            found.append(fact)
    return tuple(found)


def _about(fact: Fact) -> tuple[object, object]:
    """The day seen and the rep's own day of writing: moments are kept in universal time."""
    return fact.seen_on, fact.recorded_at.astimezone().date()


def _own_word(fact: Fact, later: Fact) -> bool:
    """Whether an observation has a source or a remark that the one after it has not: two people, two words."""
    said, then = (fact.source, fact.note), (later.source, later.note)
    return bool(fact.value) and (fact.source != Source() or bool(fact.note)) and said != then
