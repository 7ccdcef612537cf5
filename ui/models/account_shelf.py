"""Accounts seen lately as they were read, so that going back to one reads and works out nothing twice.

Knows readings and changes; knows no widget.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ui.models.account_guide import guide_lines
from ui.models.account_reading import Reading
from ui.models.guide_line import GuideLine

if TYPE_CHECKING:
    from desktopcrm.domain.changes import ChangeSet
    from ui.context import Context

KEPT = 6
"""So many accounts are kept: one goes to and fro between a few."""


@dataclass(frozen=True, slots=True)
class Opened:
    """One account, read, with the lines of its guide."""

    reading: Reading
    lines: list[GuideLine]


class Shelf:
    """Fetches accounts; a change takes away what it touches."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._kept: dict[int, Opened] = {}

    def get(self, account_id: int) -> Opened:
        """The account as it is now. Raises `UserError` where it is gone."""
        found = self._kept.pop(account_id, None)
        if found is None or not self._holds(found.reading):
            desk = self._context.app.desk
            reading = Reading.of(self._context, desk.plan(account_id))
            found = Opened(reading, guide_lines(reading, self._context.texts))
        self._kept[account_id] = found
        for oldest in list(self._kept)[:-KEPT]:
            del self._kept[oldest]
        return found

    def drop(self, changes: ChangeSet) -> None:
        """Forget what a change touched."""
        self._kept = {key: kept for key, kept in self._kept.items() if not changes.touches(key)}

    def _holds(self, reading: Reading) -> bool:
        """Whether day, method and preferences are still those it was read with."""
        desk = self._context.app.desk
        now = desk.scope(None, self._context.lang)
        return reading.catalogue is desk.catalogue and now == replace(
            reading.scope, named=now.named, covered=False
        )
