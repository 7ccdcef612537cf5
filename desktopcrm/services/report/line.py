"""Line: products in use, the facts that keep us in step with each purchase, the data line (d3.1, d3.3, d3.4)."""

from __future__ import annotations

from desktopcrm.domain.records import Record
from desktopcrm.services.report.blocks import Block, Row, entries, facts, heading
from desktopcrm.services.report.sheet import Sheet

ELSEWHERE = ("procurement", "bid", "clauses")
"""Blocks of a project's fields that the procurement section prints."""
NOTE_SHOWN = ("stream", "text", "day", "topic")


def products(sheet: Sheet) -> list[Block]:
    blocks: list[Block] = []
    for product in sheet.plan.of("product"):
        maker = sheet.value(product, "maker")
        blocks += [heading(product.name, meta=maker), *sheet.known_facts(product)]
    return blocks


def projects(sheet: Sheet) -> list[Block]:
    """Everything of a purchase that does not belong to one of its stages."""
    used = [field.key for key in ELSEWHERE for field in sheet.catalogue.fields("project", key)]
    blocks: list[Block] = []
    for project in sheet.projects():
        rows = sheet.rest(project, used)
        if rows:
            blocks += [heading(project.name), *facts(rows)]
    return blocks


def is_stream(sheet: Sheet, note: Record) -> bool:
    """One of the four streams, or written for a whole industry."""
    return bool(sheet.plan.value(note.id, "stream")) or note.account_id is None


def data(sheet: Sheet) -> list[Block]:
    """The four streams, newest first; what was written for the industry shows here too."""
    found = [note for note in sheet.plan.of("note") if is_stream(sheet, note)]
    return entries(
        [note_row(sheet, note) for note in sorted(found, key=lambda one: _day(sheet, one), reverse=True)]
    )


def _day(sheet: Sheet, note: Record) -> str:
    fact = sheet.plan.fact(note.id, "text")
    return sheet.plan.value(note.id, "day") or (fact.seen_on if fact else note.created_on).isoformat()


def note_row(sheet: Sheet, note: Record) -> Row:
    """A note with the day it speaks of, where it hangs, and who said it."""
    fact = sheet.plan.fact(note.id, "text")
    words = fact.value if fact else ""
    parent = sheet.plan.records.get(note.parent_id) if note.parent_id is not None else None
    at = sheet.name(parent) if parent is not None and parent.kind != "account" else ""
    said = sheet.dotted((sheet.source(fact), sheet.certainty(fact), fact.note)) if fact else ""
    lines = [words if words != note.name else "", *sheet.extras(note, NOTE_SHOWN)]
    return {
        "day": _day(sheet, note),
        "marks": [found for found in (sheet.choice(note, "stream"),) if found],
        "title": sheet.dotted(
            (note.name, sheet.value(note, "topic") if sheet.value(note, "topic") != note.name else "")
        ),
        "text": "\n".join(line for line in lines if line),
        "meta": sheet.dotted((at, said, sheet.provenances(note, ("stream", "day", "topic")))),
    }
