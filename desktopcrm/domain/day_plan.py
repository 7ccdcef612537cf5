"""The eight hours of one day, filled from the rows of Today (S0: eight hours a day; beyond 16).

What is agreed comes first; then, band by band, what is due, and in the time that is left what comes due in the days
ahead. Accounts of class 1 and the others have their shares of the day; what one side does not need goes to the other
(d4.1). One account is one slot: whoever is visited or called is asked everything at once. Knows no language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from desktopcrm.domain.agenda_case import BAGGAGE
from desktopcrm.domain.agenda_row import EFFORTS, SOON, TODAY, Row
from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.day_change import Change
from desktopcrm.domain.prelim_class import FIRST, SECOND, WHOLE, hours_share

FIXED, HOP, PROMISE, CADENCE, NOBODY = "fixed", "hop", "promise", "cadence", "none"
BANDS = (FIXED, "bonus", "gold_mine", HOP, PROMISE, CADENCE, "next_month", "next_quarter", NOBODY)
"""Why something has its place in the day, first things first; `none`: no minutes are given to it by themselves."""

HOP_KINDS = ("hop", "clock", "invite", "proposal")
PROMISE_KINDS = ("promise", "action")
LATE_BANDS = ("next_month", "next_quarter")
DESK = "desk"


@dataclass(frozen=True, slots=True)
class Slot:
    """Time for one account. `subject`: the row it is known by; `rows`: all that can be settled then; `start`
    "HH:MM" of what is agreed; `changed`: the rep set its minutes or its place; `place`: that place (1 is first behind
    what is agreed); `is_out`: the rep took it out; `is_first`: an account of class 1."""

    subject: str
    band: str
    account_id: int
    account: str
    effort: str
    minutes: int
    rows: tuple[Row, ...]
    start: str = ""
    changed: bool = False
    place: int | None = None
    is_out: bool = False
    is_first: bool = False

    @property
    def is_set(self) -> bool:
        """It has its minutes whatever else is due."""
        return self.band == FIXED or self.changed

    @property
    def order(self) -> tuple[object, ...]:
        """What is due first, band by band; then what comes due, band by band."""
        lead = self.rows[0]
        return (lead.urgency > TODAY, BANDS.index(self.band), *lead.order)


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
    bound: int


@dataclass(frozen=True, slots=True)
class DayRows:
    """One account's part in a day: its `rows`, those it is `spared`, whether it gets hours at all, what the rep
    changed by the subject of a row, whether it is in class 1."""

    rows: tuple[Row, ...]
    spared: tuple[Row, ...] = ()
    gets_time: bool = True
    changes: Mapping[str, Change] = field(default_factory=lambda: MappingProxyType({}))
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """What one account takes of a day."""

    slots: tuple[Slot, ...]
    freed: int
    bound: int


class Costs:
    """Minutes that things take by the rule book."""

    def __init__(self, catalogue: Catalogue) -> None:
        book = catalogue.rulebook
        visit, travel, call, desk = (
            book.param("day_plan", key) for key in ("visit", "travel", "call", "desk")
        )
        self.day = 60 * book.param("day_plan", "hours")
        self._share = {True: hours_share(FIRST, book), False: hours_share(SECOND, book)}
        self._of = {DESK: desk, "call": call, "visit": visit + travel}

    def of(self, row: Row) -> int:
        """As planned by hand, else as its effort usually takes."""
        return self._of[row.effort] if row.minutes is None else row.minutes

    def of_day(self, is_first: bool) -> int:
        """Minutes of the day that accounts of class 1, or all the others, share."""
        return self.day * self._share[is_first] // WHOLE


def day_plan(accounts: Iterable[DayRows], catalogue: Catalogue, day: date) -> DayPlan:
    """Fill a day."""
    cost = Costs(catalogue)
    return filled((share_of(one, cost, day) for one in accounts), cost, day)


def share_of(found: DayRows, cost: Costs, day: date) -> Share:
    """What an account could take of the day, before anything is chosen."""
    rows = tuple(row for row in found.rows if row.effort and row.urgency <= SOON)
    spared = [cost.of(row) for row in found.spared if row.effort and row.urgency <= TODAY]
    if not found.gets_time:
        bound = sum(cost.of(row) for row in rows if _is_agreed(row, day))
        return Share((), 0 if bound else max(spared, default=0), bound)
    slots = tuple(replace(one, is_first=found.is_first) for one in _slots(rows, cost, found.changes, day))
    spared += [one.minutes for one in slots if one.band == NOBODY and one.rows[0].urgency <= TODAY]
    is_served = any(one.band != NOBODY or one.changed for one in slots)
    return Share(slots, 0 if is_served else max(spared, default=0), 0)


def filled(shares: Iterable[Share], cost: Costs, day: date) -> DayPlan:
    """Choose from what all accounts could take: agreed, set by hand, then in order while there is room."""
    those = tuple(shares)
    slots = [one for share in those for one in share.slots]
    bound = sum(share.bound for share in those)
    loose = sorted((one for one in slots if one.band != FIXED and not one.is_out), key=lambda one: one.order)
    fixed = sorted(
        (one for one in slots if one.band == FIXED and not one.is_out),
        key=lambda one: (one.start or "99", one.account, one.subject),
    )
    left = cost.day - bound - sum(one.minutes for one in (*fixed, *loose) if one.is_set)
    chosen = _chosen(loose, left, _rooms((*fixed, *loose), cost))
    return DayPlan(
        day,
        cost.day,
        (*fixed, *_placed([one for one in loose if one.is_set or one.subject in chosen])),
        tuple(one for one in loose if not one.is_set and one.band != NOBODY and one.subject not in chosen),
        tuple(one for one in slots if one.is_out),
        left - sum(one.minutes for one in chosen.values()),
        sum(share.freed for share in those),
        bound,
    )


def _rooms(slots: Iterable[Slot], cost: Costs) -> dict[bool, int]:
    """Minutes that class 1, and that the others may fill: their share, and what the other side does not ask for."""
    those = tuple(slots)
    own, spare = {}, {}
    for side in (True, False):
        mine = [one for one in those if one.is_first is side]
        own[side] = max(0, cost.of_day(side) - sum(one.minutes for one in mine if one.is_set))
        asked = sum(one.minutes for one in mine if not one.is_set and one.band != NOBODY)
        spare[side] = max(0, own[side] - asked)
    return {side: own[side] + spare[not side] for side in own}


def _chosen(loose: Iterable[Slot], left: int, rooms: dict[bool, int]) -> dict[str, Slot]:
    """Subject → what fits into its side's room, in order; then what still fits into the day, of the side first that
    is farther from its share."""
    waiting = [one for one in loose if not one.is_set and one.band != NOBODY]
    chosen: dict[str, Slot] = {}

    def take(those: Iterable[Slot], within: Callable[[Slot], int]) -> None:
        nonlocal left
        for one in those:
            if one.subject not in chosen and one.minutes <= min(left, within(one)):
                chosen[one.subject] = one
                left -= one.minutes
                rooms[one.is_first] -= one.minutes

    take(waiting, lambda one: rooms[one.is_first])
    for side in sorted(rooms, key=lambda side: -rooms[side]):
        take([one for one in waiting if one.is_first is side], lambda one: one.minutes)
    return chosen


def _placed(slots: list[Slot]) -> list[Slot]:
    """The rep's own places, the others around them in their order."""
    found = [one for one in slots if one.place is None]
    own = [(one.place, one) for one in slots if one.place is not None]
    for place, one in sorted(own, key=lambda pair: (pair[0], pair[1].subject)):
        found.insert(max(0, place - 1), one)
    return found


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
    return [_changed(one, changes) for one in found] if changes else found


def _slot(rows: tuple[Row, ...], cost: Costs) -> Slot:
    """The row of the first band leads; the greatest effort of what is due settles the others too."""
    ranked = sorted(rows, key=lambda row: (row.urgency > TODAY, BANDS.index(band_of(row)), row.order))
    lead = ranked[0]
    now = [row for row in ranked if row.urgency <= max(TODAY, lead.urgency)]
    effort = max((row.effort for row in now), key=EFFORTS.index)
    settled = tuple(row for row in ranked if EFFORTS.index(row.effort) <= EFFORTS.index(effort))
    minutes = max(cost.of(row) for row in now)
    return Slot(lead.subject, band_of(lead), lead.account_id, lead.account, effort, minutes, settled)


def _changed(slot: Slot, changes: Mapping[str, Change]) -> Slot:
    change = next((changes[row.subject] for row in slot.rows if row.subject in changes), None)
    if change is None:
        return slot
    minutes = slot.minutes if change.minutes is None else change.minutes
    return replace(slot, minutes=minutes, changed=not change.out, place=change.order, is_out=change.out)
