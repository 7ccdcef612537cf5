"""All purchases of all accounts on one board: where each stands, for how long, what is open. Read only.

Reads whole tables at once; opening an account's plan for each card would take seconds on a full database.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from desktopcrm.domain import stages
from desktopcrm.domain.catalogue import Item
from desktopcrm.domain.gates import DONE_STATES
from desktopcrm.domain.records import Fact, Record
from desktopcrm.domain.search_text import search_text
from desktopcrm.services.desk import Desk
from desktopcrm.storage import plans


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """One card. `amount` is canonical money, `late_days` how far it is over the stage's expected days (0: in time);
    `open_mandatory` counts the items that keep the gate shut; `forced`: it was advanced with items open."""

    id: int
    title: str
    account_id: int
    account: str
    stage: int
    status: str
    amount: str
    probability: str
    days_in_stage: int
    late_days: int
    open_mandatory: int
    done: int
    total: int
    forced: bool
    search: str


class Board:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def rows(self) -> list[ProjectRow]:
        """Every live purchase of every live account; the longest in its stage first."""
        items = {stage.number: stage.item for stage in self._desk.catalogue.stages}
        fields = ("amount", "probability", *(item.field for some in items.values() for item in some))
        with self._desk.store.read() as tx:
            accounts = {one.id: one for one in plans.of_kind(tx, "account") if one.archived_at is None}
            projects = [one for one in plans.of_kind(tx, "project") if one.archived_at is None]
            facts = plans.facts_of_kind(tx, "project", fields)
            events = plans.all_events(tx)
        today = self._desk.today()
        rows = [
            self._row(
                (one, accounts[one.account_id or 0]), stages.course(events.get(one.id, ()), today), facts
            )
            for one in projects
            if (one.account_id or 0) in accounts
        ]
        return sorted(rows, key=lambda row: (-row.late_days, -row.days_in_stage, row.search))

    def _row(
        self, pair: tuple[Record, Record], course: stages.Course, facts: dict[tuple[int, str], Fact]
    ) -> ProjectRow:
        project, account = pair
        stage = self._desk.catalogue.stage(course.stage)

        def value(field: str) -> str:
            fact = facts.get((project.id, field))
            return fact.value if fact else ""

        def is_open(item: Item) -> bool:
            return value(item.field) not in DONE_STATES

        late = course.days_in_stage - stage.expected_days if course.status == "open" else 0
        states = [value(item.field) for item in stage.item]
        return ProjectRow(
            id=project.id,
            title=project.name,
            account_id=account.id,
            account=account.name,
            stage=course.stage,
            status=course.status,
            amount=value("amount"),
            probability=value("probability"),
            days_in_stage=course.days_in_stage,
            late_days=max(0, late),
            open_mandatory=sum(1 for item in stage.item if item.mandatory and is_open(item)),
            done=states.count("yes"),
            total=len(states) - states.count("na"),
            forced=bool(course.forced),
            search=search_text(project.name, account.name),
        )


def totals(rows: list[ProjectRow]) -> list[str]:
    """Sum of the amounts as canonical money, one a currency, the largest number of purchases first."""
    sums: dict[str, Decimal] = {}
    counts: dict[str, int] = {}
    for row in rows:
        code, _, number = row.amount.partition(" ")
        if number:
            sums[code] = sums.get(code, Decimal(0)) + Decimal(number)
            counts[code] = counts.get(code, 0) + 1
    return [f"{code} {sums[code]:f}" for code in sorted(sums, key=lambda code: (-counts[code], code))]
