"""Short words for what Today says about the customer of `World` on a day."""

from __future__ import annotations

from dataclasses import dataclass

from desktopcrm.domain.agenda import Agenda, Row, agenda
from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.day_plan import DayPlan, day_plan
from desktopcrm.services.records import NewRecord
from tests.method.purchase_world import START, World, on

BONUS = {"has_need": "yes", "has_money": "yes", "has_authority": "yes", "is_urgent": "yes"}
GOLD_MINE = {**BONUS, "is_urgent": "no"}
NEXT_MONTH = {"has_need": "no", "has_money": "yes"}
NEXT_QUARTER = {"has_need": "yes", "has_money": "no"}
BAGGAGE = {"has_need": "no", "has_money": "no"}
NAMES = ("overdue", "today", "soon", "later")


@dataclass(frozen=True, slots=True)
class Day:
    """The customer on a day."""

    world: World
    day: int
    catalogue: Catalogue | None = None

    @property
    def agenda(self) -> Agenda:
        return agenda(self.world.plan(self.day), self.catalogue or self.world.catalogue)

    def rows(self, *kinds: str) -> list[Row]:
        return [one for one in self.agenda.rows if not kinds or one.kind in kinds]

    def one(self, kind: str) -> Row:
        (found,) = self.rows(kind)
        return found

    def says(self, *kinds: str) -> list[str]:
        """(urgency: sentence) of the rows."""
        return [f"{NAMES[one.urgency]}: {self.world.tell(one.said)}" for one in self.rows(*kinds)]

    def more(self, kind: str) -> list[str]:
        return [self.world.tell(one) for one in self.one(kind).more]

    def plan(self) -> DayPlan:
        catalogue = self.catalogue or self.world.catalogue
        return day_plan([self.agenda.of_day], catalogue, on(self.day))


def at(world: World, day: int, **tuned: int) -> Day:
    """The customer on day `day`, seen from that day; with other parameters where given (`rule__param`)."""
    world.today(day)
    return Day(world, day, world.tuned(**tuned) if tuned else None)


def action(world: World, title: str, due: int | None, **facts: str) -> int:
    """Something to do by a day."""
    known = {**facts, **({} if due is None else {"due": on(due).isoformat()})}
    return world.app.records.add(NewRecord("action", title, world.account, created_on=START, facts=known))


def promise(world: World, title: str, due: int | None, **facts: str) -> int:
    return action(world, title, due, promise="yes", **facts)


def sort(world: World, prelim: str) -> None:
    world.app.classes.sort([world.account], prelim)
