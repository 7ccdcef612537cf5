"""Flags about what looks like progress and is none: material sent, stages taken over open items (S2 rejection 1, d2)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from desktopcrm.domain.contacts import MATERIAL, Contact
from desktopcrm.domain.flag import Finding, Ground, Judge
from desktopcrm.domain.gates import DONE_STATES
from desktopcrm.domain.said import Evidence, sentence

ENDED = ("done", "dropped")


def material_as_progress(ground: Ground) -> Iterator[Finding]:
    """Something sent was written down as a step forward: in truth we stand where we stood."""
    oldest = ground.plan.day - timedelta(days=ground.param("material_as_progress", "days"))
    for one in ground.contacts:
        if one.kind != MATERIAL or one.state != "done" or one.day < oldest or one.project in ground.over:
            continue
        if ground.plan.value(one.record_id, "outcome") == "forward":
            yield Finding(
                ground.plan.records[one.record_id],
                sentence("flags.material_as_progress", title=one.title, day=one.day),
                (ground.evidence(one.record_id, "outcome"), ground.evidence(one.record_id, "kind")),
                ("activity", f"{one.record_id}:outcome"),
                _project(ground, one),
            )


def material_last(ground: Ground) -> Iterator[Finding]:
    """The last thing that happened was something sent, and no day is agreed on which it goes on."""
    happened = [one for one in ground.contacts if one.state == "done"]
    if not happened or happened[-1].kind != MATERIAL or happened[-1].project in ground.over:
        return
    last = happened[-1]
    days = ground.param("material_last", "days")
    until = ground.plan.day + timedelta(days=days)
    if any(ground.plan.day <= day <= until for day in _agreed(ground)):
        return
    yield Finding(
        ground.plan.records[last.record_id],
        sentence("flags.material_last", title=last.title, day=last.day, n=days),
        (Evidence(last.record_id, ""),),
        ("activity", "new.activity"),
        _project(ground, last),
    )


def _agreed(ground: Ground) -> Iterator[date]:
    """Days of contacts that are planned, and of open actions."""
    for one in ground.contacts:
        if one.state == "planned" and one.kind != MATERIAL:
            yield one.day
    plan = ground.plan
    for action in plan.of("action"):
        due = plan.value(action.id, "due")
        if due and plan.value(action.id, "status") not in ENDED and not plan.value(action.id, "done_on"):
            yield date.fromisoformat(due)


def _project(ground: Ground, contact: Contact) -> int | None:
    return next((one.id for one in ground.purchases if one.record.uid == contact.project), None)


def forced_items(ground: Ground) -> Iterator[Finding]:
    """A stage was entered although mandatory items were open, and they are open still."""
    for purchase in ground.purchases:
        keys = dict.fromkeys(key for event in purchase.course.forced for key in event.open_items)
        items = [item for key in keys if (item := ground.catalogue.item(key)) is not None]
        left = [one for one in items if ground.plan.value(purchase.id, one.field) not in DONE_STATES]
        if left:
            named = left[: ground.param("forced_items", "named")]
            more = len(left) - len(named)
            yield Finding(
                purchase.record,
                sentence(
                    "flags.forced_items_more" if more else "flags.forced_items",
                    n=more,
                    items=tuple(one.label for one in named),
                ),
                tuple(ground.evidence(purchase.id, one.field) for one in left),
                ("procurement", f"{purchase.id}:{left[0].field}"),
                purchase.id,
            )


RULES: dict[str, Judge] = {
    "material_last": material_last,
    "material_as_progress": material_as_progress,
    "forced_items": forced_items,
}
