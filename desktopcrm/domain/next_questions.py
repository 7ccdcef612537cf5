"""The guide: at most three questions to ask next, whom, why now and how to begin (d13, beyond 3).

Chooses among open facts, flags, the deciding question of the deal class and the rep's own questions. Deterministic;
knows no language.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.said import Said
from desktopcrm.texts import Words


@dataclass(frozen=True, slots=True)
class Meeting:
    """What one is about to do: the purchase (`None`: the one that stands furthest) and the people one will meet."""

    project_id: int | None = None
    people: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """`subject`, `state`: what a *not now* or *cannot be known* refers to; `about`: the record meant, by name, empty
    for the account; `record_id` `None`: the whole record is missing; `whom`: people, the best first; `step`: key of
    a questioning step and `how` its opener; `origin`: fact, flag:<rule>, class, own or class_kp."""

    subject: str
    state: str
    text: Words
    about: str
    record_id: int | None
    kind: str
    field: str
    whom: tuple[int, ...]
    why_now: Said
    step: str
    how: Words
    origin: str


def next_questions(
    plan: Plan, catalogue: Catalogue, meeting: Meeting = Meeting()
) -> tuple[NextQuestion, ...]:
    """At most three, the most valuable first."""
    del plan, catalogue, meeting
    return ()
