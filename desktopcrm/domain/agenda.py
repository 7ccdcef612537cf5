"""What one account asks of the rep on a day: all rows of Today, each thing once (issue 3; d4, d5.3, d6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from desktopcrm.domain import (
    agenda_rows_action,
    agenda_rows_clock,
    agenda_rows_contact,
    agenda_rows_date,
    prelim_class,
)
from desktopcrm.domain.agenda_case import BAGGAGE, Case, case_of, with_time
from desktopcrm.domain.agenda_row import (
    DEEDS,
    KINDS,
    LATER,
    OVERDUE,
    SOON,
    TODAY,
    Quiet,
    Row,
    by_account,
    by_urgency,
    ordered,
)
from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.day_change import Change, changes_of
from desktopcrm.domain.day_plan import DayRows
from desktopcrm.domain.decisions import Decision, decisions
from desktopcrm.domain.dropped import quiet_list
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.scoreboard import Score, score

__all__ = [
    "DEEDS",
    "KINDS",
    "LATER",
    "OVERDUE",
    "SOON",
    "TODAY",
    "Agenda",
    "Quiet",
    "Row",
    "agenda",
    "by_account",
    "by_urgency",
    "ordered",
]

HIDING = ("snoozed", "acknowledged", "not_now")
"""Decisions about a row that take it away while nothing changes."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """Rows of one account in their order. `score`: calls and visits done and due; `put_off`: rows that the rep does
    not want to see yet; `spared`: rows that class 3 and baggage do not get; `quiet`: dropped purchases that wait for
    their trigger; `changes`: what the rep changed in the plan of the day, by the subject of the row; `is_first`: the
    account is in class 1."""

    account_id: int
    rows: tuple[Row, ...]
    score: Score
    put_off: tuple[Row, ...] = ()
    spared: tuple[Row, ...] = ()
    quiet: tuple[Quiet, ...] = ()
    changes: Mapping[str, Change] = field(default_factory=dict)
    gets_time: bool = True
    is_first: bool = False

    @property
    def of_day(self) -> DayRows:
        """Its part in the plan of the day."""
        return DayRows(self.rows, self.spared, self.gets_time, self.changes, self.is_first)


def agenda(plan: Plan, catalogue: Catalogue) -> Agenda:
    """Everything due at the account on `plan.day`."""
    account = plan.account
    case = case_of(plan, catalogue)
    found, spared = _found(case)
    taken = {subject: those[0] for subject, those in decisions(plan).items()}
    away = [row for row in found if _is_put_off(row, taken.get(row.subject), plan.day)]
    return Agenda(
        account.id,
        ordered(row for row in found if row not in away),
        score(plan, catalogue),
        ordered(away),
        ordered(spared),
        tuple(
            Quiet(account.id, account.name, plan.record(one.project_id).name, one)
            for one in (quiet_list(plan, catalogue) if account.archived_at is None else ())
        ),
        changes_of(taken.values(), plan.day),
        case.gets_time,
        prelim_class.prelim_class(plan) == prelim_class.FIRST,
    )


def _found(case: Case) -> tuple[list[Row], list[Row]]:
    """Rows, and the rows that are spared because no hours are given to the account or the purchase."""
    promised = list(agenda_rows_action.promises(case))
    if case.plan.account.archived_at is not None:
        return promised, []
    if not case.gets_time:
        kept = promised + list(agenda_rows_contact.agreed(case))
        told = {row.subject for row in kept}
        return kept, [row for those in _found(with_time(case)) for row in those if row.subject not in told]
    clocks = {one.id: list(agenda_rows_clock.rows(case, one)) for one in case.purchases}
    touching = list(agenda_rows_contact.rows(case, {key for key, rows in clocks.items() if rows}))
    asked = any(row.kind == "contact" for row in touching)
    found = promised + touching
    found += agenda_rows_action.actions(case)
    found += [] if asked else agenda_rows_action.material(case)
    found += agenda_rows_date.rows(case)
    spared: list[Row] = []
    for one in case.purchases:
        into = spared if one.deal == BAGGAGE else found
        into += clocks[one.id]
        into += agenda_rows_clock.stage(case, one, asked or bool(clocks[one.id]))
    return found, spared


def _is_put_off(row: Row, taken: Decision | None, today: date) -> bool:
    return taken is not None and taken.verdict in HIDING and taken.holds(today, row.state)
