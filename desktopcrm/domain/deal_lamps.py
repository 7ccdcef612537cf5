"""The four lamps of a purchase: need, money, authority, urgency, each yes, no or unknown (S0, d4.2).

What is known of the purchase counts; where nothing is, the account's sheet may speak (d11.3). Judges no class.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktopcrm.domain import order_check
from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.order_check import Known
from desktopcrm.domain.origin import evidence, is_stale
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Fact
from desktopcrm.domain.rulebook import Rulebook
from desktopcrm.domain.said import Evidence

LAMPS = ("need", "money", "authority", "urgency")
FIELDS = {"need": "has_need", "money": "has_money", "authority": "has_authority", "urgency": "is_urgent"}
HOLDERS = {"need": "need_holder", "money": "money_holder", "authority": "authority_holder"}


@dataclass(frozen=True, slots=True)
class Lamp:
    """`state`: yes, no or unknown. `inferred`: from the account's sheet, no fact of the purchase (d11.3).
    `stale`: something it rests on is older than its field allows; it still counts."""

    name: str
    state: str
    evidence: tuple[Evidence, ...]
    inferred: bool
    stale: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """A lamp with the facts that light it."""

    name: str
    state: str
    facts: tuple[Fact, ...]
    inferred: bool


def lamps_known(known: Known, account_id: int, project_id: int, rules: Rulebook) -> tuple[Reading, ...]:
    """The four lamps by what is known at some time."""
    found = []
    for name, field in FIELDS.items():
        fact = known(project_id, field)
        if fact is not None:
            found.append(Reading(name, fact.value, (fact,), False))
        else:
            state, facts = order_check.infer(known, account_id, name, rules)
            found.append(Reading(name, state, facts, bool(facts)))
    return tuple(found)


def lamps(plan: Plan, project_id: int, catalogue: Catalogue) -> tuple[Lamp, ...]:
    """The four lamps of a purchase as they are on the plan's day."""
    found = lamps_known(plan.fact, plan.account.id, project_id, catalogue.rulebook)
    return tuple(
        Lamp(
            one.name,
            one.state,
            tuple(evidence(fact) for fact in one.facts) or (Evidence(project_id, FIELDS[one.name]),),
            one.inferred,
            any(is_stale(plan, catalogue, fact) for fact in one.facts),
        )
        for one in found
    )
