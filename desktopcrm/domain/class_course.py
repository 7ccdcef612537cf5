"""How a class came and went: observations and decisions played again in their order, without a plan a day.

Knows neither scale: what is judged is handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from desktopcrm.domain.decisions import Decision, decisions
from desktopcrm.domain.order_check import Known
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Fact, Record


@dataclass(frozen=True, slots=True)
class Then:
    """A moment in the course: what is known by then, the day, and the observation that was just added, if any."""

    known: Known
    day: date
    fact: Fact | None


Judge = Callable[[Then], str]
"""The class at a moment, or empty."""

OVERRIDES = ("kept", "lowered")


@dataclass(frozen=True, slots=True)
class Turn:
    """A day on which the class changed or was kept. `fact`, `decision` or `met` (we spoke with somebody for the
    first time): what did it; none of them: a decision ran out."""

    day: date
    before: str
    after: str
    fact: Fact | None
    decision: Decision | None
    met: bool


@dataclass(frozen=True, slots=True)
class Course:
    """Turns, oldest first, at most one a day. `decided`: the decision that still overrides what is judged."""

    turns: tuple[Turn, ...]
    decided: Decision | None = None

    @property
    def now(self) -> str:
        return self.turns[-1].after if self.turns else ""

    @property
    def since(self) -> date | None:
        """First day from which the class has been true without a break; keeping it begins anew."""
        return self.turns[-1].day if self.now else None


@dataclass(slots=True)
class _Play:
    judged: str = ""
    holds: str = ""
    decided: Decision | None = None

    def judge(self, found: str) -> None:
        """A change of what is judged lifts the decision."""
        if found != self.judged:
            self.judged = self.holds = found
            self.decided = None

    def decide(self, decision: Decision) -> None:
        if decision.verdict == "lowered":
            self.holds = decision.state
        self.decided = decision

    def run_out(self, decision: Decision) -> None:
        if self.decided == decision:
            self.holds, self.decided = self.judged, None


@dataclass(frozen=True, slots=True)
class _Step:
    """`order`: day, moment written down, id; a decision that ran out and a first talk come first on their day."""

    order: tuple[date, float, int]
    fact: Fact | None = None
    decision: Decision | None = None
    ends: bool = False

    @property
    def met(self) -> bool:
        return self.fact is None and self.decision is None

    @property
    def day(self) -> date:
        return self.order[0]


@dataclass(frozen=True, slots=True)
class Moves:
    """What can move a class: observations of fields, first talks, decisions."""

    keys: Iterable[tuple[int, str]]
    talks: Iterable[date] = ()
    decisions: Iterable[Decision] = ()


def play(plan: Plan, moves: Moves, judge: Judge) -> Course:
    """The course of one class over everything that can move it."""
    steps = [_Step(_order(fact), fact) for key in moves.keys for fact in plan.past(*key)]
    steps += [_Step((day, 0.0, 0)) for day in moves.talks]
    for decision in moves.decisions:
        steps += _steps_of(plan, decision)
    steps.sort(key=lambda one: one.order)
    state = _Play()
    current: dict[tuple[int, str], Fact] = {}

    def known(record_id: int, name: str) -> Fact | None:
        fact = current.get((record_id, name))
        return fact if fact is not None and fact.value else None

    turns: list[Turn] = []
    for step in steps:
        before = state.holds
        if step.decision is not None:
            state.run_out(step.decision) if step.ends else state.decide(step.decision)
        else:
            if step.fact is not None:
                current[(step.fact.record_id, step.fact.field)] = step.fact
            state.judge(judge(Then(known, step.day, step.fact)))
        _note(turns, step, before, state.holds)
    return Course(tuple(turns), state.decided)


def _order(fact: Fact) -> tuple[date, float, int]:
    return (fact.seen_on, fact.recorded_at.timestamp(), fact.id)


def _steps_of(plan: Plan, decision: Decision) -> Iterable[_Step]:
    fact = plan.fact(decision.record_id, "verdict")
    if fact is None:
        return
    yield _Step(_order(fact), decision=decision)
    if decision.until is not None and decision.until < plan.day:
        yield _Step((decision.until + timedelta(days=1), 0.0, 0), decision=decision, ends=True)


def _note(turns: list[Turn], step: _Step, before: str, after: str) -> None:
    """One turn a day: what the day began with, and what it ended with."""
    kept = step.decision is not None and not step.ends
    if before == after and not kept:
        return
    if turns and turns[-1].day == step.day:
        before = turns.pop().before
        if before == after and not kept:
            return
    decision = step.decision if kept else None
    turns.append(Turn(step.day, before, after, step.fact, decision, step.met))


def about(plan: Plan, project: Record) -> tuple[Decision, ...]:
    """The rep's decisions about the class of a purchase."""
    found = decisions(plan).get(f"class:{project.uid}", ())
    return tuple(one for one in found if one.verdict in OVERRIDES)
