"""One customer with one purchase on a fixed calendar, and short words for what happens there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from desktopcrm.app import App
from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Observation
from desktopcrm.domain.said import Said
from desktopcrm.services.records import NewRecord
from desktopcrm.services.telling import tell

START = date(2026, 3, 2)
"""A Monday: the purchase begins, its account is added."""

KP_A = {"kp_rank": "first", "kp_need": "yes", "kp_ability": "yes", "value_recognised": "yes"}
KP_B = {**KP_A, "kp_rank": "second", "will_recommend": "yes"}
KP_C = {"kp_rank": "third", "value_recognised": "yes", "will_report": "yes"}
KP_D = {"kp_rank": "first", "kp_need": "no", "kp_ability": "no", "value_recognised": "no"}
CLASSES = {"kp_a": KP_A, "kp_b": KP_B, "kp_c": KP_C, "kp_d": KP_D}


def on(days: int) -> date:
    """So many days after the start."""
    return START + timedelta(days=days)


class World:
    """Days are counted from START; `plan(n)` is the plan of day n, as the app gives it."""

    def __init__(self, app: App) -> None:
        self.app = app
        app.preferences.put("language", "en")
        self.today(0)
        self.account = app.records.add(NewRecord("account", "Northfield Castings", created_on=START))
        self.project = app.projects.add(self.account, "Third furnace", START)

    def today(self, days: int) -> None:
        self.app.desk.clock = lambda: on(days)

    @property
    def catalogue(self) -> Catalogue:
        return self.app.desk.catalogue

    def tuned(self, **values: int) -> Catalogue:
        """The catalogue with other parameters; `rule__param` stands for rule.param."""
        book = self.catalogue.rulebook
        return replace(
            self.catalogue,
            rulebook=book.tuned({key.replace("__", "."): one for key, one in values.items()}),
        )

    def plan(self, days: int | None = None) -> Plan:
        return self.app.desk.plan(self.account, None if days is None else on(days))

    def know(self, record: int, day: int = 0, **facts: str) -> None:
        for key, value in facts.items():
            self.app.facts.observe(record, key, value, Observation(seen_on=on(day)))

    def member(self, name: str, day: int = 0, **facts: str) -> int:
        """Somebody in the buying team; gives the member."""
        person = self.app.records.add(NewRecord("person", name, self.account, created_on=START))
        member = self.app.records.add(NewRecord("member", name, self.project, person, created_on=START))
        self.know(member, day, **facts)
        return member

    def person(self, member: int) -> int:
        found = self.app.records.get(member).ref_id
        assert found is not None
        return found

    def contact(self, kind: str, day: int, *members: int, **facts: str) -> int:
        """A call, visit and the like that took place (or is planned, for a day to come)."""
        names = ", ".join(self.app.records.get(one).name for one in members)
        return self.app.records.add(
            NewRecord(
                "activity",
                f"{kind} {day}",
                self.account,
                created_on=START,
                facts={"kind": kind, "day": on(day).isoformat(), "people": names, **facts},
                seen=Observation(seen_on=START),
            )
        )

    def line(self, kind: str, one: int, other: int) -> None:
        """A line between the people of two members."""
        self.app.records.link(kind, self.person(one), self.person(other))

    def to_stage(self, stage: int, day: int = 0) -> None:
        for _ in range(stage - 1):
            self.app.projects.advance(self.project, "the board wants it", on(day))

    def quick(self) -> None:
        """This purchase runs on the quick clock."""
        self.know(self.project, clock_preset="quick")

    def tell(self, said: Said, lang: str = "en") -> str:
        return tell(self.app.texts, lang, said)
