"""Who can take us to the one who decides: the shortest way over people we know (S3).

Knows people, lines between them and contacts; knows no clock.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktopcrm.domain.plan import Plan


@dataclass(frozen=True, slots=True)
class PathStep:
    """One person on the way; `by`: met (the start) or the line that leads there: reports_to, influences, relates."""

    person_id: int
    by: str


@dataclass(frozen=True, slots=True)
class Reach:
    """How the first key person can be reached. `state`: unknown (nobody knows who it is), met, path, no_path (people
    are known, no line leads there), no_start (nobody was met yet)."""

    first_id: int | None
    state: str
    steps: tuple[PathStep, ...] = ()


def first_key_person(plan: Plan, project_id: int) -> int | None:
    """Record of the person who decides: the member of first rank, else the decision maker of the purchase."""
    return None


def reach(plan: Plan, project_id: int) -> Reach:
    """Whether and how the first key person can be reached."""
    return Reach(None, "unknown")


def path_to_first(plan: Plan, project_id: int) -> tuple[PathStep, ...]:
    """From somebody we met to the first key person; empty where there is no way or it is not known who that is."""
    return reach(plan, project_id).steps
