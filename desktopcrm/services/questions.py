"""The rep notes a question, answers one or passes one over. Which ones to ask is judged in the domain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from desktopcrm.domain.decisions import decisions
from desktopcrm.domain.names import MAX_NAME
from desktopcrm.domain.next_questions import ANY, Meeting, NextQuestion, next_questions
from desktopcrm.domain.passed_over import NOT_NOW, UNKNOWABLE
from desktopcrm.domain.records import UNSTATED, Observation
from desktopcrm.errors import UserError
from desktopcrm.services.decisions import Decisions, NewDecision
from desktopcrm.services.desk import Desk
from desktopcrm.services.facts import Facts
from desktopcrm.services.records import NewRecord, Records

OPEN, ANSWERED, LET_GO = "open", "answered", "dropped"
PEOPLE = ("person", "people")


@dataclass(frozen=True, slots=True)
class NewQuestion:
    """Something the rep wants to know. `person_id`: whom to ask; `step`: of questioning."""

    account_id: int
    text: str
    person_id: int | None = None
    project_id: int | None = None
    step: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A question passed over, as it was asked: subject and state of a `NextQuestion`, its words for the record."""

    account_id: int
    subject: str
    state: str
    title: str


class Questions:
    def __init__(self, desk: Desk, rows: Records, facts: Facts, decisions: Decisions) -> None:
        self._desk = desk
        self._records = rows
        self._facts = facts
        self._decisions = decisions

    def next(self, account_id: int, meeting: Meeting = ANY) -> tuple[NextQuestion, ...]:
        """At most three questions to ask next, today."""
        return next_questions(self._desk.plan(account_id), self._desk.catalogue, meeting)

    def ask(self, new: NewQuestion) -> int:
        """Note a question; gives its record."""
        named = {"person": new.person_id, "project": new.project_id}
        with self._desk.store.step("steps.question_noted", name=new.text):
            made = self._records.add(NewRecord("question", new.text, new.account_id))
            self._facts.observe_value(made, "status", OPEN)
            for key, record_id in named.items():
                if record_id is not None:
                    self._facts.observe_value(made, key, self._records.get(record_id).uid)
            if new.step:
                self._facts.observe_value(made, "step", new.step)
            return made

    def answer(self, account_id: int, one: NextQuestion, text: str, seen: Observation = UNSTATED) -> int:
        """Store what was said: as a fact, as the record that was missing, or as the answer to an own question, which
        closes it; people who are named and not known yet are added. Gives the record. Raises `UserError` where the
        value does not fit or nothing can be stored."""
        if one.record_id is None:
            return self._add(account_id, one, text, seen)
        field = self._desk.catalogue.find(one.kind, one.field)
        if field is None:
            raise UserError("errors.question_without_field")
        if one.kind == "question":
            self.close(one.record_id, text, seen)
        elif field.type in PEOPLE:
            self._facts.observe_new_person(one.record_id, one.field, text, seen)
        else:
            self._facts.observe(one.record_id, one.field, text, seen)
        return one.record_id

    def close(self, record_id: int, text: str = "", seen: Observation = UNSTATED) -> None:
        """An own question is answered, or, without words, let go."""
        record = self._records.get(record_id)
        with self._desk.store.step("steps.question_closed", name=record.name):
            if text.strip():
                self._facts.observe(record_id, "answer", text, seen)
            self._facts.observe_value(record_id, "status", ANSWERED if text.strip() else LET_GO)

    def not_now(self, one: Skipped) -> int:
        """Come back to it in some days; gives the decision."""
        days = self._desk.catalogue.rulebook.param("not_now", "days")
        return self._skip(one, NOT_NOW, "", days)

    def unknowable(self, one: Skipped, reason: str) -> int:
        """It cannot be learnt at this stage; gives the decision. Raises `UserError` without a reason."""
        return self._skip(one, UNKNOWABLE, reason, None)

    def take_back(self, account_id: int, subject: str) -> None:
        """Ask a passed-over question again."""
        found = decisions(self._desk.plan(account_id)).get(subject, ())
        with self._desk.store.step("steps.question_back"):
            for one in found:
                if one.verdict in (NOT_NOW, UNKNOWABLE):
                    self._records.archive(one.record_id)

    def _skip(self, one: Skipped, verdict: str, reason: str, days: int | None) -> int:
        until = None if days is None else self._desk.today() + timedelta(days=days - 1)
        title = one.title[:MAX_NAME]
        return self._decisions.take(
            NewDecision(one.account_id, one.subject, verdict, title, reason, one.state, until)
        )

    def _add(self, account_id: int, one: NextQuestion, text: str, seen: Observation) -> int:
        kind = self._desk.catalogue.kinds.get(one.kind)
        if kind is None or kind.ref:
            raise UserError("errors.question_without_field")
        facts = {kind.cover_by: one.option} if kind.cover_by and one.option else {}
        return self._records.add(
            NewRecord(one.kind, text, one.parent_id or account_id, facts=facts, seen=seen)
        )
