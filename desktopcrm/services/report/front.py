"""First page and summary: where the account and its purchases stand, what is next, what will decide."""

from __future__ import annotations

from datetime import date

from desktopcrm.domain import coverage as coverage_rules
from desktopcrm.domain import key_points, slots, stages
from desktopcrm.domain.records import Record
from desktopcrm.services.report import actions, course, frame, judgement, privacy
from desktopcrm.services.report.blocks import (
    Block,
    Cell,
    Json,
    Mark,
    bullets,
    callout,
    cell,
    figures,
    heading,
    share_tone,
    stepper,
    text,
)
from desktopcrm.services.report.sheet import Sheet

NEXT_STEPS = 6
TOP_KEY_POINTS = 3


def cover(sheet: Sheet) -> dict[str, Json]:
    """Title, purchase and four key figures."""
    projects = slots.live_projects(sheet.plan) if sheet.request.project_id is None else sheet.projects()
    account = sheet.plan.account
    place = (frame.cut(sheet.value(account, key)) for key in ("industry", "city"))
    over = sheet.dotted((sheet.tr("report.kind_plan"), *place))
    return {
        "over": over,
        "title": account.name,
        "subtitle": sheet.join(frame.cut(project.name) for project in projects[:3]),
        "figures": [
            _coverage_figure(sheet),
            *(_project_figures(sheet, projects[0]) if projects else ()),
            _people_figure(sheet),
        ][:4],
    }


def _coverage_figure(sheet: Sheet) -> dict[str, Json]:
    percent = coverage_rules.coverage(sheet.whole, sheet.catalogue, sheet.day).whole.percent
    return {"label": sheet.tr("report.coverage"), "value": f"{percent} %", "tone": share_tone(percent)}


def _project_figures(sheet: Sheet, project: Record) -> list[dict[str, Json]]:
    where = stages.course(sheet.plan.course_of(project.id), sheet.day)
    stage = sheet.catalogue.stage(where.stage)
    found: list[dict[str, Json]] = [
        {"label": sheet.tr("report.stage"), "value": f"{where.stage} / {len(sheet.catalogue.stages)}",
         "note": sheet.words(stage.short)}
    ]  # fmt: skip
    money = sheet.value(project, "amount") or sheet.value(project, "budget")
    if money:
        key = "amount" if sheet.value(project, "amount") else "budget"
        found.append({"label": sheet.label("project", key), "value": money, "note": ""})
    elif sheet.value(project, "decision_date"):
        found.append(_decision_figure(sheet, project))
    return found


def _decision_figure(sheet: Sheet, project: Record) -> dict[str, Json]:
    day = sheet.value(project, "decision_date")
    days = (date.fromisoformat(day) - sheet.day).days
    note = sheet.tr("report.in_days", n=days) if days >= 0 else sheet.tr("report.days_ago", n=-days)
    return {"label": sheet.label("project", "decision_date"), "value": day, "note": note}


def _people_figure(sheet: Sheet) -> dict[str, Json]:
    people = sheet.plan.of("person")
    with_us = {
        member.ref_id
        for member in sheet.plan.of("member")
        if sheet.plan.value(member.id, "stance") in ("champion", "supports")
    }
    note = sheet.tr("report.with_us", n=len(with_us)) if with_us else ""
    return {"label": sheet.tr("report.people_known"), "value": str(len(people)), "note": note}


def summary(sheet: Sheet) -> list[Block]:
    """Each running purchase, then next steps and the strongest key points."""
    blocks: list[Block] = []
    projects = sheet.projects() if sheet.request.project_id is not None else slots.live_projects(sheet.plan)
    for project in projects:
        blocks += _project(sheet, project)
    if not projects:
        blocks.append(text(sheet.tr("report.no_project"), quiet=True))
    steps = actions.open_actions(sheet)
    if steps:
        blocks.append(heading(sheet.tr("report.next_steps")))
        blocks += bullets([_step(sheet, record) for record in steps[:NEXT_STEPS]])
        if len(steps) > NEXT_STEPS:
            blocks.append(text(sheet.tr("report.more", n=len(steps) - NEXT_STEPS), quiet=True))
    strongest = key_points.ranked(sheet.plan)[:TOP_KEY_POINTS]
    if strongest:
        blocks.append(heading(sheet.tr("report.strongest")))
        blocks += bullets([_key_point(sheet, record) for record in strongest])
    return blocks


def _project(sheet: Sheet, project: Record) -> list[Block]:
    where = stages.course(sheet.plan.course_of(project.id), sheet.day)
    blocks: list[Block] = [
        heading(
            project.name,
            marks=[*status_marks(sheet, project), *judgement.class_marks(sheet, project)],
            meta=course.position(sheet, where),
        ),
        stepper(course.alt(sheet, project, where), course.steps(sheet, where)),
    ]
    keys = ("amount", "budget", "probability", "decision_date")
    cells: list[dict[str, Json]] = [
        {"label": sheet.label("project", key), "value": sheet.value(project, key), "note": ""}
        for key in keys
        if sheet.value(project, key) and key != "decision_date"
    ]
    if sheet.value(project, "decision_date"):
        cells.append(_decision_figure(sheet, project))
    blocks += figures(cells)
    for key in ("objective", "plan_purpose"):
        if sheet.value(project, key):
            blocks.append(text(sheet.colon(sheet.label("project", key), sheet.value(project, key))))
    if sheet.value(project, "risks"):
        blocks.append(callout(sheet.label("project", "risks"), sheet.value(project, "risks"), tone="warn"))
    return blocks


def status_marks(sheet: Sheet, project: Record) -> list[Mark]:
    status = stages.course(sheet.plan.course_of(project.id), sheet.day).status
    option = sheet.catalogue.option("project_status", status)
    tone = (
        "accent"
        if option and option.tone == "neutral" and status == "open"
        else option.tone
        if option
        else ""
    )
    return [{"text": sheet.words(option.label), "tone": tone}] if option else []


def _step(sheet: Sheet, record: Record) -> Cell:
    due = sheet.value(record, "due")
    late = bool(due) and date.fromisoformat(due) < sheet.day
    marks = [{"text": due, "tone": "bad" if late else "neutral"}] if due else []
    return cell(sheet.name(record), marks=marks, meta=sheet.dotted((actions.who(sheet, record),)))


def _key_point(sheet: Sheet, record: Record) -> Cell:
    kind = sheet.choice(record, "kind")
    answer = sheet.value(record, "action") or sheet.value(record, "solution")
    return cell(record.name, bold=True, marks=[kind] if kind else [], lines=[answer] if answer else [])


def withheld(sheet: Sheet) -> int:
    """How many facts about people are known and kept out of this document because nobody asked for them."""
    count = 0
    for fact in sheet.whole.current():
        record = sheet.whole.records.get(fact.record_id)
        field = sheet.catalogue.find(record.kind, fact.field) if record else None
        if (
            record
            and field
            and not privacy.may_see(field, record.kind, sheet.request.level, sheet.request.private_facts)
        ):
            count += 1
    return count
