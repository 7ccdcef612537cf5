"""Age of facts: how old an observation is and when it no longer counts."""

from __future__ import annotations

from datetime import date, timedelta

from desktopcrm.domain.catalogue import Field
from desktopcrm.domain.records import Fact

CERTAINTY_SHARE = {"": 0.75, "rumour": 0.5, "twice": 0.75, "written": 1.0}
"""What a fact counts in coverage by its certainty; not stated counts like heard twice (ours)."""


def age(fact: Fact, today: date) -> int:
    """Days since the fact was seen; never negative."""
    return max(0, (today - fact.seen_on).days)


def is_stale(fact: Fact, field: Field, today: date) -> bool:
    """Older than the field allows; a field with `stale_after` 0 never goes stale."""
    return field.stale_after > 0 and age(fact, today) > field.stale_after


def good_until(fact: Fact, field: Field) -> date | None:
    """Last day on which the fact still counts; `None`: always."""
    return fact.seen_on + timedelta(days=field.stale_after) if field.stale_after else None


def share(fact: Fact | None, field: Field, today: date) -> float:
    """0 for unknown or stale, else the share that its certainty gives (d1.1: known and fresh)."""
    if fact is None or is_stale(fact, field, today):
        return 0.0
    return CERTAINTY_SHARE[fact.certainty]


def state(fact: Fact | None, field: Field, today: date) -> str:
    """How a dot shows it: `lit` (known and fresh), `dim` (old or a rumour) or `empty`."""
    if share(fact, field, today) > CERTAINTY_SHARE["rumour"]:
        return "lit"
    return "dim" if fact is not None else "empty"
