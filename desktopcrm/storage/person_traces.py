"""Where a person has left a trace beside his own record: read for him who asks what is stored about him."""

from __future__ import annotations

import json

from desktopcrm.domain.records import Fact, Link, Record
from desktopcrm.storage import erase, erase_drafts, plans
from desktopcrm.storage.rows import FACT_COLUMNS, LINK_COLUMNS, fact_of, link_of, marks
from desktopcrm.storage.store import Tx


def own_records(tx: Tx, person: Record) -> list[Record]:
    """What stands for him (his parts in purchases) and what lies under him (notes), with all below."""
    rows = tx.exec_driver_sql(
        "WITH RECURSIVE his(id) AS (SELECT id FROM record WHERE id = ?1 UNION SELECT r.id FROM record r JOIN his "
        "ON r.parent_id = his.id OR r.ref_id = his.id) SELECT id FROM his WHERE id <> ?1 ORDER BY id",
        (person.id,),
    )
    return [plans.get_record(tx, int(row[0])) for row in rows.all()]


def speaking_of(tx: Tx, person: Record) -> list[Record]:
    """Records of others that point at him: contacts, needs, actions, purchases, steps on the way, decisions."""
    his = {person.id, *(one.id for one in own_records(tx, person))}
    rows = tx.exec_driver_sql(
        "SELECT DISTINCT record_id FROM fact WHERE instr(value, ?) > 0 ORDER BY record_id", (person.uid,)
    )
    found = {int(row[0]) for row in rows.all()} | set(erase.about(tx, person))
    return [plans.get_record(tx, one) for one in sorted(found - his)]


def facts_of(tx: Tx, records: list[Record]) -> dict[int, list[Fact]]:
    """Every observation of the records, the newest first."""
    ids = tuple(one.id for one in records)
    rows = tx.exec_driver_sql(
        f"SELECT {FACT_COLUMNS} FROM fact WHERE record_id IN ({marks(ids)}) ORDER BY id", ids
    )
    found: dict[int, list[Fact]] = {}
    for fact in map(fact_of, rows.all()):
        found.setdefault(fact.record_id, []).append(fact)
    return {key: sorted(past, key=lambda one: one.order, reverse=True) for key, past in found.items()}


def said(tx: Tx, person: Record) -> list[Fact]:
    """What was learnt from him."""
    rows = tx.exec_driver_sql(
        f"SELECT {FACT_COLUMNS} FROM fact WHERE source_person = ? ORDER BY seen_on, id", (person.id,)
    )
    return [fact_of(row) for row in rows.all()]


def links(tx: Tx, ids: tuple[int, ...]) -> list[Link]:
    """Lines from and to his records."""
    asked = marks(ids)
    rows = tx.exec_driver_sql(
        f"SELECT {LINK_COLUMNS} FROM link WHERE from_id IN ({asked}) OR to_id IN ({asked}) ORDER BY id",
        (*ids, *ids),
    )
    return [link_of(row) for row in rows.all()]


def steps(tx: Tx, person: Record, ids: tuple[int, ...]) -> list[int]:
    """Steps of the history that name him or changed something of his."""
    found: set[int] = set()
    for name in erase.names_of(tx, person):
        written = json.dumps(name, ensure_ascii=False)[1:-1]
        rows = tx.exec_driver_sql("SELECT id FROM step WHERE instr(params, ?) > 0", (written,))
        found |= {int(row[0]) for row in rows.all()}
    rows = tx.exec_driver_sql(f"SELECT DISTINCT step_id FROM change WHERE record_id IN ({marks(ids)})", ids)
    return sorted(found | {int(row[0]) for row in rows.all()}, reverse=True)


def drafts(tx: Tx, person: Record) -> list[str]:
    """Unsent words that were begun at him, name him or may mean him."""
    return [one.text for one in erase_drafts.about(tx, erase.whose(tx, person))]


def other_texts(tx: Tx, person: Record) -> list[str]:
    """Own answers and settings that name him."""
    found = []
    for table, place, column, _ in erase.loose_mentions(tx, erase.names_of(tx, person)):
        if table != "draft":
            key = {one[0]: one[1] for one in erase.LOOSE}[table]
            found.append(
                tx.exec_driver_sql(f"SELECT {column} FROM {table} WHERE {key} = ?", (place,)).scalar_one()
            )
    return found
