"""The eight hours of one day, filled from the rows of Today (S0: eight hours a day; beyond 16).

What is agreed comes first; then, band by band, what is due, and in the time that is left what comes due in the days
ahead. One account is one slot: whoever is visited or called is asked everything at once. Knows no language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from desktopcrm.domain.agenda_case import BAGGAGE
from desktopcrm.domain.agenda_row import EFFORTS, SOON, TODAY, Row, by_account
from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.day_change import Change

FIXED, HOP, PROMISE, CADENCE, NOBODY = "fixed", "hop", "promise", "cadence", "none"
BANDS = (FIXED, "bonus", "gold_mine", HOP, PROMISE, CADENCE, "next_month", "next_quarter", NOBODY)
"""Why something has its place in the day, first things first; `none`: no minutes are given to it by themselves."""

HOP_KINDS = ("hop", "clock", "invite", "proposal")
PROMISE_KINDS = ("promise", "action")
LATE_BANDS = ("next_month", "next_quarter")
DESK = "desk"
NO_CHANGE = Change()


@dataclass(frozen=True, slots=True)
class Slot:
    """Time for one account. `subject`: the row it is known by; `rows`: all that can be settled then; `start`
    "HH:MM" of what is agreed; `changed`: the rep set its minutes or its place."""

    subject: str
    band: str
    account_id: int
    account: str
    effort: str
    minutes: int
    rows: tuple[Row, ...]
    start: str = ""
    changed: bool = False


@dataclass(frozen=True, slots=True)
class DayPlan:
    """`slots` in order fit into the day; `waiting` did not; `out` the rep took out. `left`: minutes to spare, below
    zero where what is agreed or set by hand is more than the day holds; `freed`: minutes that class 3 and baggage
    would take; `bound`: minutes of what is agreed with class 3, which has no slot."""

    day: date
    minutes: int
    slots: tuple[Slot, ...]
    waiting: tuple[Slot, ...]
    out: tuple[Slot, ...]
    left: int
    freed: int
    bound: int = 0


@dataclass(frozen=True, slots=True)
class DayRows:
    """What a day is made of: `rows` of all accounts, those that are `spared` (no minutes are given to them), the
    accounts that get `no_time`, what the rep changed by the subject of a row."""

    rows: tuple[Row, ...]
    spared: tuple[Row, ...] = ()
    no_time: frozenset[int] = frozenset()
    changes: Mapping[str, Change] | None = None


def day_plan(found: DayRows, catalogue: Catalogue, day: date) -> DayPlan:
    """Fill the day."""
    cost = Costs(catalogue)
    changes = found.changes or {}
    mine = [row for row in found.rows if row.account_id not in found.no_time]
    slots = [
        slot
        for rows in by_account(row for row in mine if row.effort and row.urgency <= SOON).values()
        for slot in _slots(rows, cost, changes, day)
    ]
    bound = sum(
        cost.of(row) for row in found.rows if row.account_id in found.no_time and _is_agreed(row, day)
    )
    return _filled(slots, changes, (day, cost.day, bound, _freed(found.spared, slots, cost)))


class Costs:
    """Minutes that things take by the rule book."""

    def __init__(self, catalogue: Catalogue) -> None:
        book = catalogue.rulebook
        visit, travel, call, desk = (
            book.param("day_plan", key) for key in ("visit", "travel", "call", "desk")
        )
        self.day = 60 * book.param("day_plan", "hours")
        self._of = {"": 0, "desk": desk, "call": call, "visit": visit + travel}

    def of(self, row: Row) -> int:
        """As planned by hand, else as its effort usually takes."""
        return self._of[row.effort] if row.minutes is None else row.minutes


def band_of(row: Row) -> str:
    """Why a row has its place in the day."""
    if row.deal in ("bonus", "gold_mine"):
        return row.deal
    if row.kind in HOP_KINDS:
        return HOP
    if row.kind in PROMISE_KINDS:
        return PROMISE
    if row.deal == BAGGAGE:
        return NOBODY
    if row.deal in LATE_BANDS and row.rule != "cadence":
        return row.deal
    return CADENCE


def _is_agreed(row: Row, day: date) -> bool:
    return row.kind == "visit" and row.due == day


def _slots(rows: tuple[Row, ...], cost: Costs, changes: Mapping[str, Change], day: date) -> list[Slot]:
    """One slot for all there is to talk about, the first visit agreed for the day where there is one; each further
    visit and each thing to do at the desk takes its own. Visits agreed for other days wait for theirs."""
    agreed = [row for row in rows if _is_agreed(row, day)]
    talk = tuple(row for row in rows if row.kind != "visit" and row.effort != DESK)
    found = [replace(_slot((row,), cost), band=FIXED, start=row.time) for row in agreed]
    if found:
        found[0] = replace(found[0], rows=(*found[0].rows, *talk))
    elif talk:
        found.append(_slot(talk, cost))
    found += [_slot((row,), cost) for row in rows if row.kind != "visit" and row.effort == DESK]
    return [_changed(one, _change_of(one, changes)) for one in found]


def _slot(rows: tuple[Row, ...], cost: Costs) -> Slot:
    """The row of the first band leads; the greatest effort of what is due settles the others too."""
    ranked = sorted(rows, key=lambda row: (row.urgency > TODAY, BANDS.index(band_of(row)), row.order))
    lead = ranked[0]
    now = [row for row in ranked if row.urgency <= max(TODAY, lead.urgency)]
    effort = max((row.effort for row in now), key=EFFORTS.index)
    settled = tuple(row for row in ranked if EFFORTS.index(row.effort) <= EFFORTS.index(effort))
    minutes = max(cost.of(row) for row in now)
    return Slot(lead.subject, band_of(lead), lead.account_id, lead.account, effort, minutes, settled)


def _changed(slot: Slot, change: Change) -> Slot:
    if change.is_nothing or change.out:
        return slot
    minutes = slot.minutes if change.minutes is None else change.minutes
    return replace(slot, minutes=minutes, changed=True)


def _change_of(slot: Slot, changes: Mapping[str, Change]) -> Change:
    return next((changes[row.subject] for row in slot.rows if row.subject in changes), NO_CHANGE)


def _filled(slots: list[Slot], changes: Mapping[str, Change], day: tuple[date, int, int, int]) -> DayPlan:
    """`day`: the day, its minutes, those bound elsewhere, those freed."""
    when, minutes, bound, freed = day
    out = [one for one in slots if _change_of(one, changes).out]
    fixed = sorted(
        (one for one in slots if one.band == FIXED and one not in out),
        key=lambda one: (one.start or "99", one.account),
    )
    loose = sorted((one for one in slots if one.band != FIXED and one not in out), key=_order)
    left = minutes - bound - sum(one.minutes for one in fixed)
    chosen, waiting = list(fixed), []
    for one in sorted(loose, key=lambda one: not one.changed):  # what the rep set comes in first
        if one.changed or (one.band != NOBODY and one.minutes <= left):
            chosen.append(one)
            left -= one.minutes
        elif one.band != NOBODY:
            waiting.append(one)
    return DayPlan(
        when,
        minutes,
        (*fixed, *_placed(sorted(chosen[len(fixed) :], key=_order), changes)),
        tuple(waiting),
        tuple(out),
        left,
        freed,
        bound,
    )


def _order(slot: Slot) -> tuple[object, ...]:
    """What is due first, band by band; then what comes due, band by band."""
    lead = slot.rows[0]
    return (lead.urgency > TODAY, BANDS.index(slot.band), *lead.order)


def _placed(slots: Iterable[Slot], changes: Mapping[str, Change]) -> list[Slot]:
    """The rep's own places, the others around them in their order."""
    own = [(change.order, one) for one in slots if (change := _change_of(one, changes)).order is not None]
    placed = [one for one in slots if _change_of(one, changes).order is None]
    for order, one in sorted(own, key=lambda pair: (pair[0], pair[1].subject)):
        placed.insert(max(0, (order or 1) - 1), one)
    return placed


def _freed(spared: tuple[Row, ...], slots: list[Slot], cost: Costs) -> int:
    """What would be due today with class 3 and baggage, each account once, as long as it gets nothing else."""
    served = {one.account_id for one in slots if one.band != NOBODY}
    due = [row for row in spared if row.effort and row.urgency <= TODAY and row.account_id not in served]
    nobody = [one for one in slots if one.band == NOBODY and one.rows[0].urgency <= TODAY and not one.changed]
    return sum(one.minutes for one in nobody) + sum(
        max(cost.of(row) for row in rows)
        for account, rows in by_account(due).items()
        if account not in {one.account_id for one in nobody}
    )
