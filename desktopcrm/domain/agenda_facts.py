"""Which facts Today's rules ask for, kind by kind: enough to judge an account without reading all of it.

A test watches what the rules look at; a field that is missing here would be taken for unknown.
"""

from __future__ import annotations

from collections.abc import Mapping

FIELDS: Mapping[str, tuple[str, ...]] = {
    "account": (
        *("tier", "prelim_class", "last_purchase", "cycle_days"),
        *("enquiries_per_day", "care_done", "old_share", "loyal_share", "thanked_on"),
        *("supply_stable", "supplier_conflict", "buying_power", "stock_low", "policy_favours", "business_good"),
    ),
    "project": (
        *("has_need", "has_money", "has_authority", "is_urgent", "decision_maker"),
        *("clock_preset", "clock_paused", "revive_when", "revive_on"),
    ),
    "member": (
        *("role", "stance", "kp_rank", "kp_need", "kp_ability", "value_recognised", "will_recommend", "will_report"),
        *("ally_outcome", "invited_on", "away_until", "last_contact"),
    ),
    "person": ("birthday",),
    "hop": ("from_person", "to_person", "started", "done_on", "given_up_on"),
    "activity": ("kind", "day", "time", "minutes", "state", "people", "project", "place"),
    "action": ("direction", "promise", "person", "project", "due", "done_on", "status"),
    "decision": ("subject", "verdict", "state", "until", "reason"),
}  # fmt: skip
"""Kind → fields. Records of other kinds are not read at all."""

LINKS = ("reports_to", "influences", "relates")
"""Lines on which somebody can lead us on."""
