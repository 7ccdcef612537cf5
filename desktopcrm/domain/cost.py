"""What a purchase has cost in contacts and minutes so far (S3: time on customers who never buy is sunk)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desktopcrm.domain import visit_time
from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.contacts import CALLS, Contact, contacts
from desktopcrm.domain.paths import begun
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.said import Said, sentence


@dataclass(frozen=True, slots=True)
class Cost:
    """Contacts that took place; `minutes` as told, else as the rule book takes them for their kind."""

    visits: int
    calls: int
    others: int
    minutes: int


def cost_so_far(plan: Plan, project_id: int, catalogue: Catalogue) -> Cost:
    """Contacts about a purchase until the plan's day; of the only one also those that name none."""
    those = tuple(_about(plan, project_id))
    visits = sum(one.is_visit for one in those)
    calls = sum(one.kind in CALLS for one in those)
    return Cost(visits, calls, len(those) - visits - calls, _minutes(plan, those, catalogue))


def _about(plan: Plan, project_id: int) -> Iterator[Contact]:
    uid = plan.record(project_id).uid
    is_only = len(plan.of("project", archived=True)) == 1
    start = begun(plan, project_id)
    for one in contacts(plan):
        if one.state == "done" and (one.project == uid or (is_only and not one.project and one.day >= start)):
            yield one


def _minutes(plan: Plan, those: Iterable[Contact], catalogue: Catalogue) -> int:
    usual = {one.key: one.value for one in catalogue.rulebook["cost_so_far"].param}
    return sum(
        visit_time.length(plan.value(one.record_id, "minutes")) or usual.get(one.kind, 0) for one in those
    )


def cost_said(cost: Cost) -> Said:
    """“4 visits, 6 calls, 9.5 hours”; what is nothing is not named."""
    parts: list[Said] = []
    if cost.visits:
        parts.append(sentence("clocks.cost_visits", n=cost.visits))
    if cost.calls:
        parts.append(sentence("clocks.cost_calls", n=cost.calls))
    if cost.others:
        parts.append(sentence("clocks.cost_others", n=cost.others))
    if not parts:
        return sentence("clocks.cost_nothing")
    return sentence("clocks.cost", parts=tuple(parts), time=_time(cost.minutes))


def _time(minutes: int) -> Said:
    hours, rest = divmod(minutes, 60)
    if not hours:
        return sentence("clocks.minutes", minutes=rest)
    return sentence("clocks.hours", hours=hours, minutes=f"{rest:02d}")
