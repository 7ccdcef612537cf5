"""A purchase on a fixed calendar on which flags are raised, accepted and mended, in short words."""

from __future__ import annotations

from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.flags import Flag, flags
from desktopcrm.domain.records import Observation
from desktopcrm.services.records import NewRecord
from tests.method.purchase_world import START, World, on


class Case(World):
    """Day 0 is a Monday; a new purchase stands at stage 1."""

    def flags(self, day: int = 0, catalogue: Catalogue | None = None) -> tuple[Flag, ...]:
        return flags(self.plan(day), catalogue or self.catalogue)

    def raised(self, rule: str, day: int = 0, catalogue: Catalogue | None = None) -> list[Flag]:
        """Flags of a rule that nobody has accepted."""
        return [one for one in self.flags(day, catalogue) if one.rule == rule and one.accepted is None]

    def is_raised(self, rule: str, day: int = 0, catalogue: Catalogue | None = None) -> bool:
        return bool(self.raised(rule, day, catalogue))

    def days(self, rule: str, *days: int) -> list[bool]:
        """On which of these days a rule raises its flag."""
        return [self.is_raised(rule, day) for day in days]

    def said(self, rule: str, day: int = 0) -> str:
        """The flag's sentence in English."""
        found = self.raised(rule, day)
        assert len(found) == 1
        return self.tell(found[0].said)

    def at_stage(self, stage: int, day: int = 0) -> None:
        """Move on from stage 1 without leaving anything owed behind."""
        for number in range(1, stage):
            for item in self.catalogue.stage(number).item:
                if item.mandatory and item.key not in ("2d", "3d", "4e"):
                    self.app.projects.tick(self.project, item.key, "yes", Observation(seen_on=on(day)))
        self.to_stage(stage, day)

    def put(self, what: str, name: str, parent: int | None = None, day: int = 0, /, **facts: str) -> int:
        """A record with its facts, as known since a day."""
        seen = Observation(seen_on=on(day))
        return self.app.records.add(
            NewRecord(what, name, parent or self.account, created_on=on(day), facts=facts, seen=seen)
        )

    def tick(self, item: str, state: str = "yes", day: int = 0) -> None:
        self.app.projects.tick(self.project, item, state, Observation(seen_on=on(day)))

    def rival(self, name: str = "Hartmann", day: int = 0, **facts: str) -> int:
        firm = self.app.records.add(NewRecord("firm", name, created_on=START))
        made = self.app.records.add(NewRecord("rival", name, self.account, firm, created_on=on(day)))
        self.know(made, day, **facts)
        return made

    def ranked(self, name: str, rank: str) -> int:
        """A rival, or we (no name), in the comparison."""
        made = self.app.rivals.add_contender(self.project, name)
        self.know(made, rank_in_test=rank)
        return made

    def accept(self, rule: str, day: int = 0) -> None:
        """Accept the flag of a rule with a reason."""
        self.today(day)
        self.app.flags.accept(self.account, self.raised(rule, day)[0].subject, "we know and wait")
