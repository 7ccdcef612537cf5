"""What could be known about an account, place by place: the common ground of coverage, dots and open questions.

A slot is one weighted field (or, in a block of mode `any`, the block's best field) of one live record. A kind that
has no record at all still has one empty slot for each of its fields: what is missing must not vanish.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from desktopcrm.domain import freshness, stages
from desktopcrm.domain.catalogue import Block, Catalogue, Field, Kind, Place
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import SHARED_KINDS, Record


class Slot(NamedTuple):
    """`record` is `None` where the whole record is missing; `parent_id` says under what it would lie.

    `option`: the missing choice of a kind that is covered by choices (a kind of need, of key point).
    """

    kind: Kind
    block: Block
    fields: tuple[Field, ...]
    weight: int
    known: float
    record: Record | None = None
    parent_id: int | None = None
    option: str = ""

    @property
    def is_open(self) -> bool:
        return self.known == 0.0


def live_projects(plan: Plan) -> tuple[Record, ...]:
    """Purchases that are running; where none is, all of them."""
    projects = plan.of("project")
    running = tuple(one for one in projects if stages.course(plan.course_of(one.id), plan.day).is_open)
    return running or projects


def slots(plan: Plan, catalogue: Catalogue, today: date) -> Iterator[Slot]:
    """All slots of an account, kind by kind in the catalogue's order."""
    projects = live_projects(plan)
    for kind in catalogue.kinds.values():
        if kind.kind in SHARED_KINDS or not catalogue.places(kind.kind):
            continue
        if kind.kind == "account":
            yield from record_slots(plan, catalogue, plan.account, today)
        elif kind.parent == ("project",):
            for project in projects:
                yield from _group(plan, catalogue, kind, (plan.of(kind.kind, project.id), project.id), today)
            if not projects:  # else the first purchase would make an account look less known than before
                yield from _group(plan, catalogue, kind, ((), plan.account.id), today)
        else:
            found = projects if kind.kind == "project" else plan.of(kind.kind)
            yield from _group(plan, catalogue, kind, (found, plan.account.id), today)


def _group(
    plan: Plan, catalogue: Catalogue, kind: Kind, group: tuple[tuple[Record, ...], int], today: date
) -> Iterator[Slot]:
    records, parent_id = group
    for record in records:
        if kind.kind != "note" or plan.value(
            record.id, kind.cover_by
        ):  # a free note is not a stream of the data line
            yield from record_slots(plan, catalogue, record, today)
    if kind.cover_by:
        have = {plan.value(record.id, kind.cover_by) for record in records}
        choices = catalogue.field(kind.kind, kind.cover_by).choices
        for option in catalogue.options(choices):
            if option.key not in have:
                yield from _missing(catalogue, kind, parent_id, option.key)
    elif not records:
        yield from _missing(catalogue, kind, parent_id, "")


def _missing(catalogue: Catalogue, kind: Kind, parent_id: int, option: str) -> Iterator[Slot]:
    for place in catalogue.places(kind.kind):
        if place.stage <= 1:
            yield Slot(kind, place.block, place.fields, place.weight, 0.0, None, parent_id, option)


def record_slots(plan: Plan, catalogue: Catalogue, record: Record, today: date) -> Iterator[Slot]:
    """The slots of one record."""
    kind = catalogue.kinds[record.kind]
    stage = stages.course(plan.course_of(record.id), plan.day).stage if record.kind == "project" else 1
    for place in catalogue.places(record.kind):
        if place.stage <= stage:
            yield Slot(
                kind,
                place.block,
                place.fields,
                place.weight,
                _known(plan, record, place, today),
                record,
                record.parent_id,
            )


def _known(plan: Plan, record: Record, place: Place, today: date) -> float:
    """The best share among the fields of a place."""
    best = 0.0
    for field in place.fields:
        past = plan.history.get((record.id, field.key))  # asked a thousand times for one picture
        if past and past[0].value:
            fact = past[0]
            best = max(best, freshness.share(fact, field, today) * field.weight / place.weight)
    return best
