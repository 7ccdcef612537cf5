"""What is open at an account, most valuable first, each with whom to ask. Deterministic; knows no language."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from desktopcrm.domain import freshness, key_points, stages
from desktopcrm.domain.catalogue import Catalogue, Field
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Record
from desktopcrm.domain.slots import Slot, live_projects, slots
from desktopcrm.texts import Words

NOW, ANY_TIME, EARLIER_STAGE, LATER_STAGE = 3.0, 1.0, 1.5, 0.5
"""How much a question counts by the stages it belongs to against the stage the purchase stands at (ours)."""

TOO_EARLY = 0.2
"""What the question for a key point is worth while there is no purchase to strike at (ours)."""

REPETITION = 0.6
"""What a repeated question is worth of the one before it (ours)."""

SETTLED = {"key_point": key_points.SETTLED, "need": ("met", "gone")}

KNOWER_OF_ROLE = {
    "decision_maker": "management",
    "signatory": "management",
    "influencer": "management",
    "gatekeeper": "assistant",
}
"""A role in a purchase whose name differs from the knower's; all others are the same key."""


class OpenQuestion(NamedTuple):
    """`why` is empty, stale, rumour or missing (the whole record). `field` is empty where the record is missing."""

    record_id: int | None
    kind: str
    field: str
    text: Words
    about: str
    whom: tuple[int, ...]
    why: str
    weight: float
    parent_id: int | None = None
    option: str = ""


def open_questions(plan: Plan, catalogue: Catalogue, today: date) -> list[OpenQuestion]:
    """Every empty, stale or merely rumoured slot as a question, the most valuable first."""
    stage_of = {
        project.id: stages.course(plan.course_of(project.id), plan.day).stage
        for project in live_projects(plan)
    }
    stage = max(stage_of.values(), default=1)
    knowers = _knowers(plan)
    found: list[OpenQuestion] = []
    missing: set[tuple[str, int | None, str]] = set()
    for slot in slots(plan, catalogue, today):
        if slot.record is None:
            if not stage_of and slot.kind.parent == ("project",):
                continue  # asked once there is a purchase
            key = (slot.kind.kind, slot.parent_id, slot.option)
            if key not in missing:
                missing.add(key)
                question = _of_missing(slot, stage, catalogue)
                early = not stage_of and slot.kind.kind == "key_point"
                found.append(question._replace(weight=question.weight * TOO_EARLY) if early else question)
        elif slot.known <= freshness.CERTAINTY_SHARE["rumour"] and _is_asked(plan, slot.record):
            here = stage_of.get(slot.record.id) or stage_of.get(slot.record.parent_id or 0) or stage
            found.append(_of_slot(plan, slot, here, knowers))
    return _varied(sorted(found, key=_order))


def _order(one: OpenQuestion) -> tuple[float, str, int, str, str]:
    return (-one.weight, one.kind, one.record_id or 0, one.field, one.option)


def _varied(found: list[OpenQuestion]) -> list[OpenQuestion]:
    """The same question about one person after another tires: each repetition counts less than the one before."""
    asked: dict[tuple[str, str], int] = {}
    weighed = []
    for one in found:
        times = asked.get((one.kind, one.field), 0)
        asked[(one.kind, one.field)] = times + 1
        weight = one.weight * REPETITION**times if times and one.field else one.weight
        weighed.append(one._replace(weight=weight) if times else one)
    return sorted(weighed, key=_order)


def _is_asked(plan: Plan, record: Record) -> bool:
    """Not a key point or need that is over, and not a note: it was written down, not asked for."""
    return record.kind != "note" and plan.value(record.id, "status") not in SETTLED.get(record.kind, ())


def _knowers(plan: Plan) -> dict[str, tuple[int, ...]]:
    """Knower key → people of the account who play such a part in some purchase."""
    found: dict[str, list[int]] = {}
    for member in plan.of("member"):
        if member.ref_id is None:
            continue
        roles = plan.value(member.id, "role").split(",")
        for role in roles:
            found.setdefault(KNOWER_OF_ROLE.get(role, role), []).append(member.ref_id)
    return {key: tuple(dict.fromkeys(ids)) for key, ids in found.items()}


def _urgency(field: Field, stage: int) -> float:
    if not field.stages:
        return ANY_TIME
    if stage in field.stages:
        return NOW
    return EARLIER_STAGE if min(field.stages) < stage else LATER_STAGE


def _whom(plan: Plan, slot: Slot, knowers: dict[str, tuple[int, ...]]) -> tuple[int, ...]:
    """The one concerned first, then as the field says."""
    people: list[int] = []
    for knower in sorted(slot.fields[0].knows, key=lambda one: one != "self"):
        if knower == "self" and slot.record and slot.record.kind in ("person", "member"):
            person = slot.record.ref_id if slot.record.kind == "member" else slot.record.id
            people.append(person or 0)
        people += knowers.get(knower, ())
    return tuple(dict.fromkeys(one for one in people if one in plan.records))[:3]


def _of_slot(plan: Plan, slot: Slot, stage: int, knowers: dict[str, tuple[int, ...]]) -> OpenQuestion:
    record: Record = slot.record or plan.account
    known = [plan.fact(record.id, field.key) for field in slot.fields]
    fact = next((one for one in known if one), None)
    field = next((one for one, have in zip(slot.fields, known, strict=True) if have), slot.fields[0])
    why = "empty" if fact is None else ("rumour" if slot.known else "stale")
    value = slot.weight * (1.0 - slot.known) * max(_urgency(one, stage) for one in slot.fields)
    about = record.name if record.id != plan.account.id else ""
    return OpenQuestion(
        record.id,
        record.kind,
        field.key,
        field.ask,
        about,
        _whom(plan, slot, knowers),
        why,
        value,
        slot.parent_id,
    )


def _of_missing(slot: Slot, stage: int, catalogue: Catalogue) -> OpenQuestion:
    """One question for a whole record that is not there yet."""
    kind = slot.kind
    text = kind.name_ask
    if slot.option:
        option = catalogue.option(catalogue.field(kind.kind, kind.cover_by).choices, slot.option)
        if option is not None:
            text = Words(f"{option.label.en}: {kind.name_ask.en}", f"{option.label.zh}：{kind.name_ask.zh}")
    weight = max(field.weight for field in kind.field) * max(_urgency(one, stage) for one in slot.fields)
    return OpenQuestion(None, kind.kind, "", text, "", (), "missing", weight, slot.parent_id, slot.option)
