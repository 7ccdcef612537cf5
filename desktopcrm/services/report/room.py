"""How much fits into a visit brief: steps from generous to bare, and the words cut to a step."""

from __future__ import annotations

from dataclasses import dataclass

from desktopcrm.domain.records import Record
from desktopcrm.services.report.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Room:
    """How much of each thing there is room for; `letters` is the longest value."""

    people: int
    items: int
    promises: int
    rivals: int
    contacts: int
    talk: int
    letters: int


ROOMS = (
    Room(8, 10, 12, 4, 4, 12, 400),
    Room(6, 8, 8, 4, 3, 8, 400),
    Room(5, 7, 6, 3, 3, 6, 300),
    Room(4, 6, 6, 3, 2, 5, 240),
    Room(4, 5, 5, 2, 2, 4, 200),
    Room(4, 4, 4, 2, 1, 3, 170),
    Room(3, 4, 4, 2, 1, 3, 150),
    Room(3, 3, 3, 2, 1, 2, 110),
    Room(2, 3, 2, 1, 1, 1, 80),
    Room(2, 2, 2, 1, 1, 0, 60),
    Room(1, 2, 1, 1, 0, 0, 40),
)
"""From generous to bare: the first that fits two pages is printed."""


@dataclass(frozen=True, slots=True)
class Brief:
    """A sheet, the purchase it is about (if any), and the room there is."""

    sheet: Sheet
    project: Record | None
    room: Room

    def cut(self, words: str) -> str:
        """Not longer than there is room for, ending with a whole word."""
        if len(words) <= self.room.letters:
            return words
        kept = words[: self.room.letters]
        whole = kept.rpartition(" ")[0]
        return (whole if len(whole) > self.room.letters // 2 else kept).rstrip(" ,.;，。；、") + "…"

    def sentences(self, parts: list[str]) -> str:
        """As many whole texts as there is room for, at least the first, cut."""
        parts = [part for part in parts if part]
        while len(parts) > 1 and sum(map(len, parts)) > self.room.letters:
            parts.pop()
        return self.cut(("" if self.sheet.lang == "zh" else " ").join(parts))

    def more(self, count: int, shown: int) -> str:
        return self.sheet.tr("report.more", n=count - shown) if count > shown else ""
