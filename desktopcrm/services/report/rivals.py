"""Line: rivals at this account, their companies, representatives and moves (d3.2)."""

from __future__ import annotations

from desktopcrm.domain import coverage
from desktopcrm.domain.records import Record
from desktopcrm.services.report.blocks import Block, Cell, Json, cell, column, facts, heading, table, text
from desktopcrm.services.report.sheet import Sheet

MOVE_SHOWN = ("day", "weight_of_move", "effect")


def build(sheet: Sheet) -> list[Block]:
    """Every rival at the account, then companies that only bid, make a product or are favoured."""
    blocks: list[Block] = []
    known: set[int] = set()
    for rival in sheet.plan.of("rival"):
        firm = sheet.plan.records.get(rival.ref_id) if rival.ref_id is not None else None
        if firm is not None:
            known.add(firm.id)
        blocks += _rival(sheet, rival, firm)
    for firm in sheet.plan.of("firm"):
        if firm.id not in known:
            said = _firm(sheet, firm) or [text(sheet.tr("report.nothing_yet"), quiet=True)]
            blocks += [heading(firm.name), *said]
    return blocks


def _rival(sheet: Sheet, rival: Record, firm: Record | None) -> list[Block]:
    threat = sheet.choice(rival, "threat_level")
    dots = [dot.state for dot in coverage.dots(sheet.plan, sheet.catalogue, rival, sheet.day)]
    meta = sheet.tr("report.facts_known", n=coverage.known_of(dots), of=len(dots))
    marks = (
        [
            {
                "text": sheet.colon(sheet.label("rival", "threat_level"), str(threat["text"])),
                "tone": threat["tone"],
            }
        ]
        if threat
        else []
    )
    blocks: list[Block] = [heading(sheet.name(rival), marks=marks, meta=meta), *sheet.known_facts(rival)]
    return blocks + (_firm(sheet, firm) if firm is not None else [])


def _firm(sheet: Sheet, firm: Record) -> list[Block]:
    blocks: list[Block] = []
    rows = sheet.rest(firm)
    if rows:
        blocks += [heading(sheet.tr("report.about_company"), level=3), *facts(rows)]
    for rep in sheet.plan.of("rep", firm.id):
        title = sheet.words(sheet.catalogue.kinds["rep"].label)
        blocks += [heading(sheet.colon(title, rep.name), level=3), *sheet.known_facts(rep)]
    return blocks + _moves(sheet, firm)


def _moves(sheet: Sheet, firm: Record) -> list[Block]:
    found = sorted(
        sheet.plan.of("move", firm.id), key=lambda one: sheet.plan.value(one.id, "day"), reverse=True
    )
    columns = [
        column(sheet.label("move", "day"), mm=25),
        column(sheet.label("move", "weight_of_move"), mm=28),
        column(sheet.words(sheet.catalogue.kinds["move"].label), fr=1),
    ]
    rows = [_move(sheet, record) for record in found]
    return (
        [heading(sheet.words(sheet.catalogue.kinds["move"].plural), level=3), *table(columns, rows)]
        if rows
        else []
    )


def _move(sheet: Sheet, record: Record) -> list[Cell]:
    lines: list[Json] = [sheet.value(record, "effect")] if sheet.value(record, "effect") else []
    lines += [*sheet.extras(record, MOVE_SHOWN), sheet.provenances(record, MOVE_SHOWN)]
    return [
        sheet.value(record, "day"),
        sheet.choice_cell(record, "weight_of_move"),
        cell(record.name, lines=[line for line in lines if line]),
    ]
