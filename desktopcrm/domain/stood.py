"""What stood, out of all that was ever written down: slips of the pen are no changes. The history itself keeps all."""

from __future__ import annotations

from collections.abc import Sequence

from desktopcrm.domain.records import Fact


def stood(past: Sequence[Fact]) -> tuple[Fact, ...]:
    """Observations that still held at the end of the day on which they were written down, newest first like `past`.
    One that was replaced on that day, about the same day, was corrected."""
    found: list[Fact] = []
    for fact in past:
        if not found or _about(fact) != _about(found[-1]):
            found.append(fact)
    return tuple(found)


def _about(fact: Fact) -> tuple[object, object]:
    """The day seen and the rep's own day of writing: moments are kept in universal time."""
    return fact.seen_on, fact.recorded_at.astimezone().date()
