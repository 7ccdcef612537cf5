"""Questions the rep passed over: *not now* until its day, *cannot be known* until the stage changes (beyond 3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desktopcrm.domain.decisions import Decision, decisions
from desktopcrm.domain.plan import Plan

NOT_NOW, UNKNOWABLE = "not_now", "unknowable"


@dataclass(frozen=True, slots=True)
class PassedOver:
    """The newest decision about each subject that begins with "ask:"."""

    newest: Mapping[str, Decision]
    today: date

    @staticmethod
    def of(plan: Plan) -> PassedOver:
        found = {key: those[0] for key, those in decisions(plan).items() if key.startswith("ask:")}
        return PassedOver(found, plan.day)

    def covers(self, subject: str, state: str) -> bool:
        """Whether the question stays away today; `state`: the stage it would be asked at."""
        decision = self.newest.get(subject)
        if decision is None:
            return False
        if decision.verdict == NOT_NOW:
            return decision.holds(self.today)
        return decision.verdict == UNKNOWABLE and decision.holds(self.today, state)
