"""What is typed right after Enter: it goes where Tab would and replaces nothing. Knows neither rows nor cells."""

from __future__ import annotations

from collections.abc import Hashable
from enum import Enum, auto


class Way(Enum):
    """Where letters or Enter go: to what is in hand, to what comes next, nowhere."""

    HERE = auto()
    ON = auto()
    OVER = auto()


class JustStored:
    """What Enter has stored, for as long as nothing else is done. Letters that have nowhere to go are passed over up to
    the next Enter; `passing` tells whether that is so."""

    def __init__(self) -> None:
        self._what: Hashable = None
        self.passing = False

    def keep(self, what: Hashable) -> None:
        """Enter has stored this."""
        self._what, self.passing = what, False

    def let_go(self) -> None:
        """Something else was done."""
        self._what, self.passing = None, False

    def way(self, what: Hashable, letters: str, free: bool) -> Way:
        """For letters, or Enter without them, on `what`. `free`: where Tab would go something is still asked."""
        passing, writes = self.passing, bool(letters.strip())
        if self._what is None or self._what != what:
            self.let_go()
            return Way.HERE
        if writes and (passing or not free):
            self.passing = True
            return Way.OVER
        if not writes and passing:
            self.passing = False
            return Way.OVER
        self.let_go()
        return Way.ON if writes else Way.HERE
