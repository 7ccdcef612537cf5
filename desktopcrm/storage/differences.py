"""Compares an open database with a copy of it, entry by entry: by uid, as numbers of rows may differ. Reads only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from desktopcrm.storage.engine import uri
from desktopcrm.storage.place import spoken
from desktopcrm.storage.store import Tx

BACK, LOST, CHANGED = "back", "lost", "changed"
OWNER = {"record": "id", "fact": "record_id", "link": "from_id", "stage_event": "project_id"}
"""Table → column of the record that an entry belongs to."""
COMPARED = {
    "record": ("name", "archived_at"),
    "fact": ("value", "certainty", "note", "source_kind", "source_text", "seen_on"),
    "link": ("kind", "note"),
    "stage_event": ("kind", "stage", "day", "reason"),
}
SHOWN = {
    "record": ("''", "name"),
    "fact": ("field", "value"),
    "link": ("kind", "note"),
    "stage_event": ("kind", "stage"),
}
"""Table → what names the entry, and its value."""
ACCOUNT = "coalesce(there.uid, '')"
EXAMPLES = 6


@dataclass(frozen=True, slots=True)
class Difference:
    """An entry that is only there then (`back`), only now (`lost`) or differs; `record` is what it belongs to."""

    effect: str
    table: str
    kind: str
    record: str
    field: str
    then: str
    now: str


@contextmanager
def attached(tx: Tx, file: Path, key: bytes | None) -> Iterator[Tx]:
    """The copy beside the open database, as `past`."""
    tx.exec_driver_sql("ATTACH ? AS past KEY ?", (uri(file, "ro&immutable=1"), spoken(key)))
    try:
        yield tx
    finally:
        tx.exec_driver_sql("DETACH past")


def accounts(tx: Tx) -> dict[str, tuple[str, bool, bool]]:
    """uid → (name, is there then, is there now) of every account on either side."""
    found = {row[0]: (row[1], True, False) for row in _accounts(tx, "past")}
    for uid, name in _accounts(tx, "main"):
        found[uid] = (name, uid in found, True)
    return found


def _accounts(tx: Tx, side: str) -> list[tuple[str, str]]:
    rows = tx.exec_driver_sql(f"SELECT uid, name FROM {side}.record WHERE kind = 'account'")
    return [(str(row[0]), str(row[1])) for row in rows]


def counts(tx: Tx) -> dict[str, dict[str, int]]:
    """uid of account (empty: of none) → effect → entries."""
    found: dict[str, dict[str, int]] = {}
    for table in OWNER:
        for effect, query in _queries(table).items():
            rows = tx.exec_driver_sql(f"SELECT {ACCOUNT}, count(*) {query} GROUP BY 1")
            for uid, many in rows:
                here = found.setdefault(str(uid), dict.fromkeys((BACK, LOST, CHANGED), 0))
                here[effect] += int(many)
    return found


def examples(tx: Tx, account_uid: str) -> tuple[Difference, ...]:
    """Some of them, what comes first to a reader's mind first: whole records, then facts, steps and lines."""
    found: list[Difference] = []
    for table in ("record", "fact", "stage_event", "link"):
        field, value = SHOWN[table]
        for effect, query in _queries(table).items():
            side = "now" if effect == LOST else "past"
            then, now = (
                _or_nothing(value, "past" if effect != LOST else ""),
                _or_nothing(value, "now" if effect != BACK else ""),
            )
            named = field if field == "''" else f"{side}.{field}"
            rows = tx.exec_driver_sql(
                f"SELECT owner.kind, owner.name, {named}, {then}, {now} {query} AND {ACCOUNT} = ? "
                f"ORDER BY {side}.id {'ASC' if effect == BACK else 'DESC'} LIMIT ?",
                (account_uid, EXAMPLES - len(found)),
            )
            found += [Difference(effect, table, *(str(part) for part in row)) for row in rows]
    return tuple(found[:EXAMPLES])


def definitions(tx: Tx) -> int:
    """How many of the rep's own definitions differ."""
    row = tx.exec_driver_sql(
        "SELECT (SELECT count(*) FROM (SELECT key, what, body FROM main.own_definition "
        "EXCEPT SELECT key, what, body FROM past.own_definition)) + (SELECT count(*) FROM "
        "(SELECT key, what, body FROM past.own_definition EXCEPT SELECT key, what, body FROM main.own_definition))"
    ).scalar_one()
    return int(row)


def erased(tx: Tx) -> int:
    """People who are in the copy and were erased since."""
    query = "SELECT count(*) FROM main.forgotten JOIN past.record ON past.record.uid = main.forgotten.uid"
    return int(tx.exec_driver_sql(query).scalar_one())


def _queries(table: str) -> dict[str, str]:
    """Effect → FROM and WHERE that give its entries; `owner` is the record of an entry, `there` its account."""
    differs = " OR ".join(f"past.{one} IS NOT now.{one}" for one in COMPARED[table])
    return {
        BACK: f"FROM past.{table} AS past {_owners(table, 'past', 'past')} "
        f"WHERE NOT EXISTS (SELECT 1 FROM main.{table} AS now WHERE now.uid = past.uid) "
        "AND owner.uid NOT IN (SELECT uid FROM main.forgotten)",
        LOST: f"FROM main.{table} AS now {_owners(table, 'now', 'main')} "
        f"WHERE NOT EXISTS (SELECT 1 FROM past.{table} AS past WHERE past.uid = now.uid)",
        CHANGED: f"FROM past.{table} AS past JOIN main.{table} AS now ON now.uid = past.uid "
        f"{_owners(table, 'past', 'past')} WHERE ({differs})",
    }


def _owners(table: str, side: str, schema: str) -> str:
    return (
        f"JOIN {schema}.record AS owner ON owner.id = {side}.{OWNER[table]} "
        f"LEFT JOIN {schema}.record AS there ON there.id = coalesce(owner.account_id, "
        "CASE owner.kind WHEN 'account' THEN owner.id END)"
    )


def _or_nothing(value: str, side: str) -> str:
    return f"coalesce({side}.{value}, '')" if side else "''"
