"""Whom only the undo history of a stored copy still knows: deleted when the copy was made, back with one undo."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError

from desktopcrm.domain.records import Record
from desktopcrm.storage import journal, lookup
from desktopcrm.storage.store import Tx

HELD = "SELECT 1 FROM change WHERE instr(inverse, ?) > 0 LIMIT 1"
"""Whether the undo history of a database speaks of a uid."""


def revived(tx: Tx, uid: str) -> Record | None:
    """Put the bare record back as it was before it was deleted, so that it can be erased as any other."""
    tx.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    way_back = tx.exec_driver_sql(
        "SELECT inverse FROM change WHERE inverse LIKE 'INSERT INTO record(%' AND instr(inverse, ?) > 0 "
        "ORDER BY id DESC LIMIT 1",
        (f",'{uid}',",),
    ).scalar()
    if way_back is None:
        return None
    try:
        tx.exec_driver_sql(way_back)
    except DBAPIError:
        return None
    return lookup.record(tx, uid)


def forget(tx: Tx, uid: str) -> bool:
    """Where nothing but the undo history speaks of somebody: forget all of it. Tells whether it did."""
    if tx.exec_driver_sql(HELD, (uid,)).first() is None:
        return False
    journal.forget_labels(tx, (), ())
    journal.forget_inverses(tx)
    return True
