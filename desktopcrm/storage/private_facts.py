"""Reads what is private over many accounts at once: the current facts of given fields. Judges nothing."""

from __future__ import annotations

from collections.abc import Collection

from desktopcrm.domain.records import Fact, Record
from desktopcrm.storage.rows import FACT_COLUMNS, RECORD_COLUMNS, fact_of, marks, record_of
from desktopcrm.storage.store import Tx

Name = tuple[str, str]
"""Kind of record, key of field."""


def held(tx: Tx, names: Collection[Name], account_id: int | None) -> list[tuple[Record, Fact, int]]:
    """(record, newest observation, how many there are) of each of the fields that holds something, at one account or
    at all of them; archived records count as well: they are still stored. Longest unconfirmed first."""
    keys = tuple(sorted({field for _, field in names}))
    records = ", ".join(f"r.{one}" for one in RECORD_COLUMNS.split(", "))
    facts = ", ".join(f"f.{one}" for one in FACT_COLUMNS.split(", "))
    rows = tx.exec_driver_sql(
        f"SELECT {records}, {facts}, (SELECT count(*) FROM fact o WHERE o.record_id = f.record_id AND "
        "o.field = f.field) FROM fact f JOIN record r ON r.id = f.record_id WHERE f.is_current = 1 "
        f"AND f.field IN ({marks(keys)}) AND (? IS NULL OR r.account_id = ? OR r.id = ?) "
        "ORDER BY f.seen_on, f.id",
        (*keys, account_id, account_id, account_id),
    )
    width = len(RECORD_COLUMNS.split(", "))
    found = []
    for row in rows.all():
        record, fact = record_of(row[:width]), fact_of(row[width:-1])  # type: ignore[arg-type]
        if (record.kind, fact.field) in names:
            found.append((record, fact, int(row[-1])))
    return found


def texts(tx: Tx, names: Collection[Name], record_ids: Collection[int] | None) -> list[tuple[str, str, str]]:
    """(kind, field, value) of every observation of the fields, the earlier ones too, of some records or of all."""
    keys = tuple(sorted({field for _, field in names}))
    some = "" if record_ids is None else f" AND r.id IN ({marks(record_ids)})"
    rows = tx.exec_driver_sql(
        "SELECT DISTINCT r.kind, f.field, f.value FROM fact f JOIN record r ON r.id = f.record_id "
        f"WHERE f.value <> '' AND f.field IN ({marks(keys)}){some}",
        (*keys, *(record_ids or ())),
    )
    return [(row[0], row[1], row[2]) for row in rows.all() if (row[0], row[1]) in names]


PERSONAL = (
    "SELECT r.id FROM record r JOIN fact f ON f.record_id = r.id AND f.is_current = 1 AND f.field = 'kind' "
    "WHERE (r.kind = 'need' AND f.value = 'personal') OR (r.kind = 'key_point' AND f.value = 'individual') "
    "UNION SELECT r.id FROM record r JOIN record p ON p.id = r.parent_id "
    "WHERE r.kind = 'note' AND p.kind IN ('person', 'member', 'rep')"
)
"""Needs and key points of one person, notes at people: private in their very names."""
PERSONAL_FIELDS = ("text", "topic", "evidence", "solution", "action", "result")


def personal_texts(tx: Tx, record_ids: Collection[int] | None) -> set[str]:
    """Names and texts of what is private by its nature, and names of contacts that repeat their notes."""
    found: set[str] = set()
    for record_id, name in tx.exec_driver_sql(f"SELECT id, name FROM record WHERE id IN ({PERSONAL})").all():
        if record_ids is None or record_id in record_ids:
            found.add(name)
    rows = tx.exec_driver_sql(
        f"SELECT record_id, value FROM fact WHERE value <> '' AND field IN ({marks(PERSONAL_FIELDS)}) "
        f"AND record_id IN ({PERSONAL})",
        PERSONAL_FIELDS,
    )
    found |= {value for record_id, value in rows.all() if record_ids is None or record_id in record_ids}
    notes = tx.exec_driver_sql(
        "SELECT r.id, r.name, f.value FROM record r JOIN fact f ON f.record_id = r.id AND f.is_current = 1 "
        "WHERE r.kind = 'activity' AND f.field = 'summary'"
    )
    for record_id, name, summary in notes.all():
        if (record_ids is None or record_id in record_ids) and _letters(summary).startswith(_letters(name)):
            found.add(name)
    return found


def told_texts(tx: Tx, record_ids: Collection[int] | None) -> set[str]:
    """What was noted of contacts (titles, purposes, next steps) why a purchase changed its stage, remarks on facts."""
    rows = [
        *tx.exec_driver_sql("SELECT id, name FROM record WHERE kind = 'activity'").all(),
        *tx.exec_driver_sql(
            "SELECT r.id, f.value FROM fact f JOIN record r ON r.id = f.record_id "
            "WHERE r.kind = 'activity' AND f.field IN ('purpose', 'next_step', 'summary')"
        ).all(),
        *tx.exec_driver_sql("SELECT record_id, note FROM fact WHERE note <> ''").all(),
        *tx.exec_driver_sql("SELECT project_id, reason FROM stage_event WHERE reason <> ''").all(),
    ]
    return {text for record_id, text in rows if text and (record_ids is None or record_id in record_ids)}


UNSPOKEN = (
    "person",
    "member",
    "rep",
    "account",
    "firm",
    "project",
    "rival",
    "product",
    "volume",
    "contender",
)
"""Kinds whose names are names, not sentences."""
POINTED = ("key_point", "action", "question", "rejection", "hop")
"""Kinds of record that are about somebody where they name him by reference."""


def spoken_texts(
    tx: Tx, names: Collection[Name], record_ids: Collection[int] | None
) -> list[tuple[int, str]]:
    """(account, text) of everything that may speak of somebody: sentences as names of records, values of the fields,
    notes at lines between people."""
    keys = tuple(sorted({field for _, field in names}))
    rows = [
        *tx.exec_driver_sql(
            "SELECT id, coalesce(account_id, id), name FROM record "
            f"WHERE kind NOT IN ({marks(UNSPOKEN)}) AND name <> ''",
            UNSPOKEN,
        ).all(),
        *tx.exec_driver_sql(
            "SELECT r.id, coalesce(r.account_id, r.id), f.value, r.kind, f.field FROM fact f "
            f"JOIN record r ON r.id = f.record_id WHERE f.value <> '' AND f.field IN ({marks(keys)})",
            keys,
        ).all(),
        *tx.exec_driver_sql(
            "SELECT r.id, coalesce(r.account_id, r.id), l.note FROM link l JOIN record r ON r.id = l.from_id "
            "WHERE l.note <> ''"
        ).all(),
    ]
    return [
        (int(row[1]), row[2])
        for row in rows
        if (record_ids is None or row[0] in record_ids) and (len(row) == 3 or (row[3], row[4]) in names)
    ]


def pointed_texts(tx: Tx, record_ids: Collection[int] | None) -> set[str]:
    """What is said between people, of key points, and of whatever names somebody by reference."""
    found = [
        *tx.exec_driver_sql(
            f"SELECT r.id, r.name FROM record r WHERE r.kind IN ({marks(POINTED)}) AND (r.kind IN ('key_point', 'hop') OR EXISTS "
            "(SELECT 1 FROM fact f WHERE f.record_id = r.id AND f.field = 'person' AND f.value <> ''))",
            POINTED,
        ).all(),
        *tx.exec_driver_sql(
            "SELECT r.id, f.value FROM fact f JOIN record r ON r.id = f.record_id WHERE r.kind = 'key_point' "
            "AND f.value <> '' AND f.field IN ('solution', 'action', 'result')"
        ).all(),
        *tx.exec_driver_sql("SELECT from_id, note FROM link WHERE note <> ''").all(),
    ]
    return {text for record_id, text in found if record_ids is None or record_id in record_ids}


def people_of(tx: Tx) -> dict[int, list[str]]:
    """Names of the people of each account."""
    found: dict[int, list[str]] = {}
    rows = tx.exec_driver_sql("SELECT account_id, name FROM record WHERE kind IN ('person', 'rep')").all()
    for account_id, name in rows:
        found.setdefault(int(account_id or 0), []).append(name)
    return found


def accounts(tx: Tx) -> set[int]:
    """Ids of all accounts; what lies elsewhere is shared by them."""
    return set(tx.exec_driver_sql("SELECT id FROM record WHERE kind = 'account'").scalars())


def names_of_people(tx: Tx) -> set[str]:
    """Who a private field names (an informant) is no secret as such."""
    return set(
        tx.exec_driver_sql(
            "SELECT name FROM record WHERE kind IN ('person', 'rep', 'account', 'firm', 'project')"
        ).scalars()
    )


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
