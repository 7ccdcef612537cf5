"""Whom we have reached in a purchase: KP-A to KP-D (S3, d4.5).

The rep's decision stands until newer facts change what is judged. Knows no language.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from desktopcrm.domain import class_course, key_person_sentences, key_person_standards
from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.class_course import Course
from desktopcrm.domain.decisions import Decision
from desktopcrm.domain.key_person_standards import (
    KP_CLASSES,
    MEMBER_FIELDS,
    OF_PROJECT,
    RANKS,
    Place,
    Standards,
    classify,
    is_risk,
    strength,
)
from desktopcrm.domain.order_check import Known
from desktopcrm.domain.origin import evidence
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Fact
from desktopcrm.domain.said import Evidence, Said

__all__ = ["KP_CLASSES", "RANKS", "KpJudgement", "course", "judge_member", "judge_project"]


@dataclass(frozen=True, slots=True)
class KpJudgement:
    """`kp`: a class or empty. `d_traits`: which of ability, value, need are denied; fewer than all are a risk (R7).
    `met`, `missing`: standards of the best class that the rank allows. `since`: first day from which the class has
    been true without a break. `decided`: the rep's decision that overrides."""

    project_id: int
    member_id: int | None
    person_id: int | None
    rank: str
    kp: str
    d_traits: tuple[str, ...]
    is_d_risk: bool
    met: tuple[Said, ...]
    missing: tuple[Said, ...]
    since: date | None
    decided: Decision | None
    why: tuple[Said, ...]
    would_change: tuple[Said, ...]
    evidence: tuple[Evidence, ...]


@dataclass(slots=True)
class _Team:
    """The members' classes while observations are played again; only who is touched is judged anew."""

    project_id: int
    members: tuple[int, ...]
    catalogue: Catalogue
    found: dict[int | None, tuple[tuple[int, int, int], str]]

    def added(self, known: Known, fact: Fact) -> str:
        touched = (fact.record_id,) if fact.record_id in self.members else self.members or (None,)
        for member_id in touched:
            one, kp = _standing(known, Place(self.project_id, member_id), self.catalogue)
            self.found[member_id] = (strength(one, kp), kp)
        return min(self.found.values())[1]


def judge_member(plan: Plan, member_id: int, catalogue: Catalogue) -> KpJudgement:
    """One member of a buying team, by the facts alone."""
    project_id = plan.record(member_id).parent_id or 0
    judged = _judged(plan, Place(project_id, member_id), catalogue)
    return replace(judged, since=_play(plan, project_id, (member_id,), catalogue).since)


def judge_project(plan: Plan, project_id: int, catalogue: Catalogue) -> KpJudgement:
    """The best member's class, with the rep's decision over it."""
    found = course(plan, project_id, catalogue)
    judged = _judged(plan, Place(project_id, best_member(plan, project_id, catalogue)), catalogue)
    judged = replace(judged, since=found.since, decided=found.decided)
    if found.decided is None:
        return judged
    said = key_person_sentences.decided(catalogue, found.decided, found.now)
    return replace(judged, kp=found.now, why=(said, *judged.why))


def best_member(plan: Plan, project_id: int, catalogue: Catalogue) -> int | None:
    """The member who stands for the purchase; `None` where the team is empty."""
    standing = []
    for member in plan.team(project_id):
        one, kp = _standing(plan.fact, Place(project_id, member.id), catalogue)
        standing.append((strength(one, kp), member.id))
    return min(standing)[1] if standing else None


def course(plan: Plan, project_id: int, catalogue: Catalogue) -> Course:
    """How the purchase's class came and went, decisions included."""
    members = tuple(member.id for member in plan.team(project_id))
    return _play(plan, project_id, members, catalogue, decided=True)


def _play(
    plan: Plan, project_id: int, members: tuple[int, ...], catalogue: Catalogue, decided: bool = False
) -> Course:
    keys = [(project_id, field) for field in OF_PROJECT.values()]
    keys += [(member_id, field) for member_id in members for field in MEMBER_FIELDS]
    taken = class_course.about(plan, plan.record(project_id)) if decided else ()
    return class_course.play(plan, keys, _Team(project_id, members, catalogue, {}).added, taken)


def _standing(known: Known, place: Place, catalogue: Catalogue) -> tuple[Standards, str]:
    one = key_person_standards.read(known, place, catalogue.rulebook)
    return one, classify(one, catalogue.rulebook.param("d_traits", "traits"))


def _judged(plan: Plan, place: Place, catalogue: Catalogue) -> KpJudgement:
    one, kp = _standing(plan.fact, place, catalogue)
    member = plan.record(place.member_id) if place.member_id is not None else None
    return KpJudgement(
        place.project_id,
        place.member_id,
        member.ref_id if member else None,
        one.rank,
        kp,
        one.traits,
        is_risk(one, kp),
        key_person_sentences.met(one),
        key_person_sentences.missing(one) if member else key_person_sentences.NOBODY,
        None,
        None,
        key_person_sentences.why(plan, catalogue, one),
        key_person_sentences.would_change(catalogue, one, kp),
        tuple(evidence(fact) for fact in one.facts.values()) + _unknown(place, one),
    )


def _unknown(place: Place, one: Standards) -> tuple[Evidence, ...]:
    """Fields of the person that would tell more."""
    if place.member_id is None:
        return ()
    fields = dict(key_person_standards.OF_PERSON, rank=key_person_standards.RANK)
    fields["ally"] = key_person_standards.RECOMMENDS
    return tuple(Evidence(place.member_id, field) for name, field in fields.items() if name not in one.facts)
