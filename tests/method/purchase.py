"""One purchase of one customer on a known day, in short words for what a rep writes down."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Observation, Source
from desktopcrm.domain.said import Said
from desktopcrm.services.decisions import NewDecision
from desktopcrm.services.records import NewRecord
from desktopcrm.services.telling import tell
from tests.method.conftest import Rep

TODAY = date(2026, 11, 22)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


class Purchase:
    """A purchase with its team; every fact has a day, and may have somebody who said it."""

    def __init__(self, rep: Rep) -> None:
        self.rep = rep
        rep.app.desk.clock = lambda: TODAY
        self.project = rep.app.projects.add(rep.account, "Second melting line", started=ago(200))

    @property
    def plan(self) -> Plan:
        return self.rep.plan

    @property
    def catalogue(self) -> Catalogue:
        return self.rep.app.desk.catalogue

    def person(self, name: str) -> int:
        return self.rep.app.records.add(NewRecord("person", name, self.rep.account, created_on=ago(200)))

    def member(self, name: str, day: date = TODAY, /, **facts: str) -> int:
        """A member of the buying team with what is known of him since a day."""
        made = NewRecord("member", name, self.project, self.person(name), ago(200))
        record = self.rep.app.records.add(made)
        self.know(record, day, **facts)
        return record

    def know(self, record: int, day: date = TODAY, said_by: str = "", /, **facts: str) -> None:
        """Write observations down; `-` takes one back. Who is known by name said it himself."""
        known = next((one.id for one in self.plan.of("person") if one.name == said_by), None)
        seen = Observation(Source("person", said_by, known) if said_by else Source(), seen_on=day)
        for field, value in facts.items():
            if value == "-":
                self.rep.app.facts.clear(record, field, seen)
            else:
                self.rep.app.facts.observe_value(record, field, value, seen)

    def lamps(self, day: date = TODAY, /, **facts: str) -> None:
        """What is known of the purchase itself."""
        self.know(self.project, day, **facts)

    def account(self, day: date = TODAY, /, **facts: str) -> None:
        """What is known of the customer."""
        self.know(self.rep.account, day, **facts)

    def talk(self, name: str, day: date, kind: str = "visit", state: str = "done") -> None:
        """A contact with somebody of the customer's."""
        uid = next(one.uid for one in self.plan.of("person") if one.name == name)
        made = NewRecord("activity", f"See {name}", self.rep.account)
        facts = {"kind": kind, "day": day.isoformat(), "people": uid, "state": state}
        self.know(self.rep.app.records.add(made), min(day, TODAY), **facts)

    def decide(self, verdict: str, state: str, day: date, until: date | None = None) -> int:
        subject = f"class:{self.plan.record(self.project).uid}"
        new = NewDecision(
            self.rep.account, subject, verdict, "Class", "He wants to see it run", state, until, day
        )
        return self.rep.app.decisions.take(new)

    def told(self, said: tuple[Said, ...], lang: str = "en") -> list[str]:
        return [tell(self.rep.app.texts, lang, one) for one in said]

    def tuned(self, param: str, value: int) -> Catalogue:
        """The method with one parameter (`rule.param`) set otherwise."""
        return replace(self.catalogue, rulebook=self.catalogue.rulebook.tuned({param: value}))
