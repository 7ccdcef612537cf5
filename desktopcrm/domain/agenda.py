"""What one account asks of the rep on a day: all rows of Today, each thing once (issue 3; d4, d5.3, d6)."""

from __future__ import annotations

from dataclasses import dataclass

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
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.scoreboard import Score

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


@dataclass(frozen=True, slots=True)
class Agenda:
    """Rows of one account in their order. `score`: calls and visits done and due; `spared`: rows that class 3 and
    baggage do not get; `quiet`: dropped purchases that wait for their trigger."""

    account_id: int
    rows: tuple[Row, ...]
    score: Score
    spared: tuple[Row, ...] = ()
    quiet: tuple[Quiet, ...] = ()


def agenda(plan: Plan, catalogue: Catalogue) -> Agenda:
    """Everything due at the account on `plan.day`."""
    del catalogue
    return Agenda(plan.account.id, (), Score())
