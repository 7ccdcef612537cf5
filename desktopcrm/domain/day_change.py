"""What the rep changed in the plan of a day: minutes, place, in or out. Written down as decisions.

The subject is `day:<ISO day>:<subject of the row>`, the state `minutes=45;order=2` or `out`; an empty state takes
the change back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktopcrm.domain.decisions import Decision

VERDICT = "day"
OUT = "out"


@dataclass(frozen=True, slots=True)
class Change:
    """`minutes`, `order` (1 is first behind what is agreed): `None` leaves them as they are."""

    minutes: int | None = None
    order: int | None = None
    out: bool = False

    @property
    def is_nothing(self) -> bool:
        return self == Change()

    def followed_by(self, later: Change) -> Change:
        """Both together: a later one about the minutes leaves the place, and the other way round."""
        if later.is_nothing or later.out or self.out:
            return later
        minutes = self.minutes if later.minutes is None else later.minutes
        return Change(minutes, self.order if later.order is None else later.order)

    @property
    def state(self) -> str:
        """As it is written down."""
        if self.out:
            return OUT
        parts = {"minutes": self.minutes, "order": self.order}
        return ";".join(f"{key}={value}" for key, value in parts.items() if value is not None)


def of_state(state: str) -> Change:
    """From what was written down; what cannot be read changes nothing."""
    if state == OUT:
        return Change(out=True)
    found = dict(part.partition("=")[::2] for part in state.split(";") if "=" in part)
    values = {key: int(text) for key, text in found.items() if text.isdigit()}
    return Change(values.get("minutes"), values.get("order"))


def subject_of(day: date, row_subject: str) -> str:
    return f"day:{day.isoformat()}:{row_subject}"


def changes_of(taken: Iterable[Decision], day: date) -> dict[str, Change]:
    """Subject of the row → change, for one day."""
    start = subject_of(day, "")
    found = {}
    for one in taken:
        if one.verdict == VERDICT and one.subject.startswith(start):
            change = of_state(one.state)
            if not change.is_nothing:
                found[one.subject.removeprefix(start)] = change
    return found
