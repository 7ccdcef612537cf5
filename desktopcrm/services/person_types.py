"""What is stored about one person, as values: made by `person_data`, written by `person_json` and the report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktopcrm.domain.plan import Plan
from desktopcrm.domain.records import Fact, Link, Record
from desktopcrm.services.erasing import ErasePlan


@dataclass(frozen=True, slots=True)
class Traces:
    """`own`: parts in purchases and notes at him; `others`: records that point at him; `steps`: (day, words) of the
    history; `drafts`: words not stored yet; `loose`: own answers and settings that name him."""

    own: tuple[Record, ...]
    others: tuple[Record, ...]
    facts: dict[int, list[Fact]]
    said: tuple[Fact, ...]
    links: tuple[Link, ...]
    steps: tuple[tuple[date, str], ...]
    drafts: tuple[str, ...]
    loose: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonData:
    """Everything, read once. `plan` is his account's; `names` those of all records spoken of."""

    person: Record
    plan: Plan
    traces: Traces
    erase: ErasePlan
    names: dict[int, str]
    day: date
