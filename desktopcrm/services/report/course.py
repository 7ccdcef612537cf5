"""The course of a purchase: stepper, time line with planned and real days, events, checklist of each stage."""

from __future__ import annotations

from datetime import date, timedelta

from desktopcrm.domain import gates
from desktopcrm.domain.catalogue import PLANNED_PREFIX, Item, Stage
from desktopcrm.domain.records import Record, StageEvent
from desktopcrm.domain.stages import Course
from desktopcrm.services.report.blocks import Block, Cell, Json, Row, column, heading, mark, states, table
from desktopcrm.services.report.sheet import Sheet

MAX_TICKS = 6
MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)


def position(sheet: Sheet, where: Course) -> str:
    """“stage 4 of 8 · 32 days”."""
    stage = sheet.tr("report.stage_of", n=where.stage, of=len(sheet.catalogue.stages))
    return sheet.dotted((stage, sheet.tr("report.days_in_stage", n=where.days_in_stage)))


def state_of(number: int, where: Course) -> str:
    """done, now, ahead, or stopped where the purchase ended without us."""
    if number == where.stage:
        if where.status == "won":
            return "done"
        return "stopped" if where.status in ("lost", "dropped") else "now"
    return "done" if number < where.stage else "ahead"


def steps(sheet: Sheet, where: Course) -> list[dict[str, Json]]:
    forced = forced_stages(where)
    return [
        {
            "number": str(stage.number),
            "label": sheet.words(stage.short),
            "state": state_of(stage.number, where),
            "note": where.entered[stage.number].isoformat() if stage.number in where.entered else "",
            "forced": stage.number in forced,
        }
        for stage in sheet.catalogue.stages
    ]


def forced_stages(where: Course) -> set[int]:
    """Stages that were left although mandatory items were open."""
    return {event.stage - 1 for event in where.forced}


def alt(sheet: Sheet, project: Record, where: Course) -> str:
    """The picture in words, for those who cannot see it."""
    parts = [
        f"{stage.number} {sheet.words(stage.short)} {where.entered[stage.number].isoformat()}"
        for stage in sheet.catalogue.stages
        if stage.number in where.entered
    ]
    return sheet.colon(f"{project.name}, {position(sheet, where)}", sheet.join(parts))


def timeline(sheet: Sheet, project: Record, where: Course) -> Block:
    """Eight rows: planned day, real span, how late; nothing about it is computed in the template."""
    axis = _Axis.around(sheet, project, where)
    forced = forced_stages(where)
    legend: dict[str, Json] = {"planned": sheet.tr("report.planned"), "real": sheet.tr("report.actual")}
    if forced:
        legend["forced"] = sheet.tr("report.forced")
    if axis.holds(sheet.day):
        legend["today"] = sheet.day.isoformat()
    return {
        "kind": "timeline",
        "alt": alt(sheet, project, where),
        "heads": [sheet.tr("report.stage"), sheet.tr("report.planned"), sheet.tr("report.actual")],
        "today": axis.at(sheet.day) if axis.holds(sheet.day) else None,
        "ticks": axis.ticks(),
        "rows": [_timeline_row(sheet, project, where, (stage, axis)) for stage in sheet.catalogue.stages],
        "legend": legend,
    }


class _Axis:
    """Days as shares of the width, with a little room at both ends."""

    def __init__(self, first: date, last: date) -> None:
        room = max(7, (last - first).days // 20)
        self._first, self._last = first - timedelta(days=room), last + timedelta(days=room)

    @staticmethod
    def around(sheet: Sheet, project: Record, where: Course) -> _Axis:
        days = [
            where.closed.day if where.closed else sheet.day,
            *where.entered.values(),
            *where.left.values(),
        ]
        days += [day for stage in sheet.catalogue.stages if (day := planned(sheet, project, stage.number))]
        return _Axis(min(days), max(days))

    def holds(self, day: date) -> bool:
        return self._first <= day <= self._last

    def at(self, day: date) -> float:
        return round((day - self._first).days / (self._last - self._first).days, 4)

    def ticks(self) -> list[dict[str, Json]]:
        """First days of months, at most as many as can be read."""
        months = (self._last.year - self._first.year) * 12 + self._last.month - self._first.month
        step = next((one for one in MONTH_STEPS if months / one <= MAX_TICKS), MONTH_STEPS[-1])
        start = self._first.year * 12 + self._first.month
        days = [
            date(month // 12, month % 12 + 1, 1)
            for month in range(start, start + months)
            if month % min(step, 12) == 0
        ]
        return [
            {"at": self.at(day), "label": f"{day.year}-{day.month:02}"} for day in days if self.at(day) < 0.93
        ]


def planned(sheet: Sheet, project: Record, number: int) -> date | None:
    value = sheet.plan.value(project.id, f"{PLANNED_PREFIX}{number}")
    return date.fromisoformat(value) if value else None


def explained_days(sheet: Sheet, project: Record) -> list[Row]:
    """Planned days of which somebody said something, as rows below the picture."""
    keys = [f"{PLANNED_PREFIX}{stage.number}" for stage in sheet.catalogue.stages]
    return sheet.rows(project, [key for key in keys if sheet.provenance(project, key)])


def _timeline_row(sheet: Sheet, project: Record, where: Course, place: tuple[Stage, _Axis]) -> Row:
    stage, axis = place
    number = stage.number
    plan_day, entered = planned(sheet, project, number), where.entered.get(number)
    until = where.left.get(number, where.closed.day if where.closed else sheet.day)
    row: dict[str, Json] = {
        "number": str(number),
        "label": sheet.words(stage.short),
        "state": state_of(number, where),
        "planned": plan_day.isoformat() if plan_day else "",
        "real": entered.isoformat() if entered else "",
        "plan_at": axis.at(plan_day) if plan_day else None,
        "from": axis.at(entered) if entered else None,
        "to": axis.at(max(until, entered)) if entered else None,
        "forced": number in forced_stages(where),
    }
    reached = entered or (sheet.day if where.is_open and number > where.stage else None)
    if plan_day and reached and (entered or reached > plan_day) and reached != plan_day:
        days = (reached - plan_day).days
        row["late"] = mark(
            sheet.tr("report.days_late", n=f"{days:+d}".replace("-", "−")), "warn" if days > 0 else "good"
        )
    return row


def events(sheet: Sheet, project: Record) -> list[Block]:
    """What happened to the purchase: steps, with reasons, and what was open where it was advanced anyway."""
    found = sheet.plan.course_of(project.id)
    if not found:
        return []
    rows: list[list[Cell]] = [
        [event.day.isoformat(), _event_mark(sheet, event), _event_words(sheet, event)] for event in found
    ]
    columns = [
        column(sheet.tr("report.date"), mm=25),
        column(sheet.tr("report.step"), mm=32),
        column(sheet.tr("report.stage_and_reason"), fr=1),
    ]
    return [heading(sheet.tr("report.course"), level=3), *table(columns, rows)]


def _event_mark(sheet: Sheet, event: StageEvent) -> dict[str, Json]:
    option = sheet.catalogue.option("stage_event", event.kind)
    label = sheet.words(option.label) if option else event.kind
    tone = "warn" if event.open_items else option.tone if option else "neutral"
    return {"text": label, "tone": tone, "badge": True}


def _event_words(sheet: Sheet, event: StageEvent) -> dict[str, Json]:
    stage = sheet.catalogue.stage(event.stage)
    lines: list[Json] = [event.reason] if event.reason else []
    if event.open_items:
        items = [sheet.catalogue.item(key) for key in event.open_items]
        labels = sheet.join(
            sheet.words(item.label) if item else key
            for item, key in zip(items, event.open_items, strict=True)
        )
        lines.append(sheet.tr("report.left_open", items=labels))
    return {"text": f"{event.stage} {sheet.words(stage.label)}", "lines": lines}


def checklists(sheet: Sheet, project: Record, where: Course) -> list[Block]:
    """Each stage reached in full; of later ones, and of a closed purchase, only what was answered."""
    blocks: list[Block] = []
    for stage in sheet.catalogue.stages:
        reached = stage.number <= where.stage and where.is_open
        items = [item for item in stage.item if reached or sheet.plan.fact(project.id, item.field)]
        if not items:
            continue
        done = gates.progress(sheet.plan, project.id, stage.number, sheet.catalogue)
        title = f"{stage.number} {sheet.words(stage.label)}"
        blocks.append(heading(title, level=3, meta=sheet.tr("report.done_of", n=done.done, of=done.total)))
        heads = [sheet.tr("report.state"), sheet.tr("report.date"), sheet.tr("report.item")]
        blocks += states(heads, [item_row(sheet, project, item) for item in items])
    return blocks


def item_row(sheet: Sheet, project: Record, item: Item) -> Row:
    """One line of a checklist with its state, the day it was set and what was noted."""
    fact = sheet.plan.fact(project.id, item.field)
    state = fact.value if fact else ""
    option = sheet.catalogue.option("check_state", state) if state else None
    return {
        "state": state,
        "word": sheet.words(option.label) if option else sheet.tr("report.not_answered"),
        "tone": option.tone if option else "neutral",
        "text": sheet.words(item.label),
        "why": sheet.words(item.why),
        "mandatory": sheet.tr("report.mandatory") if item.mandatory else "",
        "own": sheet.tr("report.own") if item.is_own else "",
        "day": fact.seen_on.isoformat() if fact else "",
        "note": fact.note if fact else "",
        "meta": sheet.dotted((sheet.source(fact), sheet.certainty(fact))) if fact else "",
    }
