"""What was begun and not stored: kept in the data itself, as secret as they are, until it is finished or given up.

Not a change of the data: no history, no undo, nobody is told. `place` says where it was being written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from desktopcrm.services.desk import Desk
from desktopcrm.storage import drafts
from desktopcrm.storage.rows import moment_of


@dataclass(frozen=True, slots=True)
class Kept:
    """Something begun: where, what (words, or JSON of whoever wrote it), and when it was last changed."""

    place: str
    body: str
    at: datetime


class Drafts:
    """`app.drafts`."""

    def __init__(self, desk: Desk) -> None:
        self._store = desk.store

    def put(self, place: str, body: str) -> None:
        """Keep what has been written so far; nothing but blanks is the same as `drop`."""
        if not body.strip():
            self.drop(place)
            return
        with self._store.unjournaled() as tx:
            drafts.put(tx, place, body)

    def put_all(self, bodies: Mapping[str, str]) -> None:
        """Several places at once, as `put` each: all of them or, where the disk refuses, none."""
        with self._store.unjournaled() as tx:
            for place, body in bodies.items():
                if body.strip():
                    drafts.put(tx, place, body)
                else:
                    drafts.drop(tx, place)

    def get(self, place: str) -> str | None:
        """What was begun there."""
        with self._store.read() as tx:
            return drafts.body(tx, place)

    def drop(self, place: str) -> None:
        """It is finished or given up."""
        if self.get(place) is None:
            return
        with self._store.unjournaled() as tx:
            drafts.drop(tx, place)

    def every(self, prefix: str = "") -> tuple[Kept, ...]:
        """All that was begun at places whose name begins so, the newest first."""
        with self._store.read() as tx:
            return tuple(
                Kept(place, body, moment_of(at))
                for place, body, at in drafts.every(tx)
                if place.startswith(prefix)
            )
