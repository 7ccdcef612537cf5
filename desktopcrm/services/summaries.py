"""Keeps one row an account for the list: name, stage, coverage, dates. Derived, so outside the undo journal.

A write only marks the rows of its accounts; they are computed when a list wants them, or when a fact in them has
gone stale since.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from desktopcrm.domain import contacts, deal_class, key_person_class, prelim_class, stages
from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.coverage import coverage, good_until
from desktopcrm.domain.decisions import Decision, decisions
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.search_text import search_text
from desktopcrm.services.desk import Desk
from desktopcrm.storage import plans, summaries
from desktopcrm.storage.summaries import Standing

NEVER = "9999-12-31"
NONE_YET = Standing()


class Summaries:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._are_ours = False
        desk.store.before_commit(summaries.mark)

    def stale(self, limit: int) -> list[int]:
        """Accounts whose row must be computed again, at most `limit`."""
        if not self._are_ours:
            with self._desk.store.unjournaled() as tx:
                summaries.mark_older(tx)
            self._are_ours = True
        with self._desk.store.read() as tx:
            return summaries.stale(tx, self._desk.today(), limit)

    def refresh(self, account_ids: list[int]) -> None:
        """Compute the rows of these accounts."""
        if not account_ids:
            return
        today = self._desk.today()
        with self._desk.store.unjournaled() as tx:
            for account_id in account_ids:
                summaries.put(tx, account_id, self._row(plans.get(tx, account_id, today), today))

    def _row(self, plan: Plan, today: date) -> dict[str, object]:
        catalogue, account = self._desk.catalogue, plan.account
        found = coverage(plan, catalogue, today)
        best = best_project(plan)
        standings = {one.id: _standing(plan, one.id, catalogue) for one in plan.of("project")}
        standing = standings[best] if best else NONE_YET
        course = stages.course(plan.course_of(best), today) if best else None
        touch, due, until = contacts.last_contact(plan), next_due(plan), _good_until(plan, catalogue)
        return {
            "search_text": search_text(
                account.name, *(plan.value(account.id, key) for key in ("short_name", "industry", "city"))
            ),
            "industry": plan.value(account.id, "industry"),
            "city": plan.value(account.id, "city"),
            "tier": plan.value(account.id, "tier"),
            "stage": course.stage if course else 0,
            "status": course.status if course else "",
            "project_title": plan.record(best).name if best else "",
            **{layer.key: found.layers[layer.key].percent for layer in catalogue.layers},
            "total": found.whole.percent,
            "last_touch": touch.isoformat() if touch else "",
            "next_due": due.isoformat() if due else "",
            "prelim": prelim_class.prelim_class(plan),
            "deal": standing.deal,
            "kp": standing.kp,
            "purchases": summaries.written(standings),
            "good_until": until.isoformat() if until else NEVER,
        }


def _standing(plan: Plan, project_id: int, catalogue: Catalogue) -> Standing:
    deal = deal_class.judge(plan, project_id, catalogue).deal
    return Standing(deal, key_person_class.judge_project(plan, project_id, catalogue).kp)


def best_project(plan: Plan) -> int | None:
    """The running purchase that is farthest; else the newest of all."""
    found = [(stages.course(plan.course_of(one.id), plan.day), one) for one in plan.of("project")]
    if not found:
        return None
    return max(found, key=lambda pair: (pair[0].is_open, pair[0].stage, pair[1].id))[1].id


def _good_until(plan: Plan, catalogue: Catalogue) -> date | None:
    """Last day on which the row stays true by itself: then a fact turns stale or an agreed contact has come."""
    contact = min((one.day for one in contacts.contacts(plan) if one.day > plan.day), default=None)
    decided = min(
        (one.until for one in _decisions(plan) if one.until and one.until >= plan.day), default=None
    )
    days = (good_until(plan, catalogue), contact and contact - timedelta(days=1), decided)
    return min((day for day in days if day is not None), default=None)


def _decisions(plan: Plan) -> Iterator[Decision]:
    return (one for those in decisions(plan).values() for one in those)


def next_due(plan: Plan) -> date | None:
    """The nearest day something is due: open actions and promises (overdue ones too)."""
    days = [
        date.fromisoformat(day)
        for record in plan.of("action")
        if plan.value(record.id, "status") in ("", "open", "doing") and (day := plan.value(record.id, "due"))
    ]
    return min(days, default=None)
