"""The list of accounts as values: what is asked for, and one line of the answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

SORTS = ("name", "stage", "coverage", "last_touch", "next_due")


@dataclass(frozen=True, slots=True)
class AccountQuery:
    """`sort` is one of `SORTS`. `quick`: where many rows are out of date, show them as they are (the window brings
    them up to date in the background).
    """

    text: str = ""
    sort: str = "name"
    descending: bool = False
    offset: int = 0
    limit: int = 200
    archived: bool = False
    quick: bool = False


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One line of the list; `coverage` = percent of point, line, surface, precision. `stage` 0: no purchase."""

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
