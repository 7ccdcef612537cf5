"""Who can take us to the one who decides: the shortest way over people we know (S3).

Knows people, lines between them and contacts; knows no clock.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from heapq import heappop, heappush
from itertools import pairwise

from desktopcrm.domain.contacts import contacts
from desktopcrm.domain.plan import Plan

LINES = ("reports_to", "influences", "relates")
"""Lines that lead on, the ones that carry best first; a tie leads both ways, the others in their direction."""
DISLIKE = {"against": 2, "rival": 1}
"""How unwilling somebody is to introduce us, by stance (ours)."""

Lines = Mapping[int, Mapping[int, str]]
"""From whom to whom by which line."""


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
    """Record of the person who decides: the member of first rank, else the decision maker of the purchase, else the
    member whose part is to decide. A title never says it (R4)."""
    team = plan.team(project_id)
    ranked = next((one.ref_id for one in team if plan.value(one.id, "kp_rank") == "first"), None)
    if ranked is not None:
        return ranked
    uid = plan.value(project_id, "decision_maker")
    named = plan.by_uid(uid) if uid else None
    if named is not None and plan.is_live(named):
        return named.id
    return next((one.ref_id for one in team if plan.value(one.id, "role") == "decision_maker"), None)


def reach(plan: Plan, project_id: int) -> Reach:
    """Whether and how the first key person can be reached."""
    first = first_key_person(plan, project_id)
    if first is None:
        return Reach(None, "unknown")
    took_place = [one for one in contacts(plan) if one.counts]
    uid = plan.record(first).uid
    if any(one.is_visit and uid in one.people and one.day >= begun(plan, project_id) for one in took_place):
        return Reach(first, "met")
    spoken = {uid for one in took_place for uid in one.people}
    people = {one.id: one.uid for one in plan.of("person")}
    starts = [person for person, uid in people.items() if uid in spoken]
    if not starts:
        return Reach(first, "no_start")
    steps = _shortest(_lines(plan, project_id, frozenset(people)), starts, first, _dislikes(plan, project_id))
    return Reach(first, "path" if steps else "no_path", steps)


def path_to_first(plan: Plan, project_id: int) -> tuple[PathStep, ...]:
    """From somebody we met to the first key person; empty where there is no way or it is not known who that is."""
    return reach(plan, project_id).steps


def begun(plan: Plan, project_id: int) -> date:
    """The day the purchase began; who decides must be met for this one, not for one long ago."""
    events = plan.course_of(project_id)
    return events[0].day if events else plan.record(project_id).created_on


def given_up(plan: Plan, project_id: int) -> frozenset[tuple[str, str]]:
    """Introductions that led nowhere, as uids of both people."""
    return frozenset(
        (plan.value(hop.id, "from_person"), plan.value(hop.id, "to_person"))
        for hop in plan.of("hop", project_id)
        if plan.value(hop.id, "given_up_on") and not plan.value(hop.id, "done_on")
    )


def _lines(plan: Plan, project_id: int, people: frozenset[int]) -> Lines:
    """Lines between people who are there, without those that were tried in vain."""
    tried = given_up(plan, project_id)
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for one, other, kind in _directed(plan):
        if not {one, other} <= people or (plan.record(one).uid, plan.record(other).uid) in tried:
            continue
        found[one].setdefault(other, kind)
    return found


def _directed(plan: Plan) -> Iterator[tuple[int, int, str]]:
    for kind in LINES:
        for link in plan.links_of(kind):
            yield link.from_id, link.to_id, kind
            if kind == "relates":
                yield link.to_id, link.from_id, kind


def _dislikes(plan: Plan, project_id: int) -> dict[int, int]:
    return {
        member.ref_id: DISLIKE.get(plan.value(member.id, "stance"), 0)
        for member in plan.team(project_id)
        if member.ref_id is not None
    }


def _shortest(
    lines: Lines, starts: list[int], goal: int, dislikes: Mapping[int, int]
) -> tuple[PathStep, ...]:
    """The fewest steps; among those the least unwilling people, then the ones known longest."""
    queue: list[tuple[int, int, tuple[int, ...]]] = []
    for one in starts:
        heappush(queue, (0, dislikes.get(one, 0), (one,)))
    seen: set[int] = set()
    while queue:
        steps, dislike, way = heappop(queue)
        if way[-1] == goal:
            by = ("met", *(lines[one][other] for one, other in pairwise(way)))
            return tuple(PathStep(person, how) for person, how in zip(way, by, strict=True))
        if way[-1] in seen:
            continue
        seen.add(way[-1])
        for following in lines.get(way[-1], {}):
            if following not in seen:
                heappush(queue, (steps + 1, dislike + dislikes.get(following, 0), (*way, following)))
    return ()
