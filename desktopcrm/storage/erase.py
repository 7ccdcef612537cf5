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


def is_full_name(name: str) -> bool:
    """A name that can be replaced in texts without hitting other words: given and family name, or two Han and more."""
    return " " in name.strip() or sum(1 for char in name if "一" <= char <= "鿿") >= 2


def count_mentions(tx: Tx, person: Record) -> int:
    if not is_full_name(person.name):
        return 0
    return sum(
        int(
            tx.exec_driver_sql(
                f"SELECT count(*) FROM {table} WHERE instr({column}, ?1) > 0 AND NOT ('{table}' = 'record' AND id = ?2)",
                (person.name, person.id),
            ).scalar_one()
        )
        for table, column in TEXT_PLACES
    )


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
    records.delete(tx, gone.id)
    if is_full_name(gone.name):
        for table, column in TEXT_PLACES:
            tx.exec_driver_sql(
                f"UPDATE {table} SET {column} = replace({column}, ?1, ?2) WHERE instr({column}, ?1) > 0",
                (gone.name, GONE),
            )
