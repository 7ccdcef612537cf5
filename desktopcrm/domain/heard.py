"""Rejections as they were heard: what was said, by whom, at which stage, what was answered, what came of it (d6, S2).

Pure functions of plans. Which to expect, and which answer to give, is the matter of `rejections`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache

from desktopcrm.domain.behaviour import reading
from desktopcrm.domain.catalogue import Catalogue
from desktopcrm.domain.plan import Plan
from desktopcrm.domain.practice import Objection
from desktopcrm.domain.records import Record

TURNED, LEFT_OPEN, STOOD = "turned", "open", "lost"
GAP = "…"
GAP_LENGTH = 16
"""Characters that may stand for a gap in a cue."""
SHORTEST_CUE = 2
BEFORE_ALL = datetime.min.replace(tzinfo=UTC)
UNKNOWN_COLUMN = ""
"""The column of the heat map for what has no stage or no known type."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One rejection. `stage`: of the purchase then, 0 where there was none; `styles`: keys of the person's behaviour
    types, of both schemes; `looked`: at the card, `None` where not said; `words`: theirs; `written`: when it was first
    written down, which tells the order within a day wherever the file has been."""

    record_id: int
    account_id: int
    account: str
    objection: str
    day: date
    person_id: int | None = None
    person: str = ""
    project_id: int | None = None
    stage: int = 0
    answer: str = ""
    result: str = ""
    looked: bool | None = None
    styles: tuple[str, ...] = ()
    words: str = ""
    written: datetime = BEFORE_ALL

    @property
    def is_settled(self) -> bool:
        """It was turned round; one of unknown result is not."""
        return self.result == TURNED

    @property
    def order(self) -> tuple[date, datetime, int]:
        """Oldest first."""
        return (self.day, self.written, self.record_id)


@dataclass(frozen=True, slots=True)
class Tally:
    """How often, and what came of it; results that are not known count as heard only."""

    heard: int = 0
    turned: int = 0
    left_open: int = 0
    stood: int = 0

    @property
    def net(self) -> int:
        """Turned round less failed."""
        return self.turned - self.stood


def events(plan: Plan, catalogue: Catalogue) -> tuple[Heard, ...]:
    """All rejections of an account up to the day of the plan, newest first."""
    found = (_heard(plan, record, catalogue) for record in plan.of("rejection"))
    kept = [one for one in found if one.objection and one.day <= plan.day]
    return tuple(sorted(kept, key=lambda one: one.order, reverse=True))


def _heard(plan: Plan, record: Record, catalogue: Catalogue) -> Heard:
    day, stage = plan.value(record.id, "day"), plan.value(record.id, "stage")
    person = plan.by_uid(plan.value(record.id, "person"))
    project = plan.by_uid(plan.value(record.id, "project"))
    looked = plan.value(record.id, "looked")
    return Heard(
        record.id,
        plan.account.id,
        plan.account.name,
        plan.value(record.id, "objection"),
        date.fromisoformat(day) if day else record.created_on,
        person.id if person else None,
        person.name if person else "",
        project.id if project else None,
        int(stage) if stage else 0,
        plan.value(record.id, "answer"),
        plan.value(record.id, "result"),
        looked == "yes" if looked else None,
        styles_of(plan, person.id, catalogue) if person else (),
        plan.value(record.id, "comment"),
        first_written(plan, record.id, "objection"),
    )


def first_written(plan: Plan, record_id: int, field: str) -> datetime:
    """The moment at which a field was written down for the first time."""
    return min((one.recorded_at for one in plan.past(record_id, field)), default=BEFORE_ALL)


def styles_of(plan: Plan, person_id: int, catalogue: Catalogue) -> tuple[str, ...]:
    """Behaviour types of somebody, at most one of each scheme: what was set, else what the cues clearly say."""
    return tuple(one.type.key for one in reading(plan, person_id, catalogue) if one.type is not None)


def tally(heard: Iterable[Heard]) -> Tally:
    results = [one.result for one in heard]
    return Tally(len(results), results.count(TURNED), results.count(LEFT_OPEN), results.count(STOOD))


def by_objection(heard: Sequence[Heard], objections: Iterable[Objection]) -> Mapping[str, Tally]:
    """Objection key → how it went; those never heard have zeros."""
    return {one.key: tally(h for h in heard if h.objection == one.key) for one in objections}


def by_answer(heard: Sequence[Heard], objection: Objection) -> Mapping[str, Tally]:
    """Answer key → how it went with this rejection."""
    mine = [one for one in heard if one.objection == objection.key]
    return {answer.key: tally(h for h in mine if h.answer == answer.key) for answer in objection.answer}


@dataclass(frozen=True, slots=True)
class HeatMap:
    """`columns`: stage numbers as text, or behaviour types; `UNKNOWN_COLUMN` last. Cells that are missing were never
    heard."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], Tally]

    @property
    def most(self) -> int:
        """The highest count of any cell."""
        return max((one.heard for one in self.cells.values()), default=0)


def heat_by_stage(heard: Sequence[Heard], catalogue: Catalogue) -> HeatMap:
    """Rejection × stage of the purchase; without a purchase it stands in the last column."""
    columns = tuple(str(one.number) for one in catalogue.stages)
    return _heat(catalogue, columns, [((str(one.stage),) if one.stage else (), one) for one in heard])


def heat_by_style(heard: Sequence[Heard], catalogue: Catalogue) -> HeatMap:
    """Rejection × behaviour type; who has a type in both schemes counts in both, who has none in the last column."""
    columns = tuple(one.key for scheme in reversed(catalogue.schemes) for one in scheme.type)
    return _heat(catalogue, columns, [(one.styles, one) for one in heard])


def _heat(
    catalogue: Catalogue, columns: tuple[str, ...], placed: Sequence[tuple[tuple[str, ...], Heard]]
) -> HeatMap:
    cells: dict[tuple[str, str], list[Heard]] = {}
    rows = tuple(one.key for one in catalogue.objections)
    for places, one in placed:
        known = tuple(place for place in places if place in columns) or (UNKNOWN_COLUMN,)
        if one.objection in rows:
            for place in known:
                cells.setdefault((one.objection, place), []).append(one)
    return HeatMap(rows, (*columns, UNKNOWN_COLUMN), {key: tally(those) for key, those in cells.items()})


def recognise(text: str, objections: Iterable[Objection]) -> str:
    """Key of the rejection that a written line speaks of, empty where none or more than one does equally clearly.

    The longest cue wins; an own rejection is known by its label. For the log: it offers, the rep decides.
    """
    line = _plain(text)
    found: dict[str, int] = {}
    for one in objections:
        cues = (*one.cue, *one.says, one.label)
        lengths = [len(cue) for words in cues for cue in (words.en, words.zh) if _matches(cue, line)]
        if lengths:
            found[one.key] = max(lengths)
    best = max(found.values(), default=0)
    those = [key for key, length in found.items() if length == best]
    return those[0] if len(those) == 1 else ""


def _matches(cue: str, line: str) -> bool:
    """Whether the line holds the cue; in Latin script only from the beginning of a word on."""
    pattern = _pattern(cue)
    return pattern is not None and pattern.search(line) is not None


@lru_cache(maxsize=2048)
def _pattern(cue: str) -> re.Pattern[str] | None:
    """Made once: the log looks for all cues while one types."""
    known = _plain(cue)
    if len(known) < SHORTEST_CUE:
        return None
    parts = [re.escape(part.strip()) for part in known.split(GAP)]
    return re.compile("(?<![a-z])" + f".{{0,{GAP_LENGTH}}}?".join(parts))


def _plain(text: str) -> str:
    """Full-width signs as plain ones, one kind of apostrophe, one blank between words, no ends of sentences."""
    kept = text.replace(GAP, "\x00")
    plain = unicodedata.normalize("NFKC", kept).casefold().replace("’", "'").replace("\x00", GAP)
    return " ".join(plain.split()).strip(" .!?。！？,，")
