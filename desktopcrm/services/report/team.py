"""Surface: the buying team as a reporting tree, its members, what is known of each person (S1 surface, d9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktopcrm.domain import slots, spoken
from desktopcrm.domain.records import PERSON_LINKS, Link, Record
from desktopcrm.services.report import tree
from desktopcrm.services.report.blocks import (
    Block,
    Cell,
    Json,
    Mark,
    cell,
    column,
    facts,
    heading,
    table,
    text,
)
from desktopcrm.services.report.sheet import Sheet
from desktopcrm.services.report.tree import Box, Forest, Picture

CURVES = 8
"""More lines of influence than this make a picture unreadable; the table below has them all."""
BULGE = 9.0
NAME_ROOM, TITLE_ROOM = 34, 60
FIRST_WIDE = 0x2E80
TITLES = ("经理", "主任", "部长", "总监", "厂长", "师傅", "老师", "科长", "处长", "院长", "主管", "总工")
RANKS = ("first", "second", "third")
PERSON_SHOWN = ("title", "department")


@dataclass(frozen=True, slots=True)
class Seat:
    """A person with the part played in the purchase that matters most."""

    person: Record
    member: Record | None


def seats(sheet: Sheet) -> list[Seat]:
    """Everybody at the account; where somebody is in several purchases, the one asked for or the running one counts."""
    order = [*sheet.projects(), *slots.live_projects(sheet.plan), *sheet.plan.of("project")]
    member_of: dict[int, Record] = {}
    for project in order:
        for member in sheet.plan.team(project.id):
            if member.ref_id is not None:
                member_of.setdefault(member.ref_id, member)
    return [Seat(person, member_of.get(person.id)) for person in sheet.plan.of("person")]


def marks_of(sheet: Sheet, seat: Seat) -> list[Mark]:
    """Stance and key-person rank."""
    if seat.member is None:
        return []
    return [found for key in ("stance", "kp_rank") if (found := sheet.short(sheet.choice(seat.member, key)))]


def build(sheet: Sheet) -> list[Block]:
    """Tree, people outside of it, members of each purchase, lines between people."""
    found = seats(sheet)
    bosses = {link.from_id: link.to_id for link in reversed(sheet.plan.links_of("reports_to"))}
    live = [seat.person.id for seat in found]
    connected = [
        one
        for one in live
        if (one in bosses and bosses[one] in live) or any(bosses.get(other) == one for other in live)
    ]
    by_id = {seat.person.id: seat for seat in found}
    blocks = [_tree(sheet, picture, by_id) for picture in tree.pictures(Forest.of(connected, bosses))]
    outside = [
        sheet.dotted((by_id[one].person.name, sheet.value(by_id[one].person, "title")))
        for one in live
        if one not in connected
    ]
    if connected and outside:
        blocks.append(text(sheet.colon(sheet.tr("report.outside_tree"), "; ".join(outside)), quiet=True))
    for project in sheet.projects():
        blocks += _members(sheet, project)
    return blocks + _relations(sheet)


def _tree(sheet: Sheet, picture: Picture, seats_by_id: dict[int, Seat]) -> Block:
    names = [seats_by_id[one].person.name for one in picture.boxes]
    lines: list[dict[str, Json]] = [{"points": line, "style": "solid"} for line in picture.lines]
    curves = [link for kind in ("influences", "conflicts") for link in sheet.plan.links_of(kind)]
    inside = [link for link in curves if link.from_id in picture.boxes and link.to_id in picture.boxes]
    lines += [_curve(picture, link) for link in inside[:CURVES]]
    return {
        "kind": "tree",
        "alt": sheet.colon(sheet.tr("report.tree"), sheet.join(names)),
        "width": max(picture.width, 1.0),
        "height": picture.height,
        "nodes": [_node(sheet, seats_by_id[one], box) for one, box in picture.boxes.items()],
        "lines": lines,
    }


def _node(sheet: Sheet, seat: Seat, box: Box) -> dict[str, Json]:
    stance = sheet.choice(seat.member, "stance") if seat.member else None
    role = sheet.value(seat.member, "role") if seat.member else ""
    return {
        "x": round(box.x, 2), "y": round(box.y, 2), "w": box.width, "h": box.height,
        "name": _cut(seat.person.name, NAME_ROOM),
        "title": _cut(sheet.value(seat.person, "title"), TITLE_ROOM),
        "word": stance["text"] if stance else "",
        "tone": stance["tone"] if stance else "neutral",
        "role": role,
        "rank": _rank(sheet, seat.member) if seat.member else "",
        "key": seat.member is not None and sheet.plan.value(seat.member.id, "kp_rank") == RANKS[0],
    }  # fmt: skip


def _cut(words: str, room: int) -> str:
    """What a box of the picture can hold, a Chinese character counted as two letters; the tables have the whole."""
    used = 0
    for at, letter in enumerate(words):
        used += 2 if ord(letter) >= FIRST_WIDE else 1
        if used > room:
            return words[:at].rstrip() + "…"
    return words


def _rank(sheet: Sheet, member: Record) -> str:
    """First, second or third key person in two letters and a digit."""
    rank = sheet.plan.value(member.id, "kp_rank")
    return sheet.tr(f"report.rank_{rank}") if rank in RANKS else sheet.value(member, "kp_rank")


def _curve(picture: Picture, link: Link) -> dict[str, Json]:
    """A dashed line from side to side, round what lies between."""
    start, end = picture.boxes[link.from_id], picture.boxes[link.to_id]
    tone = "bad" if link.kind == "conflicts" else "accent"
    rightwards = end.x > start.x + start.width
    leftwards = end.x + end.width < start.x
    y1, y2 = start.y + start.height * 0.6, end.y + end.height * 0.4
    if rightwards or leftwards:
        x1, x2 = (start.x + start.width, end.x) if rightwards else (start.x, end.x + end.width)
        reach = BULGE if rightwards else -BULGE
        points = ((x1, y1), (x1 + reach, y1), (x2 - reach, y2), (x2, y2))
    else:
        x1, x2 = start.x + start.width, end.x + end.width
        out = max(x1, x2) + BULGE
        points = ((x1, y1), (out, y1), (out, y2), (x2, y2))
    return {"points": points, "style": "dashed", "tone": tone, "head": True}


def _members(sheet: Sheet, project: Record) -> list[Block]:
    team = sheet.plan.team(project.id)
    columns = [
        column(sheet.words(sheet.catalogue.kinds["person"].label), mm=42),
        column(sheet.label("member", "stance"), mm=34),
        column(sheet.tr("report.rank"), mm=18),
        column(sheet.tr("report.last_contact"), mm=27),
        column(sheet.label("member", "role"), fr=1),
    ]
    rows: list[list[Cell]] = [
        [
            cell(sheet.name(member), bold=True),
            sheet.choice_cell(member, "stance"),
            _rank(sheet, member),
            day.isoformat() if (day := spoken.last_about(sheet.plan, member)) else "",
            sheet.value(member, "role"),
        ]
        for member in team
    ]
    return [heading(project.name), *table(columns, rows)] if rows else []


def _relations(sheet: Sheet) -> list[Block]:
    """Every line between two people in words."""
    rows: list[list[Cell]] = []
    for kind in PERSON_LINKS:
        option = sheet.catalogue.option("link_kind", kind)
        label = sheet.words(option.label) if option else kind
        for link in sheet.plan.links_of(kind):
            start, end = sheet.plan.records.get(link.from_id), sheet.plan.records.get(link.to_id)
            if (
                start is not None
                and end is not None
                and sheet.plan.is_live(start)
                and sheet.plan.is_live(end)
            ):
                rows.append(
                    [
                        cell(sheet.name(start), bold=True),
                        label,
                        cell(sheet.name(end), lines=[link.note] if link.note else []),
                    ]
                )
    columns = [
        column(sheet.words(sheet.catalogue.kinds["person"].label), mm=52),
        column(sheet.tr("report.line"), mm=42),
        column(sheet.words(sheet.catalogue.kinds["person"].label), fr=1),
    ]
    return [heading(sheet.tr("report.lines")), *table(columns, rows)] if rows else []


def profile_keys(sheet: Sheet) -> list[str]:
    """Fields of the eight profile blocks and everything else that is private about a person."""
    blocks = {block.key for block in sheet.catalogue.blocks.values() if block.mode == "any"}
    fields = sheet.catalogue.fields("person")
    return [field.key for field in fields if field.block in blocks or field.key == "birthday"]


def people(sheet: Sheet) -> list[Block]:
    """Each person with everything known that is not part of the private profile."""
    private = profile_keys(sheet)
    blocks: list[Block] = []
    for seat in seats(sheet):
        parts = [
            (project, member)
            for project in sheet.projects()
            for member in sheet.plan.team(project.id)
            if member.ref_id == seat.person.id
        ]
        rows = sheet.rest(seat.person, private)
        if len(parts) == 1:
            rows += sheet.rest(parts[0][1])
        blocks.append(head(sheet, seat, rows))
        for project, member in parts if len(parts) > 1 else ():
            blocks += [heading(project.name, level=3), *facts(sheet.rest(member))]
    return blocks


def head(sheet: Sheet, seat: Seat, rows: Sequence[Json]) -> Block:
    """The head of a person's card: name, title, marks."""
    marks = marks_of(sheet, seat)
    title = sheet.dotted(sheet.value(seat.person, key) for key in PERSON_SHOWN)
    return {
        "kind": "person",
        "name": seat.person.name,
        "title": title,
        "initials": initials(seat.person.name),
        "tone": marks[0]["tone"] if marks else "neutral",
        "marks": marks,
        "rows": rows,
    }


def initials(name: str) -> str:
    """Two letters for a Latin name, the given name of a Chinese one: 沈敬民 → 敬民, but 李经理 → 李."""
    words = [word for word in name.split() if word[0].isalnum()]
    if not words:
        return name[:1]
    if len(words[0]) == 3 and not words[0][0].isascii():
        return words[0][0] if words[0].endswith(TITLES) else words[0][1:]
    if len(words) == 1 or not words[0][0].isascii():
        return words[0][:2]
    return words[0][0] + words[-1][0]


def profiles(sheet: Sheet) -> list[Block]:
    """The private profile, only where it was asked for; people of whom nothing is known are left out."""
    private = profile_keys(sheet)
    blocks: list[Block] = []
    for seat in seats(sheet):
        rows = sheet.rows(seat.person, private)
        if rows:
            blocks.append({**head(sheet, seat, rows), "dots": _dots(sheet, seat.person)})
    for rep in sheet.plan.of("rep"):
        kept = [field.key for field in sheet.catalogue.fields("rep") if field.is_private]
        rows = sheet.rows(rep, kept)
        if rows:
            firm = sheet.plan.records.get(rep.parent_id) if rep.parent_id is not None else None
            blocks.append({**head(sheet, Seat(rep, None), rows), "title": firm.name if firm else ""})
    return blocks


def _dots(sheet: Sheet, person: Record) -> dict[str, Json]:
    blocks = [block for block in sheet.catalogue.blocks.values() if block.mode == "any"]
    on = sum(
        any(sheet.plan.fact(person.id, field.key) for field in sheet.catalogue.fields("person", block.key))
        for block in blocks
    )
    return {"on": on, "of": len(blocks), "label": sheet.tr("report.profile")}
