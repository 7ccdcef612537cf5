"""Rows of the account's lists: rivals, products, key points, actions, activities, notes, volumes, purchases, people.

Plain rows out of a reading; knows no widget that shows them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from desktopcrm.domain import coverage, key_points, stages
from desktopcrm.domain.cover import COVER
from desktopcrm.domain.records import Record
from ui.models.account_reading import Reading
from ui.theme import Tone
from ui.widgets.card_list import CardItem
from ui.widgets.fold_list import FoldData

Chip = tuple[str, Tone]
POOR_SATISFACTION = 2
ACTIVITY_ICONS = {
    "call": "phone",
    "visit": "map-pin",
    "meeting": "users",
    "message": "mail",
    "material": "file-text",
}
STREAM_ICONS = {"rivals": "swords", "industry": "factory", "macro": "funnel", "decisions": "key-round"}


def dotted(*parts: str) -> str:
    """Parts that say something, in one line."""
    return " · ".join(part.replace("\n", " ") for part in parts if part)


def chips_of(reading: Reading, record: Record, *keys: str) -> tuple[Chip, ...]:
    """Choices of a record as chips."""
    return tuple(chip for key in keys if (chip := reading.chip(record, key)))


def dots_of(reading: Reading, record: Record) -> tuple[str, ...]:
    """The dots of a card."""
    return tuple(dot.state for dot in coverage.dots(reading.plan, reading.catalogue, record, reading.today))


def rival_row(reading: Reading, record: Record) -> FoldData:
    """A rival here: its representative, share, threat, eight dots."""
    share = reading.value(record.id, "market_share")
    detail = dotted(
        reading.value(record.id, "sales_rep"), reading.tr("account.share", share=share) if share else ""
    )
    return FoldData(
        record.id,
        reading.name(record),
        detail or reading.tr("account.rival_unknown"),
        "company",
        dots_of(reading, record),
        tuple(
            (reading.tr("rivals.threat", level=level), tone)
            for level, tone in chips_of(reading, record, "threat_level")
        ),
    )


def product_row(reading: Reading, record: Record) -> FoldData:
    """A product in use: its maker, since when, how it is liked."""
    liked = reading.plan.value(record.id, "satisfaction")
    tone = Tone.BAD if liked and int(liked) <= POOR_SATISFACTION else Tone.NEUTRAL
    chips = ((reading.tr("account.satisfaction", n=liked), tone),) if liked else ()
    since = reading.value(record.id, "used_from")
    detail = dotted(
        reading.value(record.id, "maker"), reading.tr("account.since", day=since) if since else "",
        reading.value(record.id, "price"),
    )  # fmt: skip
    return FoldData(
        record.id,
        record.name,
        detail or reading.tr("account.product_unknown"),
        "package",
        dots_of(reading, record),
        chips,
    )


def volume_row(reading: Reading, record: Record) -> FoldData:
    """A group of products: how much in what time, and our share of it."""
    quantity = dotted(
        " ".join(
            part
            for part in (reading.value(record.id, "quantity"), reading.value(record.id, "unit_of_measure"))
            if part
        ),
        reading.value(record.id, "period"),
    )
    share = reading.value(record.id, "our_share")
    chips = ((reading.tr("account.our_share", share=share), Tone.ACCENT),) if share else ()
    return FoldData(record.id, record.name, "", "", (), chips, quantity)


def project_row(reading: Reading, record: Record) -> FoldData:
    """A purchase: its stage, six dots."""
    course = stages.course(reading.plan.course_of(record.id), reading.today)
    stage = reading.catalogue.stage(course.stage)
    words = reading.tr("account.stage_of", n=course.stage, name=reading.words(stage.short))
    tone = {"won": Tone.GOOD, "lost": Tone.BAD, "paused": Tone.WARN}.get(course.status, Tone.ACCENT)
    return FoldData(
        record.id,
        record.name,
        dotted(reading.value(record.id, "purchase_plan")) or reading.tr("account.project_unknown"),
        "square-kanban",
        dots_of(reading, record),
        ((words, tone),),
        dim=not course.is_open,
    )


def note_row(reading: Reading, record: Record) -> FoldData:
    """A note of the data line, or a free one."""
    stream = reading.plan.value(record.id, "stream")
    chips = chips_of(reading, record, "stream")
    if record.account_id is None:
        chips = (*chips, (reading.tr("account.whole_industry"), Tone.ACCENT))
    about = reading.plan.records.get(record.parent_id or 0)
    where = reading.name(about) if about and about.id != reading.plan.account.id else ""
    return FoldData(
        record.id,
        record.name,
        dotted(where, reading.value(record.id, "topic"), reading.value(record.id, "text")),
        STREAM_ICONS.get(stream, "sticky-note"),
        (),
        chips,
        reading.day(note_day(reading, record)),
    )


def note_day(reading: Reading, record: Record) -> date:
    """The day of a note: its own, else that of its text, else that of its making."""
    fact = reading.plan.fact(record.id, "text")
    return reading.day_of(record.id, "day") or (fact.seen_on if fact else record.created_on)


def newest_first(reading: Reading, notes: Iterable[Record]) -> list[Record]:
    """Notes by their day."""
    return sorted(notes, key=lambda one: (note_day(reading, one), one.id), reverse=True)


def key_point_row(reading: Reading, record: Record) -> FoldData:
    """A key point: whom or what it is about, kind and state, its strength of 125."""
    if reading.scope.covered:  # on what a purchase turns, and through whom, is for nobody beside us
        return FoldData(record.id, COVER, COVER, "target", (), chips_of(reading, record, "status"))
    rests = len(key_points.resting_on(reading.plan, record.id))
    detail = dotted(
        reading.value(record.id, "person"),
        reading.tr("account.rests_on_n", n=rests) if rests else reading.tr("account.rests_on_nothing"),
        reading.value(record.id, "solution"),
    )
    strength = key_points.strength(reading.plan, record)
    return FoldData(
        record.id,
        record.name,
        detail,
        "target",
        (),
        chips_of(reading, record, "kind", "status"),
        str(strength),
    )


def action_row(reading: Reading, record: Record) -> FoldData:
    """Something to be done: who, for what, by when, how late."""
    plan = reading.plan
    done = plan.value(record.id, "status") in ("done", "dropped")
    aside, tone = reading.due(reading.day_of(record.id, "due"))
    if done:
        aside, tone = reading.day(reading.day_of(record.id, "done_on")), Tone.NEUTRAL
    who = reading.value(record.id, "owner") or reading.value(record.id, "person")
    chips: tuple[Chip, ...] = chips_of(reading, record, "status") if done else ()
    if plan.value(record.id, "promise") == "yes":
        chips = ((reading.tr("account.promise"), Tone.ACCENT), *chips)
    about = plan.records.get(record.parent_id or 0)
    where = reading.name(about) if about and about.id != plan.account.id else ""
    detail = dotted(who, reading.value(record.id, "project"), where, reading.value(record.id, "comment"))
    return FoldData(
        record.id,
        record.name,
        detail or reading.tr("account.nobody_named"),
        "circle-check" if done else "clock",
        (),
        chips,
        aside,
        tone,
        done,
    )


def actions_of(reading: Reading, direction: str) -> list[Record]:
    """Open ones by due day, then those without a day, then the closed ones."""
    plan = reading.plan
    mine = [one for one in plan.of("action") if (plan.value(one.id, "direction") or "ours") == direction]

    def order(one: Record) -> tuple[bool, str, int]:
        closed = plan.value(one.id, "status") in ("done", "dropped")
        return closed, plan.value(one.id, "due") or "9", one.id

    return sorted(mine, key=order)


def activity_row(reading: Reading, record: Record) -> FoldData:
    """Something that happened: with whom, what was said, what came of it."""
    kind = reading.plan.value(record.id, "kind")
    detail = dotted(
        reading.value(record.id, "kind"),
        reading.value(record.id, "people"),
        reading.value(record.id, "summary"),
    )
    return FoldData(
        record.id,
        record.name,
        detail,
        ACTIVITY_ICONS.get(kind, "message-square"),
        (),
        chips_of(reading, record, "outcome"),
        reading.day(activity_day(reading, record)),
    )


def activity_day(reading: Reading, record: Record) -> date:
    """When it happened."""
    return reading.day_of(record.id, "day") or record.created_on


def activities_of(reading: Reading) -> list[Record]:
    """Newest first."""
    found = reading.plan.of("activity")
    return sorted(found, key=lambda one: (activity_day(reading, one), one.id), reverse=True)


def person_item(reading: Reading, record: Record) -> CardItem:
    """A line of the people list: title, dots as a share, stance in the running purchase."""
    dots = dots_of(reading, record)
    stance = stance_of(reading, record.id)
    title = reading.value(record.id, "title") or reading.tr("account.title_unknown")
    return CardItem(
        record.id,
        record.name,
        dotted(stance[0] if stance else "", title),
        "person",
        aside=f"{coverage.known_of(dots)}/{len(dots)}",
        aside_tone=stance[1] if stance else Tone.NEUTRAL,
    )


def parts_of(reading: Reading, person_id: int) -> list[Record]:
    """The person's parts in purchases, the farthest running purchase first."""
    plan = reading.plan

    def order(member: Record) -> tuple[bool, int]:
        course = stages.course(plan.course_of(member.parent_id or 0), reading.today)
        return not course.is_open, -course.stage

    return sorted((one for one in plan.of("member") if one.ref_id == person_id), key=order)


def stance_of(reading: Reading, person_id: int) -> Chip | None:
    """How a person stands to us in the purchase that matters most."""
    chips = (reading.chip(part, "stance") for part in parts_of(reading, person_id))
    return next((chip for chip in chips if chip), None)
