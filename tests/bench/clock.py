"""Times two things alternately and keeps both: a figure without its floor says nothing."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

Act = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Ratio:
    """One line of the table; times in milliseconds."""

    key: str
    what: str
    floor: float
    ours: float
    p95: float
    goal: str

    @property
    def value(self) -> float:
        return self.ours / self.floor if self.floor else 0.0


def once(act: Act) -> float:
    """Milliseconds that one call takes."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def nothing() -> None:
    """What happens between two measured acts that leave nothing behind."""


def alternate(floor: Act, ours: Act, times: int, between: Act = nothing) -> tuple[list[float], list[float]]:
    """Both, one after the other, `times` over, after one unmeasured round; `between` is not measured."""
    floors, found = [], []
    for measured in range(times + 1):
        took = once(floor)
        between()
        both = took, once(ours)
        between()
        if measured:
            floors.append(both[0])
            found.append(both[1])
    return floors, found


def ratio(key: str, what: str, goal: str, samples: tuple[list[float], list[float]]) -> Ratio:
    floor, ours = samples
    ordered = sorted(ours)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return Ratio(key, what, statistics.median(floor), statistics.median(ours), p95, goal)
