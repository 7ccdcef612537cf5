"""Where a purchase stands and why: both classes with lamps and standards, the three sentences, clocks, the way to the
first key person, how the classes came and went (S0, S3, d4). Then what the account as a whole is worth.

Judges the plan that this reader may see, so no sentence can hold what is kept from him.
"""

from __future__ import annotations

from desktopcrm.domain import (
    care,
    class_history,
    class_sentences,
    clocks,
    cost,
    deal_class,
    hops,
    key_person_class,
    slots,
    source_grade,
    stages,
    stars,
)
from desktopcrm.domain.cadence import cadence
from desktopcrm.domain.clocks import Clock
from desktopcrm.domain.deal_class import DealJudgement
from desktopcrm.domain.deal_lamps import FIELDS, HOLDERS
from desktopcrm.domain.key_person_class import KpJudgement
from desktopcrm.domain.proposals import proposals
from desktopcrm.domain.records import Record
from desktopcrm.services.report.blocks import (
    Block,
    Cell,
    Mark,
    Row,
    bullets,
    callout,
    cell,
    column,
    facts,
    heading,
    mark,
    table,
)
from desktopcrm.services.report.sheet import Sheet

LAMP_TONES = {"yes": "good", "no": "bad", "unknown": "neutral"}
CLOCK_TONES = {"soon": "warn", "overdue": "bad"}
CHANGES_SHOWN = 8
HOP_SHOWN = ("started", "done_on", "from_person", "to_person")


def build(sheet: Sheet) -> list[Block]:
    """Every running purchase, then the account."""
    chosen = sheet.projects() if sheet.request.project_id is not None else slots.live_projects(sheet.plan)
    blocks: list[Block] = []
    for project in chosen:
        blocks += _project(sheet, project)
    return blocks + _account(sheet)


def class_marks(sheet: Sheet, project: Record) -> list[Mark]:
    """Deal class and key-person class as marks; nothing where there is no class."""
    deal = deal_class.judge(sheet.plan, project.id, sheet.catalogue).deal
    kp = key_person_class.judge_project(sheet.plan, project.id, sheet.catalogue).kp
    return [found for found in (_option(sheet, "deal_class", deal), _option(sheet, "kp_class", kp)) if found]


def _option(sheet: Sheet, choices: str, key: str) -> Mark | None:
    option = sheet.catalogue.option(choices, key) if key else None
    return mark(sheet.words(option.label), option.tone) if option else None


def _project(sheet: Sheet, project: Record) -> list[Block]:
    deal = deal_class.judge(sheet.plan, project.id, sheet.catalogue)
    kp = key_person_class.judge_project(sheet.plan, project.id, sheet.catalogue)
    blocks: list[Block] = [heading(project.name, marks=class_marks(sheet, project))]
    blocks += _lamps(sheet, project, deal)
    blocks += _why(sheet, deal, kp)
    blocks += _sentences(sheet, project)
    if stages.course(sheet.plan.course_of(project.id), sheet.day).is_open:
        blocks += _clocks(sheet, project)
        blocks += _proposals(sheet, project)
    blocks += _way(sheet, project)
    return blocks + _history(sheet, project)


def _lamps(sheet: Sheet, project: Record, deal: DealJudgement) -> list[Block]:
    """Need, money, authority, urgency: yes, no or not known, with source and whose it is."""
    columns = [
        column(sheet.tr("report.condition"), mm=30),
        column(sheet.tr("report.state"), mm=28),
        column(sheet.tr("report.holder"), fr=1),
    ]
    rows: list[list[Cell]] = []
    for lamp in deal.lamps:
        label = sheet.label("project", FIELDS[lamp.name])
        state = sheet.tr(f"report.lamp_{lamp.state}")
        fact = sheet.plan.fact(project.id, FIELDS[lamp.name])
        meta = sheet.meta(fact) if fact else sheet.tr("report.lamp_inferred") if lamp.inferred else ""
        lines = [fact.note] if fact and fact.note else []
        holder = sheet.value(project, HOLDERS[lamp.name]) if lamp.name in HOLDERS else ""
        marks = [mark(state, LAMP_TONES[lamp.state])]
        rows.append([cell(label, bold=True), cell("", marks=marks), cell(holder, meta=meta, lines=lines)])
    return table(columns, rows)


def _why(sheet: Sheet, deal: DealJudgement, kp: KpJudgement) -> list[Block]:
    blocks: list[Block] = []
    for title, why, change in (
        ("deal_why", deal.why, deal.would_change),
        ("kp_why", kp.why, kp.would_change),
    ):
        lines = [*sheet.told(why), *sheet.told(change)]
        if lines:
            blocks += [heading(sheet.tr(f"report.{title}"), level=3), *bullets(lines)]
    return blocks


def _sentences(sheet: Sheet, project: Record) -> list[Block]:
    """Why this class, why not a better one, why not signed today: what the boss asks (d4.6)."""
    rows: list[Row] = []
    for key, speak in class_sentences.INTERVIEW.items():
        said = sheet.in_one(speak(sheet.plan, project.id, sheet.catalogue))
        if said:
            rows.append({"label": sheet.tr(f"report.sentence_{key}"), "value": said})
    return facts(rows)


def clock_rows(sheet: Sheet, project: Record) -> list[Clock]:
    """The clocks of a purchase that say something."""
    made = (
        clocks.closing_clock(sheet.plan, project.id, sheet.catalogue),
        hops.path_clock(sheet.plan, project.id, sheet.catalogue),
        clocks.stage_clock(sheet.plan, project.id, sheet.catalogue),
    )
    return [one for one in made if one.state != "none"]


def clock_line(sheet: Sheet, clock: Clock) -> Cell:
    """What a clock says, since when, in the tone of its state."""
    since = sheet.tell(clock.start_why) if clock.started else ""
    return cell(sheet.tell(clock.said), meta=since, tone=CLOCK_TONES.get(clock.state, ""))


def _clocks(sheet: Sheet, project: Record) -> list[Block]:
    found = clock_rows(sheet, project)
    lines = [clock_line(sheet, one) for one in found]
    spent = cost.cost_so_far(sheet.plan, project.id, sheet.catalogue)
    lines.append(sheet.colon(sheet.tr("report.cost"), sheet.tell(cost.cost_said(spent))))
    return [heading(sheet.tr("report.clocks"), level=3), *bullets(lines)]


def _proposals(sheet: Sheet, project: Record) -> list[Block]:
    found = proposals(sheet.plan, project.id, sheet.catalogue)
    if not found:
        return []
    return [callout(sheet.tr("report.to_decide"), tone="warn", items=[sheet.tell(one.said) for one in found])]


def _way(sheet: Sheet, project: Record) -> list[Block]:
    """Introductions on the way to the first key person: who takes us to whom, agreed when, met when."""
    rows: list[list[Cell]] = []
    for one in hops.hops(sheet.plan, project.id, sheet.catalogue):
        record = sheet.plan.record(one.record_id)
        said = sheet.tell(hops.hop_said(sheet.plan, one, sheet.catalogue))
        lines = [*sheet.extras(record, HOP_SHOWN), sheet.provenances(record, HOP_SHOWN)]
        rows.append(
            [
                one.started.isoformat() if one.started else "",
                one.done_on.isoformat() if one.done_on else "",
                cell(
                    record.name,
                    marks=[mark(sheet.tr("report.late"), "bad")] if one.state == "late" else [],
                    lines=[line for line in (said, *lines) if line],
                ),
            ]
        )
    columns = [
        column(sheet.label("hop", "started"), mm=24),
        column(sheet.label("hop", "done_on"), mm=24),
        column(sheet.words(sheet.catalogue.kinds["hop"].label), fr=1),
    ]
    title = heading(sheet.tr("report.way_to_first"), level=3)
    return [title, *table(columns, rows)] if rows else []


def _history(sheet: Sheet, project: Record) -> list[Block]:
    found = class_history.changes(sheet.plan, project.id, sheet.catalogue)
    columns = [
        column(sheet.tr("report.date"), mm=24),
        column(sheet.tr("report.from_to"), mm=60),
        column(sheet.tr("report.reason"), fr=1),
    ]
    rows: list[list[Cell]] = []
    for one in found[:CHANGES_SHOWN]:
        choices = f"{one.scale}_class"
        names = [_option(sheet, choices, key) for key in (one.before, one.after)]
        shown = " → ".join(str(name["text"]) if name else "–" for name in names)
        rows.append([one.day.isoformat(), shown, sheet.tell(one.why)])
    more = sheet.tr("report.more", n=len(found) - CHANGES_SHOWN) if len(found) > CHANGES_SHOWN else ""
    title = heading(sheet.tr("report.class_history"), level=3)
    return [title, *table(columns, rows, more=more)] if rows else []


def _account(sheet: Sheet) -> list[Block]:
    """What the account is worth: first sorting, cadence, lead, stars, care."""
    plan, catalogue, account = sheet.plan, sheet.catalogue, sheet.plan.account
    rows: list[Row] = sheet.rows(account, catalogue.fields("account", "classes"))
    lead = source_grade.grade(plan, catalogue)
    found = _option(sheet, "source_grade", lead.grade)
    if found:
        value = cell("", marks=[found], lines=sheet.told((lead.ask,) if lead.ask else ()))
        rows.append({"label": sheet.tr("report.lead"), "value": value})
    due = cadence(plan, catalogue)
    days = {"call_due": due.call_due, "visit_due": due.visit_due}
    days["thanks_due"] = care.care(plan, catalogue).thanks_due
    for key, day in days.items():
        if day is not None:
            tone = "bad" if day < sheet.day else ""
            rows.append({"label": sheet.tr(f"report.{key}"), "value": cell(day.isoformat(), tone=tone)})
    earned = stars.stars(plan, catalogue)
    if earned.total:
        rows.append({"label": sheet.tr("report.stars"), "value": "★" * earned.total})
    rows += sheet.rows(account, catalogue.fields("account", "care"))
    return [heading(sheet.tr("report.account_as_a_whole")), *facts(rows)] if rows else []
