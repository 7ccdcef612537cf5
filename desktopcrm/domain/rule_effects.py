"""What another value of a rule would change at an account: classes, clocks, flags, lines of Today, questions.

Everything is judged twice, with the method as it is and as it would be; here is said what then differs. Knows no rule
by name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from desktopcrm.domain import (
    agenda,
    cadence,
    care,
    clocks,
    deal_class,
    flags,
    key_person_class,
    next_questions,
    source_grade,
)
from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.day_plan import Costs, Share, share_of
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Record
from desktopcrm.domain.said import Said, Value, sentence
from desktopcrm.domain.stages import course

KINDS = ("deal", "kp", "source", "care", "clock", "cadence", "flag", "row", "day", "question", "skill")
"""What can change, in the order in which it is told."""


@dataclass(frozen=True, slots=True)
class Effect:
    """`what` is judged otherwise: `before` and `after` as one can say them."""

    account_id: int
    account: str
    kind: str
    what: Value
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Judged:
    """One judgement: about what, and how it came out. Two that are said alike are alike."""

    what: Value
    outcome: Value


Key = tuple[str, str]
Judgements = Mapping[Key, Judged]


def tuned(catalogue: Catalogue, values: Mapping[str, int]) -> Catalogue:
    """The method with other values of parameters (`rule.param`)."""
    return replace(catalogue, rulebook=catalogue.rulebook.tuned(values))


def effects(account: Record, before: Judgements, after: Judgements) -> tuple[Effect, ...]:
    """Everything in which an account is judged otherwise."""
    nothing = sentence("rules.effect_nothing")
    found = []
    for key in dict.fromkeys((*before, *after)):
        was, becomes = before.get(key), after.get(key)
        if was == becomes:
            continue
        what = (was or becomes or Judged("", "")).what
        told = (was.outcome if was else nothing, becomes.outcome if becomes else nothing)
        if told[0] != told[1]:
            found.append(Effect(account.id, account.name, key[0], what, *told))
    return tuple(sorted(found, key=lambda one: KINDS.index(one.kind)))


def judge(plan: Plan, catalogue: Catalogue) -> tuple[Judgements, Share]:
    """(kind, subject) → everything that rules say of the account, and what it could take of the day."""
    today = agenda.agenda(plan, catalogue)
    found = {**_of_projects(plan, catalogue), **_of_account(plan, catalogue)}
    for flag in flags.flags(plan, catalogue):
        if flag.accepted is None:
            found["flag", flag.subject] = Judged(
                flag.said, sentence("rules.effect_flag", rule=catalogue.rulebook[flag.rule].label)
            )
    for row in today.rows:
        found["row", row.subject] = Judged(row.said, _row(row))
    for question in next_questions.next_questions(plan, catalogue):
        found["question", question.subject] = Judged(question.text, sentence("rules.effect_asked"))
    return found, share_of(today.of_day, Costs(catalogue), plan.day)


def _of_projects(plan: Plan, catalogue: Catalogue) -> dict[Key, Judged]:
    found: dict[Key, Judged] = {}
    for project in plan.of("project"):
        if not course(plan.course_of(project.id), plan.day).is_open:
            continue
        for kind, judged in _OF_PROJECT.items():
            outcome = judged(plan, project.id, catalogue)
            if outcome is not None:
                found[kind, project.uid] = Judged(project.name, outcome)
    return found


def _of_account(plan: Plan, catalogue: Catalogue) -> dict[Key, Judged]:
    found: dict[Key, Judged] = {}
    grade = source_grade.grade(plan, catalogue).grade
    if grade:
        found["source", ""] = Judged("", _words(catalogue, "source_grade", grade))
    cared = care.care(plan, catalogue)
    if cared.phase:
        found["care", "phase"] = Judged("", sentence(f"rules.effect_phase_{cared.phase}"))
    if cared.thanks_due:
        found["care", "thanks"] = Judged(sentence("rules.effect_thanks"), cared.thanks_due)
    rhythm = cadence.cadence(plan, catalogue)
    if rhythm.call_due:
        found["cadence", "call"] = Judged(sentence("rules.effect_call"), rhythm.call_due)
    if rhythm.visit_due:
        found["cadence", "visit"] = Judged(sentence("rules.effect_visit"), rhythm.visit_due)
    return found


def _row(row: agenda.Row) -> Said:
    when = sentence(f"rules.effect_urgency_{row.urgency}")
    return sentence("rules.effect_due", when=when, day=row.due) if row.due else when


def _words(catalogue: Catalogue, choices: str, key: str) -> Value:
    option = catalogue.option(choices, key)
    return option.label if option else key


def _deal(plan: Plan, project_id: int, catalogue: Catalogue) -> Value | None:
    deal = deal_class.judge(plan, project_id, catalogue).deal
    return _words(catalogue, "deal_class", deal) if deal else None


def _kp(plan: Plan, project_id: int, catalogue: Catalogue) -> Value | None:
    judged = key_person_class.judge_project(plan, project_id, catalogue)
    if judged.kp:
        return _words(catalogue, "kp_class", judged.kp)
    return sentence("rules.effect_d_risk") if judged.is_d_risk else None


def _clock(plan: Plan, project_id: int, catalogue: Catalogue) -> Value | None:
    clock = clocks.closing_clock(plan, project_id, catalogue)
    return None if clock.state == "none" else clock.said


_OF_PROJECT: Mapping[str, Callable[[Plan, int, Catalogue], Value | None]] = {
    "deal": _deal,
    "kp": _kp,
    "clock": _clock,
}
