"""Key points (d10): what one may become, and which come first."""

from __future__ import annotations

from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Record
from desktopcrm.errors import UserError

PERSON_KINDS = ("person", "individual")
NEEDS_A_FACT = ("checked", "acted", "won", "failed")
SETTLED = ("won", "failed")
UNSET = 3


def check_status(plan: Plan, key_point: Record, status: str) -> None:
    """Refuse a status that the key point has not earned: without a fact it stays an idea; kinds 3 and 4 need a person."""
    if status not in NEEDS_A_FACT:
        return
    if not resting_on(plan, key_point.id):
        raise UserError("errors.key_point_without_fact", name=key_point.name)
    if plan.value(key_point.id, "kind") in PERSON_KINDS and not plan.value(key_point.id, "person"):
        raise UserError("errors.key_point_without_person", name=key_point.name)


def resting_on(plan: Plan, key_point_id: int) -> tuple[tuple[int, str], ...]:
    """(record id, field) of the known facts a key point rests on."""
    return tuple(
        (link.to_id, link.field)
        for link in plan.links_of("rests_on", from_id=key_point_id)
        if link.to_id in plan.records and (not link.field or plan.fact(link.to_id, link.field))
    )


def strength(plan: Plan, key_point: Record) -> int:
    """Effect x reachability x confidence, each 1 to 5 (ours); what is not said counts as the middle."""
    found = 1
    for name in ("effect", "reachability", "confidence"):
        found *= int(plan.value(key_point.id, name) or UNSET)
    return found


def ranked(plan: Plan) -> tuple[Record, ...]:
    """Strongest first, what is over last; equal ones in the rep's own order."""

    def order(one: Record) -> tuple[bool, int, float, int]:
        return (plan.value(one.id, "status") in SETTLED, -strength(plan, one), one.position, one.id)

    return tuple(sorted(plan.of("key_point"), key=order))


def unused_facts(plan: Plan) -> tuple[tuple[int, str], ...]:
    """Known facts that no key point rests on and no action serves (d1.1: collected but unused)."""
    used = {(link.to_id, link.field) for link in plan.links if link.kind in ("rests_on", "serves")}
    return tuple(
        (fact.record_id, fact.field)
        for fact in plan.current()
        if (fact.record_id, fact.field) not in used and (fact.record_id, "") not in used
    )
