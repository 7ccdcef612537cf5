"""The call clock and the visit clock of an account by its tier (S2). Moved by what took place, never by a plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktopcrm.domain import stages
from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.contacts import CALLS, VISITS, contacts, last
from desktopcrm.domain.months import add_months
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.said import Said, sentence
from desktopcrm.texts import EMPTY

NO_TIME = "3"
"""The preliminary class that gets no time (S0)."""
NAMED_SPANS = (1, 3, 6, 12)
"""Months that have a name: month, quarter, half-year, year."""


@dataclass(frozen=True, slots=True)
class Cadence:
    """`tier`: the one that holds (not always the one written down); states: ok, due (today), overdue, none."""

    tier: str
    call_due: date | None
    visit_due: date | None
    call_state: str
    visit_state: str
    last_call: date | None
    last_visit: date | None
    why: Said


@dataclass(frozen=True, slots=True)
class Pace:
    """What an account is owed: months between calls and between visits; which kinds count as which. Without a tier
    nothing is owed, and `why` says so."""

    tier: str
    call_months: int
    visit_months: int
    call_kinds: tuple[str, ...]
    why: Said


def cadence(plan: Plan, catalogue: Catalogue) -> Cadence:
    """When the next call and the next visit are due."""
    found = pace(plan, catalogue)
    took_place = contacts(plan)
    call, visit = last(took_place, found.call_kinds), last(took_place, VISITS)
    last_call, last_visit = call.day if call else None, visit.day if visit else None
    if not found.tier:
        return Cadence("", None, None, "none", "none", last_call, last_visit, found.why)
    call_due = due_after(plan, last_call, found.call_months)
    visit_due = due_after(plan, last_visit, found.visit_months)
    return Cadence(
        found.tier,
        call_due,
        visit_due,
        state_of(call_due, plan.day),
        state_of(visit_due, plan.day),
        last_call,
        last_visit,
        sentence("clocks.cadence_why", pace=found.why, since=_since(plan, last_call, last_visit)),
    )


def pace(plan: Plan, catalogue: Catalogue) -> Pace:
    """What holds for the account: its tier, or none where no time is planned for it (R8)."""
    book = catalogue.rulebook
    kinds: tuple[str, ...] = CALLS
    kinds += VISITS if book.param("cadence", "visit_is_call") else ()
    kinds += ("message",) if book.param("cadence", "message_is_call") else ()
    tier, why = _tier(plan, catalogue)
    if not tier:
        return Pace("", 0, 0, kinds, why)
    call, visit = (book.param("cadence", f"{tier}_{deed}") for deed in ("call", "visit"))
    return Pace(
        tier, call, visit, kinds, sentence("clocks.pace", tier=why, call=_every(call), visit=_every(visit))
    )


def _tier(plan: Plan, catalogue: Catalogue) -> tuple[str, Said]:
    account = plan.account
    tier = plan.value(account.id, "tier")
    option = catalogue.option("tier", tier)
    if account.archived_at is not None:
        return "", sentence("clocks.cadence_archived")
    if plan.value(account.id, "prelim_class") == NO_TIME:
        return "", sentence("clocks.cadence_no_time")
    if option is None:
        return "", sentence("clocks.cadence_no_tier")
    if not _all_dropped(plan):
        return tier, sentence("clocks.tier", tier=option.label)
    if not catalogue.rulebook.param("dropped_cadence", "keeps_last"):
        return "", sentence("clocks.cadence_dropped")
    lowest = catalogue.option("tier", "last")
    return "last", sentence("clocks.tier_dropped", tier=lowest.label if lowest else EMPTY)


def _all_dropped(plan: Plan) -> bool:
    """There were purchases, and we gave up every one of them."""
    found = {stages.course(plan.course_of(one.id), plan.day).status for one in plan.of("project")}
    return found == {"dropped"}


def due_after(plan: Plan, newest: date | None, months: int) -> date:
    """So many months after the last contact; without any, after the day the account was added."""
    return add_months(newest or plan.account.created_on, months)


def state_of(due: date, today: date) -> str:
    return "ok" if today < due else "due" if today == due else "overdue"


def _every(months: int) -> Said:
    named = months in NAMED_SPANS
    return sentence(f"clocks.every_{months}") if named else sentence("clocks.every", months=months)


def _since(plan: Plan, last_call: date | None, last_visit: date | None) -> Said:
    if last_call and last_visit:
        return sentence("clocks.since_both", call=last_call, visit=last_visit)
    if last_call:
        return sentence("clocks.since_call", call=last_call)
    if last_visit:
        return sentence("clocks.since_visit", visit=last_visit)
    return sentence("clocks.since_added", day=plan.account.created_on)
