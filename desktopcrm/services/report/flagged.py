"""What the rules warn of, with the way out; what the rep decided about it; rejections that were heard."""

from __future__ import annotations

from desktopcrm.domain import flags as flag_rules
from desktopcrm.domain.flags import Flag
from desktopcrm.domain.records import Record
from desktopcrm.services.report.blocks import Block, Cell, Row, cell, column, entries, heading, mark, table
from desktopcrm.services.report.sheet import Sheet

TONES = {"red": "bad", "yellow": "warn"}
OF_REJECTION = ("objection", "person", "project", "day", "answer", "result", "comment")


def seen(sheet: Sheet) -> list[Flag]:
    """Flags raised by what the reader may see, and by the whole as well: what is kept from him is not missing."""
    whole = {one.subject for one in flag_rules.flags(sheet.whole, sheet.catalogue)}
    found = flag_rules.flags(sheet.plan, sheet.catalogue)
    wanted = sheet.request.project_id
    return [
        one for one in found if one.subject in whole and (wanted is None or one.project_id in (None, wanted))
    ]


def build(sheet: Sheet) -> list[Block]:
    """Red first; what was accepted last, with its reason."""
    columns = [
        column(sheet.tr("report.flag"), mm=42),
        column(sheet.tr("report.flag_found"), fr=1),
        column(sheet.tr("report.way_out"), fr=1),
    ]
    rows = [_row(sheet, one) for one in seen(sheet)]
    return table(columns, rows) + decided(sheet)


def _row(sheet: Sheet, flag: Flag) -> list[Cell]:
    rule = sheet.catalogue.rulebook[flag.rule]
    tone = TONES[flag.severity] if flag.accepted is None else "neutral"
    reason = flag.accepted.reason if flag.accepted else ""
    said = sheet.tr("report.flag_accepted", reason=reason) if reason else ""
    return [
        cell(sheet.words(rule.label), tone=tone),
        cell(sheet.tell(flag.said), lines=[said] if said else []),
        sheet.words(flag.way_out),
    ]


def decided(sheet: Sheet) -> list[Block]:
    """Decisions with their reasons, the newest first."""
    found = sorted(sheet.plan.of("decision"), key=lambda one: (one.created_on, one.id), reverse=True)
    rows: list[Row] = []
    for one in found:
        verdict = sheet.choice(one, "verdict")
        until = sheet.value(one, "until")
        rows.append(
            {
                "day": one.created_on.isoformat(),
                "marks": [verdict] if verdict else [],
                "title": one.name,
                "text": sheet.value(one, "reason"),
                "meta": sheet.dotted(
                    (
                        sheet.colon(sheet.label("decision", "until"), until) if until else "",
                        sheet.provenances(one, ("verdict", "reason", "until")),
                    )
                ),
            }
        )
    return [heading(sheet.tr("report.decisions")), *entries(rows)] if rows else []


def rejections(sheet: Sheet) -> list[Block]:
    """What was heard, what we answered, what came of it; the newest first."""
    found = sorted(sheet.plan.of("rejection"), key=lambda one: sheet.plan.value(one.id, "day"), reverse=True)
    return entries([_rejection(sheet, one) for one in found])


def _rejection(sheet: Sheet, record: Record) -> Row:
    which, result = sheet.choice(record, "objection"), sheet.choice(record, "result")
    who = sheet.join((sheet.value(record, "person"), sheet.value(record, "project")))
    answer = sheet.value(record, "answer")
    lines = [
        sheet.value(record, "comment") if sheet.value(record, "comment") != record.name else "",
        sheet.colon(sheet.label("rejection", "answer"), answer) if answer else "",
        *sheet.extras(record, OF_REJECTION),
    ]
    kind = mark(str(which["text"])) if which else None
    return {
        "day": sheet.value(record, "day"),
        "marks": [one for one in (kind, result) if one],
        "title": record.name,
        "text": "\n".join(line for line in lines if line),
        "meta": sheet.dotted((who, sheet.provenances(record, OF_REJECTION))),
    }
