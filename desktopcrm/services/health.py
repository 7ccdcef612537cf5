"""How whole the file of the data is, as the user asks for it; `checkup` also reads what the facts say.

The result lies in the data and speaks of them as they were when it was found: a restore puts it out of force.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from desktopcrm.preferences import Preferences
from desktopcrm.storage import examine
from desktopcrm.storage.store import Store

CHECKED, FOUND, OF = "health.checked", "health.found", "health.of"
"""Preferences: when, what, and after which restore the file was last examined."""
PROBLEMS_KEPT = 20


@dataclass(frozen=True, slots=True)
class Health:
    """What the last examination of the open file found (SQLite's own words).

    `checked_at` is `None` where there was none of these data; `is_restored`: because they were restored since.
    """

    checked_at: datetime | None
    problems: tuple[str, ...] = ()
    is_restored: bool = False

    @property
    def is_good(self) -> bool:
        return not self.problems


class HealthCheck:
    def __init__(self, store: Store, preferences: Preferences) -> None:
        self._store = store
        self._preferences = preferences

    def run(self) -> Health:
        """Examine the structure of every page; takes a moment. Raises `UserError` where the file cannot be read."""
        with self._store.read() as tx:
            found, restore = examine.quick_damage(tx), examine.last_restore(tx)
        self._preferences.put(FOUND, json.dumps(found[:PROBLEMS_KEPT]))
        self._preferences.put(OF, restore)
        self._preferences.put(CHECKED, datetime.now(UTC).replace(microsecond=0).isoformat())
        return self.last()

    def last(self) -> Health:
        """What is known without looking: a result from before a restore is none, be it kept or brought back."""
        with self._store.read() as tx:
            restore = examine.last_restore(tx)
        if restore != self._preferences.text(OF):
            return Health(None, is_restored=True)
        return Health(moment(self._preferences.text(CHECKED)), self._problems())

    def _problems(self) -> tuple[str, ...]:
        try:
            return tuple(str(one) for one in json.loads(self._preferences.text(FOUND) or "[]"))
        except (ValueError, TypeError):
            return ()


def moment(text: str) -> datetime | None:
    """A stored moment; `None` where there is none, or none that can be read."""
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
