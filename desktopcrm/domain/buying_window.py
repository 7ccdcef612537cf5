"""Next buying window: last purchase plus cycle, with a warning a quarter of the cycle earlier (d1.2; ours: 25 %)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from desktopcrm.domain.plan import Plan

WARN_SHARE = 4
LONGEST_CYCLE = 36_525
"""Days, a century: nobody plans for what lies further off."""


@dataclass(frozen=True, slots=True)
class BuyingWindow:
    """`opens`: the day he is expected to buy again; `warns`: when to start working for it."""

    warns: date
    opens: date

    def days_left(self, today: date) -> int:
        return (self.opens - today).days


def buying_window(last_purchase: date | None, cycle_days: int | None) -> BuyingWindow | None:
    """Without both figures there is no forecast."""
    if last_purchase is None or not cycle_days or not 0 < cycle_days <= LONGEST_CYCLE:
        return None
    opens = last_purchase + timedelta(days=cycle_days)
    return BuyingWindow(opens - timedelta(days=cycle_days // WARN_SHARE), opens)


def of_plan(plan: Plan) -> BuyingWindow | None:
    """The account's own forecast, from its current facts."""
    last, cycle = plan.value(plan.account.id, "last_purchase"), plan.value(plan.account.id, "cycle_days")
    return buying_window(date.fromisoformat(last) if last else None, int(cycle) if cycle else None)
