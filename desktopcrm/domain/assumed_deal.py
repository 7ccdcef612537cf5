"""Assume the deal is done: what a person gains by it, and loses without it (S3, d4.7)."""

from __future__ import annotations

from dataclasses import dataclass

from desktopcrm.domain.plan import Plan

PROMPTS = ("salary", "bonus", "results", "post", "room", "standing")


@dataclass(frozen=True, slots=True)
class AssumedRow:
    """One prompt with both columns; the fields are `gain_<prompt>` and `lose_<prompt>`."""

    prompt: str
    gain: str
    lose: str


@dataclass(frozen=True, slots=True)
class AssumedSheet:
    """`outcome`: ally, undecided, no_ally or empty. Complete with one entry in each column."""

    member_id: int
    rows: tuple[AssumedRow, ...]
    is_complete: bool
    outcome: str


def sheet(plan: Plan, member_id: int) -> AssumedSheet:
    """The sheet of a member of a buying team."""
    rows = tuple(
        AssumedRow(one, plan.value(member_id, f"gain_{one}"), plan.value(member_id, f"lose_{one}"))
        for one in PROMPTS
    )
    complete = any(row.gain for row in rows) and any(row.lose for row in rows)
    return AssumedSheet(member_id, rows, complete, plan.value(member_id, "ally_outcome"))
