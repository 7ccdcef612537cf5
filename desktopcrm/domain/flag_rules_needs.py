"""Flags about needs and key points (d1.3, d10). A need that nobody has said aloud moves no purchase (S1)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from desktopcrm.domain import key_points
from desktopcrm.domain.flag import Finding, Ground, Judge, Purchase
from desktopcrm.domain.records import Record
from desktopcrm.domain.said import sentence

NOT_ANY_MORE = "gone"


def _needs(ground: Ground, purchase: Purchase) -> tuple[Record, ...]:
    """Needs of the purchase or of the account as a whole that are still there: the company's before somebody's own,
    the weightiest first."""
    plan = ground.plan
    found = [
        one
        for one in plan.of("need")
        if ground.concerns(one, purchase) and plan.value(one.id, "status") != NOT_ANY_MORE
    ]

    def order(one: Record) -> tuple[bool, int, int]:
        own = plan.value(one.id, "kind") == "personal"
        return (own, -int(plan.value(one.id, "importance") or 0), one.id)

    return tuple(sorted(found, key=order))


def no_explicit_need(ground: Ground) -> Iterator[Finding]:
    """Past the first stage, and the customer has not said in words what he needs."""
    plan = ground.plan
    for purchase in ground.reached("no_explicit_need"):
        needs = _needs(ground, purchase)
        if any(plan.value(one.id, "nature") == "explicit" for one in needs):
            continue
        focus = f"{needs[0].id}:nature" if needs else f"{plan.account.id}:new.need"
        key = "flags.no_explicit_need_hidden" if needs else "flags.no_explicit_need"
        yield Finding(
            purchase.record,
            sentence(key, n=len(needs), stage=purchase.stage),
            (ground.stage_evidence(purchase), *(ground.evidence(one.id, "nature") for one in needs)),
            ("point", focus),
            purchase.id,
            more=(str(purchase.stage),),
        )


def no_new_need(ground: Ground) -> Iterator[Finding]:
    """A purchase is running and nothing was learnt about needs for too long (30 days, ours); said once where the same
    need was the last of several purchases."""
    plan = ground.plan
    told: set[int] = set()
    days = ground.param("no_new_need", "days")
    for purchase in ground.purchases:
        if purchase.stage > ground.param("no_new_need", "until_stage"):
            continue
        needs = _needs(ground, purchase)
        began = min(purchase.course.entered.values(), default=purchase.record.created_on)
        last = max((_gathered(ground, one) for one in needs), default=began)
        idle = (plan.day - last).days
        if idle <= days:
            continue
        newest = tuple(one for one in needs if _gathered(ground, one) == last)
        if newest and told.issuperset(one.id for one in newest):
            continue
        told.update(one.id for one in newest)
        yield Finding(
            purchase.record,
            sentence("flags.no_new_need", n=idle, day=last),
            (ground.stage_evidence(purchase), *(ground.evidence(one.id) for one in newest)),
            ("point", f"{plan.account.id}:new.need"),
            purchase.id,
            more=(last.isoformat(), str(purchase.stage)),
        )


def _gathered(ground: Ground, need: Record) -> date:
    """When a need was last worked on: found, or brought from hidden to explicit."""
    said = [ground.plan.value(need.id, key) for key in ("found_on", "made_explicit_on")]
    days = [date.fromisoformat(one) for one in said if one]
    return max((one for one in days if one <= ground.plan.day), default=need.created_on)


def key_point_unanswered(ground: Ground) -> Iterator[Finding]:
    """One of the strongest key points has no solution, or nobody does anything about it."""
    plan = ground.plan
    strongest = [
        one
        for one in key_points.ranked(plan)
        if plan.value(one.id, "status") not in key_points.SETTLED and not ground.is_over(one)
    ][: ground.param("key_point_unanswered", "top")]
    for one in strongest:
        if (plan.day - one.created_on).days <= ground.param("key_point_unanswered", "days"):
            continue
        missing = [key for key in ("solution", "action") if not plan.value(one.id, key)]
        if "action" in missing and any(_is_going_on(ground, one)):
            missing.remove("action")
        if not missing:
            continue
        which = missing[0] if len(missing) == 1 else "both"
        project = next(
            (p.id for p in ground.purchases if p.record.uid == plan.value(one.id, "project")), None
        )
        yield Finding(
            one,
            sentence(f"flags.key_point_without_{which}", name=one.name),
            tuple(ground.evidence(one.id, key) for key in ("solution", "action")),
            ("precision", f"{one.id}:{missing[0]}"),
            project,
        )


def _is_going_on(ground: Ground, key_point: Record) -> Iterator[bool]:
    """Actions that lie under a key point or serve it, and were not called off."""
    served = {link.from_id for link in ground.plan.links_of("serves", to_id=key_point.id)}
    for action in ground.plan.of("action"):
        if action.parent_id == key_point.id or action.id in served:
            yield ground.plan.value(action.id, "status") != "dropped"


RULES: dict[str, Judge] = {
    "no_explicit_need": no_explicit_need,
    "no_new_need": no_new_need,
    "key_point_unanswered": key_point_unanswered,
}
