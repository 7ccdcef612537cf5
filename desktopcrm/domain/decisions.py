"""What the rep decided about what the app said: accepted flags, rows put off, questions passed over, classes kept.

A decision is a record; its `subject` names the matter, the newest about a subject counts. Knows no rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from desktopcrm.domain.plan import Plan


class Decision(NamedTuple):
    """`state`: how things stood then, as the rule that asked wrote it; `until`: the last day it holds."""

    record_id: int
    subject: str
    verdict: str
    state: str
    day: date
    until: date | None
    reason: str

    def holds(self, today: date, state: str | None = None) -> bool:
        """Not run out, and (where a state is given) nothing has changed since."""
        return (self.until is None or today <= self.until) and (state is None or state == self.state)


def decisions(plan: Plan) -> Mapping[str, tuple[Decision, ...]]:
    """Subject → decisions, newest first."""
    return plan.once("decisions", lambda: _decisions(plan))


def _decisions(plan: Plan) -> dict[str, tuple[Decision, ...]]:
    found: dict[str, list[Decision]] = {}
    for record in plan.of("decision"):
        fact = plan.fact(record.id, "verdict")
        if fact is None:
            continue
        until = plan.value(record.id, "until")
        one = Decision(
            record.id,
            plan.value(record.id, "subject"),
            fact.value,
            plan.value(record.id, "state"),
            fact.seen_on,
            date.fromisoformat(until) if until else None,
            plan.value(record.id, "reason"),
        )
        found.setdefault(one.subject, []).append(one)
    return {
        key: tuple(sorted(those, key=lambda d: (d.day, d.record_id), reverse=True))
        for key, those in found.items()
    }


def newest(plan: Plan, subject: str) -> Decision | None:
    return next(iter(decisions(plan).get(subject, ())), None)
