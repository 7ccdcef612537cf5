"""The way to the first key person, one introduction after the other: three days each, nine in all (S3).

Knows what was agreed and done; who could introduce whom is known by `paths`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.clocks import Clock, first_meeting, run, said_of, silent
from desktopcrm.domain.paths import first_key_person
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Record
from desktopcrm.domain.rests import Rest, day_after, rests, running_days
from desktopcrm.domain.said import Said, sentence

RUNNING = ("running", "late")
PEOPLE = ("from_person", "to_person")


@dataclass(frozen=True, slots=True)
class Hop:
    """One introduction. `from_id`, `to_id`: records of people; `days` so far or, when over, in all; `state`:
    running, late, done or given_up (also where one of them is no longer there); `last_day`: the last day in time."""

    record_id: int
    from_id: int | None
    to_id: int | None
    started: date | None
    done_on: date | None
    days: int
    state: str
    last_day: date | None = None

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING


def hops(plan: Plan, project_id: int, catalogue: Catalogue) -> tuple[Hop, ...]:
    """All introductions of a purchase, oldest first. Meeting the person ends one even if nobody wrote it down."""
    resting = rests(plan, project_id)
    limit = catalogue.rulebook.param("hop_clock", "hop_days")
    found = (_hop(plan, record, resting, limit) for record in plan.of("hop", project_id))
    return tuple(sorted(found, key=lambda one: (one.started or date.max, one.record_id)))


def _hop(plan: Plan, record: Record, resting: tuple[Rest, ...], limit: int) -> Hop:
    started = day_of(plan, record.id, "started") or record.created_on
    towards = person_of(plan, record.id, "to_person")
    done = day_of(plan, record.id, "done_on") or first_meeting(plan, towards, started)
    given_up = None if done else day_of(plan, record.id, "given_up_on")
    days = running_days(resting, started, done or given_up or plan.day)
    is_over = given_up is not None or any(_is_gone(plan, record.id, field) for field in PEOPLE)
    state = "done" if done else "given_up" if is_over else "late" if days > limit else "running"
    return Hop(
        record.id,
        person_of(plan, record.id, "from_person"),
        towards,
        started,
        done,
        days,
        state,
        day_after(resting, started, limit),
    )


def _is_gone(plan: Plan, record_id: int, field: str) -> bool:
    """Whether the person named there was put away or deleted: nobody else goes a step of his."""
    uid = plan.value(record_id, field)
    person = plan.by_uid(uid) if uid else None
    return bool(uid) and (person is None or not plan.is_live(person))


def day_of(plan: Plan, record_id: int, field: str) -> date | None:
    value = plan.value(record_id, field)
    return date.fromisoformat(value) if value else None


def person_of(plan: Plan, record_id: int, field: str) -> int | None:
    """Record of the person that a fact names."""
    uid = plan.value(record_id, field)
    person = plan.by_uid(uid) if uid else None
    return person.id if person else None


def hop_said(plan: Plan, hop: Hop, catalogue: Catalogue) -> Said:
    """What a step on the way says, whatever became of it."""
    limit = catalogue.rulebook.param("hop_clock", "hop_days")
    who, whom = (plan.record(one).name if one else "–" for one in (hop.from_id, hop.to_id))
    if hop.state == "done":
        return sentence("clocks.hop_done", who=who, whom=whom, n=hop.days)
    if hop.state == "given_up":
        return sentence("clocks.hop_given_up", who=who, whom=whom)
    if hop.state == "late":
        return sentence("clocks.hop_late", who=who, whom=whom, n=hop.days - limit)
    if hop.days == limit:
        return sentence("clocks.hop_last_day", who=who, whom=whom)
    return sentence("clocks.hop_running", who=who, whom=whom, n=limit - hop.days)


def path_clock(plan: Plan, project_id: int, catalogue: Catalogue) -> Clock:
    """Nine days for the whole way, from the first introduction that was not given up on (R5)."""
    tried = [one for one in hops(plan, project_id, catalogue) if one.state != "given_up" and one.started]
    started = tried[0].started if tried else None
    if started is None:
        return silent("path", project_id, sentence("clocks.path_none"))
    first = first_key_person(plan, project_id)
    resting = rests(plan, project_id)
    met = first_meeting(plan, first, started) or next(
        (one.done_on for one in tried if one.to_id == first and one.done_on), None
    )
    if met is not None:
        days = running_days(resting, started, met)
        return silent("path", project_id, sentence("clocks.path_done", n=days))
    hop_days, limit = (catalogue.rulebook.param("hop_clock", key) for key in ("hop_days", "path_days"))
    found = run(resting, started, plan.day, (limit, hop_days))
    return Clock(
        "path",
        project_id,
        limit,
        started,
        sentence("clocks.since_hop", day=started),
        found.elapsed,
        found.left,
        found.state,
        found.pause_reason,
        "",
        said_of(found, limit, sentence("clocks.path")),
        found.last_day,
    )
