"""Today over all accounts: one page, kept and renewed by the change bus.

Every account is judged by itself; after a change only the accounts it touched are read and judged again. A first
page over thousands of accounts takes a while: it goes slice by slice, tells how far it is, and what is done stays.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from desktopcrm.domain import agenda_facts
from desktopcrm.domain.agenda import Agenda, agenda
from desktopcrm.domain.agenda_row import Quiet, Row
from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.changes import ChangeSet
from desktopcrm.domain.day_plan import Costs, DayPlan, Share, filled, share_of
from desktopcrm.domain.dropped import in_order
from desktopcrm.domain.scoreboard import Score, total
from desktopcrm.services.desk import Desk
from desktopcrm.services.today_deeds import NewVisit, TodayDeeds, Writers
from desktopcrm.storage import lean_plans, lean_reading, lean_store, plans
from desktopcrm.storage.journal import Touched
from desktopcrm.storage.store import Tx
from desktopcrm.texts import Texts

__all__ = ["NewVisit", "Today", "TodayPage", "Writers"]

AT_ONCE = 100
"""Accounts read under one lock."""
WORTH_KEEPING = 10
"""So many accounts at once are kept in the file; a single change is read again the next morning."""
DAYS_KEPT = 2
"""Today, and another day that is looked at."""
WANTED = lean_reading.Wanted(agenda_facts.FIELDS, agenda_facts.LINKS)

Told = Callable[[int, int], None]
"""Hears (accounts judged, accounts to judge); may raise to stop the work."""


@dataclass(frozen=True, slots=True)
class TodayPage:
    """`rows` of all accounts in their order; `score` summed; `quiet`: dropped purchases that wait; `put_off`: rows
    that the rep does not want to see yet."""

    day: date
    rows: tuple[Row, ...]
    score: Score
    day_plan: DayPlan
    quiet: tuple[Quiet, ...]
    accounts: int
    put_off: tuple[Row, ...] = ()


@dataclass(slots=True)
class _Day:
    """What is known about one day. `stale`: accounts to judge; `page`: the sum, while nothing has changed."""

    day: date
    catalogue: Catalogue
    stale: set[int]
    found: dict[int, tuple[Agenda, Share]] = field(default_factory=dict)
    page: TodayPage | None = None


class Today(TodayDeeds):
    """The page, and what is done with its rows."""

    def __init__(self, desk: Desk, writers: Writers, texts: Texts) -> None:
        super().__init__(desk, writers, texts)
        self._days: dict[date, _Day] = {}
        self._working = threading.Lock()
        self._touched: set[int] = set()
        desk.store.before_commit(self._before_commit)
        desk.store.bus.subscribe(self._on_change)

    def page(self, day: date | None = None, told: Told | None = None) -> TodayPage:
        """Everything due on a day: as it was known then on a past one, as it will stand on one to come."""
        with self._working:
            kept = self._of(day or self._desk.today())
            self._judge(kept, told)
            if kept.page is None:
                kept.page = _page(kept)
            return kept.page

    def of_account(self, account_id: int, day: date | None = None) -> Agenda:
        """The same for one account."""
        return agenda(self._desk.plan(account_id, day), self._desk.catalogue)

    def forget(self) -> None:
        """Judge everything anew at the next page, as after a start."""
        with self._working:
            self._days.clear()

    def _of(self, day: date) -> _Day:
        kept = self._days.get(day)
        if kept is None or kept.catalogue is not self._desk.catalogue:
            with self._desk.store.read() as tx:
                kept = _Day(day, self._desk.catalogue, set(plans.account_ids(tx)))
        self._days.pop(day, None)
        self._days[day] = kept  # the newest last
        for other in [one for one in self._days if one not in (day, self._desk.today())][: -DAYS_KEPT + 1]:
            del self._days[other]
        return kept

    def _judge(self, kept: _Day, told: Told | None) -> None:
        """Judge what is stale; what changes meanwhile is stale again."""
        todo, cost = sorted(kept.stale), Costs(kept.catalogue)
        for start in range(0, len(todo), AT_ONCE):
            if told is not None:
                told(start, len(todo))
            some = todo[start : start + AT_ONCE]
            kept.stale.difference_update(some)
            try:
                with _uncollected():
                    found = {one.account_id: (one, _share(one, cost, kept)) for one in self._read(kept, some)}
            except BaseException:
                kept.stale.update(some)
                raise
            for account_id in some:
                kept.found.pop(account_id, None)
            kept.found.update(found)
            kept.page = None

    def _read(self, kept: _Day, account_ids: list[int]) -> Iterator[Agenda]:
        today = self._desk.today()
        for _, body in sorted(self._bodies(account_ids).items()):
            plan = lean_plans.plan_of(body, today)
            yield agenda(plan if kept.day == today else plan.on(kept.day), kept.catalogue)

    def _bodies(self, account_ids: list[int]) -> dict[int, lean_plans.Body]:
        """What is kept of the accounts; the rest is read, and kept where it is much."""
        store = self._desk.store
        with store.read() as tx:
            found = lean_store.kept(tx, account_ids, WANTED)
            missing = [one for one in account_ids if one not in found]
            if len(missing) < WORTH_KEEPING:
                return found | (lean_reading.gather(tx, missing, WANTED) if missing else {})
        with store.unjournaled() as tx:
            made = lean_reading.gather(tx, missing, WANTED)
            lean_store.keep(tx, made, WANTED)
        return found | made

    def _before_commit(self, tx: Tx, touched: Touched) -> None:
        self._touched |= lean_store.forget(tx, touched)

    def _on_change(self, changes: ChangeSet) -> None:
        """What no account shows (a drill) asks for nothing today."""
        stale, self._touched = changes.accounts | self._touched, set()
        if changes.definitions:
            self._days.clear()
        for kept in tuple(self._days.values()):
            kept.stale |= stale


def _share(found: Agenda, cost: Costs, kept: _Day) -> Share:
    return share_of(found.of_day, cost, kept.day)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Judging makes many small values and no rings; looking through them for rings costs a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _page(kept: _Day) -> TodayPage:
    those = [one for _, one in sorted(kept.found.items())]
    agendas = [one for one, _ in those]
    quiet = {one.dropped.project_id: one for agenda in agendas for one in agenda.quiet}
    return TodayPage(
        kept.day,
        _in_order(row for one in agendas for row in one.rows),
        total(one.score for one in agendas),
        filled((share for _, share in those), Costs(kept.catalogue), kept.day),
        tuple(quiet[one.project_id] for one in in_order(one.dropped for one in quiet.values())),
        len(those),
        _in_order(row for one in agendas for row in one.put_off),
    )


def _in_order(rows: Iterator[Row]) -> tuple[Row, ...]:
    return tuple(sorted(rows, key=lambda row: row.order))
