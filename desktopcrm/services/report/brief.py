"""The visit brief: two pages for the car park. Says what matters first, cuts what matters least, and says so."""

from __future__ import annotations

from collections.abc import Callable
from itertools import zip_longest

from desktopcrm.domain import behaviour, gates, key_points, slots, stages
from desktopcrm.services.report import actions, brief_argument, course, frame, team
from desktopcrm.services.report.blocks import (
    Block,
    Cell,
    Json,
    Mark,
    Row,
    bullets,
    callout,
    cell,
    column,
    entries,
    facts,
    section,
    table,
    text,
)
from desktopcrm.services.report.brief_argument import met
from desktopcrm.services.report.room import Brief, Room
from desktopcrm.services.report.sheet import Sheet
from desktopcrm.services.report.team import Seat

BEST = 3
TALK = ("taboos", "birthday", "favourite_food", "favourite_restaurant", "books", "other_likes", "last_holiday", "next_holiday",
        "pets", "family_situation", "children", "unfulfilled_wishes")  # fmt: skip


def build(sheet: Sheet, room: Room) -> dict[str, Json]:
    """The brief with as much as the room allows."""
    projects = sheet.projects() if sheet.request.project_id is not None else slots.live_projects(sheet.plan)
    brief = Brief(sheet, projects[0] if projects else None, room)
    parts: list[tuple[str, Callable[[Brief], list[Block]]]] = [
        ("purpose", _purpose),
        ("brief_state", brief_argument.state),
        ("meet", _people),
        ("stage_items", _items),
        ("promises", _promises),
        ("best_questions", brief_argument.questions),
        ("brief_rejections", brief_argument.rejections),
        ("top_key_points", _key_points),
        ("brief_rivals", _rivals),
        ("small_talk", _talk),
        ("last_contacts", _contacts),
    ]
    made = [
        section(sheet.tr(f"report.section_{key}"), blocks) for key, part in parts if (blocks := part(brief))
    ]
    over = sheet.tr("report.kind_brief")
    subtitle = ""
    if brief.project is not None:
        where = stages.course(sheet.plan.course_of(brief.project.id), sheet.day)
        subtitle = sheet.dotted((brief.project.name, course.position(sheet, where)))
    return frame.document(sheet, over, made, {**frame.masthead(sheet, over, subtitle), "compact": True})


def _purpose(brief: Brief) -> list[Block]:
    """What was said it is for; else what the next visit is planned for; else the next step agreed last time; else the objective of the purchase."""
    sheet = brief.sheet
    words = sheet.request.purpose
    if not words:
        visit = brief_argument.next_visit(brief)
        steps = [sheet.value(visit, "purpose")] if visit else []
        steps += [sheet.value(one, "next_step") for one in actions.told_activities(sheet)]
        words = next((one for one in steps if one), "")
    if not words and brief.project is not None:
        words = sheet.value(brief.project, "objective")
    return [callout("", brief.cut(words))] if words else [text(sheet.tr("report.no_purpose"), quiet=True)]


def _people(brief: Brief) -> list[Block]:
    sheet = brief.sheet
    found = met(brief)
    blocks: list[Block] = [team.head(sheet, seat, _about(brief, seat)) for seat in found[: brief.room.people]]
    left = len(found) - brief.room.people
    return blocks + ([text(sheet.tr("report.more_people", n=left), quiet=True)] if left > 0 else [])


def _about(brief: Brief, seat: Seat) -> list[Row]:
    """Role, how to treat, what to avoid, what moves this person."""
    sheet = brief.sheet
    kinds = [one.type for one in behaviour.reading(sheet.plan, seat.person.id, sheet.catalogue) if one.type]
    pairs = [
        (sheet.tr("report.behaviour"), sheet.dotted(sheet.words(kind.label) for kind in kinds)),
        (sheet.tr("report.treat"), brief.sentences([sheet.words(kind.treat) for kind in kinds])),
        (sheet.tr("report.avoid"), brief.sentences([sheet.words(kind.avoid) for kind in kinds])),
    ]
    if seat.member is not None:
        pairs.insert(0, (sheet.label("member", "role"), sheet.value(seat.member, "role")))
        pairs += [
            (sheet.label("member", key), brief.cut(sheet.value(seat.member, key)))
            for key in ("concern", "personal_win")
        ]
    return [{"label": label, "value": value} for label, value in pairs if value]


def _items(brief: Brief) -> list[Block]:
    """What is open at the present stage, mandatory items first, each with its reason."""
    sheet = brief.sheet
    if brief.project is None:
        return []
    where = stages.course(sheet.plan.course_of(brief.project.id), sheet.day)
    if not where.is_open:
        return []
    gate = gates.check(sheet.plan, brief.project.id, where.stage, sheet.catalogue)
    found = sorted(gate.open_items, key=lambda item: not item.mandatory)
    items: list[dict[str, Json]] = [
        {
            "ask": sheet.words(item.label),
            "whom": sheet.tr("report.mandatory") if item.mandatory else "",
            "why": brief.cut(sheet.words(item.why)),
        }
        for item in found[: brief.room.items]
    ]
    more = brief.more(len(found), brief.room.items)
    return [{"kind": "questions", "groups": [{"items": items, "more": more}]}] if items else []


def _promises(brief: Brief) -> list[Block]:
    """Promises and actions both ways that are open."""
    sheet = brief.sheet
    found = actions.open_actions(sheet)
    columns = [
        column(sheet.label("action", "due"), mm=24),
        column(sheet.label("action", "direction"), mm=24),
        column(sheet.tr("report.who"), mm=38),
        column(sheet.words(sheet.catalogue.kinds["action"].label), fr=1),
    ]
    rows: list[list[Cell]] = [
        [
            actions.due_cell(sheet, one),
            sheet.tr("report.theirs" if actions.is_theirs(sheet, one) else "report.ours"),
            actions.who(sheet, one),
            brief.cut(one.name),
        ]
        for one in found[: brief.room.promises]
    ]
    return table(columns, rows, more=brief.more(len(found), brief.room.promises))


def _key_points(brief: Brief) -> list[Block]:
    sheet = brief.sheet
    rows: list[Cell] = []
    for record in key_points.ranked(sheet.plan)[:BEST]:
        kind = sheet.choice(record, "kind")
        answer = sheet.value(record, "action") or sheet.value(record, "solution")
        marks: list[Mark] = [kind] if kind else []
        rows.append(
            cell(brief.cut(record.name), bold=True, marks=marks, lines=[brief.cut(answer)] if answer else [])
        )
    return bullets(rows)


def _rivals(brief: Brief) -> list[Block]:
    """Each rival with its representative's name, its threat and our answer."""
    sheet = brief.sheet
    rows: list[Cell] = []
    found = sheet.plan.of("rival")
    for rival in found[: brief.room.rivals]:
        threat = sheet.choice(rival, "threat_level")
        if threat:  # "high" alone does not say what is high
            label = sheet.label("rival", "threat_level")
            threat = {**threat, "text": sheet.colon(label, str(threat["text"]))}
        keys = ("sales_rep", "threat", "counter_action")
        lines: list[Json] = [
            sheet.colon(sheet.label("rival", key), brief.cut(value))
            for key in keys
            if (value := sheet.value(rival, key))
        ]
        rows.append(cell(sheet.name(rival), bold=True, marks=[threat] if threat else [], lines=lines))
    more = brief.more(len(found), brief.room.rivals)
    return [*bullets(rows), *([text(more, quiet=True)] if more else [])]


def _talk(brief: Brief) -> list[Block]:
    """Hooks for small talk; the plan holds them only where private facts were asked for."""
    sheet = brief.sheet
    piles = [
        [(seat.person, key) for key in TALK if sheet.value(seat.person, key)]
        for seat in met(brief)[: brief.room.people]
    ]
    dealt = [
        one for turn in zip_longest(*piles) for one in turn if one
    ]  # so that nobody is left without a word
    kept = sorted(dealt[: brief.room.talk], key=lambda one: [one in pile for pile in piles], reverse=True)
    rows: list[Row] = [
        {
            "label": sheet.dotted((person.name, sheet.label("person", key))),
            "value": brief.cut(sheet.value(person, key)),
        }
        for person, key in kept
    ]
    return facts(rows)


def _contacts(brief: Brief) -> list[Block]:
    """The last contacts with what was said and what was to follow."""
    sheet = brief.sheet
    rows: list[Row] = []
    for record in actions.told_activities(sheet)[: brief.room.contacts]:
        next_step = sheet.value(record, "next_step")
        lines = [
            brief.cut(sheet.value(record, "summary")),
            sheet.colon(sheet.label("activity", "next_step"), brief.cut(next_step)) if next_step else "",
        ]
        row = actions.activity_row(sheet, record)
        rows.append(
            {**row, "text": "\n".join(line for line in lines if line), "title": brief.cut(record.name)}
        )
    return entries(rows)
