"""Compares an open database with a copy of it: first which records differ at all, then what they hold on either side.

By uid, as numbers of rows may differ. Reads only, in short pieces, so that the window can read between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from desktopcrm.storage.erase import is_full_name
from desktopcrm.storage.erase_drafts import GONE
from desktopcrm.storage.place import spoken, uri
from desktopcrm.storage.rows import in_parts, marks
from desktopcrm.storage.store import Store, Tx

THEN, NOW = "past", "main"
"""The two sides: the schemas of the copy and of the open database."""
OWNER = {"record": "id", "fact": "record_id", "link": "from_id", "stage_event": "project_id"}
"""Table → column of the record that an entry belongs to."""
COMPARED = {
    "record": ("name", "archived_at"),
    "fact": ("value", "certainty", "note", "source_kind", "source_text", "seen_on", "is_current"),
    "link": ("kind", "note", "field", "created_on"),
    "stage_event": ("kind", "stage", "day", "reason"),
}
PIECE = 50_000
"""Rows that are compared at once."""


@dataclass(frozen=True, slots=True)
class Observed:
    """One stored observation of a field; `rest`: how sure, from whom, when, with which remark."""

    uid: str
    value: str
    rest: tuple[str, ...]
    is_current: bool


@dataclass(slots=True)
class Side:
    """A record as one side has it, with everything that belongs to it. `account`: uid and name, empty for none."""

    kind: str
    name: str
    archived: str
    account: tuple[str, str]
    facts: dict[str, list[Observed]] = field(default_factory=dict)
    links: dict[str, tuple[str, ...]] = field(default_factory=dict)
    events: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def entries(self) -> int:
        """Rows altogether."""
        return 1 + sum(map(len, self.facts.values())) + len(self.links) + len(self.events)


@contextmanager
def attached(store: Store, file: Path, key: bytes | None) -> Iterator[Tx]:
    """The copy beside the open database, as `past`; nobody else reads or writes meanwhile."""
    with store.read() as tx:
        tx.exec_driver_sql("ATTACH ? AS past KEY ?", (uri(file, "ro&immutable=1"), spoken(key)))
        try:
            yield tx
        finally:
            tx.exec_driver_sql("DETACH past")


def pieces(tx: Tx) -> list[tuple[str, int, int]]:
    """Table, first and last number: what `differing` is to be asked for."""
    found = []
    for table in OWNER:
        query = f"SELECT max(coalesce((SELECT max(id) FROM past.{table}), 0), coalesce((SELECT max(id) FROM main.{table}), 0))"
        last = int(tx.exec_driver_sql(query).scalar_one())
        found += [(table, first, first + PIECE - 1) for first in range(0, last + 1, PIECE)]
    return found


def differing(tx: Tx, table: str, first: int, last: int) -> set[str]:
    """Uids of records that may differ: something of theirs is not the same row with the same content on both sides."""
    differs = " OR ".join(f"there.{one} IS NOT here.{one}" for one in COMPARED[table])
    found: set[str] = set()
    for side, other, or_differs in ((THEN, NOW, f" OR {differs}"), (NOW, THEN, "")):
        rows = tx.exec_driver_sql(
            f"SELECT DISTINCT owner.uid FROM {side}.{table} AS here "
            f"LEFT JOIN {other}.{table} AS there ON there.id = here.id AND there.uid = here.uid "
            f"JOIN {side}.record AS owner ON owner.id = here.{OWNER[table]} "
            f"WHERE here.id BETWEEN ? AND ? AND (there.id IS NULL{or_differs})",
            (first, last),
        )
        found |= {str(row[0]) for row in rows}
    return found


def records(tx: Tx, side: str, uids: Sequence[str], gone: Sequence[str] = ()) -> dict[str, Side]:
    """Some records of one side with what belongs to them, but no links to people who are `gone`."""
    rows = tx.exec_driver_sql(
        f"SELECT r.id, r.uid, r.kind, r.name, coalesce(r.archived_at, ''), coalesce(a.uid, ''), "
        f"coalesce(a.name, '') FROM {side}.record AS r LEFT JOIN {side}.record AS a "
        "ON a.id = coalesce(r.account_id, CASE r.kind WHEN 'account' THEN r.id END) "
        f"WHERE r.uid IN ({marks(uids)})",
        tuple(uids),
    )
    found: dict[str, Side] = {}
    ids: dict[int, Side] = {}
    for number, uid, kind, name, archived, account, account_name in rows:
        found[uid] = ids[number] = Side(kind, name, archived, (account, account_name))
    _add_facts(tx, side, ids)
    _add_lines(tx, side, ids, gone)
    return found


def _add_facts(tx: Tx, side: str, ids: dict[int, Side]) -> None:
    rows = tx.exec_driver_sql(
        "SELECT record_id, field, uid, value, is_current, certainty, note, source_kind, source_text, seen_on "
        f"FROM {side}.fact WHERE record_id IN ({marks(ids)}) ORDER BY id",
        tuple(ids),
    )
    for number, key, uid, value, is_current, *rest in rows:
        ids[number].facts.setdefault(key, []).append(Observed(uid, value, tuple(rest), bool(is_current)))


def _add_lines(tx: Tx, side: str, ids: dict[int, Side], gone: Sequence[str]) -> None:
    """Links to others, and the course of a purchase."""
    links = tx.exec_driver_sql(
        f"SELECT link.from_id, link.uid, link.kind, link.note, link.field, link.created_on, other.name FROM {side}.link AS link "
        f"JOIN {side}.record AS other ON other.id = link.to_id "
        f"WHERE link.from_id IN ({marks(ids)}) AND other.uid NOT IN ({marks(gone)})",
        (*ids, *gone),
    )
    for number, uid, *rest in links:
        ids[number].links[uid] = tuple(rest)
    events = tx.exec_driver_sql(
        f"SELECT project_id, uid, kind, stage, day, reason FROM {side}.stage_event "
        f"WHERE project_id IN ({marks(ids)}) ORDER BY id",
        tuple(ids),
    )
    for number, uid, *rest in events:
        ids[number].events[uid] = tuple(str(one) for one in rest)


def names(tx: Tx, uids: Sequence[str]) -> dict[str, tuple[str, str]]:
    """uid → kind and name of records that a value means, as they are called now, or were then."""
    found: dict[str, tuple[str, str]] = {}
    for side, some in product((THEN, NOW), in_parts(tuple(uids))):
        rows = tx.exec_driver_sql(
            f"SELECT uid, kind, name FROM {side}.record WHERE uid IN ({marks(some)})", some
        )
        found |= {str(row[0]): (str(row[1]), str(row[2])) for row in rows}
    return found


def accounts(tx: Tx) -> dict[str, tuple[bool, bool]]:
    """uid → whether the account is there then, and now."""
    then, now = (
        {str(row[0]) for row in tx.exec_driver_sql(f"SELECT uid FROM {side}.record WHERE kind = 'account'")}
        for side in (THEN, NOW)
    )
    return {uid: (uid in then, uid in now) for uid in then | now}


def definitions(tx: Tx) -> int:
    """How many of the rep's own definitions differ: each once, also where it is there on both sides."""
    row = tx.exec_driver_sql(
        "SELECT count(DISTINCT key) FROM (SELECT * FROM (SELECT key, what, body FROM main.own_definition "
        "EXCEPT SELECT key, what, body FROM past.own_definition) UNION ALL SELECT * FROM "
        "(SELECT key, what, body FROM past.own_definition EXCEPT SELECT key, what, body FROM main.own_definition))"
    ).scalar_one()
    return int(row)


def erased(tx: Tx) -> int:
    """People who are in the copy and were erased since."""
    query = "SELECT count(*) FROM main.forgotten JOIN past.record ON past.record.uid = main.forgotten.uid"
    return int(tx.exec_driver_sql(query).scalar_one())


def gone(tx: Tx) -> dict[str, str]:
    """uid → name of who was erased since, as the copy has them, and of what stood for them or lay under them."""
    rows = tx.exec_driver_sql(
        "WITH RECURSIVE his(id) AS (SELECT r.id FROM past.record r JOIN main.forgotten f ON f.uid = r.uid "
        "UNION SELECT r.id FROM past.record r JOIN his ON r.parent_id = his.id OR r.ref_id = his.id) "
        "SELECT uid, name FROM past.record WHERE id IN (SELECT id FROM his)"
    )
    return {str(row[0]): str(row[1]) for row in rows}


def without(text: str, names: Iterable[str]) -> str:
    """A text of then as erasing has left it."""
    for name in names:
        if is_full_name(name):
            text = text.replace(name, GONE)
    return text
