"""Star grading of old customers: results and influence (S4, d12.1)."""

from __future__ import annotations

from dataclasses import dataclass

from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.origin import known
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.said import Said, sentence

RULE = "stars"
CRITERIA = ("frequency", "amount", "referee", "expert", "leader")
"""Parameters of the rule; the account's fields are `star_<criterion>`."""


@dataclass(frozen=True, slots=True)
class Stars:
    """`matched`: the account's fields that earned stars; `total`: their sum."""

    total: int
    matched: tuple[str, ...]
    why: tuple[Said, ...]


def stars(plan: Plan, catalogue: Catalogue) -> Stars:
    """Stars of the account. Unknown earns none."""
    total, matched, why = 0, [], []
    for criterion in CRITERIA:
        name = f"star_{criterion}"
        fact = plan.fact(plan.account.id, name)
        if fact is None or fact.value != "yes":
            continue
        earned = catalogue.rulebook.param(RULE, criterion)
        total += earned
        matched.append(name)
        label = catalogue.field("account", name).label
        why.append(known(plan, catalogue, sentence("classes.stars_for", what=label, n=earned), fact))
    return Stars(total, tuple(matched), tuple(why))
