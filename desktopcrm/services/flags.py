"""The rep accepts a flag with a reason, or takes that back. What is flagged is judged in the domain."""

from __future__ import annotations

from desktopcrm.domain import flags as judged
from desktopcrm.domain.decisions import decisions
from desktopcrm.domain.flags import ACCEPTED, Flag
from desktopcrm.domain.names import MAX_NAME
from desktopcrm.errors import UserError
from desktopcrm.services.decisions import Decisions, NewDecision
from desktopcrm.services.desk import Desk
from desktopcrm.services.records import Records
from desktopcrm.services.telling import tell
from desktopcrm.texts import Texts


class Flags:
    def __init__(self, desk: Desk, rows: Records, decisions: Decisions, texts: Texts) -> None:
        self._desk = desk
        self._records = rows
        self._decisions = decisions
        self._texts = texts

    def of(self, account_id: int) -> tuple[Flag, ...]:
        """All flags of an account today: red first, accepted ones last."""
        return judged.flags(self._desk.plan(account_id), self._desk.catalogue)

    def accept(self, account_id: int, subject: str, reason: str) -> int:
        """Known and accepted, until its facts change; gives the decision. Raises `UserError` without a reason, or
        where the flag is no longer raised."""
        flag = next((one for one in self.of(account_id) if one.subject == subject), None)
        if flag is None:
            raise UserError("errors.flag_gone")
        title = tell(self._texts, self._desk.lang, flag.said)[:MAX_NAME]
        return self._decisions.take(
            NewDecision(account_id, subject, ACCEPTED, title, reason, state=flag.state)
        )

    def take_back(self, account_id: int, subject: str) -> None:
        """Raise an accepted flag again: what was decided about it is put away."""
        found = decisions(self._desk.plan(account_id)).get(subject, ())
        with self._desk.store.step("steps.flag_raised"):
            for one in found:
                if one.verdict == ACCEPTED:
                    self._records.archive(one.record_id)
