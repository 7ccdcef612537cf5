"""What is done with a row of Today, or planned because of it. Each deed is one undoable step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktopcrm.domain import day_change, visit_time
from desktopcrm.domain.agenda_row import Row
from desktopcrm.domain.day_change import Change
from desktopcrm.domain.decisions import newest
from desktopcrm.domain.records import Observation, Record
from desktopcrm.errors import UserError
from desktopcrm.services.classes import Classes
from desktopcrm.services.decisions import Decisions, NewDecision
from desktopcrm.services.desk import Desk
from desktopcrm.services.facts import Facts
from desktopcrm.services.records import NewRecord, Records
from desktopcrm.storage import lookup
from desktopcrm.texts import Texts


@dataclass(frozen=True, slots=True)
class NewVisit:
    """A visit (or another `kind` of contact) to agree on. `time` as people write it, or empty; `people`: record ids;
    `minutes` with the way there."""

    account_id: int
    day: date
    time: str = ""
    people: tuple[int, ...] = ()
    objective: str = ""
    project_id: int | None = None
    place: str = ""
    minutes: int | None = None
    kind: str = "visit"


@dataclass(frozen=True, slots=True)
class Writers:
    """The services that store what a deed asks for."""

    records: Records
    facts: Facts
    decisions: Decisions
    classes: Classes


class TodayDeeds:
    def __init__(self, desk: Desk, writers: Writers, texts: Texts) -> None:
        self._desk = desk
        self._writers = writers
        self._texts = texts

    # visits

    def plan_visit(self, new: NewVisit) -> int:
        """Agree on a visit: a planned activity with day, people and objective; gives its record."""
        self._check_day(new.day)
        time, title = visit_time.read(new.time), new.objective.strip() or self._kind(new.kind)
        facts = {
            "kind": new.kind,
            "day": new.day.isoformat(),
            "time": time,
            "state": "planned",
            "people": ",".join(self._writers.records.get(one).uid for one in new.people),
            "project": self._writers.records.get(new.project_id).uid if new.project_id else "",
            "place": new.place,
            "minutes": str(new.minutes) if new.minutes is not None else "",
        }
        with self._desk.store.step("steps.visit_planned", name=title):
            return self._writers.records.add(NewRecord("activity", title, new.account_id, facts=facts))

    def move(self, record_id: int, day: date, time: str | None = None) -> None:
        """To another day (and time; empty: none agreed yet). One that was never told is planned again."""
        self._check_day(day)
        clock = None if time is None else visit_time.read(time)
        record = self._agreed(record_id)
        facts = self._writers.facts
        with self._desk.store.step("steps.visit_moved", name=record.name):
            facts.observe_value(record_id, "day", day.isoformat())
            facts.observe_value(record_id, "state", "planned")
            if clock:
                facts.observe_value(record_id, "time", clock)
            elif clock is not None:
                facts.clear(record_id, "time")

    def cancel(self, record_id: int, reason: str = "") -> None:
        """It does not take place; it stays in the history."""
        record = self._agreed(record_id)
        with self._desk.store.step("steps.visit_cancelled", name=record.name):
            self._writers.facts.observe_value(
                record_id, "state", "cancelled", Observation(note=reason.strip())
            )

    # rows

    def done(self, row: Row, reason: str = "") -> None:
        """An action is done; anything else is settled as it stands, and comes back when that changes."""
        if row.kind in ("promise", "action"):
            facts = self._writers.facts
            with self._desk.store.step(
                "steps.action_done", name=self._writers.records.get(row.record_id).name
            ):
                facts.observe_value(row.record_id, "status", "done")
                facts.observe_value(row.record_id, "done_on", self._desk.today().isoformat())
            return
        said = reason.strip() or self._texts.t("today.settled", self._desk.lang)
        self._decide(row, "acknowledged", said)

    def thanked(self, account_id: int, day: date | None = None) -> None:
        """The customer was thanked; the next time is due a quarter later."""
        self._writers.classes.thanked(account_id, day)

    def snooze(self, row: Row, reason: str, until: date | None = None) -> None:
        """Out of sight until a day (or for as long as nothing changes), with the reason. Raises `UserError`."""
        if until is not None and until < self._desk.today():
            raise UserError("errors.day_has_passed", day=until.isoformat())
        self._decide(row, "snoozed", reason, until)

    def bring_back(self, row: Row) -> None:
        """Take back that a row was put off."""
        taken = newest(self._desk.plan(row.account_id), row.subject)
        if taken is not None:
            self._writers.records.delete(taken.record_id)

    def change_day(self, subject: str, change: Change, day: date | None = None) -> None:
        """Minutes, place, in or out of a slot, known by its row; `Change()` takes all of it back."""
        on = day or self._desk.today()
        with self._desk.store.read() as tx:
            record = lookup.record(tx, subject.rpartition(":")[2])
        if record is None:
            raise UserError("errors.record_gone")
        account_id = record.account_id or record.id
        name = day_change.subject_of(on, subject)
        before = newest(self._desk.plan(account_id), name)
        if before is None and change.is_nothing:
            return
        had = day_change.of_state(before.state) if before else Change()
        state = had.followed_by(change).state
        self._writers.decisions.take(
            NewDecision(account_id, name, day_change.VERDICT, record.name, state=state)
        )

    def _decide(self, row: Row, verdict: str, reason: str, until: date | None = None) -> None:
        title = self._texts.t("today.put_off", self._desk.lang, account=row.account)
        self._writers.decisions.take(
            NewDecision(row.account_id, row.subject, verdict, title, reason, row.state, until)
        )

    def _agreed(self, record_id: int) -> Record:
        record = self._writers.records.get(record_id)
        if record.kind != "activity":
            raise UserError("errors.not_a_visit", name=record.name)
        return record

    def _kind(self, key: str) -> str:
        option = self._desk.catalogue.option("activity_kind", key)
        if option is None:
            allowed = tuple(one.key for one in self._desk.catalogue.options("activity_kind"))
            raise UserError("errors.not_a_choice", value=key, allowed=allowed)
        return option.label[self._desk.lang]

    def _check_day(self, day: date) -> None:
        if day < self._desk.today():
            raise UserError("errors.day_has_passed", day=day.isoformat())
