"""What erasing a person would take away, and who was erased: read before it is done, kept afterwards as bare uids."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktopcrm.domain.records import Record
from desktopcrm.storage import erase, erase_drafts, erase_left
from desktopcrm.storage.erase_drafts import Words
from desktopcrm.storage.rows import marks
from desktopcrm.storage.store import Tx

_OWNER = {
    "record": "SELECT id, name FROM record WHERE id = ?",
    "fact": "SELECT record_id, {column} FROM fact WHERE id = ?",
    "link": "SELECT from_id, note FROM link WHERE id = ?",
    "stage_event": "SELECT project_id, reason FROM stage_event WHERE id = ?",
}

UNTIDY = "erase.untidy"
"""Meta: somebody was erased, and the file was not compacted since."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A text that names somebody: the record it stands at, its field where it has one, the words, where exactly (of what is
    unsent: the place of the draft and the words themselves)."""

    record_id: int
    field: str
    text: str
    spot: erase_left.Spot


@dataclass(frozen=True, slots=True)
class Counts:
    """How much of what kind hangs on a person. `facts` with all that was known earlier; `parts` in purchases; `steps`
    on the way to him; `drafts` that were begun at him."""

    facts: int
    links: int
    parts: int
    steps: int
    decisions: int
    drafts: int


@dataclass(frozen=True, slots=True)
class Forgotten:
    """Somebody erased: nothing but the mark that keeps him out of what is restored."""

    uid: str
    erased_on: date
    purge_on: date


def counts(tx: Tx, person: Record) -> Counts:
    """What is stored about him by itself."""
    his = erase.records_of(tx, person)
    asked = marks(his)

    def number(query: str) -> int:
        return int(tx.exec_driver_sql(query, his).scalar_one())

    about = erase.about(tx, person)
    kinds = [tx.exec_driver_sql("SELECT kind FROM record WHERE id = ?", (one,)).scalar_one() for one in about]
    links = tx.exec_driver_sql(
        f"SELECT count(*) FROM link WHERE from_id IN ({asked}) OR to_id IN ({asked})", (*his, *his)
    ).scalar_one()
    return Counts(
        number(f"SELECT count(*) FROM fact WHERE record_id IN ({asked})"),
        int(links),
        len(his) - 1,
        kinds.count("hop"),
        kinds.count("decision"),
        sum(one.is_his for one in erase_drafts.about(tx, erase.whose(tx, person))),
    )


def mentions(tx: Tx, person: Record) -> list[Mention]:
    """Texts elsewhere that would be blanked; what goes with him is none."""
    gone = set(erase.about(tx, person))
    found = (_mention(tx, *place) for place in erase.mentions(tx, person))
    unsent = erase_drafts.about(tx, erase.whose(tx, person))
    changed = [one for one in unsent if not one.is_his and one.after != one.text]
    return [*(one for one in found if one.record_id not in gone), *(_unsent(person, one) for one in changed)]


def doubtful(tx: Tx, person: Record) -> list[Mention]:
    """Texts at his account that may mean him by a part of his name and stay as they are: a human has to look."""
    him, names = erase.whose(tx, person), erase.names_of(tx, person)
    gone = {*him.ids, *erase.about(tx, person), *_under(tx, him.ids)}
    asked = marks(him.ids)
    links = tx.exec_driver_sql(
        f"SELECT id FROM link WHERE from_id IN ({asked}) OR to_id IN ({asked})", (*him.ids, *him.ids)
    )
    lines = {("link", "note", int(row[0])) for row in links.all()}
    after: dict[erase_left.Spot, str] = dict(erase.blanked(tx, person, names).items())
    found = [
        Mention(one.record_id, one.field, one.words, one.spot)
        for one in erase_left.meaning(tx, person.account_id, names, after)
        if one.record_id not in gone and one.spot not in lines
    ]
    return found + [_unsent(person, one) for one in erase_drafts.about(tx, him) if one.is_doubtful(him)]


def _under(tx: Tx, ids: tuple[int, ...]) -> list[int]:
    """What lies under the records, at any depth."""
    rows = tx.exec_driver_sql(
        f"WITH RECURSIVE his(id) AS (SELECT id FROM record WHERE id IN ({marks(ids)}) UNION "
        "SELECT r.id FROM record r JOIN his ON r.parent_id = his.id) SELECT id FROM his",
        ids,
    )
    return [int(row[0]) for row in rows]


def _unsent(person: Record, words: Words) -> Mention:
    """It stands at no record: it is shown at the account that it is about."""
    spot = (erase_left.DRAFT, words.place, words.text)
    return Mention(words.account_id or person.account_id or person.id, "", words.text, spot)


def _mention(tx: Tx, table: str, column: str, row_id: int) -> Mention:
    record_id, text = tx.exec_driver_sql(_OWNER[table].format(column=column), (row_id,)).one()
    field = ""
    if table == "fact":
        field = tx.exec_driver_sql("SELECT field FROM fact WHERE id = ?", (row_id,)).scalar_one()
    return Mention(int(record_id), field, text, (table, column, row_id))


def forget(tx: Tx, uids: Iterable[str], today: date, purge_on: date) -> None:
    """Keep that they were erased, and the day on which the backups have to have forgotten them, too."""
    for uid in uids:
        tx.exec_driver_sql(
            "INSERT OR REPLACE INTO forgotten(uid, erased_on, purge_on, purged) VALUES (?, ?, ?, 0)",
            (uid, today.isoformat(), purge_on.isoformat()),
        )


def mark_untidy(tx: Tx) -> None:
    """The file may still hold what was deleted, until it is compacted."""
    tx.exec_driver_sql("INSERT OR REPLACE INTO meta(key, value) VALUES (?, '1')", (UNTIDY,))


def is_untidy(tx: Tx) -> bool:
    """Whether it was not, since somebody was erased."""
    return tx.exec_driver_sql("SELECT 1 FROM meta WHERE key = ?", (UNTIDY,)).first() is not None


def mark_tidy(tx: Tx) -> None:
    """It was."""
    tx.exec_driver_sql("DELETE FROM meta WHERE key = ?", (UNTIDY,))


def forgotten(tx: Tx, purge_by: date | None = None) -> list[Forgotten]:
    """Who was erased and is still in backups, by day; only those whose day has come where one is given."""
    rows = tx.exec_driver_sql(
        "SELECT uid, erased_on, purge_on FROM forgotten WHERE purged = 0 AND (?1 IS NULL OR purge_on <= ?1) "
        "ORDER BY purge_on, uid",
        (purge_by.isoformat() if purge_by else None,),
    )
    return [Forgotten(row[0], date.fromisoformat(row[1]), date.fromisoformat(row[2])) for row in rows.all()]


def mark_purged(tx: Tx, uids: Iterable[str]) -> None:
    """The backups have forgotten them."""
    for uid in uids:
        tx.exec_driver_sql("UPDATE forgotten SET purged = 1 WHERE uid = ?", (uid,))
