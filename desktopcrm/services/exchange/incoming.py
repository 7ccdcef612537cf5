"""What a file wants to be there, with the names of the file turned into lasting uids. Knows no database row."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from desktopcrm.domain import fieldtypes, names
from desktopcrm.errors import UserError
from desktopcrm.services.exchange.shapes import because, refused

NAMESPACE = uuid.UUID("6f1b1c5e-4f0d-5c1a-9b7e-0a6a3d6c2e51")
HEX = re.compile(r"[0-9a-f]{32}")

YEARS = range(1971, 3000)
"""Windows tells the time of day of no other moment."""


@dataclass(frozen=True, slots=True)
class WantedRecord:
    """`account`, `parent` and `ref` are uids; empty where there is none. `None`: not stated."""

    path: str
    uid: str
    kind: str
    name: str
    account: str = ""
    parent: str = ""
    ref: str = ""
    position: float | None = None
    created_on: date | None = None
    archived_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class WantedSource:
    kind: str
    text: str
    person: str


@dataclass(frozen=True, slots=True)
class WantedFact:
    """One observation. `recorded`: this program wrote it down before (uid and moment are given)."""

    path: str
    uid: str
    record: str
    field: str
    value: str
    certainty: str | None = None
    seen_on: date | None = None
    source: WantedSource | None = None
    note: str | None = None
    recorded_at: datetime | None = None
    recorded: bool = False


@dataclass(frozen=True, slots=True)
class WantedLink:
    path: str
    uid: str
    kind: str
    from_uid: str
    to_uid: str
    field: str
    note: str | None = None
    created_on: date | None = None


@dataclass(frozen=True, slots=True)
class WantedEvent:
    path: str
    uid: str
    project: str
    kind: str
    stage: int
    day: date
    reason: str | None = None
    open_items: tuple[str, ...] | None = None
    recorded_at: datetime | None = None
    recorded: bool = False


@dataclass(frozen=True, slots=True)
class Homeless:
    """A fact for which the catalogue has no field; it became a note. `record` is the name of what it is about."""

    path: str
    record: str
    field: str
    value: str


@dataclass(slots=True)
class Incoming:
    """Everything that a file wants, records with parents before children."""

    definitions: list[tuple[str, str, dict[str, object]]] = field(default_factory=list)
    records: dict[str, WantedRecord] = field(default_factory=dict)
    facts: list[WantedFact] = field(default_factory=list)
    links: list[WantedLink] = field(default_factory=list)
    events: list[WantedEvent] = field(default_factory=list)
    homeless: list[Homeless] = field(default_factory=list)


def lasting(*parts: object) -> str:
    """The same uid for the same parts, always."""
    return uuid.uuid5(NAMESPACE, "\x1f".join(str(part) for part in parts)).hex


def is_lasting(text: str) -> bool:
    return HEX.fullmatch(text) is not None


class Counter:
    """Numbers things that are alike, so that each gets a uid of its own."""

    def __init__(self) -> None:
        self._seen: dict[tuple[object, ...], int] = {}

    def uid(self, *parts: object) -> str:
        number = self._seen[parts] = self._seen.get(parts, 0) + 1
        return lasting(*parts, number)


def name_of(path: str, text: str) -> str:
    """A record's name as it may be stored."""
    try:
        return names.checked(text)
    except UserError as reason:
        raise because(f"{path}.name", reason) from None


def moment(path: str, at: datetime | None) -> datetime | None:
    """In universal time; without a zone it is meant so."""
    if at is None:
        return None
    if at.year not in YEARS:
        raise refused(path, "errors.load_not_a_day")
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)


def text_of(path: str, text: str | None) -> str | None:
    """A free text as it may be stored."""
    if text is None:
        return None
    kept = fieldtypes.clean(text)
    if len(kept) > fieldtypes.MAX_TEXT:
        raise refused(path, "errors.value_too_long", limit=fieldtypes.MAX_TEXT)
    return kept


def parents_first(rows: Iterable[WantedRecord]) -> dict[str, WantedRecord]:
    """The records in their order, each behind what it lies under and stands for."""
    waiting = {one.uid: one for one in rows}
    placed: dict[str, WantedRecord] = {}
    for start in list(waiting.values()):
        chain = [start]
        while chain:
            one = chain[-1]
            before = next(
                (waiting[uid] for uid in (one.parent, one.ref) if uid in waiting and uid not in placed), None
            )
            if before is None or one.uid in placed:
                placed.setdefault(one.uid, one)
                chain.pop()
            elif before in chain:
                raise refused(f"{one.path}.parent", "errors.load_ring", name=one.name)
            else:
                chain.append(before)
    return placed
