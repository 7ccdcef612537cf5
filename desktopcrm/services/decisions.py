"""The rep decides: accept a flag, put a row off, pass a question over, keep or lower a class. One undoable step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktopcrm.domain.fieldtypes import clean
from desktopcrm.domain.records import Observation
from desktopcrm.errors import UserError
from desktopcrm.services.desk import Desk
from desktopcrm.services.records import NewRecord, Records


@dataclass(frozen=True, slots=True)
class NewDecision:
    """`subject` and `state` as the rule gave them; `title` is what the rep reads; some verdicts need a reason."""

    account_id: int
    subject: str
    verdict: str
    title: str
    reason: str = ""
    state: str = ""
    until: date | None = None
    day: date | None = None


NEEDS_REASON = ("acknowledged", "snoozed", "kept", "lowered", "unknowable")


class Decisions:
    def __init__(self, desk: Desk, records: Records) -> None:
        self._desk = desk
        self._records = records

    def take(self, new: NewDecision) -> int:
        """Write a decision down; gives its record. Raises `UserError` where a reason is missing."""
        reason = clean(new.reason)
        if new.verdict in NEEDS_REASON and not reason:
            raise UserError("errors.reason_missing")
        facts = {
            "subject": new.subject,
            "state": new.state,
            "until": new.until.isoformat() if new.until else "",
            "reason": reason,
            "verdict": new.verdict,
        }
        with self._desk.store.step("steps.decided", name=new.title):
            return self._records.add(
                NewRecord(
                    "decision", new.title, new.account_id, facts=facts, seen=Observation(seen_on=new.day)
                )
            )
