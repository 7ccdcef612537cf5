"""What makes a key person of a purchase: rank, need, ability, value, alliance, report (S3, d4.5).

Reads the standards off the facts, three-valued; gives the class that they make. Unknown is never yes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktopcrm.domain.order_check import Known
from desktopcrm.domain.records import Fact
from desktopcrm.domain.rulebook import Rulebook

KP_CLASSES = ("kp_a", "kp_b", "kp_c", "kp_d")
GOOD = ("kp_a", "kp_b", "kp_c")
Strength = tuple[int, int, bool, int]
RANKS = ("first", "second", "third")
STANDARDS = ("need", "ability", "value", "ally", "report")
TRAITS = ("ability", "value", "need")
"""Denied, all of them, they make KP-D; in the source's order."""

OF_PERSON = {
    "need": "kp_need",
    "ability": "kp_ability",
    "value": "value_recognised",
    "report": "will_report",
}
OF_PROJECT = {"need": "has_need", "ability": "has_money"}
RANK, ROLE, RECOMMENDS, OUTCOME = "kp_rank", "role", "will_recommend", "ally_outcome"
MEMBER_FIELDS = (RANK, ROLE, *OF_PERSON.values(), RECOMMENDS, OUTCOME)
OUTCOMES = {"ally": "yes", "no_ally": "no"}


@dataclass(frozen=True, slots=True)
class Standards:
    """`rank`: first, second, third or empty; the others are yes, no or unknown. `facts`: what says so."""

    rank: str
    is_user: bool
    need: str
    ability: str
    value: str
    ally: str
    report: str
    facts: Mapping[str, Fact]

    def state(self, name: str) -> str:
        """The state of one of STANDARDS."""
        return str(getattr(self, name))

    @property
    def can_report(self) -> bool:
        """The third key person, or a user of the product who does not decide (S3)."""
        return self.rank == "third" or (self.is_user and self.rank != "first")

    @property
    def traits(self) -> tuple[str, ...]:
        """Which of the three traits of KP-D are said plainly."""
        return tuple(one for one in TRAITS if self.state(one) == "no")


@dataclass(frozen=True, slots=True)
class Place:
    """Where standards are read: a member (or none) of a purchase; whether we have spoken with him."""

    project_id: int
    member_id: int | None
    is_spoken: bool


def read(known: Known, place: Place, rules: Rulebook) -> Standards:
    """The standards by what is known at some time."""
    found = {name: _of(known, place, name, rules) for name in OF_PERSON}
    is_user = False
    if place.member_id is not None:
        found["rank"] = known(place.member_id, RANK)
        found["ally"] = _ally(known, place.member_id)
        role = known(place.member_id, ROLE)
        is_user = role is not None and "user" in role.value.split(",")
        found["user"] = role if is_user else None
    facts = {name: fact for name in ("rank", "user", *STANDARDS) if (fact := found.get(name)) is not None}
    states = {name: _state(facts.get(name)) for name in STANDARDS}
    return Standards(facts["rank"].value if "rank" in facts else "", is_user, **states, facts=facts)


def answers(known: Known, place: Place) -> tuple[object, ...]:
    """All that standards are read from, as stored: where it is the same, so are they."""
    facts = [known(place.project_id, field) for field in OF_PROJECT.values()]
    if place.member_id is None:
        return (None, *(fact and fact.value for fact in facts))
    facts += [known(place.member_id, field) for field in MEMBER_FIELDS]
    promise, outcome = facts[-2:]
    days = (promise.seen_on - outcome.seen_on).days if promise and outcome else 0
    return (place.is_spoken, (days > 0) - (days < 0), *(fact and fact.value for fact in facts))


def _of(known: Known, place: Place, name: str, rules: Rulebook) -> Fact | None:
    """What the person says counts; about need and ability else what is known of the purchase. Its yes is taken for the
    yes of somebody we have spoken with; its no holds for everybody."""
    fact = known(place.member_id, OF_PERSON[name]) if place.member_id is not None else None
    if fact is None and name in OF_PROJECT and rules.param("kp_class", "from_project"):
        fact = known(place.project_id, OF_PROJECT[name])
        if fact is not None and fact.value == "yes" and not place.is_spoken:
            return None
    return fact


def _ally(known: Known, member_id: int) -> Fact | None:
    """The ally test: the newer of the promise and of what came of the assumed deal; on one day the refusal."""
    promise, outcome = known(member_id, RECOMMENDS), known(member_id, OUTCOME)
    if outcome is not None and outcome.value not in OUTCOMES:
        outcome = None
    if promise is None or outcome is None:
        return promise or outcome
    if promise.seen_on != outcome.seen_on:
        return max(promise, outcome, key=lambda one: one.seen_on)
    return promise if _state(promise) == "no" else outcome


def _state(fact: Fact | None) -> str:
    if fact is None:
        return "unknown"
    return OUTCOMES.get(fact.value, fact.value)


def classify(one: Standards, traits: int) -> str:
    """The class, or empty. `traits`: how many of the three make KP-D."""
    buys = one.need == "yes" and one.ability == "yes"
    if len(one.traits) >= traits:
        return "kp_d"
    if one.rank == "first" and buys and one.value != "no":
        return "kp_a"
    if one.rank in ("second", "third") and buys and one.value == "yes" and one.ally == "yes":
        return "kp_b"
    if one.can_report and one.value == "yes" and one.report == "yes":
        return "kp_c"
    return ""


def is_risk(one: Standards, kp: str) -> bool:
    """Some traits of KP-D without all of them. That a KP-C cannot pay lies in the class, it is no risk."""
    expected = ("ability",) if kp == "kp_c" else ()
    return kp != "kp_d" and any(trait not in expected for trait in one.traits)


def strength(one: Standards, kp: str) -> Strength:
    """Order of the members of a team, the smallest best: class, then rank, then how much speaks for us.

    KP-D comes by rank only: what a third key person denies does not damn a purchase whose first is still open.
    """
    good = GOOD.index(kp) if kp in GOOD else len(GOOD)
    rank = RANKS.index(one.rank) if one.rank else len(RANKS)
    met = sum(one.state(name) == "yes" for name in STANDARDS)
    return (good, rank, kp != "kp_d", -met)
