"""What the clocks propose about a purchase: lower, give up, invite, see the first key person, start the way (S3).

Proposes only; the rep decides, and a decision silences it until things change.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from desktopcrm.domain import stages
from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.clocks import closing_clock_of
from desktopcrm.domain.cost import Cost, cost_so_far
from desktopcrm.domain.decisions import newest
from desktopcrm.domain.hops import hops
from desktopcrm.domain.key_person_class import judge_project
from desktopcrm.domain.overrun import Case, class_proposal
from desktopcrm.domain.paths import PathStep, reach
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.proposal import Proposal
from desktopcrm.domain.said import Said, Value, sentence

__all__ = ["Case", "Cost", "Proposal", "cost_so_far", "proposals", "proposals_in", "standing"]

SILENCING = ("kept", "lowered", "snoozed", "acknowledged", "not_now")
KINDS = ("give_up", "lower", "see_first", "start_path", "invite")
"""Most urgent first."""


def proposals(plan: Plan, project_id: int, catalogue: Catalogue) -> tuple[Proposal, ...]:
    """Everything to decide or to do about an open purchase, most urgent first."""
    case = standing(plan, project_id, catalogue)
    return proposals_in(case) if case else ()


def standing(plan: Plan, project_id: int, catalogue: Catalogue) -> Case | None:
    """An open purchase with its class and its clock; `None` where it rests or is closed."""
    course = stages.course(plan.course_of(project_id), plan.day)
    if course.status != "open":
        return None
    judged = judge_project(plan, project_id, catalogue)
    clock = closing_clock_of(plan, judged, catalogue)
    return Case(plan, catalogue, judged, clock, reach(plan, project_id), course.stage)


def proposals_in(case: Case) -> tuple[Proposal, ...]:
    """The proposals of a purchase that was looked at already."""
    found = [one for one in _all(case) if not _is_silenced(case.plan, one)]
    return tuple(sorted(found, key=lambda one: (one.preview, KINDS.index(one.kind), one.by or date.max)))


def _all(case: Case) -> Iterator[Proposal]:
    yield from class_proposal(case)
    if case.clock.state == "paused":
        return
    yield from _invite(case)
    on_the_way = any(one.is_running for one in hops(case.plan, case.judged.project_id, case.catalogue))
    if not on_the_way:
        yield from _see_first(case)
        yield from _start_path(case)


def _is_silenced(plan: Plan, proposal: Proposal) -> bool:
    taken = newest(plan, proposal.subject)
    return taken is not None and taken.verdict in SILENCING and taken.holds(plan.day, proposal.state)


def _invite(case: Case) -> Iterator[Proposal]:
    """A new KP-A is invited to our company, for a visit on day three to five (S3)."""
    judged, since = case.judged, case.judged.since
    if judged.kp != "kp_a" or since is None or judged.member_id is None:
        return
    if case.plan.value(judged.member_id, "invited_on") or case.is_past("invite_visit", since):
        return
    first, until = (
        since + timedelta(days=case.param("invite_visit", key)) for key in ("from_days", "to_days")
    )
    params: dict[str, Value] = {"person": case.name_of(judged.person_id), "first": first, "until": until}
    late = case.plan.day > until
    yield Proposal(
        kind="invite",
        subject=f"row:invite:{case.plan.record(judged.member_id).uid}",
        state=since.isoformat(),
        rule="invite_visit",
        project_id=judged.project_id,
        member_id=judged.member_id,
        target="",
        by=until,
        said=sentence("clocks.invite_late", **params) if late else sentence("clocks.invite", **params),
    )


def _see_first(case: Case) -> Iterator[Proposal]:
    """KP-B: the first key person within three days, or within three of coming back (S3)."""
    judged, since = case.judged, case.judged.since
    if judged.kp != "kp_b" or since is None or judged.member_id is None:
        return
    if case.reach.state == "met" or judged.person_id == case.reach.first_id:
        return
    back = _away_until(case)
    begin = max(since, back) if back else since
    if case.is_past("see_first", begin):
        return
    by = begin + timedelta(days=case.param("see_first", "days"))
    yield Proposal(
        kind="see_first",
        subject=f"row:see_first:{case.plan.record(judged.member_id).uid}",
        state=f"{since.isoformat()} {_way(case)}",
        rule="see_first",
        project_id=judged.project_id,
        member_id=judged.member_id,
        target="",
        by=by,
        said=_see_first_said(case, by),
    )


def _see_first_said(case: Case, by: date) -> Said:
    if case.reach.first_id is None:
        return sentence("clocks.see_first_unknown", ally=case.name_of(case.judged.person_id), day=by)
    first = case.name_of(case.reach.first_id)
    hop = _next_hop(case.reach.steps)
    if hop is None:
        return sentence("clocks.see_first", first=first, day=by)
    return sentence(
        "clocks.see_first_by", first=first, day=by, who=case.name_of(hop[0]), whom=case.name_of(hop[1])
    )


def _away_until(case: Case) -> date | None:
    """Until when the first key person is away, if we know."""
    if case.reach.first_id is None:
        return None
    team = case.plan.team(case.judged.project_id)
    member = next((one for one in team if one.ref_id == case.reach.first_id), None)
    value = case.plan.value(member.id, "away_until") if member else ""
    return date.fromisoformat(value) if value else None


def _start_path(case: Case) -> Iterator[Proposal]:
    """Whoever is not the first key person leads to him: agree on the first introduction (S3)."""
    judged, since = case.judged, case.judged.since
    is_early = judged.kp == "" and case.stage < case.param("path_to_first", "from_stage")
    if judged.kp not in ("kp_c", "") or is_early or case.reach.state not in ("path", "no_path"):
        return
    by = since + timedelta(days=case.param("hop_clock", "hop_days")) if since else None
    yield Proposal(
        kind="start_path",
        subject=f"row:start_path:{case.uid}",
        state=_way(case),
        rule="path_to_first",
        project_id=judged.project_id,
        member_id=judged.member_id,
        target="",
        by=by,
        said=_start_path_said(case),
    )


def _start_path_said(case: Case) -> Said:
    first = case.name_of(case.reach.first_id)
    if not case.reach.steps:
        return sentence("clocks.no_line", first=first)
    hop = _next_hop(case.reach.steps)
    if hop is None:
        return sentence("clocks.ask_meeting", first=first)
    who, whom = (case.name_of(one) for one in hop)
    if hop[1] == case.reach.first_id:
        return sentence("clocks.start_path", who=who, first=first)
    return sentence("clocks.start_path_far", who=who, whom=whom, first=first, n=len(case.reach.steps) - 1)


def _next_hop(steps: tuple[PathStep, ...]) -> tuple[int, int] | None:
    """Who takes us to whom next."""
    return (steps[0].person_id, steps[1].person_id) if len(steps) > 1 else None


def _way(case: Case) -> str:
    """The way as a state: a new way is a new matter."""
    return ">".join(case.plan.record(one.person_id).uid for one in case.reach.steps)
