"""Whom we have reached in a purchase: KP-A to KP-D (S3, d4.5).

The rep's decision stands until newer facts change what is judged. Knows no language.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from desktopcrm.domain import class_course, key_person_sentences, key_person_standards
from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.class_course import Course, Moves, Then
from desktopcrm.domain.decisions import Decision
from desktopcrm.domain.key_person_standards import (
    KP_CLASSES,
    MEMBER_FIELDS,
    OF_PROJECT,
    RANKS,
    Place,
    Standards,
    Strength,
    classify,
    is_risk,
    strength,
)
from desktopcrm.domain.order_check import Known
from desktopcrm.domain.origin import evidence
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Record
from desktopcrm.domain.said import Evidence, Said
from desktopcrm.domain.spoken import spoken_since

__all__ = ["KP_CLASSES", "RANKS", "KpJudgement", "course", "judge_member", "judge_project"]

NEVER = Course(())
"""No class now and no decision about one: how others came and went is nobody's question here."""
Places = dict[int | None, tuple[Place, date]]
"""Member (or `None`: nobody) → where to read, and since when we have spoken with him (never: the last of all days)."""


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

    places: Places
    catalogue: Catalogue
    found: dict[int | None, tuple[Strength, str]]

    def judge(self, then: Then) -> str:
        record = then.fact.record_id if then.fact is not None else None
        for member_id in [record] if record in self.places else self.places:
            place, spoken = self.places[member_id]
            is_spoken = spoken <= then.day
            if place.is_spoken is not is_spoken:
                place = replace(place, is_spoken=is_spoken)
            self.found[member_id] = _ranked(then.known, place, self.catalogue)
        return min(self.found.values())[1]


def judge_member(plan: Plan, member_id: int, catalogue: Catalogue) -> KpJudgement:
    """One member of a buying team, by the facts alone."""
    member = plan.record(member_id)
    project_id = member.parent_id
    assert project_id is not None
    places = _places(plan, project_id, (member,))
    judged = _judged(plan, places[member_id][0], catalogue)
    return replace(judged, since=_play(plan, project_id, places, catalogue).since)


def judge_project(plan: Plan, project_id: int, catalogue: Catalogue) -> KpJudgement:
    """The best member's class, with the rep's decision over it."""
    places = _places(plan, project_id, plan.team(project_id))
    best = _best(plan, places, catalogue)
    judged = _judged(plan, best, catalogue)
    is_moved = bool(judged.kp or class_course.about(plan, plan.record(project_id)))
    found = _play(plan, project_id, places, catalogue, decided=True) if is_moved else NEVER
    judged = replace(judged, since=found.since, decided=found.decided)
    if found.decided is None:
        return judged
    said = key_person_sentences.decided(catalogue, found.decided, found.now)
    return replace(judged, kp=found.now, why=(said, *judged.why))


def course(plan: Plan, project_id: int, catalogue: Catalogue) -> Course:
    """How the purchase's class came and went, decisions included."""
    places = _places(plan, project_id, plan.team(project_id))
    return _play(plan, project_id, places, catalogue, decided=True)


def place_of(plan: Plan, judged: KpJudgement) -> Place:
    """Where the standards of a judged member are read."""
    assert judged.member_id is not None
    return _places(plan, judged.project_id, (plan.record(judged.member_id),))[judged.member_id][0]


def _places(plan: Plan, project_id: int, team: tuple[Record, ...]) -> Places:
    """Member (or `None` for an empty team) → where to read, and since when we have spoken."""
    spoken = spoken_since(plan)
    days = {one.id: spoken.get(one.ref_id or 0, date.max) for one in team}
    found: Places = {key: (Place(project_id, key, day <= plan.day), day) for key, day in days.items()}
    return found or {None: (Place(project_id, None, False), date.max)}


def _best(plan: Plan, places: Places, catalogue: Catalogue) -> Place:
    """The member who stands for the purchase."""
    standing = []
    for number, (place, _) in enumerate(places.values()):
        standing.append((_ranked(plan.fact, place, catalogue)[0], number, place))
    return min(standing)[2]


def _play(plan: Plan, project_id: int, places: Places, catalogue: Catalogue, decided: bool = False) -> Course:
    keys = [(project_id, field) for field in OF_PROJECT.values()]
    keys += [(member_id, field) for member_id in places if member_id for field in MEMBER_FIELDS]
    talks = {day for _, day in places.values() if day <= plan.day}
    taken = class_course.about(plan, plan.record(project_id)) if decided else ()
    team = _Team(places, catalogue, {})
    return class_course.play(plan, Moves(keys, talks, taken), team.judge)


def _ranked(known: Known, place: Place, catalogue: Catalogue) -> tuple[Strength, str]:
    """Strength and class; the same answers come back in every purchase, so they are judged once."""

    def make() -> tuple[Strength, str]:
        one, kp = _standing(known, place, catalogue)
        return strength(one, kp), kp

    return catalogue.rulebook.once(("key_person", key_person_standards.answers(known, place)), make)


def _standing(known: Known, place: Place, catalogue: Catalogue) -> tuple[Standards, str]:
    one = key_person_standards.read(known, place, catalogue.rulebook)
    return one, classify(one, catalogue.rulebook.param("d_traits", "traits"))


def _judged(plan: Plan, place: Place, catalogue: Catalogue) -> KpJudgement:
    one, kp = _standing(plan.fact, place, catalogue)
    once_spoken, _ = _standing(plan.fact, replace(place, is_spoken=True), catalogue)
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
        key_person_sentences.missing(one, once_spoken) if member else key_person_sentences.NOBODY,
        None,
        None,
        key_person_sentences.why(plan, catalogue, one),
        key_person_sentences.would_change(catalogue, one, once_spoken),
        tuple(evidence(fact) for fact in one.facts.values()) + _unknown(place, one),
    )


def _unknown(place: Place, one: Standards) -> tuple[Evidence, ...]:
    """Fields of the person that would tell more."""
    if place.member_id is None:
        return ()
    fields = dict(key_person_standards.OF_PERSON, rank=key_person_standards.RANK)
    fields["ally"] = key_person_standards.RECOMMENDS
    return tuple(Evidence(place.member_id, field) for name, field in fields.items() if name not in one.facts)
