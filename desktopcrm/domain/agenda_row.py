"""What one line of Today is, and how lines are ordered and grouped. Knows no rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from desktopcrm.domain.said import Said

if TYPE_CHECKING:
    from desktopcrm.domain.dropped import Dropped
    from desktopcrm.domain.proposals import Proposal

OVERDUE, TODAY, SOON, LATER = range(4)
"""Urgency: its day has passed, it is today, within the days that Today looks ahead, later than that."""

KINDS = (
    "visit",  # planned for today or the days ahead
    "untold",  # planned for a day that has passed: how was it?
    "proposal",  # the app proposes, the rep decides
    "invite",  # a new KP-A, to our company
    "hop",  # a step on the way to the first key person
    "clock",  # the closing clock runs out
    "promise",  # promised, by us or by them
    "contact",  # the next call or visit, by tier or because a deal waits
    "action",  # to do, promised to nobody
    "material",  # sent, and not spoken of since
    "stage",  # a purchase stands still
    "window",  # the customer will soon buy again
    "birthday",
    "thanks",  # the quarterly word of thanks
)
"""All kinds of rows, the ones that wait least first."""
RANKS = {kind: rank for rank, kind in enumerate(KINDS)}

EFFORTS = ("", "desk", "call", "visit")
"""What time a row takes, from none to a journey."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to do at one account. `subject` names the matter for good, `state` how it stands: a row that was put
    off stays away while the state is the same. `place`: tab and focus in the account's page. `more`: what else
    belongs to it. `deal`: class of the deal it serves; `time` "HH:MM" and `minutes` of what is planned."""

    kind: str
    subject: str
    state: str
    account_id: int
    account: str
    record_id: int
    said: Said
    rule: str
    urgency: int
    due: date | None = None
    project_id: int | None = None
    person_id: int | None = None
    deeds: tuple[str, ...] = ("open",)
    proposal: Proposal | None = None
    place: tuple[str, str] = ("", "")
    more: tuple[Said, ...] = ()
    deal: str = ""
    effort: str = ""
    time: str = ""
    minutes: int | None = None

    @property
    def order(self) -> tuple[int, int, date, int, str, str, int, str]:
        """Most urgent first. What is overdue by how little it waits, then the oldest; what comes by its day; then time
        of day, account, what was written down first."""
        kind = RANKS[self.kind]
        return (
            self.urgency,
            kind if self.urgency == OVERDUE else 0,
            self.due or date.max,
            kind,
            self.time,
            self.account,
            self.record_id,
            self.subject,
        )


@dataclass(frozen=True, slots=True)
class Quiet:
    """A purchase that was dropped, for the list that never asks for anything."""

    account_id: int
    account: str
    title: str
    dropped: Dropped


DEEDS = (
    "log",
    "call",
    "plan_visit",
    "move",
    "cancel",
    "done",
    "decide",
    "hop_done",
    "invited",
    "thanked",
    "snooze",
    "open",
)
"""What can be done with a row where it stands."""


def ordered(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(sorted(rows, key=lambda row: row.order))


def by_urgency(rows: Iterable[Row]) -> dict[int, tuple[Row, ...]]:
    """Urgency → rows in their order; only urgencies that have some."""
    found: dict[int, list[Row]] = {}
    for row in ordered(rows):
        found.setdefault(row.urgency, []).append(row)
    return {key: tuple(those) for key, those in sorted(found.items())}


def by_account(rows: Iterable[Row]) -> dict[int, tuple[Row, ...]]:
    """Account → its rows in their order; the account with the most urgent row first."""
    found: dict[int, list[Row]] = {}
    for row in ordered(rows):
        found.setdefault(row.account_id, []).append(row)
    return {key: tuple(those) for key, those in found.items()}
