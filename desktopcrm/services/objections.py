"""Rejections in the rep's hands: write down what was heard, practise, see how it stands. Each is one undoable step.

Which answers there are is the matter of `deck`; the rules are in the domain.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from desktopcrm.domain import learning, stages
from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.changes import ChangeSet
from desktopcrm.domain.follow_up import FollowUp, follow_up
from desktopcrm.domain.heard import Heard, events
from desktopcrm.domain.learning import FAILED, PASSED, Skill, Try
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.practice import Objection
from desktopcrm.domain.records import Observation, Record
from desktopcrm.errors import UserError
from desktopcrm.services.desk import Desk
from desktopcrm.services.objection_deck import ObjectionDeck
from desktopcrm.services.records import NewRecord, Records
from desktopcrm.storage import practice
from desktopcrm.texts import Texts

DRILLED = "steps.drilled"
PERSON_FIELDS = ("behaviour_type_1", "behaviour_type_2", "cues_1", "cues_2")


@dataclass(frozen=True, slots=True)
class NewRejection:
    """What was heard. `answer`, `result`: keys, may be empty; `looked`: at the card, `None` where not said; `words`:
    theirs; `day`: today where `None`; `come_back`: when to come back to the material, else as the rule says."""

    account_id: int
    objection: str
    person_id: int | None = None
    project_id: int | None = None
    answer: str = ""
    result: str = ""
    looked: bool | None = None
    words: str = ""
    day: date | None = None
    come_back: date | None = None


@dataclass(frozen=True, slots=True)
class Noted:
    """The record, what to go on with, and the action or question that was made on the way."""

    record_id: int
    follow_up: FollowUp
    made: Record | None = None


class Objections:
    """`deck` words rejections and answers."""

    def __init__(self, desk: Desk, rows: Records, texts: Texts) -> None:
        self._desk = desk
        self._records = rows
        self._texts = texts
        self.deck = ObjectionDeck(desk)
        self._kept: tuple[date, tuple[Heard, ...]] | None = None
        desk.store.bus.subscribe(self._on_change)

    def heard(self, new: NewRejection) -> Noted:
        """Write a rejection down with what follows from it: for material a dated action of ours (never progress), for
        “not responsible” the question who is. Raises `UserError`."""
        desk, objection = self._desk, self.deck.objection(new.objection)
        plan = desk.plan(new.account_id)
        self._check(plan, new)
        name = {"en": objection.label.en, "zh": objection.label.zh}
        with desk.store.step("steps.rejection_heard", name=name):
            record_id = self._records.add(
                NewRecord(
                    "rejection",
                    objection.label[desk.lang],
                    new.account_id,
                    facts=self._facts(plan, new),
                    seen=Observation(seen_on=new.day),
                )
            )
            made = self._follow(plan, objection, new)
        return Noted(
            record_id,
            follow_up(desk.plan(new.account_id), objection, new.project_id),
            self._records.get(made) if made else None,
        )

    def drill(self, objection: str, passed: bool, day: date | None = None) -> int:
        """Write down that a card was practised; gives the record."""
        one = self.deck.objection(objection)
        when = day or self._desk.today()
        facts = {
            "objection": one.key,
            "day": when.isoformat(),
            "result": PASSED if passed else FAILED,
        }
        name = {"en": one.label.en, "zh": one.label.zh}
        with self._desk.store.step(DRILLED, name=name):
            return self._records.add(
                NewRecord("drill", one.label[self._desk.lang], facts=facts, seen=Observation(seen_on=when))
            )

    def all_events(self, day: date | None = None) -> tuple[Heard, ...]:
        """Every rejection at every customer up to a day (today), newest first. Today's are kept until a change."""
        today = self._desk.today()
        if day is None and self._kept is not None and self._kept[0] == today:
            return self._kept[1]
        with self._desk.store.read() as tx:
            plans = practice.rejection_plans(tx, today, PERSON_FIELDS)
        found = [
            one
            for plan in plans
            for one in events(plan if day is None else plan.on(day), self._desk.catalogue)
        ]
        every = tuple(sorted(found, key=lambda one: one.order, reverse=True))
        if day is None:
            self._kept = (today, every)
        return every

    def drills(self, day: date | None = None) -> tuple[Try, ...]:
        """All practice up to a day (today), oldest first."""
        with self._desk.store.read() as tx:
            plan = practice.drill_plan(tx, self._desk.today())
        return learning.drills(plan if day is None else plan.on(day))

    def skills(self, day: date | None = None, heard: Sequence[Heard] | None = None) -> tuple[Skill, ...]:
        """The learning stage of every rejection, in the order of the deck. `heard`: where it was read already."""
        known = self.all_events(day) if heard is None else heard
        tries = (*self.drills(day), *learning.real(known))
        catalogue: Catalogue = self._desk.catalogue
        return learning.skills(catalogue.objections, tries, catalogue.rulebook)

    def follow_up(self, account_id: int, objection: str, project_id: int | None = None) -> FollowUp:
        """Where to go on from a rejection, without writing anything down."""
        return follow_up(self._desk.plan(account_id), self.deck.objection(objection), project_id)

    def come_back(self, day: date | None = None) -> date:
        """The day on which to come back to material asked for on a day (today), unless another is named."""
        days = self._desk.catalogue.rulebook.param("material_next_step", "days")
        return (day or self._desk.today()) + timedelta(days=days)

    def _on_change(self, changes: ChangeSet) -> None:
        """Practice changes nothing about what was heard; anything else may."""
        if changes.label != DRILLED:
            self._kept = None

    def _check(self, plan: Plan, new: NewRejection) -> None:
        for record_id in (new.person_id, new.project_id):
            if record_id is not None and record_id not in plan.records:
                raise UserError("errors.record_gone")
        if new.answer:
            self.deck.answer(new.answer)

    def _facts(self, plan: Plan, new: NewRejection) -> dict[str, str]:
        day = new.day or self._desk.today()
        facts = {
            "objection": new.objection,
            "day": day.isoformat(),
            "answer": new.answer,
            "result": new.result,
            "comment": new.words,
        }
        if new.person_id is not None:
            facts["person"] = plan.record(new.person_id).uid
        if new.project_id is not None:
            facts["project"] = plan.record(new.project_id).uid
            past = [event for event in plan.course_of(new.project_id) if event.day <= day]
            facts["stage"] = str(stages.course(past, day).stage)
        if new.looked is not None:
            facts["looked"] = "yes" if new.looked else "no"
        return facts

    def _follow(self, plan: Plan, objection: Objection, new: NewRejection) -> int:
        """Make what the rejection asks for; gives the record, 0 where nothing is made."""
        if objection.opens not in ("next_step", "responsible"):
            return 0
        about = {}
        if new.person_id is not None:
            about["person"] = plan.record(new.person_id).uid
        if new.project_id is not None:
            about["project"] = plan.record(new.project_id).uid
        seen = Observation(seen_on=new.day)
        if objection.opens == "next_step":
            due = new.come_back or self.come_back(new.day)
            about |= {"direction": "ours", "status": "open", "due": due.isoformat()}
            return self._records.add(
                NewRecord("action", self._action_name(plan, new), new.account_id, facts=about, seen=seen)
            )
        about |= {"status": "open", "step": "need"}
        return self._records.add(
            NewRecord("question", self._question_name(plan, new), new.account_id, facts=about, seen=seen)
        )

    def _action_name(self, plan: Plan, new: NewRejection) -> str:
        lang = self._desk.lang
        if new.person_id is None:
            return self._texts.t("objections.action_material", lang)
        return self._texts.t("objections.action_material_with", lang, person=plan.record(new.person_id).name)

    def _question_name(self, plan: Plan, new: NewRejection) -> str:
        lang = self._desk.lang
        if new.project_id is None:
            return self._texts.t("objections.question_responsible", lang)
        return self._texts.t(
            "objections.question_responsible_for", lang, project=plan.record(new.project_id).name
        )
