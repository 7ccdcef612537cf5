"""What is stored, as values: records, facts, links and stage events. Knows neither catalogue nor database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

SOURCE_KINDS = ("person", "document", "own_eyes", "hearsay")
CERTAINTIES = ("rumour", "twice", "written")
LINK_KINDS = ("reports_to", "influences", "conflicts", "relates", "rests_on", "serves")
PERSON_LINKS = ("reports_to", "influences", "conflicts", "relates")
EVENT_KINDS = ("entered", "back", "won", "lost", "dropped", "paused", "resumed", "reopened")
SHARED_KINDS = ("firm", "rep", "move", "drill")


@dataclass(frozen=True, slots=True)
class Record:
    """Anything a plan can know something about. `ref_id`: the other record that it stands for."""

    id: int
    uid: str
    kind: str
    account_id: int | None
    parent_id: int | None
    ref_id: int | None
    name: str
    position: float
    created_on: date
    archived_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Who or what said it. `person_id` is set where the person is known here; `text` is free."""

    kind: str = ""
    text: str = ""
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """How a value came to be known; `None` for the day means today."""

    source: Source = Source()
    certainty: str = ""
    seen_on: date | None = None
    note: str = ""


UNSTATED = Observation()
"""Seen today, by nobody in particular, with no certainty given."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One observation of one field of one record. `value` is canonical; empty means: no longer known."""

    id: int
    uid: str
    record_id: int
    field: str
    value: str
    certainty: str
    source: Source
    seen_on: date
    recorded_at: datetime
    note: str = ""

    @property
    def order(self) -> tuple[date, datetime, int]:
        """Newest observation last: by the day seen, then by the moment written down."""
        return (self.seen_on, self.recorded_at, self.id)


@dataclass(frozen=True, slots=True)
class Link:
    """A line between two records; with `field`, the fact of `to_id` that is meant."""

    id: int
    uid: str
    kind: str
    from_id: int
    to_id: int
    field: str
    note: str
    created_on: date


@dataclass(frozen=True, slots=True)
class StageEvent:
    """A step of a project's course. `open_items`: mandatory items that were open when it was forced."""

    id: int
    uid: str
    project_id: int
    kind: str
    stage: int
    day: date
    reason: str
    open_items: tuple[str, ...]
    recorded_at: datetime
