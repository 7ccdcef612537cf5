"""P9: Today over many accounts against one read of the rows it needs; its growth; the page after one change."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from desktopcrm.app import App
from desktopcrm.domain.agenda_facts import FIELDS, LINKS
from tests.bench.clock import Ratio, alternate, once, ratio
from tests.bench.day_data import ROOM, busy_accounts

FEW, MANY = 200, 2_000
TIMES = 5


def run(work: Path, many: int = MANY) -> Iterator[Ratio]:
    """The whole of P9, one line after the other."""
    colds = {}
    for count in (FEW, many):
        app = busy_accounts(work / f"today{count}", count)
        floor = floor_of(app)
        yield first_of_all(app, count, floor)
        samples = alternate(floor, partial(cold, app), TIMES)
        morning = ratio("P9", f"today, {count:,} accounts (floor: one read)", "≤ 1.5", samples)
        colds[count] = morning.ours / count
        yield morning
        if count == many:
            yield after_one_change(app, many, morning)
        app.close()
    yield Ratio(
        "P9", f"today, an account of {many:,} (floor: of {FEW})", colds[FEW], colds[many], colds[many], "–"
    )


def floor_of(app: App) -> Callable[[], None]:
    """All columns of all rows that Today's rules look at, each table in the one pass that is quickest."""
    kinds = tuple(FIELDS)
    fields = tuple({one for those in FIELDS.values() for one in those})

    def marks(values: tuple[str, ...]) -> str:
        return ",".join("?" for _ in values)

    of_facts = (
        "SELECT f.* FROM fact f CROSS JOIN record r WHERE r.id = f.record_id "
        f"AND r.kind IN ({marks(kinds)}) AND f.field IN ({marks(fields)})"
    )
    questions = (
        (f"SELECT * FROM record WHERE +kind IN ({marks(kinds)})", kinds),
        (of_facts, (*kinds, *fields)),
        (f"SELECT * FROM link WHERE kind IN ({marks(LINKS)})", LINKS),
        ("SELECT * FROM stage_event", ()),
    )

    def floor() -> None:
        with app.store.read() as tx:
            raw = tx.connection.cursor()
            for statement, params in questions:
                raw.execute(statement, params).fetchall()

    return floor


def cold(app: App) -> None:
    """As in the morning: nothing is in memory, nothing has changed since the evening."""
    app.today.forget()
    app.today.page()


def first_of_all(app: App, count: int, floor: Callable[[], None]) -> Ratio:
    """Never looked at before: everything is gathered from the facts, and kept."""
    floor()
    base = once(floor)
    ours = once(app.today.page)
    return Ratio(
        "P9", f"today for the first time, {count:,} accounts (floor: one read)", base, ours, ours, "–"
    )


def after_one_change(app: App, count: int, morning: Ratio) -> Ratio:
    """The page after a fact of one account changed; the change itself is not measured."""
    numbers = itertools.count(1)
    found = []
    for _ in range(4 * TIMES):
        app.facts.observe(ROOM, "employees", str(next(numbers)))
        found.append(once(app.today.page))
    took = statistics.median(found)
    slow = sorted(found)[int(len(found) * 0.95)]
    return Ratio(
        "P9",
        f"today after one change, {count:,} accounts (floor: all of it)",
        morning.ours,
        took,
        slow,
        "≤ 0.05",
    )
