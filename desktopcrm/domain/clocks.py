"""The clocks of a purchase: days to the order by key-person class (S3), days in the stage.

Knows today only from the plan; whether somebody looks at a clock is not its concern.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktopcrm.domain import contacts, stages
from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.key_person_class import KpJudgement, judge_project
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.rests import Rest, current, day_after, rests, running_days
from desktopcrm.domain.said import Said, sentence
from desktopcrm.texts import EMPTY, Words

PRESETS = ("quick", "industrial")
LIMITS = {"kp_a": "days_a", "kp_b": "days_b", "kp_c": "days_c"}
NOTHING = sentence("clocks.none")


@dataclass(frozen=True, slots=True)
class Clock:
    """`kind`: closing, stage or path; `limit`, `elapsed`, `left` in days, days of rest left out (`left` below zero:
    over the time); `state`: running, soon, overdue, paused, waiting or none; `last_day`: the last day in time."""

    kind: str
    project_id: int
    limit: int
    started: date | None
    start_why: Said
    elapsed: int
    left: int
    state: str
    pause_reason: str
    preset: str
    said: Said
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class Start:
    """The day from which a clock counts, and why that one."""

    day: date
    why: Said


@dataclass(frozen=True, slots=True)
class Run:
    """How a clock stands on a day."""

    elapsed: int
    left: int
    state: str
    pause_reason: str
    last_day: date | None


def run(found: tuple[Rest, ...], start: date, today: date, days: tuple[int, int]) -> Run:
    """Count from a day on; `days`: the limit, and how many left are called soon. The last day is in time."""
    limit, soon = days
    elapsed = running_days(found, start, today)
    left, rest = limit - elapsed, current(found)
    state = "overdue" if left < 0 else "soon" if left <= soon else "running"
    return Run(
        elapsed,
        left,
        "paused" if rest else state,
        rest.reason if rest else "",
        day_after(found, start, limit),
    )


def silent(kind: str, project_id: int, said: Said = NOTHING, preset: str = "") -> Clock:
    """A clock that does not run, and why."""
    return Clock(kind, project_id, 0, None, NOTHING, 0, 0, "none", "", preset, said)


def preset_of(plan: Plan, project_id: int, catalogue: Catalogue) -> str:
    """The clock that the purchase chose, else the one of the rule book (R9)."""
    chosen = plan.value(project_id, "clock_preset")
    return chosen if chosen in PRESETS else PRESETS[catalogue.rulebook.param("closing_clock", "preset")]


def closing_clock(plan: Plan, project_id: int, catalogue: Catalogue) -> Clock:
    """10, 20 or 30 days to the order by KP-A, KP-B, KP-C (S3); which preset and since when is said (R9)."""
    return closing_clock_of(plan, judge_project(plan, project_id, catalogue), catalogue)


def closing_clock_of(plan: Plan, judged: KpJudgement, catalogue: Catalogue) -> Clock:
    """The same where the class is known already."""
    project_id = judged.project_id
    preset = preset_of(plan, project_id, catalogue)
    course = stages.course(plan.course_of(project_id), plan.day)
    if not course.is_open:
        return silent("closing", project_id, sentence("clocks.closed"), preset)
    begin = class_start(plan, judged)
    if judged.kp not in LIMITS or begin is None:
        said = sentence("clocks.kp_d") if judged.kp == "kp_d" else sentence("clocks.no_class")
        return silent("closing", project_id, said, preset)
    limit = catalogue.rulebook.param("closing_clock", LIMITS[judged.kp])
    if preset == "industrial":
        from_stage = catalogue.rulebook.param("closing_clock", "from_stage")
        if course.stage < from_stage:
            return _waiting(judged, catalogue, limit, course)
        begin = _later(begin, course, from_stage)
    return _closing(plan, (judged, begin, preset), catalogue, limit)


def class_start(plan: Plan, judged: KpJudgement) -> Start | None:
    """The first meeting with the person at which the class was true; without any, the day it became true."""
    if judged.since is None:
        return None
    if judged.decided is not None and judged.decided.day == judged.since:
        return Start(judged.since, sentence("clocks.since_decision", day=judged.since))
    met = first_meeting(plan, judged.person_id, judged.since)
    if met is None:
        return Start(judged.since, sentence("clocks.since_class", day=judged.since))
    person = plan.record(judged.person_id).name if judged.person_id else ""
    return Start(met, sentence("clocks.since_meeting", day=met, person=person))


def first_meeting(plan: Plan, person_id: int | None, since: date) -> date | None:
    """The first visit or meeting with somebody on or after a day."""
    if person_id is None:
        return None
    those = contacts.with_person(contacts.contacts(plan), plan.record(person_id).uid)
    return next((one.day for one in those if one.is_visit and one.day >= since), None)


def _later(begin: Start, course: stages.Course, from_stage: int) -> Start:
    entered = min((day for stage, day in course.entered.items() if stage >= from_stage), default=begin.day)
    if entered <= begin.day:
        return begin
    return Start(entered, sentence("clocks.since_stage", day=entered, stage=from_stage))


def _waiting(judged: KpJudgement, catalogue: Catalogue, limit: int, course: stages.Course) -> Clock:
    from_stage = catalogue.rulebook.param("closing_clock", "from_stage")
    said = sentence(
        "clocks.waiting",
        kp=kp_label(judged.kp, catalogue),
        from_stage=from_stage,
        stage=course.stage,
        days=catalogue.stage(course.stage).expected_days,
    )
    why = _why("industrial", catalogue, sentence("clocks.from_stage", stage=from_stage))
    return Clock("closing", judged.project_id, limit, None, why, 0, limit, "waiting", "", "industrial", said)


def _closing(plan: Plan, what: tuple[KpJudgement, Start, str], catalogue: Catalogue, limit: int) -> Clock:
    judged, begin, preset = what
    soon = catalogue.rulebook.param("closing_clock", "soon_days")
    found = run(rests(plan, judged.project_id), begin.day, plan.day, (limit, soon))
    return Clock(
        "closing",
        judged.project_id,
        limit,
        begin.day,
        _why(preset, catalogue, begin.why),
        found.elapsed,
        found.left,
        found.state,
        found.pause_reason,
        preset,
        said_of(found, limit, kp_label(judged.kp, catalogue)),
        found.last_day,
    )


def _why(preset: str, catalogue: Catalogue, why: Said) -> Said:
    option = catalogue.option("clock_preset", preset)
    return sentence("clocks.start", preset=option.label if option else EMPTY, why=why)


def kp_label(kp: str, catalogue: Catalogue) -> Words:
    """How a key-person class is shown; never a bare letter (R1)."""
    option = catalogue.option("kp_class", kp)
    return option.label if option else EMPTY


def said_of(found: Run, limit: int, name: Words | Said) -> Said:
    """How a clock that has started stands."""
    if found.state == "paused":
        reason: str | Said = found.pause_reason or sentence("clocks.no_reason")
        return sentence("clocks.paused", name=name, elapsed=found.elapsed, limit=limit, reason=reason)
    if found.state == "overdue":
        return sentence("clocks.overdue", name=name, n=-found.left, limit=limit)
    if not found.left:
        return sentence("clocks.last_day", name=name)
    if found.state == "soon":
        return sentence("clocks.soon", name=name, n=found.left, day=found.last_day or "")
    return sentence("clocks.running", name=name, elapsed=found.elapsed, limit=limit, day=found.last_day or "")


def stage_clock(plan: Plan, project_id: int, catalogue: Catalogue) -> Clock:
    """Days in the stage against those expected, and days without a word with the customer."""
    events = plan.course_of(project_id)
    course = stages.course(events, plan.day)
    entered = next((one.day for one in reversed(events) if one.kind in ("entered", "back")), None)
    if not course.is_open:
        return silent("stage", project_id, sentence("clocks.closed"))
    if entered is None:
        return silent("stage", project_id)
    stage = catalogue.stage(course.stage)
    soon = catalogue.rulebook.param("stage_pace", "soon_days")
    found = run(rests(plan, project_id), entered, plan.day, (stage.expected_days, soon))
    mute = _days_without_contact(plan, project_id)
    is_mute = mute > catalogue.rulebook.param("stage_pace", "silent_days") and found.state != "paused"
    name = sentence("clocks.stage", stage=stage.number, short=stage.short)
    return Clock(
        "stage",
        project_id,
        stage.expected_days,
        entered,
        sentence("clocks.since_stage", day=entered, stage=stage.number),
        found.elapsed,
        found.left,
        "overdue" if is_mute else found.state,
        found.pause_reason,
        "",
        _mute(found, mute, name) if is_mute else said_of(found, stage.expected_days, name),
        found.last_day,
    )


def _mute(found: Run, mute: int, name: Said) -> Said:
    if found.state == "overdue":
        return sentence("clocks.stage_over_mute", name=name, over=-found.left, n=mute)
    return sentence("clocks.stage_mute", name=name, n=mute)


def _days_without_contact(plan: Plan, project_id: int) -> int:
    """Since the last contact at the account, but not longer than the purchase has been running."""
    begun = plan.course_of(project_id)[0].day
    since = max(contacts.last_contact(plan) or begun, begun)
    return running_days(rests(plan, project_id), since, plan.day)
