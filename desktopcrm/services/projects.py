"""Purchases on their way through the eight stages: start, tick, advance, step back, close, pause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from desktopcrm.domain import gates, names, numbers, stages
from desktopcrm.domain.catalogue import Item
from desktopcrm.domain.fieldtypes import clean
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import UNSTATED, Observation, Record, StageEvent
from desktopcrm.errors import UserError
from desktopcrm.services.desk import Desk
from desktopcrm.services.facts import Facts, label_of
from desktopcrm.services.records import NewRecord, Records
from desktopcrm.storage import plans, records
from desktopcrm.storage.store import Tx


class Projects:
    def __init__(self, desk: Desk, rows: Records, facts: Facts) -> None:
        self._desk = desk
        self._records = rows
        self._facts = facts

    def add(self, account_id: int, title: str, started: date | None = None) -> int:
        """A new purchase; it stands at stage 1."""
        day = started or self._desk.today()
        with self._desk.store.step("steps.project_added", name=names.checked(title)) as tx:
            project_id = self._records.add(NewRecord("project", title, account_id, created_on=day))
            records.put_event(tx, records.NewEvent(project_id, "entered", 1, day))
            return project_id

    def add_member(self, project_id: int, name: str) -> int:
        """A person of the account, by full name or uid, joins the buying team; a name that is new becomes a person
        first."""
        wanted = names.checked(name)
        label = label_of(self._desk.catalogue.kinds["member"].label)
        account_id = self._records.get(project_id).account_id
        known = [one for one in self._records.of_kind("person", account_id) if not one.archived_at]
        found = [one for one in known if wanted.casefold() in (one.name.casefold(), one.uid)]
        called = found[0].name if found else wanted
        with self._desk.store.step("steps.record_added", kind=label, name=called):
            person = found[0].id if found else self._records.add(NewRecord("person", wanted, account_id))
            return self._records.add_once(NewRecord("member", called, project_id, person))

    def gate(self, project_id: int) -> gates.Gate:
        """What is open at the stage where the project stands."""
        with self._desk.store.read() as tx:
            project = plans.get_record(tx, project_id)
            return self._gate(self._desk.plan_of(tx, project), project)

    def _gate(self, plan: Plan, project: Record) -> gates.Gate:
        course = stages.course(plan.course_of(project.id), plan.day)
        return gates.check(plan, project.id, course.stage, self._desk.catalogue)

    def tick(self, project_id: int, item: str, state: str, seen: Observation = UNSTATED) -> None:
        """Answer a checklist item: yes, doing, no, na; `seen` holds day and note. Ahead of time too."""
        found = self._item(item)
        with self._desk.store.step("steps.item_ticked", item=label_of(found.label)):
            self._facts.observe(project_id, found.field, state, seen)

    def untick(self, project_id: int, item: str) -> None:
        """The item has no answer again."""
        found = self._item(item)
        with self._desk.store.step("steps.item_ticked", item=label_of(found.label)):
            self._facts.clear(project_id, found.field)

    def _item(self, key: str) -> Item:
        wanted = key.strip().casefold()
        for stage in self._desk.catalogue.stages:
            for item in stage.item:
                if wanted in (item.key.casefold(), item.label.en.casefold(), item.label.zh.casefold()):
                    return item
        raise UserError("errors.item_unknown", item=key)

    def advance(self, project_id: int, reason: str = "", day: date | None = None) -> None:
        """One stage on. With mandatory items open it needs a reason, which stays visible. Raises `GateClosed`."""
        with self._desk.store.step("steps.project_advanced", name=self._records.get(project_id).name) as tx:
            plan, project, course = self._open(tx, project_id)
            if course.stage >= stages.LAST_STAGE:
                raise UserError("errors.last_stage", name=project.name)
            gate = gates.check(plan, project_id, course.stage, self._desk.catalogue)
            said = clean(reason)
            if not gate.is_open and not said:
                raise gates.GateClosed(gate, tuple(i.label[self._desk.lang] for i in gate.mandatory_open))
            left = tuple(item.key for item in gate.mandatory_open)
            at = self._day(plan, project_id, day, course.stage + 1)
            records.put_event(tx, records.NewEvent(project_id, "entered", course.stage + 1, at, said, left))

    def date_stage(self, project_id: int, stage: int, day: date) -> None:
        """The day on which a stage was really entered, the first as well: most purchases run before they are
        written down. The order of the steps stays."""
        name = self._records.get(project_id).name
        with self._desk.store.step("steps.stage_dated", name=name, stage=stage) as tx:
            project = plans.get_record(tx, project_id)
            events = self._desk.plan_of(tx, project).course_of(project_id)
            entry = stages.entry(events, stage)
            if entry is None:
                raise UserError("errors.stage_not_entered", name=name, stage=stage)
            at = events.index(entry)
            self._check_day(events[:at], day, stage)
            if at + 1 < len(events) and day > events[at + 1].day:
                raise UserError(
                    "errors.after_next_step", day=day.isoformat(), next=events[at + 1].day.isoformat()
                )
            if day != entry.day:
                records.change_event(tx, replace(entry, day=day))

    def step_back(self, project_id: int, reason: str, day: date | None = None) -> None:
        """One stage back, with a reason."""
        with self._desk.store.step("steps.project_back", name=self._records.get(project_id).name) as tx:
            plan, project, course = self._open(tx, project_id)
            if course.stage == 1:
                raise UserError("errors.first_stage", name=project.name)
            self._event(tx, plan, (project, "back", course.stage - 1), reason, day)

    def win(self, project_id: int, reason: str = "", day: date | None = None) -> None:
        """Won: only from the last stage, where the contract is signed."""
        with self._desk.store.step("steps.project_won", name=self._records.get(project_id).name) as tx:
            plan, project, course = self._open(tx, project_id)
            if course.stage != stages.LAST_STAGE:
                raise UserError("errors.won_too_early", name=project.name, stage=course.stage)
            at = self._day(plan, project_id, day)
            records.put_event(tx, records.NewEvent(project_id, "won", course.stage, at, clean(reason)))

    def lose(self, project_id: int, reason: str, day: date | None = None) -> None:
        """Lost to somebody, from any stage; the stage and the reason stay."""
        self._close(project_id, "lost", reason, day)

    def drop(self, project_id: int, reason: str, day: date | None = None) -> None:
        """Given up by us, from any stage."""
        self._close(project_id, "dropped", reason, day)

    def _close(self, project_id: int, kind: str, reason: str, day: date | None) -> None:
        with self._desk.store.step(f"steps.project_{kind}", name=self._records.get(project_id).name) as tx:
            plan, project, course = self._open(tx, project_id)
            self._event(tx, plan, (project, kind, course.stage), reason, day)

    def pause(self, project_id: int, reason: str, day: date | None = None) -> None:
        with self._desk.store.step("steps.project_paused", name=self._records.get(project_id).name) as tx:
            plan, project, course = self._open(tx, project_id)
            if course.status == "paused":
                raise UserError("errors.already_paused", name=project.name)
            self._event(tx, plan, (project, "paused", course.stage), reason, day)

    def resume(self, project_id: int, day: date | None = None) -> None:
        """Run again: after a pause, or after it was closed."""
        with self._desk.store.step("steps.project_resumed", name=self._records.get(project_id).name) as tx:
            project = plans.get_record(tx, project_id)
            plan = self._desk.plan_of(tx, project)
            course = stages.course(plan.course_of(project_id), plan.day)
            if course.status == "open":
                raise UserError("errors.project_running", name=project.name)
            kind = "resumed" if course.status == "paused" else "reopened"
            at = self._day(plan, project_id, day)
            records.put_event(tx, records.NewEvent(project_id, kind, course.stage, at))

    def _open(self, tx: Tx, project_id: int) -> tuple[Plan, Record, stages.Course]:
        project = plans.get_record(tx, project_id)
        plan = self._desk.plan_of(tx, project)
        course = stages.course(plan.course_of(project_id), plan.day)
        if not course.is_open:
            raise UserError("errors.project_closed", name=project.name)
        return plan, project, course

    def _event(
        self, tx: Tx, plan: Plan, what: tuple[Record, str, int], reason: str, day: date | None
    ) -> None:
        project, kind, stage = what
        said = clean(reason)
        if not said:
            raise UserError("errors.reason_missing")
        at = self._day(plan, project.id, day)
        records.put_event(tx, records.NewEvent(project.id, kind, stage, at, said))

    def _day(self, plan: Plan, project_id: int, day: date | None, stage: int = 0) -> date:
        """The day of a step, of one that enters a `stage`: not in the future, not before the step before it."""
        at = day or self._desk.today()
        self._check_day(plan.course_of(project_id), at, stage)
        return at

    def _check_day(self, before: Sequence[StageEvent], day: date, stage: int) -> None:
        if day > self._desk.today():
            raise UserError("errors.step_in_future", day=numbers.show_day(day, self._desk.lang))
        last = before[-1] if before else None
        if last is None or day >= last.day:
            return
        on = numbers.show_day(last.day, self._desk.lang)
        if stage and last.kind == "entered":
            raise UserError("errors.before_last_stage", before=last.stage, last=on, stage=stage)
        raise UserError("errors.before_last_step", last=on)
