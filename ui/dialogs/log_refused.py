"""Logs that the disk refused: held in memory alone until it does not, also while the data are closed.

Knows what was written and what was kept of it then; no panel.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktopcrm.domain.begun import Draft
from desktopcrm.errors import UserError

if TYPE_CHECKING:
    from ui.dialogs.log_written import Written
    from ui.models.log_drafts import LogDrafts


@dataclass(frozen=True, slots=True)
class Refusal:
    """One log, and the draft that was kept of its account when it was refused."""

    written: Written
    known: Draft | None

    def beside(self, drafts: LogDrafts) -> Written:
        """It, below what was written about the same account since: neither takes the place of the other."""
        mine, there = self.written.draft, _kept(drafts, self.written.account_id)
        if mine is None or there is None or there in (self.known, mine):
            return self.written
        return replace(self.written, draft=_below(there, mine.text))

    def draft(self, drafts: LogDrafts) -> Draft | None:
        """The same as a text alone."""
        written = self.beside(drafts)
        if written.draft is None or written.after is None:
            return written.draft
        return _below(written.draft, written.after.line)


class Refused:
    """Of one database."""

    def __init__(self) -> None:
        self.covered: list[Refusal] = []
        """What was put away with private values, the newest last."""
        self.open: Refusal | None = None
        """What stood open when the data were closed."""

    def __bool__(self) -> bool:
        return bool(self.covered) or self.open is not None

    def put_away(self, drafts: LogDrafts, given: str) -> None:
        """What was covered is kept with the data now, an empty one is not. Raises `UserError`, and holds the rest."""
        while self.covered:
            written = self.covered[0].beside(drafts)
            drafts.keep(written.account_id, written.draft, given)
            self.covered[0] = Refusal(written, written.draft)
            if drafts.words(written.stood):
                drafts.put_away(written.stood)
            else:
                drafts.note_open(None)
            self.covered.pop(0)

    def take(self, account_id: int) -> Refusal | None:
        """The newest that was covered of an account (0: of any) is held by whoever asks from now on."""
        mine = [one for one in self.covered if account_id in (0, one.written.account_id)]
        if mine:
            self.covered.remove(mine[-1])
        return mine[-1] if mine else None


def refusal(written: Written, drafts: LogDrafts) -> Refusal:
    """Of what stands in a panel now."""
    return Refusal(written, _kept(drafts, written.account_id))


def _kept(drafts: LogDrafts, account_id: int) -> Draft | None:
    try:
        return drafts.get(account_id)
    except UserError:  # the file is gone: nothing is known
        return None


def _below(draft: Draft, words: str) -> Draft:
    return replace(draft, text="\n".join(one for one in (draft.text, words) if one.strip()))
