"""All purchases of all accounts on one board: where each stands, for how long, what is open. Read only.

Reads whole tables at once; opening an account's plan for each card would take seconds on a full database.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from desktopcrm.domain import stages
from desktopcrm.domain.catalogue import Item
from desktopcrm.domain.dropped import Dropped, in_order, quiet_list
from desktopcrm.domain.gates import DONE_STATES
from desktopcrm.domain.records import Fact, Record, StageEvent
from desktopcrm.domain.search_text import search_text
from desktopcrm.services.desk import Desk
from desktopcrm.storage import lean_reading, plans, summaries
from desktopcrm.storage.summaries import Standing


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """One card. `amount` is canonical money, `late_days` how far it is over the stage's expected days (0: in time);
    `open_mandatory` counts the items that keep the gate shut; `forced`: it was advanced with items open; `expected`:
    days of the stage; `silent_days`: without a word with the customer, 0 while that is no matter; `deal` and `kp`: its
    classes, empty where there is none."""

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
    expected: int = 0
    silent_days: int = 0
    deal: str = ""
    kp: str = ""

    @property
    def stands_still(self) -> bool:
        """Over the time of its stage, or nobody has been spoken with for too long."""
        return self.late_days > 0 or self.silent_days > 0


class QuietRow(NamedTuple):
    """One purchase on the quiet list, with whose it was."""

    title: str
    account_id: int
    account: str
    dropped: Dropped


QUIET = lean_reading.Wanted(
    {
        "account": ("tier",),
        "project": ("revive_when", "revive_on"),
        "activity": ("kind", "day", "time", "minutes", "state", "people", "project"),
    },
    ("reports_to",),
)
"""What the quiet list looks at."""


@dataclass(frozen=True, slots=True)
class _Read:
    """Whole tables, read at once: what the cards are made of."""

    accounts: dict[int, Record]
    facts: dict[tuple[int, str], Fact]
    events: dict[int, tuple[StageEvent, ...]]
    standings: dict[int, Standing]
    touched: dict[int, date]

    def value(self, project_id: int, field: str) -> str:
        fact = self.facts.get((project_id, field))
        return fact.value if fact else ""


class Board:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def rows(self) -> list[ProjectRow]:
        """Every live purchase of every live account; the longest in its stage first. The classes are those of the
        accounts' rows in the list, which are brought up to date there."""
        items = [item.field for stage in self._desk.catalogue.stages for item in stage.item]
        with self._desk.store.read() as tx:
            projects = [one for one in plans.of_kind(tx, "project") if one.archived_at is None]
            read = _Read(
                {one.id: one for one in plans.of_kind(tx, "account") if one.archived_at is None},
                plans.facts_of_kind(tx, "project", ("amount", "probability", "clock_paused", *items)),
                plans.all_events(tx),
                *summaries.standings(tx),
            )
        rows = [self._row(read, one) for one in projects if (one.account_id or 0) in read.accounts]
        return sorted(rows, key=lambda row: (-row.late_days, -row.days_in_stage, row.search))

    def quiet(self) -> list[QuietRow]:
        """The purchases that were given up: whose day has come first. It never asks for anything."""
        today, catalogue = self._desk.today(), self._desk.catalogue
        with self._desk.store.read() as tx:
            accounts = {one.id: one for one in plans.of_kind(tx, "account") if one.archived_at is None}
            projects = {one.id: one for one in plans.of_kind(tx, "project")}
            closed = [
                key
                for key, past in plans.all_events(tx).items()
                if stages.course(past, today).status == "dropped"
            ]
            wanted = {projects[key].account_id or 0 for key in closed if key in projects} & accounts.keys()
            found = lean_reading.read(tx, sorted(wanted), QUIET, today) if wanted else []
        there = in_order(one for plan in found for one in quiet_list(plan, catalogue))
        owners = {one.project_id: accounts[projects[one.project_id].account_id or 0] for one in there}
        return [
            QuietRow(
                projects[one.project_id].name, owners[one.project_id].id, owners[one.project_id].name, one
            )
            for one in there
        ]

    def _row(self, read: _Read, project: Record) -> ProjectRow:
        account = read.accounts[project.account_id or 0]
        course = stages.course(read.events.get(project.id, ()), self._desk.today())
        stage = self._desk.catalogue.stage(course.stage)

        def is_open(item: Item) -> bool:
            return read.value(project.id, item.field) not in DONE_STATES

        late = course.days_in_stage - stage.expected_days if course.status == "open" else 0
        states = [read.value(project.id, item.field) for item in stage.item]
        standing = read.standings.get(project.id, Standing())
        return ProjectRow(
            id=project.id,
            title=project.name,
            account_id=account.id,
            account=account.name,
            stage=course.stage,
            status=course.status,
            amount=read.value(project.id, "amount"),
            probability=read.value(project.id, "probability"),
            days_in_stage=course.days_in_stage,
            late_days=max(0, late),
            open_mandatory=sum(1 for item in stage.item if item.mandatory and is_open(item)),
            done=states.count("yes"),
            total=len(states) - states.count("na"),
            forced=bool(course.forced),
            search=search_text(project.name, account.name),
            expected=stage.expected_days,
            silent_days=self._silent(read, project) if course.status == "open" else 0,
            deal=standing.deal,
            kp=standing.kp,
        )

    def _silent(self, read: _Read, project: Record) -> int:
        """Days without a word with the customer; 0 where they are not too many, or the clocks are stopped."""
        events = read.events.get(project.id, ())
        if not events or read.value(project.id, "clock_paused") == "yes":
            return 0
        since = max(read.touched.get(project.account_id or 0, events[0].day), events[0].day)
        days = (self._desk.today() - since).days
        return days if days > self._desk.catalogue.rulebook.param("stage_pace", "silent_days") else 0


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
