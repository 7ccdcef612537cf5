"""The stage checklist: what to find out and do at each stage, with boxes for a pen and what is already ticked."""

from __future__ import annotations

from desktopcrm.domain import slots, stages
from desktopcrm.domain.catalogue import Stage
from desktopcrm.domain.records import Record
from desktopcrm.domain.stages import Course
from desktopcrm.errors import UserError
from desktopcrm.services.report import course, frame
from desktopcrm.services.report.blocks import Block, Json, section, stepper, text
from desktopcrm.services.report.sheet import Sheet


def project_of(sheet: Sheet) -> Record:
    """The purchase asked for, else the first running one. Raises `UserError` where there is none."""
    found = sheet.projects() if sheet.request.project_id is not None else slots.live_projects(sheet.plan)
    if not found:
        raise UserError("report.no_project_yet", name=sheet.plan.account.name)
    return found[0]


def build(sheet: Sheet) -> dict[str, Json]:
    project = project_of(sheet)
    where = stages.course(sheet.plan.course_of(project.id), sheet.day)
    numbers = [stage.number for stage in sheet.catalogue.stages]
    wanted = sheet.request.stage
    if wanted and wanted not in numbers:
        raise UserError("errors.stage_unknown", stage=wanted)
    made = [
        _stage(sheet, project, where, stage)
        for stage in sheet.catalogue.stages
        if wanted in (0, stage.number)
    ]
    over = sheet.tr("report.kind_checklist")
    lead = section("", [stepper(course.alt(sheet, project, where), course.steps(sheet, where))])
    front = frame.masthead(sheet, over, sheet.dotted((project.name, course.position(sheet, where))))
    return frame.document(sheet, over, [lead, *made], {**front, "compact": True})


def _stage(sheet: Sheet, project: Record, where: Course, stage: Stage) -> Block:
    planned = course.planned(sheet, project, stage.number)
    entered = where.entered.get(stage.number)
    lead = sheet.dotted(
        (
            sheet.tr("report.expected_days", n=stage.expected_days),
            sheet.colon(sheet.tr("report.planned"), planned.isoformat()) if planned else "",
            sheet.colon(sheet.tr("report.actual"), entered.isoformat()) if entered else "",
        )
    )
    rows = [course.item_row(sheet, project, item) for item in stage.item]
    heads = {
        "states": [sheet.words(option.label) for option in sheet.catalogue.options("check_state")],
        "day": sheet.tr("report.date"),
        "item": sheet.tr("report.item"),
    }
    blocks: list[Block] = [
        text(sheet.words(stage.about), quiet=True, lead=True),
        {"kind": "pen", "heads": heads, "rows": rows},
    ]
    return {**section(sheet.words(stage.label), blocks, lead=lead), "number": str(stage.number)}
