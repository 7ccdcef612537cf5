"""What else in a damaged file tells of records whose own rows are lost: their indexes, and the overview of accounts.

Uid, kind, name and place can be found again; when a record was made stands nowhere else. Reads pages; writes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from desktopcrm.storage.carving import Found, Row, entries
from desktopcrm.storage.pages import Pages

UID, NAME = "sqlite_autoindex_record_1", "record_kind_name"
PARENT, REF = "record_parent", "record_ref"
OTHERS = ("fact", "link", "stage_event")
NAME_SEEN, ARCHIVED_SEEN = 1, 17
"""Places in a row of `summary`."""


@dataclass(frozen=True, slots=True)
class Trace:
    """Of one record. An empty `name` is not known."""

    kind: str
    name: str
    parent_id: int | None
    ref_id: int | None
    position: float


@dataclass(frozen=True, slots=True)
class Traces:
    """By id; `uids`: of every record that an index knows, `records`: those of which kind and place are known.

    `archived`: whether an account is put away. Each step writes it into the overview, so it never lags behind.
    """

    uids: dict[int, str] = field(default_factory=dict)
    records: dict[int, Trace] = field(default_factory=dict)
    archived: dict[int, bool] = field(default_factory=dict)


def traces(pages: Pages, found: Found) -> Traces:
    """Only through trees that lead there: a page of an index does not tell by itself of which one it is."""
    elsewhere = {row[1] for table in OTHERS for row in found.rows.get(table, {}).values()}
    known, _ = entries(pages, found.roots.get(UID), "ui")
    uids = {int(str(row[1])): str(row[0]) for row in known if row[0] not in elsewhere}
    pointing, is_whole = entries(pages, found.roots.get(REF), "ii")
    refs = {row[1]: row[0] for row in pointing}
    named = {row[2]: row for row in entries(pages, found.roots.get(NAME), "tti")[0]}
    records: dict[int, Trace] = {}
    overview = found.rows.get("summary", {})
    for placed in entries(pages, found.roots.get(PARENT), "rtfi")[0]:
        one, kind = int(str(placed[3])), placed[1]
        name = named.get(one, (kind, "", one))
        if name[0] == kind and (is_whole or one in refs):
            seen = overview.get(one) if kind == "account" else None
            records[one] = _trace(placed, str(name[1]), refs.get(one), seen)
    archived = {int(str(one)): bool(row[ARCHIVED_SEEN]) for one, row in overview.items()}
    return Traces(uids, records, archived)


def _trace(placed: Row, name: str, ref: object, seen: Row | None) -> Trace:
    parent, kind, position, _ = placed
    if seen is not None:
        name = name or str(seen[NAME_SEEN])
    return Trace(str(kind), name, _id(parent), _id(ref), float(str(position)))


def _id(value: object) -> int | None:
    return value if isinstance(value, int) else None
