"""Point: each purchase on its way through the eight stages, with criteria, bids, clauses and signatures (d2)."""

from __future__ import annotations

from desktopcrm.domain import stages
from desktopcrm.domain.records import Record
from desktopcrm.services.report import bidding, course
from desktopcrm.services.report.blocks import Block, callout, facts, heading
from desktopcrm.services.report.front import status_marks
from desktopcrm.services.report.sheet import Sheet

SIGNATURES = ("our_signatory", "their_signatory", "signed_on", "copy_filed", "care_handover")
FIELD_BLOCKS = ("procurement",)


def build(sheet: Sheet) -> list[Block]:
    blocks: list[Block] = []
    for project in sheet.projects():
        blocks += _project(sheet, project)
    return blocks


def _project(sheet: Sheet, project: Record) -> list[Block]:
    where = stages.course(sheet.plan.course_of(project.id), sheet.day)
    blocks: list[Block] = [
        heading(project.name, marks=status_marks(sheet, project), meta=course.position(sheet, where)),
        course.timeline(sheet, project, where),
        *facts(course.explained_days(sheet, project)),
    ]
    for event in where.forced:
        items = [sheet.catalogue.item(key) for key in event.open_items]
        labels = sheet.join(sheet.words(item.label) for item in items if item)
        title = sheet.tr("report.forced_step", n=event.stage - 1, to=event.stage, day=event.day.isoformat())
        blocks.append(
            callout(
                title, sheet.dotted((event.reason, sheet.tr("report.left_open", items=labels))), tone="warn"
            )
        )
    blocks += course.events(sheet, project)
    keys = [
        field.key
        for block in FIELD_BLOCKS
        for field in sheet.catalogue.fields("project", block)
        if field.key not in SIGNATURES
    ]
    rows = sheet.rows(project, keys)
    if rows:
        blocks += [heading(sheet.tr("report.facts_of_stages"), level=3), *facts(rows)]
    blocks += course.checklists(sheet, project, where)
    blocks += (
        bidding.criteria(sheet, project) + bidding.bids(sheet, project) + bidding.clauses(sheet, project)
    )
    signed = sheet.rows(project, SIGNATURES)
    if signed:
        blocks += [heading(sheet.tr("report.signatures"), level=3), *facts(signed)]
    return blocks
