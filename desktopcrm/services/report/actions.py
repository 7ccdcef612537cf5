"""Precision: actions and promises both ways, and what happened with the customer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from desktopcrm.domain import contacts
from desktopcrm.domain.records import Record
from desktopcrm.services.report.blocks import (
    Block,
    Cell,
    Json,
    Mark,
    Row,
    cell,
    column,
    entries,
    heading,
    table,
)
from desktopcrm.services.report.sheet import Sheet

LAST = "9999"
ME = ("我", "本人", "我自己", "me", "myself", "i")  # in the diary of the one who writes; in nobody else's
SHOWN = ("direction", "promise", "owner", "person", "due", "done_on", "status")
OF_ACTIVITY = ("kind", "outcome", "day", "people", "place", "project", "purpose", "summary", "next_step")


def is_open(sheet: Sheet, record: Record) -> bool:
    return sheet.plan.value(record.id, "status") not in ("done", "dropped") and not sheet.plan.value(
        record.id, "done_on"
    )


def by_due(sheet: Sheet, record: Record) -> tuple[str, int]:
    return (sheet.plan.value(record.id, "due") or LAST, record.id)


def of_project(sheet: Sheet, record: Record) -> bool:
    """Belongs to the purchase asked for, or to none."""
    project = sheet.referred(record, "project")
    return sheet.request.project_id is None or project is None or project.id == sheet.request.project_id


def all_actions(sheet: Sheet) -> list[Record]:
    found = [one for one in sheet.plan.of("action") if of_project(sheet, one)]
    return sorted(found, key=lambda one: by_due(sheet, one))


def open_actions(sheet: Sheet) -> list[Record]:
    """Open ones, soonest first."""
    return [one for one in all_actions(sheet) if is_open(sheet, one)]


def is_theirs(sheet: Sheet, record: Record) -> bool:
    return sheet.plan.value(record.id, "direction") == "theirs"


def who(sheet: Sheet, record: Record) -> str:
    """Who does it: our owner, or the customer's person. Who reads it is told a name, not "me"."""
    ours, theirs = sheet.value(record, "owner"), sheet.value(record, "person")
    if ours.casefold() in ME and sheet.request.level != "own":
        ours = ""
    if is_theirs(sheet, record):
        return theirs or sheet.plan.account.name
    return ours or sheet.rep.author or sheet.rep.company or sheet.tr("report.us")


def actions(sheet: Sheet) -> list[Block]:
    """What we owe and what they owe, open ones first."""
    blocks: list[Block] = []
    found = sorted(all_actions(sheet), key=lambda one: not is_open(sheet, one))
    for option in sheet.catalogue.options("direction"):
        rows = [_row(sheet, one) for one in found if is_theirs(sheet, one) == (option.key == "theirs")]
        if rows:
            blocks += [heading(sheet.words(option.label)), *table(_columns(sheet), rows)]
    return blocks


def _columns(sheet: Sheet) -> list[Mapping[str, Json]]:
    return [
        column(sheet.label("action", "due"), mm=24),
        column(sheet.label("action", "status"), mm=21),
        column(sheet.tr("report.who"), mm=30),
        column(sheet.words(sheet.catalogue.kinds["action"].label), fr=1),
    ]


def due_cell(sheet: Sheet, record: Record) -> Cell:
    due = sheet.plan.value(record.id, "due")
    late = bool(due) and is_open(sheet, record) and date.fromisoformat(due) < sheet.day
    return cell(due, tone="bad" if late else "")


def state_cell(sheet: Sheet, record: Record) -> Cell:
    option = sheet.catalogue.option(
        "action_status", "done" if sheet.plan.value(record.id, "done_on") else "open"
    )
    return sheet.choice_cell(record, "status") or (
        {"text": sheet.words(option.label), "tone": option.tone, "badge": True} if option else ""
    )


def _row(sheet: Sheet, record: Record) -> list[Cell]:
    marks: list[Mark] = []
    if sheet.plan.value(record.id, "promise") == "yes":
        marks.append({"text": sheet.label("action", "promise"), "tone": "accent"})
    other = "owner" if is_theirs(sheet, record) else "person"
    pairs = [
        (sheet.label("action", "done_on"), sheet.value(record, "done_on")),
        (sheet.label("action", other), sheet.value(record, other)),
        (sheet.label("action", "project"), sheet.value(record, "project")),
        (sheet.tr("report.serves"), serves(sheet, record)),
    ]
    about = sheet.dotted(sheet.colon(label, value) for label, value in pairs if value)
    lines = [
        *sheet.extras(record, (*SHOWN, "project")),
        about,
        sheet.provenances(record, (*SHOWN, "project")),
    ]
    return [
        due_cell(sheet, record),
        state_cell(sheet, record),
        who(sheet, record),
        cell(record.name, marks=marks, lines=[line for line in lines if line]),
    ]


def serves(sheet: Sheet, record: Record) -> str:
    """What an action is for: a need, a key point, a fact, the record that it lies under."""
    parts = []
    parent = sheet.plan.records.get(record.parent_id) if record.parent_id is not None else None
    if parent is not None and parent.kind != "account":
        parts.append(sheet.name(parent))
    for link in sheet.plan.links_of("serves", from_id=record.id):
        target = sheet.plan.records[link.to_id]
        label = sheet.label(target.kind, link.field) if link.field else ""
        parts.append(sheet.dotted((sheet.name(target), label, link.note)))
    return sheet.join(dict.fromkeys(parts))


def newest_activities(sheet: Sheet) -> list[Record]:
    """Newest first; without a day at the end."""
    found = [one for one in sheet.plan.of("activity") if of_project(sheet, one)]
    return sorted(found, key=lambda one: (sheet.plan.value(one.id, "day"), one.id), reverse=True)


def told_activities(sheet: Sheet) -> list[Record]:
    """Those that took place, newest first; material sent is one of them."""
    done = {one.record_id for one in contacts.contacts(sheet.plan) if one.state == "done"}
    return [one for one in newest_activities(sheet) if one.id in done]


def planned_visits(sheet: Sheet) -> list[Record]:
    """What is planned from today on, the nearest first."""
    found = [one.record_id for one in contacts.contacts(sheet.plan) if one.state == "planned"]
    return [record for one in found if of_project(sheet, record := sheet.plan.record(one))]


def activities(sheet: Sheet) -> list[Block]:
    return entries([activity_row(sheet, record) for record in newest_activities(sheet)])


def activity_row(sheet: Sheet, record: Record) -> Row:
    """One contact with everything that is known of it."""
    next_step = sheet.value(record, "next_step")
    lines = [
        sheet.value(record, "purpose"),
        sheet.value(record, "summary"),
        sheet.colon(sheet.label("activity", "next_step"), next_step) if next_step else "",
        *sheet.extras(record, OF_ACTIVITY),
    ]
    about = (sheet.value(record, key) for key in ("people", "place", "project"))
    return {
        "day": sheet.value(record, "day"),
        "marks": [found for key in ("kind", "outcome") if (found := sheet.choice(record, key))],
        "title": record.name,
        "text": "\n".join(line for line in lines if line and line != record.name),
        "meta": sheet.dotted((*about, sheet.provenances(record, OF_ACTIVITY))),
    }
