"""Brings back records whose rows are lost: as the newest backup knows them, under the name and in the place that the
rest of the damaged file tells; where there is no backup, as that tells.

A record is brought back where something still hangs on it or an index still knows it, never because a backup alone
does: it may have been deleted since. What has lost its name is called “?”, in the place where it was.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from desktopcrm.storage import backup_files, copies, exporting
from desktopcrm.storage.carving import Found, Row, Value
from desktopcrm.storage.record_traces import Traces
from desktopcrm.storage.records import new_uid
from desktopcrm.storage.store import Tx, now

NEEDED = "SELECT {column} FROM {table} WHERE {column} IS NOT NULL AND {column} NOT IN (SELECT id FROM record)"
ENDS = (("fact", "record_id"), ("link", "from_id"), ("link", "to_id"), ("stage_event", "project_id"))
ABOVE = ("account_id", "parent_id", "ref_id")
NAMELESS = "?"
FACT_RECORD, RECORDED_AT = 2, 10
UID, KIND, NAME, CREATED, ARCHIVED = 1, 2, 6, 8, 9
"""Places in a row of `fact`, and in one of `record`."""
LABEL, PARAMS, AT = 1, 2, 3
"""Places in a row of `step`."""
BLANK = "{}"
"""What is left of `PARAMS` where they named somebody who was erased."""
INSERT = "INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
ACCOUNT = """
UPDATE record SET account_id = above.account FROM (
  SELECT id, CASE kind WHEN 'account' THEN id ELSE account_id END AS account FROM record
) AS above
WHERE above.id = record.parent_id AND record.id = ? AND record.account_id IS NOT above.account
"""


@dataclass(frozen=True, slots=True)
class Past:
    """What the backup knows: its records and steps by id, the number of its last restore, and whether it was made
    right before one."""

    records: dict[int, Row] = field(default_factory=dict)
    steps: dict[int, Row] = field(default_factory=dict)
    restored: str = ""
    was_before_restore: bool = False

    def leads_to(self, found: Found) -> bool:
        """Whether the file went on from this backup. Where it was restored since, a number may be somebody else's."""
        steps = ((row, self.steps.get(int(str(one)))) for one, row in found.rows.get("step", {}).items())
        if any(then is not None and not _is_same_step(row, then) for row, then in steps):
            return False
        if found.database or found.restored:  # they stand on one page: what is not there was never drawn
            return found.restored == self.restored
        return not self.was_before_restore


def _is_same_step(one: Row, other: Row) -> bool:
    same = one[LABEL] == other[LABEL] and one[AT] == other[AT]
    return same and (one[PARAMS] == other[PARAMS] or BLANK in (one[PARAMS], other[PARAMS]))


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of lost records. `past`: rows of the backup by id; `days`: the first day that tells of a record.

    `needs_uid`: somebody was erased, and only by his uid can he be known: nobody comes back without. `went_on`: the
    file went on from the backup; else a number means the same record only where the uid says so.
    """

    traces: Traces
    past: dict[int, Row] = field(default_factory=dict)
    days: dict[int, date] = field(default_factory=dict)
    needs_uid: bool = False
    went_on: bool = True

    def row(self, record_id: int) -> Row | None:
        """The row as it was, as far as anybody knows; `None`: nobody does."""
        past, trace = self._past(record_id), self.traces.records.get(record_id)
        uid = self.traces.uids.get(record_id) if past is None else str(past[UID])
        if trace is None or (uid is None and self.needs_uid):
            return past and (*past[:ARCHIVED], self._archived(record_id, past))
        first = self.days.get(record_id) or date.today()
        name, made = (NAMELESS, first.isoformat()) if past is None else (str(past[NAME]), str(past[CREATED]))
        place = (None, trace.parent_id, trace.ref_id, trace.name or name, trace.position)
        return (record_id, uid or new_uid(), trace.kind, *place, made, self._archived(record_id, past))

    def _archived(self, record_id: int, past: Row | None) -> Value:
        """When it was put away: since the backup is known of accounts only, and not when."""
        before, seen = None if past is None else past[ARCHIVED], self.traces.archived.get(record_id)
        if seen is None:
            return before
        return (before or now().isoformat()) if seen else None

    def _past(self, record_id: int) -> Row | None:
        """As the backup knows it, unless it is another one: after a restore the same number may be given again."""
        past, trace = self.past.get(record_id), self.traces.records.get(record_id)
        uid = self.traces.uids.get(record_id)
        if past is None or (uid != past[UID] if uid else not self.went_on):
            return None
        return past if trace is None or trace.kind == past[KIND] else None

    def is_past(self, record_id: int) -> bool:
        """Whether the backup knows it."""
        return self._past(record_id) is not None


@dataclass(frozen=True, slots=True)
class Brought:
    """How many the backup knew, how many it did not, and how many of these have lost their names."""

    filled: int
    pieced: int
    nameless: int


def known(found: Found, traces: Traces, past: Past, needs_uid: bool) -> Known:
    """What both tell, with the days on which something was noted down about each."""
    days: dict[int, date] = {}
    for row in found.rows.get("fact", {}).values():
        one, day = int(str(row[FACT_RECORD])), datetime.fromisoformat(str(row[RECORDED_AT])).date()
        days[one] = min(day, days.get(one, day))
    return Known(traces, past.records, days, needs_uid, past.leads_to(found))


def of_backup(backup: Path | None, key: bytes | None) -> Past:
    """What it tells of records. A backup is a help here, not a condition."""
    if backup is None:
        return Past()
    named = backup_files.named(backup)
    with contextlib.suppress(dbapi2.Error, OSError), copies.opened(backup, key) as raw:
        rows, steps = (
            {int(row[0]): tuple(row) for row in raw.execute(f"SELECT * FROM {table}")}
            for table in ("record", "step")
        )
        drawn = raw.execute("SELECT value FROM meta WHERE key = ?", (copies.RESTORED,)).fetchone()
        is_before = named is not None and named.reason == "before_restore"
        return Past(rows, steps, str(drawn[0]) if drawn else "", is_before)
    return Past()


def fill(tx: Tx, known: Known) -> set[int]:
    """Bring back what is missing, with what it needs itself; gives the ids."""
    added: set[int] = set()
    while more := _insert(tx, known, _missing(tx, known) - added):
        added |= more
    traced = sorted(added & known.traces.records.keys())
    while sum(tx.exec_driver_sql(ACCOUNT, (one,)).rowcount for one in traced):
        pass  # from the top down: whoever stands lower learns of his account one round later
    return added


def brought(tx: Tx, known: Known, added: set[int]) -> Brought:
    """What has stayed of those that were added."""
    rows = tx.exec_driver_sql("SELECT id, name FROM record").all()
    stayed = {int(row[0]): str(row[1]) for row in rows if row[0] in added}
    pieced = [name for one, name in stayed.items() if not known.is_past(one)]
    return Brought(len(stayed) - len(pieced), len(pieced), pieced.count(NAMELESS))


def _insert(tx: Tx, known: Known, missing: Iterable[int]) -> set[int]:
    raw = exporting.driver(tx)
    added = set()
    for one in sorted(missing):
        row = known.row(one)
        with contextlib.suppress(dbapi2.IntegrityError):
            if row is not None:
                raw.execute(INSERT, row)
                added.add(one)
    return added


def _missing(tx: Tx, known: Known) -> set[int]:
    places = (*ENDS, *(("record", column) for column in ABOVE))
    query = " UNION ".join(NEEDED.format(table=table, column=column) for table, column in places)
    needed = {int(row[0]) for row in tx.exec_driver_sql(query)}
    there = {int(row[0]) for row in tx.exec_driver_sql("SELECT id FROM record")}
    return (needed | known.traces.uids.keys() | known.traces.records.keys()) - there


def drop_loose(tx: Tx) -> dict[str, int]:
    """Take out what hangs on records that are not there, until everything holds; how many by table."""
    lost = dict.fromkeys(("record", *(table for table, _ in ENDS)), 0)
    loose = " OR ".join(f"({one} IS NOT NULL AND {one} NOT IN (SELECT id FROM record))" for one in ABOVE)
    while gone := tx.exec_driver_sql(f"DELETE FROM record WHERE {loose}").rowcount:
        lost["record"] += gone
    for table, column in ENDS:
        query = f"DELETE FROM {table} WHERE {column} NOT IN (SELECT id FROM record)"
        lost[table] += tx.exec_driver_sql(query).rowcount
    tx.exec_driver_sql(
        "UPDATE fact SET source_person = NULL WHERE source_person NOT IN (SELECT id FROM record)"
    )
    return lost
