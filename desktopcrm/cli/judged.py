"""What the rules say about an account, as values for `show --json`: classes, clocks, cadence, flags, questions,
rejections to expect. The keys stay as they are."""

from __future__ import annotations

from datetime import date

from desktopcrm.cli import flags as flag_command
from desktopcrm.cli import questions as question_command
from desktopcrm.cli.class_readings import ClassReadings
from desktopcrm.cli.context import Context
from desktopcrm.domain import clocks, hops, rejections, stages
from desktopcrm.domain.cadence import cadence
from desktopcrm.domain.clocks import Clock
from desktopcrm.domain.flags import flags
from desktopcrm.domain.next_questions import next_questions
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.proposals import proposals
from desktopcrm.domain.records import Record
from desktopcrm.services.telling import tell

Json = dict[str, object]


def judged(context: Context, plan: Plan) -> Json:
    """Everything that is judged, on the plan's day."""
    catalogue = context.app.desk.catalogue
    readings = ClassReadings(context, plan)
    due = cadence(plan, catalogue)
    return {
        "classes": {**readings.account(), "projects": [readings.project(one) for one in plan.of("project")]},
        "cadence": {
            "tier": due.tier,
            "call_due": _iso(due.call_due),
            "visit_due": _iso(due.visit_due),
            "call_state": due.call_state,
            "visit_state": due.visit_state,
            "why": tell(context.app.texts, context.lang, due.why),
        },
        "running": [
            _running(context, plan, one)
            for one in plan.of("project")
            if stages.course(plan.course_of(one.id), plan.day).is_open
        ],
        "flags": [flag_command.as_json(context, plan, one) for one in flags(plan, catalogue)],
        "next_questions": [
            question_command.as_json(context, plan, one) for one in next_questions(plan, catalogue)
        ],
    }


def _running(context: Context, plan: Plan, project: Record) -> Json:
    """Clocks, proposals and likely rejections of a purchase that runs."""
    catalogue = context.app.desk.catalogue
    found = (
        clocks.closing_clock(plan, project.id, catalogue),
        clocks.stage_clock(plan, project.id, catalogue),
        hops.path_clock(plan, project.id, catalogue),
    )
    return {
        "id": project.id,
        "title": project.name,
        "clocks": [_clock(context, one) for one in found],
        "proposals": [
            {
                "kind": one.kind,
                "target": one.target,
                "by": _iso(one.by),
                "preview": one.preview,
                "says": tell(context.app.texts, context.lang, one.said),
            }
            for one in proposals(plan, project.id, catalogue)
        ],
        "expected_rejections": [
            {
                "objection": one.objection,
                "answer": one.answer,
                "why": tell(context.app.texts, context.lang, one.why),
            }
            for one in rejections.likeliest(plan, project.id, catalogue)
        ],
    }


def _clock(context: Context, clock: Clock) -> Json:
    return {
        "clock": clock.kind,
        "state": clock.state,
        "limit": clock.limit,
        "elapsed": clock.elapsed,
        "left": clock.left,
        "started": _iso(clock.started),
        "says": tell(context.app.texts, context.lang, clock.said),
    }


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
