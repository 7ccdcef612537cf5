"""The list of accounts as values: what is asked for, and one line of the answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

SORTS = ("name", "stage", "coverage", "last_touch", "next_due")
NO_DEAL = "none"
"""Asks for accounts whose best purchase has no deal class yet."""


@dataclass(frozen=True, slots=True)
class AccountQuery:
    """`sort` is one of `SORTS`. `quick`: where many rows are out of date, show them as they are (the window brings
    them up to date in the background). `tier` and `deal` (a deal class, or `NO_DEAL`) take only those; `due_by` only
    accounts with something due until that day; `hides_third` leaves out those sorted into class 3, unless a text looks
    for them by name (S0: they get no time).
    """

    text: str = ""
    sort: str = "name"
    descending: bool = False
    offset: int = 0
    limit: int = 200
    archived: bool = False
    quick: bool = False
    tier: str = ""
    deal: str = ""
    due_by: date | None = None
    hides_third: bool = False

    @property
    def is_narrowed(self) -> bool:
        """Whether it leaves out accounts beside those of the other shelf and of class 3."""
        return bool(self.text or self.tier or self.deal or self.due_by)


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One line of the list; `coverage` = percent of point, line, surface, precision. `stage` 0: no purchase. `prelim`:
    1, 2, 3 or empty; `deal` and `kp`: classes of the best purchase, empty where there is none."""

    id: int
    name: str
    industry: str
    city: str
    tier: str
    stage: int
    status: str
    project_title: str
    coverage: tuple[int, int, int, int]
    last_touch: date | None
    next_due: date | None
    archived: bool
    prelim: str = ""
    deal: str = ""
    kp: str = ""
