"""Flags: rules that found something wrong at an account, each with its evidence and the way out (d2, d3, d10, S1).

Gathers what the rules of `flag_rules_*` found, and lays over it what the rep has accepted. Knows no language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from desktopcrm.domain import (
    flag_rules_money_and_time,
    flag_rules_needs,
    flag_rules_people,
    flag_rules_progress,
    flag_rules_rivals,
    flag_rules_standing,
)
from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.decisions import Decision, decisions
from desktopcrm.domain.flag import Finding, Flag, Ground, Judge
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.rulebook import SEVERITIES

__all__ = ["ACCEPTED", "FLAG_RULES", "Flag", "flags", "subject_of"]

ACCEPTED = "acknowledged"

FLAG_RULES: Mapping[str, Judge] = {
    **flag_rules_rivals.RULES,
    **flag_rules_people.RULES,
    **flag_rules_standing.RULES,
    **flag_rules_needs.RULES,
    **flag_rules_money_and_time.RULES,
    **flag_rules_progress.RULES,
}
"""Rule key → function; the order is that of flags of equal severity."""


def flags(plan: Plan, catalogue: Catalogue) -> tuple[Flag, ...]:
    """All flags of an account: red first, then yellow, the accepted ones last. Purchases that rest or are over have
    none."""
    ground = Ground.of(plan, catalogue)
    decided = decisions(plan)
    found = [
        _laid_over(_flag(ground, rule, one), decided, plan.day)
        for rule, judge in FLAG_RULES.items()
        for one in judge(ground)
    ]
    return tuple(sorted(found, key=lambda one: (one.accepted is not None, SEVERITIES.index(one.severity))))


def subject_of(rule: str, uid: str) -> str:
    """What a decision about a flag is about."""
    return f"flag:{rule}:{uid}"


def _flag(ground: Ground, rule: str, found: Finding) -> Flag:
    definition = ground.catalogue.rulebook[rule]
    return Flag(
        rule,
        found.severity or definition.severity,
        subject_of(rule, found.record.uid),
        ground.signature(found),
        found.record.id,
        found.project_id,
        found.said,
        definition.way_out,
        found.evidence,
        found.place,
    )


def _laid_over(flag: Flag, decided: Mapping[str, Sequence[Decision]], today: date) -> Flag:
    """Accepted as long as nothing has changed; the newest decision counts. One without a state holds for good."""
    newest = next(iter(decided.get(flag.subject, ())), None)
    if newest is None or newest.verdict != ACCEPTED or not newest.holds(today):
        return flag
    return replace(flag, accepted=newest) if newest.state in ("", flag.state) else flag
