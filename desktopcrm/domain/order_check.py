"""Will the account order next? Six answers that stand in where a purchase says nothing (S4, d11.3)."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from desktopcrm.domain.records import Fact
from desktopcrm.domain.rulebook import Rulebook

RULE = "order_check"

Known = Callable[[int, str], Fact | None]
"""(record id, field) → what is known, now or at some earlier time."""

NEED = {"supply_stable": "no", "supplier_conflict": "yes"}
MONEY = {"buying_power": "yes"}
URGENCY = {"stock_low": "yes", "policy_favours": "yes", "business_good": "yes"}
SHEET = (*NEED, *MONEY, *URGENCY)


class Inference(NamedTuple):
    """`state`: yes, no or unknown; `facts`: the answers that speak for it."""

    state: str
    facts: tuple[Fact, ...] = ()


NOTHING = Inference("unknown")


def infer(known: Known, account_id: int, lamp: str, rules: Rulebook) -> Inference:
    """What the sheet says about need, money or urgency; about authority it says nothing."""
    if not rules.param(RULE, "used"):
        return NOTHING
    if lamp == "need":
        return _need(known, account_id, rules)
    if lamp == "money":
        yes, no = _signs(known, account_id, MONEY)
        return Inference("yes", yes) if yes else Inference("no", no) if no else NOTHING
    return _urgency(known, account_id, rules) if lamp == "urgency" else NOTHING


def _need(known: Known, account_id: int, rules: Rulebook) -> Inference:
    yes, no = _signs(known, account_id, NEED)
    if len(yes) >= rules.param(RULE, "need_signs"):
        return Inference("yes", yes)
    if len(no) >= rules.param(RULE, "need_contra"):
        return Inference("no", no)
    return NOTHING


def _urgency(known: Known, account_id: int, rules: Rulebook) -> Inference:
    yes, no = _signs(known, account_id, URGENCY)
    stock = any(one.field == "stock_low" for one in yes)
    if len(yes) >= rules.param(RULE, "urgency_signs") and (
        stock or not rules.param(RULE, "urgency_needs_stock")
    ):
        return Inference("yes", yes)
    if len(no) >= rules.param(RULE, "urgency_contra"):
        return Inference("no", no)
    return NOTHING


def _signs(known: Known, account_id: int, signs: dict[str, str]) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """Answers that speak for it, and answers that speak against."""
    answers = [fact for field in signs if (fact := known(account_id, field)) is not None]
    speaks = tuple(fact for fact in answers if fact.value == signs[fact.field])
    return speaks, tuple(fact for fact in answers if fact not in speaks)
