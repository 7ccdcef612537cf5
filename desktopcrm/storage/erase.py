"""Erases a person without a trace: rows, references, and the full name in other texts."""

from __future__ import annotations

from desktopcrm.domain.records import Record
from desktopcrm.storage import records
from desktopcrm.storage.store import Tx

GONE = "▇▇"
TEXT_PLACES = (
    ("record", "name"),
    ("fact", "value"),
    ("fact", "note"),
    ("fact", "source_text"),
    ("link", "note"),
    ("stage_event", "reason"),
)
RECORD_OF = {"record": "id", "fact": "record_id", "link": "from_id", "stage_event": "project_id"}


def is_full_name(name: str) -> bool:
    """A name that can be replaced in texts without hitting other words: given and family name, or two Han and more."""
    return " " in name.strip() or sum(1 for char in name if "一" <= char <= "鿿") >= 2


def count_mentions(tx: Tx, person: Record) -> int:
    """Texts elsewhere that `person` would blank."""
    if not is_full_name(person.name):
        return 0
    params = _params(tx, person)
    return sum(
        int(
            tx.exec_driver_sql(
                f"SELECT count(*) FROM {table} WHERE {_holds(table, column)}", params
            ).scalar_one()
        )
        for table, column in TEXT_PLACES
    )


def records_of(tx: Tx, person: Record) -> tuple[int, ...]:
    """The person's own record and those that stand for him."""
    rows = tx.exec_driver_sql("SELECT id FROM record WHERE id = ?1 OR ref_id = ?1", (person.id,))
    return tuple(int(row[0]) for row in rows)


def person(tx: Tx, gone: Record) -> None:
    """Delete the person with all that hangs on him, take him out of references, blank his name elsewhere."""
    rows = tx.exec_driver_sql(
        "SELECT id, record_id, field, value FROM fact WHERE instr(value, ?) > 0", (gone.uid,)
    ).all()
    for fact_id, record_id, field, value in rows:
        rest = ",".join(uid for uid in value.split(",") if uid != gone.uid)
        if rest:
            tx.exec_driver_sql("UPDATE fact SET value = ? WHERE id = ?", (rest, fact_id))
        else:
            tx.exec_driver_sql("DELETE FROM fact WHERE id = ?", (fact_id,))
            records.settle(tx, record_id, field)
    params = _params(tx, gone)
    records.delete(tx, gone.id)
    if is_full_name(gone.name):
        for table, column in TEXT_PLACES:
            tx.exec_driver_sql(
                f"UPDATE {table} SET {column} = replace({column}, ?1, '{GONE}') WHERE {_holds(table, column)}",
                params,
            )


def _params(tx: Tx, gone: Record) -> tuple[str, int, int]:
    """(name, id, account whose texts are meant; 0: those of all accounts) for `_holds`.

    Where somebody else bears the name, or one that holds it, texts of other accounts speak of him.
    """
    namesake = tx.exec_driver_sql(
        "SELECT 1 FROM record WHERE kind IN ('person', 'rep') AND instr(name, ?) > 0 AND id <> ? LIMIT 1",
        (gone.name, gone.id),
    ).first()
    return gone.name, gone.id, (gone.account_id or 0) if namesake else 0


def _holds(table: str, column: str) -> str:
    """Condition: the text holds the name ?1, is not of the person ?2 himself and lies in the account ?3 (0: any).

    Names of other people are never touched.
    """
    record_id = RECORD_OF[table]
    mine = f"{record_id} IN (SELECT id FROM record WHERE id = ?2 OR parent_id = ?2 OR ref_id = ?2)"
    inside = f"?3 = 0 OR {record_id} IN (SELECT id FROM record WHERE id = ?3 OR account_id = ?3)"
    names = "AND kind NOT IN ('person', 'rep', 'member')" if table == "record" else ""
    return f"instr({column}, ?1) > 0 AND NOT {mine} AND ({inside}) {names}"
