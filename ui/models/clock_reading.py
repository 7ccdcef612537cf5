"""Clocks as the window reads them: the faces of the strip, out of what the rules say.

Knows clocks, hops and cadence as values; judges nothing and knows no widget but the plain data of the strip.
"""

from __future__ import annotations

from datetime import date

from desktopcrm.domain.cadence import Cadence, cadence
from desktopcrm.domain.clocks import Clock, closing_clock_of, stage_clock
from desktopcrm.domain.hops import Hop, hop_said, hops, path_clock
from desktopcrm.domain.numbers import MONTHS
from desktopcrm.domain.paths import Reach, reach
from desktopcrm.services.summaries import best_project
from ui.context import Context
from ui.models.account_reading import Reading
from ui.models.class_reading import judged_kp
from ui.widgets.clock_strip import ClockFace

TURNING = ("running", "soon", "overdue")
LONGEST_NUMBER = 999


def purchase_faces(context: Context, reading: Reading, project_id: int) -> tuple[ClockFace, ...]:
    """Closing clock, way to the first key person and stage of one purchase."""
    plan, catalogue = reading.plan, reading.catalogue
    closing = closing_clock_of(plan, judged_kp(reading, project_id), catalogue)
    stage = stage_clock(plan, project_id, catalogue)
    return (
        closing_face(context, reading, closing),
        way_face(context, reading, project_id),
        _face(context, "stage", stage, _stage_headline(context, stage), context.tell(stage.start_why)),
    )


def account_faces(context: Context, reading: Reading) -> tuple[ClockFace, ...]:
    """Call clock and visit clock of the account by its tier."""
    found = cadence(reading.plan, reading.catalogue)
    return (
        _cadence_face(context, reading, "call", found),
        _cadence_face(context, reading, "visit", found),
    )


def head_faces(context: Context, reading: Reading) -> tuple[ClockFace, ...]:
    """What the head of an account shows: the clocks that run, worked out once for a reading."""
    found = reading.faces.get("head")
    if found is None:
        best = best_project(reading.plan)
        faces = list(account_faces(context, reading))
        if best is not None:
            judged = judged_kp(reading, best)
            clock = closing_clock_of(reading.plan, judged, reading.catalogue)
            faces.insert(0, closing_face(context, reading, clock))
        found = reading.faces["head"] = tuple(face for face in faces if face.state)
    return found


def closing_face(context: Context, reading: Reading, clock: Clock) -> ClockFace:
    """The closing clock: days left of its limit, since when, by which preset."""
    tr = context.tr
    if clock.state not in (*TURNING, "paused"):
        key = "clock_strip.waiting" if clock.state == "waiting" else "clock_strip.still"
        return ClockFace(
            "closing", tr("clock_strip.closing"), "", headline=tr(key), detail=context.tell(clock.said)
        )
    until = tr("clock_strip.until", n=clock.limit, day=reading.day(clock.last_day))
    detail = f"{until} · {context.tell(clock.start_why)}"
    return _face(context, "closing", clock, _headline(context, clock), detail)


def way_face(context: Context, reading: Reading, project_id: int) -> ClockFace:
    """The hop that runs, else how the first key person can be reached."""
    plan, catalogue, tr = reading.plan, reading.catalogue, context.tr
    title = tr("clock_strip.way")
    running = [one for one in hops(plan, project_id, catalogue) if one.is_running]
    if running:
        whole = path_clock(plan, project_id, catalogue)
        limit = catalogue.rulebook.param("hop_clock", "hop_days")
        latest = max(running, key=lambda one: one.days)
        return ClockFace(
            "way",
            title,
            _hop_state(latest, limit),
            str(min(abs(limit - latest.days), LONGEST_NUMBER)),
            latest.days / limit if limit else 1.0,
            headline=context.tell(hop_said(plan, latest, catalogue)),
            detail=context.tell(whole.said),
        )
    found = reach(plan, project_id)
    state = "done" if found.state == "met" else ""
    icon = "check" if found.state == "met" else "network"
    return ClockFace(
        "way", title, state, "", float(found.state == "met"), icon, *_reach_words(context, reading, found)
    )


def _reach_words(context: Context, reading: Reading, found: Reach) -> tuple[str, str]:
    """What is said while no hop runs: headline and detail."""
    first = reading.plan.records.get(found.first_id or 0)
    name = first.name if first is not None else ""
    headline = context.tr(f"clock_strip.reach_{found.state}", name=name)
    names = [reading.plan.record(step.person_id).name for step in found.steps]
    return headline, " → ".join(names) if len(names) > 1 else ""


def _hop_state(hop: Hop, limit: int) -> str:
    if hop.state == "late":
        return "late"
    return "soon" if hop.days == limit else "running"


def _face(context: Context, key: str, clock: Clock, headline: str, detail: str) -> ClockFace:
    tr = context.tr
    title = tr(f"clock_strip.{key}")
    if clock.state not in (*TURNING, "paused"):
        return ClockFace(key, title, "", headline=context.tell(clock.said))
    shown = clock.elapsed if key == "stage" else abs(clock.left)
    share = clock.elapsed / clock.limit if clock.limit else 0.0
    return ClockFace(
        key, title, clock.state, str(min(shown, LONGEST_NUMBER)), share, headline=headline, detail=detail
    )


def _headline(context: Context, clock: Clock) -> str:
    tr = context.tr
    if clock.state == "paused":
        return tr("clock_strip.paused", n=clock.elapsed)
    if clock.left < 0:
        return tr("clock_strip.over", n=-clock.left)
    return tr("clock_strip.left", n=clock.left) if clock.left else tr("clock_strip.last_day")


def _stage_headline(context: Context, clock: Clock) -> str:
    """A stage that stands still says so in the rule's words."""
    if clock.state == "overdue" and clock.left >= 0:
        return context.tell(clock.said)
    if clock.state == "paused":
        return context.tr("clock_strip.paused", n=clock.elapsed)
    return context.tr("clock_strip.of", n=clock.elapsed, limit=clock.limit)


def _cadence_face(context: Context, reading: Reading, key: str, found: Cadence) -> ClockFace:
    due, state = (found.call_due, found.call_state) if key == "call" else (found.visit_due, found.visit_state)
    last = found.last_call if key == "call" else found.last_visit
    icon = "phone" if key == "call" else "map-pin"
    title = context.tr(f"clock_strip.{key}")
    if due is None or state == "none":
        return ClockFace(
            key,
            title,
            "",
            icon=icon,
            headline=context.tr("clock_strip.no_cadence"),
            detail=context.tell(found.why),
        )
    days = (due - reading.today).days
    return ClockFace(
        key,
        title,
        state,
        str(min(abs(days), LONGEST_NUMBER)),
        _gone(reading.today, last or reading.plan.account.created_on, due),
        icon,
        _due_words(context, reading, due, state),
        _last_words(context, reading, key, last),
        short_day(reading, due) if state == "ok" else "",
    )


def _last_words(context: Context, reading: Reading, key: str, last: date | None) -> str:
    if last is None:
        return context.tr(f"clock_strip.never_{key}")
    return context.tr(f"clock_strip.last_{key}", age=reading.age(last))


def short_day(reading: Reading, day: date) -> str:
    """A day within the year without the year, one of another year with it."""
    if day.year != reading.today.year:
        return reading.day(day)
    if reading.lang == "zh":
        return f"{day.month}月{day.day}日"
    return f"{day.day} {MONTHS[day.month - 1].capitalize()}"


def _due_words(context: Context, reading: Reading, due: date, state: str) -> str:
    days = (due - reading.today).days
    if state == "overdue":
        return context.tr("clock_strip.over", n=-days)
    return (
        context.tr("clock_strip.due_today")
        if state == "due"
        else context.tr("clock_strip.due", day=reading.day(due))
    )


def _gone(today: date, start: date, due: date) -> float:
    """How much of the time between two days has gone by."""
    whole = (due - start).days
    return 1.0 if whole <= 0 else max(0.0, min(1.0, (today - start).days / whole))
