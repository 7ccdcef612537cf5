"""The first sorting of accounts: who gets the hours of a day (S0, d4.1)."""

from __future__ import annotations

from desktopcrm.domain.plan import Plan
from desktopcrm.domain.rulebook import Rulebook

FIELD = "prelim_class"
FIRST, SECOND, NO_TIME = "1", "2", "3"
WHOLE = 100


def prelim_class(plan: Plan) -> str:
    """1, 2, 3 or empty where the account has not been sorted yet."""
    return plan.value(plan.account.id, FIELD)


def hours_share(prelim: str, rules: Rulebook) -> int:
    """Percent of a day's hours that all accounts of a class share; none for the third. Not sorted yet counts as
    the second: what is not known is not thrown away."""
    first = rules.param("prelim_class", "first_share")
    if prelim == NO_TIME:
        return 0
    return first if prelim == FIRST else WHOLE - first
