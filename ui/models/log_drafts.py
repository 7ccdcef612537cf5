"""Logs that were begun and not stored, one an account, and how they stood: kept with the data until they are stored or
given up.

Knows drafts, no widget. Nothing is held here: whoever is erased meanwhile is not brought back from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desktopcrm.domain import begun
from desktopcrm.domain.begun import LOG_ASIDE, LOG_COVERED, LOG_OPEN, Draft, Stood
from desktopcrm.errors import UserError
from desktopcrm.services.drafts import Kept
from ui.context import Context


@dataclass(frozen=True, slots=True)
class BegunLog:
    """A log that was begun about an account (0: about nobody yet), and when it was last written in."""

    account_id: int
    name: str
    at: datetime


class LogDrafts:
    """By account."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def get(self, account_id: int) -> Draft | None:
        """What was begun about an account."""
        body = self._context.app.drafts.get(begun.log_place(account_id))
        return begun.unpack_log(body) if body else None

    def put(self, account_id: int, draft: Draft) -> None:
        """Keep it."""
        self._context.app.drafts.put(begun.log_place(account_id), begun.pack_log(draft))

    def keep(self, account_id: int, draft: Draft | None, given: str) -> None:
        """Keep it if it says more than what stood there to begin with (`given`), else it is none. Raises `UserError`."""
        if draft is None:
            return
        if draft.text.strip() not in ("", given):
            self.put(account_id, draft)
        else:
            self.drop(account_id)

    def drop(self, account_id: int) -> None:
        """It is stored or given up."""
        self._context.app.drafts.drop(begun.log_place(account_id))

    def stood(self) -> Stood | None:
        """How the panel stood open when the data were closed."""
        return next(iter(self._stands(LOG_OPEN)), None)

    def note_open(self, stood: Stood | None) -> None:
        """The panel stands open so, or not any more."""
        self._note(LOG_OPEN, (stood,) if stood is not None else ())

    def covered(self) -> Stood | None:
        """How the log stood that was put away with private values."""
        return next(iter(self._stands(LOG_COVERED)), None)

    def put_away(self, stood: Stood) -> None:
        """It is covered; the one that was before is put aside. All at once: it is never at two places, nor at none."""
        before = self.covered()
        bodies = {LOG_COVERED: begun.pack_stands((stood,)), LOG_OPEN: ""}
        if before is not None and before != stood:
            bodies[LOG_ASIDE] = begun.pack_stands(self._aside_behind(before))
        self._context.app.drafts.put_all(bodies)

    def note_aside(self, stood: Stood) -> None:
        """The newest that was put aside."""
        self._note(LOG_ASIDE, self._aside_behind(stood))

    def _aside_behind(self, stood: Stood) -> tuple[Stood, ...]:
        others = [one for one in self._stands(LOG_ASIDE) if one != stood and self.words(one)]
        return (stood, *(one for one in others if _says(one) or one.account_id != stood.account_id))

    def begun(self, account_id: int, anything: bool) -> Stood | None:
        """How the log stood that is to be gone on with: the covered one or one put aside, of the account. For none, the
        covered one; with `anything` also the newest that was put aside."""
        covered = self.covered()
        here = [covered] if covered is not None and account_id in (0, covered.account_id) else []
        aside = self._stands(LOG_ASIDE) if account_id or anything else ()
        here += [one for one in aside if not account_id or (one.account_id == account_id and _says(one))]
        return next((one for one in here if self.is_there(one) and self.words(one)), None)

    def take(self, stood: Stood) -> None:
        """It stands open again, or is given up."""
        for place in (LOG_COVERED, LOG_ASIDE):
            held = self._stands(place)
            left = tuple(one for one in held if one != stood)
            if left != held:
                self._note(place, left)

    def every(self) -> tuple[BegunLog, ...]:
        """All that can be gone on with, one an account, the newest first."""
        found: dict[int, datetime] = {}
        for kept in self._context.app.drafts.every("log"):
            for account_id in self._written_at(kept):
                found.setdefault(account_id, kept.at)
        there = [(one, at) for one, at in found.items() if self.is_there(Stood(one))]
        return tuple(BegunLog(one, self._name(one), at) for one, at in there)

    def _written_at(self, kept: Kept) -> tuple[int, ...]:
        """Whose logs are there, as far as a word is written in them."""
        if kept.place.startswith(begun.LOGS):
            draft = begun.unpack_log(kept.body)
            return (begun.account_of(kept.place),) if draft is not None and draft.text.strip() else ()
        if kept.place not in (LOG_COVERED, LOG_ASIDE):
            return ()
        stands = begun.unpack_stands(kept.place, kept.body)
        return tuple(one.account_id for one in stands if (one.line + one.name).strip())

    def _name(self, account_id: int) -> str:
        return self._context.app.records.get(account_id).name if account_id else ""

    def is_there(self, stood: Stood) -> bool:
        """Whether its account is."""
        try:
            return not stood.account_id or bool(self._context.app.records.get(stood.account_id))
        except UserError:
            return False

    def words(self, stood: Stood) -> tuple[str, ...]:
        """All that was written in it."""
        draft = self.get(stood.account_id)
        every = (draft.text if draft is not None else "", stood.line, stood.name)
        return tuple(one for one in every if one.strip())

    def _stands(self, place: str) -> tuple[Stood, ...]:
        return begun.unpack_stands(place, self._context.app.drafts.get(place) or "")

    def _note(self, place: str, stands: tuple[Stood, ...]) -> None:
        self._context.app.drafts.put(place, begun.pack_stands(stands))


def _says(stood: Stood) -> bool:
    """Whether it holds more than the account."""
    return stood.ticked is not None or bool(stood.name)
