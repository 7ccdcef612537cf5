"""How questions are put (S4, d13): which of the four steps each belongs to, and in which words, as data.

Definitions only, read from `questioning.toml`; the steps with their openers are in `practice`. Knows no plan.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from desktopcrm.domain.toml_shapes import bad, entries, read
from desktopcrm.texts import Words


@dataclass(frozen=True, slots=True)
class Purpose:
    """`of`: blocks of fields, or "kind.field", whose questions belong to the step."""

    step: str
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A question as it is put to somebody. `key`: "kind.field" (the wording), "missing.kind[.option]" (a whole record)
    or "flag.rule" (what a flag asks, about `kind` and `field`). `text` may hold "{name}"; where there is none, the
    field's own is taken, likewise `knows`, who usually knows. `weight` 0: as much as the fact itself counts."""

    key: str
    text: Words | None = None
    knows: tuple[str, ...] = ()
    kind: str = ""
    field: str = ""
    step: str = ""
    stages: tuple[int, ...] = ()
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Questioning:
    """Step of a block or field; wordings by key."""

    steps: Mapping[str, str] = field(default_factory=dict)
    spoken: Mapping[str, Spoken] = field(default_factory=dict)

    def step_of(self, kind: str, key: str, block: str) -> str:
        """The step a question about a field belongs to: its own, else that of its block."""
        return self.steps.get(f"{kind}.{key}") or self.steps.get(block) or DEFAULT_STEP

    def wording(self, key: str) -> Spoken | None:
        return self.spoken.get(key)


DEFAULT_STEP = "need"
FILE = "questioning.toml"


def load(folder: Path) -> Questioning:
    """Read purposes and wordings. Raises `UserError` naming the entry that is wrong."""
    raw = read(folder, "questioning")
    steps: dict[str, str] = {}
    known = [str(row.get("key")) for row in _rows(raw, "step")]
    for one in entries(raw, "purpose", Purpose, FILE):
        if one.step not in known:
            raise bad(FILE, f"purpose {one.step}", "there is no such step")
        for what in one.of:
            if what in steps:
                raise bad(FILE, f"purpose {one.step}", f"“{what}” has a step already")
            steps[what] = one.step
    spoken: dict[str, Spoken] = {}
    for word in entries(raw, "spoken", Spoken, FILE):
        if word.key in spoken:
            raise bad(FILE, word.key, "the key is used twice")
        if word.step and word.step not in known:
            raise bad(FILE, word.key, f"there is no step “{word.step}”")
        spoken[word.key] = word
    return Questioning(steps, spoken)


def _rows(raw: Mapping[str, object], table: str) -> list[dict[str, object]]:
    rows = raw.get(table, [])
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
