"""Precision: each key point as a way from fact to answer to action (d10)."""

from __future__ import annotations

from desktopcrm.domain import key_points
from desktopcrm.domain.records import Record
from desktopcrm.services.report.blocks import Block, Cell, Json, cell
from desktopcrm.services.report.sheet import Sheet

SHOWN = ("kind", "status", "solution", "action")


def build(sheet: Sheet) -> list[Block]:
    """Strongest first."""
    return [_path(sheet, record, number) for number, record in enumerate(key_points.ranked(sheet.plan), 1)]


def _path(sheet: Sheet, record: Record, number: int) -> Block:
    marks = [found for key in ("kind", "status") if (found := sheet.choice(record, key))]
    grounds = ground_lines(sheet, record)
    ground = cell("", lines=grounds) if grounds else sheet.tr("report.no_fact_yet")
    steps: list[dict[str, Json]] = [
        {"label": sheet.tr("report.fact"), "value": ground, "tone": "neutral"},
        {
            "label": sheet.label("key_point", "solution"),
            "value": _step(sheet, record, "solution"),
            "tone": "accent",
        },
        {
            "label": sheet.label("key_point", "action"),
            "value": _step(sheet, record, "action"),
            "tone": "good",
        },
    ]
    rows = [*sheet.rest(record, SHOWN), *_origins(sheet, record)]
    return {
        "kind": "path",
        "number": str(number),
        "title": record.name,
        "marks": marks,
        "steps": steps,
        "rows": rows,
    }


def _step(sheet: Sheet, record: Record, key: str) -> Cell:
    return sheet.cell(record, key) or "–"


def _origins(sheet: Sheet, record: Record) -> list[dict[str, Json]]:
    source = sheet.tr("report.source")
    said = sheet.provenances(record, ("kind", "status")).removeprefix(sheet.colon(source, ""))
    return [{"label": source, "value": said}] if said else []


def ground_lines(sheet: Sheet, record: Record) -> list[str]:
    """The facts it rests on, each with the name of what it is about."""
    lines = []
    for record_id, key in key_points.resting_on(sheet.plan, record.id):
        about = sheet.plan.records[record_id]
        value = sheet.colon(sheet.label(about.kind, key), sheet.value(about, key)) if key else ""
        lines.append(sheet.dotted((sheet.name(about), value)))
    notes = [link.note for link in sheet.plan.links_of("rests_on", from_id=record.id) if link.note]
    return lines + notes
