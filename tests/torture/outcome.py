"""What a torture tool found: how often it tried, what went wrong, and lines worth reading."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Options:
    """`n` tries from `seed`; `more`: what only one tool knows, such as which deed to interrupt."""

    n: int
    seed: int = 1
    more: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Outcome:
    """`failures` are sentences, one a broken promise; `figures` are (what, how many)."""

    tool: str
    tries: int = 0
    failures: list[str] = field(default_factory=list)
    figures: dict[str, int | float | str] = field(default_factory=dict)

    def count(self, what: str, by: int = 1) -> None:
        """Add to a figure."""
        self.figures[what] = int(self.figures.get(what, 0)) + by

    def lines(self, shown: int = 10) -> list[str]:
        """For the terminal: one line of figures, then the first failures."""
        told = ", ".join(f"{what} {value}" for what, value in self.figures.items())
        head = f"{self.tool}: {self.tries} tries, {len(self.failures)} failures" + (
            f"; {told}" if told else ""
        )
        return [head, *(f"    {one}" for one in self.failures[:shown])]
