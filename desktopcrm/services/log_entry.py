"""A contact as it was told, and what became of it. Values, and the services that the log writes with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from desktopcrm.domain.contacts import MATERIAL
from desktopcrm.domain.debrief_types import Debrief
from desktopcrm.domain.plan import Plan
from desktopcrm.services.facts import Facts
from desktopcrm.services.objections import Objections
from desktopcrm.services.projects import Projects
from desktopcrm.services.records import Records
from desktopcrm.services.rivals import Rivals

DEFAULT_KIND = "visit"


@dataclass(frozen=True, slots=True)
class Then:
    """The next contact that was agreed. `time`: "14:00" or empty; `title`: what for, may be empty."""

    day: date
    kind: str
    title: str = ""
    time: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A contact as it was told. `debrief`: text and chips, corrected; `day`: else as the text says, else today;
    `ticks`: checklist item → state."""

    account_id: int
    debrief: Debrief
    kind: str = DEFAULT_KIND
    project_id: int | None = None
    day: date | None = None
    ticks: Mapping[str, str] = field(default_factory=dict)
    then: Then | None = None

    @property
    def is_plan(self) -> bool:
        """Whether no contact is told, only such as are to come; a day that is given says that it happened, and so does
        material: it was sent."""
        return self.day is None and self.kind != MATERIAL and self.debrief.is_plan


@dataclass(frozen=True, slots=True)
class Logged:
    """`completed`: it was a planned contact; `made`: kind of record → how many; `follow_up`: the day that was set
    because material was sent and nothing agreed; `ahead`: nothing was told, the contact is to come on `day`."""

    activity_id: int
    day: date
    completed: bool
    made: Mapping[str, int]
    follow_up: date | None = None
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class Services:
    """What the log writes with."""

    records: Records
    facts: Facts
    projects: Projects
    rivals: Rivals
    objections: Objections


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be written: an entry about the account of a plan, on a day."""

    plan: Plan
    entry: Entry
    day: date
