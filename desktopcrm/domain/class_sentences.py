"""The interview with oneself: why this class, why not a better one, why not signed today (S3, d4.6).

Filled from the facts; the rep's own words stand in their place until something newer is known.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from desktopcrm.domain import key_person_class, key_person_sentences, key_person_standards, stages
from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.contacts import contacts
from desktopcrm.domain.key_person_class import KpJudgement
from desktopcrm.domain.key_person_standards import Standards
from desktopcrm.domain.paths import first_key_person
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Record
from desktopcrm.domain.said import Said, sentence

OWN = {"forward": "said_forward", "reverse": "said_reverse", "not_signed": "said_not_signed"}
"""Sentence → the field of a purchase that holds the rep's own wording."""

NEGOTIATION = 7
"""From this stage on a signature is talked of."""

SETTLED_CLAUSES = ("agreed",)
REASON = "not_signed_because"


def forward(plan: Plan, project_id: int, catalogue: Catalogue) -> tuple[Said, ...]:
    """Why this class: true standards only."""
    judged = key_person_class.judge_project(plan, project_id, catalogue)
    own = _own(plan, project_id, "forward", _newest(plan, judged))
    if own is not None or judged.member_id is None:
        return own or key_person_sentences.NOBODY
    met = judged.met
    if judged.kp == "kp_d":
        one, _ = _standards(plan, judged, catalogue)
        met = key_person_sentences.denied(one)
    said = [_forward(catalogue, judged, _name(plan, judged), met)]
    if judged.decided is not None:
        said.append(key_person_sentences.decided(catalogue, judged.decided, judged.kp))
    return tuple(said)


def _forward(catalogue: Catalogue, judged: KpJudgement, name: str, met: tuple[Said, ...]) -> Said:
    if not met:
        return sentence("classes.forward_nothing", name=name)
    if not judged.kp:
        return sentence("classes.forward_none", name=name, met=met)
    label = key_person_sentences.label(catalogue, judged.kp)
    return sentence("classes.forward", name=name, met=met, kp=label)


def reverse(plan: Plan, project_id: int, catalogue: Catalogue) -> tuple[Said, ...]:
    """Why not KP-A: what is missing, and when it will be judged again. Nothing where it is KP-A."""
    judged = key_person_class.judge_project(plan, project_id, catalogue)
    if judged.kp == "kp_a":
        return ()
    own = _own(plan, project_id, "reverse", _newest(plan, judged))
    if own is not None or judged.member_id is None:
        return own or key_person_sentences.NOBODY
    missing = _short_of_a(plan, judged, catalogue)
    if not missing and judged.decided is not None:
        return (key_person_sentences.decided(catalogue, judged.decided, judged.kp),)
    kp = key_person_sentences.label(catalogue, "kp_a")
    said = sentence("classes.reverse", name=_name(plan, judged), kp=kp, missing=missing)
    return (said, *_first_person(plan, project_id))


def not_signed(plan: Plan, project_id: int, catalogue: Catalogue) -> tuple[Said, ...]:
    """Why it was not signed today: the reason given, what is still being negotiated, what is missing."""
    course = stages.course(plan.course_of(project_id), plan.day)
    if course.status == "won":
        return ()
    judged = key_person_class.judge_project(plan, project_id, catalogue)
    reason = plan.fact(project_id, REASON)
    newest = max([_newest(plan, judged), *((reason.seen_on,) if reason else ())])
    own = _own(plan, project_id, "not_signed", newest)
    if own is not None:
        return own
    said = [sentence("classes.because", reason=reason.value, day=reason.seen_on)] if reason else []
    open_clauses = tuple(_open_clauses(plan, project_id))
    if open_clauses:
        said.append(sentence("classes.negotiating", clauses=open_clauses))
    missing = _short_of_a(plan, judged, catalogue) if judged.kp != "kp_a" else ()
    if judged.member_id is None:
        said.extend(missing)
    elif missing:
        said.append(sentence("classes.still_missing", name=_name(plan, judged), missing=missing))
    if course.stage < NEGOTIATION:
        stage = catalogue.stage(course.stage)
        said.append(sentence("classes.too_early", stage=course.stage, label=stage.label))
    return tuple(said) or (sentence("classes.ask_for_it"),)


def _own(plan: Plan, project_id: int, which: str, newest: date) -> tuple[Said, ...] | None:
    """The rep's wording, where nothing newer is known."""
    fact = plan.fact(project_id, OWN[which])
    if fact is None or fact.seen_on < newest:
        return None
    return (sentence("classes.own_words", text=fact.value),)


def _newest(plan: Plan, judged: KpJudgement) -> date:
    """Day of the newest fact or decision that the class rests on."""
    days = [fact.seen_on for one in judged.evidence if (fact := plan.fact(one.record_id, one.field))]
    days += [judged.decided.day] if judged.decided is not None else []
    return max(days, default=date.min)


def _standards(plan: Plan, judged: KpJudgement, catalogue: Catalogue) -> tuple[Standards, Standards]:
    """The standards as they are, and as they would be once we have spoken."""
    place = key_person_class.place_of(plan, judged)
    once_spoken = replace(place, is_spoken=True)
    rules = catalogue.rulebook
    one = key_person_standards.read(plan.fact, place, rules)
    return one, key_person_standards.read(plan.fact, once_spoken, rules)


def _short_of_a(plan: Plan, judged: KpJudgement, catalogue: Catalogue) -> tuple[Said, ...]:
    """The missing standards of KP-A only."""
    if judged.member_id is None:
        return key_person_sentences.NOBODY
    one, once_spoken = _standards(plan, judged, catalogue)
    said = []
    if not one.rank:
        said.append(key_person_sentences.rank(one))
    elif one.rank != "first":
        said.append(sentence("classes.not_first"))
    return (*said, *key_person_sentences.lacking(one, once_spoken, "kp_a"))


def _name(plan: Plan, judged: KpJudgement) -> str:
    return plan.record(judged.person_id).name if judged.person_id is not None else ""


def _first_person(plan: Plan, project_id: int) -> Iterator[Said]:
    """Where the first key person is, and when we meet."""
    person = plan.records.get(first_key_person(plan, project_id) or 0)
    if person is None:
        yield sentence("classes.first_unknown")
        return
    away = _away_until(plan, project_id, person)
    if away is not None and away >= plan.day:
        yield sentence("classes.first_away", name=person.name, day=away)
    planned = [
        one.day
        for one in contacts(plan)
        if one.is_visit and one.state == "planned" and person.uid in one.people
    ]
    if planned:
        yield sentence("classes.will_meet", name=person.name, day=min(planned))
    else:
        yield sentence("classes.no_meeting", name=person.name)


def _away_until(plan: Plan, project_id: int, person: Record) -> date | None:
    days = (
        plan.value(member.id, "away_until") for member in plan.team(project_id) if member.ref_id == person.id
    )
    return max((date.fromisoformat(day) for day in days if day), default=None)


def _open_clauses(plan: Plan, project_id: int) -> Iterator[str]:
    for clause in plan.of("clause", project_id):
        if plan.value(clause.id, "status") not in SETTLED_CLAUSES:
            yield clause.name


INTERVIEW = {"forward": forward, "reverse": reverse, "not_signed": not_signed}
"""The three sentences in the order in which they are asked; each speaks of (plan, project, catalogue)."""
