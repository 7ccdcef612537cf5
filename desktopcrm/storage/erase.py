"""Erases a person without a trace: rows, references, steps on the way and decisions about him, names in other texts.

A full name is taken out of every text, also of unsent drafts, own definitions and settings. A short one would hit other
words, so it goes only from the names of records that speak of him by reference (an action, a question) and of decisions,
which the program words itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from desktopcrm.domain.records import Record
from desktopcrm.storage import erase_drafts, erase_left, erase_past, journal, lookup, records
from desktopcrm.storage.erase_drafts import GONE, Whose
from desktopcrm.storage.erase_left import RECORD_OF, TEXT_PLACES
from desktopcrm.storage.rows import marks
from desktopcrm.storage.store import Tx

LOOSE = (("own_definition", "key", "body"), ("setting", "key", "value"), ("draft", "place", "body"))
"""Texts that belong to no record: table, key, column."""
HAN = "一-鿿"
_WAS_NAMED = re.compile(r",name='((?:[^']|'')*)'")
Text = tuple[str, str, int]
"""Table, column, row."""


def is_full_name(name: str) -> bool:
    """A name that can be replaced in texts without hitting other words: given and family name, or two Han and more."""
    return " " in name.strip() or sum(1 for char in name if "一" <= char <= "鿿") >= 2


def mentions(tx: Tx, person: Record) -> list[Text]:
    """Texts elsewhere that `person` would blank: table, column, row."""
    return list(blanked(tx, person, names_of(tx, person)))


def whole(tx: Tx, uid: str) -> bool:
    """The same with all that the undo history knows, in a database that nobody works in (a backup, one just restored).

    Tells whether he was there.
    """
    gone = lookup.record(tx, uid) or erase_past.revived(tx, uid)
    if gone is None:
        return erase_past.forget(tx, uid)
    his, names = records_of(tx, gone), names_of(tx, gone)
    person(tx, gone)
    journal.forget_labels(tx, his, names)
    journal.forget_inverses(tx)
    tx.exec_driver_sql("DELETE FROM summary WHERE account_id = ?", (gone.account_id,))
    tx.exec_driver_sql("DELETE FROM lean WHERE account_id = ?", (gone.account_id,))
    return True


def records_of(tx: Tx, person: Record) -> tuple[int, ...]:
    """The person's own record and those that stand for him."""
    rows = tx.exec_driver_sql("SELECT id FROM record WHERE id = ?1 OR ref_id = ?1", (person.id,))
    return tuple(int(row[0]) for row in rows)


def names_of(tx: Tx, person: Record) -> tuple[str, ...]:
    """The person's name, and those he had before, as far as the undo history knows them; the longest first."""
    rows = tx.exec_driver_sql(
        "SELECT inverse FROM change WHERE record_id = ? AND inverse LIKE 'UPDATE record SET %'", (person.id,)
    )
    found = {person.name}
    for (inverse,) in rows:
        was = _WAS_NAMED.search(inverse)
        found |= {was[1].replace("''", "'")} if was else set()
    return tuple(sorted(found, key=len, reverse=True))


def person(tx: Tx, gone: Record) -> None:
    """Delete the person with all that hangs on him, take him out of references, blank his names elsewhere."""
    names, him = names_of(tx, gone), whose(tx, gone)
    texts = blanked(tx, gone, names)
    erase_drafts.forget(tx, him)
    _blank_loose(tx, names)
    for record_id in about(tx, gone):
        records.delete(tx, record_id)
    for fact_id, record_id, field, value in _references(tx, gone):
        rest = ",".join(uid for uid in value.split(",") if uid != gone.uid)
        if rest:
            tx.exec_driver_sql("UPDATE fact SET value = ? WHERE id = ?", (rest, fact_id))
        else:
            tx.exec_driver_sql("DELETE FROM fact WHERE id = ?", (fact_id,))
            records.settle(tx, record_id, field)
    records.delete(tx, gone.id)
    for (table, column, row_id), text in texts.items():
        tx.exec_driver_sql(f"UPDATE {table} SET {column} = ? WHERE id = ?", (text, row_id))
    erase_left.keep(tx, gone, names, him)


def loose_mentions(tx: Tx, names: tuple[str, ...]) -> list[tuple[str, str, str, str]]:
    """(table, key, column, text without him) of texts that belong to no record and name him in full."""
    written = _as_written(names)
    found = []
    for table, key, column in LOOSE:
        for place, text in tx.exec_driver_sql(f"SELECT {key}, {column} FROM {table}").all():
            after = text
            for name in written:
                after = after.replace(name, GONE)
            if after != text:
                found.append((table, place, column, after))
    return found


def _as_written(names: tuple[str, ...]) -> list[str]:
    """Full names plainly and as JSON writes them, the longest first."""
    full = [name for name in names if is_full_name(name)]
    every = {*full, *(json.dumps(name, ensure_ascii=one)[1:-1] for name in full for one in (True, False))}
    return sorted(every, key=len, reverse=True)


def whose(tx: Tx, gone: Record) -> Whose:
    """Him, as unsent words are asked for."""
    rows = tx.exec_driver_sql(
        "SELECT id FROM record WHERE id = ?1 OR ref_id = ?1 OR parent_id = ?1", (gone.id,)
    )
    names = tuple(one for one in names_of(tx, gone) if one.strip())
    full = tuple(one for one in names if is_full_name(one))
    return Whose(tuple(int(row[0]) for row in rows), gone.uid, gone.account_id or 0, names, full)


def _blank_loose(tx: Tx, names: tuple[str, ...]) -> None:
    keys = {table: key for table, key, _ in LOOSE}
    for table, place, column, after in loose_mentions(tx, names):
        tx.exec_driver_sql(f"UPDATE {table} SET {column} = ? WHERE {keys[table]} = ?", (after, place))


def _references(tx: Tx, gone: Record) -> list[tuple[int, int, str, str]]:
    """(fact, record, field, value) of every observation that holds his uid."""
    rows = tx.exec_driver_sql(
        "SELECT id, record_id, field, value FROM fact WHERE instr(value, ?) > 0", (gone.uid,)
    )
    return [(int(row[0]), int(row[1]), row[2], row[3]) for row in rows]


def about(tx: Tx, gone: Record) -> list[int]:
    """Steps from or to the person, and decisions whose subject is he, such a step, or something that goes with him."""
    rows = tx.exec_driver_sql(
        "WITH RECURSIVE step(id, uid) AS (SELECT r.id, r.uid FROM record r JOIN fact f ON f.record_id = r.id "
        "WHERE r.kind = 'hop' AND f.field IN ('from_person', 'to_person') AND f.value = ?2), "
        "his(id, uid) AS (SELECT id, uid FROM record WHERE id = ?1 UNION SELECT r.id, r.uid "
        "FROM record r JOIN his ON r.parent_id = his.id OR r.ref_id = his.id), "
        "both(uid) AS (SELECT uid FROM his UNION SELECT uid FROM step) "
        "SELECT id FROM step UNION SELECT d.id FROM both JOIN fact f ON instr(f.value, both.uid) > 0 "
        "JOIN record d ON d.id = f.record_id WHERE f.field = 'subject' AND d.kind = 'decision'",
        (gone.id, gone.uid),
    )
    return [int(row[0]) for row in rows]


def blanked(tx: Tx, gone: Record, names: tuple[str, ...]) -> dict[Text, str]:
    """Every text elsewhere that names him → the text without it."""
    found: dict[Text, str] = {}
    for name in names:
        for place, text in (*_texts(tx, gone, name), *_titles(tx, gone, name)):
            before = found.get(place, text)
            after = _without(tx, name, before)
            if after != before:
                found[place] = after
    return found


def _texts(tx: Tx, gone: Record, name: str) -> Iterator[tuple[Text, str]]:
    """Texts that hold a full name."""
    if not is_full_name(name):
        return
    for table, column in TEXT_PLACES:
        rows = tx.exec_driver_sql(
            f"SELECT id, {column} FROM {table} WHERE {_holds(table, column)}", _params(tx, gone, name)
        )
        yield from (((table, column, int(row[0])), row[1]) for row in rows.all())


def _titles(tx: Tx, gone: Record, name: str) -> Iterator[tuple[Text, str]]:
    """Names of records that speak of him by reference, and of his account's decisions."""
    speaking = {record_id for _, record_id, _, _ in _references(tx, gone)}
    rows = tx.exec_driver_sql(
        f"SELECT id, name FROM record WHERE (id IN ({marks(tuple(speaking))}) OR (kind = 'decision' AND account_id = ?)) "
        "AND kind NOT IN ('person', 'rep', 'member') AND instr(name, ?) > 0",
        (*speaking, gone.account_id, name),
    )
    yield from ((("record", "name", int(row[0])), row[1]) for row in rows.all())


def _without(tx: Tx, name: str, text: str) -> str:
    """The text with the name blanked; a short one not inside other words or other people's names."""
    if is_full_name(name):
        return text.replace(name, GONE)
    rows = tx.exec_driver_sql(
        "SELECT DISTINCT name FROM record WHERE kind IN ('person', 'rep') AND instr(name, ?1) > 0 AND name <> ?1",
        (name,),
    )
    longer = {str(row[0]) for row in rows}
    letter = rf"[^\W_{HAN}]"
    own = re.escape(name) if re.search(f"[{HAN}]", name) else f"(?<!{letter}){re.escape(name)}(?!{letter})"
    others = sorted(map(re.escape, longer), key=len, reverse=True)
    return re.sub("|".join([*others, own]), lambda hit: hit[0] if hit[0] in longer else GONE, text)


def _params(tx: Tx, gone: Record, name: str) -> tuple[str, int, int]:
    """(name, id, account whose texts are meant; 0: those of all accounts) for `_holds`.

    Where somebody else bears the name, or one that holds it, texts of other accounts speak of him.
    """
    namesake = tx.exec_driver_sql(
        "SELECT 1 FROM record WHERE kind IN ('person', 'rep') AND instr(name, ?) > 0 AND id <> ? LIMIT 1",
        (name, gone.id),
    ).first()
    return name, gone.id, (gone.account_id or 0) if namesake else 0


def _holds(table: str, column: str) -> str:
    """Condition: the text holds the name ?1, is not of the person ?2 himself and lies in the account ?3 (0: any).

    Names of other people are never touched.
    """
    record_id = RECORD_OF[table]
    mine = f"{record_id} IN (SELECT id FROM record WHERE id = ?2 OR parent_id = ?2 OR ref_id = ?2)"
    inside = f"?3 = 0 OR {record_id} IN (SELECT id FROM record WHERE id = ?3 OR account_id = ?3)"
    names = "AND kind NOT IN ('person', 'rep', 'member')" if table == "record" else ""
    return f"instr({column}, ?1) > 0 AND NOT {mine} AND ({inside}) {names}"
