"""Flags about criteria and rivals: the window in which criteria can be shaped, steps that block, threats, old pictures
(S1 stage 4, d3.2, beyond 7)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from desktopcrm.domain.flag import Finding, Ground, Judge, Purchase
from desktopcrm.domain.gates import DONE_STATES
from desktopcrm.domain.records import Record
from desktopcrm.domain.said import Evidence, sentence

BLOCK_ITEM = "check.4e"
LEVELS = ("low", "medium", "high")
OUT = ("removed", "withdrew")


def criteria_window(ground: Ground) -> Iterator[Finding]:
    """Criteria are being set, none of them is ours, and no step keeps the rivals out."""
    for purchase in ground.purchases:
        if purchase.stage != ground.param("criteria_window", "stage"):
            continue
        criteria = ground.plan.of("criterion", purchase.id)
        if _ours(ground, criteria) or _is_blocked(ground, purchase):
            continue
        key = "flags.criteria_window" if criteria else "flags.criteria_window_empty"
        focus = f"{criteria[0].id}:written_by" if criteria else f"{purchase.id}:new.criterion"
        yield Finding(
            purchase.record,
            sentence(key, n=len(criteria), days=purchase.course.days_in_stage),
            _criteria_evidence(ground, purchase, criteria),
            ("procurement", focus),
            purchase.id,
        )


def no_block_action(ground: Ground) -> Iterator[Finding]:
    """A criterion is ours, but nothing has been done to keep the rivals out (item 4e)."""
    for purchase in ground.purchases:
        if purchase.stage != ground.param("no_block_action", "stage"):
            continue
        criteria = ground.plan.of("criterion", purchase.id)
        if not _ours(ground, criteria) or _is_blocked(ground, purchase):
            continue
        rivals = tuple(one for one in ground.plan.of("rival") if not _is_out(ground, one))
        names = tuple(ground.name(one) for one in rivals)
        key = "flags.no_block_action" if names else "flags.no_block_action_unnamed"
        yield Finding(
            purchase.record,
            sentence(key, rivals=names),
            (ground.evidence(purchase.id, BLOCK_ITEM), *(ground.evidence(one.id) for one in rivals)),
            ("procurement", f"{purchase.id}:{BLOCK_ITEM}"),
            purchase.id,
        )


def criteria_by_others(ground: Ground) -> Iterator[Finding]:
    """The window closed without us: a lasting weakness, until a criterion turns out to be ours."""
    for purchase in ground.reached("criteria_by_others"):
        criteria = ground.plan.of("criterion", purchase.id)
        closed = purchase.course.entered.get(ground.param("criteria_by_others", "from_stage"))
        if _ours(ground, criteria) or _is_blocked(ground, purchase, closed):
            continue
        key = "flags.criteria_by_others" if criteria else "flags.criteria_by_others_empty"
        focus = f"{criteria[0].id}:written_by" if criteria else f"{purchase.id}:new.criterion"
        yield Finding(
            purchase.record,
            sentence(key, n=len(criteria)),
            _criteria_evidence(ground, purchase, criteria),
            ("procurement", focus),
            purchase.id,
        )


def criterion_shuts_out(ground: Ground) -> Iterator[Finding]:
    """A criterion that we cannot meet stands without an answer (item 4x1)."""
    for purchase in ground.reached("criterion_shuts_out"):
        if purchase.stage > ground.param("criterion_shuts_out", "until_stage"):
            continue
        for one in ground.plan.of("criterion", purchase.id):
            shut = ground.plan.value(one.id, "effect") == "excludes"
            if shut and not ground.plan.value(one.id, "our_answer"):
                yield Finding(
                    one,
                    sentence("flags.criterion_shuts_out", name=one.name),
                    (ground.evidence(one.id, "effect"), ground.evidence(one.id, "our_answer")),
                    ("procurement", f"{one.id}:our_answer"),
                    purchase.id,
                )


def threat_unanswered(ground: Ground) -> Iterator[Finding]:
    """A rival threatens us and nobody does anything about it (S1 rival 8)."""
    for rival in ground.plan.of("rival"):
        level = ground.plan.value(rival.id, "threat_level")
        threat = ground.plan.value(rival.id, "threat")
        if not (level or threat) or _is_out(ground, rival):
            continue
        if level and LEVELS.index(level) < ground.param("threat_unanswered", "least_level"):
            continue
        if ground.plan.value(rival.id, "counter_action") or any(_actions(ground, (rival,))):
            continue
        key = "flags.threat_unanswered_high" if level == "high" else "flags.threat_unanswered"
        yield Finding(
            rival,
            sentence(key, rival=ground.name(rival)),
            tuple(ground.evidence(rival.id, one) for one in ("threat", "threat_level", "counter_action")),
            ("line", f"{rival.id}:counter_action"),
            severity="red" if level == "high" else "",
        )


def rival_unchecked(ground: Ground) -> Iterator[Finding]:
    """A purchase is running and nobody has looked at a rival for too long (60 days, ours)."""
    if not ground.purchases:
        return
    for rival in ground.plan.of("rival"):
        if _is_out(ground, rival):
            continue
        last = _last_look(ground, rival)
        days = (ground.plan.day - last).days
        if days > ground.param("rival_unchecked", "days"):
            yield Finding(
                rival,
                sentence("flags.rival_unchecked", rival=ground.name(rival), n=days),
                (ground.evidence(rival.id, "checked_on"),),
                ("line", f"{rival.id}:checked_on"),
                more=(last.isoformat(),),
            )


def _last_look(ground: Ground, rival: Record) -> date:
    """The day a rival was checked, or anything was learnt about it here; else the day it was written down."""
    plan = ground.plan
    seen = [
        fact.seen_on for name in plan.fields_of(rival.id) if (fact := plan.fact(rival.id, name)) is not None
    ]
    checked = plan.value(rival.id, "checked_on")
    if checked:
        seen.append(date.fromisoformat(checked))
    return max((day for day in seen if day <= plan.day), default=rival.created_on)


def _ours(ground: Ground, criteria: tuple[Record, ...]) -> bool:
    return any(ground.plan.value(one.id, "written_by") == "us" for one in criteria)


def _criteria_evidence(
    ground: Ground, purchase: Purchase, criteria: tuple[Record, ...]
) -> tuple[Evidence, ...]:
    return (
        ground.stage_evidence(purchase),
        *(ground.evidence(one.id, "written_by") for one in criteria),
        ground.evidence(purchase.id, BLOCK_ITEM),
    )


def _is_blocked(ground: Ground, purchase: Purchase, by: date | None = None) -> bool:
    """Whether a step against the rivals was taken (until a day): the item, or an action aimed at one of them."""
    plan = ground.plan
    fact = plan.fact(purchase.id, BLOCK_ITEM) if by is None else plan.fact_on(purchase.id, BLOCK_ITEM, by)
    if fact is not None and fact.value in DONE_STATES:
        return True
    aims = (*plan.of("rival"), *plan.of("contender", purchase.id), *plan.of("criterion", purchase.id))
    return any(
        ground.concerns(one, purchase) and (by is None or one.created_on <= by)
        for one in _actions(ground, aims)
    )


def _actions(ground: Ground, aims: tuple[Record, ...]) -> Iterator[Record]:
    """Actions that lie under one of these or serve it, and were not called off."""
    wanted = {one.id for one in aims}
    served = {link.from_id for link in ground.plan.links_of("serves") if link.to_id in wanted}
    for action in ground.plan.of("action"):
        if (action.parent_id in wanted or action.id in served) and (
            ground.plan.value(action.id, "status") != "dropped"
        ):
            yield action


def _is_out(ground: Ground, rival: Record) -> bool:
    """A rival that left, or was put out of, every running purchase in which it took part."""
    fates = [
        ground.plan.value(one.id, "fate")
        for purchase in ground.purchases
        for one in ground.plan.of("contender", purchase.id)
        if one.ref_id is not None and one.ref_id == rival.ref_id
    ]
    return bool(fates) and all(one in OUT for one in fates)


RULES: dict[str, Judge] = {
    "criteria_window": criteria_window,
    "no_block_action": no_block_action,
    "criterion_shuts_out": criterion_shuts_out,
    "threat_unanswered": threat_unanswered,
    "criteria_by_others": criteria_by_others,
    "rival_unchecked": rival_unchecked,
}
