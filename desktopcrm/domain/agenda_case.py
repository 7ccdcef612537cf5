"""One account as the families of Today's rows see it: its contacts, its running purchases, how far to look."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from desktopcrm.domain import stages
from desktopcrm.domain.agenda_row import LATER, OVERDUE, SOON, TODAY, Row
from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.contacts import MATERIAL, Contact, contacts
from desktopcrm.domain.deal_class import DEALS, classify, lamps
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.prelim_class import NO_TIME
from desktopcrm.domain.records import Record
from desktopcrm.domain.said import Said, sentence
from desktopcrm.domain.stages import Course

BAGGAGE = "baggage"


@dataclass(frozen=True, slots=True)
class Purchase:
    """A running (or paused) purchase and its deal class (empty: none)."""

    record: Record
    course: Course
    deal: str

    @property
    def id(self) -> int:
        return self.record.id


@dataclass(frozen=True, slots=True)
class Case:
    """`gets_time`: neither put away nor of the class that gets no hours; what it does not get is only promises."""

    plan: Plan
    catalogue: Catalogue
    contacts: tuple[Contact, ...]
    purchases: tuple[Purchase, ...]
    gets_time: bool

    @property
    def today(self) -> date:
        return self.plan.day

    def param(self, rule: str, key: str) -> int:
        return self.catalogue.rulebook.param(rule, key)

    @property
    def horizon(self) -> date:
        """The last day that Today looks ahead to."""
        return self.today + timedelta(days=self.param("look_ahead", "days"))

    def line(self, kind: str, record: Record, due: date | None = None) -> Row:
        """A row about a record, still without its sentence."""
        account = self.plan.account
        subject = f"row:{kind}:{record.uid}"
        return Row(kind, subject, "", account.id, account.name, record.id, EMPTY, "", self.urgency(due), due)

    def urgency(self, due: date | None) -> int:
        """How near a day is."""
        if due is None or due > self.horizon:
            return LATER
        if due < self.today:
            return OVERDUE
        return TODAY if due == self.today else SOON

    def when(self, due: date | None) -> Said:
        """The day as a part of a sentence: overdue, today, on a day, none agreed."""
        if due is None:
            return sentence("today.when_none")
        if due < self.today:
            return sentence("today.when_overdue", n=(self.today - due).days)
        return sentence("today.when_today") if due == self.today else sentence("today.when_on", day=due)

    @property
    def ahead(self) -> tuple[Contact, ...]:
        """Contacts agreed for today and the days ahead."""
        return tuple(
            one
            for one in self.contacts
            if one.state == "planned" and one.kind != MATERIAL and one.day <= self.horizon
        )

    @property
    def untold(self) -> tuple[Contact, ...]:
        """Contacts that were agreed for a day that has passed."""
        return tuple(one for one in self.contacts if one.state == "untold" and one.kind != MATERIAL)

    @property
    def best_deal(self) -> str:
        """Class of the purchase nearest to an order; baggage only where all is baggage."""
        found = [one.deal for one in self.purchases]
        known = [deal for deal in DEALS if deal in found and deal != BAGGAGE]
        return known[0] if known else BAGGAGE if found and set(found) == {BAGGAGE} else ""

    def purchase(self, uid: str) -> Purchase | None:
        return next((one for one in self.purchases if one.record.uid == uid), None)


EMPTY = Said("")


def case_of(plan: Plan, catalogue: Catalogue) -> Case:
    """Look at an account on the plan's day."""
    account = plan.account
    gets_time = account.archived_at is None and plan.value(account.id, "prelim_class") != NO_TIME
    return Case(plan, catalogue, contacts(plan), _purchases(plan, catalogue), gets_time)


def with_time(case: Case) -> Case:
    """The account as if it got hours: to tell what it is spared."""
    plan = case.plan
    history = {key: past for key, past in plan.history.items() if key != (plan.account.id, "prelim_class")}
    made = Plan(plan.account, plan.day, plan.records, history, plan.links, plan.events)
    return replace(case, plan=made, gets_time=True)


def _purchases(plan: Plan, catalogue: Catalogue) -> tuple[Purchase, ...]:
    found = []
    for record in plan.of("project"):
        course = stages.course(plan.course_of(record.id), plan.day)
        if course.is_open:
            found.append(Purchase(record, course, deal_of(plan, record.id, catalogue)))
    return tuple(found)


def deal_of(plan: Plan, project_id: int, catalogue: Catalogue) -> str:
    """Class of a purchase by its four lamps."""
    need, money, authority, urgency = (lamp.state for lamp in lamps(plan, project_id, catalogue))
    return classify(need, money, authority, urgency).deal
