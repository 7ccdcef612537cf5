"""What is begun and not stored: the places where drafts of it are kept, and the shape in which each of them is written.

Knows no table and no widget. The window writes by it, erasing somebody reads by it: neither spells a place or a shape.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, field

from desktopcrm.domain.debrief_types import Meaning

LINES, LINES_ASIDE, LINES_LOST = "unsent", "unsent.aside", "unsent.lost"
"""What stands in lines; what waits until its page is shown again; what finds its line no more."""
LINE_PLACES = (LINES, LINES_ASIDE, LINES_LOST)
LOG_OPEN, LOG_COVERED, LOG_ASIDE = "log.open", "log.covered", "log.aside"
"""How the log stood open when the data were closed; which log was put away with private values; logs that were put
aside, the newest first. Each holds stands; the text of a log is kept at the place of its account."""
STAND_PLACES = (LOG_OPEN, LOG_COVERED, LOG_ASIDE)
LOGS = "log:"
"""How the places begin at which the text of a log is kept."""
IN_HAND = "#"
"""What shows one record of several is read aloud as this and its number."""
PERSON_PAGE = "person_page"
"""What lies in it is about the person in hand; beside it others are added."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A log that was written and corrected but not stored. `project_id` `None`: the one that is furthest on."""

    text: str = ""
    fixes: Mapping[str, Meaning] = field(default_factory=dict)
    kind: str = ""
    project_id: int | None = None


@dataclass(frozen=True, slots=True)
class Stood:
    """How a log stood open: on which account (0: none yet), what was typed to find another, and what was ticked and
    written at the second look (`None`: it was the first)."""

    account_id: int
    name: str = ""
    ticked: tuple[str, ...] | None = None
    line: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """Words in a line of a page: the page (screen, record, tab, what was in view), the way to the line as (name, as what
    it is read aloud) from the outside in, the words."""

    page: tuple[str, int, str, str]
    path: tuple[tuple[str, str], ...]
    text: str


def log_place(account_id: int) -> str:
    """Where the log of an account is kept."""
    return f"{LOGS}{account_id}"


def account_of(place: str) -> int:
    """Whose log is kept there; 0: nobody knows."""
    number = place.removeprefix(LOGS)
    return int(number) if number.isdecimal() else 0


def is_log(place: str) -> bool:
    """Whether words of a log are kept there."""
    return place.startswith(LOGS) or place in STAND_PLACES


def pack_log(draft: Draft) -> str:
    """As it is kept."""
    fixes = {key: list(meaning) for key, meaning in draft.fixes.items()}
    return _packed({"text": draft.text, "kind": draft.kind, "project": draft.project_id, "fixes": fixes})


def unpack_log(body: str) -> Draft | None:
    """From how it is kept; `None` where it is something else."""
    try:
        held = json.loads(body)
        fixes = {str(key): Meaning(*(str(part) for part in said)) for key, said in held["fixes"].items()}
        project = held["project"]
        return Draft(
            str(held["text"]), fixes, str(held["kind"]), project if isinstance(project, int) else None
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def pack_stands(stands: Iterable[Stood]) -> str:
    """As they are kept; nothing for nothing."""
    held = [astuple(one) for one in stands]
    return _packed(held) if held else ""


def unpack_stands(place: str, body: str) -> tuple[Stood, ...]:
    """From how they are kept; what cannot be read is not there."""
    held = _loaded(body)
    if isinstance(held, int) and place != LOG_COVERED:  # an account alone, as it was kept before 2026-11
        return (Stood(held),) if held else ()
    if not isinstance(held, list) or not held:
        return ()
    several = held if isinstance(held[0], list) else [held]  # one without the others: before 2026-11, too
    found = (_stood(one) for one in several)
    return tuple(one for one in found if one is not None)


def pack_lines(lines: Iterable[Line]) -> str:
    """As they are kept; nothing for nothing."""
    held = [[one.page, one.path, one.text] for one in lines]
    return _packed(held) if held else ""


def unpack_lines(body: str) -> tuple[Line, ...]:
    """From how they are kept; what cannot be read is not there."""
    held = _loaded(body)
    found = (_line(one) for one in (held if isinstance(held, list) else []))
    return tuple(one for one in found if one is not None)


def _stood(held: object) -> Stood | None:
    if not isinstance(held, list) or len(held) != len(Stood.__slots__) or not isinstance(held[0], int):
        return None
    account_id, name, ticked, line = held
    keys = tuple(str(one) for one in ticked) if isinstance(ticked, list) else None
    return Stood(account_id, str(name), keys, str(line))


def _line(held: object) -> Line | None:
    if not isinstance(held, list) or len(held) != len(Line.__slots__) or not isinstance(held[0], list):
        return None
    screen, record_id, tab, focus = [*held[0], *("", 0, "", "")[len(held[0]) :]][:4]
    steps = held[1] if isinstance(held[1], list) else []
    path = tuple((str(one[0]), str(one[1])) for one in steps if isinstance(one, list) and len(one) > 1)
    page = (str(screen), record_id if isinstance(record_id, int) else 0, str(tab), str(focus))
    return Line(page, path, str(held[2]))


def _packed(held: object) -> str:
    return json.dumps(held, ensure_ascii=False)


def _loaded(body: str) -> object:
    try:
        found: object = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return found
