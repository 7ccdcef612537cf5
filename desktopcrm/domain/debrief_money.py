"""Amounts behind $ and what they are: the budget, the order, an offer, the cost of the problem. Else a note that asks.

The words nearest to the amount in its clause decide. Amounts are read by `numbers`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from desktopcrm.domain import numbers
from desktopcrm.domain.debrief_marks import Line, Mark, Span
from desktopcrm.domain.debrief_scope import DebriefScope
from desktopcrm.domain.debrief_types import NOTE, US, Meaning
from desktopcrm.errors import UserError

LIKELY_FROM = 1_000
"""Below, and without k, m or 万, an amount is probably said in thousands or millions."""
BEHIND_COUNTS = 2
"""A word behind the amount is as near as one twice as far before it."""

_AMOUNT = re.compile(
    r"(?:[A-Z]{3}\s?)?[$¥€£]?\s?(?P<number>\d{1,3}(?:[,' ]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?)"
    r"(?P<scale>\s?(?:k|mn?|million|thousand|bn|billion)(?![a-z])|\s?(?:百万|千万|万|亿|千))?"
    r"(?P<unit>\s?(?:CNY|USD|EUR|GBP|CHF|JPY|HKD|RMB)(?![A-Za-z])|\s?(?:元|美元|欧元|人民币|€|£))?(?!\s?%)"
)
_WORDS = (
    ("budget", re.compile(r"budget\w*|capex|set aside|预算|批了|批下来|拨款|额度")),
    (
        "offer",
        re.compile(
            r"offer\w*|quot\w+|bids?\b|bidding|price\w*|报价|出价|开价|报了|报到|价格|总价|喊到|喊价|标价|报(?!告|警|销)"
        ),
    ),
    (
        "amount",
        re.compile(r"order\w*|deal\b|contract\w*|amount|\bpo\b|worth|合同|成交|订单|单子|签约|总金额|金额"),
    ),
    (
        "cost",
        re.compile(r"los(?:e|es|ing|s|t|ses)\b|downtime|costs them|damage|损失|亏|浪费|停产|停一|停机|多花"),
    ),
)
_OURS = re.compile(r"\b(?:our|ours|we|us)\b|我们|我方|我司|咱")
_WRITTEN = re.compile(
    r"in writing|by (?:e-?)?mail|in the (?:letter|minutes)|书面|白纸黑字|邮件|红头文件|文件上"
)
_CONFIRMED = re.compile(
    r"(?<!not )(?<!not yet )\b(?:confirm(?:s|ed)|signed off|approved)\b|(?<![未没])(?<!没有)(?:确认|核实|批下来|批了)"
)
ASKED = ("budget", "amount", "cost")


class Amount(NamedTuple):
    """`text[start:end]` says `value` ("CNY 1200000"); `is_small`: a scale seems to be left out."""

    start: int
    end: int
    value: str
    is_small: bool


class Priced(NamedTuple):
    meaning: Meaning
    others: tuple[Meaning, ...]
    problem: str
    certainty: str


def read_amount(line: Line, mark: Mark, currency: str) -> Amount | None:
    """The amount of a price mark, directly behind it or within its clause (“$budget 2.2m”)."""
    clause = line.clause(mark.end)
    found = _AMOUNT.match(line.plain, mark.end) or _AMOUNT.search(line.plain, mark.end, clause.end)
    if found is None:
        return None
    sign = line.plain[mark.end - 1]
    is_own_sign = line.plain[mark.at : mark.end] == "$" or (sign == "¥" and currency == "JPY")
    said = found.group() if is_own_sign else f"{line.plain[mark.at : mark.end]}{found.group()}"
    try:
        value = numbers.read_money(said, currency)
    except UserError:
        return None
    small = not found["scale"] and Decimal(value.partition(" ")[2]) < LIKELY_FROM
    return Amount(mark.at, found.end(), value, small)


def _certainty(words: str) -> str:
    """Heard once, unless it was seen in writing, or confirms what was heard before."""
    if _WRITTEN.search(words):
        return "written"
    return "twice" if _CONFIRMED.search(words) else "rumour"


def read_price(line: Line, amount: Amount, scope: DebriefScope, firm: str) -> Priced:
    """What an amount is; `firm`: the rival whose representative is named with it."""
    clause = line.clause(amount.start)
    words = line.low[clause.start : clause.end]
    rival = firm or _rival_in(words, amount.start - clause.start, scope)
    target = _nearest(words, Span(amount.start - clause.start, amount.end - clause.start))
    meaning = _meaning(target, amount.value, rival, bool(_OURS.search(words)))
    others = tuple(one for one in _choices(amount.value, rival, scope) if one != meaning)
    certainty = _certainty(words)
    if not scope.has_project:
        return Priced(NOTE, (), "no_project", certainty)
    if meaning == NOTE:
        return Priced(NOTE, others, "which_money", certainty)
    if amount.is_small:
        scaled = tuple(meaning._replace(value=value) for value in _scaled(amount.value))
        return Priced(NOTE, (*scaled, meaning), "which_scale", certainty)
    return Priced(meaning, others, "", certainty)


def _meaning(target: str, value: str, rival: str, ours: bool) -> Meaning:
    if target == "offer" or (not target and rival):
        about = US if ours else rival
        return Meaning("offer", value, about) if about else NOTE
    return Meaning(target, value) if target else NOTE


def _choices(value: str, rival: str, scope: DebriefScope) -> list[Meaning]:
    """Everything that an amount may be, the likeliest rival first."""
    firms = [rival, *(one.uid for one in scope.rivals if one.uid != rival)]
    offers = [Meaning("offer", value, uid) for uid in (US, *firms) if uid]
    return [*(Meaning(key, value) for key in ASKED), *offers]


def _scaled(value: str) -> list[str]:
    code, _, number = value.partition(" ")
    steps = (10_000, 1_000_000) if code == "CNY" else (1_000_000, 1_000)
    return [f"{code} {numbers.canonical(Decimal(number) * step)}" for step in steps]


def _nearest(words: str, amount: Span) -> str:
    best, nearest = "", len(words) * BEHIND_COUNTS + 1
    for target, pattern in _WORDS:
        for found in pattern.finditer(words):
            gap = (
                (amount.start - found.end())
                if found.start() < amount.end
                else (found.start() - amount.end) * BEHIND_COUNTS
            )
            if gap < nearest:
                best, nearest = target, gap
    return best


def _rival_in(words: str, before: int, scope: DebriefScope) -> str:
    """The rival named last before a place, else the first behind it."""
    found = [(one.start(), rival.uid) for rival in scope.rivals for one in rival.forms.finditer(words)]
    earlier = [one for one in found if one[0] <= before]
    return (max(earlier) if earlier else min(found))[1] if found else ""
