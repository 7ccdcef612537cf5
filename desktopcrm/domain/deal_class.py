"""How near a purchase is to an order: five classes by need, money, authority and urgency (S0, d4.3).

Three-valued: what is not known is asked, never assumed. Knows no language and no clock.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import product

from desktopcrm.domain import class_course, deal_sentences, order_check
from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.class_course import Course, Moves, Then
from desktopcrm.domain.deal_lamps import FIELDS, LAMPS, Lamp, lamps, lamps_known
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.said import Said

__all__ = [
    "DEALS",
    "FIELDS",
    "LAMPS",
    "DealJudgement",
    "DealVerdict",
    "Lamp",
    "classify",
    "course",
    "judge",
    "lamps",
]

DEALS = ("bonus", "gold_mine", "next_month", "next_quarter", "baggage")
FIND = "find_authority"
ANSWERS = ("yes", "no")


@dataclass(frozen=True, slots=True)
class DealVerdict:
    """`deal`: a class or empty; `ask`: the lamp whose answer decides most, or empty; both together: the gold mine
    that still asks “when?”."""

    deal: str
    ask: str = ""
    find_authority: bool = False


@dataclass(frozen=True, slots=True)
class DealJudgement:
    """`since`: first day from which the class has been true without a break."""

    project_id: int
    deal: str
    ask: str
    find_authority: bool
    lamps: tuple[Lamp, ...]
    why: tuple[Said, ...]
    would_change: tuple[Said, ...]
    since: date | None


@cache
def classify(need: str, money: str, authority: str, urgency: str) -> DealVerdict:
    """The verdict on four states, each yes, no or unknown (3⁴ = 81)."""
    states = (need, money, authority, urgency)
    if states == ("yes", "yes", "yes", "unknown"):
        return DealVerdict("gold_mine", "urgency")  # S0: the time is not clear enough
    possible = outcomes(states)
    if possible == (FIND,):
        return DealVerdict("", "", True)
    if len(possible) == 1:
        return DealVerdict(possible[0])
    unknown = [place for place, state in enumerate(states) if state == "unknown"]
    return DealVerdict("", LAMPS[min(unknown, key=lambda place: _left_open(states, place))])


def outcomes(states: Iterable[str]) -> tuple[str, ...]:
    """Everything that four states can still turn out to be; best first."""
    found = {_whole(*whole) for whole in product(*(_readings(one) for one in states))}
    return tuple(one for one in (*DEALS, FIND) if one in found)


def _readings(state: str) -> tuple[str, ...]:
    return ANSWERS if state == "unknown" else (state,)


def _whole(need: str, money: str, authority: str, urgency: str) -> str:
    """The class of four known states."""
    if need == "no":
        return "next_month" if money == "yes" else "baggage"
    if money == "no":
        return "next_quarter"
    if authority == "no":
        return FIND
    return "bonus" if urgency == "yes" else "gold_mine"


def _left_open(states: tuple[str, ...], place: int) -> int:
    """How much stays open after an answer, over both answers; of equals the first lamp is asked."""
    return sum(len(outcomes((*states[:place], answer, *states[place + 1 :]))) for answer in ANSWERS)


def judge(plan: Plan, project_id: int, catalogue: Catalogue) -> DealJudgement:
    """Class or question of a purchase, with what it rests on and what would change it."""
    found = lamps(plan, project_id, catalogue)
    verdict = classify(*(one.state for one in found))
    return DealJudgement(
        project_id,
        verdict.deal,
        verdict.ask,
        verdict.find_authority,
        found,
        deal_sentences.why(plan, project_id, catalogue, found),
        _would_change(catalogue, found, verdict),
        course(plan, project_id, catalogue).since,
    )


def _would_change(catalogue: Catalogue, found: tuple[Lamp, ...], verdict: DealVerdict) -> tuple[Said, ...]:
    """Each single answer that would lead to another class; for the question, what each answer would leave open."""
    said = []
    states = tuple(one.state for one in found)
    for place, lamp in enumerate(found):
        for answer in ANSWERS:
            other = (*states[:place], answer, *states[place + 1 :])
            then = classify(*other)
            settled = bool(then.deal) or then.find_authority
            changed = (then.deal, then.find_authority) != (verdict.deal, verdict.find_authority)
            if answer != lamp.state and (changed if settled else lamp.name == verdict.ask):
                ends = (then.deal or FIND,) if settled else outcomes(other)
                said.append(deal_sentences.would(catalogue, lamp.name, answer, ends))
    return tuple(said)


def course(plan: Plan, project_id: int, catalogue: Catalogue) -> Course:
    """How the deal class came and went."""
    rules = catalogue.rulebook

    def deal(then: Then) -> str:
        states = (one.state for one in lamps_known(then.known, plan.account.id, project_id, rules))
        return classify(*states).deal

    keys = [(project_id, field) for field in FIELDS.values()]
    keys += [(plan.account.id, field) for field in order_check.SHEET]
    return class_course.play(plan, Moves(keys), deal)
