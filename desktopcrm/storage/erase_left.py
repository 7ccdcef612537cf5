"""Texts that may still mean somebody who was erased, by a part of his name: never blanked, looked at by a human.

Kept afterwards as references alone: where the text stands and a checksum too short to tell what it was, by which a text
that was changed since falls out. Whom it may mean is kept nowhere.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from desktopcrm.domain import naming
from desktopcrm.domain.records import Record
from desktopcrm.storage import erase_drafts
from desktopcrm.storage.erase_drafts import Whose
from desktopcrm.storage.store import Tx

KEY = "erased.left"
DRAFT = "draft"
TEXT_PLACES = (
    ("record", "name"),
    ("fact", "value"),
    ("fact", "note"),
    ("fact", "source_text"),
    ("link", "note"),
    ("stage_event", "reason"),
)
"""Where the rep's own words stand: table, column."""
RECORD_OF = {"record": "id", "fact": "record_id", "link": "from_id", "stage_event": "project_id"}
"""The column of each table that says at which record."""
FIELD_OF, NO_FIELD = {"fact": "t.field"}, "''"
TEXTS = {
    (one, words): f"SELECT t.id, t.{RECORD_OF[one]}, t.{words}, {FIELD_OF.get(one, NO_FIELD)} FROM {one} t"
    for one, words in TEXT_PLACES
}
"""Table and column → row, record that it stands at, words, field."""
NAMED, WORDED = "('person', 'rep', 'member')", "('subject', 'state')"
"""Kinds whose names are names of others; fields that the program words and that go with their decision."""


Spot = tuple[str, str, int | str]
"""Table, column, row."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words at a record. `column` of `table`, in the row `row` (for a draft: its place)."""

    table: str
    column: str
    row: int | str
    record_id: int
    field: str
    words: str

    @property
    def spot(self) -> Spot:
        """Where exactly."""
        return self.table, self.column, self.row


@dataclass(frozen=True, slots=True)
class Left:
    """A text to be looked at; `is_seen`: somebody has."""

    text: Text
    is_seen: bool


Reference = list[object]
"""Table, column, row, checksum, whether it was looked at."""


def texts_at(tx: Tx, account_id: int | None) -> Iterator[Text]:
    """Everything written at an account but names of people."""
    for (table, column), query in TEXTS.items():
        owner = query.split(", ")[1].removeprefix("t.")
        rows = tx.exec_driver_sql(
            f"{query} JOIN record r ON r.id = t.{owner} WHERE (r.account_id = ?1 OR r.id = ?1) AND t.{column} <> '' "
            f"AND NOT ('{column}' = 'name' AND r.kind IN {NAMED}) "
            + (f"AND NOT (r.kind = 'decision' AND t.field IN {WORDED})" if table == "fact" else "")
            + ("AND r.kind <> 'decision'" if column == "name" else ""),
            (account_id,),
        )
        for row in rows.all():
            yield Text(table, column, int(row[0]), int(row[1]), row[3], row[2])


def meaning(
    tx: Tx, account_id: int | None, names: Iterable[str], after: Mapping[Spot, str] | None = None
) -> list[Text]:
    """Those that may mean who bears one of the names; `after`: what some of them will say then."""
    patterns = [naming.pattern(name) for name in names if name.strip()]
    then = after or {}
    every = (replace(one, words=then.get(one.spot, one.words)) for one in texts_at(tx, account_id))
    return [one for one in every if any(pattern.search(one.words) for pattern in patterns)]


def keep(tx: Tx, person: Record, names: Iterable[str], whose: Whose) -> None:
    """Remember what is left of him, after everything else of him has gone."""
    left = meaning(tx, person.account_id, names)
    unsent = (one for one in erase_drafts.about(tx, whose) if one.is_doubtful(whose))
    left += [_unsent(one.place, one.account_id or whose.account_id, one.text) for one in unsent]
    seen = [one for one in kept(tx) if one.text.spot not in {text.spot for text in left}]
    _write(tx, [*(_reference(one.text, one.is_seen) for one in seen), *(_reference(one) for one in left)])


def kept(tx: Tx) -> list[Left]:
    """What is still there, word for word as it was then."""
    found = []
    for table, column, row, checksum, seen in _references(tx):
        text = _draft(tx, str(row), checksum) if table == DRAFT else _row(tx, (str(table), str(column)), row)
        if text is not None and _sum(text.words) == checksum:
            found.append(Left(text, bool(seen)))
    return found


def is_past(tx: Tx, text: Text) -> bool:
    """Whether it stands at a value of which another one holds now."""
    query = "SELECT 1 FROM fact WHERE id = ? AND is_current = 0"
    return text.table == "fact" and tx.exec_driver_sql(query, (text.row,)).first() is not None


def look(tx: Tx, spot: Spot, is_seen: bool) -> None:
    """Note that one was looked at, or take that back; what is gone by now is forgotten."""
    _write(tx, [_reference(one.text, is_seen if one.text.spot == spot else one.is_seen) for one in kept(tx)])


def forget_seen(tx: Tx) -> None:
    """Forget those that were looked at."""
    _write(tx, [_reference(one.text) for one in kept(tx) if not one.is_seen])


def _reference(text: Text, is_seen: bool = False) -> Reference:
    return [*text.spot, _sum(text.words), is_seen]


def _references(tx: Tx) -> list[Reference]:
    body = tx.exec_driver_sql("SELECT value FROM setting WHERE key = ?", (KEY,)).scalar()
    try:
        held = json.loads(body) if body else []
    except ValueError:
        return []
    return [one for one in held if isinstance(one, list) and len(one) == 5] if isinstance(held, list) else []


def _write(tx: Tx, references: list[Reference]) -> None:
    if references:
        tx.exec_driver_sql(
            "INSERT OR REPLACE INTO setting(key, value) VALUES (?, ?)", (KEY, json.dumps(references))
        )
    else:
        tx.exec_driver_sql("DELETE FROM setting WHERE key = ?", (KEY,))


def _row(tx: Tx, place: tuple[str, str], row: object) -> Text | None:
    query = TEXTS.get(place)
    found = tx.exec_driver_sql(f"{query} WHERE t.id = ?", (row,)).first() if query else None
    return Text(*place, int(found[0]), int(found[1]), found[3], found[2]) if found else None


def _draft(tx: Tx, place: str, checksum: object) -> Text | None:
    found = (pair for pair in erase_drafts.pieces(tx, place) if _sum(pair[1]) == checksum)
    text = next((_unsent(place, account, words) for account, words in found), None)
    known = "SELECT 1 FROM record WHERE id = ?"
    there = text is not None and tx.exec_driver_sql(known, (text.record_id,)).first() is not None
    return text if there else None


def _unsent(place: str, account_id: int, words: str) -> Text:
    return Text(DRAFT, "", place, account_id, "", words)


def _sum(words: str) -> int:
    return zlib.crc32(words.encode())
