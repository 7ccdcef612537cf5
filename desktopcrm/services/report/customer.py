"""The plan as a customer may hold it: the way to the contract, who does what, agreed criteria, whom to reach.

Made from a plan that holds nothing else (see `privacy`): no score, no note, no stance, no rival gets this far.
"""

from __future__ import annotations

from desktopcrm.domain import slots, stages
from desktopcrm.domain.records import Record
from desktopcrm.services.report import actions, course
from desktopcrm.services.report.blocks import Block, Cell, cell, column, facts, heading, table
from desktopcrm.services.report.sheet import Sheet


def running(sheet: Sheet) -> tuple[Record, ...]:
    """The purchase asked for, else those that are under way."""
    return sheet.projects() if sheet.request.project_id is not None else slots.live_projects(sheet.plan)


def way(sheet: Sheet) -> list[Block]:
    """The eight stages with planned and real days."""
    blocks: list[Block] = []
    for project in running(sheet):
        where = stages.course(sheet.plan.course_of(project.id), sheet.day)
        position = sheet.tr("report.stage_of", n=where.stage, of=len(sheet.catalogue.stages))
        line = dict(course.timeline(sheet, project, where))
        rows = line["rows"]
        if isinstance(rows, list):  # who is late is nobody's business but ours
            line["rows"] = [{key: value for key, value in row.items() if key != "late"} for row in rows]
        blocks += [heading(project.name, meta=position), line]
        blocks += facts([{**row, "value": _bare(row["value"])} for row in sheet.rest(project, _SIGNED)])
    return blocks


_SIGNED = ("our_signatory", "their_signatory", "signed_on")


def _bare(value: object) -> str:
    """Without age and source, which are ours."""
    return str(value["text"]) if isinstance(value, dict) else str(value)


def who_does_what(sheet: Sheet) -> list[Block]:
    found = actions.all_actions(sheet)
    columns = [
        column(sheet.label("action", "due"), mm=26),
        column(sheet.label("action", "status"), mm=24),
        column(sheet.tr("report.who"), mm=44),
        column(sheet.words(sheet.catalogue.kinds["action"].label), fr=1),
    ]
    rows: list[list[Cell]] = [
        [sheet.value(one, "due"), actions.state_cell(sheet, one), actions.who(sheet, one), one.name]
        for one in found
    ]
    return table(columns, rows)


def criteria(sheet: Sheet) -> list[Block]:
    """What both sides have agreed the offers are measured by."""
    blocks: list[Block] = []
    for project in running(sheet):
        agreed = [
            one
            for one in sheet.plan.of("criterion", project.id)
            if sheet.plan.value(one.id, "agreed") == "yes"
        ]
        columns = [
            column(sheet.label("criterion", "must"), mm=26),
            column(sheet.tr("report.criterion"), fr=1),
        ]
        rows: list[list[Cell]] = [
            [
                sheet.value(one, "must"),
                cell(one.name, lines=[sheet.value(one, "wording")] if sheet.value(one, "wording") else []),
            ]
            for one in agreed
        ]
        if rows:
            blocks += [heading(project.name), *table(columns, rows)]
    return blocks


def contacts(sheet: Sheet) -> list[Block]:
    """Our side, and who signs."""
    rep = sheet.rep
    pairs = [
        (sheet.tr("report.contact_name"), rep.author),
        (sheet.tr("report.contact_company"), rep.company),
        (sheet.tr("report.contact_phone"), rep.phone),
        (sheet.tr("report.contact_email"), rep.email),
    ]
    for project in running(sheet):
        pairs += [
            (sheet.label("project", key), sheet.value(project, key))
            for key in _SIGNED
            if sheet.value(project, key)
        ]
    rows = [{"label": label, "value": value} for label, value in pairs if value]
    return facts(rows)
