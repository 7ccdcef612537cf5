"""What has no home in the catalogue, and what was once believed: free notes and the history of changed facts."""

from __future__ import annotations

from desktopcrm.domain.records import Fact, Record
from desktopcrm.domain.stood import stood
from desktopcrm.services.report import line
from desktopcrm.services.report.blocks import Block, Cell, Row, cell, entries, facts, heading
from desktopcrm.services.report.sheet import Sheet


def notes(sheet: Sheet) -> list[Block]:
    """Every free note with source and day, grouped by the record that it hangs on."""
    groups: dict[int, list[Record]] = {}
    for note in sheet.plan.of("note"):
        if not line.is_stream(sheet, note):
            groups.setdefault(note.parent_id or sheet.plan.account.id, []).append(note)
    blocks: list[Block] = []
    for parent_id, found in groups.items():
        parent = sheet.plan.records.get(parent_id, sheet.plan.account)
        kind = sheet.words(sheet.catalogue.kinds[parent.kind].label)
        blocks.append(heading(sheet.name(parent), meta=kind if parent.kind != "account" else ""))
        blocks += entries([{**line.note_row(sheet, note), "marks": []} for note in found])
    return blocks


def history(sheet: Sheet) -> list[Block]:
    """Facts whose value changed, with the earlier values and their days; what was corrected on its day never stood."""
    rows: dict[int, list[Row]] = {}
    for (record_id, key), past in sheet.plan.history.items():
        record = sheet.plan.records.get(record_id)
        left = stood(past)
        if record is None or not sheet.plan.is_live(record) or not _changed(past, left):
            continue
        rows.setdefault(record_id, []).append(_row(sheet, record, (key, left)))
    order = sorted(rows, key=lambda one: (sheet.plan.records[one].kind != "account", one))
    blocks: list[Block] = []
    for record_id in order:
        record = sheet.plan.records[record_id]
        kind = sheet.words(sheet.catalogue.kinds[record.kind].label)
        blocks += [heading(sheet.name(record), meta=kind), *facts(rows[record_id])]
    return blocks


def _changed(past: tuple[Fact, ...], left: tuple[Fact, ...]) -> bool:
    return len(left) > 1 or (len(past) == 1 and not past[0].value)


def _row(sheet: Sheet, record: Record, of: tuple[str, tuple[Fact, ...]]) -> Row:
    key, past = of
    return {
        "label": sheet.label(record.kind, key),
        "value": _value(sheet, record, past[0]),
        "earlier": [_value(sheet, record, fact) for fact in past[1:]],
    }


def _value(sheet: Sheet, record: Record, fact: Fact) -> Cell:
    shown = sheet.shown(record, fact) if fact.value else sheet.tr("report.no_longer_known")
    return cell(shown, meta=sheet.origin(fact), lines=[fact.note] if fact.note else [])
