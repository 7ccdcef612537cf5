"""The four learning stages (S2) of each rejection, from practice and from what really happened (d7).

1 does not know what is missing · 2 knows it · 3 can do it with thought · 4 does it without thinking. Pure; the numbers
are parameters of the rules `learning_*`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from desktopcrm.domain.heard import BEFORE_ALL, STOOD, TURNED, Heard, first_written
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.practice import Objection
from desktopcrm.domain.rulebook import Rulebook
from desktopcrm.domain.said import Evidence, Said, sentence

UNAWARE, AWARE, SKILLED, MASTERED = 1, 2, 3, 4
STAGES = (UNAWARE, AWARE, SKILLED, MASTERED)
PASSED, FAILED = "passed", "failed"
GOOD: Mapping[str, bool] = {PASSED: True, FAILED: False, TURNED: True, STOOD: False}


@dataclass(frozen=True, slots=True)
class Try:
    """A rejection met once. `good`: `None` where it was left open; `free`: surely without a look at the card."""

    record_id: int
    objection: str
    day: date
    is_drill: bool
    good: bool | None
    free: bool
    written: datetime = BEFORE_ALL

    @property
    def order(self) -> tuple[date, datetime, int]:
        return (self.day, self.written, self.record_id)


@dataclass(frozen=True, slots=True)
class Move:
    """A rise or a fall, and the try that made it."""

    day: date
    before: int
    after: int
    cause: Try


@dataclass(frozen=True, slots=True)
class Skill:
    """Where one rejection stands. `good`, `bad`: in a row since the last move; `evidence`: the tries that count for the
    present stage; `rule`: the one that gave the stage."""

    objection: str
    stage: int
    rule: str
    why: Said
    next: Said
    good: int = 0
    bad: int = 0
    tries: tuple[Try, ...] = ()
    moves: tuple[Move, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @property
    def last_practised(self) -> date | None:
        return max((one.day for one in self.tries if one.is_drill), default=None)


@dataclass(frozen=True, slots=True)
class Overall:
    """All rejections together: how many stand at each of the stages 1 to 4, and which is the weakest."""

    counts: tuple[int, int, int, int]
    weakest: str

    @property
    def total(self) -> int:
        return sum(self.counts)


def drills(plan: Plan) -> tuple[Try, ...]:
    """Practice from a plan that holds the drill records, oldest first."""
    found = []
    for record in plan.of("drill"):
        result, day = plan.value(record.id, "result"), plan.value(record.id, "day")
        when = date.fromisoformat(day) if day else record.created_on
        if result and when <= plan.day:
            objection = plan.value(record.id, "objection")
            written = first_written(plan, record.id, "result")
            found.append(Try(record.id, objection, when, True, GOOD.get(result), True, written))
    return tuple(sorted(found, key=lambda one: one.order))


def real(heard: Iterable[Heard]) -> tuple[Try, ...]:
    """What really happened, as tries; an unknown look at the card is not taken for none."""
    return tuple(
        Try(
            one.record_id,
            one.objection,
            one.day,
            False,
            GOOD.get(one.result),
            one.looked is False,
            one.written,
        )
        for one in heard
    )


def skills(objections: Iterable[Objection], tries: Iterable[Try], rules: Rulebook) -> tuple[Skill, ...]:
    """The skill of each rejection, in their order. Whoever is new stands at stage 1 everywhere."""
    every = sorted(tries, key=lambda one: one.order)
    return tuple(_skill(one.key, [t for t in every if t.objection == one.key], rules) for one in objections)


def overall(found: Sequence[Skill]) -> Overall:
    """The picture of all of them; the weakest is the first of the lowest stage."""
    stages = [one.stage for one in found]
    weakest = min(found, key=lambda one: one.stage).objection if found else ""
    return Overall(
        (stages.count(UNAWARE), stages.count(AWARE), stages.count(SKILLED), stages.count(MASTERED)), weakest
    )


@dataclass(frozen=True, slots=True)
class _State:
    """While going through the tries of one rejection. `row`: those that count since the last move."""

    stage: int = UNAWARE
    met: int = 0
    good: int = 0
    bad: int = 0
    row: tuple[Try, ...] = ()
    fell: bool = False
    moves: tuple[Move, ...] = ()

    def to(self, stage: int, cause: Try) -> _State:
        move = Move(cause.day, self.stage, stage, cause)
        return replace(
            self, stage=stage, good=0, bad=0, fell=stage < self.stage, moves=(*self.moves, move), row=(cause,)
        )


def _skill(key: str, tries: Sequence[Try], rules: Rulebook) -> Skill:
    state = _State()
    for one in tries:
        state = _after(state, one, rules)
    return Skill(
        key,
        state.stage,
        _rule(state),
        _why(state, len(tries), rules),
        _next(state, rules),
        state.good,
        state.bad,
        tuple(tries),
        state.moves,
        tuple(Evidence(one, "result") for one in dict.fromkeys(t.record_id for t in state.row)),
    )


def _after(state: _State, one: Try, rules: Rulebook) -> _State:
    """The state after one more try."""
    state = replace(state, met=state.met + 1)
    if state.stage == UNAWARE and state.met >= rules.param("learning_aware", "tries"):
        state = replace(state.to(AWARE, one), good=state.good, bad=state.bad)
    if one.good is None:
        return state
    if not one.good:
        return _failed(replace(state, good=0, bad=state.bad + 1), one, rules)
    state = replace(state, bad=0)
    if state.stage == MASTERED or not _counts(state.stage, one, rules):
        return state
    state = replace(state, good=state.good + 1, row=(*state.row, one))
    if state.stage == AWARE and state.good >= rules.param("learning_skilled", "passes"):
        return _risen(state, SKILLED, one)
    if state.stage == SKILLED and state.good >= rules.param("learning_mastered", "outcomes"):
        return _risen(state, MASTERED, one)
    return state


def _risen(state: _State, stage: int, one: Try) -> _State:
    return replace(state.to(stage, one), row=state.row[-state.good :])


def _failed(state: _State, one: Try, rules: Rulebook) -> _State:
    state = replace(state, row=(*state.row, one))
    if state.stage > AWARE and state.bad >= rules.param("learning_falls", "failures"):
        return replace(state.to(state.stage - 1, one), row=state.row[-state.bad :])
    return state


def _counts(stage: int, one: Try, rules: Rulebook) -> bool:
    """Whether a good one helps to rise from this stage."""
    if stage != SKILLED:
        return True
    return one.free and (not one.is_drill or rules.param("learning_mastered", "drills_count") == 1)


def _rule(state: _State) -> str:
    if state.fell:
        return "learning_falls"
    return ("learning_aware", "learning_aware", "learning_skilled", "learning_mastered")[state.stage - 1]


def _why(state: _State, met: int, rules: Rulebook) -> Said:
    """Why it stands where it stands."""
    if state.stage == UNAWARE:
        return sentence("learning.why_new") if not met else sentence("learning.why_hardly", n=met)
    cause = state.moves[-1]
    if state.fell:
        n = rules.param("learning_falls", "failures")
        return sentence("learning.why_fell", n=n, day=cause.day)
    if state.stage == AWARE:
        return sentence("learning.why_aware", day=cause.day)
    if state.stage == SKILLED:
        n = rules.param("learning_skilled", "passes")
        return sentence("learning.why_skilled", n=n, day=cause.day)
    n = rules.param("learning_mastered", "outcomes")
    return sentence("learning.why_mastered", n=n, day=cause.day)


def _next(state: _State, rules: Rulebook) -> Said:
    """What would lead on; at stage 4 what would lead back."""
    if state.stage == UNAWARE:
        return sentence("learning.next_aware", n=rules.param("learning_aware", "tries") - state.met)
    if state.stage == AWARE:
        return sentence("learning.next_skilled", n=rules.param("learning_skilled", "passes") - state.good)
    if state.stage == SKILLED:
        return sentence("learning.next_mastered", n=rules.param("learning_mastered", "outcomes") - state.good)
    return sentence("learning.next_keep", n=rules.param("learning_falls", "failures") - state.bad)
