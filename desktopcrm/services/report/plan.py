"""The account plan: which sections there are, for whom, in which order, and the document made of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktopcrm.errors import UserError
from desktopcrm.services.report import (
    actions,
    basics,
    coverage,
    customer,
    flagged,
    frame,
    front,
    judgement,
    keypoints,
    line,
    notes,
    procurement,
    questions,
    rivals,
    team,
)
from desktopcrm.services.report.blocks import Block, Json, section, text
from desktopcrm.services.report.request import DocumentRequest
from desktopcrm.services.report.sheet import Sheet

INSIDE = ("own", "manager")
OPT_IN = "profiles"


@dataclass(frozen=True, slots=True)
class Section:
    """`usual`: printed unless left out; `report.section_<key>` names it."""

    key: str
    build: Callable[[Sheet], list[Block]]
    levels: tuple[str, ...] = INSIDE
    usual: bool = True


SECTIONS = (
    Section("summary", front.summary),
    Section("classes", judgement.build),
    Section("flags", flagged.build),
    Section("coverage", coverage.build),
    Section("basics", basics.basics),
    Section("needs", basics.needs),
    Section("procurement", procurement.build),
    Section("rivals", rivals.build),
    Section("products", line.products),
    Section("project", line.projects),
    Section("data", line.data),
    Section("team", team.build),
    Section("people", team.people),
    Section(OPT_IN, team.profiles, levels=("own",), usual=False),
    Section("key_points", keypoints.build),
    Section("actions", actions.actions),
    Section("activity", actions.activities),
    Section("rejections", flagged.rejections),
    Section("notes", notes.notes),
    Section("history", notes.history),
    Section("questions", questions.build),
    Section("way", customer.way, levels=("customer",)),
    Section("who_does_what", customer.who_does_what, levels=("customer",)),
    Section("agreed", customer.criteria, levels=("customer",)),
    Section("contacts", customer.contacts, levels=("customer",)),
)


def sections_for(level: str) -> tuple[Section, ...]:
    """What a reader can be shown, in the usual order."""
    return tuple(one for one in SECTIONS if level in one.levels)


def wants_private(request: DocumentRequest) -> bool:
    """Private facts about people are printed only where they were asked for, and only for oneself."""
    return request.level == "own" and (request.private_facts or OPT_IN in (request.sections or ()))


def chosen(request: DocumentRequest) -> list[Section]:
    """The sections of a request in its order. Raises `UserError` for one that this reader does not get."""
    offered = {one.key: one for one in sections_for(request.level)}
    if request.sections is None:
        return [
            one for one in offered.values() if one.usual or (one.key == OPT_IN and wants_private(request))
        ]
    unknown = tuple(key for key in request.sections if key not in offered)
    if unknown:
        raise UserError("report.section_unknown", names=unknown, allowed=tuple(offered))
    return [offered[key] for key in dict.fromkeys(request.sections)]


def build(sheet: Sheet) -> dict[str, Json]:
    """The account plan; sections with nothing to say are left out."""
    made: list[Block] = []
    for one in chosen(sheet.request):
        blocks = one.build(sheet)
        if one.key == "people":
            blocks = [*blocks, *_withheld(sheet)]
        if blocks:
            title = sheet.tr(f"report.section_{one.key}")
            made.append({**section(title, blocks), "number": str(len(made) + 1)})
    if sheet.request.level == "customer":
        return _mutual(sheet, made)
    contents: dict[str, Json] = {"cover": front.cover(sheet), "contents": sheet.tr("report.contents")}
    return frame.document(sheet, sheet.tr("report.kind_plan"), made, contents)


def _mutual(sheet: Sheet, made: Sequence[Block]) -> dict[str, Json]:
    over = sheet.tr("report.kind_mutual")
    projects = sheet.join(project.name for project in customer.running(sheet))
    return frame.document(sheet, over, made, frame.masthead(sheet, over, projects))


def _withheld(sheet: Sheet) -> list[Block]:
    """Nothing is left out in silence."""
    count = front.withheld(sheet) if sheet.request.level == "own" else 0
    return [text(sheet.tr("report.withheld", n=count), quiet=True)] if count else []
