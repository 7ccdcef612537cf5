"""A page of Today as JSON; the keys stay as they are."""

from __future__ import annotations

from datetime import date

from desktopcrm.cli.context import Context
from desktopcrm.domain.agenda_row import Quiet, Row
from desktopcrm.domain.day_plan import DayPlan, Slot
from desktopcrm.domain.said import Said
from desktopcrm.domain.scoreboard import DEEDS, SPANS, Score, streak
from desktopcrm.services.telling import tell
from desktopcrm.services.today import TodayPage

Json = dict[str, object]
URGENCIES = ("overdue", "today", "soon", "later")


def page_json(context: Context, page: TodayPage) -> Json:
    """Everything of the page."""
    return {
        "day": page.day.isoformat(),
        "accounts": page.accounts,
        "rows": [_row(context, one) for one in page.rows],
        "score": _score(page.score),
        "streak": streak(page.score, page.day, context.app.desk.catalogue),
        "day_plan": _plan(page.day_plan),
        "put_off": [_row(context, one) for one in page.put_off],
        "quiet": [_quiet(one) for one in page.quiet],
    }


def _row(context: Context, row: Row) -> Json:
    return {
        "kind": row.kind,
        "subject": row.subject,
        "state": row.state,
        "urgency": URGENCIES[row.urgency],
        "due": _day(row.due),
        "time": row.time,
        "account": {"id": row.account_id, "name": row.account},
        "record": row.record_id,
        "project": row.project_id,
        "person": row.person_id,
        "says": _said(context, row.said),
        "more": [_said(context, one) for one in row.more],
        "rule": row.rule,
        "deal": row.deal,
        "effort": row.effort,
        "minutes": row.minutes,
        "deeds": list(row.deeds),
        "place": {"tab": row.place[0], "focus": row.place[1]},
    }


def _said(context: Context, said: Said) -> str:
    return tell(context.app.texts, context.lang, said)


def _score(score: Score) -> Json:
    tiers = sorted({place.tier for place in score.cells})
    return {
        span: {
            deed: {
                **score.tally(span, deed)._asdict(),
                "tiers": {tier: score.tally(span, deed, tier)._asdict() for tier in tiers},
            }
            for deed in DEEDS
        }
        for span in SPANS
    }


def _plan(plan: DayPlan) -> Json:
    return {
        "minutes": plan.minutes,
        "left": plan.left,
        "freed": plan.freed,
        "bound": plan.bound,
        "slots": [_slot(one) for one in plan.slots],
        "waiting": [_slot(one) for one in plan.waiting],
        "out": [_slot(one) for one in plan.out],
    }


def _slot(slot: Slot) -> Json:
    return {
        "subject": slot.subject,
        "band": slot.band,
        "start": slot.start,
        "account": {"id": slot.account_id, "name": slot.account},
        "effort": slot.effort,
        "minutes": slot.minutes,
        "changed": slot.changed,
        "rows": [one.subject for one in slot.rows],
    }


def _quiet(one: Quiet) -> Json:
    dropped = one.dropped
    return {
        "account": {"id": one.account_id, "name": one.account},
        "project": dropped.project_id,
        "title": one.title,
        "dropped_on": dropped.dropped_on.isoformat(),
        "reason": dropped.reason,
        "stage": dropped.stage,
        "revive_when": dropped.revive_when,
        "revive_on": _day(dropped.revive_on),
        "day_has_come": dropped.day_has_come,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
